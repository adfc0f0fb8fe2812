//! Information sets: a list of them, a records plan, or a classification.

use super::{Record, columns, typed};
use crate::exchange::imports::draft::{Draft, Place, Tie};
use crate::exchange::imports::model::Said;
use crate::knowledge::library::LIBRARY;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::Result;
use crate::platform::permission::Scope;
use crate::platform::swedish::fold;
use crate::registers::RecordState;
use crate::registers::information::{Information, InformationId, store};
use serde_json::Value as Json;
use uuid::Uuid;

const KIND: &str = "information_set";
/// Offentlighets- och sekretesslagen.
const OSL: &str = "2009:400";

pub(super) fn draft(said: &Said, place: &Place) -> Draft {
    let mut draft = Draft::begin(said, KIND, "name", "owner_unit", place);
    draft.copy(said, KIND, &["description", "process_code", "process_name", "storage"]);
    said.text("information_set.process_code").clone_into(&mut draft.code);
    if let Some(kind) = personal_data(said) {
        draft.field("personal_data", kind);
    }
    if let Some(retention) = said.value("information_set.retention") {
        draft.field("retention_action", retention["action"].as_str().unwrap_or_default());
        draft.field("retention_when", retention["when"].as_str().unwrap_or_default());
        if let Some(years) = retention["years"].as_i64() {
            draft.fields.insert("retention_years".to_owned(), years.into());
        }
    }
    let unknown = provisions(said, &mut draft);
    draft.tie(Tie::System, said.list("information_set.systems[]").unwrap_or_default());
    draft.classify(said, KIND);
    let note = [said.text("information_set.note"), &unknown].join("\n");
    draft.keep("note", note.trim(), said);
    draft
}

/// Yes is the mildest kind, unless the cell says more.
fn personal_data(said: &Said) -> Option<&'static str> {
    let key = "information_set.personal_data";
    let yes = said.value(key)?.as_bool()?;
    let more = fold(said.details.get(key).and_then(Json::as_str).unwrap_or_default());
    let denied = ["ej känslig", "inte känslig", "icke känslig"].iter().any(|words| more.contains(words));
    Some(match yes {
        false => "none",
        true if more.contains("skydd") => "protected_identity",
        true if more.contains("känslig") && !denied => "sensitive",
        true => "ordinary",
    })
}

/// Provisions of the library; gives those it does not have, as they are cited.
fn provisions(said: &Said, draft: &mut Draft) -> String {
    let cited = said.list("information_set.secrecy_provisions[]").unwrap_or_default();
    let id_of = |cited: &str| {
        let reference = cited.strip_prefix("OSL ")?;
        let osl = LIBRARY.provisions.iter().filter(|provision| provision.statute == OSL);
        osl.into_iter().find(|provision| provision.reference == reference).map(|provision| &provision.id)
    };
    let ids: Vec<Json> = cited.iter().filter_map(|one| id_of(one)).map(|id| id.as_str().into()).collect();
    if !ids.is_empty() {
        draft.fields.insert("provisions".to_owned(), ids.into());
    }
    let unknown: Vec<_> = cited.iter().filter(|one| id_of(one).is_none()).map(String::as_str).collect();
    unknown.join(", ")
}

pub(super) fn blank(id: Uuid) -> Record {
    columns(&Information { state: RecordState::Proposed, ..Information::new(InformationId(id)) })
}

pub(super) async fn load(tx: &mut Tx, scope: &Scope) -> Result<Vec<Record>> {
    Ok(store::all(tx, scope).await?.iter().map(columns).collect())
}

pub(super) async fn insert(tx: &mut WriteTx, records: Vec<Record>) -> Result<()> {
    Ok(store::insert_many(tx, &typed::<Information>(records)?).await?)
}

pub(super) async fn save(tx: &mut WriteTx, records: Vec<Record>) -> Result<u64> {
    Ok(store::save_many(tx, &typed::<Information>(records)?).await?)
}

pub(super) async fn remove(tx: &mut WriteTx, ids: &[Uuid]) -> Result<()> {
    let ids: Vec<_> = ids.iter().map(|id| InformationId(*id)).collect();
    Ok(store::remove_many(tx, &ids).await?)
}
