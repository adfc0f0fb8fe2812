//! Who works in the municipality, and who may sign in.

pub mod accounts;
pub mod organisation;
mod store;
pub mod words;
