## Classification
nav-classification = Klassning
classification = Klassning
classification-levels = Klassning
classification-motive = Motiv
classification-motive-hint = Varför nivåerna är som de är, i en mening eller två. Skriv inga hemliga uppgifter.
classification-made-by = Klassad av
classification-made-on = Klassad
classification-source = Källa
classification-source-judged = Bedömd i Värn
classification-source-imported = Inläst från förteckning
classification-source-library = Föreslagen av mallen
classification-confirmed-label = Bekräftad
classification-confirmed-by = { $who }, { $day }
classification-not-confirmed = Ägaren har inte bekräftat den.
classification-review-on = Klassas om senast
classification-review-on-hint = En klassning ses över minst en gång om året.
classification-follows = Följer en gemensam klassning
classification-none = Inte klassad ännu
classification-none-why = Ingen har bedömt vad som händer om det här läcker ut, blir fel eller inte går att nå. Skyddsbehovet är därför okänt.
classification-counts = Gäller nu
classification-by-model = Bedömd med version { $version } av klassningsmodellen.
classification-history = Tidigare klassningar
classification-history-of = Klassningar av { $name }
classification-confirm = Bekräfta klassningen
classification-nothing-to-confirm = Det finns ingen klassning att bekräfta
classification-nothing-to-confirm-help = Klassa den först. Sedan kan ägaren bekräfta.
classification-changed-meanwhile = Klassningen har ändrats sedan du öppnade sidan
classification-changed-meanwhile-help = Gå tillbaka, ladda om sidan och se vad som gäller nu. Ingenting är ändrat av det du gjorde.
classify = Klassa
classify-again = Klassa om
classify-heading = Klassa { $name }
classify-lead = Svara på frågorna för det värsta som rimligen kan hända. Den allvarligaste konsekvensen avgör.
classify-suggestion = Förslag: { $letter } { $level }, därför att
classify-librarys-motive = Mallen har i något fall en lägre nivå än reglerna ger, med det här motivet:
classify-follows = Den gemensamma klassningen är
classify-categories =
    { $n ->
        [one] Bedöm en konsekvens
       *[other] Bedöm { $n } slags konsekvenser var för sig
    }
classify-categories-hint = Den allvarligaste avgör nivån. Du kan välja en högre nivå ovanför, eller en lägre om du skriver varför.
classify-not-judged = Inte bedömd
classify-choose = Välj en nivå, eller bedöm minst en konsekvens.
classify-below-categories = En konsekvens är bedömd till nivå { $level }. Välj minst { $level }, eller skriv i motivet varför nivån ändå är lägre.
classify-below-suggestion = Förslaget är nivå { $level }. Välj minst { $level }, eller skriv i motivet varför förslaget inte stämmer.
classify-below-common = Nivån är lägre än den gemensamma klassningen. Skriv varför. Den gemensamma nivån gäller tills någon annan har godkänt sänkningen.
classify-review-ahead = Välj en dag som ligger framåt i tiden.
classify-stale = { $who } har klassat det här sedan du öppnade sidan. Det du skrev står kvar nedanför och ersätter klassningen om du sparar. Nu gäller:
classify-stop = Vad du ska göra i stället
classify-save = Spara klassningen
done-classification-saved = Klassningen är sparad.
done-classification-confirmed = Klassningen är bekräftad.
event-classification-saved = Klassades
event-classification-confirmed = Klassningen bekräftades

## Levels below the common one
lowering-waits = { $who } vill ha en lägre nivå än den gemensamma. Den gemensamma gäller tills någon annan har godkänt det.
lowering-approve = Godkänn den lägre nivån
lowering-approved-by = { $who } godkände { $when } en lägre nivå än den gemensamma.
lowering-by-yourself = Du kan inte godkänna din egen sänkning
lowering-by-yourself-help = Någon annan med rätt att godkänna avvikelser behöver göra det.
lowering-approved-already = Sänkningen är redan godkänd
lowering-approved-already-help = Gå tillbaka och ladda om sidan.
done-lowering-approved = Den lägre nivån är godkänd och gäller nu.
event-lowering-approved = En nivå under den gemensamma godkändes

