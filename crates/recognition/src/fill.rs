//! Values written once for several rows: merged cells, blanks below a value that groups rows, and ditto marks.
//! Nothing is filled over a section heading.

use std::collections::{BTreeMap, HashMap, HashSet};

use varn_sheets::{Cell, Value as CellValue};

use crate::columns::Use;
use crate::field::FieldType;
use crate::parse::stated;
use crate::reading::RowKind;
use crate::rows::Classed;
use crate::table::Table;
use crate::text;

/// Where the value of a cell stands, if elsewhere: by column, from the row to the row above that holds it.
#[derive(Debug, Default)]
pub(crate) struct Fill {
    sources: BTreeMap<usize, HashMap<usize, usize>>,
    /// Columns where a blank takes the value above.
    pub(crate) columns: Vec<usize>,
}

impl Fill {
    pub(crate) fn of(table: &Table, classed: &[Classed]) -> Self {
        let mut fill = Self::default();
        fill.merged(table, classed);
        for (column, used) in table.used() {
            let Use::Field(field) = used else { continue };
            if field.of() != FieldType::Title {
                fill.dittos(table, classed, column);
            }
            if field.groups_rows() {
                fill.grouped(table, classed, column);
            }
        }
        fill
    }

    /// The cell that says what is meant in a row and column.
    pub(crate) fn cell<'t>(&self, table: &Table<'t>, row: usize, column: usize) -> &'t Cell {
        let source = self.sources.get(&column).and_then(|rows| rows.get(&row)).copied().unwrap_or(row);
        table.sheet.rows[source].cell(column)
    }

    fn put(&mut self, column: usize, row: usize, source: usize) {
        self.sources.entry(column).or_default().insert(row, source);
    }

    fn merged(&mut self, table: &Table, classed: &[Classed]) {
        let data: HashSet<usize> =
            classed.iter().filter(|row| row.kind.is_none()).map(|row| row.row).collect();
        for merge in table.sheet.merges.iter().filter(|merge| merge.last_row > merge.first_row) {
            let used = table.plan.uses.get(merge.first_column).is_some_and(|used| *used != Use::Nothing);
            if !used || !data.contains(&merge.first_row) {
                continue;
            }
            for row in merge.first_row + 1..=merge.last_row {
                if data.contains(&row) && table.sheet.rows[row].cell(merge.first_column).is_empty() {
                    self.put(merge.first_column, row, merge.first_row);
                }
            }
        }
    }

    fn dittos(&mut self, table: &Table, classed: &[Classed], column: usize) {
        let mut above = None;
        for row in classed {
            match row.kind {
                None if is_ditto(table.sheet.rows[row.row].cell(column)) => {
                    if let Some(above) = above {
                        self.put(column, row.row, above);
                    }
                }
                None => above = Some(row.row),
                Some(RowKind::SectionHeading) => above = None,
                Some(_) => {}
            }
        }
    }

    /// Fills blanks where the column groups the rows: every value stands for one run of rows.
    fn grouped(&mut self, table: &Table, classed: &[Classed], column: usize) {
        let mut runs: HashSet<String> = HashSet::new();
        let (mut now, mut source): (Option<String>, Option<usize>) = (None, None);
        let (mut blanks, mut data) = (Vec::new(), 0_usize);
        for row in classed {
            match row.kind {
                None => {}
                Some(RowKind::SectionHeading) => {
                    source = None;
                    continue;
                }
                Some(_) => continue,
            }
            data += 1;
            match stated(self.cell(table, row.row, column)) {
                None => blanks.extend(source.map(|source| (row.row, source))),
                Some(said) => {
                    source = Some(row.row);
                    let key = text::key(&said);
                    if now.as_ref() != Some(&key) && !runs.insert(key.clone()) {
                        return;
                    }
                    now = Some(key);
                }
            }
        }
        let merged = self.sources.contains_key(&column);
        let written_once = !blanks.is_empty() && blanks.len() * 10 >= data;
        if merged || written_once {
            self.columns.push(column);
            for (row, source) in blanks {
                let source =
                    self.sources.get(&column).and_then(|rows| rows.get(&source)).copied().unwrap_or(source);
                self.put(column, row, source);
            }
        }
    }
}

/// `”`, `-"-`, `d:o`: the same as above.
fn is_ditto(cell: &Cell) -> bool {
    const LONGEST: usize = 12;
    let CellValue::Text(raw) = &cell.value else {
        return false;
    };
    if raw.len() > LONGEST {
        return false;
    }
    let cleaned = text::clean(raw);
    let marks =
        |character: char| matches!(character, '"' | '”' | '“' | '„' | '’' | '\'' | '-' | '–' | '—' | ' ');
    let quoted = cleaned.chars().any(|character| matches!(character, '"' | '”' | '“' | '„'));
    quoted && cleaned.chars().all(marks)
        || matches!(text::fold(&cleaned).as_str(), "d:o" | "dito" | "ditto" | "-''-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ditto_marks() {
        for (text, wanted) in [
            ("\"", true),
            ("-\"-", true),
            ("– ” –", true),
            ("d:o", true),
            ("-", false),
            ("", false),
            ("\"A\"", false),
        ] {
            assert_eq!(is_ditto(&Cell::of_text(text)), wanted, "{text:?}");
        }
    }
}
