//! The plain grid that every format becomes: workbook, sheets, rows, cells.
//! Must hold: indexes are 0-based, `Row::number` is 1-based; `rows[i]` is spreadsheet row `i + 1` in every format;
//! blank rows and cells stay in place, trailing ones are gone. Nothing here says what a cell means.

use std::borrow::Cow;

use chrono::{NaiveDateTime, NaiveTime};

/// A file as read: its sheets in the order of the tabs, and what the reader had to decide on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// What the content is, whatever the file name says.
    pub format: Format,
    /// Every sheet with cells, hidden ones too. Chart and macro sheets are left out.
    pub sheets: Vec<Sheet>,
    /// What a person may need to know of how the file was read.
    pub notes: Vec<Note>,
}

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Office Open XML, Excel 2007 and later (also `.xlsm` and templates; macros are never read).
    Xlsx,
    /// BIFF 5 and 8, Excel 5.0 to 2003.
    Xls,
    /// `OpenDocument` spreadsheet.
    Ods,
    /// Separated text, whatever the separator and the encoding.
    Csv,
}

impl Format {
    /// The usual file name extension, lower case and without dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }
}

/// Something a person may need to know of how the file was read. Nothing here stops the reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The content is another format than the extension says, and was read as what it is.
    ExtensionMismatch {
        /// What the extension says.
        expected: Format,
        /// What the content is.
        found: Format,
    },
    /// How a text file was understood.
    TextFile {
        /// Name of the encoding, as in the WHATWG standard where it has one (`windows-1252`), else `cp850`.
        encoding: &'static str,
        /// The separator between the columns.
        separator: char,
    },
    /// Some bytes did not fit the encoding and stand as U+FFFD in the text.
    UndecodableText,
    /// A sheet had filled cells beyond the column limit; they were left out.
    ColumnsCut {
        /// Name of the sheet.
        sheet: String,
        /// How many columns were kept.
        columns: usize,
    },
    /// Cells with more text than the limit were cut there.
    TextCut {
        /// Name of the sheet.
        sheet: String,
        /// How many cells were cut.
        cells: usize,
    },
    /// Text file: a quotation mark that opens a text and is never closed; it was taken as a plain character.
    UnclosedQuote {
        /// The record, from 1.
        record: u32,
    },
    /// Formulas saved without a result; their cells hold the formula as text (`=1+1`), or nothing where the file
    /// tells the formula in another cell only.
    FormulasWithoutValue {
        /// Name of the sheet.
        sheet: String,
        /// How many cells.
        cells: usize,
    },
}

impl Note {
    /// A stable code for keys and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ExtensionMismatch { .. } => "extension_mismatch",
            Self::TextFile { .. } => "text_file",
            Self::UndecodableText => "undecodable_text",
            Self::ColumnsCut { .. } => "columns_cut",
            Self::TextCut { .. } => "text_cut",
            Self::UnclosedQuote { .. } => "unclosed_quote",
            Self::FormulasWithoutValue { .. } => "formulas_without_value",
        }
    }
}

/// One sheet (a CSV file has exactly one, with an empty name).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Name on the tab.
    pub name: String,
    /// Hidden from the person who opens the file.
    pub hidden: bool,
    /// All rows from the first to the last that holds anything.
    pub rows: Vec<Row>,
    /// Merged ranges; the value stands in the first cell.
    pub merges: Vec<Merge>,
    /// Columns that are not shown, ascending, no further than the widest row.
    pub hidden_columns: Vec<usize>,
}

/// One row; wholly blank ones have no cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Row number as printed in the spreadsheet, from 1; for CSV the record number.
    pub number: u32,
    /// CSV: the physical line, from 1, where the record starts.
    pub line: Option<u32>,
    /// Cells from column 0 to the last with a value, or with a colour in a column where some row up to here has a value.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a column; an empty one where the row is shorter.
    pub fn cell(&self, column: usize) -> &Cell {
        static EMPTY: Cell = Cell { value: Value::Empty, fill: None, format: None };
        self.cells.get(column).unwrap_or(&EMPTY)
    }

    /// Nothing but white space in any cell.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// Solid background colour, red green blue; never read for CSV.
    pub fill: Option<[u8; 3]>,
    /// Number format code (`yyyy-mm-dd`, `0.00`) where it is not the general one.
    pub format: Option<String>,
}

