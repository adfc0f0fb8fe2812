//! The tables of classifications, their judgements and lowerings; and the facts that suggestions rest on.

use super::levels::to_columns;
use super::model::{Classification, Judgement, Lowering, LoweringId, Object, ObjectKind, Stand};
use super::suggest::Facts;
use super::{KIND, LOWERING, Levels};
use crate::args;
use crate::platform::app::App;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::error::Result;
use crate::platform::history::RecordKind;
use crate::platform::permission::Scope;
use crate::platform::reaction::Reaction;
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

pub use super::scale::store::model;

const COLUMNS: &str = "c.id, c.object_kind, c.object_id, c.model, c.model_version, c.confidentiality, c.integrity, \
     c.availability, c.traceability, c.source, c.motive, c.classified_by, c.classified_on, c.confirmed_by, \
     c.confirmed_name, c.confirmed_at, c.review_on, c.superseded_at, c.created_at, c.version";
const LOWERING_COLUMNS: &str = "id, information_id, classification_id, motive, proposed_by, proposer_id, proposed_at, approved_by, approved_at";

/// A classification in history: with the judgements it rests on.
#[derive(Serialize)]
struct Recorded<'a> {
    #[serde(flatten)]
    classification: &'a Classification,
    judgements: &'a [Judgement],
}

/// The object, if the actor may see it.
pub(super) async fn object(
    tx: &mut Tx,
    scope: &Scope,
    kind: ObjectKind,
    id: Uuid,
) -> sqlx::Result<Option<Object>> {
    let mut args = args![id, kind];
    let condition = scope.condition("x.unit_id", &mut args);
    let of_kind = match kind {
        ObjectKind::Information => "x.personal_data, x.many_people, NULL AS tolerated, NULL AS vital",
        ObjectKind::Process => {
            "NULL AS personal_data, NULL AS many_people, \
             x.tolerated_outage_minutes AS tolerated, x.vital"
        }
        ObjectKind::System => "NULL AS personal_data, NULL AS many_people, NULL AS tolerated, NULL AS vital",
    };
    let sql = format!(
        "SELECT CAST($3 AS TEXT) AS kind, x.id, x.name, x.unit_id, x.library_ref, {of_kind} FROM {} x \
         WHERE x.tenant_id = $1 AND x.id = $2{condition}",
        kind.table()
    );
    tx.opt(&sql, args).await
}

/// A classification with the lowering it asks for.
#[derive(sqlx::FromRow)]
struct StandRow {
    #[sqlx(flatten)]
    classification: Classification,
    lowering_id: Option<LoweringId>,
    lowering_motive: Option<String>,
    proposed_by: Option<String>,
    proposer_id: Option<Uuid>,
    proposed_at: Option<DateTime<Utc>>,
    approved_by: Option<String>,
    approved_at: Option<DateTime<Utc>>,
}

impl StandRow {
    fn lowering(&self) -> Option<Lowering> {
        Some(Lowering {
            id: self.lowering_id?,
            information_id: self.classification.object_id,
            classification_id: self.classification.id,
            motive: self.lowering_motive.clone()?,
            proposed_by: self.proposed_by.clone()?,
            proposer_id: self.proposer_id?,
            proposed_at: self.proposed_at?,
            approved_by: self.approved_by.clone()?,
            approved_at: self.approved_at,
        })
    }
}

/// What stands about an object's classification. One statement.
pub async fn stand(tx: &mut Tx, id: Uuid) -> sqlx::Result<Stand> {
    let sql = format!(
        "SELECT {COLUMNS}, l.id AS lowering_id, l.motive AS lowering_motive, l.proposed_by, l.proposer_id, \
         l.proposed_at, l.approved_by, l.approved_at FROM classifications c \
         LEFT JOIN lowerings l ON l.tenant_id = $1 AND l.classification_id = c.id \
         WHERE c.tenant_id = $1 AND c.superseded_at IS NULL AND (c.object_id = $2 OR c.object_id IN \
         (SELECT i.common_id FROM information_sets i WHERE i.tenant_id = $1 AND i.id = $2))"
    );
    let rows: Vec<StandRow> = tx.all(&sql, args![id]).await?;
    let mut stand = Stand::default();
    for row in rows {
        if row.classification.object_id == id {
            stand.lowering = row.lowering();
            stand.own = Some(row.classification);
        } else {
            stand.common = Some(row.classification);
        }
    }
    // A set that follows nothing any more has nothing to be below.
    if stand.common.is_none() {
        stand.lowering = None;
    }
    Ok(stand)
}

