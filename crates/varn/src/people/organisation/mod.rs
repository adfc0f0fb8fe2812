//! The organisation: a tree where each committee is its own authority and a company its own legal person, and the
//! people in it; what the municipality is called and looks like, and its own words.
//! Readable by others (JOIN): `units.name`, `units.kind`, `units.authority_id`, `people.name`, `people.email`,
//! `own_words`, and the whole of `unit_below`.

mod accent;
mod model;
mod people;
mod settings;
pub mod store;
mod units;
mod web;

#[cfg(test)]
mod tests;

pub use model::{PersonId, UnitId, UnitKind};
pub use web::{NAV, NAV_PEOPLE, NAV_PLACE, REACTION, routes};

use crate::platform::history::RecordKind;

/// A unit in history, files and tasks.
pub const UNIT: RecordKind = RecordKind("unit");
/// A person in history.
pub const PERSON: RecordKind = RecordKind("person");
/// The municipality's own settings in history; the record's id is the municipality's.
pub const PLACE: RecordKind = RecordKind("place");
