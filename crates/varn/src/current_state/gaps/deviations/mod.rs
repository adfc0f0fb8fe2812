//! Deviations: controls that do not apply to an object, and exceptions with a last day. Proposed by whoever judges,
//! counting when somebody else has approved.

mod model;
mod propose;
pub mod store;
mod web;

pub use model::{Deviation, DeviationId, DeviationKind, DeviationState};
pub(super) use propose::{create, new};
pub(super) use web::routes;

use crate::platform::history::RecordKind;

/// A deviation in history.
pub const DEVIATION: RecordKind = RecordKind("deviation");
