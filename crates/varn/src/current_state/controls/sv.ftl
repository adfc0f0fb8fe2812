## Controls
nav-controls = Säkerhetsåtgärder
controls-lead = Det som ska vara sant i en kommun som skyddar sin information, och vad som kräver det.
controls-control = Säkerhetsåtgärd
controls-count = { $n ->
    [0] Inga säkerhetsåtgärder
    [one] En säkerhetsåtgärd
   *[other] { $n } säkerhetsåtgärder
}
controls-number = Nummer
controls-aspect = Skyddar
controls-law = Lag
controls-kind = Slag
controls-asked-by = Krävs av
controls-for = Gäller
controls-baseline = Grundskydd
controls-own = Egen säkerhetsåtgärd
controls-area-none = Utan område
controls-lacking = Saknas eller brister hos
controls-lacking-n = { $n ->
    [one] 1 objekt
   *[other] { $n } objekt
}
controls-lacking-none = inget känt
controls-is = Så ska det vara
controls-must = Krav på leverantören
controls-must-hint = Namnges en standard gäller ”eller likvärdig”: leverantören får visa att något annat ger samma skydd.
controls-consequence = Annars
controls-evidence = Det här visar att det är så
controls-from = Krävs från
controls-from-level = { $aspect } { $level }, { $word }
controls-condition = Bara där
controls-effort = Arbete
controls-cost = Kostnad
controls-also-called = Ni kallar den
controls-references = Hänvisningar
controls-unverified = ej kontrollerad mot författning
controls-cyber = Cybersäkerhetslagen
controls-cyber-points = 2 kap. 3 §, punkt { $points }
controls-gdpr = Dataskyddsförordningen
controls-gdpr-articles = artikel { $articles }
controls-iso = ISO/IEC 27002:2022
controls-points = Poäng
controls-holders = Här krävs den
controls-holders-count = { $n ->
    [0] Inget av det du får se behöver den, så vitt det är känt.
    [one] Ett objekt behöver den eller kan komma att behöva den.
   *[other] { $n } objekt behöver den eller kan komma att behöva den.
}
controls-scope-organisation = hela organisationen
controls-scope-unit = varje verksamhet
controls-scope-system = system
controls-scope-supplier = leverantörer
controls-scope-chosen = det ni väljer
control-kind-organisational = Organisatorisk
control-kind-people = Människor
control-kind-physical = Fysisk
control-kind-technical = Teknisk
control-effort-s = Litet, några dagar
control-effort-m = Måttligt, några veckor
control-effort-l = Stort, flera månader
control-cost-0 = Bara arbetstid
control-cost-1 = Låg
control-cost-2 = Märkbar
control-cost-3 = Hög
control-fact-cameras = det finns kameror
control-fact-cloud = det är en molntjänst
control-fact-control-system = det styr vatten, värme, larm eller fastigheter
control-fact-external-supplier = någon utanför kommunen levererar eller sköter det
control-fact-own-development = det utvecklas åt er
control-fact-protected-identity = det finns skyddade personuppgifter
control-fact-public-web = vem som helst når det över internet
control-fact-personal-data = det finns personuppgifter
control-fact-secrecy = det finns uppgifter som kan vara hemliga
control-fact-health-records = det finns patientjournaler
control-object-organisation = Organisationen
control-object-system = System
control-object-supplier = Leverantör
control-state-not-judged = Inte bedömd
control-state-begun = Bedömning påbörjad
control-state-fulfilled = Uppfylld
control-state-deficient = Brister
control-state-missing = Saknas
control-state-undecided = Inte avgjort om den krävs
control-state-excepted = Undantag
control-state-not-applicable = Gäller inte
controls-new = Lägg till en egen säkerhetsåtgärd
controls-edit = Ändra säkerhetsåtgärden
controls-save = Spara säkerhetsåtgärden
controls-own-lead = En egen säkerhetsåtgärd krävs där ni väljer den, på sidan för ett system, en leverantör eller organisationen.
controls-same-as-none = Ingen av Värns
controls-judged-already = Säkerhetsåtgärden är redan bedömd. Flytta bedömningarna först, eller låt den stå för sig själv.
field-area = Område
field-same-as = Samma som
field-same-as-hint = Välj här om den bara är ert namn på en av Värns säkerhetsåtgärder. Då bedöms den där.
done-own-control-created = Säkerhetsåtgärden är tillagd. Välj den där den ska gälla.
done-own-control-updated = Säkerhetsåtgärden är sparad.
event-own-control-created = Säkerhetsåtgärden lades till
event-own-control-updated = Säkerhetsåtgärden ändrades
