//! Process codes such as `7.2.3`, which spreadsheets like to turn into dates (7 February 2003) and numbers (7.4).
//! A number is a code only where a text heading confirms it, since a last zero may have been lost.

use chrono::Datelike;
use varn_sheets::{Cell, Value as CellValue};

use super::{Parsed, stated};
use crate::reason::Warning;
use crate::text;
use crate::value::Value;

/// The codes that stand as text in section headings.
#[derive(Debug, Default)]
pub(crate) struct HeadingCodes {
    /// Row index and code, in the order of the rows.
    pub(crate) codes: Vec<(usize, String)>,
}

impl HeadingCodes {
    /// The heading that confirms a number: the nearest above a row if it is that number, else the only one that is.
    fn confirming(&self, row: usize, number: f64) -> Option<&str> {
        let is_it = |code: &str| {
            code.matches('.').count() <= 1
                && code.parse::<f64>().is_ok_and(|value| (value - number).abs() < 1e-9)
        };
        let above = self.codes.partition_point(|(at, _)| *at < row);
        if let Some((_, nearest)) = above.checked_sub(1).map(|at| &self.codes[at])
            && is_it(nearest)
        {
            return Some(nearest);
        }
        let mut same = self.codes.iter().map(|(_, code)| code.as_str()).filter(|code| is_it(code));
        let first = same.next()?;
        same.all(|other| other == first).then_some(first)
    }
}

/// Reads a process code in a row.
pub(crate) fn process_code(cell: &Cell, row: usize, headings: &HeadingCodes) -> Parsed {
    match &cell.value {
        CellValue::Date(date) if (2000..2100).contains(&date.year()) => {
            let code = format!("{}.{}.{}", date.day(), date.month(), date.year() - 2000);
            Parsed::doubtful(Value::Text(code), Warning::CodeWasDate)
        }
        CellValue::Date(_) => Parsed::unresolved(Warning::CodeWasDate),
        CellValue::Number(number) => match headings.confirming(row, *number) {
            Some(code) => Parsed::doubtful(Value::Text(code.to_owned()), Warning::CodeWasNumber),
            None => Parsed::unresolved(Warning::CodeWasNumber),
        },
        _ => match stated(cell) {
            None => Parsed::nothing(),
            Some(cleaned) => Parsed::sure(Value::Text(tidy(&text::line(&cleaned)))),
        },
    }
}

/// Without the dot that some write after the last number.
fn tidy(code: &str) -> String {
    match code.strip_suffix('.') {
        Some(shorter) if looks_like_code(shorter) => shorter.to_owned(),
        _ => code.to_owned(),
    }
}

/// Numbers with dots between.
pub(crate) fn looks_like_code(text: &str) -> bool {
    !text.is_empty()
        && text
            .split('.')
            .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The code or number that a heading begins with, and the rest: `7.2 Vuxna`, `1. Styrning`, `A. Styrning`.
pub(crate) fn split_heading(heading: &str) -> (Option<&str>, &str) {
    let trimmed = heading.trim();
    let end = trimmed.find([' ', '\t']).unwrap_or(trimmed.len());
    let first = trimmed[..end].trim_end_matches(['.', ':', ')', '–', '-']);
    let rest = trimmed[end..].trim_start_matches([' ', '–', '-', ':', '\t']).trim_end_matches(':');
    let letter = end == 2 && first.len() == 1 && first.chars().all(char::is_uppercase);
    if !rest.is_empty() && (looks_like_code(first) || letter) {
        (Some(first), rest)
    } else {
        (None, trimmed.trim_end_matches(':'))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn codes() {
        let headings =
            HeadingCodes { codes: vec![(2, "7.4".into()), (9, "7.10".into()), (20, "7.1".into())] };
        let read = |cell: &Cell, row| process_code(cell, row, &headings);
        let text = |code: &str| Some(Value::Text(code.into()));
        assert_eq!(read(&Cell::of_text(" 7.2.1.1 "), 3), Parsed::sure(Value::Text("7.2.1.1".into())));
        assert_eq!(read(&Cell::of_text("7.2."), 3).value, text("7.2"));
        assert_eq!(read(&testing::date(2003, 2, 7), 3).value, text("7.2.3"));
        assert_eq!(read(&testing::number(7.4), 12).value, text("7.4"));
        assert_eq!(read(&testing::number(7.1), 12).value, text("7.10"), "the nearest heading decides");
        assert_eq!(read(&testing::number(7.1), 22).value, text("7.1"));
        assert_eq!(
            read(&testing::number(7.1), 3),
            Parsed::unresolved(Warning::CodeWasNumber),
            "two could be meant"
        );
        assert_eq!(read(&testing::number(7.3), 3), Parsed::unresolved(Warning::CodeWasNumber));
        assert_eq!(read(&Cell::of_text("–"), 3), Parsed::nothing());
    }

    #[test]
    fn headings() {
        for (heading, code, rest) in [
            ("7.2.1 Barn och unga", Some("7.2.1"), "Barn och unga"),
            ("1. Styrning", Some("1"), "Styrning"),
            ("3 – Drift", Some("3"), "Drift"),
            ("A. Styrning:", Some("A"), "Styrning"),
            ("Incident och kontinuitet", None, "Incident och kontinuitet"),
            ("2024", None, "2024"),
        ] {
            assert_eq!(split_heading(heading), (code, rest), "{heading:?}");
        }
    }
}
