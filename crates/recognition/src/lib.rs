//! Says what the columns and cells of a municipal register mean: a [`varn_sheets::Workbook`] becomes a [`Reading`]
//! with typed rows, and with everything that is doubtful or left out told to a person.
//! Must hold: no I/O, no clock, no panics; time grows with the number of cells; nothing is guessed silently.

mod accept;
mod cells;
mod colour;
mod columns;
mod content;
mod field;
mod fill;
mod header;
mod headings;
mod keys;
mod kind;
mod known;
mod legend;
mod mapped;
mod mapping;
mod message;
mod options;
mod parse;
mod read;
mod reading;
mod reason;
mod report;
mod rows;
mod scale;
mod scales;
mod summary;
mod survey;
mod table;
mod text;
mod titles;
mod value;
mod vocabulary;

pub use field::{Field, FieldType};
pub use kind::{Kind, UnknownKind};
pub use mapping::{MappedColumn, Mapping, column_index, column_letters};
pub use options::{Language, Options, UnknownLanguage};
pub use read::read;
pub use reading::{
    Column, Counts, Form, Header, IgnoredRow, Note, Reading, Rejected, Role, Row, RowKind, SheetRole, Warned,
};
pub use reason::{Rejection, Warning};
pub use scale::{ColourLevel, Scale, ScaleLevel};
pub use value::{Date, Person, Retention, Value, Values};
