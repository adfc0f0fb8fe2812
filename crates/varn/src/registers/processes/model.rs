//! What a process is.

use crate::id_type;
use crate::people::organisation::{PersonId, UnitId};
use crate::registers::RecordState;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

id_type! {
    /// A process.
    ProcessId
}

/// A process as it stands in the register.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct Process {
    /// Its id.
    pub id: ProcessId,
    /// Its name.
    pub name: String,
    /// The municipality's own number for it, beside the code.
    pub external_id: String,
    /// Its place in the process structure: 7.2.3.
    pub code: String,
    /// What is done.
    pub description: String,
    /// Whose it is.
    pub unit_id: UnitId,
    /// Who answers for it.
    pub owner_id: Option<PersonId>,
    /// How long it may stand still; `None` is not judged.
    pub tolerated_outage_minutes: Option<i64>,
    /// How the work is done meanwhile.
    pub reserve_routine: String,
    /// Whether society is endangered when it stops; `None` is not judged.
    pub vital: Option<bool>,
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

impl Process {
    /// A process about which nothing is known but its id; the unit has to be filled in.
    pub fn new(id: ProcessId) -> Self {
        let text = String::new;
        Self {
            id,
            name: text(),
            external_id: text(),
            code: text(),
            description: text(),
            unit_id: UnitId(uuid::Uuid::nil()),
            owner_id: None,
            tolerated_outage_minutes: None,
            reserve_routine: text(),
            vital: None,
            note: text(),
            state: RecordState::Confirmed,
            library_ref: text(),
            next_review: None,
            version: 1,
        }
    }
}
