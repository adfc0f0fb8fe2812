//! Tables, rows and cells of the content part.

use super::cell::Stored;
use super::styles::Styles;
use crate::draft::{Budget, Draft};
use crate::grid::{Cell, Merge, Workbook};
use crate::limits::Refusal;
use crate::xml::{Tag, Token, Xml, gather};

/// One table while it is read.
struct Table {
    draft: Draft,
    /// Positions of the next row, cell and column description.
    row: usize,
    column: usize,
    described: usize,
    rows_repeated: usize,
    /// What stands in the row: first column, how many columns, the cell.
    cells: Vec<(usize, usize, Cell)>,
    open: Option<Stored>,
    text: String,
    in_paragraph: bool,
}

/// Reads all tables into the workbook.
pub(super) fn read(
    mut xml: Xml<'_, '_>,
    mut styles: Styles,
    budget: &mut Budget<'_>,
    workbook: &mut Workbook,
) -> Result<(), Refusal> {
    let mut table: Option<Table> = None;
    loop {
        match (xml.next()?, &mut table) {
            (Token::Open(tag), Some(_)) if is_aside(tag.name()) => xml.skip()?,
            (Token::Open(tag), None) if tag.name() == b"tracked-changes" => xml.skip()?,
            (Token::Open(tag), None) if tag.name() == b"table" => {
                budget.sheet()?;
                table = Some(Table::new(&tag, &styles));
            }
            (Token::Open(tag), None) => styles.take(&tag)?,
            (Token::Open(tag), Some(table)) => table.open(&tag, budget),
            (Token::Text(text), Some(table)) if table.in_paragraph => table.words(&text, budget),
            (Token::Close(tag), Some(open)) => {
                let name = tag.name();
                if name == b"table" {
                    let finished = table.take().map(|table| table.draft.finish(budget, &mut workbook.notes));
                    workbook.sheets.extend(finished.transpose()?);
                } else {
                    open.close(name, &styles, budget)?;
                }
            }
            (Token::End, _) => return Ok(()),
            _ => {}
        }
    }
}

/// Elements within a table whose text is not that of the cell: comments, drawings, notes, a table in a cell.
fn is_aside(name: &[u8]) -> bool {
    matches!(name, b"annotation" | b"shapes" | b"frame" | b"custom-shape" | b"note" | b"ruby-text" | b"table")
}

impl Table {
    fn new(tag: &Tag<'_>, styles: &Styles) -> Self {
        let hidden = tag.attribute("style-name").is_some_and(|style| styles.hides(&style));
        Self {
            draft: Draft::new(tag.attribute("name").unwrap_or_default(), hidden),
            row: 0,
            column: 0,
            described: 0,
            rows_repeated: 1,
            cells: Vec::new(),
            open: None,
            text: String::new(),
            in_paragraph: false,
        }
    }

    fn open(&mut self, tag: &Tag<'_>, budget: &Budget<'_>) {
        match tag.name() {
            b"table-column" => self.describe_columns(tag, budget),
            b"table-row" => {
                self.rows_repeated = tag.number("number-rows-repeated").unwrap_or(1).max(1);
                self.column = 0;
            }
            b"table-cell" | b"covered-table-cell" => {
                self.open = Some(Stored::of(tag));
                self.text.clear();
            }
            b"p" | b"h" => {
                self.in_paragraph = self.open.is_some();
                if !self.text.is_empty() {
                    self.add("\n", budget);
                }
            }
            b"s" => {
                let count = tag.number("c").unwrap_or(1).min(budget.limits.cell_chars);
                self.add(&" ".repeat(count), budget);
            }
            b"tab" => self.add("\t", budget),
            b"line-break" => self.add("\n", budget),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8], styles: &Styles, budget: &mut Budget<'_>) -> Result<(), Refusal> {
        match name {
            b"p" | b"h" => self.in_paragraph = false,
            b"table-cell" | b"covered-table-cell" => {
                if let Some(stored) = self.open.take() {
                    self.close_cell(&stored, styles, budget)?;
                }
            }
            b"table-row" => self.close_row(budget)?,
            _ => {}
        }
        Ok(())
    }

    fn describe_columns(&mut self, tag: &Tag<'_>, budget: &Budget<'_>) {
        let count: usize = tag.number("number-columns-repeated").unwrap_or(1).max(1);
        let next = self.described.saturating_add(count);
        if tag.attribute("visibility").is_some_and(|visibility| visibility != "visible") {
            self.draft.hide_columns(budget.limits, self.described, next - 1);
        }
        self.described = next;
    }

    fn add(&mut self, text: &str, budget: &Budget<'_>) {
        if self.open.is_some() {
            gather(&mut self.text, text, budget.limits.cell_chars);
        }
    }

    /// Adds text of a paragraph, in which any white space is one space; more is written as elements.
    fn words(&mut self, text: &str, budget: &Budget<'_>) {
        let mut collapsed = String::with_capacity(text.len());
        let mut after_space = self.text.is_empty() || self.text.ends_with([' ', '\n', '\t']);
        for char in text.chars() {
            let is_space = matches!(char, ' ' | '\t' | '\r' | '\n');
            if !is_space {
                collapsed.push(char);
            } else if !after_space {
                collapsed.push(' ');
            }
            after_space = is_space;
        }
        self.add(&collapsed, budget);
    }

    fn close_cell(
        &mut self,
        stored: &Stored,
        styles: &Styles,
        budget: &mut Budget<'_>,
    ) -> Result<(), Refusal> {
        let (value, is_formula) = stored.value(&self.text);
        if is_formula {
            self.draft.formula_without_value();
        }
        let fill = stored.style.as_deref().and_then(|style| styles.fill(style));
        let cell = Cell { value, fill, format: None };
        let (first_row, first_column) = (self.row, self.column);
        self.column = self.column.saturating_add(stored.repeated);
        if stored.columns > 1 || stored.rows > 1 {
            let last_row = first_row.saturating_add(stored.rows - 1);
            let last_column = first_column.saturating_add(stored.columns - 1);
            self.draft.merge(budget, Merge { first_row, first_column, last_row, last_column })?;
        }
        let few = self.cells.len() <= budget.limits.columns;
        if few && (fill.is_some() || !cell.is_empty()) {
            self.cells.push((first_column, stored.repeated, cell));
        }
        Ok(())
    }

    fn close_row(&mut self, budget: &mut Budget<'_>) -> Result<(), Refusal> {
        let limit = budget.limits.columns;
        let cells = std::mem::take(&mut self.cells);
        let within = |(first, _, cell): &(usize, usize, Cell)| *first < limit && !cell.is_empty();
        let copies = if cells.iter().any(within) { self.rows_repeated } else { 1 };
        for row in self.row..self.row.saturating_add(copies) {
            for (first, repeated, cell) in &cells {
                // One column beyond the limit, so that the draft can tell that there was more.
                let end = first.saturating_add(*repeated).min(limit.max(*first).saturating_add(1));
                for column in *first..end {
                    self.draft.put(budget, row, column, cell.clone())?;
                }
            }
        }
        self.row = self.row.saturating_add(self.rows_repeated);
        Ok(())
    }
}
