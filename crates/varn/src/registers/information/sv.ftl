## Information sets
nav-information = Information
kind-information-set = Informationsmängd
information-lead = Det kommunen vet och tar hand om, i delar som går att klassa.
information-new = Lägg till en informationsmängd
information-edit = Ändra informationsmängden
information-save = Spara informationsmängden
information-nothing = Här ska kommunens informationsmängder stå
information-nothing-why = Två vägar in: gå igenom vad en kommun brukar hantera, eller läs in er förteckning. Börja med det som är viktigast eller känsligast. När mängderna är klassade räknas skyddsbehovet för system och leverantörer ut.
information-is-common = Gemensam för hela kommunen
information-follows = Följer { $name }
information-preserved-for-ever = Det som bevaras har inget antal år. Ta bort antalet, eller välj gallring.
information-follows-itself = En informationsmängd kan inte följa sig själv. Välj en annan, eller ingen.
information-common-follows-none = En gemensam informationsmängd klassas själv och kan inte följa en annan. Välj det ena.
information-has-followers = { $n } andra informationsmängder följer den här. Låt den vara gemensam, eller ändra dem först.
information-is-followed = Andra informationsmängder följer den här
information-is-followed-help = Låt dem följa en annan gemensam informationsmängd, eller ingen, och försök igen.
information-is-followed-by =
    { $n ->
        [one] En annan informationsmängd följer klassningen av den här. Låt den följa en annan, eller ingen, innan du tar bort den här.
       *[other] { $n } andra informationsmängder följer klassningen av den här. Låt dem följa en annan, eller ingen, innan du tar bort den här.
    }
field-classified = Klassning
classified-none = Inte klassad ännu
classified-proposed = Föreslagen
classified-confirmed = Bekräftad
filter-highest-need = Högsta skyddsbehov
field-process = Process
field-process-code = Processens nummer
field-process-code-hint = Som i er processtruktur, till exempel 7.2.3.
field-process-name = Processens namn
field-storage = Förvaras
field-storage-hint = System, mapp, arkivskåp: där informationen finns.
field-many-people = Rör många invånare
field-many-people-hint = Om den rör en stor del av kommunens invånare behövs mer skydd, eftersom skadan blir större.
field-provisions = Sekretess
field-provisions-hint = De paragrafer som kan hindra att informationen lämnas ut. Det är en upplysning, inte ett beslut om sekretess.
provision-osl = { $chapter } kap. { $section } § OSL
provision-other = { $chapter } kap. { $section } § (SFS { $statute })
provision-unverified = { $name } (ej kontrollerad mot författning)
field-retention-action = Bevaras eller gallras
field-retention-years = Gallras efter
field-retention-when = Räknas från
field-retention-when-hint = Till exempel: från att ärendet avslutades.
retention-action-preserve = Bevaras
retention-action-dispose = Gallras
retention-dispose-years =
    { $n ->
        [one] Gallras efter ett år
       *[other] Gallras efter { $n } år
    }
unit-years = år
field-is-common = Gemensam för hela kommunen
field-is-common-hint = Klassas en gång. De delar av organisationen som har samma slags information följer klassningen.
field-common = Följer den gemensamma
choose-no-common = Ingen, den klassas själv
facts-content = Innehåll
facts-retention = Bevarande och gallring
facts-common = Gemensam klassning
done-information-created = Informationsmängden är tillagd.
done-information-updated = Informationsmängden är sparad.
event-information-created = Informationsmängden lades till
event-information-updated = Informationsmängden ändrades
event-information-removed = Informationsmängden togs bort
