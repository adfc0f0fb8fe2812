//! Everything technical that every capability needs, done once. No domain word in here but the names of roles,
//! permissions and events, which are the contract with the rest.

pub mod actor;
pub mod app;
pub mod arg;
pub mod assets;
pub mod audit;
pub mod backup;
pub mod chain;
pub mod clock;
pub mod config;
pub mod ctx;
pub mod db;
pub mod edit;
pub mod erasure;
pub mod error;
pub mod event;
pub mod files;
pub mod form;
pub mod history;
pub mod kinds;
pub mod layers;
pub mod list;
pub mod migrate;
pub mod page;
pub mod panel;
pub mod permission;
pub mod reaction;
pub mod record;
pub mod routes;
pub mod schema;
pub mod session;
pub mod style;
pub mod swedish;
pub mod tenant;
pub mod text;
pub mod verify;
