//! Separated text (CSV): encoding and separator are guessed, since the file tells neither.
//! Must hold: what is not text is refused, so that no other format ends up as rows of rubbish.

mod encoding;
mod records;
mod separator;

use std::borrow::Cow;

use crate::draft::{Budget, Draft};
use crate::grid::{Cell, Format, Note, Value, Workbook};
use crate::limits::{Limits, Refusal};

pub(crate) use encoding::{Codepage, decode};
use records::Records;

/// Reads separated text.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let (codepage, bytes) = encoding::guess(bytes);
    let text = encoding::decoded(bytes, codepage);
    if !is_plain(&text) {
        return Err(Refusal::UnknownFormat);
    }
    // Separators and quotation marks come on top of the text in cells.
    let most = limits.text_bytes.saturating_add(limits.text_bytes / 2);
    if text.len() > most {
        return Err(Refusal::TooManyCells { what: "bytes of text", limit: limits.text_bytes });
    }
    let (stated, body) = separator::stated(&text);
    let separator = stated.unwrap_or_else(|| separator::guess(body));
    let mut notes = vec![Note::TextFile { encoding: codepage.name(), separator: char::from(separator) }];
    if text.contains('\u{FFFD}') {
        notes.push(Note::UndecodableText);
    }
    let records = Records::new(body, separator, if stated.is_some() { 2 } else { 1 });
    let sheet = fill(records, &mut Budget::new(limits), &mut notes)?;
    Ok(Workbook { format: Format::Csv, sheets: vec![sheet], notes })
}

fn fill(
    mut records: Records<'_>,
    budget: &mut Budget<'_>,
    notes: &mut Vec<Note>,
) -> Result<crate::grid::Sheet, Refusal> {
    let mut draft = Draft::default();
    let mut lines = Vec::new();
    // Blank records at the end cost a line number each, nothing more.
    let most = budget.limits.rows;
    for row in 0.. {
        let Some(record) = records.next(|column, text| {
            let value = if text.is_empty() { Value::Empty } else { Value::Text(text.into_owned()) };
            draft.put(budget, row, column, Cell { value, ..Cell::default() })
        })?
        else {
            break;
        };
        if record.unclosed {
            notes.push(Note::UnclosedQuote { record: u32::try_from(row + 1).unwrap_or(u32::MAX) });
        }
        if row < most {
            lines.push(record.line);
        }
    }
    let mut sheet = draft.finish(budget, notes)?;
    for (row, line) in sheet.rows.iter_mut().zip(lines) {
        row.line = Some(line);
    }
    Ok(sheet)
}

/// Whether this can be separated text at all: no other known format, hardly any control characters.
fn is_plain(text: &str) -> bool {
    const OTHERS: [&str; 11] = [
        "%pdf-",
        "{\\rtf",
        "<!doctype",
        "<html",
        "<?xml",
        "<table",
        "<head",
        "<meta",
        "<!--",
        "<style",
        "<div",
    ];
    let start: String = text.trim_start().chars().take(10).collect::<String>().to_ascii_lowercase();
    let is_odd =
        |char: &char| char.is_control() && !matches!(char, '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\x1A');
    let odd = text.chars().filter(is_odd).count();
    let undecodable = text.matches('\u{FFFD}').count();
    let is_other = OTHERS.iter().any(|other| start.starts_with(other));
    !is_other && !text.contains('\0') && odd <= text.len() / 200 && undecodable <= text.len() / 20 + 1
}

/// A field of a record, borrowed from the file where nothing had to be taken out.
type Field<'t> = Cow<'t, str>;
