//! Whole workbooks: the shared registers against their answer keys, variations made in code, and arbitrary grids.

mod arbitrary;
mod choosing;
mod common;
mod layouts;
mod levels;
mod mapping;
mod registers;
mod shuffled;
