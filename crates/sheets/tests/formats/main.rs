//! Tests of the readers, with files made in code, with the shared register files and with mutations of both.

mod common;
mod csv;
mod hostile;
mod ods;
mod registers;
mod xls;
mod xlsx;
