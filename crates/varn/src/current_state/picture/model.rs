//! What a picture holds. `Open` is an allow-list: numbers and ids of the library, nothing that somebody has typed, so
//! that the open report cannot leak what it is not made from.

use crate::id_type;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

id_type! {
    /// A frozen picture.
    PictureId
}

/// Counts of the registers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Registers {
    /// Processes.
    pub processes: i64,
    /// Of them vital societal functions.
    pub vital: i64,
    /// Of them with a tolerated outage.
    pub with_outage: i64,
    /// Systems in use, planned or on their way out.
    pub systems: i64,
    /// Of them without an owner.
    pub without_owner: i64,
    /// Systems whose need is known in some aspect.
    pub with_need: i64,
    /// Systems with a need of 3 in some aspect.
    pub serious: i64,
    /// Suppliers.
    pub suppliers: i64,
    /// Processings of personal data.
    pub processings: i64,
}

/// How far the classification has come, for the whole or for one authority.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classified {
    /// Information sets.
    pub total: i64,
    /// Confirmed by their owners.
    pub confirmed: i64,
    /// Classified or proposed, not confirmed.
    pub proposed: i64,
    /// Likely level 3 in some aspect, by classification or by the library's proposal.
    pub serious: i64,
    /// Of those confirmed within twelve months.
    pub serious_confirmed: i64,
    /// Of the rest confirmed within twelve months.
    pub rest_confirmed: i64,
    /// Sets per aspect (K, R, T, S) and level 0–3.
    pub levels: [[i64; 4]; 4],
}

impl Classified {
    /// Adds another part.
    pub fn add(&mut self, other: &Self) {
        self.total += other.total;
        self.confirmed += other.confirmed;
        self.proposed += other.proposed;
        self.serious += other.serious;
        self.serious_confirmed += other.serious_confirmed;
        self.rest_confirmed += other.rest_confirmed;
        for (mine, theirs) in self.levels.iter_mut().flatten().zip(other.levels.iter().flatten()) {
            *mine += theirs;
        }
    }

    /// Sets that are not even proposed.
    pub const fn unclassified(&self) -> i64 {
        self.total - self.confirmed - self.proposed
    }
}

/// How far the judging of controls has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Controls {
    /// Required of all objects.
    pub required: i64,
    /// Of them fulfilled.
    pub fulfilled: i64,
    /// Of them deficient.
    pub deficient: i64,
    /// Of them missing.
    pub missing: i64,
    /// Of them not judged, or not enough to say.
    pub not_judged: i64,
    /// Points of deficiency left.
    pub points: i64,
}

impl Controls {
    /// Adds another part.
    pub const fn add(&mut self, other: &Self) {
        self.required += other.required;
        self.fulfilled += other.fulfilled;
        self.deficient += other.deficient;
        self.missing += other.missing;
        self.not_judged += other.not_judged;
        self.points += other.points;
    }

    /// Judged so that it says something.
    pub const fn judged(&self) -> i64 {
        self.fulfilled + self.deficient + self.missing
    }
}

/// An area of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaState {
    /// The area's id in the library.
    pub area: String,
    /// How far it has come.
    pub controls: Controls,
}

/// What may be shown to anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Counts of the registers.
    pub registers: Registers,
    /// The classification of the whole.
    pub classified: Classified,
    /// The controls of the whole.
    pub controls: Controls,
    /// The controls by area, in the order of the library.
    pub areas: Vec<AreaState>,
}

/// An authority and its classification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityState {
    /// Its name.
    pub name: String,
    /// Its classification.
    pub classified: Classified,
}

/// One of the gaps that weigh most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct WorstGap {
    /// What lacks it: `organisation`, `system` or `supplier`.
    pub object_kind: String,
    /// The object.
    pub object_id: uuid::Uuid,
    /// Name of the object; empty for the organisation.
    pub object: String,
    /// Id of the control.
    pub control: String,
    /// Title of a control of the municipality's own; empty for one of the library.
    pub own_title: String,
    /// Points.
    pub points: i64,
    /// 0–3.
    pub deficiency: Option<i64>,
    /// The situation, as somebody has described it.
    pub situation: String,
}

/// What only those who may see vulnerabilities are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restricted {
    /// The classification of each authority.
    pub authorities: Vec<AuthorityState>,
    /// The gaps that weigh most.
    pub worst: Vec<WorstGap>,
    /// Systems without an owner, by name.
    pub without_owner: Vec<String>,
}

/// The state as measured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// For anybody.
    pub open: Open,
    /// For those who may see vulnerabilities.
    pub restricted: Restricted,
}

/// What is frozen: the state, of whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Shape of this content.
    pub format: u32,
    /// Name of the municipality.
    pub municipality: String,
    /// The moment, as RFC 3339 in UTC.
    pub as_of: String,
    /// The state.
    #[serde(flatten)]
    pub measured: Measured,
}

/// The checksum of a picture's stored content: SHA-256 in hexadecimal.
pub fn checksum(content: &str) -> String {
    crate::platform::session::hex(&Sha256::digest(content.as_bytes()))
}

/// A register's case number: one to five letters, perhaps a unit, year and number. `KS 2026/412`, `KS 2026-00412`.
/// Typed, but of a shape that can carry no secret.
pub fn is_case_number(text: &str) -> bool {
    let Some((prefix, rest)) = text.split_once(' ') else { return false };
    let Some((year, number)) = rest.split_once(['/', '-', ':']) else { return false };
    (1..=8).contains(&prefix.chars().count())
        && prefix.chars().all(|c| c.is_uppercase() || c == '-')
        && year.len() == 4
        && (1..=7).contains(&number.len())
        && year.bytes().chain(number.bytes()).all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod model_tests {
    use super::*;

    #[test]
    fn a_case_number_carries_no_message() {
        for good in ["KS 2026/412", "KS-SN 2026-00412", "ÖFN 2026:7"] {
            assert!(is_case_number(good), "{good}");
        }
        for bad in ["", "KS", "KS 26/4", "se lösenord 2026/1", "KS 2026/hemligt"] {
            assert!(!is_case_number(bad), "{bad}");
        }
    }

    #[test]
    fn the_parts_of_the_classification_add_up() {
        let mut sum = Classified { total: 3, confirmed: 1, proposed: 1, ..Classified::default() };
        sum.add(&Classified { total: 2, levels: [[1; 4]; 4], ..Classified::default() });
        assert_eq!((sum.total, sum.unclassified(), sum.levels[3][3]), (5, 3, 1));
    }
}
