## The first page
nav-start = Overview
start-heading = The state right now
start-eight = The eight recommendations
start-import = Load a register
start-proposals = Proposals from the library
start-report = Report to management
start-all-gaps = All gaps
eight-lead-ok =
    { $n ->
        [0] None of the eight recommendations is in place yet.
        [one] One of the eight recommendations is in place.
       *[other] { $n } of the eight recommendations are in place.
    }
eight-lead-part =
    { $n ->
        [0] Begin with what stands as the next step.
        [one] One is under way.
       *[other] { $n } are under way.
    }
eight-old = Out of date
eight-rules = How the state is computed
eight-rules-version = The state is computed from what is registered. Nobody can tick it by hand. Version of the rules: { $version }.
eight-not-measured = Not measured in this version of Värn.
eight-2-none = No picture has been frozen yet.
eight-2-old = The picture was frozen { $day }, more than a year ago.
eight-2-part = Picture frozen { $day }. { $judged } % of the requirements are judged. Risk analysis is not part of it yet.
eight-2-import = Load your list of systems
eight-2-freeze = Freeze the picture
eight-2-judge = Judge more requirements
eight-2-compare = Compare with the last picture
eight-5-none = No information is registered yet.
eight-5-some = { $confirmed } of { $total } information sets are confirmed. { $left } of the { $serious } most critical are left.
eight-5-proposals = Go through the proposals
eight-5-start = Classify the most critical
eight-5-critical = Classify the most critical
eight-5-rest = Classify the rest
eight-5-review = See what is to be reviewed
start-tasks = Your tasks
start-all-tasks = All your tasks
