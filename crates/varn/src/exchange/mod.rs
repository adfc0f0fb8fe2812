//! What comes in and goes out: registers as spreadsheets, reports, the first page that shows it all.

pub mod first_start;
pub mod imports;
pub mod proposals;
pub mod reports;
pub mod search;
pub mod start;