/// What a cell holds. CSV gives only `Text` and `Empty`.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text exactly as stored, white space too; line breaks are `\n`.
    Text(String),
    /// A number that is not shown as a date.
    Number(f64),
    /// A number shown as a date or a time of day. A lone time has the date 1899-12-30 or 1899-12-31.
    Date(NaiveDateTime),
    /// True or false.
    Bool(bool),
    /// An error such as `#REF!` or `#SAKNAS!`.
    Error(String),
}

/// A merged range; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Merge {
    /// 0-based row of the cell that holds the value.
    pub first_row: usize,
    /// 0-based column of the cell that holds the value.
    pub first_column: usize,
    /// 0-based last row.
    pub last_row: usize,
    /// 0-based last column.
    pub last_column: usize,
}

impl Cell {
    /// A cell with text and nothing else.
    pub fn of_text(text: impl Into<String>) -> Self {
        Self { value: Value::Text(text.into()), ..Self::default() }
    }

    /// The value as a person would see it: numbers without trailing `.0` and with at most 15 digits, leading zeros
    /// where the format (`0000`) asks for them, dates as ISO, `TRUE` or `FALSE`, the error itself.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.value {
            Value::Empty => Cow::Borrowed(""),
            Value::Text(text) | Value::Error(text) => Cow::Borrowed(text),
            Value::Number(number) => Cow::Owned(number_text(*number, self.format.as_deref())),
            Value::Date(date) => Cow::Owned(date_text(*date)),
            Value::Bool(true) => Cow::Borrowed("TRUE"),
            Value::Bool(false) => Cow::Borrowed("FALSE"),
        }
    }

    /// Nothing to see: no value, or text of white space only.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Text(text) => text.chars().all(char::is_whitespace),
            _ => false,
        }
    }
}

fn number_text(number: f64, format: Option<&str>) -> String {
    let width =
        format.filter(|code| code.len() > 1 && code.bytes().all(|byte| byte == b'0')).map_or(0, str::len);
    if width > 0 && number >= 0.0 && number.fract() == 0.0 {
        return format!("{number:0width$}");
    }
    // Spreadsheets keep 17 digits and show 15 at most: 0.30000000000000004 is 0.3 to whoever typed the sum.
    let shown = format!("{number:.14e}").parse().unwrap_or(number);
    if shown == 0.0 { "0".to_owned() } else { format!("{shown}") }
}

fn date_text(date: NaiveDateTime) -> String {
    const DAY_BEFORE_FIRST: i32 = 1899;
    use chrono::{Datelike, Timelike};
    let clock = if date.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    if date.year() == DAY_BEFORE_FIRST {
        date.format(clock).to_string()
    } else if date.time() == NaiveTime::MIN {
        date.format("%Y-%m-%d").to_string()
    } else {
        date.format(&format!("%Y-%m-%d {clock}")).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Value};

    #[test]
    fn numbers_as_a_person_sees_them() {
        let cases = [
            (7.0, None, "7"),
            (7.4, Some("0.00"), "7.4"),
            (0.1 + 0.2, None, "0.3"),
            (-0.0, None, "0"),
            (202_401_011_234.0, None, "202401011234"),
            (7.0, Some("0000"), "0007"),
            (12_345.0, Some("0000"), "12345"),
            (1.5, Some("0000"), "1.5"),
            (-7.0, Some("0000"), "-7"),
            (7.0, Some("0"), "7"),
        ];
        for (number, format, expected) in cases {
            let cell = Cell { value: Value::Number(number), fill: None, format: format.map(str::to_owned) };
            assert_eq!(cell.text(), expected);
        }
    }

    #[test]
    fn white_space_is_nothing_to_see() {
        assert!(Cell::of_text(" \u{A0}\n").is_empty());
        assert!(Cell::default().is_empty());
        assert!(!Cell::of_text("-").is_empty());
        assert!(!Cell { value: Value::Bool(false), ..Cell::default() }.is_empty());
    }
}
