//! Suppliers: who delivers systems and services, from which country, and whether the municipality depends on them.
//! Readable by others (JOIN): `suppliers.name`, `.unit_id`, `.owner_id`, `.country`, `.critical`, `.state`, `.next_review`.

mod country;
mod list;
mod model;
pub mod store;
mod web;

#[cfg(test)]
mod tests;

pub use country::{COUNTRIES, is_third_country};
pub use model::{Supplier, SupplierId, organisation_number};
pub use web::{NAV, REVIEW, routes};

use crate::platform::history::RecordKind;
use crate::platform::kinds::KindInfo;

/// A supplier in history, links, files and tasks.
pub const KIND: RecordKind = RecordKind("supplier");

/// A supplier where all kinds of record are treated alike.
pub const RECORD: KindInfo = KindInfo::register(KIND, "/leverantorer", "nav-suppliers", "suppliers");
