//! The words people write in cells (`data/words.toml`), ready for looking up: a text gives the one meaning it has,
//! or none, or is found to say several things. A longer phrase hides the shorter ones inside it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text;

/// The vocabularies of `data/words.toml` by name.
static ALL: LazyLock<BTreeMap<String, Vocabulary>> = LazyLock::new(|| {
    let tables: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        toml::from_str(include_str!("../data/words.toml")).expect("the embedded words are tested TOML");
    tables.into_iter().map(|(name, table)| (name, Vocabulary::new(&table))).collect()
});

/// What a text was found to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// No word of the vocabulary.
    Nothing,
    /// One meaning.
    One(&'static str),
    /// Two meanings or more, or a word that is known to say too little.
    Unclear,
}

#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Longest phrases first.
    phrases: Vec<Phrase>,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    open: bool,
    meaning: String,
}

/// The vocabulary with a name of `data/words.toml`.
pub(crate) fn vocabulary(name: &str) -> &'static Vocabulary {
    &ALL[name]
}

impl Vocabulary {
    fn new(table: &BTreeMap<String, Vec<String>>) -> Self {
        let mut phrases: Vec<Phrase> = table
            .iter()
            .flat_map(|(meaning, phrases)| phrases.iter().map(move |phrase| Phrase::new(phrase, meaning)))
            .collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        Self { phrases }
    }

    /// What a text says, anywhere in it.
    pub(crate) fn find(&'static self, raw: &str) -> Found {
        self.meanings(&text::fold(raw)).summary()
    }

    /// The meaning of a text that is one phrase and nothing more.
    pub(crate) fn exact(&'static self, raw: &str) -> Option<&'static str> {
        let folded = text::fold(raw);
        let words = text::words(&folded);
        self.phrases
            .iter()
            .find(|phrase| phrase.words.len() == words.len() && phrase.is_at(&words, 0))
            .map(|phrase| phrase.meaning.as_str())
    }

    /// The meaning of the beginning of a text, and how many words said it.
    pub(crate) fn at_start(&'static self, words: &[&str]) -> Option<(&'static str, usize)> {
        self.phrases
            .iter()
            .find(|phrase| phrase.is_at(words, 0))
            .map(|phrase| (phrase.meaning.as_str(), phrase.words.len()))
    }

    /// Every meaning in a folded text, in the order of the phrases' length.
    pub(crate) fn meanings(&'static self, folded: &str) -> Meanings {
        const LOOKED_AT: usize = 200;
        let mut words = text::words(folded);
        words.truncate(LOOKED_AT);
        let mut used = vec![false; words.len()];
        let mut found: Vec<&'static str> = Vec::new();
        for phrase in &self.phrases {
            let length = phrase.words.len();
            for start in 0..words.len().saturating_sub(length - 1) {
                if !used[start..start + length].contains(&true) && phrase.is_at(&words, start) {
                    used[start..start + length].fill(true);
                    if !found.contains(&phrase.meaning.as_str()) {
                        found.push(&phrase.meaning);
                    }
                }
            }
        }
        Meanings(found)
    }
}

/// The meanings found in a text.
pub(crate) struct Meanings(pub(crate) Vec<&'static str>);

impl Meanings {
    fn summary(&self) -> Found {
        match self.0.as_slice() {
            [] => Found::Nothing,
            ["unclear"] => Found::Unclear,
            [one] => Found::One(one),
            _ => Found::Unclear,
        }
    }
}

impl Phrase {
    fn new(phrase: &str, meaning: &str) -> Self {
        let (body, open) = match phrase.strip_suffix('*') {
            Some(body) => (body, true),
            None => (phrase, false),
        };
        let folded = text::fold(body);
        Self {
            words: text::words(&folded).into_iter().map(str::to_owned).collect(),
            open,
            meaning: meaning.to_owned(),
        }
    }

    fn is_at(&self, words: &[&str], start: usize) -> bool {
        let Some(part) = words.get(start..start + self.words.len()) else {
            return false;
        };
        let last = self.words.len().saturating_sub(1);
        !self.words.is_empty()
            && self.words.iter().zip(part).enumerate().all(|(at, (wanted, word))| {
                wanted == word || (self.open && at == last && word.starts_with(wanted.as_str()))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_words_and_is_folded() {
        for (name, vocabulary) in ALL.iter() {
            for phrase in &vocabulary.phrases {
                assert!(
                    !phrase.words.is_empty() || phrase.meaning == "elsewhere",
                    "{name}.{}",
                    phrase.meaning
                );
                assert!(phrase.words.iter().all(|word| word.is_ascii()), "{name}: {:?}", phrase.words);
            }
        }
    }

    #[test]
    fn longer_phrases_hide_shorter_ones() {
        let status = vocabulary("status");
        assert_eq!(status.find("Ej påbörjad"), Found::One("not_started"));
        assert_eq!(status.find("pågår, försenad"), Found::Unclear);
        assert_eq!(status.find("Ej klart"), Found::Unclear);
        assert_eq!(status.find("något annat"), Found::Nothing);
        assert_eq!(vocabulary("hosting").find("SaaS (molntjänst)"), Found::One("cloud"));
    }
}
