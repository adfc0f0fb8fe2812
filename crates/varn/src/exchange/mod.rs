//! What comes in and goes out: registers as spreadsheets, reports.

pub mod imports;
