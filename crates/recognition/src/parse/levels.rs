//! One level in one cell: a figure, a word, both, a range, or a date that was a range. The scale says what they mean;
//! what is not in the scale is unknown, and the row is not read.

use chrono::Datelike;
use varn_sheets::{Cell, Value as CellValue};

use crate::reason::Warning;
use crate::scale::Scale;
use crate::text;
use crate::vocabulary::vocabulary;

/// What a cell says of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Blank, a dash or "not classified".
    Missing,
    /// An ordinal, perhaps with a doubt.
    Taken(u8, Option<Warning>),
    /// Not in the scale.
    Unknown,
}

/// Reads a cell with one level.
pub(crate) fn level(cell: &Cell, scale: &Scale) -> Level {
    match &cell.value {
        CellValue::Empty => Level::Missing,
        CellValue::Number(number) => of_number(*number, scale),
        // `3-4` becomes 4 March or 3 April of the year it was typed.
        CellValue::Date(date) => {
            let ends = [date.month(), date.day()].map(|end| scale.ordinal(&end.to_string()));
            match ends {
                [Some(one), Some(other)] => Level::Taken(one.max(other), Some(Warning::LevelWasDate)),
                _ => Level::Unknown,
            }
        }
        CellValue::Text(text) => of_text(&text::clean(text), scale),
        CellValue::Bool(_) | CellValue::Error(_) => Level::Unknown,
    }
}

fn of_number(number: f64, scale: &Scale) -> Level {
    let source = (number.fract() == 0.0).then(|| format!("{number}"));
    match source.and_then(|source| scale.ordinal(&source)) {
        Some(ordinal) => Level::Taken(ordinal, None),
        None => Level::Unknown,
    }
}

/// Says that there is no level.
pub(crate) fn is_unclassified(cleaned: &str) -> bool {
    text::is_missing(cleaned)
        || cleaned.chars().all(|character| character == '?')
        || vocabulary("level_missing").exact(cleaned).is_some()
}

/// Reads a cleaned text with one level.
pub(crate) fn of_text(cleaned: &str, scale: &Scale) -> Level {
    if is_unclassified(cleaned) {
        return Level::Missing;
    }
    let folded = text::fold(cleaned);
    let plain = folded.trim_end_matches(['*', ' ', '.']);
    if let Some(ordinal) = scale.ordinal(plain) {
        return Level::Taken(ordinal, None);
    }
    if plain.contains(['?', '+', '=', '%', '<', '>'])
        && !plain.starts_with(|first: char| first.is_alphabetic() && plain.contains('='))
    {
        return Level::Unknown;
    }
    let plain = without_prefix(plain);
    if let Ok(number) = plain.replace(',', ".").parse::<f64>() {
        return of_number(number, scale);
    }
    of_words(plain, scale)
}

/// Without `nivå`, `klass` or the letter or name of the aspect.
fn without_prefix(folded: &str) -> &str {
    const PREFIXES: [&str; 16] = [
        "konsekvensniva",
        "skyddsniva",
        "niva",
        "klass",
        "level",
        "konfidentialitet",
        "riktighet",
        "tillganglighet",
        "sparbarhet",
        "konf",
        "rikt",
        "tillg",
        "k",
        "r",
        "t",
        "s",
    ];
    for prefix in PREFIXES {
        if let Some(rest) = folded.strip_prefix(prefix) {
            let rest = rest.trim_start_matches([' ', ':', '=', '.', '-']);
            if rest.starts_with(|first: char| first.is_ascii_digit()) {
                return rest;
            }
        }
    }
    folded
}

