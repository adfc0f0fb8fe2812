//! What is suggested for an object, and why: from the model's rules, the provisions of secrecy, the kind of personal data,
//! the processes that use it, and the library. A suggestion with its reasons, never a decision.

use super::levels::{self, Levels, level};
use super::scale::Model;
use crate::knowledge::library::{LIBRARY, PROPOSALS, Provision, either};
use crate::platform::text::Language;
use varn_engine::{Aspect, Level, PerAspect};

/// What is known of an object that a suggestion can rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Provisions of secrecy, as ids of the library.
    pub provisions: Vec<String>,
    /// The strictest kind of personal data; `None` is not stated.
    pub personal_data: Option<String>,
    /// It concerns a large part of the inhabitants.
    pub many_people: bool,
    /// The shortest outage, in minutes, that a process using it has said it tolerates.
    pub tolerated: Option<i64>,
    /// A process that uses it is a vital societal function.
    pub vital: bool,
    /// What it is in the library, or "".
    pub library_ref: String,
    /// Processes and systems that depend on it.
    pub dependants: i64,
}

/// One reason for a level.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The level it speaks for.
    pub level: Level,
    /// In Swedish.
    pub sv: String,
    /// In English.
    pub en: String,
    /// The provision it rests on.
    pub provision: Option<&'static Provision>,
    /// Whether it is no more than that secrecy may be presumed.
    pub is_presumption: bool,
    /// Whether a lower level has to be motivated.
    pub lower_needs_motive: bool,
}

impl Reason {
    /// The reason in a language.
    pub fn text(&self, language: Language) -> &str {
        either(language, &self.sv, &self.en)
    }
}

/// What is suggested for one aspect: the reasons, the highest level first.
#[derive(Clone, Debug, Default)]
pub struct Suggested(pub Vec<Reason>);

impl Suggested {
    /// The suggested level: the highest that a reason speaks for.
    pub fn level(&self) -> Option<Level> {
        self.0.iter().map(|reason| reason.level).max()
    }

    /// The highest level below which a motive is asked for.
    pub fn firm(&self) -> Option<Level> {
        self.0.iter().filter(|reason| reason.lower_needs_motive).map(|reason| reason.level).max()
    }
}

/// What is suggested in every aspect of the model.
pub fn suggest(model: &Model, facts: &Facts) -> PerAspect<Suggested> {
    PerAspect::from_fn(|aspect| {
        if model.aspect(aspect).is_none() {
            return Suggested::default();
        }
        let mut reasons = by_rules(model, facts, aspect);
        reasons.extend(by_library(facts, aspect));
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.level));
        if reasons.first().is_some_and(|reason| reason.level > Level::Negligible) {
            // "Neither personal data nor secrecy" beside a reason for more would contradict it.
            reasons.retain(|reason| reason.level > Level::Negligible);
        }
        Suggested(reasons)
    })
}

/// The suggested levels alone.
pub fn suggested_levels(suggested: &PerAspect<Suggested>) -> Levels {
    PerAspect::from_fn(|aspect| suggested[aspect].level())
}

/// Provisions whose information may concern Sweden's security: nothing is suggested for them but to stop.
pub(super) fn stop_notes(facts: &Facts) -> Vec<&'static Provision> {
    let known = facts.provisions.iter().filter_map(|id| LIBRARY.provision(id));
    known.filter(|provision| provision.id == "osl.15.2").collect()
}

fn by_rules(model: &Model, facts: &Facts, aspect: Aspect) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for rule in model.suggestions.iter().filter(|rule| rule.aspect == levels::word(aspect)) {
        let reason = |level: Level, provision: Option<&'static Provision>| Reason {
            level,
            sv: rule.reason_sv.clone(),
            en: rule.reason_en.clone(),
            provision,
            is_presumption: rule.fact == "damage_test",
            lower_needs_motive: rule.lower_needs_motive,
        };
        let Some(rules_level) = Level::from_ordinal(rule.level) else { continue };
        if rule.fact == "damage_test" {
            let known = facts.provisions.iter().filter_map(|id| LIBRARY.provision(id));
            // The provision's own suggestion goes before what its kind of test says in general.
            let apt = known.filter(|one| one.damage_test == rule.value);
            reasons
                .extend(apt.filter_map(|one| Some(reason(level(one.suggested_confidentiality)?, Some(one)))));
        } else if applies(rule.fact.as_str(), rule.value.as_str(), facts, model) {
            reasons.push(reason(rules_level, None));
        }
    }
    reasons
}

/// Whether a rule's fact has its value.
fn applies(fact: &str, value: &str, facts: &Facts, model: &Model) -> bool {
    match fact {
        "personal_data_kind" => {
            let is_none_though_secret = value == "none" && !facts.provisions.is_empty();
            facts.personal_data.as_deref() == Some(value) && !is_none_though_secret
        }
        "personal_data_volume" => {
            facts.many_people && facts.personal_data.as_deref().is_some_and(|kind| kind != "none")
        }
        "vital_function" => facts.vital,
        "tolerated_outage_hours" => facts.tolerated.is_some_and(|minutes| step(minutes, model) == value),
        _ => false,
    }
}

