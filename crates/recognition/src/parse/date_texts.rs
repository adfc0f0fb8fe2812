//! Dates as text: whole dates in the spellings met in Swedish municipalities, and months, years, weeks, quarters and
//! half-years. What is not wholly understood gives nothing.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use regex::{Captures, Regex};

use crate::text;
use crate::value::Date;
use crate::vocabulary::vocabulary;

type Reader = fn(&Captures) -> Option<Date>;

/// Spellings of folded text; the first whose reader finds a date that exists decides.
static SPELLINGS: LazyLock<Vec<(Regex, Reader)>> = LazyLock::new(|| {
    const MONTH: &str = "([a-z]{3,9})\\.?";
    const YEAR: &str = "(\\d{4}|'?\\d{2})";
    const CLOCK: &str = "(?:[ t]+(?:kl\\.? ?)?\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2}(?:\\.\\d+)?)?z?)?";
    let spelling = |pattern: String, reader: Reader| {
        (Regex::new(&format!("^(?:{pattern})$")).expect("the patterns are tested"), reader)
    };
    vec![
        spelling(format!(r"(\d{{4}}) ?[-./ ] ?(\d{{1,2}}) ?[-./ ] ?(\d{{1,2}}){CLOCK}"), |at| {
            day(year(at, 1)?, number(at, 2)?, number(at, 3)?)
        }),
        spelling(format!(r"(\d{{4}})(\d{{2}})(\d{{2}}){CLOCK}"), |at| {
            day(year(at, 1)?, number(at, 2)?, number(at, 3)?)
        }),
        spelling(r"(\d{2})-?(\d{2})-?(\d{2})".into(), |at| day(year(at, 1)?, number(at, 2)?, number(at, 3)?)),
        spelling(format!(r"(\d{{1,2}}) ?[/.-] ?(\d{{1,2}})[ /.-]+{YEAR}{CLOCK}"), |at| {
            day(year(at, 3)?, number(at, 2)?, number(at, 1)?)
        }),
        spelling(format!(r"(\d{{1,2}})(?:[:.]?[ea])?[ .-]*{MONTH}[ ,.-]*{YEAR}{CLOCK}"), |at| {
            day(year(at, 3)?, month(at, 2)?, number(at, 1)?)
        }),
        spelling(format!(r"{MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})"), |at| {
            day(year(at, 3)?, month(at, 1)?, number(at, 2)?)
        }),
        spelling(format!(r"(\d{{4}})[ /-]*{MONTH}"), |at| Some(Date::Month(year(at, 1)?, month(at, 2)?))),
        spelling(format!(r"{MONTH}[ ,./-]*{YEAR}"), |at| Some(Date::Month(year(at, 2)?, month(at, 1)?))),
        spelling(r"(\d{4})[-./](\d{1,2})".into(), |at| in_month(year(at, 1)?, number(at, 2)?)),
        spelling(r"(\d{1,2})[-./](\d{4})".into(), |at| in_month(year(at, 2)?, number(at, 1)?)),
        spelling(r"(\d{4})".into(), |at| Some(Date::Year(year(at, 1)?))),
        spelling(format!(r"(?:v|w|vecka|week)\.? ?(\d{{1,2}})[ ,/-]*{YEAR}"), |at| {
            week(year(at, 2)?, number(at, 1)?)
        }),
        spelling(r"(\d{4})[ ,/-]*(?:v|w|vecka|week)\.? ?(\d{1,2})".into(), |at| {
            week(year(at, 1)?, number(at, 2)?)
        }),
        spelling(format!(r"(?:kv|kvartal|q)\.? ?([1-4])[ ,/-]*{YEAR}"), |at| {
            months(year(at, 2)?, number(at, 1)?, 3)
        }),
        spelling(r"(\d{4})[ ,/-]*(?:kv|kvartal|q)\.? ?([1-4])".into(), |at| {
            months(year(at, 1)?, number(at, 2)?, 3)
        }),
        spelling(format!(r"([1-4])(?::[ea])? ?(?:kv|kvartal|kvartalet)\.?[ ,/-]*{YEAR}"), |at| {
            months(year(at, 2)?, number(at, 1)?, 3)
        }),
        spelling(format!(r"(?:halvar|h) ?([12])[ ,/-]*{YEAR}"), |at| months(year(at, 2)?, number(at, 1)?, 6)),
        spelling(format!(r"([12])(?::a)? ?halvaret[ ,/-]*{YEAR}"), |at| {
            months(year(at, 2)?, number(at, 1)?, 6)
        }),
    ]
});

