//! What titles, section headings and footnotes give: the municipality, a unit for all rows, fields for the rows below.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use varn_sheets::{Cell, Row, Sheet, Value as CellValue};

use crate::field::Field;
use crate::kind::Kind;
use crate::parse::codes::{HeadingCodes, split_heading};
use crate::parse::persons::is_unit;
use crate::rows::text_of;
use crate::table::Table;
use crate::text;

static MUNICIPALITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) (?: \b(?:Lilla|Stora|Upplands|Östra|Västra|Norra|Södra|Nya|Gamla|Öster|Väster)\s )?
        \b \p{Lu}[\p{L}-]+ \s+ (?:[Kk]ommuns?|KOMMUNS?|[Ss]tads?|[Kk]ommunalförbund)\b",
    )
    .expect("the pattern is tested")
});

/// The municipality that one of the rows names.
pub(crate) fn municipality<'a>(rows: impl Iterator<Item = &'a Row>) -> Option<String> {
    const NO_NAMES: [&str; 14] = [
        "denna",
        "var",
        "varje",
        "en",
        "annan",
        "per",
        "egen",
        "samma",
        "ingen",
        "hela",
        "aktuell",
        "respektive",
        "din",
        "er",
    ];
    rows.flat_map(|row| &row.cells).find_map(|cell| {
        let CellValue::Text(raw) = &cell.value else {
            return None;
        };
        let cleaned = text::one_spaced(&text::clean(raw));
        let found = MUNICIPALITY.find_iter(&cleaned).map(|at| at.as_str());
        let named = |name: &&str| {
            let folded = text::fold(name);
            !text::words(&folded).first().is_some_and(|word| NO_NAMES.contains(word))
        };
        found.filter(named).map(nominative).next()
    })
}

fn nominative(name: &str) -> String {
    let genitive =
        ["kommuns", "Kommuns", "KOMMUNS", "stads", "Stads"].iter().any(|word| name.ends_with(word));
    if genitive { name[..name.len() - 1].to_owned() } else { name.to_owned() }
}

/// The field that says which unit a record belongs to.
fn unit_field(kind: Kind) -> Option<Field> {
    Field::named(kind, if kind == Kind::Processing { "controller" } else { "owner_unit" })
}

/// A unit named in the title, for all rows, where no column gives it.
pub(crate) fn constants(table: &Table) -> BTreeMap<&'static str, String> {
    let first_head = table.head.rows.first().copied().unwrap_or(0);
    let Some(field) = unit_field(table.plan.kind).filter(|field| table.plan.column_of(*field).is_none())
    else {
        return BTreeMap::new();
    };
    let mut cells = table.sheet.rows.iter().take(first_head).flat_map(|row| &row.cells);
    let unit = cells.find_map(|cell| unit_in(&cell.text()));
    unit.map(|unit| (field.key(), unit)).into_iter().collect()
}

/// The part of a title that is wholly the name of a unit.
fn unit_in(title: &str) -> Option<String> {
    let cleaned = text::one_spaced(&text::clean(title));
    let parts = cleaned
        .split([',', ':', '(', ')', ';', '–', '|'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" för "))
        .flat_map(|part| part.split(" for "));
    parts.map(str::trim).find(|part| is_unit_name(part)).map(str::to_owned)
}

/// One word that is a unit, or `Barn- och utbildningsnämnden`.
fn is_unit_name(part: &str) -> bool {
    let words: Vec<&str> = part.split(' ').collect();
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    let joined = |word: &&str| *word == "och" || *word == "samt" || word.ends_with('-');
    is_unit(last) && part.starts_with(|first: char| first.is_uppercase()) && before.iter().all(joined)
}

/// A section heading, and where it stands.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) row: usize,
    code: Option<String>,
    rest: String,
    /// The code stood as text.
    confirmed: bool,
}

