//! Levels that a file states become a classification with the file as its source. Only 0–3 come here.

pub mod store;

use super::draft::Levels;
use crate::knowledge::library::LIBRARY;
use serde::Serialize;
use uuid::Uuid;

/// The classification that counts for an object.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Current {
    /// Its id.
    pub id: Uuid,
    /// The object.
    pub object_id: Uuid,
    confidentiality: Option<i64>,
    integrity: Option<i64>,
    availability: Option<i64>,
    traceability: Option<i64>,
    source: String,
    is_confirmed: bool,
}

impl Current {
    /// Its levels.
    pub const fn levels(&self) -> Levels {
        [self.confidentiality, self.integrity, self.availability, self.traceability]
    }

    /// Whether a person judged or confirmed it.
    pub fn is_judged(&self) -> bool {
        self.source == "judged" || self.is_confirmed
    }
}

/// A classification on its way in.
#[derive(Clone, Debug, Serialize)]
pub struct Stated {
    /// Its id.
    pub id: Uuid,
    /// The kind of object.
    pub object_kind: &'static str,
    /// The object.
    pub object_id: Uuid,
    /// Its levels.
    pub levels: Levels,
    /// Who judged, as the file writes it.
    pub classified_by: String,
    /// When, perhaps partial.
    pub classified_on: String,
}

/// The model that stated levels are told by, where the municipality has chosen none: that of the library.
fn default_model() -> (String, String) {
    let model = &LIBRARY.classification["model"];
    let text = |name: &str| model[name].as_str().unwrap_or_default().to_owned();
    (text("id"), text("version"))
}
