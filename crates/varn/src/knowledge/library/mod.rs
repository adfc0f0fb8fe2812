//! The knowledge base of `content/`, embedded and read once. Entries are data with stable ids; texts stand in both
//! languages where there are two. A fault in a file fails the tests, so reading it here cannot fail at a municipality's.

macro_rules! content {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/", $name))
    };
}

mod eight;
mod model;
mod organisation;
mod proposals;

pub use eight::{EIGHT, Eight, Limits, Recommendation};
pub use model::{
    Area, Aspect, Category, CategoryCriterion, Control, ControlAspect, County, Criterion, Law, LegalBasis,
    Level, Municipality, PersonalDataKind, Provision, Suggestion,
};
pub use organisation::{ActivityArea, ORGANISATION, Organisation, UsualPart};
pub use proposals::{Information, PROPOSALS, Process, Proposals, SystemType};

use crate::platform::text::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The library.
pub static LIBRARY: LazyLock<Library> = LazyLock::new(Library::read);

/// Everything in `content/`.
#[derive(Debug)]
pub struct Library {
    /// The chapters of the catalogue, in order.
    pub areas: Vec<Area>,
    /// The laws that ask for controls.
    pub laws: Vec<Law>,
    /// The catalogue of controls, in order.
    pub controls: Vec<Control>,
    /// The default classification model as JSON, which is how a municipality stores its versions of it.
    pub classification: serde_json::Value,
    /// Provisions of secrecy.
    pub provisions: Vec<Provision>,
    /// Kinds of personal data, mildest first.
    pub personal_data_kinds: Vec<PersonalDataKind>,
    /// The points of article 6.1 GDPR.
    pub legal_bases: Vec<LegalBasis>,
    /// The 290 municipalities.
    pub municipalities: Vec<Municipality>,
    /// Their counties.
    pub counties: Vec<County>,
    control_places: HashMap<String, usize>,
    provision_places: HashMap<String, usize>,
}

impl Library {
    fn read() -> Self {
        let controls: model::ControlsFile = parse("controls.toml", content!("controls.toml"));
        let secrecy: model::SecrecyFile = parse("secrecy.toml", content!("secrecy.toml"));
        let places: model::MunicipalitiesFile = parse("municipalities.toml", content!("municipalities.toml"));
        let control_places =
            controls.controls.iter().enumerate().map(|(at, control)| (control.id.clone(), at)).collect();
        let provision_places =
            secrecy.provisions.iter().enumerate().map(|(at, one)| (one.id.clone(), at)).collect();
        Self {
            areas: controls.areas,
            laws: controls.laws,
            controls: controls.controls,
            classification: parse("classification.toml", content!("classification.toml")),
            provisions: secrecy.provisions,
            personal_data_kinds: secrecy.personal_data_kinds,
            legal_bases: secrecy.legal_bases,
            municipalities: places.municipalities,
            counties: places.counties,
            control_places,
            provision_places,
        }
    }

    /// A control by id, as `control.backup_tested`.
    pub fn control(&self, id: &str) -> Option<&Control> {
        self.control_places.get(id).map(|&at| &self.controls[at])
    }

    /// A provision by id, as `osl.26.1`.
    pub fn provision(&self, id: &str) -> Option<&Provision> {
        self.provision_places.get(id).map(|&at| &self.provisions[at])
    }

    /// A kind of personal data by id.
    pub fn personal_data_kind(&self, id: &str) -> Option<&PersonalDataKind> {
        self.personal_data_kinds.iter().find(|kind| kind.id == id)
    }

    /// A municipality by its official code, as `0180`.
    pub fn municipality(&self, code: &str) -> Option<&Municipality> {
        self.municipalities.iter().find(|place| place.code == code)
    }

    /// An area by id.
    pub fn area(&self, id: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == id)
    }
}

/// The Swedish or the English text.
pub fn either<'a>(language: Language, swedish: &'a str, english: &'a str) -> &'a str {
    match language {
        Language::English if !english.is_empty() => english,
        _ => swedish,
    }
}

pub(crate) fn parse<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> T {
    match toml::from_str(text) {
        Ok(content) => content,
        // The files are compiled in and a test reads them all, so this is a fault at build time.
        Err(error) => panic!("content/{name}: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read_and_ids_stand_once() {
        assert_eq!(LIBRARY.municipalities.len(), 290);
        assert_eq!(LIBRARY.counties.len(), 21);
        assert!(LIBRARY.controls.len() >= 60);
        assert_eq!(LIBRARY.control_places.len(), LIBRARY.controls.len());
        assert_eq!(LIBRARY.provision_places.len(), LIBRARY.provisions.len());
        assert!(LIBRARY.controls.iter().all(|control| LIBRARY.area(&control.area).is_some()));
    }
}