impl Section {
    pub(crate) fn new(index: usize, row: &Row) -> Self {
        let said: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
        let whole = text_of(row);
        let (code, rest) = if let [first, second] = said.as_slice() {
            // The code has a cell of its own.
            (text::clean(&first.text()), text::one_spaced(&text::clean(&second.text())))
        } else {
            let (code, rest) = split_heading(&whole);
            (code.unwrap_or_default().to_owned(), rest.to_owned())
        };
        let code = Some(code.trim_end_matches(['.', ':', ')']).to_owned()).filter(|code| !code.is_empty());
        let as_text = row
            .cells
            .iter()
            .find(|cell| !cell.is_empty())
            .is_some_and(|cell| matches!(cell.value, CellValue::Text(_)));
        Self { row: index, code, rest, confirmed: as_text }
    }
}

/// The codes of headings, for confirming numbers.
pub(crate) fn codes(sections: &[Section]) -> HeadingCodes {
    let confirmed = sections.iter().filter(|section| section.confirmed);
    HeadingCodes {
        codes: confirmed.filter_map(|section| Some((section.row, section.code.clone()?))).collect(),
    }
}

/// What part of a heading a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Code,
    Rest,
}

/// The fields that section headings give, where no column does.
pub(crate) fn section_fields(table: &Table, sections: &[Section]) -> Vec<(Field, Part)> {
    if sections.is_empty() {
        return Vec::new();
    }
    let kind = table.plan.kind;
    let most = |test: &dyn Fn(&Section) -> bool| {
        sections.iter().filter(|section| test(section)).count() * 2 > sections.len()
    };
    let coded = most(&|section| section.code.is_some());
    let units = most(&|section| is_unit(&section.rest));
    let named = |name| Field::named(kind, name);
    let wanted: Vec<(Option<Field>, Part)> = match kind {
        Kind::Control => vec![(named("area"), Part::Rest)],
        _ if units => vec![(unit_field(kind), Part::Rest)],
        Kind::InformationSet if coded => {
            vec![(named("process_code"), Part::Code), (named("process_name"), Part::Rest)]
        }
        _ => Vec::new(),
    };
    let free = |field: &Field| table.plan.column_of(*field).is_none();
    wanted.into_iter().filter_map(|(field, part)| Some((field.filter(free)?, part))).collect()
}

/// The value a heading gives a field.
pub(crate) fn given(section: &Section, part: Part) -> Option<String> {
    match part {
        Part::Code => section.code.clone(),
        Part::Rest => Some(section.rest.clone()).filter(|rest| !rest.is_empty()),
    }
}

/// The municipality by what stands outside the data: around the table first, then on the other sheets.
pub(crate) fn municipality_of(table: &Table, around: &[usize], others: &[&Sheet]) -> Option<String> {
    const LOOKED_AT: usize = 20;
    let rows = around.iter().filter_map(|row| table.sheet.rows.get(*row));
    municipality(rows)
        .or_else(|| municipality(others.iter().flat_map(|sheet| sheet.rows.iter().take(LOOKED_AT))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn municipalities() {
        for (title, wanted) in [
            ("Socialnämnden, Granköpings kommun", Some("Granköpings kommun")),
            ("Systemförteckning Granköpings kommun 2024", Some("Granköpings kommun")),
            ("Lilla Sjövalla kommuns system", Some("Lilla Sjövalla kommun")),
            ("Sjövalla stad", Some("Sjövalla stad")),
            ("System i denna kommun", None),
            ("Varje kommun", None),
            ("Frågor: it@grankoping.example", None),
        ] {
            let row = Row { cells: vec![Cell::of_text(title)], ..Row::default() };
            assert_eq!(municipality(std::iter::once(&row)).as_deref(), wanted, "{title:?}");
        }
    }

    #[test]
    fn units_in_titles() {
        for (title, wanted) in [
            ("Socialnämnden, Granköpings kommun", Some("Socialnämnden")),
            ("Dokumenthanteringsplan för Barn- och utbildningsnämnden", Some("Barn- och utbildningsnämnden")),
            ("Klassning – Miljökontoret", Some("Miljökontoret")),
            ("Antagen av socialnämnden 2022-11-17 § 88", None),
            ("Förteckning – reviderad 5/3 2024 av IT-enheten", None),
            ("Dokumenthanteringsplan", None),
        ] {
            assert_eq!(unit_in(title).as_deref(), wanted, "{title:?}");
        }
    }
}
