//! What a control is called, what it is judged for, and what the municipality adds itself.

use crate::knowledge::library::LIBRARY;
use crate::{id_type, word_type};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

id_type! {
    /// A control of the municipality's own.
    OwnControlId
}

word_type! {
    /// What controls are judged for. Controls of the library for units belong to the organisation, until a
    /// municipality judges its units apart.
    ObjectKind {
        /// The municipality as a whole.
        Organisation = "organisation",
        /// A system.
        System = "system",
        /// A supplier.
        Supplier = "supplier",
    }
}

/// The beginning of an own control's key.
const OWN: &str = "own:";

/// Names a control wherever one is referred to: an id of `content/controls.toml`, or `own:` and an own control's id.
/// What the database holds is kept as it is, since the library may have dropped a control that was judged once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
#[sqlx(transparent)]
#[serde(transparent)]
pub struct ControlKey(String);

impl ControlKey {
    /// A control of the library.
    pub fn of_library(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// The text that is stored; also its anchor on pages.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The own control, if it is one.
    pub fn own(&self) -> Option<OwnControlId> {
        self.0.strip_prefix(OWN)?.parse().ok()
    }
}

impl fmt::Display for ControlKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<OwnControlId> for ControlKey {
    fn from(id: OwnControlId) -> Self {
        Self(format!("{OWN}{id}"))
    }
}

impl From<&ControlKey> for crate::platform::arg::Arg {
    fn from(key: &ControlKey) -> Self {
        Self::Text(Some(key.0.clone()))
    }
}

impl FromStr for ControlKey {
    type Err = String;

    /// Strict: what comes from outside is a control of the library or looks like an own one.
    fn from_str(text: &str) -> Result<Self, String> {
        let key = Self(text.to_owned());
        let known = LIBRARY.control(text).is_some() || key.own().is_some();
        if known { Ok(key) } else { Err(format!("{text:?} is no control")) }
    }
}

/// A control that the municipality has beside the library's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct OwnControl {
    /// Its id.
    pub id: OwnControlId,
    /// The municipality's own number.
    pub external_id: String,
    /// An area of the library, or "".
    pub area: String,
    /// What it is called.
    #[serde(rename = "name")]
    pub title: String,
    /// What must be true.
    pub description: String,
    /// The control of the library that it is another name for, or "". Such a one is judged there, not by itself.
    pub library_ref: String,
    /// For stale edits.
    pub version: i64,
}

impl OwnControl {
    /// One about which nothing is said yet.
    pub fn new(id: OwnControlId) -> Self {
        let text = String::new;
        Self {
            id,
            external_id: text(),
            area: text(),
            title: text(),
            description: text(),
            library_ref: text(),
            version: 1,
        }
    }

    /// Its key.
    pub fn key(&self) -> ControlKey {
        self.id.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_from_outside_is_a_known_control() {
        assert!("control.infosec_policy".parse::<ControlKey>().is_ok());
        assert!("control.no_such".parse::<ControlKey>().is_err());
        let own: ControlKey = "own:0197c0de-0000-7000-8000-000000000001".parse().expect("an own control");
        assert!(own.own().is_some());
        assert!("own:7".parse::<ControlKey>().is_err());
    }
}
