//! Systems.

use super::{Record, columns, typed};
use crate::exchange::imports::draft::{Draft, Place, Tie, named};
use crate::exchange::imports::model::Said;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::Result;
use crate::platform::permission::Scope;
use crate::registers::RecordState;
use crate::registers::systems::{System, SystemId, store};
use uuid::Uuid;

pub(super) fn draft(said: &Said, place: &Place) -> Draft {
    let mut draft = Draft::begin(said, "system", "name", "owner_unit", place);
    draft.copy(
        said,
        "system",
        &["description", "hosting", "lifecycle", "personal_data", "contract_end", "in_use_from", "retire_at"],
    );
    if let Some(owner) = &mut draft.owner {
        said.text("system.owner_email").clone_into(&mut owner.email);
    }
    draft.manager = named(said, "system.manager");
    draft.tie(Tie::Supplier, [said.text("system.supplier").to_owned()]);
    draft.classify(said, "system");
    draft.keep("note", said.text("system.note"), said);
    draft
}

pub(super) fn blank(id: Uuid) -> Record {
    columns(&System { state: RecordState::Proposed, ..System::new(SystemId(id)) })
}

pub(super) async fn load(tx: &mut Tx, scope: &Scope) -> Result<Vec<Record>> {
    Ok(store::all(tx, scope).await?.iter().map(columns).collect())
}

pub(super) async fn insert(tx: &mut WriteTx, records: Vec<Record>) -> Result<()> {
    Ok(store::insert_many(tx, &typed::<System>(records)?).await?)
}

pub(super) async fn save(tx: &mut WriteTx, records: Vec<Record>) -> Result<u64> {
    Ok(store::save_many(tx, &typed::<System>(records)?).await?)
}

pub(super) async fn remove(tx: &mut WriteTx, ids: &[Uuid]) -> Result<()> {
    let ids: Vec<_> = ids.iter().map(|id| SystemId(*id)).collect();
    Ok(store::remove_many(tx, &ids).await?)
}
