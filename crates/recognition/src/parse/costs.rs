//! Costs in Swedish kronor: tkr and mkr, spaces, dots and commas, about, at most, per year, from–to.
//! A text with anything that is not understood gives no figure.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::json;
use varn_sheets::{Cell, Value as CellValue};

use super::{Parsed, stated};
use crate::reason::Warning;
use crate::text;
use crate::value::{Value, number_json};

/// A figure and the unit after it.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<figure> \d{1,3}(?:[\ .]\d{3})+(?:,\d+)? | \d+(?:[.,]\d+)? ) \s*
        (?P<unit> tkr | kkr | ksek | tusen(?:\ (?:kronor|kr))? | k\b | ' (?:\ ?kr)?
                | mkr | mnkr | msek | mn\ ?kr | miljon(?:er)?(?:\ (?:kronor|kr))? | milj\.?(?:\ ?kr)? | mn\b
                | kr\b | sek\b | kronor | :-+ | ,-+ )?",
    )
    .expect("the pattern is tested")
});

/// Words around the figure that do not change it.
const HARMLESS: [&str; 22] = [
    "exkl",
    "inkl",
    "exklusive",
    "inklusive",
    "moms",
    "engangskostnad",
    "uppskattat",
    "uppskattad",
    "budget",
    "budgeterat",
    "totalt",
    "total",
    "st",
    "kr",
    "sek",
    "kronor",
    "per",
    "ar",
    "i",
    "kostnad",
    "preliminart",
    "prel",
];

/// About, at most and the like.
const APPROXIMATE: [&str; 22] = [
    "ca.",
    "ca ",
    "c:a",
    "cirka",
    "omkring",
    "runt",
    "ungefar",
    "~",
    "max.",
    "maximalt",
    "max",
    "som hogst",
    "hogst",
    "upp till",
    "under ",
    "<",
    "about",
    "up to",
    "at most",
    "minst",
    ">",
    "uppskattningsvis",
];

/// By the year or month.
const RECURRING: [&str; 12] = [
    "per ar",
    "/ ar",
    "/ar",
    "arligen",
    "arlig",
    "per manad",
    "/manad",
    "/man",
    "per man",
    "per year",
    "/year",
    "lopande",
];

/// Reads a cost cell; `unit` is what a bare figure is worth, as the heading says (`Kostnad (tkr)`: 1000).
pub(crate) fn cost(cell: &Cell, unit: f64) -> Parsed {
    match &cell.value {
        CellValue::Number(number) if *number >= 0.0 && number.is_finite() => {
            Parsed::sure(Value::Number(number * unit))
        }
        CellValue::Number(_) => Parsed::unresolved(Warning::CostUnparsed),
        _ => match stated(cell) {
            None => Parsed::nothing(),
            Some(cleaned) => of_text(&cleaned, unit),
        },
    }
}

/// What a bare figure is worth under a heading.
pub(crate) fn unit_of_heading(heading: &str) -> f64 {
    let folded = text::fold(heading);
    let words = text::words(&folded);
    let says = |units: &[&str]| words.iter().any(|word| units.contains(word));
    if says(&["tkr", "kkr", "ksek", "tusental"]) {
        1_000.0
    } else if says(&["mkr", "mnkr", "msek", "miljoner"]) {
        1_000_000.0
    } else {
        1.0
    }
}

fn of_text(cleaned: &str, unit: f64) -> Parsed {
    let folded = text::fold(cleaned).replace('’', "'");
    let (folded, approximate) = without_any(&folded, &APPROXIMATE);
    let (folded, recurring) = without_any(&folded, &RECURRING);
    let amounts: Vec<(f64, Option<f64>)> = AMOUNT
        .captures_iter(&folded)
        .filter_map(|at| amount(at.name("figure")?.as_str(), at.name("unit").map(|unit| unit.as_str())))
        .collect();
    let between = AMOUNT.replace_all(&folded, "#");
    if !harmless(&between) {
        return Parsed::unresolved(Warning::CostUnparsed);
    }
    match amounts.as_slice() {
        [(figure, own)] => {
            let value = Value::Number(figure * own.unwrap_or(unit));
            if recurring {
                Parsed::doubtful(value, Warning::CostRecurring)
            } else if approximate {
                Parsed::doubtful(value, Warning::CostApproximate)
            } else {
                Parsed::sure(value)
            }
        }
        [(low, first), (high, second)] if is_range(&between) => {
            let high_unit = second.unwrap_or(unit);
            let ends = json!([number_json(low * first.unwrap_or(high_unit)), number_json(high * high_unit)]);
            Parsed::nothing().and_doubt(Warning::CostRange, ends)
        }
        _ => Parsed::unresolved(Warning::CostUnparsed),
    }
}

fn without_any(folded: &str, words: &[&str]) -> (String, bool) {
    let mut rest = folded.to_owned();
    for word in words {
        if rest.contains(word) {
            rest = rest.replace(word, " ");
        }
    }
    let found = rest != folded;
    (rest, found)
}