/// A lowering, if the actor may see the set it is of.
pub(super) async fn lowering(tx: &mut Tx, scope: &Scope, id: LoweringId) -> sqlx::Result<Option<Lowering>> {
    let mut args = args![id];
    let condition = scope.condition("i.unit_id", &mut args);
    let columns = LOWERING_COLUMNS.replace(", ", ", l.");
    let sql = format!(
        "SELECT l.{columns} FROM lowerings l JOIN information_sets i ON i.tenant_id = l.tenant_id \
         AND i.id = l.information_id WHERE l.tenant_id = $1 AND l.id = $2{condition}"
    );
    tx.opt(&sql, args).await
}

/// Every classification of an object, the newest first.
pub(super) async fn history(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Classification>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM classifications c WHERE c.tenant_id = $1 AND c.object_id = $2 \
         ORDER BY c.created_at DESC, c.id DESC LIMIT 50"
    );
    tx.all(&sql, args![id]).await
}

/// A judgement with the classification it belongs to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct JudgementRow {
    pub(super) classification_id: Uuid,
    #[sqlx(flatten)]
    pub(super) judgement: Judgement,
}

/// The judgements of several classifications.
pub(super) async fn judgements(tx: &mut Tx, of: &[Uuid]) -> sqlx::Result<Vec<JudgementRow>> {
    let mut args = args![];
    let list = in_list(&mut args, of.iter().copied());
    let sql = format!(
        "SELECT classification_id, aspect, category, ordinal FROM classification_judgements WHERE tenant_id = $1 \
         AND classification_id IN {list}"
    );
    tx.all(&sql, args).await
}

/// A classification with the judgements it rests on.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The classification.
    pub classification: Classification,
    /// The judgement of each category, where they were judged.
    pub judgements: Vec<Judgement>,
}

/// The columns of a new classification, in order.
const INSERTED: [&str; 19] = [
    "id",
    "object_kind",
    "object_id",
    "model",
    "model_version",
    "confidentiality",
    "integrity",
    "availability",
    "traceability",
    "source",
    "motive",
    "classified_by",
    "classified_on",
    "confirmed_by",
    "confirmed_name",
    "confirmed_at",
    "review_on",
    "created_at",
    "version",
];

/// Records classifications, each of which supersedes what its object had; for imports, proposals and the demo too.
/// At most one per object.
pub async fn insert_many(tx: &mut WriteTx, judged: &[Judged]) -> sqlx::Result<()> {
    let now = tx.now();
    for part in judged.chunks(10_000) {
        let mut args = args![now];
        let list = in_list(&mut args, part.iter().map(|one| one.classification.object_id));
        let sql = format!(
            "UPDATE classifications SET superseded_at = $2, version = version + 1 WHERE tenant_id = $1 \
             AND superseded_at IS NULL AND object_id IN {list}"
        );
        tx.exec(&sql, args).await?;
    }
    let rows = judged.iter().map(|Judged { classification: c, .. }| {
        args![
            c.id,
            c.object_kind,
            c.object_id,
            &c.model,
            &c.model_version,
            c.confidentiality,
            c.integrity,
            c.availability,
            c.traceability,
            c.source,
            &c.motive,
            &c.classified_by,
            &c.classified_on,
            c.confirmed_by,
            &c.confirmed_name,
            c.confirmed_at,
            c.review_on,
            c.created_at,
            c.version
        ]
    });
    tx.insert_many("classifications", &INSERTED, rows.collect()).await?;
    let rows = judged.iter().flat_map(|one| {
        let id = one.classification.id;
        one.judgements.iter().map(move |j| args![id, &j.aspect, &j.category, j.ordinal])
    });
    let columns = ["classification_id", "aspect", "category", "ordinal"];
    tx.insert_many("classification_judgements", &columns, rows.collect()).await?;
    for Judged { classification, judgements } in judged {
        tx.revise(KIND, classification.object_id, &Recorded { classification, judgements });
    }
    Ok(())
}

/// Deletes classifications, and lets others that they superseded count again; gives those.
pub(super) async fn replace_with(
    tx: &mut WriteTx,
    gone: &[Uuid],
    back: &[Uuid],
) -> sqlx::Result<Vec<Classification>> {
    for part in gone.chunks(10_000) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        tx.exec(&format!("DELETE FROM classifications WHERE tenant_id = $1 AND id IN {list}"), args).await?;
    }
    let mut restored = Vec::new();
    for part in back.chunks(10_000) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        let sql = format!(
            "UPDATE classifications AS c SET superseded_at = NULL, version = version + 1 WHERE c.tenant_id = $1 \
             AND c.id IN {list} RETURNING {}",
            COLUMNS.replace("c.", "")
        );
        let rows: Vec<Classification> = tx.all(&sql, args).await?;
        restored.extend(rows);
    }
    Ok(restored)
}

