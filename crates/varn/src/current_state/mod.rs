//! Where the municipality stands: classification, need, controls, gaps, and the frozen picture of it all.

pub mod picture;
