//! The municipality's own words where it uses others than ours. `Words::load` costs one statement; then `one` and `many`
//! give a word in a sentence, and `title` that of a role or a kind of unit.

use super::store;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::page::PageFrame;
use crate::platform::text::Language;

/// What may be worded: identifiers of the glossary. Each has the texts `word-one-…` and `word-many-…`.
pub const WORDS: [&str; 12] = [
    "coordinator",
    "information_owner",
    "system_owner",
    "system_manager",
    "committee",
    "department",
    "information_set",
    "policy",
    "guideline",
    "instruction",
    "deficiency",
    "control",
];

/// The own words of a municipality.
#[derive(Clone, Debug, Default)]
pub struct Words(Vec<(String, String, String)>);

impl Words {
    /// The words of the transaction's municipality. One statement.
    pub async fn load(tx: &mut Tx) -> sqlx::Result<Self> {
        Ok(Self(store::own_words(tx).await?))
    }

    /// The words of the transaction's municipality are exactly these: identifier, one, many.
    pub async fn save(tx: &mut WriteTx, words: Vec<(String, String, String)>) -> sqlx::Result<()> {
        store::set_own_words(tx, &words).await
    }

    /// The words that are its own: identifier, one, many.
    pub fn own(&self) -> &[(String, String, String)] {
        &self.0
    }

    /// The own word. They are Swedish, so an English page keeps ours.
    fn find(&self, page: &PageFrame, word: &str) -> Option<&(String, String, String)> {
        self.0.iter().find(|(own, _, _)| page.words == Language::Swedish && own == word)
    }

    /// One of them: systemägare.
    pub fn one(&self, page: &PageFrame, word: &str) -> String {
        let own = self.find(page, word).map(|(_, one, _)| one.clone());
        own.unwrap_or_else(|| page.word("word-one", word).into_owned())
    }

    /// Several of them: riktlinjer.
    pub fn many(&self, page: &PageFrame, word: &str) -> String {
        let own = self.find(page, word).map(|(_, _, many)| many.clone());
        own.unwrap_or_else(|| page.word("word-many", word).into_owned())
    }

    /// A word of a family with a capital, as `page.word(family, word)` has it: a role, a kind of unit.
    pub fn title(&self, page: &PageFrame, family: &str, word: impl AsRef<str>) -> String {
        let own = self.find(page, word.as_ref()).and_then(|(_, one, _)| {
            let mut letters = one.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect())
        });
        own.unwrap_or_else(|| page.word(family, word).into_owned())
    }
}
