## The frame round every page (layout.html)
frame-product = Värn
frame-to-start = till översikten
frame-skip = Till innehållet
frame-menu = Meny
frame-main-menu = Huvudmeny
frame-close = Stäng
frame-search-label = Sök i hela Värn
frame-search-hint = Sök system, information, § …
frame-display = Visning
frame-account = Mitt konto
frame-switch-place = Byt kommun
frame-sign-out = Logga ut
frame-theme = Ljust eller mörkt
frame-theme-light = Ljust
frame-theme-dark = Mörkt
frame-theme-system = Som datorn
frame-language = Språk
frame-language-sv = Svenska
frame-language-en = English
frame-demo-label = Demo
frame-demo = Det här är en demo. Kommunen och alla personer är påhittade.
frame-style = Så ser Värn ut
frame-shortcuts = Kortkommandon
frame-key-search = Sök
frame-key-help = Visa den här listan
frame-key-start = Gå till översikten
frame-key-menu = Gå till menyn
frame-key-main = Gå till innehållet
frame-key-save = Spara formuläret
frame-key-close = Stäng det som är öppet
frame-draft-found = Det du skrev senast finns kvar här. Det är inte sparat än.
frame-draft-drop = Släng utkastet

## Groups of the menu
nav-group-current-state = Nuläge
nav-group-steering = Styra
nav-group-practice = Införa
nav-group-follow-up = Följa upp
nav-group-settings = Inställningar

## States and parts (components/parts.html)
state-ok = På plats
state-part = Delvis
state-miss = Saknas
state-none = Inte mätt ännu
part-crumbs = Hit kom du
part-recommendation = Rekommendation
part-not-given = Ej angivet

## Forms (components/forms.html)
form-errors =
    { $n ->
        [one] En uppgift behöver rättas
       *[other] { $n } uppgifter behöver rättas
    }
form-optional = (frivilligt)
form-cancel = Avbryt
form-draft-kept = Det du skriver finns kvar i webbläsaren tills du sparar.

## Lists (components/tables.html)
table-pick = Välj
table-pick-all = Välj alla rader på sidan
table-bulk = Ändra valda rader
table-picked = Valda rader:
table-show = Visa
table-all = Alla
table-filters-on = Filter som gäller
table-filter-drop = Ta bort filtret
table-filters-clear = Ta bort alla filter
table-columns = Kolumner
table-columns-legend = Vilka kolumner ska visas?
table-columns-show = Visa valda kolumner
table-xlsx = Hämta som Excel
table-csv = Hämta som CSV
table-paging = Sidor
table-page = Sida
table-previous = Föregående
table-next = Nästa
table-nothing = Inget stämmer med filtret
table-nothing-why = Ändra sökordet eller ta bort något av filtren.
compare-field = Uppgift
chart-as-table = Visa som tabell

## Lists and records (list.html, record.html, edit.html, conflict.html)
list-count = Visar { $first }–{ $last } av { $total }
list-count-none = Inga rader
list-search = Sök
list-searched = Sökning: { $q }
list-bulk-owner = Ny ägare
list-bulk-choose = Välj ägare
list-bulk-save = Byt ägare
record-facts = Uppgifter
history-heading = Historik
history-none = Inget har hänt ännu.
history-program = Värn
word-yes = Ja
word-no = Nej
conflict-heading = Någon annan hann ändra
conflict-lead = Uppgifterna sparades av någon annan medan du skrev. Välj rad för rad vad som ska gälla. Ingenting har gått förlorat.
conflict-saved = Sparat nu
conflict-mine = Det du skrev

## What was wrong in a form
form-missing = Fyll i det här.
form-too-long = Texten är för lång: { $now } tecken. Korta den till högst { $most }.
form-choose = Välj något i listan.
form-number = Skriv ett heltal mellan { $least } och { $most }.
form-day = Skriv dagen som 2026-03-05.

## Errors
error-not-found = Sidan finns inte
error-not-found-help = Adressen kan vara fel, eller så hör uppgiften till en annan del av kommunen.
error-forbidden = Du har inte behörighet
error-forbidden-help = Din roll ger inte rätt att göra det här. Kontakta samordnaren om den borde göra det.
error-confirm = Bekräfta med lösenord
error-confirm-help = Skriv ditt lösenord igen för att gå vidare.
error-not-signed-in = Logga in
error-not-signed-in-help = Logga in för att se sidan.
error-bad-request = Det gick inte att förstå
error-bad-request-help = Gå tillbaka och försök igen.
error-too-many = För många försök
error-too-many-help = Vänta en minut och försök igen.
error-too-large = Filen är för stor
error-too-large-help = Dela upp den eller ta bort det som inte behövs, och försök igen.
error-storage-full = Disken är full
error-storage-full-help = Ingenting sparades. Säg till den som sköter driften; det du skrev kan sparas när det finns plats igen.
error-unavailable = Databasen svarar inte
error-unavailable-help = Ingenting sparades. Vänta en stund och försök igen.
error-internal = Något gick fel hos oss
error-internal-help = Ingenting sparades. Försök igen. Händer det igen, lämna numret nedan till den som sköter driften.
error-reference = Nummer: { $id }
error-to-start = Till översikten

## Months
month-1 = januari
month-2 = februari
month-3 = mars
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = augusti
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

## The log
event-audit-content-erased = Loggat innehåll gallrades efter beslut
