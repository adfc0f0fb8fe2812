## The picture (nulägesbild)
nav-pictures = Picture
picture-kind = Frozen picture
picture-lead = This is the state right now. Freeze it when management is to know, and it can be compared with the next.
picture-now = The state right now
picture-frozen = Frozen pictures
picture-none = No picture has been frozen yet.
picture-as-of = Frozen
picture-by = Frozen by
picture-reports = Report
picture-report = Report to management
picture-freeze = Freeze the state
picture-freeze-why = A frozen picture never changes. What is registered later shows in the next.
picture-freeze-save = Freeze the picture
picture-name-hint = For example: State in autumn 2026.
field-case-number = Case number
picture-case-number-hint = Type it as KS 2026/412.
picture-case-number-wrong = Type the case number as KS 2026/412.
picture-frozen-at = Frozen { $time }. The picture does not change.
picture-compare = Compare two pictures
picture-compare-lead = From { $from } to { $to }.
picture-what = What
picture-change = Change
picture-unchanged = unchanged
picture-proof = Proof
picture-proof-why = The checksum shows that the picture has not been changed. The chain of the log can be tried with varn verify --anchor and the value below.
picture-checksum = Checksum
picture-chain = Chain of the log
picture-chain-seq = Events in the log
picture-processes = Processes
picture-vital = Vital societal functions
picture-information = Information sets
picture-confirmed = Confirmed classifications
picture-unclassified = Not classified
picture-serious-confirmed = Most critical, confirmed within a year
picture-systems = Systems
picture-without-owner = Systems without owner
picture-required = Required controls
picture-fulfilled = Fulfilled
picture-deficient = Gaps
picture-not-judged = Not judged
picture-points = Remaining weighted deficiency
picture-figure-confirmed = classifications confirmed by the owner
picture-figure-confirmed-why = Of { $total } information sets. { $rest } are not classified: for them we do not know what protection is needed.
picture-figure-serious = most critical left to confirm
picture-figure-serious-why =
    { $n ->
        [0] No information set is such that somebody would be seriously harmed.
       *[other] Of { $n } where somebody may be seriously harmed if protection fails.
    }
picture-figure-owner = systems without owner
picture-figure-owner-why =
    { $n ->
        [0] No systems are registered yet.
       *[other] Of { $n }. If something goes wrong nobody may decide.
    }
picture-figure-gaps = gaps
picture-figure-gaps-why = Among { $judged } judged of { $required } required. The rest is not measured yet.
picture-authorities = Classified information per committee and company
picture-authority = Committee or company
picture-share = Share
picture-areas = Requirements and gaps per area
picture-area = Area
picture-of = { $part } of { $total }
picture-bar-confirmed = Confirmed by the owner
picture-bar-proposed = Proposed
picture-bar-rest = Not classified
picture-bar-fulfilled = Fulfilled
picture-bar-deficient = Partly
picture-bar-missing = Missing or not judged
picture-levels = Information sets per level
picture-aspect = Aspect
level-head-0 = 0, none
level-head-1 = 1, moderate
level-head-2 = 2, significant
level-head-3 = 3, serious
picture-worst-heading = Greatest need of action
picture-worst-none = No gaps have been judged yet.
picture-worst = { $control }: { $object }
picture-whole = the whole municipality
picture-deficiency-0 = Negligible deficiency
picture-deficiency-1 = Moderate deficiency
picture-deficiency-2 = Significant deficiency
picture-deficiency-3 = Serious deficiency
done-picture-frozen = The picture is frozen.
event-picture-frozen = Picture frozen
