//! Documents for management, made from a frozen picture: in an open variant that is built from an allow-list of
//! numbers, and a restricted one that names what is weak.

mod open;
mod picture;
mod restricted;
mod web;

#[cfg(test)]
mod tests;

pub use picture::{Format, Variant, write};
pub use web::routes;
