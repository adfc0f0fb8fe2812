//! The most critical first: what is not classified, or due to be looked at again, in an order that says why.

mod store;
mod urgency;
pub(super) mod web;

pub use urgency::{Urgency, Why, is_likely_critical, urgency};
