//! What the caller knows or wishes beforehand. Everything has a default: a workbook alone can be read.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::kind::Kind;
use crate::mapping::Mapping;

/// Wishes for a reading.
#[derive(Debug, Clone)]
pub struct Options {
    /// What it should be a register of; guessed when left out.
    pub kind: Option<Kind>,
    /// How the sheet is to be read; overrides guesses in every part that is given.
    pub mapping: Option<Mapping>,
    /// The language of messages.
    pub language: Language,
    /// The most characters a text may have; a row with a longer one is not read.
    pub text_limit: usize,
    /// The file's name, which may hint at the kind.
    pub file_name: Option<String>,
    /// Systems the municipality already has. They help to part names in a cell; other names are taken as well.
    pub known_systems: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            kind: None,
            mapping: None,
            language: Language::Swedish,
            text_limit: 8_000,
            file_name: None,
            known_systems: Vec::new(),
        }
    }
}

/// The languages of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// Swedish.
    #[default]
    #[serde(rename = "sv")]
    Swedish,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language's code, `sv` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }
}

/// The code is none of the languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLanguage(pub String);

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not one of sv, en", self.0)
    }
}

impl std::error::Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match code {
            "sv" => Ok(Self::Swedish),
            "en" => Ok(Self::English),
            other => Err(UnknownLanguage(other.to_owned())),
        }
    }
}
