//! A sheet as CSV for spreadsheets with Swedish settings: UTF-8 with byte order mark, `;` between fields, CRLF.
//!
//! A spreadsheet runs text that begins like a formula, so such text gets an apostrophe in front and is quoted
//! (OWASP, CSV Injection).

use crate::workbook::{Kind, Sheet, Value};

/// Writes the sheet as CSV text that begins with a byte order mark.
#[must_use]
pub fn csv(sheet: &Sheet) -> String {
    let mut out = String::from('\u{feff}');
    push_row(&mut out, sheet.columns.iter().map(|column| text_field(&column.title)));
    for row in &sheet.rows {
        let empty = &Value::Empty;
        let cells = row.iter().chain(std::iter::repeat(empty)).zip(&sheet.columns);
        push_row(&mut out, cells.map(|(value, column)| field(value, column.kind)));
    }
    out
}

fn push_row(out: &mut String, fields: impl Iterator<Item = String>) {
    for (index, field) in fields.enumerate() {
        if index > 0 {
            out.push(';');
        }
        out.push_str(&field);
    }
    out.push_str("\r\n");
}

fn field(value: &Value, kind: Kind) -> String {
    match value {
        Value::Text(text) => text_field(text),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) if number.is_finite() => {
            let written = if kind == Kind::Money { format!("{number:.2}") } else { number.to_string() };
            written.replace('.', ",")
        }
        Value::Empty | Value::Decimal(_) => String::new(),
        Value::Date(date) => date.to_string(),
    }
}

fn text_field(text: &str) -> String {
    let text: String = text.chars().filter(|&character| character != '\0').collect();
    let dangerous = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let quoted = dangerous || text.contains([';', '"', '\n', '\r', ',', '\t']) || text != text.trim();
    match (dangerous, quoted) {
        (true, _) => format!("\"'{}\"", text.replace('"', "\"\"")),
        (false, true) => format!("\"{}\"", text.replace('"', "\"\"")),
        (false, false) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_neutralised() {
        for text in ["=1+1", "+46", "-1", "@x", "\tx", "\r=1", "\n=1"] {
            assert_eq!(text_field(text), format!("\"'{text}\""));
        }
        assert_eq!(text_field("=\"a\""), "\"'=\"\"a\"\"\"");
        assert_eq!(text_field("'=1"), "'=1");
    }

    #[test]
    fn fields_are_quoted_where_needed() {
        assert_eq!(text_field("a;b"), "\"a;b\"");
        assert_eq!(text_field(" a"), "\" a\"");
        assert_eq!(text_field("Räksmörgås"), "Räksmörgås");
        assert_eq!(field(&Value::Decimal(-1.5), Kind::Decimal), "-1,5");
        assert_eq!(field(&Value::Decimal(f64::NAN), Kind::Decimal), "");
        assert_eq!(field(&Value::Integer(-7), Kind::Integer), "-7");
    }
}
