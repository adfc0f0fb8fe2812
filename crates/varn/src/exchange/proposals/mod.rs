//! Proposals of the library: processes, information and systems that a municipality usually has, area by area, to take
//! in, change or skip. What is taken in keeps its origin and stays marked until somebody has confirmed or changed it;
//! what is in the register already is not proposed again. Readable by others (JOIN): none.

mod model;
mod sort;
mod store;
mod take;
mod view;
mod web;

#[cfg(test)]
mod tests;

pub use web::{NAV, routes};
