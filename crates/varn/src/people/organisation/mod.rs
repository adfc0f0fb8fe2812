//! The organisation: a tree where each committee is its own authority and a company its own legal person, and the
//! people in it. Readable by others (JOIN): `units.name`, `units.kind`, `units.authority_id`, `people.name`, `people.email`,
//! and the whole of `unit_below`.

mod model;
pub mod store;
mod web;

pub use model::{PersonId, UnitId, UnitKind};
pub use web::{NAV, routes};

use crate::platform::history::RecordKind;

/// A unit in history, files and tasks.
pub const UNIT: RecordKind = RecordKind("unit");
/// A person in history.
pub const PERSON: RecordKind = RecordKind("person");
