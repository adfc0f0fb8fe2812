## The first page
nav-start = Översikt
start-heading = Läget just nu
start-eight = De åtta rekommendationerna
start-import = Läs in register
start-proposals = Förslag ur biblioteket
start-report = Rapport till ledningen
start-all-gaps = Alla brister
eight-lead-ok =
    { $n ->
        [0] Ingen av de åtta rekommendationerna är på plats än.
        [one] En av de åtta rekommendationerna är på plats.
       *[other] { $n } av de åtta rekommendationerna är på plats.
    }
eight-lead-part =
    { $n ->
        [0] Börja med det som står som nästa steg.
        [one] En är på väg.
       *[other] { $n } är på väg.
    }
eight-old = Inaktuell
eight-rules = Så räknas läget
eight-rules-version = Läget räknas ut ur det som är registrerat. Ingen kan bocka av det för hand. Reglernas version: { $version }.
eight-not-measured = Mäts inte i den här versionen av Värn.
eight-2-none = Ingen nulägesbild är fryst än.
eight-2-old = Nulägesbilden frystes { $day }, för mer än ett år sedan.
eight-2-part = Nulägesbild fryst { $day }. { $judged } % av kraven är bedömda. Riskanalys ingår inte ännu.
eight-2-import = Läs in er systemlista
eight-2-freeze = Frys nulägesbilden
eight-2-judge = Bedöm fler krav
eight-2-compare = Jämför med förra bilden
eight-5-none = Ingen information är registrerad än.
eight-5-some = { $confirmed } av { $total } informationsmängder är bekräftade. { $left } av de { $serious } mest kritiska återstår.
eight-5-proposals = Gå igenom förslagen
eight-5-start = Klassa det mest kritiska
eight-5-critical = Klassa det mest kritiska
eight-5-rest = Klassa resten
eight-5-review = Se vad som ska ses över
start-tasks = Dina uppgifter
start-all-tasks = Alla dina uppgifter
