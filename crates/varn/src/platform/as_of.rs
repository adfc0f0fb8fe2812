//! Registers, gaps and decisions as they were at the end of a day, from their revisions, within what the person may see.
//! The fields of a register that are shown are those that have a word (`field-<name>`); ids of others are shown by name.

mod said;
mod web;

#[cfg(test)]
mod tests;

pub use said::{Line, Said};
pub use web::{NAV, routes};

use super::app::App;
use super::clock::swedish_day;
use super::ctx::Ctx;
use super::db::{Tx, in_list};
use super::error::{Error, Result};
use super::history::{self, RecordKind};
use super::kinds::KindInfo;
use super::list::Cell;
use super::page::PageFrame;
use super::permission::Scope;
use super::record::worded;
use super::swedish::sort_key;
use crate::args;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::Stockholm;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;
use varn_documents::{Kind, Sheet, SheetColumn, Value as SheetValue};

/// Fields that are bookkeeping, or that a name stands for already.
const LEFT_OUT: [&str; 5] = ["id", "version", "updated_at", "created_at", "name"];

/// Names by id.
pub type Names = HashMap<Uuid, String>;

/// What can be shown as it was.
#[derive(Clone, Copy)]
pub enum Subject {
    /// A register.
    Register(&'static KindInfo),
    /// What is said about records.
    Said(&'static Said),
}

impl Subject {
    /// Everything that can be shown, in order.
    pub fn all(app: &App) -> impl Iterator<Item = Self> {
        app.kinds().iter().map(Self::Register).chain(app.said().iter().map(Self::Said))
    }

    /// By the word in addresses.
    pub fn of(app: &App, word: &str) -> Option<Self> {
        Self::all(app).find(|subject| subject.kind().0 == word)
    }

    /// As it stands in history.
    pub const fn kind(self) -> RecordKind {
        match self {
            Self::Register(info) => info.kind,
            Self::Said(said) => said.kind,
        }
    }

    /// Key of its heading.
    pub const fn many(self) -> &'static str {
        match self {
            Self::Register(info) => info.many,
            Self::Said(said) => said.many,
        }
    }

    /// Where it is found as it is now.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Register(info) => info.path,
            Self::Said(said) => said.path,
        }
    }

    /// What the person may see of it.
    pub fn scope(self, ctx: &Ctx) -> Result<Scope> {
        let read = match self {
            Self::Register(info) => info.read,
            Self::Said(said) => said.read,
        };
        ctx.actor()?.scope(read).ok_or(Error::NotFound)
    }

    /// The kinds that a picture of it reads: itself, and what it names.
    fn reads(self, app: &App) -> Vec<RecordKind> {
        let named: Vec<_> = match self {
            // What owns others (units, people) is read along for the names.
            Self::Register(_) => {
                app.kinds().iter().filter(|info| info.owner.is_none()).map(|info| info.kind).collect()
            }
            Self::Said(said) => {
                app.kinds().iter().map(|info| info.kind).chain(said.names.iter().copied()).collect()
            }
        };
        let itself = [self.kind()];
        named.into_iter().filter(|kind| *kind != self.kind()).chain(itself).collect()
    }
}

/// A register, or what is said about its records, as it was.
pub struct Picture {
    /// Of what.
    pub subject: Subject,
    /// Words of the columns after the name.
    pub columns: Vec<String>,
    /// Records in Swedish order of name.
    pub records: Vec<Record>,
    /// How many records cannot be shown, since what they were has been erased by a decision.
    pub erased: usize,
}

/// A record as it was.
#[derive(Debug)]
pub struct Record {
    /// The record, or the one that something is said about.
    pub id: Uuid,
    /// Its name then.
    pub name: String,
    /// Its page, or "".
    pub page: String,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// The last moment of a day in Sweden.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let next = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    // Clocks change at two or three in the morning, so that midnight is never twice or not at all.
    let midnight = Stockholm.from_local_datetime(&next).earliest();
    midnight.map_or_else(|| next.and_utc(), |midnight| midnight.to_utc()) - chrono::Duration::microseconds(1)
}

