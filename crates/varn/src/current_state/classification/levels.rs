//! A level in each aspect, as columns and as values; and which level counts where a common classification is followed.
//! Only the ordinals 0–3 exist here: a possible level 4 is refused before it becomes a value.

use crate::word_type;
use varn_engine::{Aspect, Level, PerAspect};

/// A level in each aspect; `None` is not judged.
pub type Levels = PerAspect<Option<Level>>;

word_type! {
    /// An aspect as it is stored and named in text keys.
    AspectWord {
        /// K.
        Confidentiality = "confidentiality",
        /// R.
        Integrity = "integrity",
        /// T.
        Availability = "availability",
        /// S.
        Traceability = "traceability",
    }
}

impl From<Aspect> for AspectWord {
    fn from(aspect: Aspect) -> Self {
        match aspect {
            Aspect::Confidentiality => Self::Confidentiality,
            Aspect::Integrity => Self::Integrity,
            Aspect::Availability => Self::Availability,
            Aspect::Traceability => Self::Traceability,
        }
    }
}

impl From<AspectWord> for Aspect {
    fn from(word: AspectWord) -> Self {
        match word {
            AspectWord::Confidentiality => Self::Confidentiality,
            AspectWord::Integrity => Self::Integrity,
            AspectWord::Availability => Self::Availability,
            AspectWord::Traceability => Self::Traceability,
        }
    }
}

/// The stored word of an aspect.
pub fn word(aspect: Aspect) -> &'static str {
    AspectWord::from(aspect).as_str()
}

/// A stored ordinal as a level; what is no ordinal of the model is not known.
pub fn level(ordinal: i64) -> Option<Level> {
    u8::try_from(ordinal).ok().and_then(Level::from_ordinal)
}

/// A level as it is stored.
pub fn ordinal(level: Level) -> i64 {
    i64::from(level.ordinal())
}

/// Four columns, K R T S, as levels.
pub fn from_columns(columns: [Option<i64>; 4]) -> Levels {
    PerAspect(columns.map(|column| column.and_then(level)))
}

/// Levels as four columns, K R T S.
pub fn to_columns(levels: &Levels) -> [Option<i64>; 4] {
    levels.0.map(|level| level.map(ordinal))
}

/// The highest level of any aspect, if one is known.
pub fn highest(levels: &Levels) -> Option<Level> {
    levels.0.iter().copied().flatten().max()
}

/// What counts for a set that follows an organisation-common one: a unit may raise freely; below the common level its
/// own counts only when somebody else has approved it (method §3.3).
pub fn effective(own: &Levels, common: &Levels, approved: bool) -> Levels {
    PerAspect::from_fn(|aspect| match (own[aspect], common[aspect]) {
        (Some(own), Some(common)) if own < common && !approved => Some(common),
        (own, common) => own.or(common),
    })
}

/// The aspects in which `own` is below `common`.
pub fn lowered(own: &Levels, common: &Levels) -> Vec<Aspect> {
    let is_lower = |aspect: &Aspect| matches!((own[*aspect], common[*aspect]), (Some(own), Some(common)) if own < common);
    Aspect::ALL.into_iter().filter(is_lower).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_levels() -> impl Strategy<Value = Levels> {
        proptest::array::uniform4(proptest::option::of(0i64..4)).prop_map(from_columns)
    }

    proptest! {
        #[test]
        fn columns_survive_the_way_there_and_back(levels in any_levels()) {
            prop_assert_eq!(from_columns(to_columns(&levels)), levels);
        }

        #[test]
        fn without_approval_nothing_counts_below_the_common_level(own in any_levels(), common in any_levels()) {
            let counts = effective(&own, &common, false);
            for aspect in Aspect::ALL {
                prop_assert!(counts[aspect] >= common[aspect]);
                prop_assert!(counts[aspect].is_some() || (own[aspect].is_none() && common[aspect].is_none()));
            }
        }

        #[test]
        fn an_approved_lowering_counts_as_it_was_judged(own in any_levels(), common in any_levels()) {
            let counts = effective(&own, &common, true);
            for aspect in Aspect::ALL {
                prop_assert_eq!(counts[aspect], own[aspect].or(common[aspect]));
            }
        }

        #[test]
        fn a_raise_needs_nobody(own in any_levels(), common in any_levels()) {
            if lowered(&own, &common).is_empty() {
                prop_assert_eq!(effective(&own, &common, false), effective(&own, &common, true));
            }
        }
    }

    #[test]
    fn four_is_no_level() {
        assert_eq!(level(4), None);
        assert_eq!(level(-1), None);
        assert_eq!(level(3), Some(Level::Serious));
    }
}
