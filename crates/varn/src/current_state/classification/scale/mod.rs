//! The classification model: what the levels mean here, which aspects are judged and by which consequences.

mod model;
mod read;
pub(super) mod store;
pub(super) mod web;

pub use model::{DEFAULT, Head, Meaning, Model};

#[cfg(test)]
pub(super) use read::filled;
