//! What is judged about a control of an object.
//!
//! Existence, working and deficiency are judged independently (method §3.5, §4.7). A row without any of them is not
//! judged; it may stand for an inherited judgement, or for a control that was chosen by hand.

use crate::current_state::controls::{ControlKey, ObjectKind};
use crate::people::organisation::PersonId;
use crate::word_type;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

word_type! {
    /// Whether a control exists.
    Exists {
        /// Ja.
        Yes = "yes",
        /// Delvis.
        Partial = "partial",
        /// Nej.
        No = "no",
    }
}

word_type! {
    /// Whether it works satisfactorily.
    Works {
        /// Ja.
        Yes = "yes",
        /// Delvis.
        Partial = "partial",
        /// Nej.
        No = "no",
    }
}

word_type! {
    /// How much is lacking, whether or not the control exists; stored as 0–3.
    Deficiency {
        /// Försumbar.
        Negligible = "0",
        /// Måttlig.
        Moderate = "1",
        /// Betydande.
        Significant = "2",
        /// Allvarlig.
        Serious = "3",
    }
}

word_type! {
    /// How a required control stands.
    State {
        /// Nothing is judged.
        NotJudged = "not_judged",
        /// Something is, but not enough to say more.
        Begun = "begun",
        /// It exists and nothing of weight is lacking.
        Fulfilled = "fulfilled",
        /// It exists at least partly, and something is lacking.
        Deficient = "deficient",
        /// It does not exist.
        Missing = "missing",
        /// More has to be known before it can be said whether it is required.
        Undecided = "undecided",
        /// Accepted to lack for a time.
        Excepted = "excepted",
        /// It does not apply.
        NotApplicable = "not_applicable",
    }
}

impl Deficiency {
    /// 0–3.
    pub const fn ordinal(self) -> i64 {
        self as i64
    }

    /// From 0–3.
    pub fn from_ordinal(ordinal: i64) -> Option<Self> {
        usize::try_from(ordinal).ok().and_then(|at| Self::ALL.get(at)).copied()
    }
}

/// What is recorded about a control of an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Judgement {
    /// What is judged.
    pub object_kind: ObjectKind,
    /// Its id.
    pub object_id: Uuid,
    /// The control.
    pub control: ControlKey,
    /// Whether it exists.
    pub exists: Option<Exists>,
    /// Whether it works.
    pub works: Option<Works>,
    /// How much is lacking, 0–3.
    pub deficiency: Option<i64>,
    /// How it is now.
    pub situation: String,
    /// What proves it.
    pub evidence: String,
    /// What would make it better.
    pub improvement: String,
    /// Who sees to that.
    pub responsible_id: Option<PersonId>,
    /// By when, ISO, perhaps partial.
    pub due: String,
    /// The object whose judgement counts here.
    pub inherits_from: Option<Uuid>,
    /// Whether that has been accepted.
    pub inherits_accepted: bool,
    /// Asked for by hand, whatever the rules say.
    pub chosen: bool,
    /// Who judged, by name.
    pub judged_by: String,
    /// When.
    pub judged_at: DateTime<Utc>,
    /// For stale edits.
    pub version: i64,
}

impl Judgement {
    /// Nothing is judged yet.
    pub fn new(object_kind: ObjectKind, object_id: Uuid, control: ControlKey) -> Self {
        let text = String::new;
        Self {
            object_kind,
            object_id,
            control,
            exists: None,
            works: None,
            deficiency: None,
            situation: text(),
            evidence: text(),
            improvement: text(),
            responsible_id: None,
            due: text(),
            inherits_from: None,
            inherits_accepted: false,
            chosen: false,
            judged_by: text(),
            judged_at: DateTime::<Utc>::UNIX_EPOCH,
            version: 0,
        }
    }

    /// Its id in history: a digest of what it is about, since the row is named by object and control.
    pub fn record_id(&self) -> Uuid {
        record_id(self.object_id, &self.control)
    }

    /// Whether anything but a text is judged.
    pub fn is_judged(&self) -> bool {
        self.engine().is_some()
    }

    /// As the engine takes it.
    pub fn engine(&self) -> varn_engine::Judgement {
        varn_engine::Judgement {
            exists: self.exists.map(|exists| match exists {
                Exists::Yes => varn_engine::Exists::Yes,
                Exists::Partial => varn_engine::Exists::Partly,
                Exists::No => varn_engine::Exists::No,
            }),
            works: self.works.map(|works| match works {
                Works::Yes => varn_engine::Works::Yes,
                Works::Partial => varn_engine::Works::Partly,
                Works::No => varn_engine::Works::No,
            }),
            deficiency: self.deficiency.and_then(Deficiency::from_ordinal).map(
                |deficiency| match deficiency {
                    Deficiency::Negligible => varn_engine::Deficiency::Negligible,
                    Deficiency::Moderate => varn_engine::Deficiency::Moderate,
                    Deficiency::Significant => varn_engine::Deficiency::Significant,
                    Deficiency::Serious => varn_engine::Deficiency::Serious,
                },
            ),
        }
    }
}

/// The id of a judgement in history.
pub(super) fn record_id(object: Uuid, control: &ControlKey) -> Uuid {
    let digest = Sha256::new().chain_update(object.as_bytes()).chain_update(control.as_str()).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

impl From<varn_engine::Status> for State {
    fn from(status: varn_engine::Status) -> Self {
        match status {
            varn_engine::Status::NotJudged => Self::NotJudged,
            varn_engine::Status::Begun => Self::Begun,
            varn_engine::Status::Fulfilled => Self::Fulfilled,
            varn_engine::Status::Deficient => Self::Deficient,
            varn_engine::Status::Missing => Self::Missing,
        }
    }
}
