//! The register of processings of personal data that article 30 GDPR asks each controller for: here each committee,
//! the board and each company, which is the authority of the unit that owns the processing.
//! Readable by others (JOIN): `processings.name`, `processings.unit_id`, `processings.owner_id`, `processings.sensitive`.

mod form;
mod model;
pub mod store;
mod web;

#[cfg(test)]
mod tests;

pub use model::{Processing, ProcessingId};
pub use web::{NAV, REVIEW, routes};

use crate::platform::history::RecordKind;
use crate::platform::kinds::KindInfo;

/// A processing in history, links, files and tasks.
pub const KIND: RecordKind = RecordKind("processing");

/// A processing where all kinds of record are treated alike.
pub const RECORD: KindInfo = KindInfo::register(KIND, "/behandlingar", "nav-processings", "processings");
