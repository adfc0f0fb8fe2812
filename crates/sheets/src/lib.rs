//! Reading spreadsheets that people made: XLSX, XLS, ODS and CSV become plain grids of cells.
//! Knows nothing of what the cells mean. Everything is bounded: a hostile file is refused, never expanded.

mod grid;
mod limits;

pub use grid::{Cell, Format, Merge, Note, Row, Sheet, Value, Workbook};
pub use limits::{Limits, Refusal};
