//! The current state: what needs which protection, how well it is protected, and the picture of it all.

pub mod classification;
pub mod controls;
pub mod gaps;
pub mod picture;
pub mod thread;

#[cfg(test)]
pub(crate) mod fixture;
