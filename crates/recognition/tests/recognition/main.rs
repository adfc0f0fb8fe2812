//! Whole workbooks: the shared registers against their answer keys, variations made in code, and arbitrary grids.

mod common;
mod registers;
