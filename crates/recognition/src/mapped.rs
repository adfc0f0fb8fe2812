//! A mapping that was given: its headings are looked for, its fields are taken as they stand, and what does not fit
//! the file is told.

use varn_sheets::Sheet;

use crate::columns::{self, Plan, Use};
use crate::field::{Field, FieldType};
use crate::header::{self, Head};
use crate::headings::Headings;
use crate::kind::Kind;
use crate::mapping::{MappedColumn, Mapping, column_index, fields_of};
use crate::table::candidates;
use crate::text;

/// The headings where the mapping says, if the sheet has those rows and any of the mapping's headings is there.
pub(crate) fn head(mapping: &Mapping, sheet: &Sheet) -> Option<Head> {
    let rows: Vec<usize> = mapping
        .header_rows
        .as_ref()?
        .iter()
        .filter_map(|row| usize::try_from(*row).ok()?.checked_sub(1))
        .collect();
    let in_order = rows.len() <= 2 && rows.windows(2).all(|pair| pair[1] == pair[0] + 1);
    if !in_order || rows.iter().any(|row| *row >= sheet.rows.len()) {
        return None;
    }
    let head = header::head_of(sheet, &rows);
    let wanted: Vec<&str> =
        mapping.columns.iter().flatten().filter_map(|column| column.header.as_deref()).collect();
    let found = |wanted: &&&str| head.labels.iter().any(|label| is_same(label.name(), wanted));
    (wanted.is_empty() || wanted.iter().any(|header| found(&header))).then_some(head)
}

/// Headings that no recognition knows: the first row that has one of the mapping's.
pub(crate) fn first_row(mapping: &Mapping, sheet: &Sheet) -> Option<Head> {
    const LOOKED_AT: usize = 100;
    let columns = mapping.columns.as_ref()?;
    let wanted: Vec<&str> = columns.iter().filter_map(|column| column.header.as_deref()).collect();
    let row = sheet.rows.iter().take(LOOKED_AT).position(|row| {
        let found = row.cells.iter().filter(|cell| wanted.iter().any(|header| is_same(&cell.text(), header)));
        found.count() * 2 > wanted.len()
    });
    row.map(|row| header::head_of(sheet, &[row]))
        .or_else(|| wanted.is_empty().then(|| header::head_of(sheet, &[])))
}

fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (text::fold(one), text::fold(other));
    !one.is_empty() && text::one_spaced(&one) == text::one_spaced(&other)
}

/// The columns as the mapping gives them, and the parts of it that do not fit. `None` where it says nothing of columns.
pub(crate) fn plan(
    mapping: &Mapping,
    wish: Option<Kind>,
    sheet: &Sheet,
    head: &Head,
    headings: &mut Headings,
) -> Option<(Plan, Vec<String>)> {
    let given = mapping.columns.as_ref()?;
    let kind = kind_of(mapping, wish)?;
    let guessed = columns::plan(kind, head, &candidates(sheet, head), headings);
    let colours = guessed.uses.into_iter().map(|used| if used == Use::Colour { used } else { Use::Nothing });
    let mut plan = Plan { kind, uses: colours.collect(), score: 0.0, name_guessed: false };
    let mut misfits = Vec::new();
    for column in given {
        let Some(key) = column.field.as_deref().filter(|key| !key.is_empty()) else {
            continue;
        };
        match place(column, head).zip(use_of(key, kind)) {
            Some((at, used)) if fits(&plan, at, &used) => {
                plan.uses[at] = used;
                plan.score += 1.0;
            }
            _ => misfits.push(format!("{} → {key}", column.header.as_deref().unwrap_or(&column.column))),
        }
    }
    Some((plan, misfits))
}

fn kind_of(mapping: &Mapping, wish: Option<Kind>) -> Option<Kind> {
    let of_fields = || {
        let fields =
            mapping.columns.iter().flatten().filter_map(|column| fields_of(column.field.as_deref()?));
        fields.flatten().map(Field::kind).next()
    };
    let readable = |kind: &Kind| Kind::READ.contains(kind);
    mapping.kind.filter(readable).or_else(of_fields).or_else(|| wish.filter(readable))
}

/// Where a column is: under its heading, or at its letters where the heading agrees or none is given.
fn place(column: &MappedColumn, head: &Head) -> Option<usize> {
    let at = column_index(&column.column).filter(|at| *at < head.labels.len());
    let Some(header) = column.header.as_deref().filter(|header| !header.trim().is_empty()) else {
        return at;
    };
    let named = |at: &usize| head.labels.get(*at).is_some_and(|label| is_same(label.name(), header));
    if head.rows.is_empty() {
        return at;
    }
    at.filter(named).or_else(|| (0..head.labels.len()).find(named))
}

fn use_of(key: &str, kind: Kind) -> Option<Use> {
    let fields = fields_of(key)?;
    let of_kind = fields.iter().all(|field| field.kind() == kind);
    match fields.as_slice() {
        [field] if of_kind => Some(Use::Field(*field)),
        [_, _, ..] if of_kind && fields.iter().all(|field| field.of() == FieldType::Level) => {
            Some(Use::Together(fields))
        }
        _ => None,
    }
}

fn fits(plan: &Plan, at: usize, used: &Use) -> bool {
    let free = matches!(plan.uses[at], Use::Nothing | Use::Colour);
    free && used.fields().iter().all(|field| field.takes_several() || plan.column_of(*field).is_none())
}
