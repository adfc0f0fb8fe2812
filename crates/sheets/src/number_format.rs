//! Number format codes: the built-in ones, which of them show a date, and the day numbers behind dates.
//! Source: ECMA-376 part 1, 18.8.30 (`numFmt`) and 18.17.4 (dates and times).

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::grid::Value;

/// Excel takes 255 characters.
pub(crate) const LONGEST_CODE: usize = 255;

/// The code of a built-in format, `None` for the general one and for those that differ between languages.
pub(crate) fn builtin(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        // "Short date": the standard says mm-dd-yy, programs set to Swedish show this.
        14 => "yyyy-mm-dd",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy-mm-dd h:mm",
        37 => "#,##0 ;(#,##0)",
        38 => "#,##0 ;[Red](#,##0)",
        39 => "#,##0.00;(#,##0.00)",
        40 => "#,##0.00;[Red](#,##0.00)",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mmss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}

/// Whether a code shows a date or a time of day. Elapsed time (`[h]:mm`) stays a number.
pub(crate) fn is_date(code: &str) -> bool {
    let mut letters = false;
    let mut previous = ' ';
    let mut chars = code.chars();
    while let Some(char) = chars.next() {
        match char.to_ascii_lowercase() {
            ';' => break,
            '"' => while chars.next().is_some_and(|char| char != '"') {},
            '\\' | '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|&char| char != ']').collect();
                if !inside.is_empty()
                    && inside.chars().all(|char| matches!(char, 'h' | 'H' | 'm' | 'M' | 's' | 'S'))
                {
                    return false;
                }
            }
            'd' | 'm' | 'y' | 'h' | 's' => letters = true,
            '#' | '?' | '@' => return false,
            // Fractions of a second are the only figures in a date.
            '0' if !matches!(previous, '.' | ',' | '0') || !letters => return false,
            _ => {}
        }
        previous = char;
    }
    letters && !matches!(code.to_ascii_lowercase().as_str(), "general" | "standard")
}

/// The value of a cell that holds a number: a date where its format shows one.
pub(crate) fn number(number: f64, is_date: bool, from_1904: bool) -> Value {
    match is_date.then(|| date(number, from_1904)).flatten() {
        Some(date) => Value::Date(date),
        None => Value::Number(number),
    }
}

/// The point in time of a day number, to the nearest second. `None` beyond what spreadsheets can show.
pub(crate) fn date(serial: f64, from_1904: bool) -> Option<NaiveDateTime> {
    const SECONDS: f64 = 86_400.0;
    const LAST: f64 = 2_958_466.0;
    if !(0.0..LAST).contains(&serial) {
        return None;
    }
    // The 1900 system counts a 29 February 1900 that never was (day 60).
    let (year, month, day) = match serial {
        time if time < 1.0 => (1899, 12, 31),
        _ if from_1904 => (1904, 1, 1),
        early if early < 60.0 => (1899, 12, 31),
        _ => (1899, 12, 30),
    };
    #[allow(clippy::cast_possible_truncation, reason = "bounded by LAST")]
    let seconds = TimeDelta::try_seconds((serial * SECONDS).round() as i64)?;
    NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(0, 0, 0)?.checked_add_signed(seconds)
}

/// A date or a point in time as ISO 8601 writes it; a zone and fractions of a second are dropped.
pub(crate) fn iso(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let (day, clock) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    let clock = clock.split(['.', ',', 'Z', '+']).next().unwrap_or_default();
    let mut parts = clock.split(':').map(|part| part.parse().unwrap_or(0));
    let mut part = || parts.next().unwrap_or(0);
    day.and_hms_opt(part(), part(), part())
}

#[cfg(test)]
mod tests {
    use super::{date, is_date, iso};

    #[test]
    fn codes_that_show_dates() {
        for code in [
            "yyyy-mm-dd",
            "[$-41D]d mmmm yyyy",
            "yyyy\\-mm\\-dd;@",
            "h:mm:ss.000",
            "mm:ss,0",
            "\"kl \"hh:mm",
            "[Red]d/m",
        ] {
            assert!(is_date(code), "{code}");
        }
        let others = [
            "General",
            "Standard",
            "0",
            "0.00",
            "#,##0 \"kr\"",
            "0\\ \\m",
            "0.00E+00",
            "@",
            "[h]:mm",
            "[Red]0.0",
            "0\"st\"",
            "# ??/??",
            "_-* #,##0_-",
            "",
        ];
        for code in others {
            assert!(!is_date(code), "{code}");
        }
    }

    #[test]
    fn day_numbers() {
        let shown = |serial: f64, from_1904| date(serial, from_1904).map(|date| date.to_string());
        let cases = [
            (1.0, false, Some("1900-01-01 00:00:00")),
            (59.0, false, Some("1900-02-28 00:00:00")),
            (61.0, false, Some("1900-03-01 00:00:00")),
            (37653.0, false, Some("2003-02-01 00:00:00")),
            (45_000.999_999_9, false, Some("2023-03-16 00:00:00")),
            (1.0, true, Some("1904-01-02 00:00:00")),
            (0.25, true, Some("1899-12-31 06:00:00")),
            (2_958_465.0, false, Some("9999-12-31 00:00:00")),
            (2_958_466.0, false, None),
            (-1.0, false, None),
            (f64::NAN, false, None),
        ];
        for (serial, from_1904, expected) in cases {
            assert_eq!(shown(serial, from_1904).as_deref(), expected, "{serial}");
        }
    }

    #[test]
    fn iso_dates() {
        let shown = |text: &str| iso(text).map(|date| date.to_string());
        assert_eq!(shown("2024-02-29").as_deref(), Some("2024-02-29 00:00:00"));
        assert_eq!(shown("2024-02-29T13:05:09.5+01:00").as_deref(), Some("2024-02-29 13:05:09"));
        assert_eq!(shown("2023-02-29"), None);
        assert_eq!(shown("våren 2024"), None);
    }
}
