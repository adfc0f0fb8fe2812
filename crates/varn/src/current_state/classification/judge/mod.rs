//! Judging: the form of an object's classification, its confirmation by the owner, its history, and the approval of a
//! level below the common one.

mod past;
mod read;
mod view;
mod web;

pub use web::{NAV, routes};

pub(super) use read::may_keep;
pub(super) use web::subject;
pub(super) use past::{confirmed, source};
