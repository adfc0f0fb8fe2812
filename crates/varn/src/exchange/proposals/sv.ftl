## Proposals of the library
nav-proposals = Förslag
proposals-heading = Förslag ur biblioteket
proposals-lead = Det en kommun brukar göra, hantera och ha. Gå igenom ett område i taget: ta med det ni har, hoppa över resten. Inget område måste bli klart i dag.
proposals-tabs = Vad förslagen gäller
proposals-of = Förslag: { $register }
proposals-open = Förslag att ta ställning till
proposals-decided = { $total } förslag, { $decided } avgjorda
proposals-others = Områden som ingen del av er organisation bär namnet på
proposals-others-why = Titta här om ni har verksamheten under ett annat namn, eller tillsammans med någon annan.
proposals-to-register = Till registret: { $register }
proposals-area-lead-process = Markera det ni gör. Information som redan finns i registret kopplas till processerna av sig själv.
proposals-area-lead-information = Markera det ni hanterar. Nivåerna är förslag som ägaren tar ställning till när informationen klassas.
proposals-area-lead-system = Markera de slags system ni har, och skriv vad de heter hos er. Har ni en systemlista går det fortare att läsa in den.
proposals-area-done-process = Alla förslag i området är avgjorda.
proposals-area-done-information = Alla förslag i området är avgjorda.
proposals-area-done-system = Alla förslag i området är avgjorda.
proposals-unit = Läggs in hos
proposals-unit-hint = Den del av organisationen som svarar för det du tar med. Den går att byta efteråt.
proposals-mark-all = Markera alla
proposals-own-name = Vad heter det hos er?
proposals-change = Ta med och ändra
proposals-confirm-now = Bekräfta samtidigt
proposals-confirm-now-hint = Annars är de märkta ”Föreslagen av mallen” tills någon har bekräftat eller ändrat dem.
proposals-take = Ta med de markerade
proposals-take-all =
    { $n ->
        [one] Ta med det enda
       *[other] Ta med alla { $n }
    }
proposals-skip = Hoppa över de markerade
proposals-none-marked = Markera minst ett förslag.
proposals-mark = Föreslagen av mallen
proposals-marked =
    { $n ->
        [one] 1 är med men inte bekräftad
       *[other] { $n } är med men inte bekräftade
    }
proposals-marked-why = Uppgifterna kommer från mallen. Bekräfta när de stämmer hos er, eller öppna posten och ändra den.
proposals-confirm = Bekräfta de markerade
proposals-confirm-all =
    { $n ->
        [one] Bekräfta den enda
       *[other] Bekräfta alla { $n }
    }
proposals-none-to-confirm = Markera minst en post
proposals-none-to-confirm-help = Gå tillbaka, markera det som stämmer och försök igen.
proposals-there =
    { $n ->
        [one] 1 av mallens förslag finns redan i registret.
       *[other] { $n } av mallens förslag finns redan i registret.
    }
proposals-skipped =
    { $n ->
        [one] 1 överhoppat förslag
       *[other] { $n } överhoppade förslag
    }
proposals-restore = Ta tillbaka de markerade
proposals-none-to-restore = Markera minst ett förslag
proposals-none-to-restore-help = Gå tillbaka, markera de förslag som du vill se igen och försök en gång till.
proposals-next = Nästa område: { $area }
proposals-all-areas = Alla områden
proposals-outage = Brukar klara { $time } utan sin information
done-proposals-taken = Det du valde är med i registret.
done-proposals-confirmed = Posterna är bekräftade.
done-proposals-skipped = Förslagen är överhoppade. De finns kvar längst ned i området om du ändrar dig.
done-proposals-restored = Förslagen är tillbaka.
event-proposals-taken = Lades in ur biblioteket
event-proposals-confirmed = Bekräftades som de stod i mallen
event-proposals-skipped = Förslag hoppades över
event-proposals-restored = Förslag togs tillbaka
