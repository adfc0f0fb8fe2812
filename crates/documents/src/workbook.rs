//! The workbook model: sheets with typed columns.

use chrono::NaiveDate;

/// A workbook.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// Title, in the metadata.
    pub title: String,
    /// Who made it, in the metadata.
    pub author: Option<String>,
    /// Date of the workbook, its timestamp in the metadata. Years 1980 to 9999.
    pub date: NaiveDate,
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet: one heading row, then rows.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Name of the tab. Signs that a spreadsheet forbids are replaced, long and repeated names are cut and numbered.
    pub name: String,
    /// The columns.
    pub columns: Vec<SheetColumn>,
    /// The rows. Rows shorter than the columns leave cells empty; what is longer is left out.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a sheet.
#[derive(Debug, Clone)]
pub struct SheetColumn {
    /// The heading.
    pub title: String,
    /// What the column holds; decides format and alignment.
    pub kind: Kind,
    /// Width in characters.
    pub width: u16,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, wrapped.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers shown with two decimals.
    Decimal,
    /// Dates, `2026-03-05`.
    Date,
    /// Amounts with thousands apart.
    Money,
}

/// A value of a cell. It is written as what it is, whatever the kind of its column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text; never a formula.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number; nothing is written when it is not finite.
    Decimal(f64),
    /// A date.
    Date(NaiveDate),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Decimal(number)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
