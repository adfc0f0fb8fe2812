## Classification
nav-classification = Classification
classification = Classification
classification-levels = Classification
classification-motive = Reason
classification-motive-hint = Why the levels are what they are, in a sentence or two. Write nothing secret.
classification-made-by = Classified by
classification-made-on = Classified
classification-source = Source
classification-source-judged = Judged in Värn
classification-source-imported = Imported from a register
classification-source-library = Proposed by the template
classification-confirmed-label = Confirmed
classification-confirmed-by = { $who }, { $day }
classification-not-confirmed = The owner has not confirmed it.
classification-review-on = Classify again by
classification-review-on-hint = A classification is looked at again at least once a year.
classification-follows = Follows a common classification
classification-none = Not classified yet
classification-none-why = Nobody has judged what happens if this leaks, is wrong or cannot be reached. The protection need is therefore unknown.
classification-counts = Counts now
classification-by-model = Judged by version { $version } of the classification model.
classification-history = Earlier classifications
classification-history-of = Classifications of { $name }
classification-confirm = Confirm the classification
classification-nothing-to-confirm = There is no classification to confirm
classification-nothing-to-confirm-help = Classify it first. Then the owner can confirm.
classification-changed-meanwhile = The classification has changed since you opened the page
classification-changed-meanwhile-help = Go back, reload the page and see what counts now. Nothing was changed by what you did.
classify = Classify
classify-again = Classify again
classify-heading = Classify { $name }
classify-lead = Answer for the worst that can reasonably happen. The most serious consequence decides.
classify-suggestion = Suggestion: { $letter } { $level }, because
classify-librarys-motive = In some aspect the template has a lower level than the rules give, for this reason (in Swedish):
classify-follows = The common classification is
classify-categories =
    { $n ->
        [one] Judge one consequence
       *[other] Judge { $n } kinds of consequence one by one
    }
classify-categories-hint = The most serious decides the level. You can choose a higher level above, or a lower one if you write why.
classify-not-judged = Not judged
classify-choose = Choose a level, or judge at least one consequence.
classify-below-categories = A consequence is judged as level { $level }. Choose at least { $level }, or write in the reason why the level is lower all the same.
classify-below-suggestion = The suggestion is level { $level }. Choose at least { $level }, or write in the reason why the suggestion does not fit.
classify-below-common = The level is below the common classification. Write why. The common level counts until somebody else has approved the lower one.
classify-review-ahead = Choose a day that lies ahead.
classify-stale = { $who } has classified this since you opened the page. What you wrote is kept below and replaces the classification if you save. What counts now:
classify-stop = What to do instead
classify-save = Save the classification
done-classification-saved = The classification is saved.
done-classification-confirmed = The classification is confirmed.
event-classification-saved = Was classified
event-classification-confirmed = The classification was confirmed

## Levels below the common one
lowering-waits = { $who } wants a lower level than the common one. The common level counts until somebody else has approved it.
lowering-approve = Approve the lower level
lowering-approved-by = { $who } approved a lower level than the common one on { $when }.
lowering-by-yourself = You cannot approve a lower level that you proposed
lowering-by-yourself-help = Somebody else who may approve deviations has to do it.
lowering-approved-already = The lower level is approved already
lowering-approved-already-help = Go back and reload the page.
done-lowering-approved = The lower level is approved and counts from now on.
event-lowering-approved = A level below the common one was approved

## The queue
queue-heading = Classification
queue-lead = The most critical first: information sets that are not classified, or are due to be classified again.
queue-urgency = Why it comes first
queue-suggested = Suggestion
queue-authority = Committee
queue-to-information = All information sets
queue-empty = What is to be classified stands here
queue-empty-why = Go through the proposals of information or load your own list. The most critical come first here, with the reason beside them.
queue-done = Everything is classified
queue-done-why = No information set is waiting to be classified or classified again. Choose another state to see the others.
queue-progress-heading = How far each committee has come
queue-progress-value = Confirmed
queue-progress = { $confirmed } of { $total } confirmed, { $proposed } proposed
queue-stubs =
    { $n ->
        [one] One record was referred to the säkerhetsskyddschef (head of protective security) and is not in Värn.
       *[other] { $n } records were referred to the säkerhetsskyddschef (head of protective security) and are not in Värn.
    }
todo-unclassified = Not classified
todo-due = Due to be classified again
todo-lowering = A lower level waits for approval
todo-proposed = Waits for the owner
todo-nothing = Confirmed
urgency-life = Life or health may be at stake
urgency-protected = Protected personal data
urgency-vital = A vital societal function uses it
urgency-outage = A process manages at most { $span } without it
urgency-likely = Likely to be level { $level } for { $aspect }
urgency-many = Concerns many residents
urgency-dependants =
    { $n ->
        [one] One process or system depends on it
       *[other] { $n } processes and systems depend on it
    }
urgency-presumed = Secrecy may apply

## The model
model-heading = Classification model
model-name = Name of the model
model-edit = Change the classification model
model-edit-lead = The change becomes a new version. What is classified already keeps its own. The texts are in Swedish.
model-save = Save as a new version
model-levels = Levels
model-level = Level { $level }
model-level-head = Level
model-meaning = What it means
model-question = Question
model-categories = Consequences
model-categories-lead = Each kind of consequence is judged by itself. The most serious decides the level.
model-category = Kind of consequence
model-at-most-hours =
    { $n ->
        [one] At most one hour.
       *[other] At most { $n } hours.
    }
model-hours-heading = How long it may stand still
model-hours = Level { $level } for availability: at most
model-hours-hint = A process that tolerates this long without gets the level. Higher level, shorter time.
model-hours-order = A lower level should tolerate longer than a higher one. Raise the time here, or lower the one above.
model-unit-hours = hours
model-use-traceability = Judge traceability too
model-use-traceability-hint = Without it, confidentiality, integrity and availability are judged.
model-unverified = Times and amounts are a proposal. (In Swedish:)
model-stale = Somebody else has changed the model since you opened the page. What you wrote is kept below. The model now says:
model-versions = Versions
model-versions-lead = A classification always shows which version it was made with.
model-version = Version
model-since = In force since
model-made-by-it = Classifications that count
model-active = In use now
done-model-saved = The model is saved as a new version. The protection needs are recalculated.
event-classification-model-changed = The classification model was changed

## Possible säkerhetsskydd
referral-heading = This does not belong in Värn
referral-lead = What may concern Sweden's security is handled under säkerhetsskyddslagen (2018:585, the Protective Security Act), not here.
referral-contact = Contact your säkerhetsskyddschef (head of protective security), preferably in person.
referral-write-nothing = Write nothing about it in Värn, in e-mail or in a chat. The säkerhetsskyddschef makes an analysis of its own and decides how it is to be handled.
referral-nothing-kept = Nothing of what you just filled in is saved.
referral-if-so = If that is so
referral-what-happens = The record is taken out of Värn, out of its history too. All that is left is that something was referred, when, and in which part of the organisation. It cannot be undone.
referral-do = Remove the record and its history
referral-no = Back to the classification
done-classification-referred = The record is removed. Contact the säkerhetsskyddschef now.
event-protective-security-referred = A record was referred to the säkerhetsskyddschef

## As they were on a day
classification-standing = Standing
classification-standing-proposed = Not confirmed
classification-standing-confirmed = Confirmed
classification-by-owner = Confirmed by
classification-confirmed-on = Confirmed on
lowerings = Levels below the common one
lowering-by = Proposed by
lowering-on = Proposed on
lowering-approver = Approved by
lowering-approved-on = Approved on
