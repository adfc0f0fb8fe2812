//! The current state: how information is classified, what that calls for, and what is lacking.

pub mod controls;
pub mod gaps;
