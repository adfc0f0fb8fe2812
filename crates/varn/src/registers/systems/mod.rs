//! Systems that handle the municipality's information: owner, manager, hosting, lifecycle, contract, what they depend on.
//! Readable by others (JOIN): `systems.name`, `systems.unit_id`, `systems.owner_id`, `systems.lifecycle`, `systems.hosting`,
//! `systems.name_fold`, `systems.state`, `systems.library_ref`.

mod list;
pub mod model;
pub mod store;
mod web;

#[cfg(test)]
mod tests;

pub use model::{Hosting, Lifecycle, System, SystemId};
pub use web::{NAV, REVIEW, routes};

use crate::platform::history::RecordKind;
use crate::platform::kinds::KindInfo;

/// A system in history, links, files and tasks.
pub const KIND: RecordKind = RecordKind("system");
/// A system where all kinds of record are treated alike.
pub const RECORD: KindInfo = KindInfo {
    live: "r.state <> 'proposed' AND (r.lifecycle IS NULL OR r.lifecycle <> 'retired')",
    ..KindInfo::register(KIND, "/system", "nav-systems", "systems")
};
