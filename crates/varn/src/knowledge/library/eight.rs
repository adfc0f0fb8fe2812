//! The eight recommendations and when each counts as in place: versioned data, shown with the state.

use super::parse;
use serde::Deserialize;
use std::sync::LazyLock;

/// A recommendation.
#[derive(Clone, Debug, Deserialize)]
pub struct Recommendation {
    /// 1–8.
    pub number: u8,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// When it is in place.
    pub rule_sv: String,
    /// The same in English.
    pub rule_en: String,
}

/// The figures of the rules.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Limits {
    /// How old the newest frozen picture may be, in days.
    pub picture_days: i64,
    /// How many of the required controls must be judged, in per cent.
    pub judged_percent: i64,
    /// How old an owner's confirmation may be, in days.
    pub confirmed_days: i64,
    /// How much must be confirmed besides the most critical, in per cent.
    pub rest_percent: i64,
}

/// The rules of the eight.
#[derive(Clone, Debug, Deserialize)]
pub struct Eight {
    /// Which version of the rules.
    pub version: String,
    /// Their figures.
    pub limits: Limits,
    /// The recommendations, in order.
    pub recommendations: Vec<Recommendation>,
}

/// The rules.
pub static EIGHT: LazyLock<Eight> = LazyLock::new(|| parse("eight.toml", content!("eight.toml")));

#[cfg(test)]
mod tests {
    use super::EIGHT;

    #[test]
    fn there_are_eight_in_order() {
        assert!(EIGHT.recommendations.iter().map(|one| one.number).eq(1..=8));
    }
}
