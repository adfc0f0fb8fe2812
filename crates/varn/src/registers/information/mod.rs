//! Information sets: what the municipality holds, whose it is, what may forbid its disclosure and how long it is kept.
//! Readable by others (JOIN): `information_sets.name`, `.unit_id`, `.owner_id`, `.personal_data`, `.common_id`, `.is_common`,
//! `.many_people`, `.next_review`, `.name_fold`, `.library_ref`, `.state`, and the whole of `information_provisions`.

mod list;
mod model;
mod read;
pub mod store;
mod web;

#[cfg(test)]
mod tests;

pub use model::{Information, InformationId, RetentionAction, cited};
pub use web::{NAV, REVIEW, routes};

use crate::platform::history::RecordKind;
use crate::platform::kinds::KindInfo;

/// An information set in history, links, files and tasks.
pub const KIND: RecordKind = RecordKind("information_set");

/// An information set where all kinds of record are treated alike.
pub const RECORD: KindInfo = KindInfo::register(KIND, "/information", "nav-information", "information_sets");
