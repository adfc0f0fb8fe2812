## Imports
nav-imports = Läs in
kind-import = Inläsning
imports-lead = Ta in kommunens egen lista som den är. Du får se vad som händer innan något sparas, och kan ångra efteråt.
imports-file = Dra en fil hit eller välj en
imports-file-hint = Excel, ODS eller CSV. Det går bra med rubriker på två rader, sammanslagna celler och gamla teckenkoder.
imports-no-file = Välj en fil först.
imports-kind = Vad det är för lista
imports-kind-hint = Värn tar reda på det av rubrikerna. Välj bara om det blir fel.
imports-kind-auto = Ta reda på det
imports-kind-choose = Välj
imports-kind-none = okänt
imports-kind-system = System
imports-kind-information-set = Information
imports-kind-processing = Personuppgiftsbehandlingar
imports-kind-classification = Klassning
imports-kind-control = Säkerhetsåtgärder
imports-kind-action = Åtgärder
imports-read = Läs filen
imports-latest = Tidigare inläsningar
imports-latest-none = Inga filer är inlästa än. Börja gärna med systemlistan.
imports-file-name = Fil
imports-state = Läge
imports-state-read = Väntar på beslut
imports-state-accepted = Inläst
imports-state-undone = Ångrad
imports-state-cancelled = Slängd
imports-rows = Rader
imports-who = Av
imports-when = När
imports-refused-empty-file = Filen är tom. Kontrollera att den är sparad och välj den igen.
imports-refused-file-too-large = Filen är för stor. Dela upp den eller ta bort blad och bilder som inte behövs.
imports-refused-decompression-limit = Filen blir orimligt stor när den packas upp, så den är inte läst. Öppna den inte. Be den som skickade den om en ny kopia.
imports-refused-corrupt-container = Filen är skadad eller ofullständig. Hämta den en gång till, eller öppna den i kalkylprogrammet och spara den på nytt.
imports-refused-encrypted = Filen är skyddad med lösenord. Spara en kopia utan lösenord och välj den.
imports-refused-unknown-format = Det här är ingen Excel-fil, ODS eller CSV. Spara listan i något av de formaten och välj den igen.
imports-refused-too-many-cells = Filen har fler rader eller celler än vad som går att läsa. Dela upp den, eller ta bort tomma rader och kolumner.
imports-note-extension-mismatch = Filnamnet säger { $expected }, men innehållet är { $found }. Filen är läst som { $found }.
imports-note-undecodable-text = Några tecken i filen gick inte att läsa och visas som �. Spara den som UTF-8 om det rör å, ä eller ö.
imports-note-columns-cut = Bladet { $sheet } har fler än { $columns } kolumner. Resten är inte läst.
imports-note-text-cut = { $cells } celler på bladet { $sheet } har så lång text att den är avkortad.
imports-note-unclosed-quote = På rad { $row } börjar ett citattecken som aldrig slutar. Kontrollera raden.
imports-note-formulas-without-value = { $cells } celler på bladet { $sheet } är formler utan sparat resultat. Öppna filen i kalkylprogrammet och spara den på nytt.
imports-note-mapping-remembered = Kolumnerna är tolkade som förra gången.
imports-kept-unit = Hör i förteckningen till: { $unit }
imports-level-four-heading = Vad betyder nivå 4 i listan?
imports-level-four-lead = { $n ->
    [one] En rad har, eller kan ha, nivå 4. Ingenting av filen är sparat.
   *[other] { $n } rader har, eller kan ha, nivå 4. Ingenting av filen är sparat.
}
imports-level-four = Nivå 4 betyder
imports-level-four-why = Uppgifter som rör Sveriges säkerhet får inte läggas in här. Fråga säkerhetsskyddschefen om du är osäker.
imports-level-four-ordinary = den högsta vanliga nivån
imports-level-four-ordinary-hint = Listan räknar från 1, eller använder 4 om vanlig information. Nivån läses in som 3, allvarlig.
imports-level-four-protective-security = möjligt säkerhetsskydd
imports-level-four-protective-security-hint = Raderna utesluts helt. Kvar blir bara hur många de var, som en hänvisning till säkerhetsskyddschefen.
imports-level-four-save = Fortsätt med det svaret
imports-level-four-command = { $n ->
    [one] En rad har, eller kan ha, nivå 4. Vad betyder 4 i listan? Svara med --level-4 ordinary (den högsta vanliga nivån, läses in som 3) eller --level-4 protective-security (möjligt säkerhetsskydd, raden utesluts). Ingenting är sparat.
   *[other] { $n } rader har, eller kan ha, nivå 4. Vad betyder 4 i listan? Svara med --level-4 ordinary (den högsta vanliga nivån, läses in som 3) eller --level-4 protective-security (möjligt säkerhetsskydd, raderna utesluts). Ingenting är sparat.
}
imports-withheld = { $n ->
    [one] En rad är utesluten som möjligt säkerhetsskydd. Ta upp den med säkerhetsskyddschefen.
   *[other] { $n } rader är uteslutna som möjligt säkerhetsskydd. Ta upp dem med säkerhetsskyddschefen.
}
imports-not-understood = Vad är det för lista?
imports-not-understood-lead = Inget blad kändes igen. Säg vad det är och var rubrikerna står.
imports-nothing-understood = Filen kändes inte igen som något register
imports-nothing-understood-help = Ange vad det är för lista och var rubrikerna står, och läs den igen.
imports-sheet = Blad
imports-header-rows = Rader med rubriker
imports-header-rows-hint = Radens nummer i kalkylbladet. Är rubrikerna på två rader skriver du båda: 3, 4.
imports-header-rows-wrong = Skriv ett eller två radnummer, till exempel 3, 4.
imports-read-again = Läs filen igen så
imports-lead-read = Provläsning av bladet { $sheet } med rubriker på rad { $rows }. Ingenting är ändrat i registren än.
imports-lead-read-plain = Provläsning med rubriker på rad { $rows }. Ingenting är ändrat i registren än.
imports-lead-accepted = Inläst { $when }.
imports-lead-undone = Ångrad { $when }.
imports-lead-cancelled = Slängd { $when }. Ingenting är kvar av innehållet.
imports-figure-create = { $n ->
    [one] ny
   *[other] nya
}
imports-figure-create-why = Läggs till som föreslagna.
imports-figure-change = { $n ->
    [one] ändrad
   *[other] ändrade
}
imports-figure-change-why = Filen säger något nytt, och ingen har rört dem sedan förra inläsningen.
imports-figure-same = { $n ->
    [one] likadan
   *[other] likadana
}
imports-figure-same-why = Står redan så i registret.
imports-figure-conflict = { $n ->
    [one] ändrad av någon
   *[other] ändrade av någon
}
imports-figure-conflict-why = Filen säger något annat än vad en person har skrivit. Lämnas om du inte väljer annat.
imports-figure-rejected = { $n ->
    [one] läses inte in
   *[other] läses inte in
}
imports-figure-rejected-why = Rätta raderna i filen och läs in den igen. Då visas bara skillnaden.
imports-figure-created = { $n ->
    [one] tillagd
   *[other] tillagda
}
imports-figure-created-why = Står i registret som föreslagna tills någon har bekräftat dem.
imports-figure-changed = { $n ->
    [one] ändrad
   *[other] ändrade
}
imports-figure-changed-why = Vad som stod förut finns i historiken.
imports-figure-left = { $n ->
    [one] lämnad
   *[other] lämnade
}
imports-figure-left-why = Raderna ändrade ingenting.
imports-accept-good = { $n ->
    [one] Läs in raden
   *[other] Läs in { $n } rader
}
imports-accept-new = { $n ->
    [one] Läs bara in den nya
   *[other] Läs bara in de { $n } nya
}
imports-accept-all = { $n ->
    [one] Läs in allt, och skriv över den som någon har ändrat
   *[other] Läs in allt, och skriv över de { $n } som någon har ändrat
}
imports-nothing-new = Filen säger inget som registret inte redan säger.
imports-nothing-to-accept = Det finns inga rader att läsa in
imports-nothing-to-accept-help = Ingen rad ger något nytt. Gå tillbaka till inläsningen.
imports-cancel = Släng inläsningen
imports-undo = Ångra inläsningen
imports-stale = Inläsningen har ändrats
imports-stale-help = Någon annan hann före, eller så är den redan avgjord. Gå tillbaka och ladda om sidan.
imports-file-gone = Filen finns inte kvar
imports-file-gone-help = En fil väntar i högst 20 minuter och sparas aldrig. Välj den igen.
imports-no-organisation = Organisationen saknas
imports-no-organisation-help = Lägg in kommunen och dess nämnder först. Varje post hör till en del av organisationen.
imports-whole-only = Det gäller hela organisationen
imports-whole-only-help = En gapanalys bedöms för hela organisationen. Be den som samordnar för hela kommunen att läsa in den.
imports-problems = { $n ->
    [one] Ett problem i filen
   *[other] { $n } problem i filen
}
imports-problems-label = Problem i filen
imports-row = Rad
imports-row-and-line = { $row } (rad { $line } i textfilen)
imports-column = Kolumn
imports-raw = Det som står
imports-message = Vad det betyder
imports-outcome = Följd
imports-problem-rejected = Läses inte in
imports-problem-check = Kontrollera
imports-rows-heading = Rad för rad
imports-rows-none = Inga rader.
imports-facts = Uppgifter
imports-rows-will-create = Läggs till
imports-rows-will-change = Ändras
imports-rows-will-same = Oförändrade
imports-rows-will-conflict = Ändrade av någon
imports-rows-will-kept = Kvar
imports-rows-did-create = Tillagda
imports-rows-did-change = Ändrade
imports-rows-did-same = Oförändrade
imports-rows-did-conflict = Ändrade av någon
imports-rows-did-kept = Kvar, någon har ändrat dem
imports-place = Vems raderna blir
imports-unit = Rader som inte nämner någon känd del av organisationen
imports-unit-hint = Det som listan skriver om ägande del sparas i anteckningen.
imports-place-save = Räkna om
imports-mapping = Så är filen läst
imports-mapping-lead = Rätta det som blev fel och läs filen igen. Det gäller också nästa gång ni läser in en lista med samma rubriker.
imports-mapping-gone = Filen väntar inte längre. Välj den igen om den ska läsas på något annat sätt.
imports-heading = Rubrik
imports-gives = Ger
imports-gives-nothing = Läses inte in
imports-rejected-heading = Läses inte in
imports-warnings-heading = Att kontrollera
imports-told-file = { $file }: { $kind }, blad { $sheet }, rubriker på rad { $rows }
imports-told-counts = { $data } rader: { $accepted } går att läsa in, { $rejected } läses inte in
imports-told-dry = Provläsning. Ingenting är sparat.
imports-told-plan = Provläsning. { $create } skulle läggas till, { $change } ändras, { $same } är likadana och { $conflict } lämnas för att någon har ändrat dem. Ingenting är sparat.
imports-told-result = Inläst: { $created } tillagda, { $changed } ändrade, { $left } lämnade.
done-import-accepted = Raderna är inlästa. Blev det fel kan du ångra.
done-import-placed = Raderna är jämförda på nytt.
done-import-cancelled = Inläsningen är slängd. Ingenting är kvar av innehållet.
done-import-undone = Inläsningen är ångrad. Registren är som före den.
done-import-partly-undone = Inläsningen är ångrad, utom de rader som någon har arbetat vidare med. De står under Kvar.
event-import-read = Filen lästes på prov
event-import-accepted = Filen lästes in
event-import-undone = Inläsningen ångrades
event-import-cancelled = Inläsningen slängdes
imports-field-external-id = Eget nummer
imports-field-name = Namn
imports-field-title = Namn
imports-field-description = Beskrivning
imports-field-owner-unit = Del av organisationen
imports-field-owner = Ägare
imports-field-owner-email = Ägarens e-post
imports-field-manager = Förvaltare
imports-field-supplier = Leverantör
imports-field-hosting = Drift
imports-field-lifecycle = Livscykel
imports-field-contract-end = Avtalet gäller till
imports-field-confidentiality = Konfidentialitet
imports-field-integrity = Riktighet
imports-field-availability = Tillgänglighet
imports-field-traceability = Spårbarhet
imports-field-classified-at = Klassad när
imports-field-classified-by = Klassad av
imports-field-personal-data = Personuppgifter
imports-field-in-use-from = I drift sedan
imports-field-retire-at = Avvecklas
imports-field-note = Anteckning
imports-field-process-code = Processens kod
imports-field-process-name = Process
imports-field-retention = Bevaras eller gallras
imports-field-secrecy-provisions = Sekretess
imports-field-provisions = Sekretess
imports-field-systems = System
imports-field-storage = Förvaring
imports-field-controller = Personuppgiftsansvarig
imports-field-purpose = Ändamål
imports-field-legal-basis = Rättslig grund
imports-field-data-subjects = Registrerade
imports-field-data-categories = Kategorier av uppgifter
imports-field-sensitive = Känsliga uppgifter
imports-field-recipients = Mottagare
imports-field-third-country = Överföring till tredjeland
imports-field-third-country-detail = Till vilket land
imports-field-security-measures = Skyddsåtgärder
imports-field-processor = Personuppgiftsbiträde
imports-field-processor-agreement = Biträdesavtal
imports-field-updated-at = Uppdaterad
imports-field-updated-on = Uppdaterad
imports-field-area = Område
imports-field-exists = Finns
imports-field-deficiency = Brist
imports-field-comment = Nuläge
imports-field-situation = Nuläge
imports-field-responsible = Ansvarig
imports-field-due = Klart senast
imports-field-status = Status
imports-field-cost-sek = Kostnad, kr
imports-field-priority = Prioritet
imports-field-unit = Del av organisationen
imports-field-retention-action = Bevaras eller gallras
imports-field-retention-years = Gallras efter år
imports-field-retention-when = Gallras när

## A large import as a job
job-import-accept = Läs in raderna i registret
job-result-import-accept = Se inläsningen
import-job-writing = Skriver raderna i registret
import-job-measuring = Mäter registret
