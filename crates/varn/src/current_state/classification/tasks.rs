//! The owner is asked to confirm a classification, until she has or another counts.

use super::model::ObjectKind;
use crate::args;
use crate::platform::app::App;
use crate::platform::db::WriteTx;
use crate::platform::kinds::KindInfo;
use crate::platform::tasks::{StandingFuture, TaskRule, only};
use uuid::Uuid;

/// A classification waits for its owner.
pub const UNCONFIRMED: TaskRule = TaskRule {
    reason: "classification_unconfirmed",
    on: &[ObjectKind::Information.record(), ObjectKind::System.record(), ObjectKind::Process.record()],
    standing: unconfirmed,
};

/// Records without an owner are asked for one first.
fn unconfirmed<'a>(
    _app: &'a App,
    tx: &'a mut WriteTx,
    info: &'static KindInfo,
    records: Option<&'a [Uuid]>,
) -> StandingFuture<'a> {
    Box::pin(async move {
        let mut args = args![info.kind.0];
        let only = only(info, records, &mut args);
        let sql = format!(
            "SELECT r.id AS record, r.owner_id AS owner, CAST(NULL AS DATE) AS due FROM {} r \
             JOIN classifications c ON c.tenant_id = $1 AND c.object_id = r.id AND c.object_kind = $2 \
             AND c.superseded_at IS NULL AND c.confirmed_at IS NULL \
             WHERE r.tenant_id = $1 AND r.owner_id IS NOT NULL{only}",
            info.table
        );
        Ok(tx.all(&sql, args).await?)
    })
}
