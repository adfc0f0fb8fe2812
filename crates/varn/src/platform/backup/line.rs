//! The lines of a backup: a table's heading, and its rows as arrays of values.

use crate::platform::arg::Arg;
use crate::platform::schema::{ColumnKind, Table};
use crate::platform::session::hex;
use crate::platform::tenant::TenantId;
use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Which table the rows below are of, and of which municipality.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Heading {
    pub(super) table: String,
    pub(super) tenant: Option<TenantId>,
    pub(super) columns: Vec<String>,
}

impl Heading {
    pub(super) fn of(table: &Table, tenant: TenantId) -> Self {
        Self {
            table: table.name.clone(),
            tenant: table.has_tenant().then_some(tenant),
            columns: table.own_columns().iter().map(|column| column.name.clone()).collect(),
        }
    }
}

/// A value as it stands in the file.
pub(super) fn to_json(value: Arg) -> Value {
    match value {
        Arg::Id(id) => id.map(|id| id.to_string()).into(),
        Arg::Text(text) => text.into(),
        Arg::Int(number) => number.into(),
        Arg::Real(number) => number.into(),
        Arg::Bool(yes) => yes.into(),
        Arg::Time(time) => time.map(|time| time.to_rfc3339_opts(SecondsFormat::Micros, true)).into(),
        Arg::Day(day) => day.map(|day| day.to_string()).into(),
        Arg::Bytes(bytes) => bytes.map(|bytes| hex(&bytes)).into(),
    }
}

/// A value of a column from the file; `None` when it is of another kind.
pub(super) fn from_json(value: Value, kind: ColumnKind) -> Option<Arg> {
    Some(match (kind, value) {
        (ColumnKind::Id, Value::Null) => Arg::Id(None),
        (ColumnKind::Text, Value::Null) => Arg::Text(None),
        (ColumnKind::Int, Value::Null) => Arg::Int(None),
        (ColumnKind::Bool, Value::Null) => Arg::Bool(None),
        (ColumnKind::Time, Value::Null) => Arg::Time(None),
        (ColumnKind::Day, Value::Null) => Arg::Day(None),
        (ColumnKind::Bytes, Value::Null) => Arg::Bytes(None),
        (ColumnKind::Int, Value::Number(number)) => Arg::Int(Some(number.as_i64()?)),
        (ColumnKind::Bool, Value::Bool(yes)) => Arg::Bool(Some(yes)),
        (ColumnKind::Text, Value::String(text)) => Arg::Text(Some(text)),
        (ColumnKind::Id, Value::String(text)) => Arg::Id(Some(text.parse().ok()?)),
        (ColumnKind::Day, Value::String(text)) => Arg::Day(Some(text.parse().ok()?)),
        (ColumnKind::Bytes, Value::String(text)) => Arg::Bytes(Some(bytes(&text)?)),
        (ColumnKind::Time, Value::String(text)) => {
            Arg::Time(Some(chrono::DateTime::parse_from_rfc3339(&text).ok()?.to_utc()))
        }
        _ => return None,
    })
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    if !digits.is_ascii() || !digits.len().is_multiple_of(2) {
        return None;
    }
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok()).collect()
}

/// The rows so that each comes after the one it refers to: `id` and `to` are the columns. A ring keeps its order.
pub(super) fn referred_first(rows: Vec<Vec<Arg>>, id: usize, to: usize) -> Vec<Vec<Arg>> {
    let uuid = |row: &[Arg], at: usize| match row.get(at) {
        Some(Arg::Id(id)) => *id,
        _ => None,
    };
    let here: HashSet<Uuid> = rows.iter().filter_map(|row| uuid(row, id)).collect();
    let mut waiting: HashMap<Uuid, Vec<Vec<Arg>>> = HashMap::new();
    let mut ready: Vec<Vec<Arg>> = Vec::new();
    for row in rows {
        match uuid(&row, to) {
            Some(target) if here.contains(&target) && uuid(&row, id) != Some(target) => {
                waiting.entry(target).or_default().push(row);
            }
            _ => ready.push(row),
        }
    }
    let mut at = 0;
    while at < ready.len() {
        if let Some(freed) = uuid(&ready[at], id).and_then(|id| waiting.remove(&id)) {
            ready.extend(freed);
        }
        at += 1;
    }
    ready.extend(waiting.into_values().flatten());
    ready
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;

    #[test]
    fn a_row_comes_after_the_one_it_refers_to() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        let rows = vec![args![c, b], args![b, a], args![a, None::<Uuid>]];
        let order: Vec<_> =
            referred_first(rows, 0, 1).into_iter().map(|row| format!("{:?}", row[0])).collect();
        assert_eq!(order, [a, b, c].map(|id| format!("{:?}", Arg::Id(Some(id)))));
        let ring = vec![args![a, b], args![b, a]];
        assert_eq!(referred_first(ring, 0, 1).len(), 2);
    }

    #[test]
    fn a_value_of_another_kind_is_refused() {
        assert!(from_json("maj".into(), ColumnKind::Day).is_none());
        assert!(from_json("abc".into(), ColumnKind::Bytes).is_none());
        assert!(from_json(1.5.into(), ColumnKind::Int).is_none());
        assert!(from_json(Value::Null, ColumnKind::Bool).is_some());
    }
}
