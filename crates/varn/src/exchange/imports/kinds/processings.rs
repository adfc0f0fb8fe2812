//! Processings of personal data: the article 30 register.

use super::{Record, columns, typed};
use crate::exchange::imports::draft::{Draft, Place, Tie};
use crate::exchange::imports::model::Said;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::Result;
use crate::platform::permission::Scope;
use crate::registers::RecordState;
use crate::registers::processings::{Processing, ProcessingId, store};
use serde_json::Value as Json;
use uuid::Uuid;

const KIND: &str = "processing";

/// Fields whose column has the same name.
const COPIED: [&str; 8] = [
    "purpose",
    "data_categories",
    "sensitive",
    "recipients",
    "third_country",
    "retention",
    "security_measures",
    "processor_agreement",
];

pub(super) fn draft(said: &Said, place: &Place) -> Draft {
    let mut draft = Draft::begin(said, KIND, "name", "controller", place);
    draft.copy(said, KIND, &COPIED);
    draft.field("legal_basis", said.list("processing.legal_basis[]").unwrap_or_default().join(" "));
    draft.field("data_subjects", said.list("processing.data_subjects[]").unwrap_or_default().join("\n"));
    let abroad = said.details.get("processing.third_country").and_then(Json::as_str);
    draft.field("third_country_detail", abroad.unwrap_or_default());
    let processor = said.text("processing.processor");
    draft.field("processor", processor);
    draft.field("updated_on", said.text("processing.updated_at"));
    draft.tie(Tie::System, said.list("processing.systems[]").unwrap_or_default());
    draft.tie(Tie::Supplier, [processor.to_owned()]);
    draft.keep("note", said.text("processing.note"), said);
    draft
}

pub(super) fn blank(id: Uuid) -> Record {
    columns(&Processing { state: RecordState::Proposed, ..Processing::new(ProcessingId(id)) })
}

pub(super) async fn load(tx: &mut Tx, scope: &Scope) -> Result<Vec<Record>> {
    Ok(store::all(tx, scope).await?.iter().map(columns).collect())
}

pub(super) async fn insert(tx: &mut WriteTx, records: Vec<Record>) -> Result<()> {
    Ok(store::insert_many(tx, &typed::<Processing>(records)?).await?)
}

pub(super) async fn save(tx: &mut WriteTx, records: Vec<Record>) -> Result<u64> {
    Ok(store::save_many(tx, &typed::<Processing>(records)?).await?)
}

pub(super) async fn remove(tx: &mut WriteTx, ids: &[Uuid]) -> Result<()> {
    let ids: Vec<_> = ids.iter().map(|id| ProcessingId(*id)).collect();
    Ok(store::remove_many(tx, &ids).await?)
}
