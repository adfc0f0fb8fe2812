//! Where the municipality stands: classification, need, controls, gaps, and the frozen picture of it all.

pub mod picture;
//! The current state: what needs which protection, how well it is protected, and the picture of it.

pub mod classification;
pub mod thread;

#[cfg(test)]
pub(crate) mod fixture;
