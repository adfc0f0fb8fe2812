//! Processes: what the municipality does, how long it manages when something has stopped, and what it does meanwhile.
//! Readable by others (JOIN): `processes.name`, `.code`, `.unit_id`, `.owner_id`, `.tolerated_outage_minutes`, `.vital`,
//! `.name_fold`, `.state`, `.library_ref`, `.next_review`.

mod list;
mod model;
pub mod store;
mod web;

#[cfg(test)]
mod tests;

pub use model::{Process, ProcessId};
pub use web::{NAV, REVIEW, routes};

use crate::platform::history::RecordKind;
use crate::platform::kinds::KindInfo;

/// A process in history, links, files and tasks.
pub const KIND: RecordKind = RecordKind("process");

/// A process where all kinds of record are treated alike.
pub const RECORD: KindInfo = KindInfo::register(KIND, "/process", "nav-processes", "processes");
