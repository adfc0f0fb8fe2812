//! The classifications that imports read and add.

use super::{Current, Stated, default_model};
use crate::args;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::history::RecordKind;
use std::collections::HashMap;
use uuid::Uuid;

const KIND: RecordKind = RecordKind("classification");

/// What counts now for objects of a kind, by object.
pub async fn current(tx: &mut Tx, object_kind: &str) -> sqlx::Result<HashMap<Uuid, Current>> {
    let rows: Vec<Current> = tx
        .all(
            "SELECT id, object_id, confidentiality, integrity, availability, traceability, source, \
             confirmed_at IS NOT NULL AS is_confirmed FROM classifications WHERE tenant_id = $1 AND object_kind = $2 \
             AND superseded_at IS NULL ORDER BY created_at",
            args![object_kind],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.object_id, row)).collect())
}

/// Adds stated classifications; those they replace are to be superseded first.
pub async fn insert(tx: &mut WriteTx, stated: &[Stated]) -> sqlx::Result<()> {
    let chosen = "SELECT model, version FROM classification_models WHERE tenant_id = $1 AND active";
    let model: Option<(String, String)> =
        if stated.is_empty() { None } else { tx.opt(chosen, args![]).await? };
    let (model, version) = model.unwrap_or_else(default_model);
    let now = tx.now();
    let columns = [
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
        "classified_by",
        "classified_on",
        "created_at",
    ];
    let rows = stated.iter().map(|s| {
        let [k, r, t, trace] = s.levels;
        let (by, on) = (&s.classified_by, &s.classified_on);
        args![s.id, s.object_kind, s.object_id, &model, &version, k, r, t, trace, "imported", by, on, now]
    });
    tx.insert_many("classifications", &columns, rows.collect()).await?;
    stated.iter().for_each(|one| tx.revise(KIND, one.id, one));
    Ok(())
}

/// They count no longer.
pub async fn supersede(tx: &mut WriteTx, ids: &[Uuid]) -> sqlx::Result<()> {
    let now = tx.now();
    for part in ids.chunks(5000) {
        let mut args = args![now];
        let list = in_list(&mut args, part.iter().copied());
        let sql = format!(
            "UPDATE classifications SET superseded_at = $2, version = version + 1 WHERE tenant_id = $1 AND id IN {list}"
        );
        tx.exec(&sql, args).await?;
    }
    Ok(())
}

/// They count again.
pub async fn restore(tx: &mut WriteTx, ids: &[Uuid]) -> sqlx::Result<()> {
    for part in ids.chunks(5000) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        let sql = format!(
            "UPDATE classifications SET superseded_at = NULL, version = version + 1 WHERE tenant_id = $1 AND id IN {list}"
        );
        tx.exec(&sql, args).await?;
    }
    Ok(())
}

/// Takes classifications out that an undone import had added.
pub async fn remove(tx: &mut WriteTx, ids: &[Uuid]) -> sqlx::Result<()> {
    for part in ids.chunks(5000) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        tx.exec(&format!("DELETE FROM classifications WHERE tenant_id = $1 AND id IN {list}"), args).await?;
    }
    ids.iter().for_each(|id| tx.revise_removed(KIND, *id));
    Ok(())
}
