//! Cells that hold one of a few words: hosting, lifecycle, status, whether a measure exists, deficiency, priority.
//! The words stand in `data/words.toml`; what could be two of them is not guessed.

use varn_sheets::{Cell, Value as CellValue};

use super::{Parsed, stated};
use crate::reason::Warning;
use crate::text;
use crate::value::Value;
use crate::vocabulary::{Found, vocabulary};

/// Where a system runs. Under a heading that asks about one kind (`Molntjänst (J/N)`) a yes is that kind; a no may be
/// either of the others, and is not resolved.
pub(crate) fn hosting(cell: &Cell, asked: Option<&'static str>) -> Parsed {
    let Some(cleaned) = stated(cell) else {
        return Parsed::nothing();
    };
    if let Some(asked) = asked {
        match vocabulary("yes_no").exact(&cleaned) {
            Some("yes") => return Parsed::sure(Value::Choice(asked)),
            Some(_) => return Parsed::unresolved(Warning::HostingUnresolved),
            None => {}
        }
    }
    let found = vocabulary("hosting").meanings(&text::fold(&cleaned)).0;
    match found.as_slice() {
        ["unclear"] | [] => Parsed::unresolved(Warning::HostingUnresolved),
        // A cloud service is at a supplier; saying both is saying cloud.
        [one] | ["cloud", one @ "supplier"] | [one @ "supplier", "cloud"] => {
            let one = if found.contains(&"cloud") { "cloud" } else { one };
            Parsed::sure(Value::Choice(one))
        }
        _ => Parsed::unresolved(Warning::HostingUnresolved),
    }
}

/// The kind of hosting that a heading asks about, if it names just one.
pub(crate) fn hosting_asked(heading: &str) -> Option<&'static str> {
    match vocabulary("hosting").find(heading) {
        Found::One(kind) => Some(kind),
        _ => None,
    }
}

/// `planned`, `in_use`, `phasing_out`, `retired`.
pub(crate) fn lifecycle(cell: &Cell) -> Parsed {
    choice(cell, "lifecycle", Warning::StatusUnresolved)
}

/// `not_started`, `in_progress`, `delayed`, `done`, `cancelled`; a share done counts too.
pub(crate) fn status(cell: &Cell) -> Parsed {
    match share_done(cell) {
        Some(share) => Parsed::sure(Value::Choice(match share {
            share if share <= 0.0 => "not_started",
            share if share >= 1.0 => "done",
            _ => "in_progress",
        })),
        None => choice(cell, "status", Warning::StatusUnresolved),
    }
}

/// `yes`, `no`, `partial`. An answer before a comma or bracket decides, whatever is said after it.
pub(crate) fn exists(cell: &Cell) -> Parsed {
    if let CellValue::Bool(yes) = cell.value {
        return Parsed::sure(Value::Choice(if yes { "yes" } else { "no" }));
    }
    let Some(cleaned) = stated(cell) else {
        return Parsed::nothing();
    };
    if has_mark(&cleaned) {
        return Parsed::sure(Value::Choice("yes"));
    }
    let whole = vocabulary("exists").find(&cleaned);
    let answer = match whole {
        Found::Unclear => answer_first(&cleaned),
        Found::One(answer) => Some(answer),
        Found::Nothing => None,
    };
    match answer {
        Some(answer) if answer != "unclear" => Parsed::sure(Value::Choice(answer)),
        _ => Parsed::unresolved(Warning::ExistsUnresolved),
    }
}

/// The answer before a remark; `Ja, men …` is partly.
fn answer_first(cleaned: &str) -> Option<&'static str> {
    let folded = text::fold(cleaned);
    match vocabulary("exists").at_start(&text::words(&folded)) {
        Some((partial @ "partial", _)) => Some(partial),
        _ => vocabulary("exists").exact(before_comment(cleaned)),
    }
}

/// 0–3 from a word, a figure or both; `ordinal` turns the file's figure into the ordinal.
pub(crate) fn deficiency(cell: &Cell, ordinal: impl Fn(&str) -> Option<u8>) -> Parsed {
    let Some(cleaned) = stated(cell) else {
        return Parsed::nothing();
    };
    if cleaned.contains('?') {
        return Parsed::unresolved(Warning::DeficiencyUnresolved);
    }
    let folded = text::fold(&cleaned);
    let figure = text::words(&folded).first().and_then(|word| ordinal(word)).filter(|ordinal| *ordinal <= 3);
    let word = match vocabulary("deficiency").find(&cleaned) {
        Found::One(word) => word.parse().ok(),
        _ => None,
    };
    match figure.or(word) {
        Some(level) => Parsed::sure(Value::Ordinal(level)),
        None => Parsed::unresolved(Warning::DeficiencyUnresolved),
    }
}

/// A rank: the figure as it stands, or high, medium, low as 1, 2, 3.
pub(crate) fn priority(cell: &Cell) -> Parsed {
    if let CellValue::Number(number) = cell.value {
        return Parsed::sure(Value::Number(number));
    }
    let Some(cleaned) = stated(cell) else {
        return Parsed::nothing();
    };
    let folded = text::fold(&cleaned);
    let words = text::words(&folded);
    let figure =
        words.iter().find_map(|word| word.trim_start_matches(['p', 'r', 'i', 'o']).parse::<u8>().ok());
    let word = || match vocabulary("priority").find(&cleaned) {
        Found::One(word) => word.parse::<u8>().ok(),
        _ => None,
    };
    match figure.or_else(word) {
        Some(rank) if !cleaned.contains('?') => Parsed::sure(Value::Number(f64::from(rank))),
        _ => Parsed::unresolved(Warning::PriorityUnresolved),
    }
}