/// Words before a date that do not change it.
const BEFORE: [&str; 15] = [
    "den ", "senast ", "klart ", "klar ", "ar ", "under ", "fr o m ", "fr.o.m. ", "from ", "fran ", "t o m ",
    "t.o.m. ", "tom ", "till ", "per ",
];

/// The date a cleaned text states.
pub(crate) fn of_text(cleaned: &str) -> Option<Date> {
    const LONGEST: usize = 40;
    if cleaned.len() > LONGEST || !cleaned.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let folded =
        text::fold(cleaned).replace("forsta halvaret", "1 halvaret").replace("andra halvaret", "2 halvaret");
    let mut rest = folded.trim_end_matches(['*', '.', ',', '!']);
    while let Some(shorter) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    SPELLINGS.iter().find_map(|(spelling, reader)| spelling.captures(rest).and_then(|at| reader(&at)))
}

fn number(at: &Captures, group: usize) -> Option<u32> {
    at.get(group)?.as_str().parse().ok()
}

/// Two digits are 1970–2069; four must be a year that a register could speak of.
fn year(at: &Captures, group: usize) -> Option<i32> {
    let digits = at.get(group)?.as_str().trim_start_matches('\'');
    let year: i32 = digits.parse().ok()?;
    match (digits.len(), year) {
        (2, 70..) => Some(1900 + year),
        (2, _) => Some(2000 + year),
        (_, 1900..=2150) => Some(year),
        _ => None,
    }
}

fn month(at: &Captures, group: usize) -> Option<u32> {
    vocabulary("months").exact(at.get(group)?.as_str())?.parse().ok()
}

fn day(year: i32, month: u32, day: u32) -> Option<Date> {
    NaiveDate::from_ymd_opt(year, month, day).map(Date::Day)
}

fn in_month(year: i32, month: u32) -> Option<Date> {
    (1..=12).contains(&month).then_some(Date::Month(year, month))
}

fn week(year: i32, week: u32) -> Option<Date> {
    let first = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
    Some(Date::Span(first, first.checked_add_days(Days::new(6))?))
}

/// The `ordinal`th part of a year that has `length` months.
fn months(year: i32, ordinal: u32, length: u32) -> Option<Date> {
    let first = NaiveDate::from_ymd_opt(year, (ordinal - 1) * length + 1, 1)?;
    let last = first.checked_add_months(chrono::Months::new(length))?.pred_opt()?;
    debug_assert!(last.year() == year);
    Some(Date::Span(first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        for (text, wanted) in [
            ("2024-05-06", "2024-05-06"),
            ("2024-05-06 00:00:00", "2024-05-06"),
            ("2024.05.06", "2024-05-06"),
            ("2024/5/6", "2024-05-06"),
            ("20240506", "2024-05-06"),
            ("240506", "2024-05-06"),
            ("24-05-06", "2024-05-06"),
            ("6/5 2024", "2024-05-06"),
            ("6/5-24", "2024-05-06"),
            ("6/5 -24", "2024-05-06"),
            ("6.5.2024", "2024-05-06"),
            ("06-05-2024", "2024-05-06"),
            ("6 maj 2024", "2024-05-06"),
            ("den 6:e maj 2024", "2024-05-06"),
            ("6 maj, 2024", "2024-05-06"),
            ("6-maj-24", "2024-05-06"),
            ("6 okt. 2024", "2024-10-06"),
            ("May 6, 2024", "2024-05-06"),
            ("senast 2024-05-06", "2024-05-06"),
            ("t.o.m. 2024-05-06", "2024-05-06"),
            ("Maj 2024", "2024-05"),
            ("maj-24", "2024-05"),
            ("2024-maj", "2024-05"),
            ("2024-05", "2024-05"),
            ("05/2024", "2024-05"),
            ("2024", "2024"),
            ("under 2024", "2024"),
            ("kv 2 2025", "2025-04-01/2025-06-30"),
            ("Q2 2025", "2025-04-01/2025-06-30"),
            ("2025 Q2", "2025-04-01/2025-06-30"),
            ("kvartal 4-25", "2025-10-01/2025-12-31"),
            ("v. 1 2025", "2024-12-30/2025-01-05"),
            ("2024 v53", ""),
            ("vecka 12, 2024", "2024-03-18/2024-03-24"),
            ("första halvåret 2024", "2024-01-01/2024-06-30"),
            ("H2 2024", "2024-07-01/2024-12-31"),
            ("31/2 2024", ""),
            ("2024-13-01", ""),
            ("våren 2024", ""),
            ("2024-05-06 eller senare", ""),
            ("12", ""),
            ("", ""),
        ] {
            let shown = of_text(text).map_or_else(String::new, |date| date.to_string());
            assert_eq!(shown, wanted, "{text:?}");
        }
    }
}
