//! Owners, managers and others: a name or a role, with a unit in brackets or after a comma.

use varn_sheets::Cell;

use super::{Parsed, stated};
use crate::reason::Warning;
use crate::text;
use crate::value::{Person, Value};
use crate::vocabulary::vocabulary;

/// Bracketed words that belong to the role and are no unit.
const NOT_UNITS: [&str; 10] =
    ["vik", "vik.", "tf", "t.f.", "t f", "vikarie", "tillforordnad", "tjl", "ny", "tillsvidare"];

/// How the names of units end.
const UNIT_ENDS: [&str; 25] = [
    "forvaltning",
    "forvaltningen",
    "kontor",
    "kontoret",
    "enhet",
    "enheten",
    "avdelning",
    "avdelningen",
    "namnd",
    "namnden",
    "styrelsen",
    "skola",
    "skolan",
    "staben",
    "stab",
    "bolag",
    "bolaget",
    "tjansten",
    "kansli",
    "kansliet",
    "sektion",
    "sektionen",
    "sektor",
    "department",
    "forbundet",
];

/// Reads a cell with a person or role.
pub(crate) fn person(cell: &Cell) -> Parsed {
    let Some(cleaned) = stated(cell) else {
        return Parsed::nothing();
    };
    if vocabulary("vacant").exact(&cleaned).is_some() || cleaned.chars().all(|character| character == '?') {
        return Parsed::unresolved(Warning::OwnerVacant);
    }
    let on_one_line =
        cleaned.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
    let plain = without_address(&text::line(&on_one_line));
    let (name, unit) = split(&plain);
    Parsed::sure(Value::Person(Person { name: name.to_owned(), unit: unit.map(str::to_owned) }))
}

/// Whether a text reads as the name of a unit.
pub(crate) fn is_unit(text: &str) -> bool {
    let folded = text::fold(text);
    text::words(&folded).iter().any(|word| UNIT_ENDS.iter().any(|end| word.ends_with(end)))
}

fn without_address(text: &str) -> String {
    let kept: Vec<&str> = text.split(' ').filter(|word| !word.contains('@') || word.len() < 3).collect();
    let joined = kept.join(" ");
    let rest = joined.trim_end_matches([',', ';', ' ']);
    if rest.is_empty() { text.to_owned() } else { rest.to_owned() }
}

fn split(plain: &str) -> (&str, Option<&str>) {
    if let Some(inside) = plain.strip_suffix(')')
        && let Some((name, unit)) = inside.split_once('(')
        && !name.trim().is_empty()
        && !unit.trim().is_empty()
        && !unit.chars().any(|character| character.is_ascii_digit())
        && !NOT_UNITS.contains(&text::fold(unit).as_str())
    {
        return (name.trim_end_matches([' ', ',']), Some(unit.trim()));
    }
    for separator in [", ", " / ", "/", " – ", " - ", "; "] {
        if let Some((name, unit)) = plain.split_once(separator)
            && is_unit(unit)
            && !is_unit(name)
            && !name.trim().is_empty()
        {
            return (name.trim(), Some(unit.trim()));
        }
    }
    (plain, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_units() {
        for (raw, name, unit) in [
            ("Folke Björkvad (Kommunledningskontoret)", "Folke Björkvad", Some("Kommunledningskontoret")),
            ("Ekonomichef", "Ekonomichef", None),
            ("Anna Berg, Socialförvaltningen", "Anna Berg", Some("Socialförvaltningen")),
            ("Anna Berg / IT-enheten", "Anna Berg", Some("IT-enheten")),
            ("Anna Berg – Miljökontoret", "Anna Berg", Some("Miljökontoret")),
            (
                "Anna Berg\nKultur- och fritidsförvaltningen",
                "Anna Berg",
                Some("Kultur- och fritidsförvaltningen"),
            ),
            ("Anna Berg (tf)", "Anna Berg (tf)", None),
            ("Anna Berg (0123-456)", "Anna Berg (0123-456)", None),
            ("Anna Berg, Bo Ek", "Anna Berg, Bo Ek", None),
            ("Anna Berg <anna@sjovalla.example>", "Anna Berg", None),
            ("IT-enheten", "IT-enheten", None),
            ("()", "()", None),
        ] {
            let wanted = Value::Person(Person { name: name.into(), unit: unit.map(Into::into) });
            assert_eq!(person(&Cell::of_text(raw)), Parsed::sure(wanted), "{raw:?}");
        }
    }

    #[test]
    fn nobody() {
        for raw in ["Vakant", "saknas", "?", "Ej utsedd"] {
            assert_eq!(person(&Cell::of_text(raw)), Parsed::unresolved(Warning::OwnerVacant), "{raw:?}");
        }
        assert_eq!(person(&Cell::of_text("–")), Parsed::nothing());
    }
}
