//! Accepting an import: the rows become records, with what they name, their links and their levels. The rows are
//! compared once more in the same transaction, so that what a person has written meanwhile is a conflict here too.

use super::draft::{Draft, Tie};
use super::kinds::{self, Record};
use super::model::{Accepted, Import, ImportRow, ImportState, RowAction, Trace};
use super::names::{Resolved, resolve};
use super::plan::Existing;
use super::store;
use super::summary::Summary;
use super::take_in::{Compared, compare};
use crate::current_state::classification::{ObjectKind, Stated, import_stated};
use crate::platform::db::WriteTx;
use crate::platform::error::{Error, Result};
use crate::platform::permission::Scope;
use crate::platform::swedish::fold;
use crate::registers::links::{self, Link};
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use uuid::Uuid;
use varn_recognition::Kind;

/// What is written, gathered before it is.
#[derive(Default)]
struct Writes {
    created: Vec<Record>,
    changed: Vec<Record>,
    links: Vec<Link>,
    stated: Vec<Stated>,
}

/// Writes the rows that `which` takes; gives the import as it became and the digest of its rows.
pub async fn accept(
    tx: &mut WriteTx,
    scope: &Scope,
    mut import: Import,
    which: Accepted,
) -> Result<(Import, String)> {
    let kind = import.kind().ok_or(Error::Refused("imports-nothing-understood"))?;
    let numbers = Summary::stored(&import.reading).numbers_are_keys();
    let mut rows = store::rows(tx, import.id).await?;
    let compared = compare(tx, scope, (kind, import.unit_id), numbers, &rows).await?;
    compared.note(&mut rows);
    let taken: Vec<usize> = (0..rows.len()).filter(|at| which.takes(rows[*at].action)).collect();
    if taken.is_empty() {
        return Err(Error::Refused("imports-nothing-to-accept"));
    }
    let drafts: Vec<&Draft> = taken.iter().map(|at| &compared.drafts[*at]).collect();
    let (resolved, added) = resolve(tx, &compared.names, &compared.place, &drafts).await?;
    let (created, changed) = if kind == Kind::Control {
        kinds::controls::write(tx, (&compared, &resolved), &mut rows, &taken).await?
    } else {
        let mut writes = Writes::default();
        for at in taken {
            write_row(tx, (kind, &compared, &resolved), &mut rows[at], at, &mut writes);
        }
        writes.write(tx, kind).await?
    };
    import.state = ImportState::Accepted;
    import.created_count = count(created);
    import.changed_count = count(changed);
    import.left_count = count(rows.len() - created - changed);
    import.also_created = serde_json::to_string(&added).map_err(Error::internal)?;
    import.decided_at = Some(tx.now());
    store::replace_rows(tx, import.id, &rows).await?;
    if !store::update(tx, &import).await? {
        return Err(Error::Refused("imports-stale"));
    }
    Ok((import, digest(&rows)))
}

impl Writes {
    /// Writes it all; gives how many records were added and how many changed.
    async fn write(self, tx: &mut WriteTx, kind: Kind) -> Result<(usize, usize)> {
        let counts = (self.created.len(), self.changed.len());
        kinds::insert(tx, kind, self.created).await?;
        kinds::save(tx, kind, self.changed).await?;
        links::store::insert_many(tx, &self.links).await?;
        import_stated(tx, &self.stated).await?;
        Ok(counts)
    }
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn write_row(
    tx: &WriteTx,
    (kind, compared, resolved): (Kind, &Compared, &Resolved),
    row: &mut ImportRow,
    at: usize,
    writes: &mut Writes,
) {
    let draft = &compared.drafts[at];
    let existing = compared.planned[at].record.map(|at| &compared.register.records[at]);
    let id = existing.map_or_else(|| tx.new_id(), |existing| existing.id);
    let mut trace = Trace::default();
    let base = match existing {
        Some(existing) => {
            trace.record = Some(Json::Object(existing.record.clone()));
            existing.record.clone()
        }
        None => kinds::blank(kind, id),
    };
    let mut record = kinds::overlay(base, draft);
    let version = existing.map_or(1, |existing| existing.version + 1);
    record.insert("version".to_owned(), version.into());
    let unit = draft.unit.or_else(|| existing.is_none().then_some(compared.place.fallback));
    let owner = draft.owner.as_ref().and_then(|named| resolved.person(named, &compared.place.units));
    let manager = draft.manager.as_ref().and_then(|named| resolved.person(named, &compared.place.units));
    let ids = [
        ("unit_id", unit.map(|id| id.to_string())),
        ("owner_id", owner.map(|id| id.to_string())),
        ("manager_id", manager.map(|id| id.to_string())),
    ];
    for (column, id) in ids {
        if let Some(id) = id.filter(|_| record.contains_key(column)) {
            record.insert(column.to_owned(), id.into());
        }
    }
    let links = links(kind, id, draft, existing, resolved);
    trace.links = links.iter().map(|link| (link.kind, link.to_id)).collect();
    writes.links.extend(links);
    if let Some(stated) = stated(tx, kind, id, draft, existing) {
        trace.classification = Some(stated.id);
        trace.superseded = existing.and_then(|existing| existing.classification);
        writes.stated.push(stated);
    }
    row.action = if existing.is_some() { RowAction::Change } else { RowAction::Create };
    row.record = Some(id);
    row.version_after = Some(version);
    row.trace = Some(trace);
    if existing.is_some() { &mut writes.changed } else { &mut writes.created }.push(record);
}

/// The links that are missing.
fn links(kind: Kind, id: Uuid, draft: &Draft, existing: Option<&Existing>, resolved: &Resolved) -> Vec<Link> {
    let known: HashSet<_> =
        existing.iter().flat_map(|e| &e.ties).map(|(tie, name)| (*tie, fold(name))).collect();
    let missing = draft.ties.iter().filter(|(tie, name)| !known.contains(&(*tie, fold(name))));
    let link = |(tie, name): &(Tie, String)| {
        let to = resolved.tie(*tie, name).filter(|to| *to != id)?;
        Some(Link::new(kinds::link(kind, *tie), id, to))
    };
    missing.filter_map(link).collect()
}

/// The levels as a classification, where they say something new.
fn stated(tx: &WriteTx, kind: Kind, id: Uuid, draft: &Draft, existing: Option<&Existing>) -> Option<Stated> {
    let before = existing.map_or([None; 4], |existing| existing.levels);
    let mut now = before;
    for (now, file) in now.iter_mut().zip(draft.levels) {
        *now = file.or(*now);
    }
    let object_kind = match kind {
        Kind::System => ObjectKind::System,
        Kind::InformationSet | Kind::Classification => ObjectKind::Information,
        Kind::Processing | Kind::Control | Kind::Action => return None,
    };
    (now != before).then(|| Stated {
        id: tx.new_id(),
        object_kind,
        object_id: id,
        levels: now,
        classified_by: draft.classified_by.clone(),
        classified_on: draft.classified_on.clone(),
    })
}

/// SHA-256 of every row with what became of it.
fn digest(rows: &[ImportRow]) -> String {
    let mut hash = Sha256::new();
    for row in rows {
        hash.update(row.number.to_be_bytes());
        hash.update(serde_json::to_string(&row.said).unwrap_or_default());
        hash.update(row.action.as_str());
        hash.update(row.record.unwrap_or_default());
    }
    crate::platform::session::hex(&hash.finalize())
}
