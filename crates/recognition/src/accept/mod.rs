//! Rows one by one: accepted with values and doubts, or refused with the first reason there is.
//! The order of the reasons is that of [`Rejection`]; within one reason the leftmost column is told.

pub(crate) mod levels;

use std::collections::BTreeMap;

use varn_sheets::{Cell, Value as CellValue};

use crate::cells::{self, Context, Hint, Understood};
use crate::field::{Field, FieldType};
use crate::fill::Fill;
use crate::keys::{Seen, key_of};
use crate::parse::levels::Level;
use crate::parse::stated;
use crate::reason::{Rejection, Warning};
use crate::scale::Scale;
use crate::table::Table;
use crate::text;
use crate::titles::{Part, Section, given};
use crate::value::Value;
use levels::{Colours, Read};

/// What rows are read with.
#[derive(Clone, Copy)]
pub(crate) struct Basis<'r, 't> {
    pub(crate) table: &'r Table<'t>,
    pub(crate) fill: &'r Fill,
    pub(crate) scale: &'r Scale,
    pub(crate) context: &'r Context,
    pub(crate) colours: &'r Colours,
    pub(crate) constants: &'r BTreeMap<&'static str, String>,
    pub(crate) sections: &'r [Section],
    pub(crate) section_fields: &'r [(Field, Part)],
    pub(crate) key_columns: &'r [usize],
    pub(crate) text_limit: usize,
}

/// Reads rows.
pub(crate) struct Reader<'r, 't> {
    basis: Basis<'r, 't>,
    hints: Vec<Hint>,
    /// The fields in their order, with the columns that give each.
    fields: Vec<(Field, Vec<usize>)>,
}

/// Why a row is refused.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) column: usize,
    pub(crate) field: Field,
    pub(crate) reason: Rejection,
    /// The number of the row above that is the same.
    pub(crate) earlier: Option<u32>,
}

/// A doubt about an accepted row.
#[derive(Debug)]
pub(crate) struct Doubted {
    pub(crate) column: usize,
    pub(crate) field: Field,
    pub(crate) reason: Warning,
    pub(crate) value: serde_json::Value,
}

/// An accepted row.
#[derive(Debug, Default)]
pub(crate) struct Accepted {
    pub(crate) values: Vec<(Field, Option<Value>)>,
    pub(crate) details: BTreeMap<&'static str, String>,
    pub(crate) doubts: Vec<Doubted>,
}

impl<'r, 't> Reader<'r, 't> {
    pub(crate) fn new(basis: Basis<'r, 't>) -> Self {
        let table = basis.table;
        let columns = |field: Field| {
            table.used().filter(move |(_, used)| used.fields().contains(&field)).map(|(column, _)| column)
        };
        let coloured =
            basis.colours.column.filter(|_| !basis.scale.colours.is_empty()).map(|(_, field)| field);
        let given = |field: &Field| {
            let by_heading = basis.section_fields.iter().any(|(other, _)| other == field);
            by_heading || basis.constants.contains_key(field.key()) || coloured == Some(*field)
        };
        let fields =
            Field::of_kind(table.plan.kind).map(|field| (field, columns(field).collect::<Vec<usize>>()));
        Self {
            hints: table.head.labels.iter().map(|label| Hint::new(label.name())).collect(),
            fields: fields.filter(|(field, columns)| !columns.is_empty() || given(field)).collect(),
            basis,
        }
    }

    /// Reads a row of data.
    pub(crate) fn read(&self, row: usize, seen: &mut Seen) -> Result<Accepted, Refused> {
        self.check_texts(row)?;
        let levels = self.levels(row)?;
        let mut accepted = Accepted::default();
        for (field, columns) in &self.fields {
            let value = if field.of() == FieldType::Level {
                levels.iter().find(|read| read.field == *field).and_then(|read| match read.level {
                    Level::Taken(ordinal, _) => Some(Value::Ordinal(ordinal)),
                    Level::Missing | Level::Unknown => None,
                })
            } else if columns.is_empty() {
                self.given(*field, row).map(Value::Text)
            } else {
                self.value(row, *field, columns, &mut accepted)?
            };
            accepted.values.push((*field, value));
        }
        self.check_key(row, seen)?;
        for read in &levels {
            doubt_level(read, &mut accepted.doubts);
        }
        accepted.doubts.sort_by_key(|doubt| doubt.column);
        Ok(accepted)
    }

