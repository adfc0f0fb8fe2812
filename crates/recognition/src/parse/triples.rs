//! Several levels in one cell, as `3-2-1`, `K3 R2 T1`, `321`, or a date that was `3-2-1` before the spreadsheet took
//! it. The column says which aspects, in which order; letters in the cell go before the order.

use chrono::Datelike;
use varn_sheets::{Cell, Value as CellValue};

use super::levels::{Level, is_unclassified, of_text};
use crate::scale::Scale;
use crate::text;

/// The levels of a cell, one per aspect asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Levels {
    pub(crate) levels: Vec<Level>,
    /// The spreadsheet had turned them into a date; they are turned back, as `3-2-1`.
    pub(crate) was_date: Option<String>,
}

/// Reads a cell with the levels of several aspects, given by the letters `k r t s`.
pub(crate) fn levels(cell: &Cell, aspects: &[char], scale: &Scale) -> Levels {
    let plain = |levels| Levels { levels, was_date: None };
    match &cell.value {
        CellValue::Date(date) => of_date(date.year(), date.month(), date.day(), aspects, scale),
        CellValue::Bool(_) | CellValue::Error(_) => plain(vec![Level::Unknown; aspects.len()]),
        _ => {
            let cleaned = text::clean(&cell.text());
            if let Some((year, month, day)) = iso_date(&cleaned) {
                return of_date(year, month, day, aspects, scale);
            }
            plain(of_levels(&cleaned, aspects, scale))
        }
    }
}

fn of_date(year: i32, month: u32, day: u32, aspects: &[char], scale: &Scale) -> Levels {
    let century_left = u32::try_from(year - 2000).unwrap_or(u32::MAX);
    let figures = [century_left, month, day];
    if aspects.len() != figures.len() {
        return Levels { levels: vec![Level::Unknown; aspects.len()], was_date: None };
    }
    Levels {
        levels: figures
            .iter()
            .map(|figure| match scale.ordinal(&figure.to_string()) {
                Some(ordinal) => Level::Taken(ordinal, None),
                None => Level::Unknown,
            })
            .collect(),
        was_date: Some(figures.map(|figure| figure.to_string()).join("-")),
    }
}

fn iso_date(cleaned: &str) -> Option<(i32, u32, u32)> {
    let mut parts = cleaned.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_date = year.len() == 4 && month.len() == 2 && day.len() == 2 && parts.next().is_none();
    is_date.then_some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn of_levels(cleaned: &str, aspects: &[char], scale: &Scale) -> Vec<Level> {
    if is_unclassified(cleaned) {
        return vec![Level::Missing; aspects.len()];
    }
    let folded = text::fold(cleaned);
    if let Some(levels) = by_letters(&folded, aspects, scale) {
        return levels;
    }
    let digits = folded.trim_end_matches('*');
    if digits.len() == aspects.len() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.chars().map(|digit| of_text(&digit.to_string(), scale)).collect();
    }
    for separators in [&['-', '/', '|', ';'][..], &[','], &[' '], &['.'], &[' ', '-', '/', '|', ';', ',']] {
        let parts: Vec<&str> = folded.split(separators).map(str::trim).collect();
        if parts.len() == aspects.len() {
            return parts.iter().map(|part| of_text(part, scale)).collect();
        }
    }
    vec![Level::Unknown; aspects.len()]
}

/// `K3 R2 T1`, `K:3, R:2`, `Konf 3 Rikt 2 Tillg 1`, `k3r2t1`: levels by letter; an aspect not named is missing.
fn by_letters(folded: &str, aspects: &[char], scale: &Scale) -> Option<Vec<Level>> {
    let mut named: Vec<(char, String)> = Vec::new();
    let mut rest = folded;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let letters = rest.find(|character: char| !character.is_alphabetic()).unwrap_or(rest.len());
        let aspect = aspect_of(&rest[..letters])?;
        rest = &rest[letters..];
        let value_start = rest.find(|character: char| !matches!(character, ' ' | ':' | '=' | '.' | '-'))?;
        let value = &rest[value_start..];
        let end = value
            .char_indices()
            .find(|(at, character)| *at > 0 && !character.is_ascii_digit() || matches!(character, ',' | ';'))
            .map_or(value.len(), |(at, _)| at);
        let figure = value[..end].to_owned();
        if !figure.bytes().all(|byte| byte.is_ascii_digit() || byte == b'?') {
            return None;
        }
        named.push((aspect, figure));
        rest = &value[end..];
    }
    (!named.is_empty()).then(|| {
        aspects
            .iter()
            .map(|aspect| match named.iter().find(|(name, _)| name == aspect) {
                Some((_, figure)) => of_text(figure, scale),
                None => Level::Missing,
            })
            .collect()
    })
}

/// The aspect a letter or an (abbreviated) name stands for, in Swedish or English.
pub(crate) fn aspect_of(word: &str) -> Option<char> {
    const NAMES: [(char, &[&str]); 4] = [
        ('k', &["konfidentialitet", "confidentiality"]),
        ('r', &["riktighet", "integrity", "integritet"]),
        ('t', &["tillganglighet", "availability"]),
        ('s', &["sparbarhet", "traceability"]),
    ];
    match word {
        "k" | "c" => return Some('k'),
        "r" | "i" => return Some('r'),
        "t" | "a" => return Some('t'),
        "s" => return Some('s'),
        _ => {}
    }
    NAMES
        .iter()
        .find(|(_, names)| word.len() >= 3 && names.iter().any(|name| name.starts_with(word)))
        .map(|(letter, _)| *letter)
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    const KRT: [char; 3] = ['k', 'r', 't'];

    fn shown(cell: &Cell) -> String {
        levels(cell, &KRT, &Scale::assumed())
            .levels
            .iter()
            .map(|level| match level {
                Level::Missing => "-".to_owned(),
                Level::Taken(ordinal, _) => ordinal.to_string(),
                Level::Unknown => "!".to_owned(),
            })
            .collect()
    }

    #[test]
    fn spellings() {
        for (raw, wanted) in [
            ("3-2-1", "321"),
            ("3 – 2 – 1", "321"),
            ("K3 R2 T1", "321"),
            ("K3R2T1", "321"),
            ("K:3, R:2, T:1", "321"),
            ("K=3; R=2; T=1", "321"),
            ("T1 R2 K3", "321"),
            ("Konf 3, Rikt. 2, Tillg 1", "321"),
            ("3/2/1", "321"),
            ("3 2 1", "321"),
            ("3, 2, 1", "321"),
            ("321", "321"),
            ("3.2.1", "321"),
            ("2003-02-01", "321"),
            ("allvarlig/betydande/måttlig", "321"),
            ("1-3-?", "13-"),
            ("1-3-", "13-"),
            ("K1 R3", "13-"),
            ("ej klassat", "---"),
            ("–", "---"),
            ("7-2-2", "!22"),
            ("K1 R1 T5", "11!"),
            ("3-2", "!!!"),
            ("hög", "!!!"),
            ("2019-05-06", "!!!"),
        ] {
            assert_eq!(shown(&Cell::of_text(raw)), wanted, "{raw:?}");
        }
        assert_eq!(shown(&testing::number(321.0)), "321");
        assert_eq!(shown(&testing::number(21.0)), "!!!", "a first zero may be lost");
    }

    #[test]
    fn dates_are_turned_back() {
        let read = levels(&testing::date(2003, 2, 1), &KRT, &Scale::assumed());
        assert_eq!(read.was_date.as_deref(), Some("3-2-1"));
        assert_eq!(shown(&testing::date(2003, 2, 1)), "321");
    }
}
