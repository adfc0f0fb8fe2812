//! What an import is: a file on its way in, what each row said, what it will do to the register.

use crate::current_state::classification::ClassificationId;
use crate::current_state::controls::{ControlKey, OwnControlId};
use crate::current_state::gaps;
use crate::people::organisation::UnitId;
use crate::platform::history::RecordKind;
use crate::registers::links::LinkKind;
use crate::registers::{information, processings, systems};
use crate::steering::plan;
use crate::{id_type, word_type};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use uuid::Uuid;
use varn_recognition::{Kind, Reading, Row, Warning};

id_type! {
    /// An import.
    ImportId
}

word_type! {
    /// How far an import has come.
    ImportState {
        /// Read and compared; nothing is changed in the registers.
        Read = "read",
        /// Rows of it stand in the registers.
        Accepted = "accepted",
        /// It was taken back.
        Undone = "undone",
        /// It was thrown away.
        Cancelled = "cancelled",
    }
}

word_type! {
    /// What a row does to the register.
    RowAction {
        /// Adds a record.
        Create = "create",
        /// Changes a record that nobody has edited since it came by an import.
        Change = "change",
        /// Says what the register says.
        Same = "same",
        /// Says otherwise than what a person has written; left unless asked for.
        Conflict = "conflict",
        /// Was written, and could not be taken back: somebody had edited the record.
        Kept = "kept",
    }
}

word_type! {
    /// Which rows are accepted.
    Accepted {
        /// New and changed ones.
        Good = "good",
        /// Only new ones.
        New = "new",
        /// Everything, what a person has written too.
        All = "all",
    }
}

impl Accepted {
    /// Whether a row with this action is written.
    pub fn takes(self, action: RowAction) -> bool {
        match action {
            RowAction::Create => true,
            RowAction::Change => self != Self::New,
            RowAction::Conflict => self == Self::All,
            RowAction::Same | RowAction::Kept => false,
        }
    }
}

/// The kind of record that a kind of register becomes.
pub(super) const fn record_kind(kind: Kind) -> RecordKind {
    match kind {
        Kind::System => systems::KIND,
        Kind::InformationSet | Kind::Classification => information::KIND,
        Kind::Processing => processings::KIND,
        Kind::Control => gaps::JUDGEMENT,
        Kind::Action => plan::KIND,
    }
}

/// What one row of the file says, as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Values by the field's key, as `system.owner`; null is not stated.
    pub values: Map<String, Json>,
    /// What a yes or no carried more, by field.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub details: Map<String, Json>,
    /// Heading and text of cells that say something no field could take.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<String>,
    /// How the record differs from the row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

/// A field that the file and the register have different values for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The field, as in `field-…`.
    pub field: String,
    /// What stands in the register, "" for nothing.
    pub now: String,
    /// What the file says.
    pub file: String,
}

/// Doubts whose cell says more than what was taken, so its text goes to the record's note.
const KEPT: [Warning; 17] = [
    Warning::CostApproximate,
    Warning::CostRange,
    Warning::CostRecurring,
    Warning::CostUnparsed,
    Warning::DateUnparsed,
    Warning::DeficiencyUnresolved,
    Warning::ExistsUnresolved,
    Warning::HostingUnresolved,
    Warning::LegalBasisUnresolved,
    Warning::PersonalDataDetail,
    Warning::PriorityUnresolved,
    Warning::RetentionContradiction,
    Warning::RetentionUnresolved,
    Warning::SecrecyUnresolved,
    Warning::StatusUnresolved,
    Warning::UnknownSystem,
    Warning::YesNoUnresolved,
];

impl Said {
    /// What an accepted row says.
    pub fn of(reading: &Reading, row: &Row) -> Self {
        let values = match serde_json::to_value(&row.values) {
            Ok(Json::Object(values)) => values,
            _ => Map::new(),
        };
        let mut details: Map<String, Json> =
            row.details.iter().map(|(field, text)| ((*field).to_owned(), text.as_str().into())).collect();
        let doubts = reading.warnings_of(row.row).iter().filter(|doubt| KEPT.contains(&doubt.reason));
        let mut kept: Vec<String> = Vec::new();
        for doubt in doubts {
            if doubt.reason == Warning::PersonalDataDetail {
                details.insert(doubt.field.key().to_owned(), doubt.value.clone());
            }
            let line = format!("{}: {}", doubt.header.label().replace('\n', " "), plain(&doubt.raw));
            if !kept.contains(&line) {
                kept.push(line);
            }
        }
        Self { values, details, kept, differences: Vec::new() }
    }

    /// A value as it stands.
    pub fn value(&self, key: &str) -> Option<&Json> {
        self.values.get(key).filter(|value| !value.is_null())
    }

    /// A text, "" where the file says nothing.
    pub fn text(&self, key: &str) -> &str {
        self.value(key).and_then(Json::as_str).unwrap_or_default()
    }

    /// A list; `None` where the file says nothing.
    pub fn list(&self, key: &str) -> Option<Vec<String>> {
        let items = self.value(key)?.as_array()?;
        Some(items.iter().filter_map(Json::as_str).map(str::to_owned).collect())
    }
}

/// A raw cell as it is shown.
pub(super) fn plain(raw: &Json) -> String {
    match raw {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A row of an import as it is stored.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// Number in the file.
    pub number: i64,
    /// What it says.
    pub said: Said,
    /// What it does, or did.
    pub action: RowAction,
    /// The record it is about.
    pub record: Option<Uuid>,
    /// What was there before, once it is written.
    pub trace: Option<Trace>,
    /// The record's version once it is written.
    pub version_after: Option<i64>,
    /// Names the row: the same row of the next file has the same key.
    pub key: String,
}

/// What a written row left behind, for undo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The record before the change; none when it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Json>,
    /// Links that were added: kind and the other end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<(LinkKind, Uuid)>,
    /// The classification that was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<ClassificationId>,
    /// The classification that it replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded: Option<ClassificationId>,
    /// The control that it is a judgement of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<ControlKey>,
    /// The own control that was made for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<OwnControlId>,
}

/// An import as it stands in the table.
#[derive(Clone, Debug, Serialize, sqlx::FromRow)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file, hexadecimal.
    pub file_digest: String,
    /// What it is a register of.
    pub kind: String,
    /// How far it has come.
    pub state: ImportState,
    /// How it was read.
    #[serde(skip)]
    pub mapping: String,
    /// What was understood.
    #[serde(skip)]
    pub reading: String,
    /// Whose the rows become that name no known part of the organisation.
    pub unit_id: UnitId,
    /// Rows that could be read.
    pub accepted_rows: i64,
    /// Records added.
    pub created_count: i64,
    /// Records changed.
    pub changed_count: i64,
    /// Rows that changed nothing.
    pub left_count: i64,
    /// What else was added: people, suppliers and systems that rows named.
    #[serde(skip)]
    pub also_created: String,
    /// Who loaded it, by name.
    pub imported_by: String,
    /// When it was read.
    pub created_at: DateTime<Utc>,
    /// When it was accepted, undone or thrown away.
    pub decided_at: Option<DateTime<Utc>>,
    /// For stale decisions.
    pub version: i64,
}

impl Import {
    /// What it is a register of.
    pub fn kind(&self) -> Option<Kind> {
        self.kind.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_has_written_is_taken_only_when_everything_is_asked_for() {
        for (which, taken) in [(Accepted::Good, false), (Accepted::New, false), (Accepted::All, true)] {
            assert_eq!(which.takes(RowAction::Conflict), taken);
            assert!(which.takes(RowAction::Create));
            assert!(!which.takes(RowAction::Same));
        }
    }
}
