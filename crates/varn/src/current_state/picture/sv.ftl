## The picture (nulägesbild)
nav-pictures = Nulägesbild
picture-kind = Fryst nulägesbild
picture-lead = Så ser läget ut just nu. Frys det när ledningen ska få veta, så går det att jämföra med nästa gång.
picture-now = Läget just nu
picture-frozen = Frysta nulägesbilder
picture-none = Ingen nulägesbild är fryst än.
picture-as-of = Fryst
picture-by = Fryst av
picture-reports = Rapport
picture-report = Rapport till ledningen
picture-freeze = Frys läget
picture-freeze-why = En fryst bild ändras aldrig. Det som registreras efteråt syns i nästa.
picture-freeze-save = Frys nulägesbilden
picture-name-hint = Till exempel: Nuläge hösten 2026.
field-case-number = Diarienummer
picture-case-number-hint = Skriv som KS 2026/412.
picture-case-number-wrong = Skriv diarienumret som KS 2026/412.
picture-frozen-at = Fryst { $time }. Bilden ändras inte.
picture-compare = Jämför två nulägesbilder
picture-compare-lead = Från { $from } till { $to }.
picture-what = Vad
picture-change = Förändring
picture-unchanged = oförändrat
picture-proof = Bevis
picture-proof-why = Kontrollsumman visar att bilden inte har ändrats. Loggens kedja kan prövas med varn verify --anchor och värdet nedan.
picture-checksum = Kontrollsumma
picture-chain = Loggens kedja
picture-chain-seq = Händelser i loggen
picture-processes = Processer
picture-vital = Samhällsviktiga processer
picture-information = Informationsmängder
picture-confirmed = Bekräftade klassningar
picture-unclassified = Inte klassade
picture-serious-confirmed = Mest kritiska, bekräftade det senaste året
picture-systems = System
picture-without-owner = System utan ägare
picture-required = Krävda säkerhetsåtgärder
picture-fulfilled = Uppfyllda
picture-deficient = Brister
picture-not-judged = Inte bedömda
picture-points = Kvarstående vägd brist
picture-figure-confirmed = klassningar bekräftade av ägaren
picture-figure-confirmed-why = Av { $total } informationsmängder. { $rest } är inte klassade: för dem vet vi inte vilket skydd som krävs.
picture-figure-serious = mest kritiska kvar att bekräfta
picture-figure-serious-why =
    { $n ->
        [0] Ingen informationsmängd är sådan att någon skadas allvarligt.
       *[other] Av { $n } där någon kan skadas allvarligt om skyddet brister.
    }
picture-figure-owner = system utan ägare
picture-figure-owner-why =
    { $n ->
        [0] Inga system är registrerade än.
       *[other] Av { $n }. Går något fel finns ingen som får bestämma.
    }
picture-figure-gaps = brister
picture-figure-gaps-why = Bland { $judged } bedömda av { $required } krävda. Resten är inte mätt ännu.
picture-authorities = Klassad information per nämnd och bolag
picture-authority = Nämnd eller bolag
picture-share = Andel
picture-areas = Krav och brister per område
picture-area = Område
picture-of = { $part } av { $total }
picture-bar-confirmed = Bekräftad av ägaren
picture-bar-proposed = Föreslagen
picture-bar-rest = Inte klassad
picture-bar-fulfilled = Uppfyllt
picture-bar-deficient = Delvis
picture-bar-missing = Saknas eller inte bedömt
picture-levels = Informationsmängder per nivå
picture-aspect = Aspekt
level-head-0 = 0, ingen
level-head-1 = 1, måttlig
level-head-2 = 2, betydande
level-head-3 = 3, allvarlig
picture-worst-heading = Störst behov av åtgärder
picture-worst-none = Inga brister är bedömda än.
picture-worst = { $control }: { $object }
picture-whole = hela kommunen
picture-deficiency-0 = Försumbar brist
picture-deficiency-1 = Måttlig brist
picture-deficiency-2 = Betydande brist
picture-deficiency-3 = Allvarlig brist
done-picture-frozen = Nulägesbilden är fryst.
event-picture-frozen = Nulägesbilden frystes
