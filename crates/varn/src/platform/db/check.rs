//! What the database itself says of its state.

use super::{Db, Tx};
use crate::args;
use sqlx::Row as _;

impl Db {
    /// What the database finds wrong with itself, in plain words. SQLite: its own structure and every foreign key.
    /// PostgreSQL guards foreign keys itself; there it is whether a guard or the lock between municipalities is gone.
    pub async fn faults(&self) -> sqlx::Result<Vec<String>> {
        match self {
            Self::Sqlite { readers, .. } => {
                let mut faults = Vec::new();
                for row in sqlx::query("PRAGMA integrity_check").fetch_all(readers).await? {
                    let words: String = row.try_get(0)?;
                    if words != "ok" {
                        faults.push(format!("the database file is damaged: {words}"));
                    }
                }
                for row in sqlx::query("PRAGMA foreign_key_check").fetch_all(readers).await? {
                    let (table, parent): (String, String) = (row.try_get(0)?, row.try_get(2)?);
                    let number: Option<i64> = row.try_get(1)?;
                    let number = number.unwrap_or_default();
                    faults.push(format!(
                        "row {number} of {table} refers to a row of {parent} that does not exist"
                    ));
                }
                Ok(faults)
            }
            Self::Postgres(pool) => {
                let sql = "SELECT 'the rule ' || conname || ' of ' || conrelid::regclass || ' is not upheld' \
                     FROM pg_constraint WHERE NOT convalidated \
                     UNION ALL SELECT 'row-level security of ' || c.relname || ' is switched off' FROM pg_class c \
                     JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_namespace n ON n.oid = c.relnamespace \
                     WHERE c.relkind = 'r' AND n.nspname = current_schema() AND a.attname = 'tenant_id' \
                     AND NOT (c.relrowsecurity AND c.relforcerowsecurity \
                     AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))";
                let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(pool).await?;
                Ok(rows.into_iter().map(|(words,)| words).collect())
            }
        }
    }

    /// Whether the role passes by row-level security, the second lock between municipalities. Never on SQLite.
    pub async fn passes_row_security(&self) -> sqlx::Result<bool> {
        match self {
            Self::Sqlite { .. } => Ok(false),
            Self::Postgres(pool) => {
                let sql = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user";
                sqlx::query_scalar(sql).fetch_one(pool).await
            }
        }
    }
}

impl Tx {
    /// Every tenant of the installation, the installation itself first.
    pub async fn tenants(&mut self) -> sqlx::Result<Vec<super::TenantId>> {
        let rows: Vec<(super::TenantId,)> =
            self.outside().all("SELECT id FROM tenants ORDER BY code", args![]).await?;
        let all = std::iter::once(super::TenantId::INSTALLATION).chain(rows.into_iter().map(|(id,)| id));
        Ok(all.collect())
    }
}
