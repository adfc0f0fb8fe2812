//! What Värn knows on day one.

pub mod library;
