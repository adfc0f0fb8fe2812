//! What is said about records and can be shown as it was: judgements of controls, deviations, classifications. Each
//! capability says its own; `crate::app` registers them.

use super::Names;
use crate::platform::clock::swedish_day;
use crate::platform::history::RecordKind;
use crate::platform::list::Cell;
use crate::platform::page::PageFrame;
use crate::platform::permission::Permission;
use crate::platform::record::worded;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};

/// A kind of saying. Whoever may see the record that it is about sees it, if `read` allows.
#[derive(Clone, Copy)]
pub struct Said {
    /// As it stands in history.
    pub kind: RecordKind,
    /// Key of its heading.
    pub many: &'static str,
    /// Where they are found now.
    pub path: &'static str,
    /// The field with the id of the record it is about; that of the municipality for the organisation as a whole.
    pub about: &'static str,
    /// What its pages ask for.
    pub read: Permission,
    /// Kinds that it names beside registers.
    pub names: &'static [RecordKind],
    /// Keys of the words of its columns.
    pub columns: &'static [&'static str],
    /// Its cells.
    pub cells: fn(&Line<'_>) -> Vec<Cell>,
}

/// A saying as it was on a day.
pub struct Line<'a> {
    /// For its words.
    pub page: &'a PageFrame,
    /// The day.
    pub day: NaiveDate,
    pub(super) data: &'a Map<String, Value>,
    pub(super) names: &'a Names,
}

impl Line<'_> {
    /// A field as it is stored, or "".
    pub fn text(&self, field: &str) -> &str {
        self.data.get(field).and_then(Value::as_str).unwrap_or_default()
    }

    /// A field that is a number.
    pub fn number(&self, field: &str) -> Option<i64> {
        self.data.get(field).and_then(Value::as_i64)
    }

    /// A field in words of the family with its name.
    pub fn word(&self, field: &str) -> Cell {
        match self.data.get(field) {
            None | Some(Value::Null) => Cell::Empty,
            value => Cell::text(worded(self.page, field, value)),
        }
    }

    /// The name of what a field's id names.
    pub fn name(&self, field: &str) -> Cell {
        let name = self.text(field).parse().ok().and_then(|id| self.names.get(&id));
        Cell::text(name.cloned().unwrap_or_default())
    }

    /// The name by an id.
    pub fn named(&self, id: uuid::Uuid) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// A field that is a moment or a day, perhaps partial, as a day.
    pub fn day(&self, field: &str) -> Cell {
        match (self.text(field), self.text(field).parse::<DateTime<Utc>>()) {
            ("", _) => Cell::Empty,
            (_, Ok(moment)) => Cell::Short(swedish_day(moment).to_string()),
            (day, _) => Cell::Short(day.to_owned()),
        }
    }
}