/// The judgements of classifications, by classification.
pub(super) async fn judgements_of(tx: &mut Tx, of: &[Uuid]) -> sqlx::Result<HashMap<Uuid, Vec<Judgement>>> {
    let mut found: HashMap<Uuid, Vec<Judgement>> = HashMap::new();
    for part in of.chunks(10_000) {
        for row in judgements(tx, part).await? {
            found.entry(row.classification_id).or_default().push(row.judgement);
        }
    }
    Ok(found)
}

/// Records in history what counts for an object.
pub(super) fn revise(tx: &mut WriteTx, classification: &Classification, judgements: &[Judgement]) {
    tx.revise(KIND, classification.object_id, &Recorded { classification, judgements });
}

/// Saves a confirmation; false when another classification counts by now.
pub(super) async fn confirm(tx: &mut WriteTx, confirmed: &Classification) -> sqlx::Result<bool> {
    let c = confirmed;
    let touched = tx
        .exec(
            "UPDATE classifications SET confirmed_by = $2, confirmed_name = $3, confirmed_at = $4, \
             version = version + 1 WHERE tenant_id = $1 AND id = $5 AND version = $6 AND superseded_at IS NULL",
            args![c.confirmed_by, &c.confirmed_name, c.confirmed_at, c.id, c.version],
        )
        .await?;
    let rows = judgements(tx, &[c.id.0]).await?;
    let judgements: Vec<_> = rows.into_iter().map(|row| row.judgement).collect();
    let classification = &Classification { version: c.version + 1, ..c.clone() };
    tx.revise(KIND, c.object_id, &Recorded { classification, judgements: &judgements });
    Ok(touched == 1)
}

/// Proposes that a classification below the common level shall count.
pub(super) async fn propose_lowering(tx: &mut WriteTx, lowering: &Lowering) -> sqlx::Result<()> {
    let l = lowering;
    let columns =
        ["id", "information_id", "classification_id", "motive", "proposed_by", "proposer_id", "proposed_at"];
    let row = args![
        l.id,
        l.information_id,
        l.classification_id,
        &l.motive,
        &l.proposed_by,
        l.proposer_id,
        l.proposed_at
    ];
    tx.insert_many("lowerings", &columns, vec![row]).await?;
    tx.revise(LOWERING, l.information_id, l);
    Ok(())
}

/// Approves a lowering; false when somebody else was first.
pub(super) async fn approve_lowering(tx: &mut WriteTx, approved: &Lowering) -> sqlx::Result<bool> {
    let sql = "UPDATE lowerings SET approved_by = $2, approved_at = $3 WHERE tenant_id = $1 AND id = $4 \
         AND approved_at IS NULL";
    let touched = tx.exec(sql, args![&approved.approved_by, approved.approved_at, approved.id]).await?;
    tx.revise(LOWERING, approved.information_id, approved);
    Ok(touched == 1)
}

/// One thing known of a set.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct FactRow {
    pub(super) id: Uuid,
    pub(super) what: String,
    pub(super) value: String,
    pub(super) number: Option<i64>,
}

/// What suggestions rest on beside the sets' own columns: provisions, and the processes and systems that depend on them;
/// of one set, or of all. One statement.
pub(super) async fn fact_rows(tx: &mut Tx, only: Option<Uuid>) -> sqlx::Result<Vec<FactRow>> {
    let of = |column: &str| only.map_or(String::new(), |_| format!(" AND {column} = $2"));
    let sql = format!(
        "SELECT p.information_id AS id, 'provision' AS what, p.provision AS value, CAST(NULL AS BIGINT) AS number \
         FROM information_provisions p WHERE p.tenant_id = $1{} \
         UNION ALL SELECT l.to_id, 'used', CASE WHEN COUNT(*) FILTER (WHERE x.vital) > 0 THEN 'vital' ELSE '' END, \
         MIN(x.tolerated_outage_minutes) FROM links l JOIN processes x ON x.tenant_id = l.tenant_id AND x.id = l.from_id \
         WHERE l.tenant_id = $1 AND l.kind = 'uses_information'{} GROUP BY l.to_id \
         UNION ALL SELECT l.to_id, 'dependants', '', COUNT(*) FROM links l WHERE l.tenant_id = $1 \
         AND l.kind = 'uses_information'{} GROUP BY l.to_id \
         UNION ALL SELECT l.from_id, 'dependants', '', COUNT(*) FROM links l WHERE l.tenant_id = $1 \
         AND l.kind = 'lives_in'{} GROUP BY l.from_id",
        of("p.information_id"),
        of("l.to_id"),
        of("l.to_id"),
        of("l.from_id")
    );
    tx.all(&sql, only.map_or_else(Vec::new, |id| args![id])).await
}

