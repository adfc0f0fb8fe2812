//! The value of one cell: from its attributes, else from the text in it.

use chrono::{NaiveDate, TimeDelta};

use crate::grid::Value;
use crate::number_format::iso;
use crate::xml::Tag;

/// A cell as far as its tag tells.
#[derive(Default)]
pub(super) struct Stored {
    kind: String,
    value: Option<String>,
    formula: Option<String>,
    is_error: bool,
    pub(super) style: Option<String>,
    pub(super) repeated: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl Stored {
    pub(super) fn of(tag: &Tag<'_>) -> Self {
        let mut stored = Self { repeated: 1, columns: 1, rows: 1, ..Self::default() };
        for (name, raw) in tag.attributes() {
            let plain = || String::from_utf8_lossy(&raw).into_owned();
            let number = || plain().parse().unwrap_or(1).max(1);
            match name {
                // Twice, in the namespace of the standard and in that of LibreOffice, which alone knows of errors.
                b"value-type" if &*raw == b"error" => stored.is_error = true,
                b"value-type" if stored.kind.is_empty() => stored.kind = plain(),
                b"value" | b"date-value" | b"time-value" | b"boolean-value" => stored.value = Some(plain()),
                b"string-value" => stored.value = tag.attribute("string-value"),
                b"formula" => stored.formula = tag.attribute("formula"),
                b"style-name" => stored.style = Some(plain()),
                b"number-columns-repeated" => stored.repeated = number(),
                b"number-columns-spanned" => stored.columns = number(),
                b"number-rows-spanned" => stored.rows = number(),
                _ => {}
            }
        }
        stored
    }

    /// The value, and whether it is a formula for want of a result.
    pub(super) fn value(&self, shown: &str) -> (Value, bool) {
        let stored = self.value.as_deref();
        let as_shown = || if shown.is_empty() { Value::Empty } else { Value::Text(shown.to_owned()) };
        let value = match (self.kind.as_str(), stored) {
            _ if self.is_error => Value::Error(shown.to_owned()),
            ("float" | "percentage" | "currency", Some(value)) => {
                finite(value).map_or_else(as_shown, Value::Number)
            }
            ("date", Some(value)) => iso(value).map_or_else(as_shown, Value::Date),
            ("time", Some(value)) => duration(value).unwrap_or_else(as_shown),
            ("boolean", Some(value)) => Value::Bool(value == "true"),
            ("string", Some(value)) if shown.is_empty() && !value.is_empty() => Value::Text(value.to_owned()),
            ("", _) if shown.is_empty() => return self.formula_text(),
            _ => as_shown(),
        };
        (value, false)
    }

    fn formula_text(&self) -> (Value, bool) {
        let Some(formula) = &self.formula else { return (Value::Empty, false) };
        // The language of the formula stands before it: `of:=SUM([.A1:.A3])`.
        let start = formula.find('=').unwrap_or(0);
        (Value::Text(formula[start..].to_owned()), true)
    }
}

fn finite(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// A duration such as `PT13H30M00S`: a time of day, or a number of days where it is longer than one.
fn duration(text: &str) -> Option<Value> {
    const SECONDS: f64 = 86_400.0;
    let clock = text.strip_prefix("PT")?;
    let mut seconds = 0.0;
    let mut number = String::new();
    for char in clock.chars() {
        let unit = match char {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            digit => {
                number.push(if digit == ',' { '.' } else { digit });
                continue;
            }
        };
        seconds += finite(&number)? * unit;
        number.clear();
    }
    if !(0.0..SECONDS).contains(&seconds) {
        return Some(Value::Number(seconds / SECONDS));
    }
    #[allow(clippy::cast_possible_truncation, reason = "less than a day")]
    let since = TimeDelta::try_seconds(seconds.round() as i64)?;
    let midnight = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    midnight.checked_add_signed(since).map(Value::Date)
}

#[cfg(test)]
mod tests {
    use super::duration;
    use crate::grid::{Cell, Value};

    #[test]
    fn durations() {
        let shown =
            |text: &str| duration(text).map(|value| Cell { value, ..Cell::default() }.text().into_owned());
        assert_eq!(shown("PT13H30M00S").as_deref(), Some("13:30"));
        assert_eq!(shown("PT00H00M05,4S").as_deref(), Some("00:00:05"));
        assert_eq!(duration("PT36H"), Some(Value::Number(1.5)));
        assert_eq!(duration("P1D"), None);
    }
}
