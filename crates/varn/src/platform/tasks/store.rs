//! The table of tasks.

use super::{Closed, KIND, TaskId, WRITTEN};
use crate::args;
use crate::platform::app::App;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::kinds;
use crate::platform::list::ListQuery;
use crate::platform::swedish::{contains, fold};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;

/// A task.
#[derive(Clone, Debug, Serialize, sqlx::FromRow)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// Why it exists: `written`, or the name of the rule that made it.
    pub reason: String,
    /// The kind of record it is about.
    pub record_kind: Option<String>,
    /// The record.
    pub record_id: Option<Uuid>,
    /// What to do, of tasks that people write.
    pub title: String,
    /// Who is to do it.
    pub owner_id: Option<Uuid>,
    /// Whether somebody gave it to her by hand.
    pub delegated: bool,
    /// At the latest.
    pub due: Option<NaiveDate>,
    /// Since when it exists.
    pub created_at: DateTime<Utc>,
    /// Since when it is closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Why, or "".
    pub closed_why: String,
    /// For stale edits.
    pub version: i64,
}

impl Task {
    /// Whether a rule made it.
    pub fn has_rule(&self) -> bool {
        self.reason != WRITTEN
    }
}

/// A task as lists and pages show it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TaskRow {
    /// The task.
    #[sqlx(flatten)]
    pub task: Task,
    /// Name of its owner.
    pub owner: Option<String>,
    /// The owner's account.
    pub user_id: Option<Uuid>,
    /// Name of the record.
    pub record: Option<String>,
}

const COLUMNS: &str = "t.id, t.reason, t.record_kind, t.record_id, t.title, t.owner_id, t.delegated, t.due, t.created_at, t.closed_at, \
     t.closed_why, t.version";

/// Whose tasks a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One account's.
    Of(Uuid),
    /// Nobody's.
    Nobodys,
    /// Everybody's.
    All,
}

const OWNERS: &str = " LEFT JOIN people p ON p.tenant_id = t.tenant_id AND p.id = t.owner_id";

/// The statement that gives tasks with the names of owners and records.
fn select(app: &App) -> String {
    let (joins, name) = (kinds::joins(app, "t.record_kind", "t.record_id"), kinds::joined(app, "name"));
    format!("SELECT {COLUMNS}, p.name AS owner, p.user_id, {name} AS record FROM tasks t{OWNERS}{joins}")
}

/// Which tasks a list shows.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Whose.
    pub whose: Whose,
    /// Closed ones instead of open ones.
    pub closed: bool,
    /// The rest of the question.
    pub query: &'a ListQuery,
}

fn condition(app: &App, wanted: Wanted<'_>, args: &mut Vec<Arg>) -> String {
    let mut sql =
        format!(" WHERE t.tenant_id = $1 AND t.closed_at IS {}NULL", if wanted.closed { "NOT " } else { "" });
    match wanted.whose {
        Whose::Of(user) => {
            args.push(user.into());
            sql += &format!(" AND p.user_id = ${}", args.len() + 1);
        }
        Whose::Nobodys => sql += " AND t.owner_id IS NULL",
        Whose::All => {}
    }
    if !wanted.query.q.is_empty() {
        args.push(contains(&wanted.query.q).into());
        let (at, name) = (args.len() + 1, kinds::joined(app, "name_fold"));
        sql += &format!(" AND (t.title_fold LIKE ${at} ESCAPE '\\' OR {name} LIKE ${at} ESCAPE '\\')");
    }
    sql
}

/// The rows a list asks for. One statement.
pub async fn list(app: &App, tx: &mut Tx, wanted: Wanted<'_>) -> sqlx::Result<Vec<TaskRow>> {
    let mut args = args![];
    let condition = condition(app, wanted, &mut args);
    tx.all(&format!("{}{condition}{}", select(app), wanted.query.tail()), args).await
}

/// An account's open tasks, those due first. One statement.
pub async fn first_of(app: &App, tx: &mut Tx, user: Uuid, most: i64) -> sqlx::Result<Vec<TaskRow>> {
    let sql = format!(
        "{} WHERE t.tenant_id = $1 AND t.closed_at IS NULL AND p.user_id = $2 ORDER BY t.due NULLS LAST, t.id LIMIT $3",
        select(app)
    );
    tx.all(&sql, args![user, most]).await
}

/// How many rows the list has. One statement.
pub async fn count(app: &App, tx: &mut Tx, wanted: Wanted<'_>) -> sqlx::Result<i64> {
    let mut args = args![];
    let condition = condition(app, wanted, &mut args);
    // Records are only looked at when they are searched for.
    let joins = if wanted.query.q.is_empty() {
        String::new()
    } else {
        kinds::joins(app, "t.record_kind", "t.record_id")
    };
    let (count,): (i64,) =
        tx.one(&format!("SELECT COUNT(*) FROM tasks t{OWNERS}{joins}{condition}"), args).await?;
    Ok(count)
}

/// A task; who may see it is decided by its owner and its record.
pub async fn find(app: &App, tx: &mut Tx, id: TaskId) -> sqlx::Result<Option<TaskRow>> {
    tx.opt(&format!("{} WHERE t.tenant_id = $1 AND t.id = $2", select(app)), args![id]).await
}

/// The tasks that rules made about records and that are open or were dropped; about all records of the kind when
/// `records` is `None`. One statement.
pub(super) async fn of_rules(tx: &mut Tx, kind: &str, records: Option<&[Uuid]>) -> sqlx::Result<Vec<Task>> {
    let mut args = args![kind, WRITTEN, Closed::Dropped];
    let only = records.map_or_else(String::new, |records| {
        format!(" AND t.record_id IN {}", in_list(&mut args, records.iter().copied()))
    });
    let sql = format!(
        "SELECT {COLUMNS} FROM tasks t WHERE t.tenant_id = $1 AND t.record_kind = $2 AND t.reason <> $3 \
         AND (t.closed_at IS NULL OR t.closed_why = $4){only}"
    );
    tx.all(&sql, args).await
}