/// Adds rows of facts to what is known of each set.
pub(super) fn add_facts(facts: &mut HashMap<Uuid, Facts>, rows: Vec<FactRow>) {
    for row in rows {
        let Some(known) = facts.get_mut(&row.id) else { continue };
        match row.what.as_str() {
            "provision" => known.provisions.push(row.value),
            "used" => {
                known.vital = row.value == "vital";
                known.tolerated = row.number;
            }
            _ => known.dependants += row.number.unwrap_or_default(),
        }
    }
    for known in facts.values_mut() {
        known.provisions.sort_unstable();
    }
}

/// What suggestions for an object rest on. One statement.
pub(super) async fn facts(tx: &mut Tx, object: &Object) -> sqlx::Result<Facts> {
    let own = Facts {
        personal_data: object.personal_data.clone(),
        many_people: object.many_people == Some(true),
        tolerated: object.tolerated,
        vital: object.vital == Some(true),
        library_ref: object.library_ref.clone(),
        ..Facts::default()
    };
    if object.kind != ObjectKind::Information {
        return Ok(own);
    }
    let mut facts = HashMap::from([(object.id, own)]);
    add_facts(&mut facts, fact_rows(tx, Some(object.id)).await?);
    Ok(facts.remove(&object.id).unwrap_or_default())
}

/// Takes away every trace of an object's classification in these tables.
pub(super) async fn forget(tx: &mut WriteTx, id: Uuid) -> sqlx::Result<()> {
    tx.exec("DELETE FROM classifications WHERE tenant_id = $1 AND object_id = $2", args![id]).await?;
    tx.exec("DELETE FROM lowerings WHERE tenant_id = $1 AND information_id = $2", args![id]).await?;
    Ok(())
}

/// Notes that something was referred to the säkerhetsskyddschef, and nothing about what.
pub(super) async fn insert_stub(tx: &mut WriteTx, unit: Uuid) -> sqlx::Result<Uuid> {
    Ok(insert_stubs(tx, unit, 1).await?.into_iter().next().unwrap_or_default())
}

/// The same so many times, for an import.
pub async fn insert_stubs(tx: &mut WriteTx, unit: Uuid, count: usize) -> sqlx::Result<Vec<Uuid>> {
    let now = tx.now();
    let ids: Vec<Uuid> = (0..count).map(|_| tx.new_id()).collect();
    let rows = ids.iter().map(|id| args![*id, unit, now]).collect();
    tx.insert_many("protective_security_stubs", &["id", "unit_id", "created_at"], rows).await?;
    for id in &ids {
        tx.revise(super::STUB, *id, &serde_json::json!({ "unit_id": unit }));
    }
    Ok(ids)
}

/// A removed record's classifications go with it; its history stays.
pub const REACTION: Reaction = Reaction {
    on: &[ObjectKind::Information.record(), ObjectKind::System.record(), ObjectKind::Process.record()],
    react: |app, tx, touched| Box::pin(follow_removed(app, tx, touched)),
};

async fn follow_removed(_: &App, tx: &mut WriteTx, touched: Vec<(RecordKind, Uuid)>) -> Result<()> {
    for part in tx.removed(&touched).chunks(10_000) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        let sql = format!(
            "DELETE FROM classifications WHERE tenant_id = $1 AND object_id IN {list} RETURNING object_id"
        );
        let removed: Vec<(Uuid,)> = tx.all(&sql, args.clone()).await?;
        let sql = format!("DELETE FROM lowerings WHERE tenant_id = $1 AND information_id IN {list}");
        tx.exec(&sql, args).await?;
        let mut removed: Vec<_> = removed.into_iter().map(|(id,)| id).collect();
        removed.sort_unstable();
        removed.dedup();
        for id in removed {
            tx.revise_removed(KIND, id);
        }
    }
    Ok(())
}

/// The columns of levels, for a classification that is made.
pub(super) fn with_levels(classification: Classification, levels: &Levels) -> Classification {
    let [confidentiality, integrity, availability, traceability] = to_columns(levels);
    Classification { confidentiality, integrity, availability, traceability, ..classification }
}
