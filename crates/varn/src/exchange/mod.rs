//! What goes in and out: reports, spreadsheets, the start page that shows it all.

pub mod reports;
pub mod start;
