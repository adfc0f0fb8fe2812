## Gaps
nav-gaps = Brister
gaps-lead = Vad som krävs av er, vad ni har bedömt och vad som brister mest.
gaps-progress = Så långt har ni kommit
gaps-share = { $share } %
gaps-figure-judged = bedömt: { $judged } av { $required } krav
gaps-figure-judged-means = { $n ->
    [0] Allt som krävs är bedömt.
    [one] Ett krav är inte bedömt än. Där vet ni inte hur det står till.
   *[other] { $n } krav är inte bedömda än. Där vet ni inte hur det står till.
}
gaps-figure-missing = saknas
gaps-figure-missing-means = { $n ->
    [0] Inget som är bedömt saknas helt.
    [one] Ett krav möts inte av någonting alls.
   *[other] { $n } krav möts inte av någonting alls.
}
gaps-figure-deficient = brister
gaps-figure-deficient-means = { $n ->
    [0] Inget som finns har bedömts som bristfälligt.
    [one] En säkerhetsåtgärd finns men räcker inte.
   *[other] { $n } säkerhetsåtgärder finns men räcker inte.
}
gaps-figure-undecided = inte avgjorda
gaps-figure-undecided-means = { $n ->
    [0] Det är klart vad som krävs överallt.
    [one] Om den krävs vet ni först när mer är klassat.
   *[other] Om de krävs vet ni först när mer är klassat.
}
gaps-areas = Läget i varje område
gaps-bar-fulfilled = { $n ->
    [one] 1 uppfylld
   *[other] { $n } uppfyllda
}
gaps-bar-deficient = { $n ->
    [one] 1 brister
   *[other] { $n } brister
}
gaps-bar-missing = { $n ->
    [one] 1 saknas
   *[other] { $n } saknas
}
gaps-bar-not-judged = { $n ->
    [one] 1 inte bedömd
   *[other] { $n } inte bedömda
}
gaps-worst = Det som väger tyngst
gaps-none = Inga brister är bedömda än
gaps-none-why = Här hamnar de säkerhetsåtgärder som saknas eller brister, den viktigaste först. Börja med det som gäller hela organisationen.
gaps-judge-organisation = Bedöm hela organisationen
gaps-objects = Krav för varje system och leverantör
gaps-objects-lead = Allt som säkerhetsåtgärder krävs av, med hur långt bedömningen har kommit.
gaps-objects-nothing = Här ska det stå vad som krävs av vad
gaps-objects-nothing-why = Kraven följer av systemen och leverantörerna. Läs in er systemlista, gå igenom förslagen, eller bedöm hela organisationen.
gaps-object = Objekt
gaps-duty = Lagkrav
gaps-due = Ska vara klart
gaps-required = Krävs
gaps-not-judged = Inte bedömda
gaps-fulfilled = Uppfyllda
gaps-deficient = Brister
gaps-missing = Saknas
gaps-undecided = Inte avgjorda
gaps-heading-of = Krav på { $name }
gaps-to-record = Till { $name }
gaps-judged-of = { $judged } av { $required } bedömda
gaps-nothing-required = Inget krävs, så vitt det är känt.
gaps-nothing-judged = Inget är bedömt än. Svara det du vet; det andra får stå kvar som inte bedömt.
gaps-lacking = { $n ->
    [0] Inget av det som är bedömt brister.
    [one] En säkerhetsåtgärd saknas eller brister.
   *[other] { $n } säkerhetsåtgärder saknas eller brister.
}
gaps-parts = Delar av sidan
gaps-part-all = Alla
gaps-part-obedomt = Inte bedömda
gaps-part-brister = Saknas eller brister
gaps-part-uppfyllt = Uppfyllda
gaps-part-avvikelser = Undantag och det som inte gäller
gaps-part-empty = Det finns inget här just nu.
gaps-area-judged = { $judged } av { $all } bedömda
gaps-why = Varför krävs den?
gaps-reached = { $letter } { $level } nådd
gaps-chosen = Vald
gaps-why-baseline = Den hör till grundskyddet, som gäller allt om inget annat är beslutat.
gaps-why-reached = { $aspect } är { $need } ({ $word }). Säkerhetsåtgärden krävs från { $from }.
gaps-why-law = { $law } kräver den.
gaps-why-chosen = Ni har själva valt att den ska gälla här.
gaps-points-why = Varför så många poäng?
gaps-points-need = Skyddsbehovet: { $aspect } { $level }, { $word }. Vikt { $weight }.
gaps-points-need-unknown = Skyddsbehovet är inte känt. Tills informationen är klassad räknas det som betydande. Vikt { $weight }.
gaps-points-need-open = Behovet kan visa sig vara högre, eftersom något är oklassat.
gaps-points-duty = En lag kräver säkerhetsåtgärden. Vikt { $weight }.
gaps-points-no-duty = Ingen lag kräver just den här säkerhetsåtgärden. Vikt { $weight }.
gaps-points-deficiency = Bristen är { $word }. Vikt { $weight }.
gaps-points-product = { $need } × { $duty } × { $deficiency } = { $points } poäng.
gaps-first-aspects = Klassa först: { $aspects }.
gaps-first-fact = Säg först om { $fact }.
gaps-and = och
gaps-first-where-organisation = Klassa informationen, den viktigaste först
gaps-first-where-system = Klassa informationen i systemet och fyll i uppgifterna om det
gaps-first-where-supplier = Klassa informationen hos leverantören och fyll i uppgifterna om den
gaps-open = Inte avgjort om de krävs
gaps-open-lead = { $n ->
    [one] En säkerhetsåtgärd kan komma att krävas när mer är känt. Den räknas inte med förrän dess.
   *[other] { $n } säkerhetsåtgärder kan komma att krävas när mer är känt. De räknas inte med förrän dess.
}
gaps-applies = Den gäller här
gaps-applies-not = Den gäller inte
gaps-choose = Välj en säkerhetsåtgärd till
gaps-choose-lead = Kräv något mer än det som reglerna ger, till exempel efter en riskanalys.
gaps-choose-empty = Välj säkerhetsåtgärd
gaps-choose-save = Kräv den här
gaps-drop-choice = Ta bort valet
gaps-offer = { $holder } är bedömd: { $state }. Gäller det även här?
gaps-inherited = Bedömningen gäller genom { $holder }: { $state }.
gaps-accept = Ja, det gäller här
gaps-accept-area = { $n ->
   *[other] Godta alla { $n } förslag i området
}
gaps-leave = Bedöm själv i stället
gaps-deviate = Gäller inte, eller undantag
gaps-judged = Bedömd av { $name } { $day }
gaps-accepted = Godtagen av { $name } { $day }
gaps-note-not-applicable-proposed = Föreslagen att inte gälla. Förslaget räknas först när någon annan har godkänt det.
gaps-note-not-applicable = Gäller inte: { $motive }
gaps-note-exception-proposed = Undantag till och med { $until } är föreslaget. Det räknas först när någon annan har godkänt det.
gaps-note-exception = Undantag till och med { $until }: { $motive }
gaps-note-exception-ended = Undantaget gick ut { $until }. Säkerhetsåtgärden krävs igen.
gaps-more = Belägg, förbättring och ansvarig
gaps-save = Spara bedömningen
gaps-panel = Krav och brister
gaps-panel-undecided = { $n ->
    [one] För en säkerhetsåtgärd är det inte avgjort om den krävs. Det beror på vad som är klassat.
   *[other] För { $n } säkerhetsåtgärder är det inte avgjort om de krävs. Det beror på vad som är klassat.
}
gaps-panel-none = Inget har bedömts som bristfälligt.
gaps-panel-all = Alla krav och bedömningar
gaps-works-without-existing = Det som inte finns kan inte fungera. Ändra något av svaren.
gaps-responsible-unknown = ”{ $name }” finns inte bland personerna. Skriv namnet så som det står i listan, eller lämna fältet tomt.
gaps-nothing-offered = Det finns inget förslag att godta
gaps-nothing-offered-help = Någon kan ha bedömt säkerhetsåtgärden under tiden. Gå tillbaka och ladda om sidan.
gaps-nothing-chosen = Välj en säkerhetsåtgärd
gaps-nothing-chosen-help = Gå tillbaka, välj en i listan och försök igen.
exists-yes = Ja
exists-partial = Delvis
exists-no = Nej
works-yes = Ja
works-partial = Delvis
works-no = Nej
deficiency-0 = Försumbar
deficiency-1 = Måttlig
deficiency-2 = Betydande
deficiency-3 = Allvarlig
field-exists = Finns
field-works = Fungerar
field-deficiency = Brist
field-situation = Nuläge
field-evidence = Belägg
field-improvement = Förbättring
field-responsible = Ansvarig
field-due-by = Klart senast
field-due-by-hint = Skriv som 2026, 2026-03 eller 2026-03-05.
done-gap-judged = Bedömningen är sparad.
done-gap-inherited = Förslaget är godtaget.
done-gap-inheritance-ended = Nu bedömer ni själva.
done-gap-control-chosen = Säkerhetsåtgärden krävs nu här.
done-gap-control-dropped = Valet är borttaget.
event-gap-judged = En säkerhetsåtgärd bedömdes
event-gap-inherited = En annans bedömning godtogs
event-gap-inheritance-ended = En annans bedömning gäller inte längre
event-gap-control-chosen = En säkerhetsåtgärd valdes
event-gap-control-dropped = Ett val av säkerhetsåtgärd togs bort

