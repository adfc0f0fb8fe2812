//! Classification: a level per aspect for information sets, systems and processes, with motive, who and when.
//! What must hold: one judgement of an object counts at a time; nothing counts as a decision before a person has made it;
//! a possible level 4 leaves no trace but that it was referred (`referral`).
//! Readable by others (JOIN): the whole of `classifications`, `lowerings.classification_id`, `lowerings.approved_at`.

mod judge;
mod levels;
mod model;
mod panel;
mod past;
mod queue;
mod referral;
mod rules;
mod scale;
mod stated;
pub mod store;
mod suggest;
mod tasks;

#[cfg(test)]
mod tests;

pub use judge::NAV;
pub use levels::{
    AspectWord, Levels, effective, from_columns, highest, level, lowered, ordinal, to_columns, word,
};
pub use model::{
    Classification, ClassificationId, Judgement, Lowering, LoweringId, ObjectKind, Source, Stand, Standing,
};
pub use panel::{ON_INFORMATION, ON_PROCESS, ON_SYSTEM};
pub use past::{AS_IT_WAS, LOWERED_AS_IT_WAS};
pub use queue::{Urgency, Why, is_likely_critical, urgency};
pub use rules::{Refusal, Said, decide, most_serious};
pub use scale::{DEFAULT, Head, Meaning, Model};
pub use stated::{Stated, Withdrawn, import_stated, withdraw_stated};
pub use store::REACTION;
pub use suggest::{Facts, Reason, Suggested, suggest, suggested_levels};
pub use tasks::UNCONFIRMED;

use crate::platform::history::RecordKind;
use crate::platform::routes::Routes;
use crate::platform::verify::Reference;

/// A classification in history, under the id of the object it is of.
pub const KIND: RecordKind = RecordKind("classification");
/// A lowering below the common level in history, under the id of the set it is of.
pub const LOWERING: RecordKind = RecordKind("lowering");
/// The classification model in history, under the id of the municipality.
pub const MODEL: RecordKind = RecordKind("classification_model");
/// That something was referred to the säkerhetsskyddschef.
pub const STUB: RecordKind = RecordKind("protective_security_stub");

/// What a classification is of.
pub const CLASSIFIED: Reference = Reference {
    table: "classifications",
    kind: "object_kind",
    id: "object_id",
    only: "superseded_at IS NULL",
};

/// The routes of this capability.
pub fn routes() -> Routes {
    judge::routes().merge(queue::web::routes()).merge(scale::web::routes()).merge(referral::routes())
}
