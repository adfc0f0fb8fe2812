//! The overview: how far the judging has come, area by area, the gaps that weigh most, and every object with its counts.

mod store;
mod web;

pub use web::NAV;
pub(super) use web::routes;
