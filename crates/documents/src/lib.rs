//! Writes documents and workbooks: one [`Document`] becomes a tagged PDF or a DOCX with real styles, one
//! [`Workbook`] becomes XLSX or CSV.
//!
//! Knows nothing of what the documents are about, and holds no interface text: every word that a reader sees
//! is given by the caller. The same input gives the same bytes, and nothing but the input (and the product's
//! name as producer) ends up in them.

mod chart;
mod csv;
mod docx;
mod model;
mod pdf;
mod text;
mod theme;
mod workbook;
mod xlsx;

pub use chart::{Bar, Bars, Chart, ChartKind, Line, Series, Strip, StripItem, Tint, Trend};
pub use csv::csv;
pub use docx::docx;
pub use model::{
    Align, Block, Cell, Column, Document, Fact, KeyFigure, Labels, Language, Level, ListKind, Run, State,
    Table,
};
pub use pdf::pdf;
pub use theme::{Accent, Theme};
pub use workbook::{Kind, Sheet, SheetColumn, Value, Workbook};
pub use xlsx::xlsx;

/// Why a document or workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The typesetter refused the document; the text is its own message, for the log.
    #[error("the PDF could not be typeset: {0}")]
    Typeset(String),
    /// A package could not be put together.
    #[error("the package could not be written: {0}")]
    Package(#[from] zip::result::ZipError),
    /// Writing into memory failed.
    #[error("the package could not be written: {0}")]
    Io(#[from] std::io::Error),
    /// The workbook could not be written, for instance because two sheets have the same name.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}
