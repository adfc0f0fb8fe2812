//! Controls: the catalogue of the library with the municipality's own beside it, which objects must have which and why.
//! Requirements are computed by the engine; `gaps` stores what they come to and what is judged.
//! Readable by others (JOIN): `own_controls.title`, `own_controls.library_ref`.

mod catalogue;
mod facts;
mod model;
mod own;
pub mod store;
mod subjects;
mod web;
pub mod words;

#[cfg(test)]
mod tests;

pub use catalogue::{Controls, Item};
pub use facts::{Fact, Facts, Known, law_facts};
pub use model::{ControlKey, ObjectKind, OwnControl, OwnControlId};
pub use subjects::{Subject, Subjects};
pub use web::{NAV, routes};

use crate::platform::history::RecordKind;

/// An own control in history and files.
pub const OWN_CONTROL: RecordKind = RecordKind("own_control");
