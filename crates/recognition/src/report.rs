//! What was refused and what is doubtful, told with place, raw text and message.

use serde_json::Value as Json;
use varn_sheets::{Cell, Row, Value as CellValue};

use crate::accept::{Doubted, Refused};
use crate::fill::Fill;
use crate::mapping::column_letters;
use crate::message::{Messages, Place};
use crate::reading::{Header, Rejected, Warned};
use crate::reason::Rejection;
use crate::table::Table;
use crate::value::number_json;

/// What reports are written with.
pub(crate) struct Reporter<'r, 't> {
    pub(crate) table: &'r Table<'t>,
    pub(crate) fill: &'r Fill,
    pub(crate) messages: Messages,
    /// The ends of the scale, as shown.
    pub(crate) scale: String,
    pub(crate) text_limit: usize,
}

struct Where {
    letters: String,
    header: Header,
    raw: Json,
}

impl Reporter<'_, '_> {
    pub(crate) fn rejected(&self, index: usize, refused: &Refused) -> Rejected {
        let row = &self.table.sheet.rows[index];
        let at = self.place(index, refused.column);
        let more = match refused.reason {
            Rejection::UnknownLevel => vec![("scale", self.scale.clone())],
            Rejection::OverlongText => vec![("limit", self.text_limit.to_string())],
            Rejection::DuplicateKey => {
                vec![("earlier", refused.earlier.map_or_else(String::new, |earlier| earlier.to_string()))]
            }
            _ => Vec::new(),
        };
        let message = self.messages.rejected(&at.place(row), refused.reason, &more);
        Rejected {
            row: row.number,
            line: row.line,
            column: at.letters,
            header: at.header,
            field: refused.field,
            reason: refused.reason,
            raw: at.raw,
            message,
        }
    }

    pub(crate) fn warned(&self, index: usize, doubted: Doubted) -> Warned {
        let row = &self.table.sheet.rows[index];
        let at = self.place(index, doubted.column);
        let message = self.messages.warning(&at.place(row), doubted.reason, &doubted.value);
        Warned {
            row: row.number,
            line: row.line,
            column: at.letters,
            header: at.header,
            field: doubted.field,
            reason: doubted.reason,
            raw: at.raw,
            value: doubted.value,
            message,
        }
    }

    fn place(&self, index: usize, column: usize) -> Where {
        Where {
            letters: column_letters(column),
            header: self.table.head.shown(column),
            raw: raw(self.fill.cell(self.table, index, column)),
        }
    }
}

impl Where {
    fn place(&self, row: &Row) -> Place<'_> {
        Place { row: row.number, column: &self.letters, heading: self.header.label(), raw: &self.raw }
    }
}

/// What a cell says, as it stands.
fn raw(cell: &Cell) -> Json {
    match &cell.value {
        CellValue::Empty => Json::Null,
        CellValue::Number(number) => number_json(*number),
        CellValue::Bool(yes) => Json::Bool(*yes),
        CellValue::Text(text) | CellValue::Error(text) => text.as_str().into(),
        CellValue::Date(_) => cell.text().into_owned().into(),
    }
}
