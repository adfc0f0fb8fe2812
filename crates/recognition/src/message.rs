//! What is said to a person about rows and cells, in Swedish and English (`data/messages.*.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::options::Language;
use crate::reason::{Rejection, Warning};
use crate::scale::LABELS;
use crate::text;

#[derive(Deserialize)]
struct Texts {
    place: String,
    not_read: String,
    nothing: String,
    blank: String,
    rejected: BTreeMap<String, String>,
    warning: BTreeMap<String, String>,
    note: BTreeMap<String, String>,
}

static SWEDISH: LazyLock<Texts> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/messages.sv.toml")).expect("the embedded texts are tested TOML")
});

static ENGLISH: LazyLock<Texts> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/messages.en.toml")).expect("the embedded texts are tested TOML")
});

/// Labels of levels in English, by ordinal.
const ENGLISH_LABELS: [&str; 5] = ["none/negligible", "moderate", "significant", "serious", "very serious"];

/// Where something is, and what stands there.
#[derive(Debug)]
pub(crate) struct Place<'p> {
    pub(crate) row: u32,
    /// The column's letters, where it has no heading.
    pub(crate) column: &'p str,
    pub(crate) heading: &'p str,
    pub(crate) raw: &'p serde_json::Value,
}

/// What is said, in one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Messages(pub(crate) Language);

impl Messages {
    fn texts(self) -> &'static Texts {
        match self.0 {
            Language::Swedish => &SWEDISH,
            Language::English => &ENGLISH,
        }
    }

    /// `Rad 17, kolumn "K": "sju" är inget värde på skalan 0–4. Raden är inte inläst.`
    pub(crate) fn rejected(self, place: &Place, reason: Rejection, more: &[(&str, String)]) -> String {
        let texts = self.texts();
        let said = texts.rejected.get(reason.as_str()).map_or("", String::as_str);
        format!("{}: {} {}", self.place(place), self.filled(said, place, more), texts.not_read)
    }

    pub(crate) fn warning(self, place: &Place, reason: Warning, value: &serde_json::Value) -> String {
        let said = self.texts().warning.get(reason.as_str()).map_or("", String::as_str);
        let level = value.as_u64().and_then(|ordinal| self.level(ordinal)).unwrap_or_default();
        let shown = match (reason, value.as_u64()) {
            (Warning::CostApproximate | Warning::CostRecurring, Some(cost)) => in_thousands(cost),
            _ if value.is_null() => self.texts().nothing.clone(),
            _ => plain(value),
        };
        let more = [("value", shown), ("level", level)];
        format!("{}: {}", self.place(place), self.filled(said, place, &more))
    }

    pub(crate) fn note(self, code: &str, value: &str) -> String {
        let said = self.texts().note.get(code).map_or("", String::as_str);
        said.replace("{value}", value)
    }

    fn level(self, ordinal: u64) -> Option<String> {
        let labels = match self.0 {
            Language::Swedish => &LABELS,
            Language::English => &ENGLISH_LABELS,
        };
        labels.get(usize::try_from(ordinal).ok()?).map(|label| (*label).to_owned())
    }

    fn place(self, place: &Place) -> String {
        let heading = text::one_spaced(place.heading);
        let header = if heading.is_empty() { place.column.to_owned() } else { format!("\"{heading}\"") };
        self.texts().place.replace("{row}", &place.row.to_string()).replace("{header}", &header)
    }

    fn filled(self, said: &str, place: &Place, more: &[(&str, String)]) -> String {
        let mut out = said.to_owned();
        for (name, value) in more {
            out = out.replace(&format!("{{{name}}}"), value);
        }
        // Last, since what a cell says may look like a name in braces.
        let raw = plain(place.raw);
        let quoted = if raw.trim().is_empty() { self.texts().blank.clone() } else { format!("\"{raw}\"") };
        out.replace("{raw}", &quoted)
    }
}

/// A value as a person reads it: one line, not too long.
fn plain(value: &serde_json::Value) -> String {
    const LONGEST: usize = 80;
    let whole = match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text::one_spaced(text),
        serde_json::Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        serde_json::Value::Object(_) | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {
            value.to_string()
        }
    };
    if whole.chars().count() <= LONGEST {
        return whole;
    }
    let start: String = whole.chars().take(LONGEST).collect();
    format!("{}…", start.trim_end())
}

/// `50 000`; figures of four digits as they are.
fn in_thousands(number: u64) -> String {
    const PLAIN_BELOW: u64 = 10_000;
    if number < PLAIN_BELOW {
        return number.to_string();
    }
    let (before, last) = (number / 1_000, number % 1_000);
    let before = if before < 1_000 {
        before.to_string()
    } else {
        format!("{}\u{a0}{:03}", before / 1_000, before % 1_000)
    };
    format!("{before}\u{a0}{last:03}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_reason_has_a_message_in_each_language() {
        for texts in [&*SWEDISH, &*ENGLISH] {
            assert!(Rejection::ALL.iter().all(|reason| texts.rejected.contains_key(reason.as_str())));
            assert!(Warning::ALL.iter().all(|reason| texts.warning.contains_key(reason.as_str())));
            assert_eq!(texts.rejected.len(), Rejection::ALL.len());
            assert_eq!(texts.warning.len(), Warning::ALL.len());
        }
        assert!(SWEDISH.note.keys().eq(ENGLISH.note.keys()));
    }

    #[test]
    fn figures() {
        for (number, shown) in [(5_000, "5000"), (50_000, "50\u{a0}000"), (1_500_000, "1\u{a0}500\u{a0}000")]
        {
            assert_eq!(in_thousands(number), shown);
        }
    }

    #[test]
    fn messages() {
        let raw = json!("sju");
        let place = Place { row: 17, column: "J", heading: "K", raw: &raw };
        let more = [("scale", "0–4".to_owned())];
        assert_eq!(
            Messages(Language::Swedish).rejected(&place, Rejection::UnknownLevel, &more),
            "Rad 17, kolumn \"K\": \"sju\" är inget värde på skalan 0–4. Raden är inte inläst."
        );
        assert_eq!(
            Messages(Language::English).rejected(&place, Rejection::UnknownLevel, &more),
            "Row 17, column \"K\": \"sju\" is no level on the scale 0–4. The row was not read."
        );
        let raw = json!("3-4");
        let place = Place { row: 3, column: "J", heading: "", raw: &raw };
        assert_eq!(
            Messages(Language::Swedish).warning(&place, Warning::LevelRangeHighest, &json!(3)),
            "Rad 3, kolumn J: \"3-4\" är ett spann. Den högsta nivån, allvarlig, är inläst."
        );
    }
}
