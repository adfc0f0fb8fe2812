## Reports
report-title = Nulägesbild av informationssäkerheten
report-subtitle = Var vi står { $day }, vad det betyder och vad ledningen behöver ta ställning till
report-source = Nulägesbild fryst { $day }. Kontrollsumma { $checksum }. Loggens kedja { $chain }.
report-variant = Handlingen är
report-variant-open = Öppen
report-variant-restricted = Begränsad: kan omfattas av sekretess, 18 kap. 8 § offentlighets- och sekretesslagen
report-contents = Innehåll
report-page = Sida { "{page}" } ({ "{pages}" })
report-date = Datum
report-author = Framtagen av
report-basis = Underlag
report-table = Tabell
report-chart = Diagram
report-twin = { "{title}" } – siffrorna
report-summary = Sammanfattning
report-summary-text = { $municipality } har hittills kartlagt { $processes } processer, { $information } informationsmängder och { $systems } system. Bilden visar hur långt arbetet har kommit, var skyddet räcker och vad vi ännu inte vet.
report-figure-confirmed = informationsmängder har en klassning som ägaren har bekräftat. { $rest } är inte klassade, och för dem vet vi inte vilket skydd som krävs.
report-figure-serious = av det mest kritiska är bekräftat det senaste året. Där kan någon skadas allvarligt om skyddet brister.
report-figure-owner = system av { $systems } saknar ägare. Går något fel i dem finns ingen som får bestämma.
report-figure-gaps = brister har hittats bland { $judged } bedömda krav av { $required }.
report-unknown = Vad vi ännu inte vet
report-unknown-text = { $n } krav är inte bedömda. Det betyder inte att skydd saknas, men inte heller att det finns.
report-decide = Det här behöver ledningen ta ställning till
report-decide-serious =
    { $n ->
        [one] Ge informationsägaren i uppdrag att bekräfta klassningen av den mest kritiska informationen.
       *[other] Ge informationsägarna i uppdrag att bekräfta klassningen av de { $n } mest kritiska informationsmängderna.
    }
report-decide-owner =
    { $n ->
        [one] Utse en ägare för det system som saknar en.
       *[other] Utse ägare för de { $n } system som saknar en.
    }
report-decide-gaps =
    { $n ->
        [one] Besluta vad som ska göras åt den brist som har hittats, och när.
       *[other] Besluta vilka av de { $n } bristerna som ska åtgärdas först, av vem och till när.
    }
report-decide-judge =
    { $n ->
        [one] Avsätt tid för att bedöma det krav som återstår.
       *[other] Avsätt tid för att bedöma de { $n } krav som återstår.
    }
report-decide-outage =
    { $n ->
        [one] Bestäm hur länge den samhällsviktiga process som inte är bedömd klarar sig utan sina system.
       *[other] Bestäm hur länge de { $n } samhällsviktiga processer som inte är bedömda klarar sig utan sina system.
    }
report-classification = Informationen och hur känslig den är
report-classification-text = Varje informationsmängd bedöms efter vad som händer om fel person läser den (konfidentialitet), om den är fel (riktighet) och om den inte går att nå (tillgänglighet). Nivå 3 betyder att någon kan skadas allvarligt.
report-levels = Informationsmängder per aspekt och nivå
report-levels-alt = På nivå 3 finns { $k } informationsmängder för konfidentialitet, { $r } för riktighet och { $t } för tillgänglighet.
report-controls = Krav och brister
report-controls-text = Kraven följer av grundskyddet, av hur känslig informationen är och av lag. Det som inte är bedömt räknas varken som uppfyllt eller som brist.
report-areas-alt = Av { $required } krav är { $fulfilled } uppfyllda.
report-partly = Delvis
report-missing = Saknas
report-how = Så är bilden gjord
report-how-text = Uppgifterna kommer ur kommunens egna register den dag bilden frystes. Varje siffra går att följa till sina rader i Värn. Bilden ändras inte efteråt; kontrollsumman på försättsbladet visar att den är oförändrad.
report-worst-text = Bristerna är ordnade efter hur mycket de väger: hur stort skyddsbehovet är, om lag kräver skyddet och hur allvarlig bristen är.
report-authorities-alt = Av { $total } informationsmängder är { $confirmed } bekräftade av sina ägare.
report-without-owner-text = Utan ägare finns ingen som kan besluta om skydd, kostnad eller avveckling.
report-control = Skydd
report-object = Var
report-deficiency = Brist
report-consequence = Vad det betyder
report-situation = Nuläge
report-points = Vikt
report-sheet-levels = Nivåer
report-sheet-areas = Områden
report-sheet-gaps = Brister
report-sheet-authorities = Nämnder och bolag
report-choose-lead = Välj vem rapporten är för och hur du vill ha den.
report-choose-open = Öppen rapport
report-choose-why-open = Bara antal, nivåer och andelar. Inga namn på system, inga brister, inget som någon har skrivit. Kan lämnas ut.
report-choose-restricted = Begränsad rapport
report-choose-why-restricted = Namnger brister och system. Kan omfattas av sekretess (18 kap. 8 § offentlighets- och sekretesslagen). Att du hämtar den skrivs i loggen.
report-format-pdf = Hämta som PDF
report-format-docx = Hämta som Word
report-format-xlsx = Hämta som Excel-fil
event-report-taken = En rapport hämtades
