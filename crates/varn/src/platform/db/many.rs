//! Many rows in few statements. Hand-written lists of `$n` for many rows are 86 times slower on SQLite.

use super::super::arg::Arg;
use super::super::tenant::TenantId;
use super::{Conn, Touched, WriteTx};
use chrono::{DateTime, Utc};
use sqlx::{Postgres, QueryBuilder, Sqlite};
use std::time::Instant;

/// How many rows one statement of `insert_many` carries at the most.
const ROWS_PER_STATEMENT: usize = 500;
/// What SQLite and PostgreSQL accept as bound values in one statement, with room to spare.
pub(super) const VALUES_PER_STATEMENT: usize = 30_000;

impl WriteTx {
    /// Inserts many rows of one table. `columns` excludes `tenant_id`, which is added; each row has one value per column.
    pub async fn insert_many(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: Vec<Vec<Arg>>,
    ) -> sqlx::Result<()> {
        self.many(table, columns, rows, "").await.map(|_| ())
    }

    /// Replaces many rows of one table by their `id`, as `insert_many` would insert them, each with its next `version`.
    /// One whose version has become another meanwhile is left. Gives how many were replaced.
    pub async fn save_many(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: Vec<Vec<Arg>>,
    ) -> sqlx::Result<u64> {
        let set: Vec<_> = columns
            .iter()
            .filter(|column| !["id", "created_at"].contains(column))
            .map(|column| format!("{column} = excluded.{column}"))
            .collect();
        let tail = format!(
            " ON CONFLICT (tenant_id, id) DO UPDATE SET {} WHERE {table}.version = excluded.version - 1",
            set.join(", ")
        );
        self.many(table, columns, rows, &tail).await
    }

    async fn many(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: Vec<Vec<Arg>>,
        tail: &str,
    ) -> sqlx::Result<u64> {
        let chunk = ROWS_PER_STATEMENT.min(VALUES_PER_STATEMENT / (columns.len() + 1)).max(1);
        let head = format!("INSERT INTO {table} (tenant_id, {}) ", columns.join(", "));
        let tenant = Some(self.tx.scene.tenant);
        let mut rows = rows.into_iter().peekable();
        let mut touched = 0;
        while rows.peek().is_some() {
            let part: Vec<_> = rows.by_ref().take(chunk).collect();
            let started = Instant::now();
            let result: Touched = match &mut self.tx.conn {
                Conn::Sqlite(tx) => {
                    values::<Sqlite>(&head, tenant, part, tail).build().execute(&mut **tx).await?.into()
                }
                Conn::Postgres(tx) => {
                    values::<Postgres>(&head, tenant, part, tail).build().execute(&mut **tx).await?.into()
                }
            };
            self.tx.scene.cost.add(started);
            touched += result.0;
        }
        Ok(touched)
    }
}

/// The rows as one `INSERT … VALUES`, generic over the database (many hand-written `$n` are 86 times slower on SQLite).
pub(super) fn values<DB>(
    head: &str,
    tenant: Option<TenantId>,
    rows: Vec<Vec<Arg>>,
    tail: &str,
) -> QueryBuilder<DB>
where
    DB: sqlx::Database,
    for<'a> Option<uuid::Uuid>: sqlx::Encode<'a, DB> + sqlx::Type<DB>,
    for<'a> Option<String>: sqlx::Encode<'a, DB> + sqlx::Type<DB>,
    for<'a> Option<i64>: sqlx::Encode<'a, DB> + sqlx::Type<DB>,
    for<'a> Option<f64>: sqlx::Encode<'a, DB> + sqlx::Type<DB>,
    for<'a> Option<bool>: sqlx::Encode<'a, DB> + sqlx::Type<DB>,
    for<'a> Option<DateTime<Utc>>: sqlx::Encode<'a, DB> + sqlx::Type<DB>,
    for<'a> Option<chrono::NaiveDate>: sqlx::Encode<'a, DB> + sqlx::Type<DB>,
    for<'a> Option<Vec<u8>>: sqlx::Encode<'a, DB> + sqlx::Type<DB>,
{
    let mut builder = QueryBuilder::new(head);
    builder.push_values(rows, |mut row, args| {
        if let Some(tenant) = tenant {
            row.push_bind(Some(tenant.0));
        }
        for arg in args {
            match arg {
                Arg::Id(value) => row.push_bind(value),
                Arg::Text(value) => row.push_bind(value),
                Arg::Int(value) => row.push_bind(value),
                Arg::Real(value) => row.push_bind(value),
                Arg::Bool(value) => row.push_bind(value),
                Arg::Time(value) => row.push_bind(value),
                Arg::Day(value) => row.push_bind(value),
                Arg::Bytes(value) => row.push_bind(value),
            };
        }
    });
    builder.push(tail);
    builder
}
