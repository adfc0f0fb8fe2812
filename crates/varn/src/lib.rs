//! Värn: the information security management system of Swedish municipalities, as a library with a thin `main`.

pub mod app;
pub mod commands;
pub mod current_state;
pub mod demo;
pub mod exchange;
pub mod knowledge;
pub mod people;
pub mod platform;
pub mod registers;
pub mod steering;

#[cfg(test)]
extern crate self as varn;
#[cfg(test)]
mod testing;
