//! Level 4 in a municipality's own list: the highest ordinary level there, or possible säkerhetsskydd. A person says
//! which before anything is stored. Must hold: after `settle` nothing in the reading says level 4, and with
//! säkerhetsskydd nothing of those rows is left in it, not the name in another row's message either.

use crate::platform::swedish::fold;
use crate::word_type;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use varn_recognition::{FieldType, Reading, Rejection, Value, Warning, column_index};
use varn_sheets::{Sheet, Workbook};

/// The highest level that is stored.
const HIGHEST: u8 = 3;

word_type! {
    /// What 4 means in the list.
    LevelFour {
        /// The highest ordinary level; stored as 3.
        Ordinary = "ordinary",
        /// Possible säkerhetsskydd; the rows are left out.
        ProtectiveSecurity = "protective_security",
    }
}

/// The rows that have level 4, or that are not read and may have it.
pub fn rows(reading: &Reading, workbook: &Workbook) -> BTreeSet<u32> {
    let levels = |row: &&varn_recognition::Row| {
        row.values.0.iter().any(|(_, value)| matches!(value, Some(Value::Ordinal(level)) if *level > HIGHEST))
    };
    let mut found: BTreeSet<u32> = reading.rows.iter().filter(levels).map(|row| row.row).collect();
    let words = words(reading);
    let Some(sheet) = sheet(reading, workbook).filter(|_| !words.is_empty()) else { return found };
    let columns: Vec<usize> = columns(reading, FieldType::Level);
    // The rejected have no values, so their cells are looked at, and in doubt they count.
    let by_colour = reading.scale.iter().flat_map(|scale| &scale.colours).any(|one| one.ordinal > HIGHEST);
    let may_have = |row: u32| {
        by_colour
            || columns.iter().any(|column| {
                let text = text(sheet, row, *column);
                words.iter().any(|word| text.contains(word.as_str()))
            })
    };
    found.extend(reading.rejected.iter().map(|rejected| rejected.row).filter(|row| may_have(*row)));
    found
}

/// Applies the answer to the whole file; gives how many rows were withheld.
pub fn settle(reading: &mut Reading, workbook: &Workbook, answer: LevelFour) -> usize {
    let withheld = match answer {
        LevelFour::Ordinary => {
            lower(reading);
            BTreeSet::new()
        }
        LevelFour::ProtectiveSecurity => withhold(reading, workbook),
    };
    reading.warnings.retain(|warned| warned.reason != Warning::Level4Check);
    reading.notes.retain(|note| note.code != "level_4");
    let warned: HashSet<u32> = reading.warnings.iter().map(|warned| warned.row).collect();
    reading.counts.accepted_with_warning = warned.len();
    withheld.len()
}

fn lower(reading: &mut Reading) {
    for (field, value) in reading.rows.iter_mut().flat_map(|row| &mut row.values.0) {
        if field.of() == FieldType::Level
            && let Some(Value::Ordinal(level)) = value
        {
            *level = HIGHEST.min(*level);
        }
    }
}

fn withhold(reading: &mut Reading, workbook: &Workbook) -> BTreeSet<u32> {
    let mut withheld = rows(reading, workbook);
    if let Some(sheet) = sheet(reading, workbook) {
        let titles = columns(reading, FieldType::Title);
        let title = |row: u32| titles.iter().map(|column| text(sheet, row, *column)).collect::<Vec<_>>();
        let hidden: HashSet<_> = withheld.iter().map(|row| title(*row)).collect();
        // Told as "the same as row 12": the name would come in by that message.
        let repeats = reading.rejected.iter().filter(|rejected| rejected.reason == Rejection::DuplicateKey);
        let repeats: Vec<_> = repeats.map(|rejected| rejected.row).collect();
        withheld.extend(repeats.into_iter().filter(|row| hidden.contains(&title(*row))));
    }
    reading.rows.retain(|row| !withheld.contains(&row.row));
    reading.rejected.retain(|rejected| !withheld.contains(&rejected.row));
    reading.warnings.retain(|warned| !withheld.contains(&warned.row));
    let counts = &mut reading.counts;
    counts.accepted = reading.rows.len();
    counts.rejected = reading.rejected.len();
    counts.data_rows = counts.accepted + counts.rejected;
    counts.rejected_by_reason = BTreeMap::new();
    for rejected in &reading.rejected {
        *counts.rejected_by_reason.entry(rejected.reason.as_str()).or_default() += 1;
    }
    withheld
}

/// What the file writes for level 4, folded.
fn words(reading: &Reading) -> Vec<String> {
    let levels = reading.scale.iter().flat_map(|scale| &scale.levels).filter(|level| level.ordinal > HIGHEST);
    let words = levels.flat_map(|level| [fold(&level.source), fold(&level.label)]);
    words.filter(|word| !word.is_empty()).collect()
}

fn sheet<'w>(reading: &Reading, workbook: &'w Workbook) -> Option<&'w Sheet> {
    workbook.sheets.iter().find(|sheet| Some(&sheet.name) == reading.sheet.as_ref())
}

fn columns(reading: &Reading, of: FieldType) -> Vec<usize> {
    let given = reading.columns.iter().filter(|column| column.fields.iter().any(|field| field.of() == of));
    given.filter_map(|column| column_index(&column.column)).collect()
}

fn text(sheet: &Sheet, row: u32, column: usize) -> String {
    let at = usize::try_from(row).unwrap_or(0).saturating_sub(1);
    sheet.rows.get(at).map(|row| fold(&row.cell(column).text())).unwrap_or_default()
}
