//! The register of actions: what is to be done, by whom, when and at what cost. It tells where the municipality is weak,
//! so it is read by those who may see gaps.
//! Readable by others (JOIN): `actions.name`, `actions.unit_id`, `actions.owner_id`, `actions.status`, `actions.cost_sek`,
//! `actions.due`.

mod form;
mod model;
pub mod store;
mod tasks;
mod web;

#[cfg(test)]
mod tests;

pub use model::{Action, ActionId, Status};
pub use tasks::OVERDUE;
pub use web::{NAV, routes};

use crate::platform::history::RecordKind;
use crate::platform::kinds::KindInfo;
use crate::platform::permission::Permission;

/// An action in history, links, files and tasks.
pub const KIND: RecordKind = RecordKind("action");

/// An action where all kinds of record are treated alike.
pub const RECORD: KindInfo = KindInfo {
    live: "r.state <> 'proposed' AND (r.status IS NULL OR r.status NOT IN ('done', 'cancelled'))",
    read: Permission::GapsRead,
    ..KindInfo::register(KIND, "/atgarder", "nav-actions", "actions")
};
