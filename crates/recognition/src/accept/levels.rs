//! The levels of one row: figures, words, several in one cell, and colours.

use varn_sheets::Cell;

use crate::colour;
use crate::columns::Use;
use crate::field::{Field, FieldType};
use crate::parse::levels::{Level, level};
use crate::parse::{stated, triples};
use crate::reason::Warning;
use crate::scale::Scale;
use crate::text;

/// A level as read, and the column it stands in.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) field: Field,
    pub(super) column: usize,
    pub(super) level: Level,
    /// The column whose colour gave the level.
    pub(super) by_colour: Option<usize>,
    /// What the colour contradicts the level with.
    pub(super) contradicted_by: Option<usize>,
    /// The levels as turned back from a date, on the first of them.
    pub(super) was_date: Option<String>,
    /// A blank of which the first level in the cell tells already.
    pub(super) told: bool,
}

/// Where a file has colours for levels.
#[derive(Debug, Default)]
pub(crate) struct Colours {
    /// The column with nothing but the colour, and the field it speaks of.
    pub(crate) column: Option<(usize, Field)>,
}

/// Reads the levels in a column of a row.
pub(super) fn read(used: &Use, column: usize, cell: &Cell, scale: &Scale) -> Vec<Read> {
    let plain = |field, level| Read {
        field,
        column,
        level,
        by_colour: None,
        contradicted_by: None,
        was_date: None,
        told: false,
    };
    match used {
        Use::Field(field) if field.of() == FieldType::Level => {
            let mut read = plain(*field, level(cell, scale));
            let coloured = own_colour(cell).and_then(|colour| scale.of_colour(colour));
            look_at_colour(&mut read, coloured, column);
            vec![read]
        }
        Use::Together(fields) => {
            let aspects: Vec<char> = fields.iter().map(|field| aspect(*field)).collect();
            let together = triples::levels(cell, &aspects, scale);
            let mut reads: Vec<Read> =
                fields.iter().zip(together.levels).map(|(field, level)| plain(*field, level)).collect();
            if let Some(first) = reads.first_mut() {
                first.was_date = together.was_date;
            }
            let missing = reads.iter_mut().filter(|read| read.level == Level::Missing).skip(1);
            missing.for_each(|read| read.told = true);
            reads
        }
        _ => Vec::new(),
    }
}

/// A level that nothing but a colour says.
pub(super) fn only_colour(field: Field, column: usize, ordinal: u8) -> Read {
    Read {
        field,
        column,
        level: Level::Taken(ordinal, Some(Warning::LevelFromColour)),
        by_colour: Some(column),
        contradicted_by: None,
        was_date: None,
        told: false,
    }
}

fn aspect(field: Field) -> char {
    match field.name() {
        "confidentiality" => 'k',
        "integrity" => 'r',
        "availability" => 't',
        _ => 's',
    }
}

/// A colour of the cell itself; white, grey and black are for looks.
fn own_colour(cell: &Cell) -> Option<&'static str> {
    cell.fill.and_then(colour::of_fill).filter(|colour| !colour::is_plain(colour))
}

/// The level that a cell of a colour column says.
pub(crate) fn of_colour_cell(cell: &Cell, scale: &Scale) -> Option<u8> {
    let word = stated(cell);
    let colour = match &word {
        Some(word) => colour::named(text::line(word).as_str()),
        None => cell.fill.and_then(colour::of_fill),
    };
    scale.of_colour(colour?)
}

/// Takes the level from a colour where no figure stands; says so where they differ.
pub(super) fn look_at_colour(read: &mut Read, coloured: Option<u8>, column: usize) {
    match (read.level, coloured) {
        (Level::Missing, Some(ordinal)) => {
            read.level = Level::Taken(ordinal, Some(Warning::LevelFromColour));
            read.by_colour = Some(column);
            read.told = false;
        }
        (Level::Taken(ordinal, _), Some(coloured)) if ordinal != coloured && read.by_colour.is_none() => {
            read.contradicted_by = Some(column);
        }
        _ => {}
    }
}
