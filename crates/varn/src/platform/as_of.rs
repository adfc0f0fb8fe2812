//! Registers as they were: every kind of record at the end of a day, from its revisions, within what the person may see.
//! The fields shown are those that have a word (`field-<name>`); ids of others are shown by name.

mod web;

#[cfg(test)]
mod tests;

pub use web::routes;

use super::app::App;
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

/// A register as it was.
#[derive(Debug)]
pub struct Picture {
    /// Of what.
    pub info: &'static KindInfo,
    /// Fields: as stored, and worded.
    pub fields: Vec<(String, String)>,
    /// Records in Swedish order of name.
    pub records: Vec<Record>,
    /// How many records cannot be shown, since what they were has been erased by a decision.
    pub erased: usize,
}

/// A record as it was.
#[derive(Debug)]
pub struct Record {
    /// The record.
    pub id: Uuid,
    /// Its name then.
    pub name: String,
    /// One cell for each field.
    pub cells: Vec<Cell>,
}

/// The last moment of a day in Sweden.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let next = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    // Clocks change at two or three in the morning, so that midnight is never twice or not at all.
    let midnight = Stockholm.from_local_datetime(&next).earliest();
    midnight.map_or_else(|| next.and_utc(), |midnight| midnight.to_utc()) - chrono::Duration::microseconds(1)
}

/// What the person may see of a kind.
pub fn scope(ctx: &Ctx, info: &KindInfo) -> Result<Scope> {
    ctx.actor()?.scope(info.read).ok_or(Error::NotFound)
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

/// A register as it was at `at`, within `scope`. Two statements.
pub async fn picture(
    app: &App,
    tx: &mut Tx,
    page: &PageFrame,
    info: &'static KindInfo,
    scope: &Scope,
    at: DateTime<Utc>,
) -> Result<Picture> {
    let reach = reach(tx, scope).await?;
    // What owns others (units, people) is read along for the names.
    let mut kinds: Vec<RecordKind> =
        app.kinds().iter().filter(|info| info.owner.is_none()).map(|info| info.kind).collect();
    if !kinds.contains(&info.kind) {
        kinds.push(info.kind);
    }
    let mut names: HashMap<Uuid, String> = HashMap::new();
    let mut records: Vec<(Uuid, Map<String, Value>)> = Vec::new();
    let mut erased = 0;
    for then in history::then(tx, &kinds, at).await? {
        let Some(data) = then.data else {
            // Whose it was is erased too, so that only those who see everything are told that there was something.
            erased += usize::from(then.kind == info.kind.0 && reach.is_none());
            continue;
        };
        let data: Map<String, Value> = serde_json::from_str(&data).unwrap_or_default();
        if let Some(name) = data.get("name").and_then(Value::as_str) {
            names.insert(then.record_id, name.to_owned());
        }
        if then.kind == info.kind.0 && reach.as_ref().is_none_or(|units| is_within(&data, info, units)) {
            records.push((then.record_id, data));
        }
    }
    Ok(drawn(page, info, records, &names, erased))
}

fn is_within(data: &Map<String, Value>, info: &KindInfo, units: &HashSet<Uuid>) -> bool {
    let unit = data.get(info.unit).and_then(Value::as_str).and_then(|id| id.parse().ok());
    unit.is_some_and(|unit: Uuid| units.contains(&unit))
}

fn drawn(
    page: &PageFrame,
    info: &'static KindInfo,
    records: Vec<(Uuid, Map<String, Value>)>,
    names: &HashMap<Uuid, String>,
    erased: usize,
) -> Picture {
    let mut fields: BTreeMap<String, String> = BTreeMap::new();
    for (_, data) in &records {
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
    let mut records: Vec<_> = records
        .into_iter()
        .map(|(id, data)| Record {
            id,
            name: names.get(&id).cloned().unwrap_or_default(),
            cells: fields.iter().map(|(field, _)| cell(page, field, data.get(field), names)).collect(),
        })
        .collect();
    records.sort_by_cached_key(|record| (sort_key(&record.name), record.id));
    Picture { info, fields, records, erased }
}

/// The word of a field: its own, or that of what its id names.
fn label(page: &PageFrame, field: &str) -> Option<String> {
    let keys = [Some(field), field.strip_suffix("_id")];
    let mut keys = keys.into_iter().flatten().map(|field| format!("field-{}", field.replace('_', "-")));
    keys.find(|key| page.words.has(key)).map(|key| page.t(&key).into_owned())
}

fn cell(page: &PageFrame, field: &str, value: Option<&Value>, names: &HashMap<Uuid, String>) -> Cell {
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
        columns.extend(self.fields.iter().map(|(_, label)| column(label.clone(), 22)));
        let value = |cell: &Cell| match cell {
            Cell::Empty => SheetValue::Empty,
            Cell::Number(number) => SheetValue::Integer(*number),
            other => SheetValue::Text(other.words()),
        };
        let rows = self.records.iter().map(|record| {
            let name = std::iter::once(SheetValue::Text(record.name.clone()));
            name.chain(record.cells.iter().map(value)).collect()
        });
        Sheet { name: page.t(self.info.many).into_owned(), columns, rows: rows.collect() }
    }
}
