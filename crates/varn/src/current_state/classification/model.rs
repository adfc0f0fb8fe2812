//! What a classification is, and of what.

use super::levels::{Levels, from_columns};
use crate::people::organisation::UnitId;
use crate::platform::history::RecordKind;
use crate::registers::{information, processes, systems};
use crate::{id_type, word_type};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

id_type! {
    /// A classification.
    ClassificationId
}
id_type! {
    /// A lowering below the common level.
    LoweringId
}

word_type! {
    /// What can be classified.
    ObjectKind {
        /// An information set: the usual case.
        Information = "information_set",
        /// A system, judged directly.
        System = "system",
        /// A process, judged directly.
        Process = "process",
    }
}

impl ObjectKind {
    /// Its kind of record.
    pub const fn record(self) -> RecordKind {
        match self {
            Self::Information => information::KIND,
            Self::System => systems::KIND,
            Self::Process => processes::KIND,
        }
    }

    /// As it stands in the addresses of its classification.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Information => "informationsmangd",
            Self::System => "system",
            Self::Process => "process",
        }
    }

    /// By that word.
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.slug() == slug)
    }

    /// Where its records are found.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Information => "/information",
            Self::System => "/system",
            Self::Process => "/process",
        }
    }

    /// Its sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::System => "system",
            Self::Process => "process",
        }
    }

    /// Its table.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Information => "information_sets",
            Self::System => "systems",
            Self::Process => "processes",
        }
    }
}

word_type! {
    /// Where a classification comes from.
    Source {
        /// Somebody judged it here.
        Judged = "judged",
        /// As an imported register has it.
        Imported = "imported",
        /// The library's proposal; true only when confirmed.
        Library = "library",
    }
}

/// What is classified, with what is known of it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Object {
    /// What it is.
    pub(super) kind: ObjectKind,
    /// Its id.
    pub(super) id: Uuid,
    /// Its name.
    pub(super) name: String,
    /// Whose it is.
    pub(super) unit_id: UnitId,
    /// Kind of personal data.
    pub(super) personal_data: Option<String>,
    /// Whether it concerns many.
    pub(super) many_people: Option<bool>,
    /// What it is in the library, or "".
    pub(super) library_ref: String,
    /// Of a process: how long it manages without.
    pub(super) tolerated: Option<i64>,
    /// Of a process: a vital societal function.
    pub(super) vital: Option<bool>,
}

impl Object {
    /// The address of its record.
    pub(super) fn address(&self) -> String {
        format!("{}/{}", self.kind.path(), self.id)
    }

    /// The address of its classification.
    pub(super) fn classify_address(&self) -> String {
        format!("/klassning/{}/{}", self.kind.slug(), self.id)
    }

    /// The address of the page that points to the säkerhetsskyddschef.
    pub(super) fn referral_address(&self) -> String {
        format!("{}/sakerhetsskydd", self.classify_address())
    }
}

/// One judgement of an object; the one that is not superseded counts.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct Classification {
    /// Its id.
    pub id: ClassificationId,
    /// What is classified.
    pub object_kind: ObjectKind,
    /// Which.
    pub object_id: Uuid,
    /// By which model.
    pub model: String,
    /// In which version.
    pub model_version: String,
    /// K, 0–3; `None` is not judged.
    pub confidentiality: Option<i64>,
    /// R.
    pub integrity: Option<i64>,
    /// T.
    pub availability: Option<i64>,
    /// S.
    pub traceability: Option<i64>,
    /// Where it comes from.
    pub source: Source,
    /// Why.
    pub motive: String,
    /// Who judged it: a name.
    pub classified_by: String,
    /// When: ISO, perhaps partial.
    pub classified_on: String,
    /// The account of the owner who confirmed it.
    pub confirmed_by: Option<Uuid>,
    /// Her name.
    pub confirmed_name: String,
    /// When.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When to judge it again.
    pub review_on: Option<NaiveDate>,
    /// Since when another counts.
    pub superseded_at: Option<DateTime<Utc>>,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// For stale edits.
    pub version: i64,
}

impl Classification {
    /// K R T S.
    pub fn levels(&self) -> Levels {
        from_columns(self.columns())
    }

    /// K R T S as they are stored.
    pub const fn columns(&self) -> [Option<i64>; 4] {
        [self.confidentiality, self.integrity, self.availability, self.traceability]
    }

    /// How far it has come.
    pub const fn standing(&self) -> Standing {
        if self.confirmed_at.is_some() { Standing::Confirmed } else { Standing::Proposed }
    }
}

word_type! {
    /// How far a classification has come.
    Standing {
        /// Nothing is judged.
        None = "none",
        /// Judged, imported or proposed; the owner has not confirmed it.
        Proposed = "proposed",
        /// Confirmed by the owner.
        Confirmed = "confirmed",
    }
}

/// The judgement of one consequence category for one aspect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Judgement {
    /// The aspect's word.
    pub aspect: String,
    /// The category.
    pub category: String,
    /// 0–3.
    pub ordinal: i64,
}

/// A unit's level below the organisation-common one.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct Lowering {
    /// Its id.
    pub id: LoweringId,
    /// The set.
    pub information_id: Uuid,
    /// The classification that lowers.
    pub classification_id: ClassificationId,
    /// Why.
    pub motive: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// Her account.
    pub proposer_id: Uuid,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Who approved it, or "".
    pub approved_by: String,
    /// When; until then the common level counts.
    pub approved_at: Option<DateTime<Utc>>,
}

/// What stands about an object's classification now.
#[derive(Clone, Debug, Default)]
pub struct Stand {
    /// Its own.
    pub own: Option<Classification>,
    /// The common one that it follows.
    pub common: Option<Classification>,
    /// The lowering that its own asks for.
    pub lowering: Option<Lowering>,
}

impl Stand {
    /// The levels that count.
    pub fn levels(&self) -> Levels {
        let levels = |one: Option<&Classification>| one.map(Classification::levels).unwrap_or_default();
        let approved = self.lowering.as_ref().is_some_and(|lowering| lowering.approved_at.is_some());
        super::levels::effective(&levels(self.own.as_ref()), &levels(self.common.as_ref()), approved)
    }
}
