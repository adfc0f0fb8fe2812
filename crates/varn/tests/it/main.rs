//! The application as a whole, with what only a program of its own can show.

#![allow(clippy::unwrap_used, clippy::items_after_statements, reason = "a test fails by panicking")]

#[path = "../../src/testing.rs"]
mod testing;

mod access;
mod architecture;
mod commands;
mod demo;
mod disk_fault;
mod kill_fault;
mod query_plans;
mod server;
mod texts;
