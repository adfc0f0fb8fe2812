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
