//! The log of what happened, as those who may read it see it, and the erasure of logged personal content by a decision.
//! The decision is itself an event; the chain still verifies afterwards (`audit.rs`).

mod erase;
mod reach;
mod store;
mod web;

#[cfg(test)]
mod tests;

pub use web::{NAV, routes};
