## Words of every register
field-name = Namn
field-description = Beskrivning
field-external-id = Eget nummer
field-external-id-hint = Numret i er egen förteckning, om ni har ett.
field-unit = Del av organisationen
field-owner = Ägare
field-owner-hint = Den som svarar för det här och beslutar om det.
field-manager = Förvaltare
field-need = Skyddsbehov
field-state = Läge
field-next-review = Nästa översyn
field-note = Anteckning
facts-responsibility = Ansvar
facts-about = Om
choose-nobody = Ingen utsedd
choose-unknown = Ej angivet
choose-unit = Välj del av organisationen
filter-no-owner = Saknar ägare
owner-missing = Ägare saknas
registers-begin-import = Läs in er egen lista
registers-begin-proposals = Se förslag ur biblioteket
record-edit = Ändra
record-confirm = Det stämmer
record-remove = Ta bort ur registret
record-state-proposed = Föreslagen, inte bekräftad
record-state-library = Föreslagen av mallen
record-state-confirmed = Bekräftad
form-loose-day = Skriv som 2026, 2026-03 eller 2026-03-05.
bulk-no-owner = Välj en ägare
bulk-no-owner-help = Gå tillbaka, välj vem som ska vara ägare och försök igen.
bulk-no-rows = Välj minst en rad
bulk-no-rows-help = Gå tillbaka och markera de rader som ska få en ny ägare.
done-owners-set = Ägaren är bytt.
done-record-confirmed = Uppgifterna är bekräftade.
done-record-removed = Posten är borttagen ur registret. Historiken finns kvar.
event-register-owners-set = Ägaren byttes för flera poster
event-register-reviewed = Sågs över: gäller fortfarande

## Review (review.rs) and removal (removal.rs)
review-heading = Gäller fortfarande?
review-lead = Se över uppgifterna. Stämmer de, skriv en mening om varför och välj när de ska ses över igen.
review-save = Spara översynen
review-not-ahead = Välj en dag som inte har varit.
field-review-why = Varför gäller det fortfarande?
field-review-why-hint = Till exempel: genomgången med systemförvaltaren i mars.
done-record-reviewed = Översynen är sparad.
removal-heading = Ta bort { $name }?
removal-lead = Posten försvinner ur registret. Historiken finns kvar och visar vad som stod där.
removal-nothing = Inget annat hänger på posten.
removal-hangs = Det här hänger på posten:
removal-links =
    { $n ->
        [one] en länk till en annan post, som tas bort samtidigt
       *[other] { $n } länkar till andra poster, som tas bort samtidigt
    }
removal-classifications =
    { $n ->
        [one] en klassning som gäller
       *[other] { $n } klassningar som gäller
    }
removal-judgements =
    { $n ->
        [one] en bedömd säkerhetsåtgärd
       *[other] { $n } bedömda säkerhetsåtgärder
    }
removal-tasks =
    { $n ->
        [one] en öppen uppgift
       *[other] { $n } öppna uppgifter
    }
removal-files =
    { $n ->
        [one] en bilaga
       *[other] { $n } bilagor
    }
removal-keep = Behåll posten
removal-back = Tillbaka till posten

## Levels
aspect-confidentiality = Konfidentialitet
aspect-integrity = Riktighet
aspect-availability = Tillgänglighet
aspect-traceability = Spårbarhet
aspect-letter-confidentiality = K
aspect-letter-integrity = R
aspect-letter-availability = T
aspect-letter-traceability = S
level-unknown = inte klassad
level-0 = ingen eller försumbar
level-1 = måttlig
level-2 = betydande
level-3 = allvarlig
level-4 = synnerligen allvarlig

## Lengths of time (spans.rs)
span-days =
    { $n ->
        [one] 1 dag
       *[other] { $n } dagar
    }
span-hours =
    { $n ->
        [one] 1 timme
       *[other] { $n } timmar
    }
span-minutes =
    { $n ->
        [one] 1 minut
       *[other] { $n } minuter
    }
span-unit-hours = timmar
span-unit-days = dagar
span-unit-minutes = minuter
span-too-long = Skriv högst tio år.
