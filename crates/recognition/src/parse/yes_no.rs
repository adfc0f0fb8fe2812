//! Yes or no: words, crosses, ticks, figures. What is said beside the answer (`Ja, känsliga`) is a detail that a
//! person should see.

use varn_sheets::{Cell, Value as CellValue};

use super::choices::{before_comment, has_mark};
use super::{Parsed, stated};
use crate::reason::Warning;
use crate::text;
use crate::value::Value;
use crate::vocabulary::vocabulary;

/// Reads a yes or no cell.
pub(crate) fn yes_no(cell: &Cell) -> Parsed {
    if let CellValue::Bool(yes) = cell.value {
        return Parsed::sure(Value::Bool(yes));
    }
    let Some(cleaned) = stated(cell) else {
        return Parsed::nothing();
    };
    match answer(&cleaned) {
        Some((yes, "")) => Parsed::sure(Value::Bool(yes)),
        Some((yes, detail)) => {
            Parsed::sure(Value::Bool(yes)).and_doubt(Warning::PersonalDataDetail, detail.into())
        }
        None => Parsed::unresolved(Warning::YesNoUnresolved),
    }
}

/// Like `yes_no`, where a bare word such as `Känsliga` says yes and which.
pub(crate) fn personal_data(cell: &Cell) -> Parsed {
    let parsed = yes_no(cell);
    let unresolved = parsed.doubts.iter().any(|doubt| doubt.reason == Warning::YesNoUnresolved);
    let Some(cleaned) = stated(cell).filter(|_| unresolved) else {
        return parsed;
    };
    let folded = text::fold(&cleaned);
    match vocabulary("personal_data_detail").at_start(&text::words(&folded)) {
        Some(_) if !cleaned.contains('?') => {
            Parsed::sure(Value::Bool(true)).and_doubt(Warning::PersonalDataDetail, cleaned.into())
        }
        _ => parsed,
    }
}

/// The answer and what is said beside it.
fn answer(cleaned: &str) -> Option<(bool, &str)> {
    if has_mark(cleaned) {
        return Some((true, ""));
    }
    if cleaned.contains('?') {
        return None;
    }
    let words = vocabulary("yes_no");
    let truth = |meaning| match meaning {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if let Some(meaning) = words.exact(cleaned) {
        return Some((truth(meaning)?, ""));
    }
    let first = before_comment(cleaned);
    if let Some(meaning) = words.exact(first) {
        let detail = cleaned[first.len()..]
            .trim_matches([' ', ',', ';', ':', '(', ')', '–', '—', '-', '.', '\n', '!']);
        return Some((truth(meaning)?, detail));
    }
    let folded = text::fold(cleaned);
    let (meaning, length) = words.at_start(&text::words(&folded))?;
    let spaced_after = cleaned.split_whitespace().count() > length;
    let rest = cleaned
        .split_whitespace()
        .nth(length)
        .filter(|_| spaced_after && length == cleaned.split_whitespace().take(length).count())
        .and_then(|word| cleaned.find(word))?;
    // Only plain answers may be followed by running text; "Finns i pärm" answers something else.
    matches!(folded.split(' ').next(), Some("ja" | "nej" | "yes" | "no")).then_some(())?;
    Some((truth(meaning)?, cleaned[rest..].trim()))
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn answers() {
        for (raw, wanted, detail) in [
            ("ja", Some(true), None),
            ("J", Some(true), None),
            ("x", Some(true), None),
            ("✓", Some(true), None),
            ("Nej", Some(false), None),
            ("Saknas", Some(false), None),
            ("Finns", Some(true), None),
            ("Finns ej", Some(false), None),
            ("Ja, känsliga", Some(true), Some("känsliga")),
            ("Ja – hälsa", Some(true), Some("hälsa")),
            ("Ja (support från USA)", Some(true), Some("support från USA")),
            ("Ja, support från USA", Some(true), Some("support från USA")),
            ("ja känsliga", Some(true), Some("känsliga")),
            ("Nej, aldrig", Some(false), Some("aldrig")),
            ("Ja/Nej", None, None),
            ("Delvis", None, None),
            ("?", None, None),
            ("Ja?", None, None),
            ("Ej aktuellt", None, None),
            ("Se avtal", None, None),
            ("–", None, None),
        ] {
            let parsed = yes_no(&Cell::of_text(raw));
            assert_eq!(parsed.value, wanted.map(Value::Bool), "{raw:?}");
            let found = parsed
                .doubts
                .iter()
                .find(|doubt| doubt.reason == Warning::PersonalDataDetail)
                .and_then(|doubt| doubt.value.as_str());
            assert_eq!(found, detail, "{raw:?}");
        }
        assert_eq!(yes_no(&testing::number(1.0)).value, Some(Value::Bool(true)));
        assert_eq!(yes_no(&testing::number(3.0)).value, None);
    }

    #[test]
    fn a_bare_detail_says_yes_about_personal_data() {
        assert_eq!(personal_data(&Cell::of_text("Känsliga")).value, Some(Value::Bool(true)));
        assert_eq!(personal_data(&Cell::of_text("Känsliga?")).value, None);
        assert_eq!(personal_data(&Cell::of_text("kanske")).value, None);
    }
}
