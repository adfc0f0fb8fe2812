//! The shapes of the entries, as `content/README.md` tells them.

use serde::{Deserialize, Serialize};

/// A chapter of the catalogue.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Area {
    /// `access`.
    pub id: String,
    /// Place.
    pub order: i64,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// What it asks, in plain words.
    pub question_sv: String,
}

/// A law that asks for controls.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Law {
    /// `cybersakerhetslagen`.
    pub id: String,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// SFS number.
    pub statute: String,
    /// Chapter, or "".
    pub chapter: String,
    /// Section, or "".
    pub section: String,
    /// `organisation`, `unit`, `system`, `supplier`.
    pub applies_to: Vec<String>,
    /// `always`, or the fact that makes it apply.
    pub applies_when: String,
    /// What it asks.
    pub text_sv: String,
    /// The same in English.
    pub text_en: String,
    /// Whether it was read in the statute text.
    pub verified: bool,
    /// Why not, when it was not.
    pub why: String,
}

/// From which level of an aspect a control is required; 0 only tells what a baseline control protects.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ControlAspect {
    /// `confidentiality` and so on.
    pub aspect: String,
    /// 0–3.
    pub level: u8,
}

/// A control: what must be true.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Control {
    /// `control.backup_tested`.
    pub id: String,
    /// Number within the catalogue.
    pub number: i64,
    /// Its area.
    pub area: String,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// What must be true.
    pub is_sv: String,
    /// The same in English.
    pub is_en: String,
    /// The same as a requirement on a supplier, or "".
    pub must_sv: String,
    /// What happens without it.
    pub consequence_sv: String,
    /// What would prove it.
    pub evidence_sv: String,
    /// Required of everything in scope.
    pub baseline: bool,
    /// Levels that call for it.
    pub aspects: Vec<ControlAspect>,
    /// `organisation`, `unit`, `system`, `supplier`.
    pub scope: Vec<String>,
    /// `always`, or where it has a meaning.
    pub condition: String,
    /// `organisational`, `administrative`, `physical`, `technical`.
    pub kind: String,
    /// S, M or L.
    pub effort: String,
    /// Cost class 0–3.
    pub cost: i64,
    /// Laws that ask for it.
    pub laws: Vec<String>,
    /// Numbers in ISO/IEC 27002:2022.
    pub iso27002: Vec<String>,
    /// Points of 2 kap. 3 § cybersäkerhetslagen.
    pub cybersakerhetslagen: Vec<i64>,
    /// Articles.
    pub gdpr: Vec<String>,
}

/// A provision of secrecy.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Provision {
    /// `osl.26.1`.
    pub id: String,
    /// `26:1`.
    #[serde(rename = "ref")]
    pub reference: String,
    /// SFS number.
    pub statute: String,
    /// Chapter.
    pub chapter: String,
    /// Section.
    pub section: String,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// `straight`, `reversed`, `absolute`, `varies` or `none`.
    pub damage_test: String,
    /// Our suggestion; -1 is none.
    pub suggested_confidentiality: i64,
    /// What to mind.
    pub note_sv: String,
    /// Whether it was read in the statute text.
    pub verified: bool,
    /// Why not, when it was not.
    pub why: String,
}

/// A kind of personal data.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct PersonalDataKind {
    /// `sensitive`.
    pub id: String,
    /// Mildest first.
    pub order: i64,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// What it covers.
    pub text_sv: String,
    /// The same in English.
    pub text_en: String,
    /// Our suggestion.
    pub suggested_confidentiality: i64,
}

/// A point of article 6.1 GDPR.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct LegalBasis {
    /// `6.1.e`.
    pub id: String,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// What it means.
    pub text_sv: String,
    /// The same in English.
    pub text_en: String,
}

/// A county.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct County {
    /// Two digits.
    pub code: String,
    /// `Stockholms län`.
    pub name: String,
    /// `Stockholm`.
    pub short_name: String,
}

/// A municipality.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Municipality {
    /// Four digits.
    pub code: String,
    /// `Upplands Väsby kommun`.
    pub name: String,
    /// `Upplands Väsby`.
    pub short_name: String,
    /// Code of its county.
    pub county: String,
}

/// A level of the classification model.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Level {
    /// 0–4.
    pub ordinal: u8,
    /// As it is written.
    pub label: String,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// What it means.
    pub short_sv: String,
    /// The same in English.
    pub short_en: String,
    /// A pointer to the säkerhetsskyddschef, never stored.
    pub stub: bool,
}

/// An aspect of the classification model.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Aspect {
    /// `confidentiality`.
    pub id: String,
    /// `K`.
    pub letter: String,
    /// May be left out of a model.
    pub optional: bool,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// What to ask.
    pub question_sv: String,
    /// The same in English.
    pub question_en: String,
    /// What to think of.
    pub help_sv: String,
    /// The same in English.
    pub help_en: String,
}

/// What a level means for an aspect.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Criterion {
    /// The aspect.
    pub aspect: String,
    /// The level.
    pub level: u8,
    /// Its meaning.
    pub text_sv: String,
    /// The same in English.
    pub text_en: String,
    /// For availability: the longest outage; -1 for none.
    pub outage_hours: i64,
}

/// A consequence category.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Category {
    /// `life_health`.
    pub id: String,
    /// Place.
    pub order: i64,
    /// Swedish name.
    pub name_sv: String,
    /// English name.
    pub name_en: String,
    /// What to ask.
    pub question_sv: String,
    /// The same in English.
    pub question_en: String,
    /// The aspects it is judged for.
    pub aspects: Vec<String>,
}

/// What a level means for a category.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct CategoryCriterion {
    /// The category.
    pub category: String,
    /// The level.
    pub level: u8,
    /// Its meaning.
    pub text_sv: String,
    /// The same in English.
    pub text_en: String,
}

/// A rule that suggests a level, with its reason.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Suggestion {
    /// `suggest.k_reversed`.
    pub id: String,
    /// Place.
    pub order: i64,
    /// What it looks at.
    pub fact: String,
    /// The value that triggers it.
    pub value: String,
    /// For which aspect.
    pub aspect: String,
    /// What it suggests.
    pub level: u8,
    /// A lower choice must be motivated.
    pub lower_needs_motive: bool,
    /// Why.
    pub reason_sv: String,
    /// The same in English.
    pub reason_en: String,
    /// `statute`, `published` or `own`: where it comes from.
    pub source: String,
    /// Whether it is more than our inference.
    pub verified: bool,
    /// Why not, when it is not.
    pub why: String,
}

#[derive(Deserialize)]
pub(super) struct ControlsFile {
    pub(super) areas: Vec<Area>,
    pub(super) laws: Vec<Law>,
    pub(super) controls: Vec<Control>,
}

#[derive(Deserialize)]
pub(super) struct SecrecyFile {
    pub(super) provisions: Vec<Provision>,
    pub(super) personal_data_kinds: Vec<PersonalDataKind>,
    pub(super) legal_bases: Vec<LegalBasis>,
}

#[derive(Deserialize)]
pub(super) struct MunicipalitiesFile {
    pub(super) counties: Vec<County>,
    pub(super) municipalities: Vec<Municipality>,
}
