//! One cell as the value of one field: hands it to the parser of the field's type.

use varn_sheets::{Cell, Value as CellValue};

use crate::field::{Field, FieldType};
use crate::parse::codes::HeadingCodes;
use crate::parse::systems::KnownSystems;
use crate::parse::{
    Parsed, choices, codes, costs, dates, legal_basis, persons, retention, secrecy, stated, systems, yes_no,
};
use crate::reason::Warning;
use crate::text;
use crate::value::Value;

/// What the file as a whole says that bears on its cells.
#[derive(Debug, Default)]
pub(crate) struct Context {
    pub(crate) systems: KnownSystems,
    pub(crate) codes: HeadingCodes,
    /// What figures mean as deficiencies.
    pub(crate) deficiencies: Vec<(String, u8)>,
}

/// A column's heading as it bears on its cells.
#[derive(Debug, Clone)]
pub(crate) struct Hint {
    /// Where a yes under this heading says that the system runs.
    hosting: Option<&'static str>,
    /// What a bare figure is worth.
    unit: f64,
    /// A cross under this heading says this word, as under `Bevaras`.
    mark: Option<String>,
}

impl Hint {
    pub(crate) fn new(heading: &str) -> Self {
        let folded = text::fold(heading);
        let words = text::words(&folded);
        let says = |word: &str| words.iter().any(|other| other.starts_with(word));
        let mark = match (says("bevara"), says("gallra") || says("gallring")) {
            (true, false) => Some("Bevaras".to_owned()),
            (false, true) => Some("Gallras".to_owned()),
            _ => None,
        };
        Self { hosting: choices::hosting_asked(heading), unit: costs::unit_of_heading(heading), mark }
    }
}

/// A value, what is doubtful about it, what is said beside it, and whether the row can be read at all.
#[derive(Debug, Default)]
pub(crate) struct Understood {
    pub(crate) parsed: Parsed,
    /// What a yes or no carries more, where it is no doubt.
    pub(crate) detail: Option<String>,
    /// The file has its own list of systems, and none of those named is in it.
    pub(crate) no_known_system: bool,
}

impl From<Parsed> for Understood {
    fn from(parsed: Parsed) -> Self {
        Self { parsed, ..Self::default() }
    }
}

/// Reads a cell as a field that is no level.
pub(crate) fn understand(
    field: Field,
    cell: &Cell,
    row: usize,
    hint: &Hint,
    context: &Context,
) -> Understood {
    if matches!(cell.value, CellValue::Error(_)) {
        return Parsed::unresolved(Warning::CellError).into();
    }
    match field.of() {
        FieldType::YesNo => answer(field, cell),
        FieldType::Systems => {
            let read = systems::systems(cell, &context.systems);
            Understood { parsed: read.parsed, no_known_system: read.none_known, ..Understood::default() }
        }
        FieldType::ProcessCode => codes::process_code(cell, row, &context.codes).into(),
        FieldType::Deficiency => choices::deficiency(cell, |figure| context.deficiency(figure)).into(),
        _ => parse(field, cell, hint).into(),
    }
}

fn parse(field: Field, cell: &Cell, hint: &Hint) -> Parsed {
    match field.of() {
        FieldType::Id | FieldType::Title | FieldType::Line => line(cell),
        FieldType::Email => email(cell),
        FieldType::Person => persons::person(cell),
        FieldType::Date => dates::date(cell),
        FieldType::Cost => costs::cost(cell, hint.unit),
        FieldType::Priority => choices::priority(cell),
        FieldType::Hosting => choices::hosting(cell, hint.hosting),
        FieldType::Lifecycle => choices::lifecycle(cell),
        FieldType::Status => choices::status(cell),
        FieldType::Exists => choices::exists(cell),
        FieldType::Secrecy => secrecy::secrecy(cell),
        FieldType::LegalBasis => legal_basis::legal_basis(cell),
        FieldType::Retention => retained(cell, hint),
        FieldType::List => systems::list(cell),
        _ => stated(cell).map_or_else(Parsed::nothing, |text| Parsed::sure(Value::Text(text))),
    }
}

fn line(cell: &Cell) -> Parsed {
    match stated(cell).map(|text| text::line(&text)).filter(|text| !text::is_missing(text)) {
        Some(text) => Parsed::sure(Value::Text(text)),
        None => Parsed::nothing(),
    }
}

fn email(cell: &Cell) -> Parsed {
    let Some(cleaned) = stated(cell) else {
        return Parsed::nothing();
    };
    let is_address = |text: &str| {
        let (name, place) = text.split_once('@').unwrap_or_default();
        !name.is_empty() && place.contains('.') && !text.contains(char::is_whitespace) && !place.contains('@')
    };
    let bare = cleaned.strip_prefix("mailto:").unwrap_or(&cleaned).to_owned();
    if is_address(&bare) {
        Parsed::sure(Value::Text(bare))
    } else {
        Parsed::doubtful(Value::Text(cleaned), Warning::EmailUnresolved)
    }
}

fn retained(cell: &Cell, hint: &Hint) -> Parsed {
    let marked = stated(cell).is_some_and(|text| {
        choices::has_mark(&text) || matches!(text::fold(&text).as_str(), "x" | "ja" | "j")
    });
    match &hint.mark {
        Some(word) if marked => retention::retention(&Cell::of_text(word.as_str())),
        _ => retention::retention(cell),
    }
}

