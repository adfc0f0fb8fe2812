//! An action that should have been done asks its owner, until it is done, cancelled or given another day.

use super::KIND;
use super::model::last_day;
use crate::args;
use crate::platform::app::App;
use crate::platform::clock::swedish_day;
use crate::platform::db::WriteTx;
use crate::platform::kinds::KindInfo;
use crate::platform::tasks::{Standing, StandingFuture, TaskRule, only};
use uuid::Uuid;

/// The last day that an action's own words allow has passed.
pub const OVERDUE: TaskRule = TaskRule { reason: "action_overdue", on: &[KIND], standing: overdue };

#[derive(sqlx::FromRow)]
struct Dated {
    id: Uuid,
    owner_id: Option<Uuid>,
    due: String,
}

fn overdue<'a>(
    _app: &'a App,
    tx: &'a mut WriteTx,
    info: &'static KindInfo,
    records: Option<&'a [Uuid]>,
) -> StandingFuture<'a> {
    Box::pin(async move {
        let today = swedish_day(tx.now());
        let mut args = args![today.to_string()];
        let only = only(info, records, &mut args);
        // What begins after today has not passed; the rest is known when its words are read.
        let sql = format!(
            "SELECT r.id, r.owner_id, r.due FROM actions r WHERE r.tenant_id = $1 AND r.due <> '' AND r.due < $2{only}"
        );
        let rows: Vec<Dated> = tx.all(&sql, args).await?;
        let passed = rows.into_iter().filter_map(|row| {
            let due = last_day(&row.due).filter(|last| *last < today)?;
            Some(Standing { record: row.id, owner: row.owner_id, due: Some(due) })
        });
        Ok(passed.collect())
    })
}