/// The units that a scope reaches today; `None` for all. One statement, or none.
async fn reach(tx: &mut Tx, scope: &Scope) -> sqlx::Result<Option<HashSet<Uuid>>> {
    let Scope::Units(units) = scope else { return Ok(None) };
    let mut args = args![];
    let list = in_list(&mut args, units.iter().copied());
    let sql = format!("SELECT b.unit_id FROM unit_below b WHERE b.tenant_id = $1 AND b.above_id IN {list}");
    let rows: Vec<(Uuid,)> = tx.all(&sql, args).await?;
    Ok(Some(rows.into_iter().map(|(id,)| id).collect()))
}

/// What was known at a moment.
#[derive(Default)]
struct Past {
    names: Names,
    /// The page of each record, and the unit that decides who sees it.
    places: HashMap<Uuid, (&'static KindInfo, Option<Uuid>)>,
    /// What was asked for.
    found: Vec<(Uuid, Map<String, Value>)>,
    erased: usize,
}

impl Past {
    fn read(app: &App, subject: Subject, then: Vec<history::Then>) -> Self {
        let mut past = Self::default();
        for one in then {
            let is_asked_for = one.kind == subject.kind().0;
            let Some(data) = one.data else {
                past.erased += usize::from(is_asked_for);
                continue;
            };
            let data: Map<String, Value> = serde_json::from_str(&data).unwrap_or_default();
            if let Some(name) = ["name", "title"].iter().find_map(|field| data.get(*field)?.as_str()) {
                past.names.insert(one.record_id, name.to_owned());
            }
            if let Some(info) = app.kind(&one.kind) {
                let unit = data.get(info.unit).and_then(Value::as_str).and_then(|id| id.parse().ok());
                past.places.insert(one.record_id, (info, unit));
            }
            if is_asked_for {
                past.found.push((one.record_id, data));
            }
        }
        past
    }

