## Proposals of the library
nav-proposals = Proposals
proposals-heading = Proposals from the library
proposals-lead = What a municipality usually does, holds and runs. Go through one area at a time: take in what you have, skip the rest. No area has to be finished today.
proposals-tabs = What the proposals are about
proposals-of = Proposals: { $register }
proposals-open = Proposals to decide on
proposals-decided = { $total } proposals, { $decided } decided
proposals-others = Areas that no part of your organisation is named after
proposals-others-why = Look here if you have the activity under another name, or together with somebody else.
proposals-to-register = To the register: { $register }
proposals-area-lead-process = Mark what you do. Information that is in the register already is tied to the processes by itself.
proposals-area-lead-information = Mark what you hold. The levels are proposals, which the owner decides on when the information is classified.
proposals-area-lead-system = Mark the kinds of systems you have, and write what they are called with you. If you have a list of systems, loading it is quicker.
proposals-area-done-process = Every proposal of the area is decided.
proposals-area-done-information = Every proposal of the area is decided.
proposals-area-done-system = Every proposal of the area is decided.
proposals-unit = Belongs to
proposals-unit-hint = The part of the organisation that answers for what you take in. It can be changed afterwards.
proposals-mark-all = Mark all
proposals-own-name = What do you call it?
proposals-change = Take in and change
proposals-confirm-now = Confirm at the same time
proposals-confirm-now-hint = Otherwise they are marked “Proposed by the library” until somebody has confirmed or changed them.
proposals-take = Take in those marked
proposals-take-all =
    { $n ->
        [one] Take in the only one
       *[other] Take in all { $n }
    }
proposals-skip = Skip those marked
proposals-none-marked = Mark at least one proposal.
proposals-mark = Proposed by the library
proposals-marked =
    { $n ->
        [one] 1 is taken in but not confirmed
       *[other] { $n } are taken in but not confirmed
    }
proposals-marked-why = The details come from the library. Confirm when they are true of you, or open the record and change it.
proposals-confirm = Confirm those marked
proposals-confirm-all =
    { $n ->
        [one] Confirm the only one
       *[other] Confirm all { $n }
    }
proposals-none-to-confirm = Mark at least one record
proposals-none-to-confirm-help = Go back, mark what is true and try again.
proposals-there =
    { $n ->
        [one] 1 of the library’s proposals is in the register already.
       *[other] { $n } of the library’s proposals are in the register already.
    }
proposals-skipped =
    { $n ->
        [one] 1 skipped proposal
       *[other] { $n } skipped proposals
    }
proposals-restore = Bring back those marked
proposals-none-to-restore = Mark at least one proposal
proposals-none-to-restore-help = Go back, mark the proposals that you want to see again and try once more.
proposals-next = Next area: { $area }
proposals-all-areas = All areas
proposals-outage = Usually manages { $time } without its information
done-proposals-taken = What you chose is in the register.
done-proposals-confirmed = The records are confirmed.
done-proposals-skipped = The proposals are skipped. They stay at the bottom of the area in case you change your mind.
done-proposals-restored = The proposals are back.
event-proposals-taken = Taken in from the library
event-proposals-confirmed = Confirmed as the library had it
event-proposals-skipped = Proposals were skipped
event-proposals-restored = Proposals were brought back
