//! Events with the names of who and what, within what the person may see.

use crate::args;
use crate::platform::app::App;
use crate::platform::arg::Arg;
use crate::platform::db::Tx;
use crate::platform::kinds;
use crate::platform::list::ListQuery;
use crate::platform::permission::Scope;
use crate::platform::swedish::contains;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Records of one event that its page lists.
const RECORDS: i64 = 100;

/// An event.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Entry {
    /// Its number in the chain.
    pub(super) seq: i64,
    /// When.
    pub(super) at: DateTime<Utc>,
    /// What happened, dotted.
    pub(super) kind: String,
    /// The kind of record it happened to.
    pub(super) subject_kind: Option<String>,
    /// The record.
    pub(super) subject_id: Option<Uuid>,
    /// Name of the record, while it stands in its register.
    pub(super) record: Option<String>,
    /// Details as JSON; `None` when they are erased.
    pub(super) body: Option<String>,
    /// Name of the account now.
    pub(super) account: Option<String>,
    /// Its place in the chain.
    pub(super) hash: Vec<u8>,
}

fn select(app: &App) -> String {
    let (joins, name) = (kinds::joins(app, "e.subject_kind", "e.subject_id"), kinds::joined(app, "name"));
    format!(
        "SELECT e.seq, e.at, e.kind, e.subject_kind, e.subject_id, {name} AS record, b.body, u.name AS account, e.hash \
         FROM events e LEFT JOIN event_bodies b ON b.tenant_id = $1 AND b.seq = e.seq \
         LEFT JOIN users u ON u.id = e.actor_id{joins}"
    )
}

/// What a list is narrowed to.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    pub(super) scope: &'a Scope,
    pub(super) query: &'a ListQuery,
    /// From the first moment to before the second.
    pub(super) time: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Wanted<'_> {
    /// Whether the records themselves have to be looked at.
    fn needs_records(&self) -> bool {
        !self.query.q.is_empty() || *self.scope != Scope::All
    }
}

fn condition(app: &App, wanted: &Wanted<'_>, args: &mut Vec<Arg>) -> String {
    let mut sql = " WHERE e.tenant_id = $1".to_owned();
    sql += &wanted.scope.condition(&kinds::joined_unit(app), args);
    let mut and = |clause: &str, value: Arg| {
        args.push(value);
        sql += &clause.replace('?', &format!("${}", args.len() + 1));
    };
    let query = wanted.query;
    if !query.q.is_empty() {
        let name = kinds::joined(app, "name_fold");
        and(&format!(" AND {name} LIKE ? ESCAPE '\\'"), contains(&query.q).into());
    }
    if !query.filter("handelse").is_empty() {
        and(" AND e.kind = ?", query.filter("handelse").into());
    }
    if let Ok(person) = query.filter("person").parse::<Uuid>() {
        and(" AND e.actor_id = ?", person.into());
    }
    if let Ok(record) = query.filter("post").parse::<Uuid>() {
        // What it was about, and what changed it beside others.
        let changed = "SELECT r.seq FROM revisions r WHERE r.tenant_id = $1 AND r.record_id = ?";
        and(&format!(" AND (e.subject_id = ? OR e.seq IN ({changed}))"), record.into());
    } else if !query.filter("slag").is_empty() {
        and(" AND e.subject_kind = ?", query.filter("slag").into());
    }
    if let Some((from, before)) = wanted.time {
        and(" AND e.at >= ?", from.into());
        and(" AND e.at < ?", before.into());
    }
    sql
}

/// The events a list asks for. One statement.
pub(super) async fn list(app: &App, tx: &mut Tx, wanted: &Wanted<'_>) -> sqlx::Result<Vec<Entry>> {
    let mut args = args![];
    let condition = condition(app, wanted, &mut args);
    tx.all(&format!("{}{condition}{}", select(app), wanted.query.tail()), args).await
}

/// How many events the list has. One statement.
pub(super) async fn count(app: &App, tx: &mut Tx, wanted: &Wanted<'_>) -> sqlx::Result<i64> {
    let mut args = args![];
    let condition = condition(app, wanted, &mut args);
    let needed = wanted.needs_records();
    let joins = if needed { kinds::joins(app, "e.subject_kind", "e.subject_id") } else { String::new() };
    let (count,): (i64,) = tx.one(&format!("SELECT COUNT(*) FROM events e{joins}{condition}"), args).await?;
    Ok(count)
}

/// Accounts to choose among: those that have a membership here, by name. One statement.
pub(super) async fn accounts(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    let place = tx.tenant().0;
    let sql = "SELECT u.id, u.name FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.municipality_id = $1 \
               ORDER BY u.name, u.id";
    let rows: Vec<(Uuid, String)> = tx.outside().all(sql, args![place]).await?;
    Ok(rows.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
}

/// An event, if the person may see it. One statement.
pub(super) async fn find(app: &App, tx: &mut Tx, scope: &Scope, seq: i64) -> sqlx::Result<Option<Entry>> {
    let mut args = args![seq];
    let condition = scope.condition(&kinds::joined_unit(app), &mut args);
    tx.opt(&format!("{} WHERE e.tenant_id = $1 AND e.seq = $2{condition}", select(app)), args).await
}

/// A record that an event wrote.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Written {
    pub(super) kind: String,
    pub(super) record_id: Uuid,
    pub(super) name: Option<String>,
    pub(super) is_erased: bool,
}

/// The records that an event wrote, the first hundred. One statement.
pub(super) async fn written(app: &App, tx: &mut Tx, seq: i64) -> sqlx::Result<Vec<Written>> {
    let (joins, name) = (kinds::joins(app, "r.kind", "r.record_id"), kinds::joined(app, "name"));
    let sql = format!(
        "SELECT r.kind, r.record_id, {name} AS name, r.salt IS NULL AS is_erased FROM revisions r{joins} \
         WHERE r.tenant_id = $1 AND r.seq = $2 ORDER BY r.kind, r.record_id LIMIT $3"
    );
    tx.all(&sql, args![seq, RECORDS]).await
}