/// Adds tasks. Those that people write are kept in history; what a rule makes follows from its reason.
pub async fn insert_many(tx: &mut WriteTx, tasks: &[Task]) -> sqlx::Result<()> {
    let columns = [
        "id",
        "reason",
        "record_kind",
        "record_id",
        "title",
        "title_fold",
        "owner_id",
        "delegated",
        "due",
        "created_at",
        "closed_at",
        "closed_why",
        "version",
    ];
    let rows = tasks.iter().map(|t| {
        args![
            t.id,
            &t.reason,
            t.record_kind.as_deref(),
            t.record_id,
            &t.title,
            fold(&t.title),
            t.owner_id,
            t.delegated,
            t.due,
            t.created_at,
            t.closed_at,
            &t.closed_why,
            t.version
        ]
    });
    tx.insert_many("tasks", &columns, rows.collect()).await?;
    for task in tasks.iter().filter(|task| !task.has_rule()) {
        tx.revise(KIND, task.id, task);
    }
    Ok(())
}

/// Takes tasks away that are put back changed in the same transaction.
pub(super) async fn take_away(tx: &mut WriteTx, ids: &[TaskId]) -> sqlx::Result<()> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    tx.exec(&format!("DELETE FROM tasks WHERE tenant_id = $1 AND id IN {list}"), args).await?;
    Ok(())
}

/// Changes what a person has written; false when it has become another since `task.version`.
pub async fn update(tx: &mut WriteTx, task: &Task) -> sqlx::Result<bool> {
    let sql = "UPDATE tasks SET title = $3, title_fold = $4, owner_id = $5, due = $6, version = version + 1 \
               WHERE tenant_id = $1 AND id = $2 AND version = $7";
    let args = args![task.id, &task.title, fold(&task.title), task.owner_id, task.due, task.version];
    let touched = tx.exec(sql, args).await?;
    tx.revise(KIND, task.id, &Task { version: task.version + 1, ..task.clone() });
    Ok(touched == 1)
}

/// Gives an open task to another; false when it has become another since `task.version`.
pub async fn delegate(tx: &mut WriteTx, task: &Task, owner: Uuid) -> sqlx::Result<bool> {
    let sql = "UPDATE tasks SET owner_id = $3, delegated = TRUE, version = version + 1 \
               WHERE tenant_id = $1 AND id = $2 AND version = $4 AND closed_at IS NULL";
    let touched = tx.exec(sql, args![task.id, owner, task.version]).await?;
    let given = Task { owner_id: Some(owner), delegated: true, version: task.version + 1, ..task.clone() };
    tx.revise(KIND, task.id, &given);
    Ok(touched == 1)
}

/// Closes a task for good; false when somebody else has closed it.
pub async fn close(tx: &mut WriteTx, task: &Task, why: Closed) -> sqlx::Result<bool> {
    let now = tx.now();
    let sql = "UPDATE tasks SET closed_at = $3, closed_why = $4, version = version + 1 \
               WHERE tenant_id = $1 AND id = $2 AND closed_at IS NULL";
    let touched = tx.exec(sql, args![task.id, now, why]).await?;
    let closed =
        Task { closed_at: Some(now), closed_why: why.to_string(), version: task.version + 1, ..task.clone() };
    tx.revise(KIND, task.id, &closed);
    Ok(touched == 1)
}

/// Closes these tasks because their reason is gone; dropped ones too, so that a new reason makes a new task.
pub(super) async fn close_gone(tx: &mut WriteTx, ids: &[TaskId]) -> sqlx::Result<()> {
    let mut args = args![tx.now(), Closed::ReasonGone];
    let list = in_list(&mut args, ids.iter().copied());
    let sql = format!(
        "UPDATE tasks SET closed_at = COALESCE(closed_at, $2), closed_why = $3, version = version + 1 \
         WHERE tenant_id = $1 AND id IN {list}"
    );
    tx.exec(&sql, args).await?;
    Ok(())
}

/// Closes what is open about records that are no more.
pub(super) async fn close_of(tx: &mut WriteTx, records: &[Uuid]) -> sqlx::Result<()> {
    let mut args = args![tx.now(), Closed::ReasonGone];
    let list = in_list(&mut args, records.iter().copied());
    let sql = format!(
        "UPDATE tasks SET closed_at = $2, closed_why = $3, version = version + 1 \
         WHERE tenant_id = $1 AND closed_at IS NULL AND record_id IN {list}"
    );
    tx.exec(&sql, args).await?;
    Ok(())
}

/// Removes every task about a record; gives which. Leaves no revision behind.
pub(super) async fn remove_of(tx: &mut WriteTx, record: Uuid) -> sqlx::Result<Vec<Uuid>> {
    let sql = "DELETE FROM tasks WHERE tenant_id = $1 AND record_id = $2 RETURNING id";
    let removed: Vec<(Uuid,)> = tx.all(sql, args![record]).await?;
    Ok(removed.into_iter().map(|(id,)| id).collect())
}

/// People who can own a task: id and name, in Swedish order.
pub async fn people(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    let sql = "SELECT id, name FROM people WHERE tenant_id = $1 AND left_on IS NULL ORDER BY name_sort, id";
    let rows: Vec<(Uuid, String)> = tx.all(sql, args![]).await?;
    Ok(rows.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
}
