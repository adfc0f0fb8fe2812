//! Readers of single cells: each takes a cell, says what it means, and says what is doubtful about that.
//! None of them refuses a row except for levels; a cell that says nothing is `None` without a doubt.

use varn_sheets::Cell;

use crate::reason::Warning;
use crate::text;
use crate::value::Value;

pub(crate) mod choices;
pub(crate) mod codes;
pub(crate) mod costs;
pub(crate) mod date_texts;
pub(crate) mod dates;
pub(crate) mod legal_basis;
pub(crate) mod levels;
pub(crate) mod persons;
pub(crate) mod retention;
pub(crate) mod secrecy;
pub(crate) mod systems;
pub(crate) mod triples;
pub(crate) mod yes_no;

/// What a cell was understood as.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Parsed {
    pub(crate) value: Option<Value>,
    pub(crate) doubts: Vec<Doubt>,
}

/// Something doubtful, and the value that goes with it: what was taken or, for some reasons, what was not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Doubt {
    pub(crate) reason: Warning,
    pub(crate) value: serde_json::Value,
}

impl Parsed {
    pub(crate) fn nothing() -> Self {
        Self::default()
    }

    pub(crate) fn sure(value: Value) -> Self {
        Self { value: Some(value), doubts: Vec::new() }
    }

    /// Taken, with a doubt that shows what was taken.
    pub(crate) fn doubtful(value: Value, reason: Warning) -> Self {
        let shown = serde_json::to_value(&value).unwrap_or_default();
        Self::sure(value).and_doubt(reason, shown)
    }

    /// Not understood: no value, and a doubt.
    pub(crate) fn unresolved(reason: Warning) -> Self {
        Self::nothing().and_doubt(reason, serde_json::Value::Null)
    }

    pub(crate) fn and_doubt(mut self, reason: Warning, value: serde_json::Value) -> Self {
        self.doubts.push(Doubt { reason, value });
        self
    }
}

/// The cell's text cleaned, or `None` where it says nothing (blank or a lone dash).
pub(crate) fn stated(cell: &Cell) -> Option<String> {
    let cleaned = text::clean(&cell.text());
    (!text::is_missing(&cleaned)).then_some(cleaned)
}

#[cfg(test)]
pub(crate) mod testing {
    use chrono::NaiveDate;
    use varn_sheets::{Cell, Value};

    pub(crate) fn number(number: f64) -> Cell {
        Cell { value: Value::Number(number), ..Cell::default() }
    }

    pub(crate) fn date(year: i32, month: u32, day: u32) -> Cell {
        let day = NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        Cell { value: Value::Date(day.and_time(chrono::NaiveTime::MIN)), ..Cell::default() }
    }
}
