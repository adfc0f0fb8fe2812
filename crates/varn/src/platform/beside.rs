//! What is kept beside a record of any kind, for its page: open tasks and files, in one statement for both.

use super::db::Tx;
use crate::args;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// A task or a file, as far as the record's page shows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Item {
    is_task: bool,
    /// Its id.
    pub id: Uuid,
    /// Of a task, its reason.
    pub reason: String,
    /// What somebody has called it.
    pub name: String,
    /// Who is to do the task, or who added the file.
    pub who: Option<String>,
    /// When the task is to be done.
    pub due: Option<NaiveDate>,
    /// Bytes of the file.
    pub size: i64,
    /// Since when it is there.
    pub at: DateTime<Utc>,
}

/// What is kept beside a record.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Open tasks, those due first.
    pub tasks: Vec<Item>,
    /// Files, oldest first.
    pub files: Vec<Item>,
}

/// What is kept beside a record. One statement.
pub(super) async fn of_record(tx: &mut Tx, kind: &str, id: Uuid) -> sqlx::Result<Beside> {
    let items: Vec<Item> = tx
        .all(
            "SELECT TRUE AS is_task, t.id, t.reason, t.title AS name, p.name AS who, t.due AS due, \
             CAST(0 AS BIGINT) AS size, t.created_at AS at FROM tasks t \
             LEFT JOIN people p ON p.tenant_id = t.tenant_id AND p.id = t.owner_id \
             WHERE t.tenant_id = $1 AND t.record_kind = $2 AND t.record_id = $3 AND t.closed_at IS NULL \
             UNION ALL SELECT FALSE, f.id, '', f.name, f.added_by, CAST(NULL AS DATE), f.size, f.added_at FROM files f \
             WHERE f.tenant_id = $1 AND f.record_kind = $2 AND f.record_id = $3 ORDER BY due NULLS LAST, at, id",
            args![kind, id],
        )
        .await?;
    let (tasks, files) = items.into_iter().partition(|item| item.is_task);
    Ok(Beside { tasks, files })
}
