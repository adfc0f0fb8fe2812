//! How judgements become a level: every consequence category is judged and the most serious one decides; a person may go
//! above it, and below it or below what is suggested only with a motive (method §3.3).

use varn_engine::Level;

/// What was said about one aspect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The level that was chosen.
    pub chosen: Option<Level>,
    /// The levels of the consequence categories that were judged.
    pub categories: Vec<Level>,
    /// A suggestion whose lowering has to be motivated.
    pub firm_suggestion: Option<Level>,
    /// Whether there is a motive.
    pub is_motivated: bool,
}

/// Why a level is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Neither a level nor a category was judged.
    NothingSaid,
    /// A category is more serious than the chosen level, and nobody has said why.
    BelowCategories(Level),
    /// The suggestion is higher, and nobody has said why it does not fit.
    BelowSuggestion(Level),
}

/// The most serious of the judged categories.
pub fn most_serious(categories: &[Level]) -> Option<Level> {
    categories.iter().copied().max()
}

/// The level of an aspect.
pub fn decide(said: &Said) -> Result<Level, Refusal> {
    let serious = most_serious(&said.categories);
    let level = said.chosen.or(serious).ok_or(Refusal::NothingSaid)?;
    if said.is_motivated {
        return Ok(level);
    }
    match (serious, said.firm_suggestion) {
        (Some(serious), _) if level < serious => Err(Refusal::BelowCategories(serious)),
        (_, Some(suggested)) if level < suggested => Err(Refusal::BelowSuggestion(suggested)),
        _ => Ok(level),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Level::{Moderate, Negligible, Serious, Significant};
    use proptest::prelude::*;

    fn said(chosen: Option<Level>, categories: &[Level]) -> Said {
        Said { chosen, categories: categories.to_vec(), ..Said::default() }
    }

    #[test]
    fn the_most_serious_category_decides() {
        assert_eq!(decide(&said(None, &[Moderate, Serious, Negligible])), Ok(Serious));
        assert_eq!(decide(&said(None, &[])), Err(Refusal::NothingSaid));
    }

    #[test]
    fn a_person_may_go_above_it_but_below_it_only_with_a_motive() {
        assert_eq!(decide(&said(Some(Serious), &[Moderate])), Ok(Serious));
        let below = said(Some(Moderate), &[Significant]);
        assert_eq!(decide(&below), Err(Refusal::BelowCategories(Significant)));
        assert_eq!(decide(&Said { is_motivated: true, ..below }), Ok(Moderate));
    }

    #[test]
    fn below_a_firm_suggestion_a_motive_is_asked_for() {
        let low = Said { firm_suggestion: Some(Serious), ..said(Some(Significant), &[Significant]) };
        assert_eq!(decide(&low), Err(Refusal::BelowSuggestion(Serious)));
        assert_eq!(decide(&Said { is_motivated: true, ..low }), Ok(Significant));
        let same = Said { firm_suggestion: Some(Serious), ..said(Some(Serious), &[]) };
        assert_eq!(decide(&same), Ok(Serious));
    }

    proptest! {
        #[test]
        fn without_a_motive_no_level_is_below_anything_that_was_said(
            chosen in proptest::option::of(0u8..4),
            categories in proptest::collection::vec(0u8..4, 0..8),
            suggested in proptest::option::of(0u8..4),
        ) {
            let level = |ordinal: u8| Level::from_ordinal(ordinal).unwrap();
            let said = Said {
                chosen: chosen.map(level),
                categories: categories.into_iter().map(level).collect(),
                firm_suggestion: suggested.map(level),
                is_motivated: false,
            };
            if let Ok(decided) = decide(&said) {
                prop_assert!(said.categories.iter().all(|category| decided >= *category));
                prop_assert!(said.firm_suggestion.is_none_or(|suggested| decided >= suggested));
                prop_assert!(said.chosen.is_none_or(|chosen| decided == chosen));
            }
        }
    }
}
