//! Systems that handle the municipality's information: owner, manager, hosting, lifecycle, contract, what they depend on.
//! Readable by others (JOIN): `systems.name`, `systems.unit_id`, `systems.owner_id`, `systems.lifecycle`, `systems.hosting`.

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
use crate::platform::permission::Permission;

/// A system in history, links, files and tasks.
pub const KIND: RecordKind = RecordKind("system");

/// A system where all kinds of record are treated alike.
pub const RECORD: KindInfo = KindInfo {
    kind: KIND,
    path: "/system",
    many: "nav-systems",
    table: "systems",
    unit: "unit_id",
    owner: Some("owner_id"),
    review: Some("next_review"),
    read: Permission::RegistersRead,
};
