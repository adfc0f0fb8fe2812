## Gaps
nav-gaps = Gaps
gaps-lead = What is required of you, what you have judged, and what is most deficient.
gaps-progress = How far you have come
gaps-share = { $share } %
gaps-figure-judged = judged: { $judged } of { $required } requirements
gaps-figure-judged-means = { $n ->
    [0] Everything that is required has been judged.
    [one] One requirement has not been judged yet. There you do not know how things stand.
   *[other] { $n } requirements have not been judged yet. There you do not know how things stand.
}
gaps-figure-missing = missing
gaps-figure-missing-means = { $n ->
    [0] Nothing that has been judged is missing altogether.
    [one] One requirement is met by nothing at all.
   *[other] { $n } requirements are met by nothing at all.
}
gaps-figure-deficient = deficient
gaps-figure-deficient-means = { $n ->
    [0] Nothing that exists has been judged deficient.
    [one] One control exists but is not enough.
   *[other] { $n } controls exist but are not enough.
}
gaps-figure-undecided = not settled
gaps-figure-undecided-means = { $n ->
    [0] It is clear what is required everywhere.
    [one] Whether it is required is known only when more has been classified.
   *[other] Whether they are required is known only when more has been classified.
}
gaps-areas = How each area stands
gaps-bar-fulfilled = { $n } fulfilled
gaps-bar-deficient = { $n } deficient
gaps-bar-missing = { $n } missing
gaps-bar-not-judged = { $n } not judged
gaps-worst = What weighs most
gaps-none = No gaps have been judged yet
gaps-none-why = Here stand the controls that are missing or deficient, the most important first. Begin with what concerns the whole organisation.
gaps-judge-organisation = Judge the whole organisation
gaps-objects = Requirements of each system and supplier
gaps-objects-lead = Everything that controls are required of, with how far the judging has come.
gaps-objects-nothing = Here will stand what is required of what
gaps-objects-nothing-why = What is required follows from the systems and suppliers. Load your list of systems, go through the proposals, or judge the whole organisation.
gaps-object = Object
gaps-duty = Legal duty
gaps-due = Due
gaps-required = Required
gaps-not-judged = Not judged
gaps-fulfilled = Fulfilled
gaps-deficient = Deficient
gaps-missing = Missing
gaps-undecided = Not settled
gaps-heading-of = Requirements of { $name }
gaps-to-record = To { $name }
gaps-judged-of = { $judged } of { $required } judged
gaps-nothing-required = Nothing is required, as far as is known.
gaps-nothing-judged = Nothing has been judged yet. Answer what you know; the rest may stay as not judged.
gaps-lacking = { $n ->
    [0] Nothing that has been judged is deficient.
    [one] One control is missing or deficient.
   *[other] { $n } controls are missing or deficient.
}
gaps-parts = Parts of the page
gaps-part-all = All
gaps-part-obedomt = Not judged
gaps-part-brister = Missing or deficient
gaps-part-uppfyllt = Fulfilled
gaps-part-avvikelser = Exceptions and what does not apply
gaps-part-empty = There is nothing here right now.
gaps-area-judged = { $judged } of { $all } judged
gaps-why = Why is it required?
gaps-reached = { $letter } { $level } reached
gaps-chosen = Chosen
gaps-why-baseline = It belongs to the baseline, which applies to everything unless otherwise decided.
gaps-why-reached = { $aspect } is { $need } ({ $word }). The control is required from { $from }.
gaps-why-law = { $law } asks for it.
gaps-why-chosen = You have chosen that it applies here.
gaps-points-why = Why so many points?
gaps-points-need = The protection need: { $aspect } { $level }, { $word }. Weight { $weight }.
gaps-points-need-unknown = The protection need is not known. Until the information has been classified it counts as significant. Weight { $weight }.
gaps-points-need-open = The need may prove higher, since something is unclassified.
gaps-points-duty = A law asks for the control. Weight { $weight }.
gaps-points-no-duty = No law asks for this very control. Weight { $weight }.
gaps-points-deficiency = The deficiency is { $word }. Weight { $weight }.
gaps-points-product = { $need } × { $duty } × { $deficiency } = { $points } points.
gaps-first-aspects = First classify: { $aspects }.
gaps-first-fact = First say whether { $fact }.
gaps-and = and
gaps-first-where-organisation = Classify the information, the most important first
gaps-first-where-system = Classify the information in the system and fill in what is known of it
gaps-first-where-supplier = Classify the information at the supplier and fill in what is known of it
gaps-open = Not settled whether required
gaps-open-lead = { $n ->
    [one] One control may prove to be required when more is known. Until then it is not counted.
   *[other] { $n } controls may prove to be required when more is known. Until then they are not counted.
}
gaps-applies = It applies here
gaps-applies-not = It does not apply
gaps-choose = Choose a further control
gaps-choose-lead = Require something beyond what the rules give, for instance after a risk analysis.
gaps-choose-empty = Choose a control
gaps-choose-save = Require it here
gaps-drop-choice = Remove the choice
gaps-offer = { $holder } has been judged: { $state }. Does that hold here too?
gaps-inherited = The judgement holds through { $holder }: { $state }.
gaps-accept = Yes, it holds here
gaps-accept-area = { $n ->
   *[other] Accept all { $n } proposals in the area
}
gaps-leave = Judge it yourself instead
gaps-deviate = Does not apply, or exception
gaps-judged = Judged by { $name } { $day }
gaps-accepted = Accepted by { $name } { $day }
gaps-note-not-applicable-proposed = Proposed not to apply. The proposal counts only when somebody else has approved it.
gaps-note-not-applicable = Does not apply: { $motive }
gaps-note-exception-proposed = An exception through { $until } is proposed. It counts only when somebody else has approved it.
gaps-note-exception = Exception through { $until }: { $motive }
gaps-note-exception-ended = The exception ended { $until }. The control is required again.
gaps-more = Evidence, improvement and responsible
gaps-save = Save the judgement
gaps-panel = Requirements and gaps
gaps-panel-undecided = { $n ->
    [one] For one control it is not settled whether it is required. That depends on what has been classified.
   *[other] For { $n } controls it is not settled whether they are required. That depends on what has been classified.
}
gaps-panel-none = Nothing has been judged deficient.
gaps-panel-all = All requirements and judgements
gaps-works-without-existing = What does not exist cannot work. Change one of the answers.
gaps-responsible-unknown = “{ $name }” is not among the people. Write the name as it stands in the list, or leave the field empty.
gaps-nothing-offered = There is no proposal to accept
gaps-nothing-offered-help = Somebody may have judged the control meanwhile. Go back and reload the page.
gaps-nothing-chosen = Choose a control
gaps-nothing-chosen-help = Go back, choose one in the list and try again.
exists-yes = Yes
exists-partial = Partly
exists-no = No
works-yes = Yes
works-partial = Partly
works-no = No
deficiency-0 = Negligible
deficiency-1 = Moderate
deficiency-2 = Significant
deficiency-3 = Serious
field-exists = Exists
field-works = Works
field-deficiency = Deficiency
field-situation = Present state
field-evidence = Evidence
field-improvement = Improvement
field-responsible = Responsible
field-due-by = Done by
field-due-by-hint = Write as 2026, 2026-03 or 2026-03-05.
done-gap-judged = The judgement is saved.
done-gap-inherited = The proposal is accepted.
done-gap-inheritance-ended = Now you judge for yourselves.
done-gap-control-chosen = The control is now required here.
done-gap-control-dropped = The choice is removed.
event-gap-judged = A control was judged
event-gap-inherited = Another’s judgement was accepted
event-gap-inheritance-ended = Another’s judgement no longer holds
event-gap-control-chosen = A control was chosen
event-gap-control-dropped = A choice of control was removed

