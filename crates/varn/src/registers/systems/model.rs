//! What a system is.

use crate::people::organisation::{PersonId, UnitId};
use crate::registers::RecordState;
use crate::{id_type, word_type};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

id_type! {
    /// A system.
    SystemId
}

word_type! {
    /// Where a system runs.
    Hosting {
        /// In the municipality's own server rooms.
        Internal = "internal",
        /// As a service shared with other customers.
        Cloud = "cloud",
        /// By a supplier, for us alone.
        Supplier = "supplier",
    }
}

word_type! {
    /// Where a system is in its life.
    Lifecycle {
        /// Decided or being bought.
        Planned = "planned",
        /// Used.
        InUse = "in_use",
        /// On its way out.
        PhasingOut = "phasing_out",
        /// No longer used.
        Retired = "retired",
    }
}

/// A system as it stands in the register. Dates that registers write loosely are ISO texts, perhaps partial.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct System {
    /// Its id.
    pub id: SystemId,
    /// Its name.
    pub name: String,
    /// The municipality's own number for it.
    pub external_id: String,
    /// What it is used for.
    pub description: String,
    /// Whose it is.
    pub unit_id: UnitId,
    /// Who answers for it.
    pub owner_id: Option<PersonId>,
    /// Who looks after it.
    pub manager_id: Option<PersonId>,
    /// Where it runs; `None` is not stated.
    pub hosting: Option<Hosting>,
    /// Where it is in its life; `None` is not stated.
    pub lifecycle: Option<Lifecycle>,
    /// 1 (highest) to 4; `None` is not judged.
    pub criticality: Option<i64>,
    /// Whether it holds personal data; `None` is not stated.
    pub personal_data: Option<bool>,
    /// When the contract ends.
    pub contract_end: String,
    /// Since when it is used.
    pub in_use_from: String,
    /// When it will be retired.
    pub retire_at: String,
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

impl System {
    /// A system about which nothing is known but its id; the unit has to be filled in.
    pub fn new(id: SystemId) -> Self {
        let text = String::new;
        Self {
            id,
            name: text(),
            external_id: text(),
            description: text(),
            unit_id: UnitId(uuid::Uuid::nil()),
            owner_id: None,
            manager_id: None,
            hosting: None,
            lifecycle: None,
            criticality: None,
            personal_data: None,
            contract_end: text(),
            in_use_from: text(),
            retire_at: text(),
            note: text(),
            state: RecordState::Confirmed,
            library_ref: text(),
            next_review: None,
            version: 1,
        }
    }
}
