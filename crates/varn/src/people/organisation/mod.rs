//! The organisation: a tree where each committee is its own authority and a company its own legal person, and the
//! people in it; what the municipality is called and looks like, and its own words.
//! Readable by others (JOIN): `units.name`, `units.kind`, `units.authority_id`, `people.name`, `people.email`,
//! `people.user_id`, `own_words`, and the whole of `unit_below`.

mod accent;
pub mod choices;
mod model;
mod people;
mod settings;
pub mod store;
mod units;
mod web;

#[cfg(test)]
mod tests;

pub use model::{PersonId, UnitId, UnitKind, is_organisation_number};
pub use web::{NAV, NAV_PEOPLE, NAV_PLACE, REACTION, routes};

use crate::platform::history::RecordKind;
use crate::platform::kinds::KindInfo;
use crate::platform::permission::Permission;

/// A unit in history, files and tasks.
pub const UNIT: RecordKind = RecordKind("unit");
/// A person in history.
pub const PERSON: RecordKind = RecordKind("person");

/// A unit where all kinds of record are treated alike: seen from within its own part of the organisation.
pub const UNIT_RECORD: KindInfo = KindInfo {
    kind: UNIT,
    path: "/organisation",
    has_page: true,
    many: "nav-organisation",
    table: "units",
    unit: "id",
    owner: None,
    review: None,
    live: "",
    read: Permission::OrganisationRead,
};

/// A person where all kinds of record are treated alike.
pub const PERSON_RECORD: KindInfo = KindInfo {
    kind: PERSON,
    path: "/personer",
    many: "nav-people",
    table: "people",
    unit: "unit_id",
    ..UNIT_RECORD
};

/// The municipality's own settings in history; the record's id is the municipality's.
pub const PLACE: RecordKind = RecordKind("place");
