//! What the platform needs to know of each kind of record, so that files, tasks, the log and pictures of the past can
//! be had for all of them alike: where its pages are, its table, whose it is and who may see it. Registered in
//! `crate::app`; each capability says its own.

use super::app::App;
use super::arg::Arg;
use super::ctx::Ctx;
use super::db::{Tx, WriteTx};
use super::error::{Error, Result};
use super::history::RecordKind;
use super::list::Cell;
use super::permission::{Permission, Scope};
use crate::args;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use uuid::Uuid;

/// A kind of record. Its table has `tenant_id`, `id` and `name`; its word in the singular is the text `kind-<kind>`.
#[derive(Clone, Copy, Debug)]
pub struct KindInfo {
    /// As it stands in history, links, files and tasks.
    pub kind: RecordKind,
    /// Its list; a record's page is `<path>/<id>`, where it has one.
    pub path: &'static str,
    /// Whether each has a page of its own.
    pub has_page: bool,
    /// Key of the word for many of them.
    pub many: &'static str,
    /// Its table.
    pub table: &'static str,
    /// The column with the unit that decides who may see it.
    pub unit: &'static str,
    /// The column with its owner, where it has one.
    pub owner: Option<&'static str>,
    /// The column with the day it is to be looked at again, where it has one.
    pub review: Option<&'static str>,
    /// Which of them ask for anybody's attention: an SQL condition on `r`, or "" for all.
    pub live: &'static str,
    /// What its pages ask for.
    pub read: Permission,
}

impl KindInfo {
    /// A register: its records have a page, a unit, an owner and a next review.
    pub const fn register(
        kind: RecordKind,
        path: &'static str,
        many: &'static str,
        table: &'static str,
    ) -> Self {
        Self {
            kind,
            path,
            has_page: true,
            many,
            table,
            unit: "unit_id",
            owner: Some("owner_id"),
            review: Some("next_review"),
            live: "r.state <> 'proposed'",
            read: Permission::RegistersRead,
        }
    }

    /// The record's page, or the list where it has none.
    pub fn page(&self, id: impl std::fmt::Display) -> String {
        if self.has_page { format!("{}/{id}", self.path) } else { self.path.to_owned() }
    }

    /// A record as a cell of a list: a link for those whose role reads such records, for others its name alone.
    pub fn cell(&self, ctx: &Ctx, id: impl std::fmt::Display, name: &str) -> Cell {
        if !ctx.may(self.read) {
            return Cell::text(name.to_owned());
        }
        Cell::Link(self.page(id), name.to_owned(), ctx.t(&self.one()).into_owned())
    }

    /// Key of the word for one of them.
    pub fn one(&self) -> String {
        format!("kind-{}", self.kind.0.replace('_', "-"))
    }
}

impl App {
    /// The kind by its stored word.
    pub fn kind(&self, word: &str) -> Option<&'static KindInfo> {
        self.kinds().iter().find(|info| info.kind.0 == word)
    }
}

/// The `{kind}` and `{id}` of the path; malformed ones are 404, as if they did not exist.
#[derive(Clone, Debug)]
pub struct KindAndId(pub String, pub Uuid);

impl FromRequestParts<App> for KindAndId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
        let value = |wanted: &str| params.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        let (kind, id) = value("kind").zip(value("id")).ok_or(Error::NotFound)?;
        Ok(Self(kind.to_owned(), id.parse().map_err(|_| Error::NotFound)?))
    }
}

/// A record as far as the platform knows it.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its kind.
    pub info: &'static KindInfo,
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

impl Found {
    /// Its page.
    pub fn page(&self) -> String {
        self.info.page(self.id)
    }
}

/// The record, if the signed-in person may see it, and by `scope` do what the route asks for: otherwise 404. One statement.
pub async fn find(ctx: &Ctx, tx: &mut Tx, kind: &str, id: Uuid, scope: &Scope) -> Result<Found> {
    let info = ctx.app.kind(kind).ok_or(Error::NotFound)?;
    let seen = ctx.actor()?.scope(info.read).ok_or(Error::NotFound)?;
    let mut args: Vec<Arg> = args![id];
    let unit = format!("r.{}", info.unit);
    let condition = seen.condition(&unit, &mut args) + &scope.condition(&unit, &mut args);
    let sql = format!("SELECT r.name FROM {} r WHERE r.tenant_id = $1 AND r.id = $2{condition}", info.table);
    let row: Option<(String,)> = tx.opt(&sql, args).await?;
    row.map(|(name,)| Found { info, id, name }).ok_or(Error::NotFound)
}