/// Personal data that are more than a yes are doubtful; beside other answers a remark is just kept.
fn answer(field: Field, cell: &Cell) -> Understood {
    if field.name() == "personal_data" {
        return yes_no::personal_data(cell).into();
    }
    let mut parsed = yes_no::yes_no(cell);
    let beside = parsed.doubts.iter().position(|doubt| doubt.reason == Warning::PersonalDataDetail);
    let detail =
        beside.map(|at| parsed.doubts.remove(at)).and_then(|doubt| doubt.value.as_str().map(str::to_owned));
    Understood { parsed, detail, ..Understood::default() }
}

impl Context {
    fn deficiency(&self, figure: &str) -> Option<u8> {
        if self.deficiencies.is_empty() {
            return figure.parse().ok();
        }
        self.deficiencies.iter().find(|(source, _)| source == figure).map(|(_, ordinal)| *ordinal)
    }
}

/// Two columns that give one field together.
pub(crate) fn together(one: Parsed, other: Parsed) -> Parsed {
    let value = match (one.value, other.value) {
        (Some(first), Some(second)) => match joined(first, second) {
            Ok(value) => value,
            Err(()) => return Parsed::unresolved(Warning::RetentionContradiction),
        },
        (first, second) => return alone(first, one.doubts, second, other.doubts),
    };
    let complete = !matches!(&value, Value::Retention(retention) if retention.years.is_none() && retention.when.is_none());
    let settled = |reason| complete && matches!(reason, Warning::RetentionIncomplete);
    let doubts = one.doubts.into_iter().chain(other.doubts).filter(|doubt| !settled(doubt.reason));
    Parsed { value: Some(value), doubts: doubts.collect() }
}

/// What one column does not say the other does; only what neither can say is in doubt.
fn alone(
    first: Option<Value>,
    first_doubts: Vec<crate::parse::Doubt>,
    second: Option<Value>,
    second_doubts: Vec<crate::parse::Doubt>,
) -> Parsed {
    let (value, doubts) = match (first, second) {
        (Some(value), None) => (Some(value), first_doubts),
        (None, Some(value)) => (Some(value), second_doubts),
        _ => (None, first_doubts.into_iter().chain(second_doubts).collect()),
    };
    Parsed { value, doubts }
}

fn joined(first: Value, second: Value) -> Result<Value, ()> {
    match (first, second) {
        (Value::List(mut items), Value::List(more)) => {
            let new = more.into_iter().filter(|item| !items.contains(item)).collect::<Vec<_>>();
            items.extend(new);
            Ok(Value::List(items))
        }
        (Value::Text(first), Value::Text(second)) => Ok(Value::Text(format!("{first}\n{second}"))),
        (Value::Retention(mut first), Value::Retention(second)) if first.action == second.action => {
            first.years = first.years.or(second.years);
            first.when = first.when.or(second.when);
            Ok(Value::Retention(first))
        }
        (Value::Retention(_), Value::Retention(_)) => Err(()),
        (first, _) => Ok(first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Retention;

    fn read(key: &str, heading: &str, text: &str) -> Understood {
        let field = Field::of_key(key).expect("a field");
        understand(field, &Cell::of_text(text), 0, &Hint::new(heading), &Context::default())
    }

    #[test]
    fn a_cross_under_a_heading_says_the_heading() {
        let value = |heading, text| read("information_set.retention", heading, text).parsed.value;
        let action = |action| Some(Value::Retention(Retention { action, years: None, when: None }));
        assert_eq!(value("Bevaras", "x"), action("preserve"));
        assert_eq!(value("Gallras", "X"), action("dispose"));
        assert_eq!(value("Bevaras/gallras", "x"), None);
    }

    #[test]
    fn two_columns_for_one_field() {
        let retention = |text| read("information_set.retention", "Gallringsfrist", text).parsed;
        let both = together(retention("Gallras"), retention("5 år"));
        assert_eq!(both, retention("Gallras 5 år"));
        assert_eq!(
            together(retention("Bevaras"), retention("5 år")).doubts[0].reason,
            Warning::RetentionContradiction
        );
        let secrecy = |text| read("information_set.secrecy_provisions[]", "Sekretess", text).parsed;
        assert_eq!(together(secrecy("ja"), secrecy("OSL 26:1")), secrecy("OSL 26:1"));
        assert_eq!(together(secrecy(""), secrecy("")), Parsed::nothing());
    }

    #[test]
    fn what_is_said_beside_an_answer_is_kept() {
        let read = read("processing.third_country", "Tredjeland", "Ja, support från USA");
        assert_eq!(read.parsed, Parsed::sure(Value::Bool(true)));
        assert_eq!(read.detail.as_deref(), Some("support från USA"));
    }

    #[test]
    fn addresses() {
        assert!(read("system.owner_email", "", "anna@sjovalla.example").parsed.doubts.is_empty());
        assert_eq!(read("system.owner_email", "", "anna").parsed.doubts[0].reason, Warning::EmailUnresolved);
    }
}
