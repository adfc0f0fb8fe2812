//! Controls: a self-assessment becomes judgements of the organisation. Where each row belongs is said by `gaps`, which
//! also writes them; here they are only compared and remembered.

use crate::current_state::controls::ControlKey;
use crate::current_state::gaps::{self, Exists, ImportedJudgement, Judgement, Recalled};
use crate::exchange::imports::draft::{Draft, Place, named};
use crate::exchange::imports::model::{ImportRow, RowAction, Said, Trace};
use crate::exchange::imports::names::Resolved;
use crate::exchange::imports::plan::{Existing, Register};
use crate::exchange::imports::take_in::Compared;
use crate::people::organisation::PersonId;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::{Error, Result};
use serde_json::Value as Json;
use std::collections::HashMap;
use uuid::Uuid;

const KIND: &str = "control";

pub(super) fn draft(said: &Said, place: &Place) -> Draft {
    let mut draft = Draft::begin(said, KIND, "title", "unit", place);
    draft.fields.clear();
    draft.copy(said, KIND, &["exists", "deficiency", "due"]);
    draft.owner = named(said, "control.responsible");
    draft.code = said.text("control.area").to_owned();
    said.text("control.description").clone_into(&mut draft.description);
    draft.keep("situation", said.text("control.comment"), said);
    draft
}

fn imported(draft: &Draft, responsible_id: Option<PersonId>) -> ImportedJudgement {
    let text = |column: &str| draft.fields.get(column).and_then(Json::as_str).unwrap_or_default().to_owned();
    ImportedJudgement {
        external_id: draft.external_id.clone(),
        title: draft.name.clone(),
        description: draft.description.clone(),
        area: draft.code.clone(),
        exists: text("exists").parse::<Exists>().ok(),
        deficiency: draft.fields.get("deficiency").and_then(Json::as_i64),
        comment: text("situation"),
        responsible_id,
        due: text("due"),
    }
}

async fn places(tx: &mut Tx, drafts: &[Draft]) -> Result<Vec<Option<ControlKey>>> {
    let rows: Vec<_> = drafts.iter().map(|draft| imported(draft, None)).collect();
    gaps::places(tx, &rows).await
}

/// Says of which recorded judgement each row is.
pub(crate) async fn place(tx: &mut Tx, drafts: &[Draft], register: &mut Register) -> Result<()> {
    let places = places(tx, drafts).await?;
    let keys: Vec<ControlKey> = places.iter().flatten().cloned().collect();
    let mut by_key: HashMap<ControlKey, Uuid> = HashMap::new();
    for (judgement, responsible) in gaps::recorded(tx, &keys).await? {
        let id = judgement.record_id();
        by_key.insert(judgement.control.clone(), id);
        register.records.push(Existing {
            id,
            version: judgement.version,
            record: super::columns(&judgement),
            owner: responsible.unwrap_or_default(),
            manager: String::new(),
            unit: String::new(),
            ties: Vec::new(),
            levels: [None; 4],
            is_judged: false,
            classification: None,
        });
    }
    let of = |place: Option<ControlKey>| place.and_then(|key| by_key.get(&key).copied());
    register.placed = Some(places.into_iter().map(of).collect());
    Ok(())
}

/// Records the judgements of the taken rows; gives how many were new and how many changed one.
pub(crate) async fn write(
    tx: &mut WriteTx,
    (compared, resolved): (&Compared, &Resolved),
    rows: &mut [ImportRow],
    taken: &[usize],
) -> Result<(usize, usize)> {
    let places = places(tx, &compared.drafts).await?;
    let judgement = |at: &usize| {
        let draft = &compared.drafts[*at];
        let responsible = draft.owner.as_ref().and_then(|one| resolved.person(one, &compared.place.units));
        imported(draft, responsible)
    };
    let judgements: Vec<_> = taken.iter().map(judgement).collect();
    let places = taken.iter().map(|at| places[*at].clone()).collect();
    let placed = gaps::import_placed(tx, &judgements, places).await?;
    let mut changed = 0;
    for (at, placed) in taken.iter().zip(&placed) {
        let row = &mut rows[*at];
        let before = placed.before.as_ref().and_then(|before| serde_json::to_value(before).ok());
        changed += usize::from(before.is_some());
        row.action = if before.is_some() { RowAction::Change } else { RowAction::Create };
        row.record = Some(placed.after.record_id());
        row.version_after = Some(placed.after.version);
        let control = Some(placed.control.clone());
        row.trace = Some(Trace { record: before, made: placed.made, control, ..Trace::default() });
    }
    Ok((placed.len() - changed, changed))
}

/// Takes judgements back that nobody has changed since; gives how many stay.
pub(crate) async fn undo(tx: &mut WriteTx, rows: &mut [ImportRow]) -> Result<usize> {
    let control = |row: &ImportRow| row.trace.as_ref().and_then(|trace| trace.control.clone());
    let keys: Vec<ControlKey> = rows.iter().filter_map(control).collect();
    let recorded = gaps::recorded(tx, &keys).await?;
    let mut recorded: HashMap<ControlKey, Judgement> =
        recorded.into_iter().map(|(judgement, _)| (judgement.control.clone(), judgement)).collect();
    let mut recalled = Vec::new();
    let mut kept = 0;
    for row in rows.iter_mut().filter(|row| row.version_after.is_some()) {
        let Some(now) = control(row).and_then(|key| recorded.remove(&key)) else { continue };
        if row.version_after == Some(now.version) {
            let trace = row.trace.clone().unwrap_or_default();
            let before = trace.record.map(serde_json::from_value).transpose().map_err(Error::internal)?;
            recalled.push(Recalled { now, before, made: trace.made });
        } else {
            row.action = RowAction::Kept;
            kept += 1;
        }
    }
    gaps::recall_judgements(tx, &recalled).await?;
    Ok(kept)
}