## Deviations
deviations-heading = Avvikelser
deviations-lead = Säkerhetsåtgärder som inte gäller, och undantag för en tid. De räknas när någon annan än den som föreslog har godkänt.
deviations-nothing = Inga avvikelser
deviations-nothing-why = Allt som krävs gäller fullt ut. En avvikelse föreslår du där säkerhetsåtgärden bedöms.
deviations-propose = Föreslå avvikelsen
deviations-propose-heading = Avvikelse från ”{ $control }”
deviations-propose-lead = Förslaget räknas först när någon annan har godkänt det. Till dess krävs säkerhetsåtgärden som vanligt.
deviations-proposed-by = Föreslogs av
deviations-proposed-on = Föreslogs
deviations-approved-by = Godkändes av
deviations-approved-on = Godkändes
deviations-withdrawn-on = Upphörde
deviations-approve = Godkänn avvikelsen
deviations-refuse = Avslå förslaget
deviations-take-back = Ta tillbaka förslaget
deviations-end = Avsluta avvikelsen
deviations-last-day-passed = Den dagen har redan varit. Välj en dag som ligger framåt.
deviations-already-proposed = Ett förslag väntar redan
deviations-already-proposed-help = Vänta tills förslaget är godkänt eller avslaget, eller ta tillbaka det först.
deviations-own-proposal = Du kan inte godkänna ditt eget förslag
deviations-own-proposal-help = Be någon annan som får godkänna avvikelser att ta ställning.
deviations-withdrawn = Avvikelsen har redan upphört
deviations-withdrawn-help = Föreslå en ny där säkerhetsåtgärden bedöms, om den behövs.
deviation-kind-not-applicable = Gäller inte
deviation-kind-exception = Undantag
deviation-kind-help-not-applicable = Säkerhetsåtgärden har ingen mening här.
deviation-kind-help-exception = Den saknas, och det godtas till och med en viss dag.
deviation-state-proposed = Föreslagen
deviation-state-in-force = Gäller
deviation-state-ended = Har gått ut
deviation-state-withdrawn = Upphörd
field-deviation-kind = Slag
field-motive = Motiv
field-motive-hint = Varför, i en eller ett par meningar. Revisorn läser det här.
field-last-day = Sista dag
field-last-day-hint = Bara för undantag. Dagen efter krävs säkerhetsåtgärden igen.
done-deviation-proposed = Avvikelsen är föreslagen. Nu behöver någon annan godkänna den.
done-deviation-approved = Avvikelsen är godkänd.
done-deviation-withdrawn = Avvikelsen gäller inte.
event-deviation-proposed = En avvikelse föreslogs
event-deviation-approved = Avvikelsen godkändes
event-deviation-withdrawn = Avvikelsen upphörde

## As they were on a day
gaps-judgements = Bedömningar av säkerhetsåtgärder
gaps-judged-by = Bedömd av
gaps-judged-on = Bedömd den
gaps-deviations = Undantag och sådant som inte gäller
gaps-deviation-state = Läge den dagen
gaps-proposed-by = Föreslagen av
gaps-approved-by = Godkänd av
gaps-approved-on = Godkänd den
