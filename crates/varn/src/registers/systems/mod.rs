//! Systems that handle the municipality's information: owner, manager, hosting, lifecycle, contract, what they depend on.
//! Readable by others (JOIN): `systems.name`, `systems.unit_id`, `systems.owner_id`, `systems.lifecycle`, `systems.hosting`.

pub mod model;
pub mod store;
mod web;

#[cfg(test)]
mod tests;

pub use model::{Hosting, Lifecycle, System, SystemId};
pub use web::{NAV, routes};

use crate::platform::history::RecordKind;

/// A system in history, links, files and tasks.
pub const KIND: RecordKind = RecordKind("system");
