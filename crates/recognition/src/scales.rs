//! The scale that a table's levels are on: given, stated in the file, or told by the words that stand in the cells.

use std::collections::BTreeMap;

use varn_sheets::Cell;

use crate::accept::levels::Colours;
use crate::colour;
use crate::columns::{Use, level_field};
use crate::field::{Field, FieldType};
use crate::legend::{Legend, grades_in};
use crate::parse::levels::{Level, level};
use crate::parse::stated;
use crate::rows::Classed;
use crate::scale::{ColourLevel, Scale};
use crate::table::Table;
use crate::text;

/// The cells of a column in rows of data.
fn data<'t>(table: &Table<'t>, classed: &[Classed], column: usize) -> impl Iterator<Item = &'t Cell> {
    let sheet = table.sheet;
    classed.iter().filter(|row| row.kind.is_none()).map(move |row| sheet.rows[row.row].cell(column))
}

fn columns_of(table: &Table, of: FieldType) -> Vec<usize> {
    let is_wanted = |used: &Use| matches!(used, Use::Field(field) if field.of() == of);
    table.used().filter(|(_, used)| is_wanted(used)).map(|(column, _)| column).collect()
}

/// The scale of the levels.
pub(crate) fn scale_of(table: &Table, legend: &Legend, classed: &[Classed], given: Option<&Scale>) -> Scale {
    let mut scale = given.cloned().unwrap_or_else(|| legend.scale());
    let levels = columns_of(table, FieldType::Level);
    if !scale.stated_in_file && given.is_none() {
        let cells = levels.iter().flat_map(|column| data(table, classed, *column));
        if let Some(grades) = grades_in(cells) {
            scale = Scale { colours: scale.colours, ..grades };
        }
    }
    let colours = colours_of(table, legend);
    if let (true, Some((column, field))) = (scale.colours.is_empty(), colours.column)
        && let Some(level_column) = table.plan.column_of(field)
    {
        scale.colours = colours_by_use(table, classed, column, level_column, &scale);
    }
    scale
}

/// The column of colours, and the level it speaks of.
pub(crate) fn colours_of(table: &Table, legend: &Legend) -> Colours {
    let column = table.used().find(|(_, used)| **used == Use::Colour).map(|(column, _)| column);
    let field = level_field(table.plan.kind, legend.colour_aspect());
    Colours { column: column.zip(field) }
}

/// What colours mean by how they are used, where every colour nearly always goes with one level.
fn colours_by_use(
    table: &Table,
    classed: &[Classed],
    column: usize,
    level_column: usize,
    scale: &Scale,
) -> Vec<ColourLevel> {
    const ROWS: usize = 3;
    let mut used: BTreeMap<&'static str, BTreeMap<u8, usize>> = BTreeMap::new();
    for (cell, level_cell) in data(table, classed, column).zip(data(table, classed, level_column)) {
        let word = stated(cell).map(|word| text::line(&word));
        let colour = word.as_deref().map_or_else(|| cell.fill.and_then(colour::of_fill), colour::named);
        if let (Some(colour), Level::Taken(ordinal, _)) = (colour, level(level_cell, scale)) {
            *used.entry(colour).or_default().entry(ordinal).or_default() += 1;
        }
    }
    let meant = used.into_iter().filter_map(|(colour, ordinals)| {
        let rows: usize = ordinals.values().sum();
        let (ordinal, most) = ordinals.into_iter().max_by_key(|(_, count)| *count)?;
        (rows >= ROWS && most * 5 >= rows * 4).then(|| ColourLevel { colour: colour.to_owned(), ordinal })
    });
    let meant: Vec<ColourLevel> = meant.collect();
    let distinct = meant
        .iter()
        .enumerate()
        .all(|(at, one)| meant[..at].iter().all(|other| other.ordinal != one.ordinal));
    if distinct { meant } else { Vec::new() }
}

/// What figures mean as deficiencies: as stated, or from 1 where 4 is used and 0 is not.
pub(crate) fn deficiencies(table: &Table, legend: &Legend, classed: &[Classed]) -> Vec<(String, u8)> {
    let Some(column) = columns_of(table, FieldType::Deficiency).first().copied() else {
        return Vec::new();
    };
    if let Some(stated) = legend.deficiencies() {
        return stated;
    }
    let figures: Vec<String> =
        data(table, classed, column).map(|cell| cell.text().trim().to_owned()).collect();
    let has = |figure: &str| figures.iter().any(|other| other == figure);
    if has("4") && !has("0") {
        (1..=4_u8).map(|figure| (figure.to_string(), figure - 1)).collect()
    } else {
        Vec::new()
    }
}

/// Takes in what the headings of levels say of the scale: `Konfidentialitet (0–3)`.
pub(crate) fn take_headings(table: &Table, legend: &mut Legend) {
    let is_level = |field: &Field| matches!(field.of(), FieldType::Level | FieldType::Deficiency);
    for (column, used) in table.used() {
        if used.fields().iter().any(is_level) {
            let label = &table.head.labels[column];
            legend.take_text(&format!("skala {} {}", label.group, label.text));
        }
    }
}
