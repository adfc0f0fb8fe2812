//! What makes two rows the same: the columns that together must not repeat, and the rows accepted so far.

use std::collections::{HashMap, HashSet};

use varn_sheets::Cell;

use crate::field::FieldType;
use crate::fill::Fill;
use crate::kind::Kind;
use crate::parse::stated;
use crate::rows::Classed;
use crate::table::Table;
use crate::text;

/// The columns that together must not be the same in two rows.
///
/// A number of the source's own is one, unless it just counts the rows: then it can never repeat, and says nothing.
pub(crate) fn key_columns(table: &Table, fill: &Fill, classed: &[Classed]) -> Vec<usize> {
    let plan = &table.plan;
    let id = table.used().find(|(_, used)| used.fields().iter().any(|field| field.of() == FieldType::Id));
    if let Some((column, _)) = id.filter(|(column, _)| identifies(table, fill, classed, *column)) {
        return vec![column];
    }
    let Some((title, _)) = plan.title() else {
        return Vec::new();
    };
    let named = |name| {
        plan.named(name).map(|(column, _)| column).filter(|column| is_filled(table, fill, classed, *column))
    };
    // One process may be named in several committees, and mean other information there.
    let before: &[&str] = match plan.kind {
        Kind::InformationSet => &["owner_unit", "process_code"],
        Kind::Processing => &["controller"],
        _ => &[],
    };
    before.iter().filter_map(|name| named(name)).chain([title]).collect()
}

/// Whether the source's numbers tell records apart. Small numbers without repetition just count the rows; numbers that
/// repeat a lot start again in every section.
fn identifies(table: &Table, fill: &Fill, classed: &[Classed], column: usize) -> bool {
    let mut seen: HashSet<String> = HashSet::new();
    let (mut filled, mut largest, mut all_figures) = (0_usize, 0_usize, true);
    for row in classed.iter().filter(|row| row.kind.is_none()) {
        let text = text::key(&fill.cell(table, row.row, column).text());
        if text::is_missing(&text) {
            continue;
        }
        filled += 1;
        match text.trim_end_matches('.').parse::<usize>() {
            Ok(figure) => largest = largest.max(figure),
            Err(_) => all_figures = false,
        }
        seen.insert(text);
    }
    let repeated = filled - seen.len();
    let counts = all_figures && repeated == 0 && largest <= filled.saturating_mul(10);
    !counts && repeated * 5 <= filled && is_filled(table, fill, classed, column)
}

/// Nine rows in ten say something there.
fn is_filled(table: &Table, fill: &Fill, classed: &[Classed], column: usize) -> bool {
    let (mut data, mut filled) = (0_usize, 0_usize);
    for row in classed.iter().filter(|row| row.kind.is_none()) {
        data += 1;
        filled += usize::from(stated(fill.cell(table, row.row, column)).is_some());
    }
    filled * 10 >= data * 9
}

/// The keys of the rows accepted so far.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    rows: HashMap<String, u32>,
}

impl Seen {
    /// The row above with the same key.
    pub(crate) fn earlier(&self, key: &str) -> Option<u32> {
        self.rows.get(key).copied()
    }

    pub(crate) fn accept(&mut self, key: String, row: u32) {
        self.rows.entry(key).or_insert(row);
    }
}

/// The key of a row; none where all of it is blank.
pub(crate) fn key_of<'c>(cells: impl Iterator<Item = &'c Cell>) -> Option<String> {
    let parts: Vec<String> = cells.map(|cell| text::key(&text::line(&cell.text()))).collect();
    let said = parts.iter().any(|part| !text::is_missing(part));
    said.then(|| parts.join("\u{1f}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_white_space_do_not_count() {
        let key = |texts: &[&str]| {
            let cells: Vec<Cell> = texts.iter().map(|text| Cell::of_text(*text)).collect();
            key_of(cells.iter())
        };
        assert_eq!(key(&["Ekonomisystem Kronan"]), key(&["ekonomisystem  KRONAN *"]));
        assert_ne!(key(&["a", "bc"]), key(&["ab", "c"]));
        assert_eq!(key(&["", "-"]), None);
    }
}
