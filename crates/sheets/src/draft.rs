//! A sheet while it is being read, and the budget it draws on.
//! Must hold: nothing is allocated before the budget has paid for it, whatever positions and counts a file states;
//! cells may come in any order; blank ones cost nothing until something stands below or to the right of them.

use crate::grid::{Cell, Merge, Note, Row, Sheet, Value};
use crate::limits::{Limits, Refusal};

/// What is left of the limits for one file.
pub(crate) struct Budget<'l> {
    pub(crate) limits: &'l Limits,
    cells: usize,
    rows: usize,
    text: usize,
    sheets: usize,
}

impl<'l> Budget<'l> {
    pub(crate) fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            cells: limits.cells,
            rows: limits.rows,
            text: limits.text_bytes,
            sheets: limits.sheets,
        }
    }

    pub(crate) fn cells(&mut self, count: usize) -> Result<(), Refusal> {
        take(&mut self.cells, count, "cells", self.limits.cells)
    }

    pub(crate) fn text(&mut self, bytes: usize) -> Result<(), Refusal> {
        take(&mut self.text, bytes, "bytes of text", self.limits.text_bytes)
    }

    pub(crate) fn sheet(&mut self) -> Result<(), Refusal> {
        take(&mut self.sheets, 1, "sheets", self.limits.sheets)
    }

    fn rows(&mut self, count: usize) -> Result<(), Refusal> {
        take(&mut self.rows, count, "rows", self.limits.rows)
    }
}

fn take(left: &mut usize, count: usize, what: &'static str, limit: usize) -> Result<(), Refusal> {
    *left = left.checked_sub(count).ok_or(Refusal::TooManyCells { what, limit })?;
    Ok(())
}

/// A sheet that is being filled.
#[derive(Default)]
pub(crate) struct Draft {
    sheet: Sheet,
    /// One more than the rightmost column that holds a value.
    width: usize,
    /// The row that is being filled, and its cells without value so far.
    row: usize,
    valueless: Vec<(usize, Cell)>,
    hidden: Vec<bool>,
    columns_cut: bool,
    texts_cut: usize,
    without_value: usize,
}

impl Draft {
    pub(crate) fn new(name: String, hidden: bool) -> Self {
        Self { sheet: Sheet { name, hidden, ..Sheet::default() }, ..Self::default() }
    }

    /// Puts a cell at a 0-based position. A later cell at the same position wins.
    pub(crate) fn put(
        &mut self,
        budget: &mut Budget<'_>,
        row: usize,
        column: usize,
        cell: Cell,
    ) -> Result<(), Refusal> {
        if row != self.row {
            self.leave_row(budget)?;
            self.row = row;
        }
        let empty = cell.is_empty();
        if column >= budget.limits.columns {
            self.columns_cut |= !empty;
        } else if !empty {
            self.width = self.width.max(column + 1);
            self.place(budget, row, column, cell)?;
        } else if self.valueless.len() < budget.limits.columns
            && (cell.fill.is_some() || cell.value != Value::Empty)
        {
            self.valueless.push((column, cell));
        }
        Ok(())
    }

    /// Counts a formula that was saved without its result.
    pub(crate) fn formula_without_value(&mut self) {
        self.without_value += 1;
    }

    pub(crate) fn merge(&mut self, budget: &mut Budget<'_>, merge: Merge) -> Result<(), Refusal> {
        budget.cells(1)?;
        self.sheet.merges.push(merge);
        Ok(())
    }

    /// Hides columns, both ends 0-based and included.
    pub(crate) fn hide_columns(&mut self, limits: &Limits, first: usize, last: usize) {
        let end = last.saturating_add(1).min(limits.columns);
        if first < end {
            self.hidden.resize(self.hidden.len().max(end), false);
            self.hidden[first..end].fill(true);
        }
    }

    /// The finished sheet; what had to be left out is added to the notes.
    pub(crate) fn finish(mut self, budget: &mut Budget<'_>, notes: &mut Vec<Note>) -> Result<Sheet, Refusal> {
        self.leave_row(budget)?;
        let mut sheet = self.sheet;
        clip_merges(&mut sheet, self.width);
        sheet.hidden_columns =
            (0..self.width).filter(|&column| self.hidden.get(column) == Some(&true)).collect();
        let name = || sheet.name.clone();
        if self.columns_cut {
            notes.push(Note::ColumnsCut { sheet: name(), columns: budget.limits.columns });
        }
        if self.texts_cut > 0 {
            notes.push(Note::TextCut { sheet: name(), cells: self.texts_cut });
        }
        if self.without_value > 0 {
            notes.push(Note::FormulasWithoutValue { sheet: name(), cells: self.without_value });
        }
        Ok(sheet)
    }

    fn leave_row(&mut self, budget: &mut Budget<'_>) -> Result<(), Refusal> {
        let row = self.row;
        for (column, cell) in std::mem::take(&mut self.valueless) {
            let Some(filled) = self.sheet.rows.get(row).map(|row| row.cells.len()).filter(|&cells| cells > 0)
            else {
                break;
            };
            let kept = column < filled || (cell.fill.is_some() && column < self.width);
            if kept && self.sheet.rows[row].cell(column).is_empty() {
                self.place(budget, row, column, cell)?;
            }
        }
        if let Some(row) = self.sheet.rows.get_mut(row) {
            row.cells.shrink_to_fit();
        }
        Ok(())
    }

    fn place(
        &mut self,
        budget: &mut Budget<'_>,
        row: usize,
        column: usize,
        mut cell: Cell,
    ) -> Result<(), Refusal> {
        let rows = &mut self.sheet.rows;
        if row >= rows.len() {
            budget.rows(row + 1 - rows.len())?;
            for index in rows.len()..=row {
                let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
                rows.push(Row { number, ..Row::default() });
            }
        }
        let cells = &mut rows[row].cells;
        if column >= cells.len() {
            budget.cells(column + 1 - cells.len())?;
            if cells.is_empty() {
                cells.reserve_exact(self.width);
            }
            cells.resize_with(column + 1, Cell::default);
        }
        if let Value::Text(text) = &mut cell.value {
            if text.contains('\r') {
                *text = text.replace("\r\n", "\n").replace('\r', "\n");
            }
            self.texts_cut += usize::from(cut(text, budget.limits.cell_chars));
            budget.text(text.len())?;
        }
        budget.text(cell.format.as_ref().map_or(0, String::len))?;
        cells[column] = cell;
        Ok(())
    }
}

/// Cuts a text to a number of characters; says whether it had to.
fn cut(text: &mut String, chars: usize) -> bool {
    let end = if text.len() <= chars { None } else { text.char_indices().nth(chars).map(|(at, _)| at) };
    if let Some(end) = end {
        text.truncate(end);
    }
    end.is_some()
}

/// Keeps merges within the filled grid. Merges never overlap in a sound file, so all of them together cover no more
/// than the grid; a file where they do could make the reader of the grid walk it over and over.
fn clip_merges(sheet: &mut Sheet, width: usize) {
    let height = sheet.rows.len();
    let mut area = height.saturating_mul(width);
    sheet.merges.retain_mut(|merge| {
        merge.last_row = merge.last_row.min(height.saturating_sub(1));
        merge.last_column = merge.last_column.min(width.saturating_sub(1));
        let rows = (merge.last_row + 1).saturating_sub(merge.first_row);
        let columns = (merge.last_column + 1).saturating_sub(merge.first_column);
        let covered = rows.saturating_mul(columns);
        let sound = covered > 1 && covered <= area;
        if sound {
            area -= covered;
        }
        sound
    });
}
