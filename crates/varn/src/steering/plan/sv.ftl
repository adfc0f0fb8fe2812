## The register of actions
nav-actions = Åtgärder
kind-action = Åtgärd
actions-lead = Allt som ska göras åt brister och risker: vem som gör det, när det ska vara klart och vad det kostar.
actions-new = Lägg till en åtgärd
actions-edit = Ändra åtgärden
actions-save = Spara åtgärden
actions-how = Genomförande
actions-nothing = Här ska åtgärderna stå
actions-nothing-why = Läs in er åtgärdslista som den är, eller börja med bristerna och bestäm vad som ska göras åt dem.
actions-all-done = Inget av det här är kvar att göra.
actions-open =
    { $n ->
        [one] En åtgärd är kvar att göra.
       *[other] { $n } åtgärder är kvar att göra.
    }
actions-cost = De kostar { $cost } kr.
actions-cost-unknown =
    { $n ->
        [one] En av dem har ingen uppskattad kostnad, så det blir dyrare än så.
       *[other] { $n } av dem har ingen uppskattad kostnad, så det blir dyrare än så.
    }
actions-cost-none =
    { $n ->
        [one] Kostnaden är inte uppskattad, så ledningen vet inte vad den beslutar om.
       *[other] Ingen kostnad är uppskattad, så ledningen vet inte vad den beslutar om.
    }
actions-without-owner =
    { $n ->
        [one] En saknar ägare och blir knappast gjord.
       *[other] { $n } saknar ägare och blir knappast gjorda.
    }
actions-filter-open = Kvar att göra
actions-filter-cost = Uppskattad
actions-not-estimated = Inte uppskattad
actions-late = Tiden har gått ut
actions-status-heading = Hur går det?
actions-what-happened = Vad har hänt?
actions-what-happened-hint = En mening. Den står kvar i historiken.
actions-status-save = Spara hur det går
field-status = Status
field-cost-sek = Kostnad (kr)
field-due = Ska vara klar
field-due-hint = En dag, en månad eller ett år: 2026-03-05, 2026-03 eller 2026.
field-priority = Prioritet
field-priority-hint = 1 görs först.
word-sek = kr
status-not-started = Inte påbörjad
status-in-progress = Pågår
status-delayed = Försenad
status-done = Klar
status-cancelled = Avbruten
done-action-created = Åtgärden är tillagd.
done-action-updated = Åtgärden är sparad.
done-action-status-set = Det är noterat hur det går.
event-action-created = Åtgärden lades till
event-action-updated = Åtgärden ändrades
event-action-status-set = Läget noterades
event-action-removed = Åtgärden togs bort
actions-begin-gaps = Se bristerna
