## Words of every register
field-name = Name
field-description = Description
field-external-id = Own number
field-external-id-hint = The number in your own list, if there is one.
field-unit = Part of the organisation
field-owner = Owner
field-owner-hint = The person who answers for this and decides on it.
field-manager = Manager
field-need = Protection need
field-state = State
field-next-review = Next review
field-note = Note
facts-responsibility = Responsibility
facts-about = About
choose-nobody = Nobody appointed
choose-unknown = Not stated
choose-unit = Choose a part of the organisation
filter-no-owner = Without owner
owner-missing = No owner
registers-begin-import = Load your own list
registers-begin-proposals = See proposals from the library
record-edit = Edit
record-confirm = This is right
record-remove = Take out of the register
record-state-proposed = Proposed, not confirmed
record-state-library = Proposed by the library
record-state-confirmed = Confirmed
form-loose-day = Type it as 2026, 2026-03 or 2026-03-05.
bulk-no-owner = Choose an owner
bulk-no-owner-help = Go back, choose who shall be the owner and try again.
bulk-no-rows = Choose at least one row
bulk-no-rows-help = Go back and tick the rows that shall have a new owner.
done-owners-set = The owner is changed.
done-record-confirmed = The record is confirmed.
done-record-removed = The record is taken out of the register. Its history remains.
event-register-owners-set = Owner of several records changed
event-register-reviewed = Reviewed: still holds

## Review (review.rs) and removal (removal.rs)
review-heading = Does it still hold?
review-lead = Look the record over. If it is right, write a sentence on why and choose when to look at it again.
review-save = Save the review
review-not-ahead = Choose a day that lies ahead.
field-review-why = Why does it still hold?
field-review-why-hint = For instance: gone through with the system manager in March.
done-record-reviewed = The review is saved.
removal-heading = Remove { $name }?
removal-lead = The record leaves the register. Its history remains and shows what was there.
removal-nothing = Nothing else hangs on the record.
removal-hangs = This hangs on the record:
removal-links =
    { $n ->
        [one] a link to another record, which is removed with it
       *[other] { $n } links to other records, which are removed with it
    }
removal-classifications =
    { $n ->
        [one] a classification in force
       *[other] { $n } classifications in force
    }
removal-judgements =
    { $n ->
        [one] a judged control
       *[other] { $n } judged controls
    }
removal-tasks =
    { $n ->
        [one] an open task
       *[other] { $n } open tasks
    }
removal-files =
    { $n ->
        [one] an attachment
       *[other] { $n } attachments
    }
removal-keep = Keep the record
removal-back = Back to the record

## Levels
aspect-confidentiality = Confidentiality
aspect-integrity = Integrity
aspect-availability = Availability
aspect-traceability = Traceability
aspect-letter-confidentiality = C
aspect-letter-integrity = I
aspect-letter-availability = A
aspect-letter-traceability = T
level-unknown = not classified
level-0 = none or negligible
level-1 = moderate
level-2 = significant
level-3 = serious
level-4 = exceptionally serious

## Lengths of time (spans.rs)
span-days =
    { $n ->
        [one] 1 day
       *[other] { $n } days
    }
span-hours =
    { $n ->
        [one] 1 hour
       *[other] { $n } hours
    }
span-minutes =
    { $n ->
        [one] 1 minute
       *[other] { $n } minutes
    }
span-unit-hours = hours
span-unit-days = days
span-unit-minutes = minutes
span-too-long = Type ten years at the most.
