## The register of actions
nav-actions = Actions
kind-action = Action
actions-lead = Everything to be done about gaps and risks: who does it, when it is to be done and what it costs.
actions-new = Add an action
actions-edit = Edit the action
actions-save = Save the action
actions-how = Carrying it out
actions-nothing = The actions belong here
actions-nothing-why = Load your list of actions as it is, or begin with the gaps and decide what to do about them.
actions-all-done = None of this is left to do.
actions-open =
    { $n ->
        [one] One action is left to do.
       *[other] { $n } actions are left to do.
    }
actions-cost = They cost SEK { $cost }.
actions-cost-unknown =
    { $n ->
        [one] One of them has no estimated cost, so it will be more than that.
       *[other] { $n } of them have no estimated cost, so it will be more than that.
    }
actions-cost-none =
    { $n ->
        [one] The cost is not estimated, so management does not know what it decides on.
       *[other] No cost is estimated, so management does not know what it decides on.
    }
actions-without-owner =
    { $n ->
        [one] One has no owner and will hardly get done.
       *[other] { $n } have no owner and will hardly get done.
    }
actions-filter-open = Left to do
actions-filter-cost = Estimated
actions-not-estimated = Not estimated
actions-late = Its time has passed
actions-status-heading = How is it going?
actions-what-happened = What has happened?
actions-what-happened-hint = One sentence. It stays in the history.
actions-status-save = Save how it is going
field-status = Status
field-cost-sek = Cost (SEK)
field-due = To be done by
field-due-hint = A day, a month or a year: 2026-03-05, 2026-03 or 2026.
field-priority = Priority
field-priority-hint = 1 is done first.
word-sek = SEK
status-not-started = Not started
status-in-progress = In progress
status-delayed = Delayed
status-done = Done
status-cancelled = Cancelled
done-action-created = The action is added.
done-action-updated = The action is saved.
done-action-status-set = How it is going is noted.
event-action-created = Action added
event-action-updated = Action changed
event-action-status-set = Progress noted
event-action-removed = Action removed
actions-begin-gaps = See the gaps
