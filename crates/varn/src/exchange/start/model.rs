//! The state of each of the eight from facts, with its proof and the one next step. Nothing is ticked by hand; what is
//! not known is "not measured yet", never missing.

use crate::current_state::picture::model::{Classified, Controls, Registers};
use crate::knowledge::library::Limits;

/// What the states rest on.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) registers: Registers,
    pub(super) classified: Classified,
    pub(super) controls: Controls,
    /// Days since the newest picture was frozen, if one is.
    pub(super) picture_age: Option<i64>,
}

/// How it stands with a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// In place.
    Ok,
    /// Partly in place.
    Part,
    /// Was in place, and is too old.
    Old,
    /// Not measured yet.
    Unknown,
}

impl State {
    /// The kind of its sign.
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Part => "part",
            Self::Old => "miss",
            Self::Unknown => "none",
        }
    }

    /// Key of its word.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Ok => "state-ok",
            Self::Part => "state-part",
            Self::Old => "eight-old",
            Self::Unknown => "state-none",
        }
    }
}

/// The next step: where, and the key of its words.
pub(super) type Step = (&'static str, &'static str);

/// A state with the key of its proof and the next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) state: State,
    pub(super) proof: &'static str,
    pub(super) next: Option<Step>,
}

/// R2: a frozen picture, young enough, that covers activities, risks and gaps. Risks are not in the picture yet, so
/// it is at best partly in place.
pub(super) fn current_state(facts: &Facts, limits: Limits) -> Standing {
    let Some(age) = facts.picture_age else {
        return Standing { state: State::Unknown, proof: "eight-2-none", next: Some(first_step(facts)) };
    };
    if age > limits.picture_days {
        return Standing {
            state: State::Old,
            proof: "eight-2-old",
            next: Some(("/nulagesbild", "eight-2-freeze")),
        };
    }
    let judged = share(facts.controls.judged(), facts.controls.required);
    let next = if judged < limits.judged_percent {
        ("/brister", "eight-2-judge")
    } else {
        ("/nulagesbild", "eight-2-compare")
    };
    Standing { state: State::Part, proof: "eight-2-part", next: Some(next) }
}

/// What to do before a first picture says something.
fn first_step(facts: &Facts) -> Step {
    if facts.registers.systems == 0 && facts.classified.total == 0 {
        ("/inlasning", "eight-2-import")
    } else if facts.classified.confirmed + facts.classified.proposed == 0 {
        ("/klassning", "eight-5-start")
    } else {
        ("/nulagesbild", "eight-2-freeze")
    }
}

/// R5: what is likely critical confirmed by its owners, and most of the rest.
pub(super) fn classification(facts: &Facts, limits: Limits) -> Standing {
    let sets = &facts.classified;
    if sets.total == 0 {
        return Standing {
            state: State::Unknown,
            proof: "eight-5-none",
            next: Some(("/forslag/information", "eight-5-proposals")),
        };
    }
    let rest = sets.total - sets.serious;
    let serious_done = sets.serious_confirmed == sets.serious;
    if serious_done && sets.rest_confirmed * 100 >= rest * limits.rest_percent {
        return Standing {
            state: State::Ok,
            proof: "eight-5-some",
            next: Some(("/klassning", "eight-5-review")),
        };
    }
    let state = if sets.confirmed + sets.proposed == 0 { State::Unknown } else { State::Part };
    let next = if serious_done { "eight-5-rest" } else { "eight-5-critical" };
    Standing { state, proof: "eight-5-some", next: Some(("/klassning", next)) }
}

/// Those that Värn does not measure yet.
pub(super) const NOT_MEASURED: Standing =
    Standing { state: State::Unknown, proof: "eight-not-measured", next: None };

/// Whole per cent, 0 of nothing.
pub(super) const fn share(part: i64, whole: i64) -> i64 {
    if whole == 0 { 0 } else { part * 100 / whole }
}

#[cfg(test)]
mod model_tests {
    use super::*;
    use crate::knowledge::library::EIGHT;

    #[test]
    fn nothing_known_is_not_measured_and_points_to_the_first_step() {
        let empty = Facts::default();
        assert_eq!(current_state(&empty, EIGHT.limits).state, State::Unknown);
        assert_eq!(current_state(&empty, EIGHT.limits).next, Some(("/inlasning", "eight-2-import")));
        assert_eq!(classification(&empty, EIGHT.limits).state, State::Unknown);
    }

    #[test]
    fn a_picture_grows_old() {
        let facts = |age| Facts { picture_age: Some(age), ..Facts::default() };
        assert_eq!(current_state(&facts(10), EIGHT.limits).state, State::Part);
        assert_eq!(current_state(&facts(366), EIGHT.limits).state, State::Part);
        assert_eq!(current_state(&facts(367), EIGHT.limits).state, State::Old);
    }

    #[test]
    fn classification_is_in_place_when_the_critical_is_confirmed_and_most_of_the_rest() {
        let sets = |serious_confirmed, rest_confirmed| Facts {
            classified: Classified {
                total: 15,
                serious: 5,
                confirmed: serious_confirmed + rest_confirmed,
                serious_confirmed,
                rest_confirmed,
                ..Classified::default()
            },
            ..Facts::default()
        };
        for (serious, rest, state) in
            [(5, 8, State::Ok), (5, 7, State::Part), (4, 10, State::Part), (0, 0, State::Unknown)]
        {
            assert_eq!(classification(&sets(serious, rest), EIGHT.limits).state, state, "{serious} {rest}");
        }
    }
}
