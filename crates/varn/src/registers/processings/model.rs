//! What a processing of personal data is, and what article 30.1 asks to be told of it.

use crate::id_type;
use crate::knowledge::library::{LIBRARY, either};
use crate::people::organisation::{PersonId, UnitId};
use crate::platform::text::Language;
use crate::registers::RecordState;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

id_type! {
    /// A processing.
    ProcessingId
}

/// A processing as it stands in the register.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct Processing {
    /// Its id.
    pub id: ProcessingId,
    /// Its name.
    pub name: String,
    /// The municipality's own number for it.
    pub external_id: String,
    /// Whose it is; the authority of this unit is the controller.
    pub unit_id: UnitId,
    /// Who answers for it.
    pub owner_id: Option<PersonId>,
    /// Why the data are processed.
    pub purpose: String,
    /// Points of article 6.1, separated by a space; "" is not stated.
    pub legal_basis: String,
    /// Whom the data are about, one per line.
    pub data_subjects: String,
    /// Which data.
    pub data_categories: String,
    /// Whether some of them are sensitive (article 9); `None` is not stated.
    pub sensitive: Option<bool>,
    /// Who gets to see them.
    pub recipients: String,
    /// Whether they leave the EU and the EEA; `None` is not stated.
    pub third_country: Option<bool>,
    /// Where to, and by which safeguard.
    pub third_country_detail: String,
    /// When they are erased.
    pub retention: String,
    /// How they are protected.
    pub security_measures: String,
    /// Who processes them for the controller, as the source writes it.
    pub processor: String,
    /// Whether there is an agreement with the processor (article 28); `None` is not stated.
    pub processor_agreement: Option<bool>,
    /// When the row was last gone through, perhaps partial.
    pub updated_on: String,
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
}

impl Processing {
    /// A processing about which nothing is known but its id; the unit has to be filled in.
    pub fn new(id: ProcessingId) -> Self {
        let text = String::new;
        Self {
            id,
            name: text(),
            external_id: text(),
            unit_id: UnitId(uuid::Uuid::nil()),
            owner_id: None,
            purpose: text(),
            legal_basis: text(),
            data_subjects: text(),
            data_categories: text(),
            sensitive: None,
            recipients: text(),
            third_country: None,
            third_country_detail: text(),
            retention: text(),
            security_measures: text(),
            processor: text(),
            processor_agreement: None,
            updated_on: text(),
            note: text(),
            state: RecordState::Confirmed,
            library_ref: text(),
            next_review: None,
            version: 1,
        }
    }

    /// What article 30.1 b–g asks for and nobody has stated yet, as field names; empty when the row is complete.
    pub fn not_stated(&self) -> Vec<&'static str> {
        let texts = [
            ("purpose", &self.purpose),
            ("data_subjects", &self.data_subjects),
            ("data_categories", &self.data_categories),
            ("recipients", &self.recipients),
            ("retention", &self.retention),
            ("security_measures", &self.security_measures),
        ];
        let mut open: Vec<_> =
            texts.into_iter().filter(|(_, text)| text.is_empty()).map(|(name, _)| name).collect();
        match self.third_country {
            None => open.push("third_country"),
            Some(true) if self.third_country_detail.is_empty() => open.push("third_country_detail"),
            Some(_) => {}
        }
        open
    }

    /// Whether somebody processes for the controller without an agreement that is known to exist (article 28.3).
    pub fn lacks_agreement(&self) -> bool {
        !self.processor.is_empty() && self.processor_agreement != Some(true)
    }
}

/// The points of article 6.1 as words: `6.1.e` is "6.1 e Allmänt intresse …". What the library does not know stays as it is.
pub(super) fn legal_basis_words(language: Language, points: &str) -> String {
    let words = points.split_whitespace().map(|point| {
        let known = LIBRARY.legal_bases.iter().find(|basis| basis.id == point);
        known.map_or_else(
            || point.to_owned(),
            |basis| format!("{} {}", spoken(point), either(language, &basis.name_sv, &basis.name_en)),
        )
    });
    words.collect::<Vec<_>>().join(", ")
}

/// `6.1.e` as it is written in text: 6.1 e.
pub(super) fn spoken(point: &str) -> String {
    point.rsplit_once('.').map_or_else(|| point.to_owned(), |(article, letter)| format!("{article} {letter}"))
}

/// Lines as one line.
pub(super) fn in_one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Processing {
        let text = || "angivet".to_owned();
        Processing {
            purpose: text(),
            data_subjects: text(),
            data_categories: text(),
            recipients: text(),
            retention: text(),
            security_measures: text(),
            third_country: Some(false),
            ..Processing::new(ProcessingId(uuid::Uuid::nil()))
        }
    }

    #[test]
    fn a_row_is_complete_when_everything_of_article_30_is_stated() {
        assert!(full().not_stated().is_empty());
        let unknown = Processing { third_country: None, ..full() };
        assert_eq!(unknown.not_stated(), ["third_country"]);
        let nowhere = Processing { third_country: Some(true), ..full() };
        assert_eq!(nowhere.not_stated(), ["third_country_detail"]);
        let named = Processing { third_country_detail: "USA, standardavtalsklausuler".to_owned(), ..nowhere };
        assert!(named.not_stated().is_empty());
        assert_eq!(Processing::new(ProcessingId(uuid::Uuid::nil())).not_stated().len(), 7);
    }

    #[test]
    fn an_agreement_is_only_asked_for_where_there_is_a_processor() {
        assert!(!full().lacks_agreement());
        let with = Processing { processor: "Granit Data AB".to_owned(), ..full() };
        assert!(with.lacks_agreement());
        assert!(Processing { processor_agreement: Some(false), ..with.clone() }.lacks_agreement());
        assert!(!Processing { processor_agreement: Some(true), ..with }.lacks_agreement());
    }

    #[test]
    fn legal_bases_are_worded_and_unknown_ones_stay() {
        let words = legal_basis_words(Language::Swedish, "6.1.c 6.1.x");
        assert_eq!(words, "6.1 c Rättslig förpliktelse, 6.1.x");
        assert_eq!(in_one_line("Elever\n\n Vårdnadshavare "), "Elever, Vårdnadshavare");
    }
}
