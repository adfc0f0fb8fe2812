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

## Lists and records (list.html, record.html, edit.html, conflict.html)
list-count = Showing { $first }–{ $last } of { $total }
list-count-none = No rows
list-search = Search
list-searched = Search: { $q }
list-bulk-owner = New owner
list-bulk-choose = Choose owner
list-bulk-save = Change owner
record-facts = Facts
history-heading = History
history-none = Nothing has happened yet.
history-program = Värn
word-yes = Yes
word-no = No
conflict-heading = Somebody else changed it first
conflict-lead = The record was saved by somebody else while you were typing. Choose row by row what shall hold. Nothing is lost.
conflict-saved = Saved now
conflict-mine = What you typed

## What was wrong in a form
form-missing = Fill this in.
form-too-long = The text is too long: { $now } characters. Shorten it to at most { $most }.
form-choose = Choose something in the list.
form-number = Type a whole number between { $least } and { $most }.
form-day = Type the day as 2026-03-05.

## Errors
error-not-found = The page does not exist
error-not-found-help = The address may be wrong, or the record belongs to another part of the municipality.
error-forbidden = You do not have permission
error-forbidden-help = Your role does not allow this. Contact the coordinator if it should.
error-confirm = Confirm with password
error-confirm-help = Type your password again to go on.
error-not-signed-in = Sign in
error-not-signed-in-help = Sign in to see the page.
error-bad-request = That could not be understood
error-bad-request-help = Go back and try again.
error-too-many = Too many attempts
error-too-many-help = Wait a minute and try again.
error-too-large = The file is too large
error-too-large-help = Split it or remove what is not needed, and try again.
error-storage-full = The disk is full
error-storage-full-help = Nothing was saved. Tell whoever runs the server; what you typed can be saved when there is room again.
error-unavailable = The database does not answer
error-unavailable-help = Nothing was saved. Wait a while and try again.
error-internal = Something went wrong on our side
error-internal-help = Nothing was saved. Try again. If it happens again, give the number below to whoever runs the server.
error-reference = Number: { $id }
error-to-start = To the overview

## Months
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## The log
event-audit-content-erased = Logged content erased by decision
