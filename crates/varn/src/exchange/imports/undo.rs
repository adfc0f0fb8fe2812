//! Taking an import back: what it added is removed and what it changed is restored, but only where nobody has built on
//! it since. What has another version, other links, a person's judgement or files stays, and is listed.

use super::kinds::{self, Record};
use super::model::{Import, ImportRow, ImportState, RowAction, Trace};
use super::names::{Added, Names, store as names};
use super::plan::Existing;
use super::store;
use crate::current_state::classification::{Withdrawn, withdraw_stated};
use crate::people::organisation::store::remove_unused_people;
use crate::platform::db::WriteTx;
use crate::platform::error::{Error, Result};
use crate::platform::permission::Scope;
use crate::registers::links::{self, Link};
use crate::registers::suppliers::{self, SupplierId};
use crate::registers::systems::{self, SystemId};
use serde_json::Value as Json;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;
use varn_recognition::Kind;

/// Takes it back; gives the import as it became and how many rows stayed.
pub async fn undo(tx: &mut WriteTx, scope: &Scope, mut import: Import) -> Result<(Import, usize)> {
    let kind = import.kind().ok_or(Error::Refused("imports-nothing-understood"))?;
    let mut rows = store::rows(tx, import.id).await?;
    let kept = if kind == Kind::Control {
        kinds::controls::undo(tx, &mut rows).await?
    } else {
        undo_rows(tx, scope, kind, &mut rows).await?
    };
    remove_added(tx, &import).await?;
    store::replace_rows(tx, import.id, &rows).await?;
    import.state = ImportState::Undone;
    import.decided_at = Some(tx.now());
    if !store::update(tx, &import).await? {
        return Err(Error::Refused("imports-stale"));
    }
    Ok((import, kept))
}

/// Removes and restores records; gives how many rows stay.
async fn undo_rows(tx: &mut WriteTx, scope: &Scope, kind: Kind, rows: &mut [ImportRow]) -> Result<usize> {
    let known = Names::load(tx, scope).await?;
    let records = kinds::load(tx, scope, kind, &known).await?;
    let records: HashMap<Uuid, Existing> = records.into_iter().map(|one| (one.id, one)).collect();
    let built_on = built_on(tx, rows).await?;
    let mut back = Back::default();
    let mut kept = 0;
    for row in rows.iter_mut().filter(|row| row.version_after.is_some()) {
        let (Some(id), Some(trace)) = (row.record, &row.trace) else { continue };
        let Some(existing) = records.get(&id) else { continue };
        if row.version_after == Some(existing.version)
            && !built_on.contains(&id)
            && untouched(trace, existing)
        {
            back.take(existing, trace);
        } else {
            row.action = RowAction::Kept;
            kept += 1;
        }
    }
    back.write(tx, kind).await?;
    Ok(kept)
}

/// Whether the levels are still those that the import left.
fn untouched(trace: &Trace, existing: &Existing) -> bool {
    let said_levels = trace.record.is_none() || trace.classification.is_some();
    !said_levels || (existing.classification == trace.classification && !existing.is_judged)
}

/// Created records that others have linked to, judged or attached something to since.
async fn built_on(tx: &mut WriteTx, rows: &[ImportRow]) -> Result<HashSet<Uuid>> {
    let mut created = HashSet::new();
    let mut ours = HashSet::new();
    for row in rows {
        let (Some(id), Some(trace)) = (row.record, &row.trace) else { continue };
        if trace.record.is_none() {
            created.insert(id);
            ours.extend(trace.links.iter().map(|(kind, to)| (*kind, id, *to)));
        }
    }
    let ids: Vec<Uuid> = created.iter().copied().collect();
    let mut found = names::worked_on(tx, &ids).await?;
    for link in names::links_of(tx, &ids).await?.into_iter().filter(|link| !ours.contains(link)) {
        found.extend([link.1, link.2].into_iter().filter(|id| created.contains(id)));
    }
    Ok(found)
}

/// What goes back, gathered before it does.
#[derive(Default)]
struct Back {
    removed: Vec<Uuid>,
    restored: Vec<Record>,
    links: Vec<Link>,
    withdrawn: Vec<Withdrawn>,
}

impl Back {
    fn take(&mut self, existing: &Existing, trace: &Trace) {
        match &trace.record {
            Some(Json::Object(before)) => {
                let mut before = before.clone();
                before.insert("version".to_owned(), (existing.version + 1).into());
                self.restored.push(before);
            }
            _ => self.removed.push(existing.id),
        }
        self.links.extend(trace.links.iter().map(|(kind, to)| Link::new(*kind, existing.id, *to)));
        let withdrawn =
            trace.classification.map(|id| Withdrawn { id, object_id: existing.id, before: trace.superseded });
        self.withdrawn.extend(withdrawn);
    }

    async fn write(self, tx: &mut WriteTx, kind: Kind) -> Result<()> {
        links::store::remove_many(tx, &self.links).await?;
        withdraw_stated(tx, &self.withdrawn).await?;
        kinds::remove(tx, kind, &self.removed).await?;
        kinds::save(tx, kind, self.restored).await
    }
}

/// People, systems and suppliers that the import added and nothing has come to rest on.
async fn remove_added(tx: &mut WriteTx, import: &Import) -> Result<()> {
    let added: Added = serde_json::from_str(&import.also_created).unwrap_or_default();
    let ids: Vec<Uuid> = added.systems.iter().map(|id| id.0).collect();
    let unused = names::unused(tx, "systems", &ids).await?;
    let unused: Vec<_> = unused.into_iter().map(SystemId).collect();
    systems::store::remove_many(tx, &unused).await?;
    let ids: Vec<Uuid> = added.suppliers.iter().map(|id| id.0).collect();
    let unused = names::unused(tx, "suppliers", &ids).await?;
    let unused: Vec<_> = unused.into_iter().map(SupplierId).collect();
    suppliers::store::remove_many(tx, &unused).await?;
    remove_unused_people(tx, &added.people).await?;
    Ok(())
}
