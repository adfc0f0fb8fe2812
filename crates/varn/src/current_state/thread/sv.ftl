## The thread: protection need and why
thread-heading = Skyddsbehov
thread-unknown = okänt
thread-why = Varför { $level }?
thread-why-unknown = Varför är { $aspect } okänt?
thread-classified = är klassad:
thread-classified-by = är klassad av { $who } ({ $on }):
thread-classified-common = följer en gemensam klassning:
thread-tolerates = klarar sig högst { $span } utan:
thread-raised = är höjt på grund av { $cause }, hade annars haft { $from }:
thread-raised-by = { $who } skrev ”{ $why }”.
thread-hop-lives-in = lever i
thread-hop-uses-information = använder
thread-hop-uses-system = använder
thread-hop-data-held-by = håller data åt
thread-hop-access-controlled-by = avgör vem som kommer in i
thread-hop-fed-by = levererar uppgifter till
thread-hop-needs-to-run = fungerar inte utan
thread-hop-delivered-by = levererar
thread-therefore = → därför { $name }: { $level }
thread-rests-on =
    { $n ->
        [0] Bygger inte på någon informationsmängd.
        [one] Bygger på en informationsmängd.
       *[other] Bygger på { $n } informationsmängder.
    }
thread-unclassified =
    { $n ->
        [one] En av dem är inte klassad, så nivån kan bli högre.
       *[other] { $n } av dem är inte klassade, så nivån kan bli högre.
    }
thread-unknown-others =
    { $n ->
        [one] Om en process eller ett system som den bygger på är ingenting känt.
       *[other] Om { $n } processer och system som den bygger på är ingenting känt.
    }
thread-not-classified = Den är inte klassad. Vad den behöver är därför inte känt.
thread-alike = Samma nivå ger också:
thread-more =
    { $n ->
        [one] och en till.
       *[other] och { $n } till.
    }
thread-alike-hidden =
    { $n ->
        [one] Samma nivå kommer också från en post i en annan del av organisationen.
       *[other] Samma nivå kommer också från { $n } poster i andra delar av organisationen.
    }
thread-hidden = en post i en annan del av organisationen
thread-hidden-information-set = en informationsmängd i en annan del av organisationen
thread-hidden-process = en process i en annan del av organisationen
thread-hidden-system = ett system i en annan del av organisationen
thread-hidden-supplier = en leverantör i en annan del av organisationen

## Raises
raise-new = Höj skyddsbehovet
raise-heading = Höj skyddsbehovet för { $name }
raise-lead = Höj när systemet behöver mer skydd än det som finns i det. En höjning sänker aldrig något.
raise-save = Spara höjningen
raise-choose = Välj
raise-list = Höjningar
raise-what = { $level } på grund av { $cause }:
raise-remove = Ta bort höjningen
raise-not-higher = Systemet har redan nivå { $level }. Välj en högre nivå.
raise-cause-accumulation = Ackumulering
raise-cause-accumulation-help = Mängden gör skadan större: mycket på ett ställe.
raise-cause-aggregation = Aggregering
raise-cause-aggregation-help = Tillsammans säger uppgifterna mer än var för sig.
raise-cause-integration = Integration
raise-cause-integration-help = Systemet sitter ihop med ett annat som behöver mer skydd.
field-raise-aspect = Vad som höjs
field-raise-level = Till nivå
field-raise-cause = Orsak
field-raise-motive = Motiv
field-raise-motive-hint = Varför räcker inte nivån som informationen ger?
done-raise-added = Skyddsbehovet är höjt. Det som bygger på systemet är omräknat.
done-raise-removed = Höjningen är borttagen. Det som bygger på systemet är omräknat.
event-raise-added = Skyddsbehovet höjdes
event-raise-removed = En höjning togs bort

## What stops
stops-question = Vad stannar om det här slutar fungera?
stops-crumb = Vad stannar?
stops-heading = Vad stannar om { $name } slutar fungera?
stops-nothing = Ingen process är kopplad hit. Lägg till länkar för att se vad som påverkas.
stops-count =
    { $n ->
        [one] En process påverkas.
       *[other] { $n } processer påverkas.
    }
stops-count-vital =
    { $n ->
        [one] En av dem är samhällsviktig.
       *[other] { $n } av dem är samhällsviktiga.
    }
stops-when = När det märks
stops-band = Senast
stops-band-at-once = Genast
stops-band-within-4-hours = Inom 4 timmar
stops-band-within-a-day = Inom ett dygn
stops-band-within-a-week = Inom en vecka
stops-band-later = Senare
stops-band-unknown = Okänt
stops-bar =
    { $n ->
        [one] 1 process
       *[other] { $n } processer
    }
stops-processes = Processer som påverkas
stops-process = Process
stops-hurts = När det märks
stops-because = Därför att
stops-reserve = Så gör man under tiden
stops-vital = Samhällsviktig
stops-others = Annat som stannar på vägen
stops-what = Namn
stops-kind = Vad det är
stops-stops = Stannar
stops-elsewhere = Finns också i ett system som fungerar
stops-at-once = genast
stops-after = efter { $span }
stops-basis-stated = enligt processens egen uppgift
stops-basis-need = enligt skyddsbehovet för tillgänglighet
stops-basis-unknown = ingen har bedömt hur länge den klarar sig
stops-through-lives-in = lever i
stops-through-uses-information = använder
stops-through-uses-system = använder
stops-through-data-held-by = har sina data i
stops-through-access-controlled-by = släpper in genom
stops-through-fed-by = får uppgifter från
stops-through-needs-to-run = fungerar inte utan
stops-through-delivered-by = levereras av
