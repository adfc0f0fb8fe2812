//! The table of classification models: every version that a classification names is kept.

use super::{DEFAULT, Model};
use crate::args;
use crate::current_state::classification::MODEL;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::Result;
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// The model in force: the municipality's own, or the library's.
pub async fn model(tx: &mut Tx) -> Result<Arc<Model>> {
    let sql = "SELECT definition FROM classification_models WHERE tenant_id = $1 AND active";
    let row: Option<(String,)> = tx.opt(sql, args![]).await?;
    match row {
        Some((definition,)) => Ok(Arc::new(Model::read(&definition)?)),
        None => Ok(DEFAULT.clone()),
    }
}

/// The model in force, which is kept from now on: classifications that name it can be read when it has changed.
pub(in crate::current_state::classification) async fn kept_model(tx: &mut WriteTx) -> Result<Arc<Model>> {
    let model = model(tx).await?;
    let now = tx.now();
    let sql = "INSERT INTO classification_models (tenant_id, model, version, name, definition, active, created_at) \
         VALUES ($1, $2, $3, $4, $5, TRUE, $6) ON CONFLICT (tenant_id, model, version) DO NOTHING";
    let head = &model.model;
    tx.exec(sql, args![&head.id, &head.version, &head.name_sv, model.definition()?, now]).await?;
    Ok(model)
}

/// Puts a new version in force; the one before is kept.
pub(super) async fn replace(tx: &mut WriteTx, model: &Model) -> Result<()> {
    let now = tx.now();
    tx.exec("UPDATE classification_models SET active = FALSE WHERE tenant_id = $1", args![]).await?;
    let head = &model.model;
    let columns = ["model", "version", "name", "definition", "active", "created_at"];
    let row = args![&head.id, &head.version, &head.name_sv, model.definition()?, true, now];
    tx.insert_many("classification_models", &columns, vec![row]).await?;
    let tenant = tx.tenant();
    tx.revise(MODEL, tenant, model);
    Ok(())
}

/// A version that has been in force.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct VersionRow {
    pub(super) version: String,
    pub(super) active: bool,
    pub(super) created_at: DateTime<Utc>,
    pub(super) classifications: i64,
}

/// Every version, the newest first, with how many classifications that count are made by it.
pub(super) async fn versions(tx: &mut Tx) -> sqlx::Result<Vec<VersionRow>> {
    tx.all(
        "SELECT m.version, m.active, m.created_at, COUNT(c.id) AS classifications FROM classification_models m \
         LEFT JOIN classifications c ON c.tenant_id = m.tenant_id AND c.model = m.model AND c.model_version = m.version \
         AND c.superseded_at IS NULL WHERE m.tenant_id = $1 GROUP BY m.model, m.version, m.active, m.created_at \
         ORDER BY m.created_at DESC, m.version",
        args![],
    )
    .await
}
