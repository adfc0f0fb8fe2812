//! Links: typed ties between records, read as a sentence from one to the other. What flows along each is said in
//! `crates/engine/src/link.rs`. Readable by others (JOIN): the whole of `links`.

mod model;
mod panel;
pub mod store;
mod web;

#[cfg(test)]
mod tests;

pub use model::{Link, LinkKind, Relation};
pub use panel::{ON_INFORMATION, ON_PROCESS, ON_PROCESSING, ON_SUPPLIER, ON_SYSTEM};
pub use store::{REACTION, erase};
pub use web::routes;

use crate::platform::history::RecordKind;

/// A link in history; its id there is `Link::revision_id`.
pub const LINK: RecordKind = RecordKind("link");
