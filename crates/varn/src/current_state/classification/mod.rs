//! Classification: a level per aspect for information sets, systems and processes, with motive, who and when.
//! Readable by others (JOIN): the whole of `classifications`, `lowerings.classification_id`, `lowerings.approved_at`.

mod levels;
mod scale;
pub mod store;

pub use levels::{
    AspectWord, Levels, effective, from_columns, highest, level, lowered, ordinal, to_columns, word,
};
pub use scale::{DEFAULT, Head, Meaning, Model};

use crate::platform::history::RecordKind;

/// A classification in history, under the id of the object it is of.
pub const KIND: RecordKind = RecordKind("classification");
/// A lowering below the common level in history, under the id of the set it is of.
pub const LOWERING: RecordKind = RecordKind("lowering");
/// The classification model in history, under the id of the municipality.
pub const MODEL: RecordKind = RecordKind("classification_model");