/// Which of the outage rules a tolerated outage meets: the municipality's own hours decide, not those of the rule.
fn step(minutes: i64, model: &Model) -> &'static str {
    let minutes = varn_engine::Minutes(u32::try_from(minutes.max(0)).unwrap_or(u32::MAX));
    match model.settings().outage_scale.level(minutes) {
        Level::Serious => "4",
        Level::Significant => "24",
        Level::Moderate => "168",
        Level::Negligible => "any",
    }
}

/// What the library proposes for such a set.
fn by_library(facts: &Facts, aspect: Aspect) -> Option<Reason> {
    let entry = PROPOSALS.information_set(&facts.library_ref)?;
    let ordinal = match aspect {
        Aspect::Confidentiality => entry.confidentiality,
        Aspect::Integrity => entry.integrity,
        Aspect::Availability => entry.availability,
        Aspect::Traceability => entry.traceability,
    };
    Some(Reason {
        level: level(ordinal)?,
        sv: entry.reason_sv.clone(),
        en: String::new(),
        provision: None,
        is_presumption: false,
        lower_needs_motive: false,
    })
}

/// Why the library has a lower level than the rules, in Swedish, where it says so.
pub(super) fn librarys_motive(facts: &Facts) -> Option<&'static str> {
    let entry = PROPOSALS.information_set(&facts.library_ref)?;
    Some(entry.motive_sv.as_str()).filter(|motive| !motive.is_empty())
}

/// Whether the library says that people's life or health decides.
pub(super) fn concerns_life(facts: &Facts) -> bool {
    PROPOSALS.information_set(&facts.library_ref).is_some_and(|entry| entry.category == "life_health")
}

#[cfg(test)]
mod tests {
    use super::super::scale::DEFAULT;
    use super::*;
    use Level::{Moderate, Negligible, Serious, Significant};

    fn of(facts: &Facts) -> PerAspect<Suggested> {
        suggest(&DEFAULT, facts)
    }

    #[test]
    fn a_reversed_damage_test_suggests_three_and_says_why() {
        let facts = Facts { provisions: vec!["osl.26.1".to_owned()], ..Facts::default() };
        let suggested = &of(&facts)[Aspect::Confidentiality];
        assert_eq!((suggested.level(), suggested.firm()), (Some(Serious), Some(Serious)));
        assert!(suggested.0[0].sv.contains("omvänt skaderekvisit"), "{suggested:?}");
        assert_eq!(suggested.0[0].provision.unwrap().id, "osl.26.1");
        assert!(suggested.0[0].is_presumption);
    }

    #[test]
    fn a_provision_that_suggests_nothing_is_no_reason() {
        let facts =
            Facts { provisions: vec!["osl.15.2".to_owned(), "osl.10.2_a".to_owned()], ..Facts::default() };
        assert_eq!(of(&facts)[Aspect::Confidentiality].level(), None);
        assert_eq!(stop_notes(&facts).len(), 1);
    }

    #[test]
    fn the_kind_of_personal_data_decides_when_no_provision_does() {
        let kind = |kind: &str| {
            let facts = Facts { personal_data: Some(kind.to_owned()), ..Facts::default() };
            of(&facts)[Aspect::Confidentiality].level()
        };
        assert_eq!(kind("protected_identity"), Some(Serious));
        assert_eq!(kind("sensitive"), Some(Significant));
        assert_eq!(kind("ordinary"), Some(Moderate));
        assert_eq!(kind("none"), Some(Negligible));
        assert_eq!(of(&Facts::default())[Aspect::Confidentiality].level(), None, "unknown is not 0");
    }

    #[test]
    fn secrecy_without_personal_data_is_not_suggested_as_open() {
        let facts = Facts {
            provisions: vec!["osl.18.8".to_owned()],
            personal_data: Some("none".to_owned()),
            ..Facts::default()
        };
        let suggested = &of(&facts)[Aspect::Confidentiality];
        assert_eq!(suggested.level(), Some(Significant));
        assert_eq!(suggested.0.len(), 1);
    }

    #[test]
    fn the_least_patient_process_decides_availability() {
        let at = |minutes| {
            of(&Facts { tolerated: Some(minutes), ..Facts::default() })[Aspect::Availability].level()
        };
        assert_eq!(at(0), Some(Serious));
        assert_eq!(at(240), Some(Serious));
        assert_eq!(at(241), Some(Significant));
        assert_eq!(at(1_440), Some(Significant));
        assert_eq!(at(10_080), Some(Moderate));
        assert_eq!(at(10_081), Some(Negligible));
    }

    #[test]
    fn an_aspect_outside_the_model_is_not_suggested() {
        let mut model = Model::clone(&DEFAULT);
        model.aspects.retain(|aspect| aspect.id != "traceability");
        let facts = Facts { personal_data: Some("protected_identity".to_owned()), ..Facts::default() };
        assert_eq!(suggest(&model, &facts)[Aspect::Traceability].level(), None);
        assert_eq!(of(&facts)[Aspect::Traceability].level(), Some(Serious));
    }
}
