//! How urgent it is to classify a set. A presumption of secrecy alone does not make it urgent: what can happen to people
//! does, and how many depend on it.

use crate::current_state::classification::levels::highest;
use crate::current_state::classification::scale::Model;
use crate::current_state::classification::suggest::{Facts, concerns_life, suggest, suggested_levels};
use varn_engine::{Aspect, Level, PerAspect};

/// A reason to classify a set early, with its points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// People's life or health is at stake.
    Life,
    /// It holds protected identities.
    ProtectedIdentity,
    /// A vital societal function uses it.
    Vital,
    /// A process that uses it tolerates no more than this many minutes.
    Outage(i64),
    /// The aspect is likely to be at this level.
    Likely(Aspect, Level),
    /// It concerns a large part of the inhabitants.
    ManyPeople,
    /// So many processes and systems depend on it.
    Dependants(i64),
    /// Secrecy is presumed.
    Presumed,
}

/// How urgent, and why: the weightiest reason first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Urgency {
    /// The sum.
    pub points: i64,
    /// The reasons with their points.
    pub reasons: Vec<(Why, i64)>,
}

/// Dependants beyond these add nothing.
const MOST_DEPENDANTS: i64 = 12;

/// How urgent it is to classify a set of which this is known.
pub fn urgency(model: &Model, facts: &Facts) -> Urgency {
    let suggested = suggest(model, facts);
    // What speaks for a level beyond the presumption of secrecy.
    let weighty = PerAspect::from_fn(|aspect| {
        let reasons = suggested[aspect].0.iter().filter(|reason| !reason.is_presumption);
        reasons.map(|reason| reason.level).max()
    });
    let mut reasons = Vec::new();
    if concerns_life(facts) && highest(&weighty) == Some(Level::Serious) {
        reasons.push((Why::Life, 40));
    }
    if facts.personal_data.as_deref() == Some("protected_identity") {
        reasons.push((Why::ProtectedIdentity, 35));
    }
    if facts.vital {
        reasons.push((Why::Vital, 25));
    }
    match facts.tolerated {
        Some(minutes) if minutes <= 240 => reasons.push((Why::Outage(minutes), 25)),
        Some(minutes) if minutes <= 1_440 => reasons.push((Why::Outage(minutes), 12)),
        _ => {}
    }
    let likely = Aspect::ALL.into_iter().filter_map(|aspect| Some((aspect, weighty[aspect]?)));
    let likely = likely.filter(|(_, level)| *level >= Level::Significant);
    // The first of the highest, in the order K, R, T, S.
    if let Some((aspect, level)) = likely.rev().max_by_key(|(_, level)| *level) {
        reasons.push((Why::Likely(aspect, level), if level == Level::Serious { 20 } else { 10 }));
    } else if suggested_levels(&suggested)[Aspect::Confidentiality] >= Some(Level::Significant) {
        reasons.push((Why::Presumed, 6));
    }
    if facts.many_people {
        reasons.push((Why::ManyPeople, 15));
    }
    if facts.dependants > 1 {
        reasons.push((Why::Dependants(facts.dependants), facts.dependants.min(MOST_DEPENDANTS)));
    }
    reasons.sort_by_key(|(_, points)| std::cmp::Reverse(*points));
    Urgency { points: reasons.iter().map(|(_, points)| points).sum(), reasons }
}

/// Whether a set is likely to need level 3 in some aspect (recommendation 5 asks for those first).
pub fn is_likely_critical(model: &Model, facts: &Facts) -> bool {
    highest(&suggested_levels(&suggest(model, facts))) == Some(Level::Serious)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::current_state::classification::scale::DEFAULT;
    use crate::knowledge::library::PROPOSALS;
    use proptest::prelude::*;

    fn points(facts: &Facts) -> i64 {
        urgency(&DEFAULT, facts).points
    }

    #[test]
    fn a_presumption_of_secrecy_alone_does_not_come_first() {
        let presumed = Facts { provisions: vec!["osl.26.1".to_owned()], ..Facts::default() };
        let vital = Facts { tolerated: Some(120), vital: true, ..Facts::default() };
        assert!(points(&vital) > points(&presumed));
        assert_eq!(urgency(&DEFAULT, &presumed).reasons, [(Why::Presumed, 6)]);
        assert!(is_likely_critical(&DEFAULT, &presumed));
    }

    #[test]
    fn what_can_cost_a_life_comes_before_what_costs_money() {
        let of = |category: &str| {
            let is_it = |set: &&crate::knowledge::library::Information| {
                set.category == category && [set.integrity, set.availability].contains(&3)
            };
            let set = PROPOSALS.information.iter().find(is_it).unwrap();
            Facts { library_ref: set.id.clone(), ..Facts::default() }
        };
        assert!(points(&of("life_health")) > points(&of("economy")));
    }

    #[test]
    fn nothing_known_is_not_urgent_and_gives_no_reason() {
        assert_eq!(urgency(&DEFAULT, &Facts::default()), Urgency::default());
    }

    proptest! {
        #[test]
        fn more_that_speaks_for_it_never_makes_it_less_urgent(
            vital in any::<bool>(), many in any::<bool>(), dependants in 0i64..40, tolerated in proptest::option::of(0i64..20_000)
        ) {
            let less = Facts { dependants, tolerated, vital, many_people: many, ..Facts::default() };
            let more = [
                Facts { vital: true, ..less.clone() },
                Facts { many_people: true, ..less.clone() },
                Facts { dependants: dependants + 1, ..less.clone() },
                Facts { tolerated: Some(tolerated.map_or(0, |minutes| minutes / 2)), ..less.clone() },
                Facts { personal_data: Some("protected_identity".to_owned()), ..less.clone() },
            ];
            for more in more {
                prop_assert!(points(&more) >= points(&less));
            }
            let urgency = urgency(&DEFAULT, &less);
            prop_assert_eq!(urgency.points, urgency.reasons.iter().map(|(_, points)| points).sum::<i64>());
        }
    }
}