fn choice(cell: &Cell, name: &str, doubt: Warning) -> Parsed {
    let Some(cleaned) = stated(cell) else {
        return Parsed::nothing();
    };
    match vocabulary(name).find(&cleaned) {
        Found::One(word) if !cleaned.contains('?') => Parsed::sure(Value::Choice(word)),
        _ => Parsed::unresolved(doubt),
    }
}

/// A cross or a tick and nothing else.
pub(crate) fn has_mark(cleaned: &str) -> bool {
    matches!(cleaned, "✓" | "✔" | "√" | "☑" | "☒" | "●" | "•" | "✗" | "×" | "ü" | "\u{f0fc}" | "✅")
}

/// What stands before a comma, a bracket, a dash or a line break.
pub(crate) fn before_comment(cleaned: &str) -> &str {
    cleaned.split([',', ';', ':', '(', '\n', '–', '—', '-', '.']).next().unwrap_or_default().trim()
}

fn share_done(cell: &Cell) -> Option<f64> {
    if let CellValue::Number(number) = cell.value {
        let percent = cell.format.as_deref().is_some_and(|format| format.contains('%'));
        return percent.then_some(number);
    }
    let cleaned = stated(cell)?;
    let figure = cleaned.strip_suffix('%').or_else(|| cleaned.strip_suffix("procent"))?;
    let share: f64 = figure.trim().replace(',', ".").parse().ok()?;
    Some(share / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(parsed: &Parsed) -> Option<&'static str> {
        match parsed.value {
            Some(Value::Choice(word)) => Some(word),
            _ => None,
        }
    }

    fn check(cases: &[(&str, Option<&str>)], read: impl Fn(&Cell) -> Parsed) {
        for (raw, wanted) in cases {
            let parsed = read(&Cell::of_text(*raw));
            assert_eq!(word(&parsed), *wanted, "{raw:?}");
            let blank = matches!(*raw, "" | "-");
            assert_eq!(parsed.doubts.is_empty(), wanted.is_some() || blank, "{raw:?}");
        }
    }

    #[test]
    fn hostings() {
        let cases = [
            ("Egen drift", Some("internal")),
            ("lokalt", Some("internal")),
            ("On-prem", Some("internal")),
            ("Molntjänst", Some("cloud")),
            ("SaaS", Some("cloud")),
            ("Moln hos leverantör", Some("cloud")),
            ("Hos leverantören", Some("supplier")),
            ("Extern", Some("supplier")),
            ("Hybrid", None),
            ("Lokalt/moln", None),
            ("J", None),
            ("-", None),
        ];
        check(&cases, |cell| hosting(cell, None));
        check(&[("J", Some("cloud")), ("Nej", None), ("SaaS", Some("cloud"))], |cell| {
            hosting(cell, Some("cloud"))
        });
        assert_eq!(hosting_asked("Molntjänst (J/N)"), Some("cloud"));
        assert_eq!(hosting_asked("Drift"), None);
    }

    #[test]
    fn lifecycles() {
        let cases = [
            ("I drift", Some("in_use")),
            ("Drift", Some("in_use")),
            ("Avvecklas", Some("phasing_out")),
            ("Under avveckling", Some("phasing_out")),
            ("Under införande", Some("planned")),
            ("Avvecklat 2023", Some("retired")),
            ("Ur drift", Some("retired")),
            ("Ej i drift", None),
            ("", None),
        ];
        check(&cases, lifecycle);
    }

    #[test]
    fn statuses() {
        let cases = [
            ("KLART", Some("done")),
            ("klart 2024", Some("done")),
            ("50 %", Some("in_progress")),
            ("100%", Some("done")),
            ("0 %", Some("not_started")),
            ("ej påb.", Some("not_started")),
            ("försenat!", Some("delayed")),
            ("utgår", Some("cancelled")),
            ("Ej klart", None),
            ("klar?", None),
            ("Pågår, försenad", None),
            ("väntar på besked från leverantören", None),
            ("-", None),
        ];
        check(&cases, status);
    }

    #[test]
    fn existence() {
        let cases = [
            ("JA", Some("yes")),
            ("x", Some("yes")),
            ("✓", Some("yes")),
            ("N", Some("no")),
            ("delvis – påbörjat", Some("partial")),
            ("Ja, men saknas för skolan", Some("partial")),
            ("Nej, pågår", Some("no")),
            ("?", None),
            ("ja/nej", None),
            ("", None),
        ];
        check(&cases, exists);
    }

    #[test]
    fn deficiencies() {
        let ordinal = |figure: &str| figure.parse().ok();
        for (raw, wanted) in [
            ("ALLVARLIG", Some(3)),
            ("allvarlig!", Some(3)),
            ("2 (betydande)", Some(2)),
            ("0", Some(0)),
            ("4", None),
            ("stor", None),
            ("måttlig?", None),
        ] {
            let parsed = deficiency(&Cell::of_text(raw), ordinal);
            assert_eq!(parsed.value, wanted.map(Value::Ordinal), "{raw:?}");
        }
    }

    #[test]
    fn priorities() {
        for (raw, wanted) in [
            ("1", Some(1.0)),
            ("Prio 2", Some(2.0)),
            ("P3", Some(3.0)),
            ("Hög", Some(1.0)),
            ("1 (hög)", Some(1.0)),
            ("?", None),
        ] {
            assert_eq!(priority(&Cell::of_text(raw)).value, wanted.map(Value::Number), "{raw:?}");
        }
    }
}
