//! What an information set is.

use crate::knowledge::library::Provision;
use crate::people::organisation::{PersonId, UnitId};
use crate::platform::text::Language;
use crate::registers::RecordState;
use crate::{id_type, word_type};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

id_type! {
    /// An information set.
    InformationId
}

word_type! {
    /// What becomes of it in the end.
    RetentionAction {
        /// Kept for ever.
        Preserve = "preserve",
        /// Destroyed by an authorised decision.
        Dispose = "dispose",
    }
}

word_type! {
    /// How far the classification has come.
    Classified {
        /// Nobody has judged it, and nothing is proposed.
        None = "none",
        /// Proposed or prepared; the owner has not confirmed it.
        Proposed = "proposed",
        /// Confirmed by its owner.
        Confirmed = "confirmed",
    }
}

/// An information set as it stands in the register.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct Information {
    /// Its id.
    pub id: InformationId,
    /// Its name.
    pub name: String,
    /// The municipality's own number for it.
    pub external_id: String,
    /// What it holds.
    pub description: String,
    /// Code of the process it arises in, as the register writes it.
    pub process_code: String,
    /// Name of that process, as the register writes it.
    pub process_name: String,
    /// Whose it is.
    pub unit_id: UnitId,
    /// Who answers for it and confirms its classification.
    pub owner_id: Option<PersonId>,
    /// A kind of personal data of the library; `None` is not stated.
    pub personal_data: Option<String>,
    /// What becomes of it; `None` is not stated.
    pub retention_action: Option<RetentionAction>,
    /// After how many years it is destroyed.
    pub retention_years: Option<i64>,
    /// From when they are counted, or what else is said.
    pub retention_when: String,
    /// Where it is kept.
    pub storage: String,
    /// The organisation-common set whose classification it follows.
    pub common_id: Option<InformationId>,
    /// Whether it is classified once for the whole organisation.
    pub is_common: bool,
    /// Whether it concerns a large part of the inhabitants; `None` is not stated.
    pub many_people: Option<bool>,
    /// What else is known.
    pub note: String,
    /// Whether somebody has confirmed it.
    pub state: RecordState,
    /// What it is in the library, or "".
    pub library_ref: String,
    /// When to look at it again.
    pub next_review: Option<NaiveDate>,
    /// For stale edits.
    pub version: i64,
    /// Provisions of secrecy that may apply, as ids of the library.
    #[sqlx(skip)]
    pub provisions: Vec<String>,
}

impl Information {
    /// A set about which nothing is known but its id; the unit has to be filled in.
    pub fn new(id: InformationId) -> Self {
        let text = String::new;
        Self {
            id,
            name: text(),
            external_id: text(),
            description: text(),
            process_code: text(),
            process_name: text(),
            unit_id: UnitId(uuid::Uuid::nil()),
            owner_id: None,
            personal_data: None,
            retention_action: None,
            retention_years: None,
            retention_when: text(),
            storage: text(),
            common_id: None,
            is_common: false,
            many_people: None,
            note: text(),
            state: RecordState::Confirmed,
            library_ref: text(),
            next_review: None,
            version: 1,
            provisions: Vec::new(),
        }
    }
}

/// A provision as it is cited: 26 kap. 1 § OSL.
pub fn cited(language: Language, provision: &Provision) -> String {
    let key = if provision.statute == "2009:400" { "provision-osl" } else { "provision-other" };
    let values = [
        ("chapter", provision.chapter.as_str()),
        ("section", &provision.section),
        ("statute", &provision.statute),
    ];
    language.with(key, &values).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::library::LIBRARY;

    #[test]
    fn a_provision_is_cited_as_lawyers_do() {
        let provision = LIBRARY.provision("osl.26.1").unwrap();
        assert_eq!(cited(Language::Swedish, provision), "26 kap. 1 § OSL");
        let other = Provision { statute: "2010:659".to_owned(), ..provision.clone() };
        assert_eq!(cited(Language::Swedish, &other), "26 kap. 1 § (SFS 2010:659)");
    }
}
