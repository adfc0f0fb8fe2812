//! Lengths of time as people say them: typed as hours or days, stored as minutes, shown in the largest whole unit.

use crate::platform::form::{Form, Need};
use crate::platform::page::PageFrame;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// A length of time in words: 4 timmar, 2 dagar, 90 minuter.
pub fn words(page: &PageFrame, minutes: i64) -> String {
    let (key, n) = if minutes > 0 && minutes % DAY == 0 {
        ("span-days", minutes / DAY)
    } else if minutes > 0 && minutes % HOUR == 0 {
        ("span-hours", minutes / HOUR)
    } else {
        ("span-minutes", minutes)
    };
    page.n(key, n).into_owned()
}

/// The units of the choice beside the number.
pub fn units(page: &PageFrame) -> Vec<(String, String)> {
    ["hours", "days", "minutes"]
        .map(|unit| (unit.to_owned(), page.word("span-unit", unit).into_owned()))
        .to_vec()
}

/// A stored length as number and unit for the form.
pub fn typed(minutes: Option<i64>) -> (String, String) {
    let Some(minutes) = minutes else { return (String::new(), "hours".to_owned()) };
    let (number, unit) = if minutes > 0 && minutes % DAY == 0 {
        (minutes / DAY, "days")
    } else if minutes % HOUR == 0 {
        (minutes / HOUR, "hours")
    } else {
        (minutes, "minutes")
    };
    (number.to_string(), unit.to_owned())
}

/// The length typed in `field` with its unit in `unit_field`, at most ten years; empty is not known.
pub fn read(form: &mut Form, field: &'static str, unit_field: &'static str) -> Option<i64> {
    let number = form.number(field, 0, 3650 * DAY, Need::May)?;
    let factor = match form.value(unit_field) {
        "minutes" => 1,
        "days" => DAY,
        "hours" | "" => HOUR,
        _ => {
            form.reject(unit_field, "form-choose");
            return None;
        }
    };
    let minutes = number * factor;
    if minutes > 3650 * DAY {
        form.reject(field, "span-too-long");
        return None;
    }
    Some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_with(number: &str, unit: &str) -> Option<i64> {
        let fields = [("outage", number.to_owned()), ("outage_unit", unit.to_owned())];
        read(&mut Form::filled(fields), "outage", "outage_unit")
    }

    #[test]
    fn hours_and_days_become_minutes_and_come_back_as_typed() {
        for (number, unit, minutes) in [("4", "hours", 240), ("2", "days", 2880), ("90", "minutes", 90)] {
            assert_eq!(read_with(number, unit), Some(minutes));
            assert_eq!(typed(Some(minutes)), (number.to_owned(), unit.to_owned()));
        }
        assert_eq!(typed(Some(0)), ("0".to_owned(), "hours".to_owned()));
    }

    #[test]
    fn nothing_typed_is_not_known_and_never_zero() {
        assert_eq!(read_with("", "hours"), None);
        assert_eq!(typed(None).0, "");
        assert_eq!(read_with("0", "hours"), Some(0));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        assert_eq!(read_with("4", "weeks"), None);
        assert_eq!(read_with("3651", "days"), None);
        assert_eq!(read_with("-1", "hours"), None);
    }
}