fn amount(figure: &str, unit: Option<&str>) -> Option<(f64, Option<f64>)> {
    let factor = unit.map(|unit| match unit.trim_start().chars().next() {
        Some('t' | '\'') => 1_000.0,
        Some('k') if !unit.starts_with("kr") => 1_000.0,
        Some('m') => 1_000_000.0,
        _ => 1.0,
    });
    let large = factor.is_some_and(|factor| factor > 1.0);
    Some((figure_value(figure, large)?, factor))
}

/// Dots and spaces before three digits separate thousands, unless the unit is already thousands or millions.
fn figure_value(figure: &str, large_unit: bool) -> Option<f64> {
    let plain = figure.replace(' ', "");
    let dots = plain.matches('.').count();
    let after_dot = plain.rsplit('.').next().map_or(0, str::len);
    if dots == 1
        && (large_unit && !plain.contains(',') && after_dot != 3 || after_dot != 3 && !plain.contains(','))
    {
        return plain.parse().ok();
    }
    let plain = plain.replace('.', "");
    match plain.split_once(',') {
        Some((whole, decimals)) if decimals.len() == 3 && !large_unit => {
            format!("{whole}{decimals}").parse().ok()
        }
        Some((whole, decimals)) => format!("{whole}.{decimals}").parse().ok(),
        None => plain.parse().ok(),
    }
}

fn harmless(between: &str) -> bool {
    text::words(between).iter().all(|word| *word == "till" || HARMLESS.contains(word))
        && !between.contains(['?', '%', '€', '$', '£'])
        && !between.trim_start().starts_with('-')
}

fn is_range(between: &str) -> bool {
    let compact: String = between.split_whitespace().collect();
    compact.contains("#-#") || compact.contains("#till#")
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn costs() {
        use Warning::{CostApproximate, CostRange, CostRecurring, CostUnparsed};
        for (raw, wanted, doubt) in [
            ("ca 50 tkr", Some(50_000.0), Some(CostApproximate)),
            ("högst 50 tkr", Some(50_000.0), Some(CostApproximate)),
            ("1,5 mkr", Some(1_500_000.0), None),
            ("1.5 mkr", Some(1_500_000.0), None),
            ("25 000:-", Some(25_000.0), None),
            ("35.000 kr", Some(35_000.0), None),
            ("1.500.000", Some(1_500_000.0), None),
            ("75 tkr/år", Some(75_000.0), Some(CostRecurring)),
            ("ca 75 tkr per år", Some(75_000.0), Some(CostRecurring)),
            ("2 Mkr", Some(2_000_000.0), None),
            ("2 miljoner kronor", Some(2_000_000.0), None),
            ("12 500,50 kr", Some(12_500.5), None),
            ("12\u{a0}500 kr", Some(12_500.0), None),
            ("0,3 MSEK", Some(300_000.0), None),
            ("0", Some(0.0), None),
            ("80' kr", Some(80_000.0), None),
            ("80 kkr", Some(80_000.0), None),
            ("50k", Some(50_000.0), None),
            ("200 000 kr", Some(200_000.0), None),
            ("200 000 kr (exkl. moms)", Some(200_000.0), None),
            ("inom ram", None, Some(CostUnparsed)),
            ("?", None, Some(CostUnparsed)),
            ("40 timmar", None, Some(CostUnparsed)),
            ("50 EUR", None, Some(CostUnparsed)),
            ("50 tkr 2024, 20 tkr 2025", None, Some(CostUnparsed)),
            ("100-150 tkr", None, Some(CostRange)),
            ("100 till 150 tkr", None, Some(CostRange)),
            ("-", None, None),
            ("", None, None),
        ] {
            let parsed = cost(&Cell::of_text(raw), 1.0);
            assert_eq!(parsed.value, wanted.map(Value::Number), "{raw:?}");
            assert_eq!(parsed.doubts.first().map(|doubt| doubt.reason), doubt, "{raw:?}");
        }
    }

    #[test]
    fn ranges_show_both_ends() {
        let ends = |raw| cost(&Cell::of_text(raw), 1.0).doubts[0].value.clone();
        assert_eq!(ends("100-150 tkr"), json!([100_000, 150_000]));
        assert_eq!(ends("500 tkr – 1 mkr"), json!([500_000, 1_000_000]));
    }

    #[test]
    fn the_heading_gives_the_unit_of_bare_figures() {
        let unit = unit_of_heading("Kostnad (tkr)");
        assert_eq!(cost(&testing::number(50.0), unit).value, Some(Value::Number(50_000.0)));
        assert_eq!(cost(&Cell::of_text("1,5 mkr"), unit).value, Some(Value::Number(1_500_000.0)));
        assert_eq!(unit_of_heading("Kostnad kr").to_string(), "1");
        assert_eq!(cost(&testing::number(-5.0), 1.0).value, None);
    }
}
