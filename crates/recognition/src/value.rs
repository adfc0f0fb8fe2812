//! What a cell was understood as. Printed as JSON it is the vocabulary of the import: ordinals, ISO dates,
//! `{name, unit}`, SEK as a number, lists of strings.

use std::fmt;

use chrono::NaiveDate;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// A value of a field; the field's type says which of these it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `Id`, `Title`, `Line`, `Text`, `Email`, `ProcessCode`.
    Text(String),
    /// `Secrecy`, `LegalBasis`, `Systems`, `List`; empty when the file says that there is none.
    List(Vec<String>),
    /// `Level` 0–4 and `Deficiency` 0–3, as ordinals, never the source's digits.
    Ordinal(u8),
    /// `Date`.
    Date(Date),
    /// `Person`.
    Person(Person),
    /// `Cost` in SEK, `Priority`.
    Number(f64),
    /// `YesNo`.
    Bool(bool),
    /// `Hosting`, `Lifecycle`, `Status`, `Exists`: one of the words listed at the field's type.
    Choice(&'static str),
    /// `Retention`.
    Retention(Retention),
}

/// A day, or as much of one as the source says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Date {
    /// A whole date.
    Day(NaiveDate),
    /// Year and month, as `2024-05`.
    Month(i32, u32),
    /// Only the year.
    Year(i32),
    /// A week, a quarter or a half-year: first and last day.
    Span(NaiveDate, NaiveDate),
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Span(first, last) => write!(f, "{first}/{last}"),
        }
    }
}

/// A person or a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name, or the role.
    pub name: String,
    /// The unit, where the cell names one.
    pub unit: Option<String>,
}

/// What happens to information in the end; only what is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Retention {
    /// `preserve` or `dispose`.
    pub action: &'static str,
    /// After how many years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<u32>,
    /// From when, or when, in the source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => items.serialize(serializer),
            Self::Ordinal(ordinal) => serializer.serialize_u8(*ordinal),
            Self::Date(date) => serializer.collect_str(date),
            Self::Person(person) => person.serialize(serializer),
            Self::Number(number) => number_json(*number).serialize(serializer),
            Self::Bool(yes) => serializer.serialize_bool(*yes),
            Self::Choice(word) => serializer.serialize_str(word),
            Self::Retention(retention) => retention.serialize(serializer),
        }
    }
}

/// A number without a decimal point where it is whole.
pub(crate) fn number_json(number: f64) -> serde_json::Value {
    const WHOLE_BELOW: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < WHOLE_BELOW {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        let whole = number as i64;
        whole.into()
    } else {
        number.into()
    }
}

/// Values by key, in the order of the fields; `null` where the source says nothing that could be understood.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Values(pub Vec<(crate::field::Field, Option<Value>)>);

impl Values {
    /// The value of a field with a key such as `system.owner`.
    pub fn of(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(field, _)| field.key() == key).and_then(|(_, value)| value.as_ref())
    }
}

impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (field, value) in &self.0 {
            map.serialize_entry(field, value)?;
        }
        map.end()
    }
}
