//! Reading spreadsheets that people made: XLSX, XLS, ODS and CSV become plain grids of cells.
//! Knows nothing of what the cells mean. Everything is bounded: a hostile file is refused, never expanded.

mod archive;
mod colour;
mod compound;
mod draft;
mod grid;
mod limits;
mod number_format;
mod ods;
mod read;
mod strings;
mod text;
mod xls;
mod xlsx;
mod xml;

pub use grid::{Cell, Format, Merge, Note, Row, Sheet, Value, Workbook};
pub use limits::{Limits, Refusal};
pub use read::read;
