//! The application as a whole, with what only a program of its own can show.

#[path = "../../src/testing.rs"]
mod testing;

mod commands;
mod disk_fault;
mod kill_fault;
mod server;
