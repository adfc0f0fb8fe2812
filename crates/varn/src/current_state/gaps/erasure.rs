//! What is wiped with a record that must leave no trace: its judgements and deviations, and what is logged of them.

use super::deviations;
use super::{derived, store};
use crate::platform::audit;
use crate::platform::db::WriteTx;
use crate::platform::erasure::EraseFuture;
use crate::platform::history::RecordKind;
use crate::registers::{suppliers, systems};
use uuid::Uuid;

/// Wipes what was judged and decided about a system or a supplier.
pub fn erase(tx: &mut WriteTx, kind: RecordKind, id: Uuid) -> EraseFuture<'_> {
    Box::pin(async move {
        if ![systems::KIND, suppliers::KIND].contains(&kind) {
            return Ok(0);
        }
        let judgements = store::remove_of(tx, &[id]).await?;
        let decided = deviations::store::remove_of(tx, &[id]).await?;
        derived::store::replace(tx, Some(&[id]), &[], &[]).await?;
        Ok(audit::erase_records(tx, &judgements).await? + audit::erase_records(tx, &decided).await?)
    })
}
