//! What the tables of the registers have in common: how a list is narrowed, and what hangs on a record.

use crate::args;
use crate::people::organisation::{PersonId, store as organisation};
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::error::{Error, Result};
use crate::platform::list::ListQuery;
use crate::platform::permission::Scope;
use crate::registers::{RecordState, contains};
use uuid::Uuid;

/// The WHERE of a list, put together condition by condition with its values.
#[derive(Debug)]
pub struct Narrowed {
    alias: &'static str,
    sql: String,
    args: Vec<Arg>,
}

impl Narrowed {
    /// The records of a register that the actor may see; `alias` is the table's.
    pub fn new(scope: &Scope, alias: &'static str) -> Self {
        let mut args = args![];
        let condition = scope.condition(&format!("{alias}.unit_id"), &mut args);
        Self { alias, sql: format!(" WHERE {alias}.tenant_id = $1{condition}"), args }
    }

    /// What every register is searched and narrowed by: name, unit, owner and state.
    #[must_use]
    pub fn usual(mut self, query: &ListQuery) -> Self {
        let alias = self.alias;
        if !query.q.is_empty() {
            self.and(&format!("{alias}.name_fold LIKE ? ESCAPE '\\'"), contains(&query.q));
        }
        if let Ok(unit) = query.filter("enhet").parse::<Uuid>() {
            self.and(
                &format!(
                    "{alias}.unit_id IN (SELECT b.unit_id FROM unit_below b WHERE b.tenant_id = $1 AND b.above_id = ?)"
                ),
                unit,
            );
        }
        match query.filter("agare") {
            "ingen" => self.fixed(&format!("{alias}.owner_id IS NULL")),
            other => {
                if let Ok(owner) = other.parse::<Uuid>() {
                    self.and(&format!("{alias}.owner_id = ?"), owner);
                }
            }
        }
        self.word(query, "lage", &format!("{alias}.state"));
        self
    }

    /// A condition with one value, which stands for each `?` in it.
    pub fn and(&mut self, clause: &str, value: impl Into<Arg>) {
        self.args.push(value.into());
        self.sql += " AND ";
        self.sql += &clause.replace('?', &format!("${}", self.args.len() + 1));
    }

    /// A condition without values.
    pub fn fixed(&mut self, clause: &str) {
        self.sql += " AND ";
        self.sql += clause;
    }

    /// A filter whose word stands in a column.
    pub fn word(&mut self, query: &ListQuery, filter: &str, column: &str) {
        if !query.filter(filter).is_empty() {
            self.and(&format!("{column} = ?"), query.filter(filter));
        }
    }

    /// A filter of yes, no or not stated (`okant`) on a boolean column.
    pub fn yes_no(&mut self, query: &ListQuery, filter: &str, column: &str) {
        match query.filter(filter) {
            "yes" => self.fixed(column),
            "no" => self.fixed(&format!("NOT {column}")),
            "okant" => self.fixed(&format!("{column} IS NULL")),
            _ => {}
        }
    }

    /// A text column that is (or is not) one of some values.
    pub fn among(&mut self, column: &str, values: &[&str], is_in: bool) {
        let list = in_list(&mut self.args, values.iter().copied());
        let not = if is_in { "" } else { " NOT" };
        self.fixed(&format!("{column}{not} IN {list}"));
    }

    /// The WHERE, and its values.
    pub fn done(self) -> (String, Vec<Arg>) {
        (self.sql, self.args)
    }
}

/// Refuses a person whom this municipality does not have.
pub async fn require_people(tx: &mut Tx, people: &[Option<PersonId>]) -> Result<()> {
    if organisation::know_all(tx, people).await? { Ok(()) } else { Err(Error::NotFound) }
}

/// Says of records of a register that somebody has confirmed them; what they became is for the register to record.
pub async fn confirm<T: Into<Arg>>(
    tx: &mut WriteTx,
    table: &str,
    ids: impl IntoIterator<Item = T>,
) -> sqlx::Result<u64> {
    let mut args = args![RecordState::Confirmed, tx.now()];
    let list = in_list(&mut args, ids);
    let sql = format!(
        "UPDATE {table} SET state = $2, updated_at = $3, version = version + 1 WHERE tenant_id = $1 AND id IN {list}"
    );
    tx.exec(&sql, args).await
}

/// How much of one sort hangs on a record.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Hanging {
    /// `links`, `classifications`, `judgements`, `tasks` or `files`.
    pub what: String,
    /// How many.
    pub number: i64,
}

/// What hangs on a record, for whoever is about to remove it. One statement.
pub async fn hanging(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Hanging>> {
    tx.all(
        "SELECT 'links' AS what, COUNT(*) AS number FROM links WHERE tenant_id = $1 AND (from_id = $2 OR to_id = $2) \
         UNION ALL SELECT 'classifications', COUNT(*) FROM classifications WHERE tenant_id = $1 AND object_id = $2 \
         AND superseded_at IS NULL \
         UNION ALL SELECT 'judgements', COUNT(*) FROM judgements WHERE tenant_id = $1 AND object_id = $2 \
         UNION ALL SELECT 'tasks', COUNT(*) FROM tasks WHERE tenant_id = $1 AND record_id = $2 AND closed_at IS NULL \
         AND reason = 'written' \
         UNION ALL SELECT 'files', COUNT(*) FROM files WHERE tenant_id = $1 AND record_id = $2",
        args![id],
    )
    .await
}
