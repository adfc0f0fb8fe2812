//! Steering: what is to be done about what the current state shows, and who has decided it.

pub mod plan;