    fn cell(&self, row: usize, column: usize) -> &'t Cell {
        self.basis.fill.cell(self.basis.table, row, column)
    }

    /// The name is there, and no text is a formula or too long.
    fn check_texts(&self, row: usize) -> Result<(), Refused> {
        let refused = |column, field, reason| Refused { column, field, reason, earlier: None };
        if let Some((column, field)) = self.basis.table.plan.title() {
            let cell = self.cell(row, column);
            let name = stated(cell).map(|name| text::line(&name)).filter(|name| !text::is_missing(name));
            if name.is_none() || matches!(cell.value, CellValue::Error(_)) {
                return Err(refused(column, field, Rejection::MissingName));
            }
        }
        let texts = || {
            self.basis.table.used().filter_map(|(column, used)| {
                let field = *used.fields().first()?;
                match &self.cell(row, column).value {
                    CellValue::Text(raw) => Some((column, field, raw)),
                    _ => None,
                }
            })
        };
        if let Some((column, field, _)) = texts().find(|(.., raw)| raw.trim_start().starts_with(['=', '@'])) {
            return Err(refused(column, field, Rejection::FormulaText));
        }
        // Bytes first: a text is never longer in characters than in bytes.
        let too_long =
            |raw: &str| raw.len() > self.basis.text_limit && raw.chars().count() > self.basis.text_limit;
        match texts().find(|(.., raw)| too_long(raw)) {
            Some((column, field, _)) => Err(refused(column, field, Rejection::OverlongText)),
            None => Ok(()),
        }
    }

    fn levels(&self, row: usize) -> Result<Vec<Read>, Refused> {
        let mut reads: Vec<Read> = Vec::new();
        for (column, used) in self.basis.table.used() {
            reads.extend(levels::read(used, column, self.cell(row, column), self.basis.scale));
        }
        if let Some(unknown) = reads.iter().find(|read| read.level == Level::Unknown) {
            return Err(Refused {
                column: unknown.column,
                field: unknown.field,
                reason: Rejection::UnknownLevel,
                earlier: None,
            });
        }
        if let Some((column, field)) = self.basis.colours.column {
            let coloured = levels::of_colour_cell(self.cell(row, column), self.basis.scale);
            match reads.iter_mut().find(|read| read.field == field) {
                Some(read) => levels::look_at_colour(read, coloured, column),
                None => reads.extend(coloured.map(|ordinal| levels::only_colour(field, column, ordinal))),
            }
        }
        Ok(reads)
    }

    fn value(
        &self,
        row: usize,
        field: Field,
        columns: &[usize],
        accepted: &mut Accepted,
    ) -> Result<Option<Value>, Refused> {
        let understand = |column: usize| {
            cells::understand(field, self.cell(row, column), row, &self.hints[column], self.basis.context)
        };
        let mut unknown_at = None;
        let mut take = |column: usize, understood: Understood, accepted: &mut Accepted| {
            accepted.details.extend(understood.detail.map(|detail| (field.key(), detail)));
            if understood.no_known_system {
                unknown_at = unknown_at.or(Some(column));
            }
            understood.parsed
        };
        let Some((&first, more)) = columns.split_first() else {
            return Ok(None);
        };
        let mut parsed = take(first, understand(first), accepted);
        let mut told_at = first;
        for &column in more {
            let other = take(column, understand(column), accepted);
            if parsed.doubts.is_empty() && !other.doubts.is_empty() {
                told_at = column;
            }
            parsed = cells::together(parsed, other);
        }
        let nothing = !matches!(&parsed.value, Some(Value::List(items)) if !items.is_empty());
        if let Some(column) = unknown_at.filter(|_| nothing) {
            return Err(Refused { column, field, reason: Rejection::UnknownSystem, earlier: None });
        }
        let doubt = |doubt: crate::parse::Doubt| Doubted {
            column: told_at,
            field,
            reason: doubt.reason,
            value: doubt.value,
        };
        accepted.doubts.extend(parsed.doubts.into_iter().map(doubt));
        Ok(parsed.value)
    }

    /// What the nearest section heading above, or the title, gives.
    fn given(&self, field: Field, row: usize) -> Option<String> {
        let above = self.basis.sections.partition_point(|section| section.row < row);
        let part = self.basis.section_fields.iter().find(|(other, _)| *other == field).map(|(_, part)| *part);
        match part {
            Some(part) => given(self.basis.sections.get(above.checked_sub(1)?)?, part),
            None => self.basis.constants.get(field.key()).cloned(),
        }
    }

    fn check_key(&self, row: usize, seen: &mut Seen) -> Result<(), Refused> {
        let Some(key) = key_of(self.basis.key_columns.iter().map(|column| self.cell(row, *column))) else {
            return Ok(());
        };
        let number = self.basis.table.sheet.rows[row].number;
        let Some(earlier) = seen.earlier(&key) else {
            seen.accept(key, number);
            return Ok(());
        };
        // The last of the columns is told; one that gives no field is told as the name.
        let plan = &self.basis.table.plan;
        let of_column = |column: &usize| Some((*column, *plan.uses[*column].fields().first()?));
        match self.basis.key_columns.last().and_then(of_column).or_else(|| plan.title()) {
            Some((column, field)) => {
                Err(Refused { column, field, reason: Rejection::DuplicateKey, earlier: Some(earlier) })
            }
            None => Ok(()),
        }
    }
}

/// What is doubtful about a level.
fn doubt_level(read: &Read, doubts: &mut Vec<Doubted>) {
    const HIGHEST: u8 = 4;
    let mut doubt = |column, reason, value: serde_json::Value| {
        doubts.push(Doubted { column, field: read.field, reason, value });
    };
    if let Some(turned_back) = &read.was_date {
        doubt(read.column, Warning::LevelWasDate, turned_back.as_str().into());
    }
    match read.level {
        Level::Missing if !read.told => {
            doubt(read.column, Warning::LevelMissing, serde_json::Value::Null);
        }
        Level::Taken(ordinal, reason) => {
            if let Some(reason) = reason {
                doubt(read.by_colour.unwrap_or(read.column), reason, ordinal.into());
            }
            if let Some(column) = read.contradicted_by {
                doubt(column, Warning::ColourContradictsLevel, ordinal.into());
            }
            if ordinal == HIGHEST {
                doubt(read.column, Warning::Level4Check, ordinal.into());
            }
        }
        Level::Missing | Level::Unknown => {}
    }
}