## Deviations
deviations-heading = Deviations
deviations-lead = Controls that do not apply, and exceptions for a time. They count when somebody other than the proposer has approved.
deviations-nothing = No deviations
deviations-nothing-why = Everything that is required applies in full. You propose a deviation where the control is judged.
deviations-propose = Propose the deviation
deviations-propose-heading = Deviation from “{ $control }”
deviations-propose-lead = The proposal counts only when somebody else has approved it. Until then the control is required as usual.
deviations-proposed-by = Proposed by
deviations-proposed-on = Proposed
deviations-approved-by = Approved by
deviations-approved-on = Approved
deviations-withdrawn-on = Ended
deviations-approve = Approve the deviation
deviations-refuse = Refuse the proposal
deviations-take-back = Take back the proposal
deviations-end = End the deviation
deviations-last-day-passed = That day has passed. Choose a day that lies ahead.
deviations-already-proposed = A proposal is waiting already
deviations-already-proposed-help = Wait until the proposal has been approved or refused, or take it back first.
deviations-own-proposal = You cannot approve your own proposal
deviations-own-proposal-help = Ask somebody else who may approve deviations to decide.
deviations-withdrawn = The deviation has already ended
deviations-withdrawn-help = Propose a new one where the control is judged, if one is needed.
deviation-kind-not-applicable = Does not apply
deviation-kind-exception = Exception
deviation-kind-help-not-applicable = The control has no meaning here.
deviation-kind-help-exception = It is lacking, and that is accepted through a certain day.
deviation-state-proposed = Proposed
deviation-state-in-force = In force
deviation-state-ended = Has ended
deviation-state-withdrawn = Withdrawn
field-deviation-kind = Kind
field-motive = Motive
field-motive-hint = Why, in a sentence or two. The auditor reads this.
field-last-day = Last day
field-last-day-hint = For exceptions only. The day after, the control is required again.
done-deviation-proposed = The deviation is proposed. Now somebody else has to approve it.
done-deviation-approved = The deviation is approved.
done-deviation-withdrawn = The deviation is not in force.
event-deviation-proposed = A deviation was proposed
event-deviation-approved = The deviation was approved
event-deviation-withdrawn = The deviation ended

## As they were on a day
gaps-judgements = Judgements of controls
gaps-judged-by = Judged by
gaps-judged-on = Judged on
gaps-deviations = Exceptions and what does not apply
gaps-deviation-state = Standing that day
gaps-proposed-by = Proposed by
gaps-approved-by = Approved by
gaps-approved-on = Approved on
