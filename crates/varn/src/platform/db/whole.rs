//! Whole tables as values: for backup, restore and what compares them. A transaction may here turn from one
//! municipality to the next, which nothing else may.

use super::many::{VALUES_PER_STATEMENT, values};
use super::{Arg, Conn, Db, Scene, TenantId, Tx, WriteTx, bind};
use crate::platform::schema::{Column, ColumnKind, Table};
use futures_util::TryStreamExt as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Postgres, Row as _, Sqlite};

/// Receives the rows of a table, one at a time.
pub(super) type Sink<'a> = &'a mut (dyn FnMut(Vec<Arg>) -> std::io::Result<()> + Send);

/// Rows read and written at a time.
const ROWS_AT_A_TIME: usize = 500;

macro_rules! decode {
    ($name:ident, $row:ty) => {
        fn $name(row: &$row, columns: &[Column]) -> sqlx::Result<Vec<Arg>> {
            let value = |(at, column): (usize, &Column)| {
                Ok(match column.kind {
                    ColumnKind::Id => Arg::Id(row.try_get(at)?),
                    ColumnKind::Text => Arg::Text(row.try_get(at)?),
                    ColumnKind::Int => Arg::Int(row.try_get(at)?),
                    ColumnKind::Bool => Arg::Bool(row.try_get(at)?),
                    ColumnKind::Time => Arg::Time(row.try_get(at)?),
                    ColumnKind::Day => Arg::Day(row.try_get(at)?),
                    ColumnKind::Bytes => Arg::Bytes(row.try_get(at)?),
                })
            };
            columns.iter().enumerate().map(value).collect()
        }
    };
}
decode!(from_sqlite, SqliteRow);
decode!(from_postgres, PgRow);

fn quoted(columns: &[Column]) -> String {
    columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
}

impl Tx {
    /// From here on the transaction is about another municipality.
    pub(in crate::platform) async fn turn_to(&mut self, tenant: TenantId) -> sqlx::Result<()> {
        self.scene.tenant = tenant;
        if let Conn::Postgres(tx) = &mut self.conn {
            let sql = "SELECT set_config('varn.tenant', $1, true)";
            sqlx::query(sql).bind(tenant.0.to_string()).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Every row of a table: of the transaction's municipality where the table has one. Without `tenant_id`, in the
    /// order of its key.
    pub(in crate::platform) async fn each(&mut self, table: &Table, sink: Sink<'_>) -> sqlx::Result<()> {
        let columns = table.own_columns();
        let tenant = table.has_tenant().then_some(self.scene.tenant.0);
        let filter = if table.has_tenant() { " WHERE tenant_id = $1" } else { "" };
        let order = if table.key.is_empty() { quoted(&table.columns) } else { table.key.join(", ") };
        let sql = format!("SELECT {} FROM {}{filter} ORDER BY {order}", quoted(columns), table.name);
        let sql = AssertSqlSafe(sql);
        match &mut self.conn {
            Conn::Sqlite(tx) => {
                let mut rows = bind!(sqlx::query(sql), tenant, Vec::new()).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    sink(from_sqlite(&row, columns)?)?;
                }
            }
            Conn::Postgres(tx) => {
                let mut rows = bind!(sqlx::query(sql), tenant, Vec::new()).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    sink(from_postgres(&row, columns)?)?;
                }
            }
        }
        Ok(())
    }

    /// How many rows a table has: of the transaction's municipality where the table has one.
    pub(in crate::platform) async fn count(&mut self, table: &Table) -> sqlx::Result<u64> {
        let sql = format!("SELECT COUNT(*) FROM {}", table.name);
        let (count,): (i64,) = if table.has_tenant() {
            self.one(&format!("{sql} WHERE tenant_id = $1"), Vec::new()).await?
        } else {
            self.outside().opt(&sql, Vec::new()).await?.unwrap_or_default()
        };
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// Every table and column that the database has.
    #[cfg(test)]
    pub(in crate::platform) async fn catalogue(&mut self) -> sqlx::Result<Vec<(String, String)>> {
        let sql = match &self.conn {
            Conn::Sqlite(_) => {
                "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> '_sqlx_migrations'"
            }
            Conn::Postgres(_) => {
                "SELECT table_name::text, column_name::text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name <> '_sqlx_migrations'"
            }
        };
        self.outside().all(sql, Vec::new()).await
    }
}

impl WriteTx {
    /// Puts rows into a table as they were. Without `tenant_id`, which is the transaction's.
    pub(in crate::platform) async fn fill(
        &mut self,
        table: &Table,
        columns: &[Column],
        rows: Vec<Vec<Arg>>,
    ) -> sqlx::Result<()> {
        let tenant = table.has_tenant().then_some(self.tx.scene.tenant);
        let first = if table.has_tenant() { "tenant_id, " } else { "" };
        let head = format!("INSERT INTO {} ({first}{}) ", table.name, quoted(columns));
        let chunk = ROWS_AT_A_TIME.min(VALUES_PER_STATEMENT / (columns.len() + 1)).max(1);
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let part: Vec<_> = rows.by_ref().take(chunk).collect();
            match &mut self.tx.conn {
                Conn::Sqlite(tx) => {
                    values::<Sqlite>(&head, tenant, part, "").build().execute(&mut **tx).await.map(|_| ())?;
                }
                Conn::Postgres(tx) => values::<Postgres>(&head, tenant, part, "")
                    .build()
                    .execute(&mut **tx)
                    .await
                    .map(|_| ())?,
            }
        }
        Ok(())
    }
}

impl Db {
    /// Whether no row has been written to any of `tables` yet.
    pub(in crate::platform) async fn is_empty(&self, scene: Scene, tables: &[Table]) -> sqlx::Result<bool> {
        let mut tx = self.read(scene).await?;
        for table in tables {
            if tx.count(table).await? > 0 {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
