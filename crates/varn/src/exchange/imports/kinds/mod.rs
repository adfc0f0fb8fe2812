//! The registers that can be loaded: how a row becomes a record of each, and how records are read and written there.
//! Records are JSON here, in the shape of the register's own type, so that one comparison and one undo serve all.

mod actions;
pub(super) mod controls;
mod information;
mod processings;
mod systems;

use super::draft::{Draft, Place, Tie};
use super::model::{Said, record_kind};
use super::names::{Names, store as names};
use super::plan::Existing;
use crate::current_state::classification::ClassificationId;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::{Error, Result};
use crate::platform::permission::Scope;
use crate::registers::links::LinkKind;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};
use std::collections::HashMap;
use uuid::Uuid;
use varn_recognition::Kind;

/// A record's columns.
pub(super) type Record = Map<String, Json>;

/// Where the records of a kind are shown: `<path>/<id>`.
pub(super) const fn path(kind: Kind) -> &'static str {
    match kind {
        Kind::System => "/system",
        Kind::InformationSet | Kind::Classification => "/information",
        Kind::Processing => "/behandlingar",
        Kind::Control => "/brister/organisation",
        Kind::Action => "/atgarder",
    }
}

/// The record that a row describes.
pub(super) fn draft(kind: Kind, said: &Said, place: &Place) -> Draft {
    match kind {
        Kind::System => systems::draft(said, place),
        Kind::InformationSet | Kind::Classification => information::draft(said, place),
        Kind::Processing => processings::draft(said, place),
        Kind::Control => controls::draft(said, place),
        Kind::Action => actions::draft(said, place),
    }
}

/// A record about which nothing is known but its id.
pub(super) fn blank(kind: Kind, id: Uuid) -> Record {
    match kind {
        Kind::System => systems::blank(id),
        Kind::InformationSet | Kind::Classification => information::blank(id),
        Kind::Processing => processings::blank(id),
        Kind::Control => Record::new(),
        Kind::Action => actions::blank(id),
    }
}

/// The link that a tie becomes.
pub(super) const fn link(kind: Kind, tie: Tie) -> LinkKind {
    match (kind, tie) {
        (Kind::Processing, Tie::System) => LinkKind::RunsIn,
        (_, Tie::System) => LinkKind::LivesIn,
        (Kind::Processing, Tie::Supplier) => LinkKind::ProcessedBy,
        (_, Tie::Supplier) => LinkKind::DeliveredBy,
    }
}

/// Every record of a kind in scope, with what it is tied to and its levels. Three statements.
pub(super) async fn load(tx: &mut Tx, scope: &Scope, kind: Kind, known: &Names) -> Result<Vec<Existing>> {
    let records = match kind {
        Kind::System => systems::load(tx, scope).await?,
        Kind::InformationSet | Kind::Classification => information::load(tx, scope).await?,
        Kind::Processing => processings::load(tx, scope).await?,
        Kind::Control => return Ok(Vec::new()),
        Kind::Action => actions::load(tx, scope).await?,
    };
    let mut ties: HashMap<Uuid, Vec<(Tie, String)>> = HashMap::new();
    for link in names::ties(tx, record_kind(kind)).await? {
        let tie = if link.to_kind == "supplier" { Tie::Supplier } else { Tie::System };
        if link.kind == self::link(kind, tie) {
            ties.entry(link.from_id).or_default().push((tie, link.to_name));
        }
    }
    let mut judged = names::classifications(tx, record_kind(kind).0).await?;
    let people: HashMap<String, &str> =
        known.people.iter().map(|person| (person.id.to_string(), person.name.as_str())).collect();
    let existing = records.into_iter().filter_map(|record| {
        let id: Uuid = record.get("id")?.as_str()?.parse().ok()?;
        let person = |column: &str| {
            record
                .get(column)
                .and_then(Json::as_str)
                .and_then(|id| people.get(id))
                .copied()
                .unwrap_or_default()
        };
        let (owner, manager) = (person("owner_id").to_owned(), person("manager_id").to_owned());
        let unit = record.get("unit_id").and_then(Json::as_str).and_then(|id| id.parse().ok());
        let current = judged.remove(&id);
        Some(Existing {
            id,
            version: record.get("version").and_then(Json::as_i64).unwrap_or(0),
            owner,
            manager,
            unit: unit.map(|unit| known.unit(unit).to_owned()).unwrap_or_default(),
            ties: ties.remove(&id).unwrap_or_default(),
            is_judged: current.as_ref().is_some_and(|current| current.is_judged),
            levels: current.as_ref().map_or([None; 4], names::Current::levels),
            classification: current.map(|current| ClassificationId(current.id)),
            record,
        })
    });
    Ok(existing.collect())
}

/// Adds records.
pub(super) async fn insert(tx: &mut WriteTx, kind: Kind, records: Vec<Record>) -> Result<()> {
    match kind {
        Kind::System => systems::insert(tx, records).await,
        Kind::InformationSet | Kind::Classification => information::insert(tx, records).await,
        Kind::Processing => processings::insert(tx, records).await,
        Kind::Control => Err(Error::internal("judgements are written by gaps")),
        Kind::Action => actions::insert(tx, records).await,
    }
}

/// Saves changed records, each with its next version; refuses when somebody else was first with one of them.
pub(super) async fn save(tx: &mut WriteTx, kind: Kind, records: Vec<Record>) -> Result<()> {
    let count = records.len() as u64;
    let saved = match kind {
        Kind::System => systems::save(tx, records).await?,
        Kind::InformationSet | Kind::Classification => information::save(tx, records).await?,
        Kind::Processing => processings::save(tx, records).await?,
        Kind::Control => return Err(Error::internal("judgements are written by gaps")),
        Kind::Action => actions::save(tx, records).await?,
    };
    if saved < count { Err(Error::Refused("imports-stale")) } else { Ok(()) }
}

/// Takes records out of their register.
pub(super) async fn remove(tx: &mut WriteTx, kind: Kind, ids: &[Uuid]) -> Result<()> {
    match kind {
        Kind::System => systems::remove(tx, ids).await,
        Kind::InformationSet | Kind::Classification => information::remove(tx, ids).await,
        Kind::Processing => processings::remove(tx, ids).await,
        Kind::Control => Err(Error::internal("judgements are written by gaps")),
        Kind::Action => actions::remove(tx, ids).await,
    }
}

/// The record with what the draft says laid over it. Lists grow; nothing that the row does not say is touched.
pub(super) fn overlay(mut record: Record, draft: &Draft) -> Record {
    for (column, value) in &draft.fields {
        let value = match (record.get(column), value) {
            (Some(Json::Array(now)), Json::Array(file)) => {
                let more = file.iter().filter(|item| !now.contains(item)).cloned();
                Json::Array(now.iter().cloned().chain(more.collect::<Vec<_>>()).collect())
            }
            _ => value.clone(),
        };
        record.insert(column.clone(), value);
    }
    if record.get("retention_action").and_then(Json::as_str) == Some("preserve") {
        record.insert("retention_years".to_owned(), Json::Null);
    }
    record
}

fn typed<T: DeserializeOwned>(records: Vec<Record>) -> Result<Vec<T>> {
    let read = |record| serde_json::from_value(Json::Object(record)).map_err(Error::internal);
    records.into_iter().map(read).collect()
}

fn columns(record: &impl Serialize) -> Record {
    match serde_json::to_value(record) {
        Ok(Json::Object(record)) => record,
        _ => Record::new(),
    }
}
