//! The systems that names in a register are matched against: a list of them on a sheet of the same file, which binds,
//! and those the caller knows, which help to part names.

use varn_sheets::{Sheet, Value as CellValue};

use crate::content::Sample;
use crate::field::{Field, FieldType};
use crate::headings::{Headings, Target};
use crate::kind::Kind;
use crate::parse::systems::{KnownSystems, systems};
use crate::table::Table;
use crate::text;
use crate::value::Value;

/// The column of a table with systems.
fn systems_column(table: &Table) -> Option<usize> {
    table
        .used()
        .find(|(_, used)| used.fields().iter().any(|field| field.of() == FieldType::Systems))
        .map(|(column, _)| column)
}

/// What is known of systems, and the sheet that lists them.
pub(crate) fn known_systems(
    table: &Table,
    others: &[&Sheet],
    own: &[String],
    headings: &mut Headings,
) -> (KnownSystems, Option<usize>) {
    let mut known = KnownSystems::default();
    let Some(column) = systems_column(table) else {
        return (known, None);
    };
    let lists =
        others.iter().enumerate().filter_map(|(place, sheet)| Some((place, list_in(sheet, headings)?)));
    let best = lists
        .filter_map(|(place, list)| {
            let share = share_listed(table, column, &list.names);
            (share >= if list.said { 0.3 } else { 0.7 }).then_some((place, list, share))
        })
        .max_by(|one, other| one.2.total_cmp(&other.2));
    let place = best.map(|(place, list, _)| {
        known.binding = true;
        known.add(list.names.iter().map(String::as_str));
        place
    });
    if !known.binding {
        known.add(own.iter().map(String::as_str));
    }
    (known, place)
}

struct List {
    names: Vec<String>,
    /// The heading or the sheet's name says that these are systems.
    said: bool,
}

/// The list of names on a sheet with few columns.
fn list_in(sheet: &Sheet, headings: &mut Headings) -> Option<List> {
    const MOST_COLUMNS: usize = 4;
    let width = sheet.rows.iter().map(|row| row.cells.len()).max()?;
    if width > MOST_COLUMNS {
        return None;
    }
    let of_name = says_systems(&sheet.name, headings);
    (0..width).find_map(|column| {
        let cells: Vec<String> = sheet
            .rows
            .iter()
            .filter_map(|row| match &row.cell(column).value {
                CellValue::Text(raw) => Some(text::line(raw)).filter(|name| !text::is_missing(name)),
                _ => None,
            })
            .collect();
        let first = cells.first()?;
        let of_heading = says_systems(first, headings);
        let names: Vec<String> = cells.iter().skip(usize::from(of_heading)).cloned().collect();
        (names.len() >= 2).then_some(List { names, said: of_heading || of_name })
    })
}

fn says_systems(heading: &str, headings: &mut Headings) -> bool {
    let name = Field::of_kind(Kind::System).find(|field| field.of() == FieldType::Title);
    headings.said("", heading).iter().any(|(target, score)| {
        *score > 0.6 && matches!(target, Target::Field(field) if Some(*field) == name || field.of() == FieldType::Systems)
    })
}

/// How many of the cells with systems name one that is listed.
fn share_listed(table: &Table, column: usize, names: &[String]) -> f32 {
    let mut list = KnownSystems::default();
    list.binding = true;
    list.add(names.iter().map(String::as_str));
    let cells: Vec<_> = table.below().map(|(_, row)| row.cell(column)).collect();
    Sample::new(&cells).share_of(
        |cell| matches!(systems(cell, &list).parsed.value, Some(Value::List(found)) if !found.is_empty()),
    )
}