    /// Whether a record is within what the person may see.
    fn is_within(&self, id: Uuid, reach: Option<&HashSet<Uuid>>) -> bool {
        let unit = self.places.get(&id).and_then(|(_, unit)| *unit);
        reach.is_none_or(|units| unit.is_some_and(|unit| units.contains(&unit)))
    }
}

/// What stood at `at`, within `scope`. Two statements.
pub async fn picture(
    app: &App,
    tx: &mut Tx,
    page: &PageFrame,
    subject: Subject,
    scope: &Scope,
    at: DateTime<Utc>,
) -> Result<Picture> {
    let reach = reach(tx, scope).await?;
    let then = history::then(tx, &subject.reads(app), at).await?;
    let mut past = Past::read(app, subject, then);
    let found = std::mem::take(&mut past.found);
    let about = |id: Uuid, data: &Map<String, Value>| match subject {
        Subject::Register(_) => Some(id),
        Subject::Said(said) => data.get(said.about)?.as_str()?.parse().ok(),
    };
    let found: Vec<_> = found
        .into_iter()
        .filter_map(|(id, data)| Some((about(id, &data)?, data)))
        .filter(|(id, _)| past.is_within(*id, reach.as_ref()))
        .collect();
    let (columns, cells) = match subject {
        Subject::Register(info) => register(page, info, &past.names, &found),
        Subject::Said(said) => {
            let day = swedish_day(at);
            let lines = found.iter().map(|(_, data)| Line { page, day, data, names: &past.names });
            let columns = said.columns.iter().map(|key| page.t(key).into_owned()).collect();
            (columns, lines.map(|line| (said.cells)(&line)).collect())
        }
    };
    let mut records: Vec<_> =
        found.iter().zip(cells).map(|((id, _), cells)| past.record(page, *id, cells)).collect();
    records.sort_by_cached_key(|record| (sort_key(&record.name), record.id));
    // Whose it was is erased too, so that only those who see everything are told that there was something.
    let erased = if reach.is_none() { past.erased } else { 0 };
    Ok(Picture { subject, columns, records, erased })
}

impl Past {
    /// The row of a record; what has no place in a register is the organisation as a whole.
    fn record(&self, page: &PageFrame, id: Uuid, cells: Vec<Cell>) -> Record {
        let place = self.places.get(&id);
        let name = match (self.names.get(&id), place) {
            (Some(name), _) => name.clone(),
            (None, Some(_)) => String::new(),
            (None, None) => page.municipality.clone(),
        };
        let page =
            place.filter(|(info, _)| info.has_page).map_or_else(String::new, |(info, _)| info.page(id));
        Record { id, name, page, cells }
    }
}

/// The columns of a register, which are the fields that have a word, and the cells of its records.
fn register(
    page: &PageFrame,
    info: &KindInfo,
    names: &Names,
    records: &[(Uuid, Map<String, Value>)],
) -> (Vec<String>, Vec<Vec<Cell>>) {
    let mut fields: BTreeMap<String, String> = BTreeMap::new();
    for (_, data) in records {
        for field in data.keys().filter(|field| !LEFT_OUT.contains(&field.as_str())) {
            if !fields.contains_key(field)
                && let Some(label) = label(page, field)
            {
                fields.insert(field.clone(), label);
            }
        }
    }
    let mut fields: Vec<_> = fields.into_iter().collect();
    let weight = |field: &str| usize::from(field != info.unit) + usize::from(Some(field) != info.owner);
    fields.sort_by_cached_key(|(field, label)| (weight(field), sort_key(label)));
    let cells = records
        .iter()
        .map(|(_, data)| fields.iter().map(|(field, _)| cell(page, field, data.get(field), names)).collect())
        .collect();
    (fields.into_iter().map(|(_, label)| label).collect(), cells)
}

/// The word of a field: its own, or that of what its id names.
fn label(page: &PageFrame, field: &str) -> Option<String> {
    let keys = [Some(field), field.strip_suffix("_id")];
    let mut keys = keys.into_iter().flatten().map(|field| format!("field-{}", field.replace('_', "-")));
    keys.find(|key| page.words.has(key)).map(|key| page.t(&key).into_owned())
}

fn cell(page: &PageFrame, field: &str, value: Option<&Value>, names: &Names) -> Cell {
    match value {
        None | Some(Value::Null) => Cell::Empty,
        Some(Value::Array(values)) => {
            let cells = values.iter().map(|value| cell(page, field, Some(value), names));
            Cell::several(cells.filter(|cell| !matches!(cell, Cell::Empty)).collect())
        }
        Some(Value::String(text)) => match text.parse::<Uuid>() {
            Ok(id) => Cell::text(names.get(&id).cloned().unwrap_or_default()),
            Err(_) if text.parse::<NaiveDate>().is_ok() => Cell::Short(text.clone()),
            Err(_) => Cell::text(worded(page, field, value)),
        },
        Some(Value::Number(number)) if number.is_i64() => Cell::Number(number.as_i64().unwrap_or_default()),
        Some(_) => Cell::text(worded(page, field, value)),
    }
}

impl Picture {
    /// As a sheet of a workbook.
    pub fn sheet(&self, page: &PageFrame) -> Sheet {
        let column = |title: String, width| SheetColumn { title, kind: Kind::Text, width };
        let mut columns = vec![column(page.t("field-name").into_owned(), 40)];
        columns.extend(self.columns.iter().map(|label| column(label.clone(), 22)));
        let value = |cell: &Cell| match cell {
            Cell::Empty => SheetValue::Empty,
            Cell::Number(number) => SheetValue::Integer(*number),
            other => SheetValue::Text(other.words()),
        };
        let rows = self.records.iter().map(|record| {
            let name = std::iter::once(SheetValue::Text(record.name.clone()));
            name.chain(record.cells.iter().map(value)).collect()
        });
        Sheet { name: page.t(self.subject.many()).into_owned(), columns, rows: rows.collect() }
    }
}
