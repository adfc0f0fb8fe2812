//! Dates: cells that are dates, numbers that stand for dates, and texts. Day before month, as in Swedish use.
//! A date that does not exist is not guessed.

use chrono::{Datelike, Days, NaiveDate};
use varn_sheets::{Cell, Value as CellValue};

use super::date_texts::of_text;
use super::{Parsed, stated};
use crate::reason::Warning;
use crate::value::{Date, Value};

/// Reads a date cell.
pub(crate) fn date(cell: &Cell) -> Parsed {
    match &cell.value {
        CellValue::Empty => Parsed::nothing(),
        CellValue::Date(stored) if stored.year() > 1900 => {
            Parsed::sure(Value::Date(Date::Day(stored.date())))
        }
        CellValue::Number(number) => of_number(*number),
        _ => match stated(cell) {
            None => Parsed::nothing(),
            Some(text) => of_text(&text).map_or_else(|| of_digits(&text), taken),
        },
    }
}

fn taken(date: Date) -> Parsed {
    match date {
        Date::Day(_) => Parsed::sure(Value::Date(date)),
        _ => Parsed::doubtful(Value::Date(date), Warning::DatePartial),
    }
}

fn of_digits(text: &str) -> Parsed {
    let digits = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    let serial = digits.then(|| text.parse().ok()).flatten().and_then(of_serial);
    serial.unwrap_or_else(|| Parsed::unresolved(Warning::DateUnparsed))
}

fn of_number(number: f64) -> Parsed {
    if !(1000.0..100_000_000.0).contains(&number) {
        return Parsed::unresolved(Warning::DateUnparsed);
    }
    #[expect(clippy::cast_possible_truncation, reason = "between 1 000 and 100 000 000")]
    let whole = number.trunc() as i64;
    if number.fract() == 0.0
        && let Some(date) = of_text(&whole.to_string())
    {
        return taken(date);
    }
    of_serial(whole).unwrap_or_else(|| Parsed::unresolved(Warning::DateUnparsed))
}

/// Days since 30 December 1899, as spreadsheets count; only 1954 to 2119, else it is another number.
fn of_serial(serial: i64) -> Option<Parsed> {
    if !(20_000..=80_000).contains(&serial) {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let day = first.checked_add_days(Days::new(serial.unsigned_abs()))?;
    Some(Parsed::doubtful(Value::Date(Date::Day(day)), Warning::DateWasSerial))
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    fn shown(cell: &Cell) -> (String, Option<Warning>) {
        let parsed = date(cell);
        let value = match parsed.value {
            Some(Value::Date(date)) => date.to_string(),
            None => String::new(),
            other => panic!("{other:?}"),
        };
        (value, parsed.doubts.first().map(|doubt| doubt.reason))
    }

    #[test]
    fn cells() {
        use Warning::{DatePartial, DateUnparsed, DateWasSerial};
        for (cell, wanted, doubt) in [
            (testing::date(2024, 5, 6), "2024-05-06", None),
            (testing::number(45_418.0), "2024-05-06", Some(DateWasSerial)),
            (testing::number(45_418.5), "2024-05-06", Some(DateWasSerial)),
            (testing::number(20_240_506.0), "2024-05-06", None),
            (testing::number(240_506.0), "2024-05-06", None),
            (testing::number(2024.0), "2024", Some(DatePartial)),
            (testing::number(3.0), "", Some(DateUnparsed)),
            (testing::number(-45_000.0), "", Some(DateUnparsed)),
            (testing::number(f64::NAN), "", Some(DateUnparsed)),
            (testing::number(999_999.0), "", Some(DateUnparsed)),
            (Cell::of_text("45418"), "2024-05-06", Some(DateWasSerial)),
            (Cell::of_text("snart"), "", Some(DateUnparsed)),
            (Cell::of_text(" – "), "", None),
            (Cell::default(), "", None),
        ] {
            assert_eq!(shown(&cell), (wanted.to_owned(), doubt), "{cell:?}");
        }
    }
}
