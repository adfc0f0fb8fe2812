//! Search in everything one may see, by name: å ä ö aware, whatever the kind of record.

mod web;

#[cfg(test)]
mod tests;

pub use web::routes;
