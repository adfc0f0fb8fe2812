//! The page where one object's controls are judged: the organisation, a system or a supplier.

mod inherit;
mod judge;
mod load;
mod view;
mod web;

pub(super) use judge::{Asked, back};
pub(super) use load::{About, Place};
pub(super) use web::routes;
