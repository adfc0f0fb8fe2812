//! What happens to information in the end: preserve (bevaras) or dispose (gallras), after how many years, when.
//! What refers to something else, or says both, is not guessed.

use std::sync::LazyLock;

use regex::Regex;
use varn_sheets::{Cell, Value as CellValue};

use super::{Parsed, stated};
use crate::reason::Warning;
use crate::text;
use crate::value::{Retention, Value};
use crate::vocabulary::vocabulary;

static YEARS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d{1,3}|\p{L}{2,4})\s*(?i:år|ar|years?)\b\.?").expect("the pattern is tested")
});

/// Reads a retention cell.
pub(crate) fn retention(cell: &Cell) -> Parsed {
    if let CellValue::Number(years) = cell.value {
        return bare_years(years);
    }
    let Some(cleaned) = stated(cell) else {
        return Parsed::nothing();
    };
    if let Ok(years) = cleaned.parse::<f64>() {
        return bare_years(years);
    }
    of_text(&text::one_spaced(&cleaned))
}

/// A bare figure under a heading about retention is a number of years.
fn bare_years(years: f64) -> Parsed {
    if years.fract() != 0.0 || !(1.0..=999.0).contains(&years) {
        return Parsed::unresolved(Warning::RetentionUnresolved);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and 1 to 999")]
    let years = Some(years as u32);
    Parsed::sure(Value::Retention(Retention { action: "dispose", years, when: None }))
}

fn of_text(cleaned: &str) -> Parsed {
    let folded = text::fold(cleaned);
    let meanings = vocabulary("retention").meanings(&folded).0;
    let (preserve, dispose) = (meanings.contains(&"preserve"), meanings.contains(&"dispose"));
    let periods: Vec<(usize, u32)> =
        YEARS.captures_iter(cleaned).filter_map(|at| Some((at.get(0)?.end(), count(&at[1])?))).collect();
    if preserve && (dispose || !periods.is_empty()) {
        return Parsed::unresolved(Warning::RetentionContradiction);
    }
    if preserve && !cleaned.contains('?') {
        return taken("preserve", None, None);
    }
    if periods.len() > 1 || cleaned.contains('?') {
        return Parsed::unresolved(Warning::RetentionUnresolved);
    }
    if let [(end, years)] = periods.as_slice() {
        return taken("dispose", Some(*years), when(&cleaned[*end..], false));
    }
    let moment = when(cleaned, true);
    match (dispose, moment, meanings.contains(&"elsewhere")) {
        (_, Some(moment), _) => taken("dispose", None, Some(moment)),
        (true, None, false) => {
            let value = Value::Retention(Retention { action: "dispose", years: None, when: None });
            Parsed::doubtful(value, Warning::RetentionIncomplete)
        }
        _ => Parsed::unresolved(Warning::RetentionUnresolved),
    }
}

fn taken(action: &'static str, years: Option<u32>, when: Option<String>) -> Parsed {
    Parsed::sure(Value::Retention(Retention { action, years, when }))
}

fn count(word: &str) -> Option<u32> {
    word.parse().ok().or_else(|| vocabulary("numbers").exact(word)?.parse().ok())
}

/// The words that say from when, or when: those that begin with `vid`, `efter`, `när` and the like.
fn when(text: &str, anywhere: bool) -> Option<String> {
    const STARTS: [&str; 14] = [
        "vid",
        "efter",
        "när",
        "från",
        "omgående",
        "omedelbart",
        "direkt",
        "löpande",
        "då",
        "senast",
        "after",
        "when",
        "from",
        "så",
    ];
    let begins = |part: &str| {
        let word = part.split([' ', ',', '.', ';', ')']).next().unwrap_or_default().to_lowercase();
        STARTS.contains(&word.as_str())
    };
    let trimmed = text.trim_matches([' ', ',', '.', ';', ':', '(', ')', '-', '–']);
    let starts = std::iter::once(0).chain(trimmed.match_indices(' ').map(|(at, _)| at + 1));
    let start = starts.take(if anywhere { usize::MAX } else { 1 }).find(|at| begins(&trimmed[*at..]))?;
    let part = &trimmed[start..];
    let mut characters = part.chars();
    let first = characters.next()?;
    (part.len() > 3).then(|| first.to_lowercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn retentions() {
        for (raw, action, years, when) in [
            ("Bevaras", "preserve", None, None),
            ("B", "preserve", None, None),
            ("Bevaras i e-arkiv", "preserve", None, None),
            ("Gallras ej", "preserve", None, None),
            ("Gallras 5 år", "dispose", Some(5), None),
            ("Gallras efter 2 år", "dispose", Some(2), None),
            ("Gallras efter två år", "dispose", Some(2), None),
            ("G 10 år", "dispose", Some(10), None),
            ("5 år", "dispose", Some(5), None),
            ("Gallras vid inaktualitet", "dispose", None, Some("vid inaktualitet")),
            ("Vid inaktualitet", "dispose", None, Some("vid inaktualitet")),
            ("Gallras 5 år efter sista anteckning", "dispose", Some(5), Some("efter sista anteckning")),
            ("2 år efter avslutat ärende.", "dispose", Some(2), Some("efter avslutat ärende")),
            ("Gallras efter 6 månader", "dispose", None, Some("efter 6 månader")),
        ] {
            let wanted = taken(action, years, when.map(str::to_owned));
            assert_eq!(retention(&Cell::of_text(raw)), wanted, "{raw:?}");
        }
        assert_eq!(retention(&testing::number(10.0)), taken("dispose", Some(10), None));
    }

    #[test]
    fn doubtful() {
        for (raw, reason) in [
            ("Gallras", Warning::RetentionIncomplete),
            ("Bevaras ej", Warning::RetentionIncomplete),
            ("Se beslut", Warning::RetentionUnresolved),
            ("Gallras enligt beslut", Warning::RetentionUnresolved),
            ("5 år?", Warning::RetentionUnresolved),
            ("2 år eller 10 år", Warning::RetentionUnresolved),
            ("Bevaras/gallras", Warning::RetentionContradiction),
            ("Bevaras, papper gallras efter 5 år", Warning::RetentionContradiction),
        ] {
            let parsed = retention(&Cell::of_text(raw));
            assert_eq!(parsed.doubts.first().map(|doubt| doubt.reason), Some(reason), "{raw:?}");
        }
        assert_eq!(retention(&Cell::of_text("-")), Parsed::nothing());
    }
}
