//! What a register is a register of. The printed word is that of the import's JSON (`information_set`); the words of
//! the command line (`information`) are read as well.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The registers that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A list of systems.
    System,
    /// Information sets: a list, or a records plan (dokumenthanteringsplan).
    InformationSet,
    /// The record of processing activities, GDPR article 30.
    Processing,
    /// A classification of information or systems. Only asked for: a reading says `InformationSet` or `System`.
    Classification,
    /// Security measures that exist or not (gap analysis, self-assessment).
    Control,
    /// Things to do, with who, when and what it costs.
    Action,
}

impl Kind {
    /// The kinds a reading can have.
    pub const READ: [Self; 5] =
        [Self::System, Self::InformationSet, Self::Processing, Self::Control, Self::Action];

    /// The word in JSON and the first part of every field's key.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::InformationSet => "information_set",
            Self::Processing => "processing",
            Self::Classification => "classification",
            Self::Control => "control",
            Self::Action => "action",
        }
    }

    /// Whether a reading of kind `read` answers to this wish.
    pub(crate) fn allows(self, read: Self) -> bool {
        match self {
            Self::Classification => matches!(read, Self::InformationSet | Self::System),
            wished => wished == read,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The word is none of the kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKind(pub String);

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not one of systems, information, processing, classification, controls, actions",
            self.0
        )
    }
}

impl std::error::Error for UnknownKind {}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Ok(match word {
            "system" | "systems" => Self::System,
            "information" | "information_set" | "information_sets" | "plan" | "records" => {
                Self::InformationSet
            }
            "processing" | "processings" => Self::Processing,
            "classification" | "classifications" => Self::Classification,
            "control" | "controls" => Self::Control,
            "action" | "actions" => Self::Action,
            other => return Err(UnknownKind(other.to_owned())),
        })
    }
}
