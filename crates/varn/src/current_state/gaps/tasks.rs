//! An exception that is about to end asks for a decision: a new one, or the control in place.

use crate::args;
use crate::platform::app::App;
use crate::platform::clock::swedish_day;
use crate::platform::db::WriteTx;
use crate::platform::kinds::KindInfo;
use crate::platform::tasks::{StandingFuture, TaskRule, only};
use crate::registers::{suppliers, systems};
use chrono::Duration;
use uuid::Uuid;

/// Days before the last day of an exception that it is said, and days after it that it is still said.
const NEAR: Duration = Duration::days(30);

/// An approved exception of the record ends within thirty days, or has ended within thirty.
pub const EXCEPTION_ENDING: TaskRule = TaskRule {
    reason: "exception_ending",
    on: &[systems::KIND, suppliers::KIND],
    standing: exception_ending,
};

/// One for each record, due when the first of its exceptions ends. One that a later exception has taken over from is none.
fn exception_ending<'a>(
    _app: &'a App,
    tx: &'a mut WriteTx,
    info: &'static KindInfo,
    records: Option<&'a [Uuid]>,
) -> StandingFuture<'a> {
    Box::pin(async move {
        let today = swedish_day(tx.now());
        let mut args = args![info.kind.0, today - NEAR, today + NEAR];
        let only = only(info, records, &mut args);
        let sql = format!(
            "SELECT r.id AS record, r.owner_id AS owner, MIN(d.until) AS due FROM {} r \
             JOIN deviations d ON d.tenant_id = $1 AND d.object_id = r.id AND d.object_kind = $2 \
             AND d.kind = 'exception' AND d.approved_at IS NOT NULL AND d.withdrawn_at IS NULL \
             AND d.until >= $3 AND d.until <= $4 AND NOT EXISTS (SELECT 1 FROM deviations n WHERE n.tenant_id = $1 \
             AND n.object_id = d.object_id AND n.control = d.control AND n.approved_at IS NOT NULL \
             AND n.withdrawn_at IS NULL AND (n.until IS NULL OR n.until > d.until)) \
             WHERE r.tenant_id = $1{only} GROUP BY r.id, r.owner_id",
            info.table
        );
        Ok(tx.all(&sql, args).await?)
    })
}