fn of_words(plain: &str, scale: &Scale) -> Level {
    let words = text::words(plain);
    let digits = || words.iter().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    if digits().any(|word| scale.ordinal(word).is_none()) {
        return Level::Unknown;
    }
    let figures: Vec<u8> = digits().filter_map(|word| scale.ordinal(word)).collect();
    let named = scale.ordinals_of_words(plain);
    match (figures.as_slice(), named.as_slice()) {
        ([one], [word]) if one == word => Level::Taken(*one, None),
        ([one], [_]) => Level::Taken(*one, Some(Warning::LevelWordContradicts)),
        ([one], []) if is_remark(plain) => Level::Taken(*one, None),
        ([one, other], []) if is_range(plain, &words) => {
            Level::Taken(*one.max(other), Some(Warning::LevelRangeHighest))
        }
        ([], [word]) => Level::Taken(*word, None),
        ([], [one, other]) => Level::Taken(*one.max(other), Some(Warning::LevelRangeHighest)),
        _ => Level::Unknown,
    }
}

/// A figure first, and a remark in brackets.
fn is_remark(plain: &str) -> bool {
    plain
        .split_once('(')
        .is_some_and(|(figure, rest)| text::words(figure).len() == 1 && rest.trim_end().ends_with(')'))
}

fn is_range(plain: &str, words: &[&str]) -> bool {
    match words {
        [_, _] => plain.contains(['-', '/']),
        [_, "till" | "eller" | "och" | "to" | "or", _] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn on_the_assumed_scale() {
        use Level::{Missing, Taken, Unknown};
        let range = Some(Warning::LevelRangeHighest);
        for (raw, wanted) in [
            ("2", Taken(2, None)),
            ("2 ", Taken(2, None)),
            ("2*", Taken(2, None)),
            ("2,0", Taken(2, None)),
            ("nivå 2", Taken(2, None)),
            ("K2", Taken(2, None)),
            ("K=2", Taken(2, None)),
            ("Betydande", Taken(2, None)),
            ("2 (betydande)", Taken(2, None)),
            ("2 - Betydande", Taken(2, None)),
            ("Betydande (2)", Taken(2, None)),
            ("Synnerligen allvarlig", Taken(4, None)),
            ("allvarlig", Taken(3, None)),
            ("Ingen eller försumbar", Taken(0, None)),
            ("2 (se beslut)", Taken(2, None)),
            ("2 (allvarlig)", Taken(2, Some(Warning::LevelWordContradicts))),
            ("3-4", Taken(4, range)),
            ("2–3", Taken(3, range)),
            ("2 eller 3", Taken(3, range)),
            ("måttlig/betydande", Taken(2, range)),
            ("-", Missing),
            ("", Missing),
            ("?", Missing),
            ("ej bedömt", Missing),
            ("Ej klassad", Missing),
            ("7", Unknown),
            ("2,5", Unknown),
            ("3+", Unknown),
            ("3?", Unknown),
            ("hög?", Unknown),
            ("hög", Unknown),
            ("3-7", Unknown),
            ("-1", Unknown),
        ] {
            assert_eq!(of_text(&text::clean(raw), &Scale::assumed()), wanted, "{raw:?}");
        }
        assert_eq!(level(&testing::number(3.0), &Scale::assumed()), Taken(3, None));
        assert_eq!(level(&testing::number(2.5), &Scale::assumed()), Unknown);
        assert_eq!(
            level(&testing::date(2024, 3, 4), &Scale::assumed()),
            Taken(4, Some(Warning::LevelWasDate))
        );
        assert_eq!(level(&testing::date(2024, 3, 14), &Scale::assumed()), Unknown);
    }

    #[test]
    fn on_an_older_scale() {
        let scale = Scale::of_range(1, 4, true);
        assert_eq!(of_text("4", &scale), Level::Taken(3, None));
        assert_eq!(of_text("allvarlig", &scale), Level::Taken(3, None));
        assert_eq!(of_text("0", &scale), Level::Unknown);
        assert_eq!(of_text("3-4", &scale), Level::Taken(3, Some(Warning::LevelRangeHighest)));
        assert_eq!(of_text("Mycket hög", &Scale::of_grades()), Level::Taken(4, None));
        assert_eq!(of_text("hög", &Scale::of_grades()), Level::Taken(3, None));
    }
}
