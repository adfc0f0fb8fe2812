//! How well the cells of a column agree with a field: the heading proposes, the content confirms or refutes.

use std::borrow::Cow;
use std::collections::HashSet;

use varn_sheets::{Cell, Value as CellValue};

use crate::field::{Field, FieldType};
use crate::parse::{Parsed, levels::Level};
use crate::parse::{
    choices, codes, costs, dates, legal_basis, levels, persons, retention, secrecy, stated, triples, yes_no,
};
use crate::scale::Scale;
use crate::text;

/// Some of the cells of a column that say something.
#[derive(Debug, Default)]
pub(crate) struct Sample<'a> {
    cells: Vec<(Cow<'a, Cell>, String)>,
}

impl<'a> Sample<'a> {
    /// At most this many cells are looked at.
    const MOST: usize = 120;
    /// Of a longer text the beginning is looked at.
    const LONGEST: usize = 2_000;

    /// Takes cells evenly from the first to the last.
    pub(crate) fn new(cells: &[&'a Cell]) -> Self {
        let step = cells.len().div_ceil(Self::MOST * 4).max(1);
        let said: Vec<_> = cells.iter().step_by(step).filter_map(|cell| said(cell)).collect();
        let step = said.len().div_ceil(Self::MOST).max(1);
        Self { cells: said.into_iter().step_by(step).collect() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    fn share(&self, accept: impl Fn(&Cell, &str) -> bool) -> f32 {
        let accepted = self.cells.iter().filter(|(cell, text)| accept(cell, text)).count();
        #[expect(clippy::cast_precision_loss, reason = "at most 120 cells")]
        let share = accepted as f32 / self.cells.len().max(1) as f32;
        share
    }

    /// The share of cells that are as asked for.
    pub(crate) fn share_of(&self, accept: impl Fn(&Cell) -> bool) -> f32 {
        self.share(|cell, _| accept(cell))
    }

    /// The share of cells with different texts.
    pub(crate) fn distinct(&self) -> f32 {
        let different: HashSet<String> = self.cells.iter().map(|(_, text)| text::key(text)).collect();
        #[expect(clippy::cast_precision_loss, reason = "at most 120 cells")]
        let share = different.len() as f32 / self.cells.len().max(1) as f32;
        share
    }

    fn read(&self, parser: impl Fn(&Cell) -> Parsed) -> f32 {
        self.share(|cell, _| parser(cell).value.is_some())
    }

    /// The share of cells that read as levels of several aspects.
    pub(crate) fn levels_together(&self) -> f32 {
        const ASPECTS: [&[char]; 2] = [&['k', 'r', 't'], &['k', 'r', 't', 's']];
        let scale = lenient_scale();
        self.share(|cell, _| {
            ASPECTS.iter().any(|aspects| {
                let read = triples::levels(cell, aspects, &scale);
                read.levels.iter().any(|level| matches!(level, Level::Taken(..)))
            })
        })
    }

    /// How many aspects the cells speak of: four where most have four levels, else three.
    pub(crate) fn aspects(&self) -> usize {
        let scale = lenient_scale();
        let four = self.share(|cell, _| {
            let read = triples::levels(cell, &['k', 'r', 't', 's'], &scale);
            read.levels.iter().all(|level| matches!(level, Level::Taken(..)))
        });
        if four > 0.4 { 4 } else { 3 }
    }
}

/// What a cell says, if anything.
fn said(cell: &Cell) -> Option<(Cow<'_, Cell>, String)> {
    match &cell.value {
        CellValue::Text(raw) if raw.len() > Sample::LONGEST => {
            let beginning: String = raw.chars().take(Sample::LONGEST).collect();
            Some((Cow::Owned(Cell::of_text(beginning.as_str())), beginning))
        }
        _ => Some((Cow::Borrowed(cell), stated(cell)?)),
    }
}

/// Every digit that some scale has, so that a column of levels is seen as one whatever its scale.
fn lenient_scale() -> Scale {
    Scale::of_range(0, 4, false).with_digit(5)
}

/// Reads as one level on some scale.
pub(crate) fn is_level(cell: &Cell) -> bool {
    let scale = lenient_scale();
    [&scale, &Scale::of_grades()].iter().any(|scale| !matches!(levels::level(cell, scale), Level::Unknown))
}

/// How well cells agree with a field, 0–1.
pub(crate) fn fit(field: Field, heading: &str, sample: &Sample) -> f32 {
    const NOTHING_TO_SEE: f32 = 0.75;
    if sample.is_empty() {
        return NOTHING_TO_SEE;
    }
    match field.of() {
        FieldType::Level => {
            let share = sample.share(|cell, _| is_level(cell));
            if share < 0.5 { 0.0 } else { share }
        }
        FieldType::Date => closed(sample.read(dates::date)),
        FieldType::Cost => {
            closed(sample.read(|cell| costs::cost(cell, 1.0)).max(sample.share(|_, text| has_digit(text))))
        }
        FieldType::Priority => closed(sample.read(choices::priority)),
        FieldType::YesNo => closed(sample.read(yes_no::personal_data)),
        FieldType::Hosting => closed(sample.share(|cell, _| is_hosting(cell, heading))),
        FieldType::Lifecycle => closed(sample.read(choices::lifecycle)),
        FieldType::Status => closed(sample.read(choices::status)),
        FieldType::Exists => closed(sample.read(choices::exists)),
        FieldType::Deficiency => {
            closed(sample.read(|cell| choices::deficiency(cell, |figure| figure.parse().ok())))
        }
        FieldType::Secrecy => closed(sample.read(secrecy::secrecy).max(sample.read(yes_no::yes_no))),
        FieldType::LegalBasis => closed(sample.read(legal_basis::legal_basis)),
        FieldType::Retention => closed(sample.share(is_retention)),
        FieldType::ProcessCode => closed(sample.share(is_code)),
        FieldType::Email => sample.share(|_, text| text.contains('@')),
        FieldType::Id => sample.share(|_, text| text.len() <= 30 && text.split_whitespace().count() <= 2),
        FieldType::Title => title(sample),
        FieldType::Line => {
            sample.share(|cell, text| is_wordy(cell, text) && text.len() <= 200 && !text.contains('@'))
        }
        FieldType::Person => person(sample),
        FieldType::Systems => {
            sample.share(|cell, text| is_wordy(cell, text) && yes_no::yes_no(cell).value.is_none())
        }
        FieldType::Text | FieldType::List => 0.5 + 0.45 * sample.share(is_wordy),
    }
}

/// The content of a few kinds that says by itself what it is: the share of cells that do.
pub(crate) fn telling(field: Field, sample: &Sample) -> f32 {
    match field.of() {
        FieldType::Email => {
            sample.share(|_, text| text.contains('@') && text.contains('.') && !text.contains(' '))
        }
        FieldType::Secrecy => {
            sample.share(|cell, text| text.contains(':') && has_values(&secrecy::secrecy(cell)))
        }
        FieldType::LegalBasis => {
            sample.share(|cell, text| has_digit(text) && has_values(&legal_basis::legal_basis(cell)))
        }
        FieldType::Retention => sample.share(|cell, text| {
            text.chars().any(char::is_alphabetic) && is_retention(cell, text) && text.len() > 2
        }),
        _ => 0.0,
    }
}

/// For fields with few possible values: a heading may still be right where the words are unknown.
fn closed(share: f32) -> f32 {
    0.35 + 0.65 * share
}

fn has_values(parsed: &Parsed) -> bool {
    parsed.value.is_some()
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Text with letters, which no date and no number has.
fn is_wordy(cell: &Cell, text: &str) -> bool {
    matches!(cell.value, CellValue::Text(_))
        && text.chars().any(char::is_alphabetic)
        && dates::date(cell).value.is_none()
}

fn is_hosting(cell: &Cell, heading: &str) -> bool {
    let asked = choices::hosting_asked(heading);
    choices::hosting(cell, asked).value.is_some() || (asked.is_some() && yes_no::yes_no(cell).value.is_some())
}

fn is_retention(cell: &Cell, text: &str) -> bool {
    let contradicts = |parsed: &Parsed| {
        parsed.doubts.iter().any(|doubt| doubt.reason == crate::reason::Warning::RetentionContradiction)
    };
    let parsed = retention::retention(cell);
    parsed.value.is_some()
        || contradicts(&parsed)
        || choices::has_mark(text)
        || text.eq_ignore_ascii_case("x")
}

fn is_code(cell: &Cell, text: &str) -> bool {
    match cell.value {
        CellValue::Number(_) | CellValue::Date(_) => true,
        _ => codes::looks_like_code(text.trim_end_matches('.')),
    }
}

fn title(sample: &Sample) -> f32 {
    let answers = |cell: &Cell| yes_no::yes_no(cell).value.is_some() || is_level(cell);
    let named = sample.share(|cell, text| {
        is_wordy(cell, text) && text.len() <= 300 && !text.contains('@') && !answers(cell)
    });
    let repeated = sample.len() >= 8 && sample.distinct() < 0.3;
    named * if repeated { 0.6 } else { 1.0 }
}

fn person(sample: &Sample) -> f32 {
    let named = sample.share(|cell, text| is_wordy(cell, text) && !has_digit(text) && text.len() <= 120);
    let units = sample.share(|_, text| persons::is_unit(text) && !text.contains(['(', ',']));
    if units > 0.6 { named * 0.7 } else { named }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(key: &str, texts: &[&str]) -> f32 {
        let cells: Vec<Cell> = texts.iter().map(|text| Cell::of_text(*text)).collect();
        let cells: Vec<&Cell> = cells.iter().collect();
        fit(Field::of_key(key).expect("a field"), "", &Sample::new(&cells))
    }

    #[test]
    fn content_confirms_and_refutes() {
        for (key, good, bad) in [
            ("system.confidentiality", ["3", "nivå 2", "hög"], ["Anna", "Bo", "Eva"]),
            ("system.contract_end", ["2024-01-01", "maj 2024", "5/6 2023"], ["Telia", "Tieto", "CGI"]),
            ("system.name", ["Platina", "Lifecare", "Castor"], ["3", "2", "1"]),
            ("system.owner", ["Anna Berg", "Ekonomichef", "Bo Ek"], ["2024-01-01", "2023-01-01", "3"]),
            ("action.cost_sek", ["50 tkr", "1,5 mkr", "2000"], ["Anna", "Bo", "Eva"]),
            ("information_set.process_code", ["7.2.1", "7.2.2", "1.1"], ["Vård", "Skola", "Bygglov"]),
        ] {
            assert!(fits(key, &good) > fits(key, &bad) + 0.3, "{key}");
        }
    }

    #[test]
    fn levels_together() {
        let share = |texts: &[&str]| {
            let cells: Vec<Cell> = texts.iter().map(|text| Cell::of_text(*text)).collect();
            let cells: Vec<&Cell> = cells.iter().collect();
            Sample::new(&cells).levels_together()
        };
        assert!(share(&["3-2-1", "K3 R2 T1", "321"]) > 0.9);
        assert!(share(&["3", "2", "hög"]) < 0.1);
    }
}
