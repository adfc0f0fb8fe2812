//! The classification model as data with versions: levels, aspects, criteria, consequence categories and the rules that
//! suggest. A municipality that has not changed it uses the library's.

use crate::current_state::classification::levels;
use crate::knowledge::library::{self, LIBRARY};
use crate::platform::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, LazyLock};
use varn_engine::{Aspect, AspectSet, Level, Minutes, OutageScale, Settings};

/// The name of a model.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Head {
    /// `model.default`.
    pub id: String,
    /// Its version: a number as text.
    pub version: String,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// What to know of it.
    pub note_sv: String,
    /// The same in English.
    pub note_en: String,
    /// Whether its times and amounts are more than our proposal.
    pub verified: bool,
    /// Why not, when they are not.
    pub why: String,
}

/// A model in one version, in the shape of `content/classification.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Model {
    /// Which it is.
    pub model: Head,
    /// Its levels, lowest first; a stub holds nothing but the way to the säkerhetsskyddschef.
    pub levels: Vec<library::Level>,
    /// The aspects that are judged.
    pub aspects: Vec<library::Aspect>,
    /// What each level means for each aspect.
    pub criteria: Vec<library::Criterion>,
    /// Kinds of consequence.
    pub categories: Vec<library::Category>,
    /// What each level means for each of them.
    pub category_criteria: Vec<library::CategoryCriterion>,
    /// Rules that suggest a level.
    pub suggestions: Vec<library::Suggestion>,
}

/// The library's model.
pub static DEFAULT: LazyLock<Arc<Model>> = LazyLock::new(|| {
    match Model::read(&LIBRARY.classification.to_string()) {
        Ok(model) => Arc::new(model),
        // The file is compiled in and a test reads it, so this is a fault at build time.
        Err(error) => panic!("content/classification.toml: {error}"),
    }
});

/// What a label of a scale means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A level.
    Level(Level),
    /// Possible säkerhetsskydd: nothing about it is stored.
    ProtectiveSecurity,
}

impl Model {
    /// From its stored definition.
    pub fn read(definition: &str) -> Result<Self> {
        serde_json::from_str(definition).map_err(Error::internal)
    }

    /// As it is stored.
    pub fn definition(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Error::internal)
    }

    /// An aspect of the model.
    pub fn aspect(&self, aspect: Aspect) -> Option<&library::Aspect> {
        self.aspects.iter().find(|one| one.id == levels::word(aspect))
    }

    /// The aspects in the order K, R, T, S.
    pub fn in_use(&self) -> Vec<Aspect> {
        Aspect::ALL.into_iter().filter(|aspect| self.aspect(*aspect).is_some()).collect()
    }

    /// What a level means for an aspect.
    pub fn criterion(&self, aspect: Aspect, ordinal: u8) -> Option<&library::Criterion> {
        self.criteria.iter().find(|one| one.aspect == levels::word(aspect) && one.level == ordinal)
    }

    /// What a level means for a consequence category.
    pub fn category_criterion(&self, category: &str, ordinal: u8) -> Option<&library::CategoryCriterion> {
        self.category_criteria.iter().find(|one| one.category == category && one.level == ordinal)
    }

    /// The categories that an aspect is judged by, in order.
    pub fn categories_of(&self, aspect: Aspect) -> impl Iterator<Item = &library::Category> {
        let word = levels::word(aspect);
        self.categories.iter().filter(move |category| category.aspects.iter().any(|one| one == word))
    }

    /// The levels that may be stored.
    pub fn storable(&self) -> impl Iterator<Item = &library::Level> {
        self.levels.iter().filter(|level| !level.stub)
    }

    /// What the model decides in the calculations of the thread.
    pub fn settings(&self) -> Settings {
        let aspects = self.in_use().into_iter().fold(AspectSet::NONE, AspectSet::with);
        let usual = OutageScale::default();
        let hours = |level: Level, usual: Minutes| {
            let stated = self.criterion(Aspect::Availability, level.ordinal()).map(|one| one.outage_hours);
            let minutes =
                stated.and_then(|hours| u32::try_from(hours).ok()).and_then(|hours| hours.checked_mul(60));
            minutes.map_or(usual, Minutes)
        };
        let outage_scale = OutageScale {
            serious: hours(Level::Serious, usual.serious),
            significant: hours(Level::Significant, usual.significant),
            moderate: hours(Level::Moderate, usual.moderate),
        };
        Settings { aspects, outage_scale }
    }

    /// What a label as a register writes it ("3", "Allvarlig", "K3") means in this model; `None` when it is none of its
    /// labels. What a scale of a register's own means is `varn_recognition`'s to tell.
    pub fn meaning(&self, label: &str) -> Option<Meaning> {
        let wanted = folded(label);
        let fits = |level: &&library::Level| {
            [&level.label, &level.name_sv, &level.name_en].into_iter().any(|name| folded(name) == wanted)
        };
        let level = self.levels.iter().find(fits)?;
        if level.stub {
            return Some(Meaning::ProtectiveSecurity);
        }
        Level::from_ordinal(level.ordinal).map(Meaning::Level)
    }
}

/// Letters and digits alone, in lower case; a leading aspect letter before a digit ("K3") is passed over.
fn folded(label: &str) -> String {
    let text: String = label.trim().to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let mut chars = text.chars();
    match (chars.next(), chars.as_str()) {
        (Some('k' | 'r' | 't' | 's'), rest)
            if !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()) =>
        {
            rest.to_owned()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_librarys_model_is_whole() {
        let model = &*DEFAULT;
        assert_eq!(model.in_use(), Aspect::ALL);
        assert_eq!(model.storable().count(), 4);
        for aspect in Aspect::ALL {
            for level in Level::ALL {
                assert!(model.criterion(aspect, level.ordinal()).is_some(), "{aspect:?} {level:?}");
            }
            for category in model.categories_of(aspect) {
                for level in Level::ALL {
                    assert!(
                        model.category_criterion(&category.id, level.ordinal()).is_some(),
                        "{}",
                        category.id
                    );
                }
            }
        }
        assert!(
            model
                .suggestions
                .iter()
                .all(|rule| rule.aspect.parse::<levels::AspectWord>().is_ok() && rule.level < 4)
        );
    }

    #[test]
    fn the_models_hours_decide_what_an_outage_means() {
        assert_eq!(DEFAULT.settings(), Settings::default());
        let mut model = Model::clone(&DEFAULT);
        model.aspects.retain(|aspect| aspect.id != "traceability");
        for criterion in &mut model.criteria {
            if criterion.aspect == "availability" && criterion.level == 3 {
                criterion.outage_hours = 2;
            }
        }
        let settings = model.settings();
        assert_eq!(settings.outage_scale.serious, Minutes(120));
        assert_eq!(settings.aspects, AspectSet::WITHOUT_TRACEABILITY);
    }

    #[test]
    fn a_label_means_a_level_or_the_head_of_protective_security() {
        let level = |level| Some(Meaning::Level(level));
        assert_eq!(DEFAULT.meaning("3"), level(Level::Serious));
        assert_eq!(DEFAULT.meaning(" k2 "), level(Level::Significant));
        assert_eq!(DEFAULT.meaning("Ingen eller försumbar"), level(Level::Negligible));
        assert_eq!(DEFAULT.meaning("Serious"), level(Level::Serious));
        assert_eq!(DEFAULT.meaning("4"), Some(Meaning::ProtectiveSecurity));
        assert_eq!(DEFAULT.meaning("sju"), None);
    }
}
