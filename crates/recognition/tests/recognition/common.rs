//! Workbooks made in code, and the folder of shared registers.

use std::path::PathBuf;

use varn_recognition::{Options, Reading, read};
use varn_sheets::{Cell, Format, Merge, Row, Sheet, Value, Workbook};

/// The folder of shared register files, or `None`, said aloud, where this machine lacks it.
pub(crate) fn registers() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/registers"));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not there", folder.display());
    None
}

/// A cell as typed: plain figures become numbers, as a spreadsheet makes them.
pub(crate) fn cell(typed: &str) -> Cell {
    let plain = typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !typed.starts_with('0');
    match typed.parse() {
        _ if typed.is_empty() => Cell::default(),
        Ok(number) if plain || typed == "0" => Cell { value: Value::Number(number), ..Cell::default() },
        _ => Cell::of_text(typed),
    }
}

pub(crate) fn sheet_of(name: &str, rows: Vec<Vec<Cell>>) -> Sheet {
    let row = |(number, cells)| Row { number, line: None, cells };
    Sheet { name: name.to_owned(), rows: (1..).zip(rows).map(row).collect(), ..Sheet::default() }
}

/// A sheet of typed cells, parted by `|`, a row a line.
pub(crate) fn sheet(name: &str, typed: &str) -> Sheet {
    let rows =
        typed.trim_matches('\n').lines().map(|line| line.split('|').map(|text| cell(text.trim())).collect());
    sheet_of(name, rows.collect())
}

pub(crate) fn workbook(sheets: Vec<Sheet>) -> Workbook {
    Workbook { format: Format::Xlsx, sheets, notes: Vec::new() }
}

/// Reads one sheet of typed cells.
pub(crate) fn reading(typed: &str) -> Reading {
    read(&workbook(vec![sheet("Blad1", typed)]), &Options::default())
}

pub(crate) fn merge(first_row: usize, first_column: usize, last_row: usize, last_column: usize) -> Merge {
    Merge { first_row, first_column, last_row, last_column }
}

/// The columns as `A=name B=-`, without the kind.
pub(crate) fn fields(reading: &Reading) -> String {
    let shown = reading.columns.iter().map(|column| {
        let names: Vec<&str> = column.fields.iter().map(|field| field.name()).collect();
        format!("{}={}", column.column, if names.is_empty() { "-".to_owned() } else { names.join("+") })
    });
    shown.collect::<Vec<String>>().join(" ")
}

/// The value of a field in the nth accepted row, as JSON.
pub(crate) fn value(reading: &Reading, at: usize, key: &str) -> serde_json::Value {
    let row = reading.rows.get(at).unwrap_or_else(|| panic!("{at} of {:?}", reading.counts));
    serde_json::to_value(row.values.of(key)).expect("a value is JSON")
}

/// The refused rows as `5 missing_name`.
pub(crate) fn rejected(reading: &Reading) -> Vec<String> {
    reading.rejected.iter().map(|rejected| format!("{} {}", rejected.row, rejected.reason.as_str())).collect()
}

/// The doubts as `5 E date_partial`.
pub(crate) fn warned(reading: &Reading) -> Vec<String> {
    let shown = |warned: &varn_recognition::Warned| {
        format!("{} {} {}", warned.row, warned.column, warned.reason.as_str())
    };
    reading.warnings.iter().map(shown).collect()
}