## The queue
queue-heading = Klassning
queue-lead = Det mest kritiska först: informationsmängder som inte är klassade, eller som ska klassas om.
queue-urgency = Varför den kommer först
queue-suggested = Förslag
queue-authority = Nämnd
queue-to-information = Alla informationsmängder
queue-empty = Här står det som ska klassas
queue-empty-why = Gå igenom förslagen på information eller läs in er förteckning. De mest kritiska kommer överst här, med skälet intill.
queue-done = Allt är klassat
queue-done-why = Ingen informationsmängd väntar på att klassas eller klassas om. Välj ett annat läge för att se de andra.
queue-progress-heading = Så långt har varje nämnd kommit
queue-progress-value = Bekräftade
queue-progress = { $confirmed } av { $total } bekräftade, { $proposed } föreslagna
queue-stubs =
    { $n ->
        [one] En post har hänvisats till säkerhetsskyddschefen och finns inte i Värn.
       *[other] { $n } poster har hänvisats till säkerhetsskyddschefen och finns inte i Värn.
    }
todo-unclassified = Inte klassad
todo-due = Dags att klassa om
todo-lowering = Sänkning väntar på godkännande
todo-proposed = Väntar på ägaren
todo-nothing = Bekräftad
urgency-life = Liv eller hälsa kan stå på spel
urgency-protected = Skyddade personuppgifter
urgency-vital = En samhällsviktig verksamhet använder den
urgency-outage = En process klarar sig högst { $span } utan
urgency-likely = Troligen nivå { $level } för { $aspect }
urgency-many = Rör många invånare
urgency-dependants =
    { $n ->
        [one] En process eller ett system bygger på den
       *[other] { $n } processer och system bygger på den
    }
urgency-presumed = Sekretess kan gälla

## The model
model-heading = Klassningsmodell
model-name = Modellens namn
model-edit = Ändra klassningsmodellen
model-edit-lead = Ändringen blir en ny version. Det som redan är klassat behåller sin.
model-save = Spara som ny version
model-levels = Nivåer
model-level = Nivå { $level }
model-level-head = Nivå
model-meaning = Vad den betyder
model-question = Fråga
model-categories = Konsekvenser
model-categories-lead = Varje slags konsekvens bedöms för sig. Den allvarligaste avgör nivån.
model-category = Slags konsekvens
model-at-most-hours =
    { $n ->
        [one] Högst en timme.
       *[other] Högst { $n } timmar.
    }
model-hours-heading = Hur länge det får stå stilla
model-hours = Nivå { $level } för tillgänglighet: högst
model-hours-hint = En process som tål så här lång tid utan får nivån. Högre nivå, kortare tid.
model-hours-order = En lägre nivå ska tåla längre tid än en högre. Öka tiden här, eller minska den ovanför.
model-unit-hours = timmar
model-use-traceability = Bedöm också spårbarhet
model-use-traceability-hint = Utan spårbarhet bedöms konfidentialitet, riktighet och tillgänglighet.
model-unverified = Tider och belopp är ett förslag.
model-stale = Någon annan har ändrat modellen sedan du öppnade sidan. Det du skrev står kvar nedanför. Så här står det nu i modellen:
model-versions = Versioner
model-versions-lead = En klassning visar alltid vilken version den är gjord med.
model-version = Version
model-since = Gäller från
model-made-by-it = Klassningar som gäller
model-active = Används nu
done-model-saved = Modellen är sparad som en ny version. Skyddsbehoven är omräknade.
event-classification-model-changed = Klassningsmodellen ändrades

## Possible säkerhetsskydd
referral-heading = Det här hör inte hemma i Värn
referral-lead = Sådant som kan röra Sveriges säkerhet hanteras enligt säkerhetsskyddslagen (2018:585), inte här.
referral-contact = Kontakta kommunens säkerhetsskyddschef, helst muntligt.
referral-write-nothing = Skriv ingenting om saken i Värn, i e-post eller i en chatt. Säkerhetsskyddschefen gör en egen analys och bestämmer hur uppgifterna ska hanteras.
referral-nothing-kept = Ingenting av det du nyss fyllde i är sparat.
referral-if-so = Om det stämmer
referral-what-happens = Posten tas bort ur Värn, också ur historiken. Kvar blir bara att något hänvisades, när, och i vilken del av organisationen. Det går inte att ångra.
referral-do = Ta bort posten och dess historik
referral-no = Tillbaka till klassningen
done-classification-referred = Posten är borttagen. Kontakta säkerhetsskyddschefen nu.
event-protective-security-referred = En post hänvisades till säkerhetsskyddschefen

## As they were on a day
classification-standing = Läge
classification-standing-proposed = Inte bekräftad
classification-standing-confirmed = Bekräftad
classification-by-owner = Bekräftad av
classification-confirmed-on = Bekräftad den
lowerings = Nivåer under den gemensamma
lowering-by = Föreslagen av
lowering-on = Föreslagen den
lowering-approver = Godkänd av
lowering-approved-on = Godkänd den
