//! The first page: the state of the eight recommendations, computed from data, what weighs most, and what to do next.

mod model;
mod web;

#[cfg(test)]
mod tests;

pub use web::{NAV, routes};
