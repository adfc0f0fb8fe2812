//! Actions: the municipality's own list of what is to be done.

use super::{Record, columns, typed};
use crate::exchange::imports::draft::{Draft, Place};
use crate::exchange::imports::model::Said;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::Result;
use crate::platform::permission::Scope;
use crate::registers::RecordState;
use crate::steering::plan::{Action, ActionId, store};
use serde_json::Value as Json;
use uuid::Uuid;

const KIND: &str = "action";

pub(super) fn draft(said: &Said, place: &Place) -> Draft {
    let mut draft = Draft::begin(said, KIND, "title", "unit", place);
    draft.copy(said, KIND, &["description", "status", "due", "priority"]);
    if let Some(cost) = said.value("action.cost_sek").and_then(Json::as_f64) {
        draft.fields.insert("cost_sek".to_owned(), whole(cost).into());
    }
    draft.keep("note", said.text("action.note"), said);
    draft
}

/// Whole kronor.
#[expect(clippy::cast_possible_truncation, reason = "costs stay far below 2^53")]
fn whole(cost: f64) -> i64 {
    cost.round() as i64
}

pub(super) fn blank(id: Uuid) -> Record {
    columns(&Action { state: RecordState::Proposed, ..Action::new(ActionId(id)) })
}

pub(super) async fn load(tx: &mut Tx, scope: &Scope) -> Result<Vec<Record>> {
    Ok(store::all(tx, scope).await?.iter().map(columns).collect())
}

pub(super) async fn insert(tx: &mut WriteTx, records: Vec<Record>) -> Result<()> {
    Ok(store::insert_many(tx, &typed::<Action>(records)?).await?)
}

pub(super) async fn save(tx: &mut WriteTx, records: Vec<Record>) -> Result<u64> {
    Ok(store::save_many(tx, &typed::<Action>(records)?).await?)
}

pub(super) async fn remove(tx: &mut WriteTx, ids: &[Uuid]) -> Result<()> {
    let ids: Vec<_> = ids.iter().map(|id| ActionId(*id)).collect();
    Ok(store::remove_many(tx, &ids).await?)
}
