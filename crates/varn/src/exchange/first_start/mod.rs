//! The first start: three questions to a municipality that has nothing yet. Which one it is, which parts it has, and who
//! does what. Each can be skipped and come back to; together they lead to the two ways of filling the registers.
//! Readable by others (JOIN): none.

mod model;
mod parts;
mod people;
mod place;
mod store;
mod web;

#[cfg(test)]
mod tests;

pub use store::meets;
pub use web::{NAV, routes};
