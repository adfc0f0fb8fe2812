//! What a supplier is, and which organisation numbers there can be.

use crate::id_type;
use crate::people::organisation::{PersonId, UnitId};
use crate::registers::RecordState;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

id_type! {
    /// A supplier.
    SupplierId
}

/// A supplier as it stands in the register.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct Supplier {
    /// Its id.
    pub id: SupplierId,
    /// Its name.
    pub name: String,
    /// The municipality's own number for it.
    pub external_id: String,
    /// What it delivers.
    pub description: String,
    /// Which part of the organisation answers for the agreement.
    pub unit_id: UnitId,
    /// Who answers for it.
    pub owner_id: Option<PersonId>,
    /// Organisation number, a Swedish one as 556677-8899.
    pub organisation_number: String,
    /// ISO 3166-1 alpha-2; "" is not stated.
    pub country: String,
    /// Whom to call.
    pub contact: String,
    /// Whether the municipality cannot do without it; `None` is not judged.
    pub critical: Option<bool>,
    /// What else is known.
    pub note: String,
    /// Whether somebody has confirmed it.
    pub state: RecordState,
    /// What it is in the library, or "".
    pub library_ref: String,
    /// When to look at it again.
    pub next_review: Option<NaiveDate>,
    /// For stale edits.
    pub version: i64,
}

impl Supplier {
    /// A supplier about which nothing is known but its id; the unit has to be filled in.
    pub fn new(id: SupplierId) -> Self {
        let text = String::new;
        Self {
            id,
            name: text(),
            external_id: text(),
            description: text(),
            unit_id: UnitId(uuid::Uuid::nil()),
            owner_id: None,
            organisation_number: text(),
            country: text(),
            contact: text(),
            critical: None,
            note: text(),
            state: RecordState::Confirmed,
            library_ref: text(),
            next_review: None,
            version: 1,
        }
    }
}

/// An organisation number as it is stored. One of another country is left as typed; one of Sweden, or of a country
/// that is not stated, has ten digits of which the last is a check digit. The error is the key of a text.
pub fn organisation_number(typed: &str, country: &str) -> Result<String, &'static str> {
    if typed.is_empty() || !matches!(country, "" | "SE") {
        return Ok(typed.to_owned());
    }
    let compact: String = typed.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2013}' | '\u{a0}')).collect();
    // Twelve digits are the same number with its century, 16 for an organisation.
    let digits = match compact.len() {
        12 if ["16", "18", "19", "20"].iter().any(|century| compact.starts_with(century)) => &compact[2..],
        _ => compact.as_str(),
    };
    if digits.len() != 10 || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return Err("organisation-number-shape");
    }
    if has_check_digit(digits) {
        Ok(format!("{}-{}", &digits[..6], &digits[6..]))
    } else {
        Err("organisation-number-check")
    }
}

/// Whether the digits end with their check digit by Luhn's rule.
fn has_check_digit(digits: &str) -> bool {
    let sum: u32 = (digits.bytes().rev().enumerate())
        .map(|(at, digit)| {
            let doubled = u32::from(digit - b'0') * if at % 2 == 1 { 2 } else { 1 };
            doubled / 10 + doubled % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swedish_number_is_checked_and_written_alike() {
        for typed in ["212000-0142", "2120000142", "212000 0142", "162120000142"] {
            assert_eq!(organisation_number(typed, "SE").as_deref(), Ok("212000-0142"), "{typed}");
        }
        assert_eq!(organisation_number("212000-0143", "SE"), Err("organisation-number-check"));
        assert_eq!(organisation_number("212000-014", ""), Err("organisation-number-shape"));
        assert_eq!(organisation_number("2120OO-0142", "SE"), Err("organisation-number-shape"));
    }

    #[test]
    fn a_number_of_another_country_is_left_as_typed() {
        assert_eq!(organisation_number("DE 811 193 231", "DE").as_deref(), Ok("DE 811 193 231"));
        assert_eq!(organisation_number("DE811193231", ""), Err("organisation-number-shape"));
    }

    #[test]
    fn no_number_is_none() {
        assert_eq!(organisation_number("", "SE").as_deref(), Ok(""));
    }
}
