//! The picture (nulägesbild): the state measured, and frozen at a moment with a checksum. A frozen one never changes,
//! and two can be compared. It names the head of the audit chain, so that a rewritten chain is found.
//! Readable by others (JOIN): `pictures.as_of`, `pictures.name`.

pub mod measure;
pub mod model;
pub mod store;
pub mod view;
mod web;

#[cfg(test)]
mod tests;

pub use model::{Content, Measured, Open, PictureId, Restricted};
pub use web::{NAV, routes};

use crate::platform::history::RecordKind;

/// A picture in history.
pub const KIND: RecordKind = RecordKind("picture");