/// Whether the record stands in its register, whoever may see it. One statement.
pub(super) async fn stands(tx: &mut Tx, info: &KindInfo, id: Uuid) -> sqlx::Result<bool> {
    let sql = format!("SELECT r.name FROM {} r WHERE r.tenant_id = $1 AND r.id = $2", info.table);
    Ok(tx.opt::<(String,)>(&sql, args![id]).await?.is_some())
}

/// Gives everything of a kind whose `columns` (the unit's, or those of people) say `from` to another; gives how many
/// records that was. Registers own their tables, and this is for what changes under all of them at once: a unit is merged
/// into another, a person has left. A record's history goes on from its last content, which is why no capability is asked.
pub async fn reassign(
    tx: &mut WriteTx,
    info: &KindInfo,
    columns: &[&str],
    from: Uuid,
    to: Option<Uuid>,
) -> sqlx::Result<u64> {
    let table = info.table;
    let is_meant = columns.iter().map(|column| format!("r.{column} = $3")).collect::<Vec<_>>().join(" OR ");
    let contents: Vec<Content> = tx
        .all(
            &format!(
                "SELECT v.record_id, v.data FROM revisions v JOIN {table} r ON r.tenant_id = $1 AND r.id = v.record_id \
                 WHERE v.tenant_id = $1 AND v.kind = $2 AND ({is_meant}) AND v.data IS NOT NULL \
                 AND v.seq = (SELECT MAX(n.seq) FROM revisions n WHERE n.tenant_id = $1 AND n.kind = $2 \
                 AND n.record_id = v.record_id)"
            ),
            args![info.kind.0, from],
        )
        .await?;
    let now = tx.now();
    let set =
        columns.iter().map(|column| format!("{column} = CASE WHEN {column} = $3 THEN $2 ELSE {column} END"));
    let is_meant = columns.iter().map(|column| format!("{column} = $3")).collect::<Vec<_>>().join(" OR ");
    let sql = format!(
        "UPDATE {table} SET {}, updated_at = $4, version = version + 1 WHERE tenant_id = $1 AND ({is_meant})",
        set.collect::<Vec<_>>().join(", ")
    );
    let touched = tx.exec(&sql, args![to, from, now]).await?;
    for Content { record_id, data } in contents {
        if let Ok(mut record) = serde_json::from_str(&data) {
            replace(&mut record, columns, from, to);
            tx.revise(info.kind, record_id, &record);
        }
    }
    Ok(touched)
}

/// The same in a record's content.
fn replace(
    record: &mut serde_json::Map<String, serde_json::Value>,
    columns: &[&str],
    from: Uuid,
    to: Option<Uuid>,
) {
    let from = from.to_string();
    for column in columns {
        if let Some(value) = record.get_mut(*column).filter(|value| value.as_str() == Some(&from)) {
            *value = to.map_or(serde_json::Value::Null, |to| to.to_string().into());
        }
    }
    if let Some(version) = record.get("version").and_then(serde_json::Value::as_i64) {
        record.insert("version".to_owned(), (version + 1).into());
    }
}

/// A record's last content.
#[derive(sqlx::FromRow)]
struct Content {
    record_id: Uuid,
    data: String,
}

/// Joins to the records that the columns `kind` and `id` of a table point at.
pub fn joins(app: &App, kind: &str, id: &str) -> String {
    let join = |(at, info): (usize, &KindInfo)| {
        let (table, word) = (info.table, info.kind.0);
        format!(" LEFT JOIN {table} k{at} ON k{at}.tenant_id = $1 AND {kind} = '{word}' AND k{at}.id = {id}")
    };
    app.kinds().iter().enumerate().map(join).collect()
}

/// A column of whichever record `joins` found: `name`, `name_fold`, `name_sort`.
pub fn joined(app: &App, column: &str) -> String {
    let columns: Vec<_> = (0..app.kinds().len()).map(|at| format!("k{at}.{column}")).collect();
    format!("COALESCE({}, NULL)", columns.join(", "))
}

/// The unit of whichever record `joins` found, which decides who may see it.
pub fn joined_unit(app: &App) -> String {
    let columns: Vec<_> =
        app.kinds().iter().enumerate().map(|(at, info)| format!("k{at}.{}", info.unit)).collect();
    format!("COALESCE({}, NULL)", columns.join(", "))
}
