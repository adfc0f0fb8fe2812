## The thread: protection need and why
thread-heading = Protection need
thread-unknown = unknown
thread-why = Why { $level }?
thread-why-unknown = Why is { $aspect } unknown?
thread-classified = is classified:
thread-classified-by = was classified by { $who } ({ $on }):
thread-classified-common = follows a common classification:
thread-tolerates = manages at most { $span } without:
thread-raised = is raised because of { $cause }, would otherwise have { $from }:
thread-raised-by = { $who } wrote “{ $why }”.
thread-hop-lives-in = lives in
thread-hop-uses-information = uses
thread-hop-uses-system = uses
thread-hop-data-held-by = holds the data of
thread-hop-access-controlled-by = decides who gets into
thread-hop-fed-by = delivers data to
thread-hop-needs-to-run = does not run without
thread-hop-delivered-by = delivers
thread-therefore = → therefore { $name }: { $level }
thread-rests-on =
    { $n ->
        [0] Rests on no information set.
        [one] Rests on one information set.
       *[other] Rests on { $n } information sets.
    }
thread-unclassified =
    { $n ->
        [one] One of them is not classified, so the level may prove higher.
       *[other] { $n } of them are not classified, so the level may prove higher.
    }
thread-unknown-others =
    { $n ->
        [one] Nothing is known about one process or system that it rests on.
       *[other] Nothing is known about { $n } processes and systems that it rests on.
    }
thread-not-classified = It is not classified. What it needs is therefore not known.
thread-alike = The same level also comes from:
thread-more =
    { $n ->
        [one] and one more.
       *[other] and { $n } more.
    }
thread-alike-hidden =
    { $n ->
        [one] The same level also comes from a record in another part of the organisation.
       *[other] The same level also comes from { $n } records in other parts of the organisation.
    }
thread-hidden = a record in another part of the organisation
thread-hidden-information-set = an information set in another part of the organisation
thread-hidden-process = a process in another part of the organisation
thread-hidden-system = a system in another part of the organisation
thread-hidden-supplier = a supplier in another part of the organisation

## Raises
raise-new = Raise the protection need
raise-heading = Raise the protection need of { $name }
raise-lead = Raise it when the system needs more protection than what it holds. A raise never lowers anything.
raise-save = Save the raise
raise-choose = Choose
raise-list = Raises
raise-what = { $level } because of { $cause }:
raise-remove = Remove the raise
raise-not-higher = The system has level { $level } already. Choose a higher one.
raise-cause-accumulation = Accumulation
raise-cause-accumulation-help = The volume makes the harm greater: much in one place.
raise-cause-aggregation = Aggregation
raise-cause-aggregation-help = Together the data tell more than each by itself.
raise-cause-integration = Integration
raise-cause-integration-help = The system is tied to another that needs more protection.
field-raise-aspect = What is raised
field-raise-level = To level
field-raise-cause = Cause
field-raise-motive = Reason
field-raise-motive-hint = Why is the level that the information gives not enough?
done-raise-added = The protection need is raised. What depends on the system is recalculated.
done-raise-removed = The raise is removed. What depends on the system is recalculated.
event-raise-added = The protection need was raised
event-raise-removed = A raise was removed

## What stops
stops-question = What stops if this does?
stops-crumb = What stops?
stops-heading = What stops if { $name } does?
stops-nothing = No process is tied to it. Add links to see what is affected.
stops-count =
    { $n ->
        [one] One process is affected.
       *[other] { $n } processes are affected.
    }
stops-count-vital =
    { $n ->
        [one] One of them is a vital societal function.
       *[other] { $n } of them are vital societal functions.
    }
stops-when = When it is felt
stops-band = At the latest
stops-band-at-once = At once
stops-band-within-4-hours = Within 4 hours
stops-band-within-a-day = Within a day
stops-band-within-a-week = Within a week
stops-band-later = Later
stops-band-unknown = Unknown
stops-bar =
    { $n ->
        [one] 1 process
       *[other] { $n } processes
    }
stops-processes = Processes affected
stops-process = Process
stops-hurts = When it is felt
stops-because = Because it
stops-reserve = What is done meanwhile
stops-vital = Vital
stops-others = What else stops on the way
stops-what = Name
stops-kind = What it is
stops-stops = Stops
stops-elsewhere = Also in a system that works
stops-at-once = at once
stops-after = after { $span }
stops-basis-stated = as the process has stated
stops-basis-need = by its need of availability
stops-basis-unknown = nobody has judged how long it manages
stops-through-lives-in = lives in
stops-through-uses-information = uses
stops-through-uses-system = uses
stops-through-data-held-by = has its data in
stops-through-access-controlled-by = is entered through
stops-through-fed-by = is fed by
stops-through-needs-to-run = does not run without
stops-through-delivered-by = is delivered by
