## The frame round every page (layout.html)
frame-product = Värn
frame-to-start = to the overview
frame-skip = Skip to the content
frame-menu = Menu
frame-main-menu = Main menu
frame-close = Close
frame-search-label = Search all of Värn
frame-search-hint = Search systems, information, § …
frame-display = Display
frame-account = My account
frame-switch-place = Switch municipality
frame-sign-out = Sign out
frame-theme = Light or dark
frame-theme-light = Light
frame-theme-dark = Dark
frame-theme-system = Like the computer
frame-language = Language
frame-language-sv = Svenska
frame-language-en = English
frame-demo-label = Demo
frame-demo = This is a demo. The municipality and everyone in it are made up.
frame-style = What Värn looks like
frame-shortcuts = Keyboard shortcuts
frame-key-search = Search
frame-key-help = Show this list
frame-key-start = Go to the overview
frame-key-menu = Go to the menu
frame-key-main = Go to the content
frame-key-save = Save the form
frame-key-close = Close what is open
frame-draft-found = What you last wrote is still here. It has not been saved yet.
frame-draft-drop = Discard the draft

## Groups of the menu
nav-group-current-state = Where we stand
nav-group-steering = Steer
nav-group-practice = Put in place
nav-group-follow-up = Follow up
nav-group-settings = Settings

## States and parts (components/parts.html)
state-ok = In place
state-part = Partly
state-miss = Missing
state-none = Not measured yet
part-crumbs = How you got here
part-recommendation = Recommendation
part-not-given = Not given

## Forms (components/forms.html)
form-errors =
    { $n ->
        [one] One answer needs correcting
       *[other] { $n } answers need correcting
    }
form-optional = (optional)
form-cancel = Cancel
form-draft-kept = What you write stays in the browser until you save.

## Lists (components/tables.html)
table-pick = Select
table-pick-all = Select every row on the page
table-bulk = Change the selected rows
table-picked = Selected rows:
table-show = Show
table-all = All
table-filters-on = Filters in force
table-filter-drop = Remove the filter
table-filters-clear = Remove all filters
table-columns = Columns
table-columns-legend = Which columns should be shown?
table-columns-show = Show selected columns
table-xlsx = Download as Excel
table-csv = Download as CSV
table-paging = Pages
table-page = Page
table-previous = Previous
table-next = Next
table-nothing = Nothing matches the filter
table-nothing-why = Change the search word or remove one of the filters.
compare-field = Field
chart-as-table = Show as a table
