//! Gaps: what is judged about each control that an object must have, what does not apply or is excepted, and how much is
//! left. What is not judged is "inte bedömd", never missing. Counts and points are derived in the transaction that
//! changes what they rest on. Readable by others (JOIN): all of `judgements`, `required_controls`, `object_progress`, and
//! `deviations.control`, `.object_id`, `.kind`, `.until`, `.approved_at`, `.withdrawn_at`.

mod assess;
mod assessment;
mod derived;
pub mod deviations;
mod erasure;
mod import;
mod model;
mod overview;
mod panel;
mod past;
pub mod store;
mod tasks;
mod words;

#[cfg(test)]
mod tests;

pub use derived::{REACTION, VERIFIER, differing, recompute_all};
pub use erasure::erase;
pub use import::{
    ImportedJudgement, Placed, Recalled, import_judgements, import_placed, places, recall_judgements,
    recorded,
};
pub use model::{Deficiency, Exists, Judgement, State, Works};
pub use overview::NAV;
pub use panel::{ON_SUPPLIER, ON_SYSTEM};
pub use past::{DEVIATING_AS_IT_WAS, JUDGED_AS_IT_WAS};
pub use tasks::EXCEPTION_ENDING;

use crate::platform::routes::Routes;

/// The routes of this capability.
pub fn routes() -> Routes {
    overview::routes().merge(assessment::routes()).merge(deviations::routes())
}

use crate::platform::history::RecordKind;
use crate::platform::verify::Reference;

/// A judgement in history: of one control of one object (`Judgement::record_id`).
pub const JUDGEMENT: RecordKind = RecordKind("judgement");

/// Judgements name what they are about without a foreign key; the organisation is no record.
pub const JUDGED: Reference = Reference {
    table: "judgements",
    kind: "object_kind",
    id: "object_id",
    only: "x.object_kind <> 'organisation'",
};
/// Deviations too.
pub const DEVIATING: Reference = Reference {
    table: "deviations",
    kind: "object_kind",
    id: "object_id",
    only: "x.object_kind <> 'organisation'",
};
