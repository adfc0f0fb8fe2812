//! The tables of classification.

use super::scale::{DEFAULT, Model};
use crate::args;
use crate::platform::db::Tx;
use crate::platform::error::Result;
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
