//! Värn: the information security management system of Swedish municipalities, as a library with a thin `main`.

pub mod platform;
