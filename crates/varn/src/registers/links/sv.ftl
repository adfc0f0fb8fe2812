## Links
links-heading = Hänger ihop med
links-none = Inget hänger ihop med posten ännu. Koppla ihop den med det den använder, så räknas skyddsbehovet ut längs kopplingarna.
link-lives-in = Finns i systemet
link-lives-in-of = Innehåller informationen
link-uses-information = Använder informationen
link-uses-information-of = Används av processen
link-uses-system = Använder systemet
link-uses-system-of = Används av processen
link-data-held-by = Har sina data i
link-data-held-by-of = Håller data åt
link-access-controlled-by = Inloggning och behörighet styrs av
link-access-controlled-by-of = Styr inloggning och behörighet till
link-fed-by = Får uppgifter från
link-fed-by-of = Lämnar uppgifter till
link-needs-to-run = Fungerar inte utan
link-needs-to-run-of = Behövs för att driva
link-delivered-by = Levereras av
link-delivered-by-of = Levererar
link-covers-information = Omfattar informationen
link-covers-information-of = Ingår i behandlingen
link-runs-in = Utförs i systemet
link-runs-in-of = Används i behandlingen
link-processed-by = Har personuppgiftsbiträdet
link-processed-by-of = Är personuppgiftsbiträde för
link-endurance = klarar sig { $time } utan
link-elsewhere = Post i en annan nämnd
link-remove = Ta bort
link-new = Koppla ihop med något
link-new-heading = Koppla ihop { $name }
link-new-lead = Välj först vad kopplingen säger, sedan vilken post den gäller.
link-says = Kopplingen säger
link-search = Sök på namn
link-nothing = Det finns inget att koppla ihop med ännu. Lägg till posten i sitt register först.
link-nothing-found = Inget namn innehåller ”{ $q }”. Ändra sökordet eller vad kopplingen säger.
link-more =
    { $n ->
       *[other] De { $n } första visas. Sök på namn för att hitta fler.
    }
link-save = Koppla ihop
link-hours = timmar
link-to-itself = En post kan inte hänga ihop med sig själv. Välj en annan.
field-endurance = Klarar sig utan i
field-endurance-hint = Hur länge det går att fortsätta när det andra har stannat. Tomt betyder att det stannar genast.
done-link-added = Posterna är ihopkopplade.
done-link-removed = Kopplingen är borttagen. Historiken finns kvar.
event-link-added = Posterna kopplades ihop
event-link-removed = Kopplingen togs bort
