//! Judging: the form of an object's classification, its confirmation by the owner, its history, and the approval of a
//! level below the common one.

mod past;
mod read;
mod view;
mod web;

pub(super) use past::{confirmed, source};
pub use web::NAV;
pub(super) use web::routes;
pub(super) use web::subject;

use read::may_keep;
