## Controls
nav-controls = Controls
controls-lead = What must be true in a municipality that protects its information, and what asks for it.
controls-control = Control
controls-count = { $n ->
    [0] No controls
    [one] One control
   *[other] { $n } controls
}
controls-number = Number
controls-aspect = Protects
controls-law = Law
controls-kind = Kind
controls-asked-by = Required by
controls-for = For
controls-baseline = Baseline
controls-own = Own control
controls-area-none = Without area
controls-lacking = Missing or deficient at
controls-lacking-n = { $n ->
    [one] 1 object
   *[other] { $n } objects
}
controls-lacking-none = none known
controls-is = What must be true
controls-must = Requirement on the supplier
controls-must-hint = Where a standard is named, “or equivalent” applies: the supplier may show that something else protects as well.
controls-consequence = Otherwise
controls-evidence = What shows that it is so
controls-from = Required from
controls-from-level = { $aspect } { $level }, { $word }
controls-condition = Only where
controls-effort = Work
controls-cost = Cost
controls-also-called = Your name for it
controls-references = References
controls-unverified = not checked against the statute
controls-cyber = Cybersäkerhetslagen (the Cybersecurity Act)
controls-cyber-points = chapter 2, section 3, point { $points }
controls-gdpr = GDPR
controls-gdpr-articles = article { $articles }
controls-iso = ISO/IEC 27002:2022
controls-points = Points
controls-holders = Where it is required
controls-holders-count = { $n ->
    [0] Nothing that you may see needs it, as far as is known.
    [one] One object needs it or may come to need it.
   *[other] { $n } objects need it or may come to need it.
}
controls-scope-organisation = the whole organisation
controls-scope-unit = each activity
controls-scope-system = systems
controls-scope-supplier = suppliers
controls-scope-chosen = what you choose
control-kind-organisational = Organisational
control-kind-people = People
control-kind-physical = Physical
control-kind-technical = Technical
control-effort-s = Small, some days
control-effort-m = Moderate, some weeks
control-effort-l = Large, several months
control-cost-0 = Working time only
control-cost-1 = Low
control-cost-2 = Noticeable
control-cost-3 = High
control-fact-cameras = there are cameras
control-fact-cloud = it is a cloud service
control-fact-control-system = it steers water, heat, alarms or buildings
control-fact-external-supplier = somebody outside the municipality delivers or runs it
control-fact-own-development = it is developed for you
control-fact-protected-identity = there are protected identities
control-fact-public-web = anybody reaches it over the internet
control-fact-personal-data = there are personal data
control-fact-secrecy = there are data that may be secret
control-fact-health-records = there are health records
control-object-organisation = The organisation
control-object-system = System
control-object-supplier = Supplier
control-state-not-judged = Not judged
control-state-begun = Judging begun
control-state-fulfilled = Fulfilled
control-state-deficient = Deficient
control-state-missing = Missing
control-state-undecided = Not settled whether required
control-state-excepted = Exception
control-state-not-applicable = Does not apply
controls-new = Add a control of your own
controls-edit = Edit the control
controls-save = Save the control
controls-own-lead = A control of your own is required where you choose it: on the page of a system, a supplier or the organisation.
controls-same-as-none = None of Värn’s
controls-judged-already = The control has been judged already. Move the judgements first, or let it stand by itself.
field-area = Area
field-same-as = Same as
field-same-as-hint = Choose here if it is only your name for one of Värn’s controls. It is then judged there.
done-own-control-created = The control is added. Choose it where it is to apply.
done-own-control-updated = The control is saved.
event-own-control-created = The control was added
event-own-control-updated = The control was changed
