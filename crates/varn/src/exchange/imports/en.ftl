## Imports
nav-imports = Load
kind-import = Load
imports-lead = Bring in the municipality's own list as it is. You see what will happen before anything is saved, and can undo it afterwards.
imports-file = Drop a file here or choose one
imports-file-hint = Excel, ODS or CSV. Headings on two rows, merged cells and old character sets are fine.
imports-no-file = Choose a file first.
imports-kind = What the list is
imports-kind-hint = Värn finds out from the headings. Choose only if it goes wrong.
imports-kind-auto = Find out
imports-kind-choose = Choose
imports-kind-none = unknown
imports-kind-system = Systems
imports-kind-information-set = Information
imports-kind-processing = Processings of personal data
imports-kind-classification = Classification
imports-kind-control = Controls
imports-kind-action = Actions
imports-read = Read the file
imports-latest = Earlier loads
imports-latest-none = No files have been loaded yet. The list of systems is a good start.
imports-file-name = File
imports-state = State
imports-state-read = Waits for a decision
imports-state-accepted = Loaded
imports-state-undone = Undone
imports-state-cancelled = Thrown away
imports-rows = Rows
imports-who = By
imports-when = When
imports-refused-empty-file = The file is empty. Check that it was saved, and choose it again.
imports-refused-file-too-large = The file is too large. Split it, or remove sheets and pictures that are not needed.
imports-refused-decompression-limit = The file becomes unreasonably large when it is unpacked, so it was not read. Do not open it. Ask whoever sent it for a new copy.
imports-refused-corrupt-container = The file is damaged or incomplete. Fetch it once more, or open it in the spreadsheet program and save it anew.
imports-refused-encrypted = The file is protected by a password. Save a copy without one and choose that.
imports-refused-unknown-format = This is not an Excel file, ODS or CSV. Save the list in one of those formats and choose it again.
imports-refused-too-many-cells = The file has more rows or cells than can be read. Split it, or remove empty rows and columns.
imports-note-extension-mismatch = The file name says { $expected }, but the content is { $found }. It was read as { $found }.
imports-note-undecodable-text = Some characters in the file could not be read and are shown as �. Save it as UTF-8 if that concerns å, ä or ö.
imports-note-columns-cut = The sheet { $sheet } has more than { $columns } columns. The rest was not read.
imports-note-text-cut = { $cells } cells on the sheet { $sheet } have text so long that it was cut.
imports-note-unclosed-quote = On row { $row } a quotation mark begins that never ends. Check the row.
imports-note-formulas-without-value = { $cells } cells on the sheet { $sheet } are formulas saved without a result. Open the file in the spreadsheet program and save it anew.
imports-note-mapping-remembered = The columns were understood as last time.
imports-kept-unit = Belongs in the list to: { $unit }
imports-level-four-heading = What does level 4 mean in the list?
imports-level-four-lead = { $n ->
    [one] One row has, or may have, level 4. Nothing of the file has been saved.
   *[other] { $n } rows have, or may have, level 4. Nothing of the file has been saved.
}
imports-level-four = Level 4 means
imports-level-four-why = Information that concerns Sweden's security must not be put in here. Ask the säkerhetsskyddschef (head of protective security) if you are not sure.
imports-level-four-ordinary = the highest ordinary level
imports-level-four-ordinary-hint = The list counts from 1, or uses 4 of ordinary information. The level is loaded as 3, serious.
imports-level-four-protective-security = possible säkerhetsskydd (protective security)
imports-level-four-protective-security-hint = The rows are left out altogether. Only how many there were remains, as a referral to the säkerhetsskyddschef.
imports-level-four-save = Go on with that answer
imports-level-four-command = { $n ->
    [one] One row has, or may have, level 4. What does 4 mean in the list? Answer by --level-4 ordinary (the highest ordinary level, loaded as 3) or --level-4 protective-security (possible säkerhetsskydd, the row is left out). Nothing has been saved.
   *[other] { $n } rows have, or may have, level 4. What does 4 mean in the list? Answer by --level-4 ordinary (the highest ordinary level, loaded as 3) or --level-4 protective-security (possible säkerhetsskydd, the rows are left out). Nothing has been saved.
}
imports-withheld = { $n ->
    [one] One row was left out as possible säkerhetsskydd (protective security). Take it up with the säkerhetsskyddschef.
   *[other] { $n } rows were left out as possible säkerhetsskydd (protective security). Take them up with the säkerhetsskyddschef.
}
imports-not-understood = What is the list?
imports-not-understood-lead = No sheet was recognised. Say what it is and where the headings stand.
imports-nothing-understood = The file was not recognised as any register
imports-nothing-understood-help = Say what the list is and where the headings stand, and read it again.
imports-sheet = Sheet
imports-header-rows = Rows with headings
imports-header-rows-hint = The number of the row in the spreadsheet. Where headings stand on two rows, write both: 3, 4.
imports-header-rows-wrong = Write one or two row numbers, such as 3, 4.
imports-read-again = Read the file again like this
imports-lead-read = Trial reading of the sheet { $sheet } with headings on row { $rows }. Nothing has been changed in the registers yet.
imports-lead-read-plain = Trial reading with headings on row { $rows }. Nothing has been changed in the registers yet.
imports-lead-accepted = Loaded { $when }.
imports-lead-undone = Undone { $when }.
imports-lead-cancelled = Thrown away { $when }. Nothing of its content remains.
imports-figure-create = new
imports-figure-create-why = Added as proposed.
imports-figure-change = changed
imports-figure-change-why = The file says something new, and nobody has touched them since the last load.
imports-figure-same = alike
imports-figure-same-why = The register says so already.
imports-figure-conflict = edited by somebody
imports-figure-conflict-why = The file says otherwise than what a person has written. Left unless you choose differently.
imports-figure-rejected = not loaded
imports-figure-rejected-why = Mend the rows in the file and load it again. Then only the difference is shown.
imports-figure-created = added
imports-figure-created-why = In the register as proposed until somebody has confirmed them.
imports-figure-changed = changed
imports-figure-changed-why = What was there before is in the history.
imports-figure-left = left
imports-figure-left-why = The rows changed nothing.
imports-accept-good = { $n ->
    [one] Load the row
   *[other] Load { $n } rows
}
imports-accept-new = { $n ->
    [one] Load only the new one
   *[other] Load only the { $n } new ones
}
imports-accept-all = { $n ->
    [one] Load everything, and overwrite the one somebody has edited
   *[other] Load everything, and overwrite the { $n } somebody has edited
}
imports-nothing-new = The file says nothing that the register does not say already.
imports-nothing-to-accept = There are no rows to load
imports-nothing-to-accept-help = No row gives anything new. Go back to the load.
imports-cancel = Throw it away
imports-undo = Undo the load
imports-stale = The load has changed
imports-stale-help = Somebody else was first, or it has been decided already. Go back and reload the page.
imports-file-gone = The file is no longer here
imports-file-gone-help = A file waits for at most 20 minutes and is never saved. Choose it again.
imports-no-organisation = The organisation is missing
imports-no-organisation-help = Add the municipality and its committees first. Every record belongs to a part of the organisation.
imports-whole-only = It concerns the whole organisation
imports-whole-only-help = A self-assessment is judged for the whole organisation. Ask whoever coordinates the whole municipality to load it.
imports-problems = { $n ->
    [one] One problem in the file
   *[other] { $n } problems in the file
}
imports-problems-label = Problems in the file
imports-row = Row
imports-row-and-line = { $row } (line { $line } of the text file)
imports-column = Column
imports-raw = What it says
imports-message = What it means
imports-outcome = Consequence
imports-problem-rejected = Not loaded
imports-problem-check = Check
imports-rows-heading = Row by row
imports-rows-none = No rows.
imports-facts = What is said
imports-rows-will-create = Added
imports-rows-will-change = Changed
imports-rows-will-same = Unchanged
imports-rows-will-conflict = Edited by somebody
imports-rows-will-kept = Kept
imports-rows-did-create = Added
imports-rows-did-change = Changed
imports-rows-did-same = Unchanged
imports-rows-did-conflict = Edited by somebody
imports-rows-did-kept = Kept, somebody has edited them
imports-place = Whose the rows become
imports-unit = Rows that name no known part of the organisation
imports-unit-hint = What the list writes about the owning part is kept in the note.
imports-place-save = Compare again
imports-mapping = How the file was read
imports-mapping-lead = Mend what went wrong and read the file again. It also holds the next time you load a list with the same headings.
imports-mapping-gone = The file is no longer waiting. Choose it again to read it in another way.
imports-heading = Heading
imports-gives = Gives
imports-gives-nothing = Not loaded
imports-rejected-heading = Not loaded
imports-warnings-heading = To check
imports-told-file = { $file }: { $kind }, sheet { $sheet }, headings on row { $rows }
imports-told-counts = { $data } rows: { $accepted } can be loaded, { $rejected } are not loaded
imports-told-dry = Trial reading. Nothing has been saved.
imports-told-plan = Trial reading. { $create } would be added, { $change } changed, { $same } are alike and { $conflict } are left since somebody has edited them. Nothing has been saved.
imports-told-result = Loaded: { $created } added, { $changed } changed, { $left } left.
done-import-accepted = The rows are loaded. If it went wrong you can undo it.
done-import-placed = The rows are compared anew.
done-import-cancelled = The load is thrown away. Nothing of its content remains.
done-import-undone = The load is undone. The registers are as before it.
done-import-partly-undone = The load is undone, except for the rows that somebody has worked on. They stand under Kept.
event-import-read = File read on trial
event-import-accepted = File loaded
event-import-undone = Load undone
event-import-cancelled = Load thrown away
imports-field-external-id = Own number
imports-field-name = Name
imports-field-title = Name
imports-field-description = Description
imports-field-owner-unit = Part of the organisation
imports-field-owner = Owner
imports-field-owner-email = E-mail of the owner
imports-field-manager = Manager
imports-field-supplier = Supplier
imports-field-hosting = Hosting
imports-field-lifecycle = Lifecycle
imports-field-contract-end = Contract ends
imports-field-confidentiality = Confidentiality
imports-field-integrity = Integrity
imports-field-availability = Availability
imports-field-traceability = Traceability
imports-field-classified-at = Classified when
imports-field-classified-by = Classified by
imports-field-personal-data = Personal data
imports-field-in-use-from = In use since
imports-field-retire-at = Retired
imports-field-note = Note
imports-field-process-code = Code of the process
imports-field-process-name = Process
imports-field-retention = Preserved or disposed of
imports-field-secrecy-provisions = Secrecy
imports-field-provisions = Secrecy
imports-field-systems = Systems
imports-field-storage = Storage
imports-field-controller = Controller
imports-field-purpose = Purpose
imports-field-legal-basis = Legal basis
imports-field-data-subjects = Data subjects
imports-field-data-categories = Categories of data
imports-field-sensitive = Sensitive data
imports-field-recipients = Recipients
imports-field-third-country = Transfer to a third country
imports-field-third-country-detail = To which country
imports-field-security-measures = Security measures
imports-field-processor = Processor
imports-field-processor-agreement = Processing agreement
imports-field-updated-at = Updated
imports-field-updated-on = Updated
imports-field-area = Area
imports-field-exists = Exists
imports-field-deficiency = Deficiency
imports-field-comment = Current state
imports-field-situation = Current state
imports-field-responsible = Responsible
imports-field-due = Due
imports-field-status = Status
imports-field-cost-sek = Cost, SEK
imports-field-priority = Priority
imports-field-unit = Part of the organisation
imports-field-retention-action = Preserved or disposed of
imports-field-retention-years = Disposed of after years
imports-field-retention-when = Disposed of when

## A large import as a job
job-import-accept = Take the rows into the register
job-result-import-accept = See the import
import-job-writing = Writing the rows
import-job-measuring = Measuring the register
