//! A sheet with its headings and the use of its columns: what the later steps look at together.

use varn_sheets::{Cell, Row, Sheet};

use crate::columns::{Candidate, Plan, Use};
use crate::content::Sample;
use crate::header::Head;

/// A table that was recognised.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) head: Head,
    pub(crate) plan: Plan,
}

impl<'a> Table<'a> {
    /// Rows below the headings, with their 0-based index.
    pub(crate) fn below(&self) -> impl Iterator<Item = (usize, &'a Row)> + use<'a> {
        self.sheet.rows.iter().enumerate().skip(self.head.first_below())
    }

    /// The columns in use, with their 0-based index.
    pub(crate) fn used(&self) -> impl Iterator<Item = (usize, &Use)> {
        self.plan.uses.iter().enumerate().filter(|(_, used)| **used != Use::Nothing)
    }
}

/// Rows with a cell merged over at least half of the table.
#[derive(Debug)]
pub(crate) struct WideMerges {
    rows: Vec<usize>,
}

impl WideMerges {
    pub(crate) fn of(sheet: &Sheet, head: &Head) -> Self {
        let width = head.labels.iter().filter(|label| !label.name().is_empty()).count().max(2);
        let wide = sheet.merges.iter().filter(|merge| {
            merge.first_row == merge.last_row && (merge.last_column - merge.first_column + 1) * 2 >= width
        });
        let mut rows: Vec<usize> = wide.map(|merge| merge.first_row).collect();
        rows.sort_unstable();
        rows.dedup();
        Self { rows }
    }

    pub(crate) fn has(&self, row: usize) -> bool {
        self.rows.binary_search(&row).is_ok()
    }
}

/// The columns of a sheet below its headings, as they are looked at.
pub(crate) fn candidates<'a>(sheet: &'a Sheet, head: &Head) -> Vec<Candidate<'a>> {
    let first = head.first_below();
    (0..head.labels.len())
        .map(|column| {
            let cells: Vec<&Cell> = sheet.rows.iter().skip(first).map(|row| row.cell(column)).collect();
            Candidate {
                sample: Sample::new(&cells),
                hidden: sheet.hidden_columns.binary_search(&column).is_ok(),
            }
        })
        .collect()
}
