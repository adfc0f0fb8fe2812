//! Migrations: one portable text each, with `{uuid}`, `{timestamp}`, `{date}` and `{bytes}` for the types that differ.
//! On PostgreSQL every table with a `tenant_id` gets forced row-level security, so that none can be forgotten.

use super::db::Db;
use sqlx::migrate::{Migrate as _, MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr as _};
use std::borrow::Cow;

/// Name and text of each migration, in order: `0001_platform.sql`, …
const MIGRATIONS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database was written by a newer Värn.
    #[error(
        "the database has schema {found}, this program knows up to {known}: start the newer program that last used it, or restore a backup"
    )]
    Newer {
        /// The version in the database.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// A migration failed; nothing of it was kept.
    #[error("the database could not be prepared: {0}")]
    Failed(#[from] MigrateError),
    /// The database did not answer.
    #[error("the database did not answer: {0}")]
    Database(#[from] sqlx::Error),
}

/// The newest schema version this program knows.
pub fn newest() -> i64 {
    MIGRATIONS.iter().filter_map(|(name, _)| version(name)).max().unwrap_or(0)
}

fn version(name: &str) -> Option<i64> {
    name.split('_').next()?.parse().ok()
}

/// The texts of the migrations up to a version, in order.
pub(super) fn texts(to: i64) -> impl Iterator<Item = &'static str> {
    MIGRATIONS
        .iter()
        .filter(move |(name, _)| version(name).is_some_and(|version| version <= to))
        .map(|(_, text)| *text)
}

/// Brings the database to the newest schema. Gives whether anything was changed.
pub async fn run(db: &Db) -> Result<bool, Error> {
    run_to(db, newest()).await
}

/// Brings the database to a schema that is not newer than what this program knows, for a backup that is older.
pub async fn run_to(db: &Db, target: i64) -> Result<bool, Error> {
    let types: [(&str, &str); 4] = if db.is_sqlite() {
        [("{uuid}", "BLOB"), ("{timestamp}", "TEXT"), ("{date}", "TEXT"), ("{bytes}", "BLOB")]
    } else {
        [("{uuid}", "UUID"), ("{timestamp}", "TIMESTAMPTZ"), ("{date}", "DATE"), ("{bytes}", "BYTEA")]
    };
    let migrations =
        MIGRATIONS.iter().filter(|(name, _)| version(name).is_some_and(|version| version <= target));
    let migrations = migrations.filter_map(|(name, text)| {
        let sql = types.iter().fold((*text).to_owned(), |sql, (token, word)| sql.replace(token, word));
        let description = name.trim_end_matches(".sql").to_owned();
        // The checksum is of the source text, so that it is the same for both databases.
        let checksum = <sha2::Sha256 as sha2::Digest>::digest(text.as_bytes()).to_vec();
        let kind = MigrationType::Simple;
        let sql = AssertSqlSafe(sql).into_sql_str();
        let mut migration = Migration::new(version(name)?, Cow::Owned(description), kind, sql, false);
        migration.checksum = Cow::Owned(checksum);
        Some(migration)
    });
    let migrator = Migrator::with_migrations(migrations.collect());
    let before = applied(db).await?;
    if before > newest() {
        return Err(Error::Newer { found: before, known: newest() });
    }
    match db {
        Db::Sqlite { writer, .. } => migrator.run(writer).await?,
        Db::Postgres(pool) => {
            migrator.run(pool).await?;
            secure(pool).await?;
        }
    }
    let changed = before < target;
    if changed {
        db.analyze().await?;
    }
    Ok(changed)
}

/// The newest version that the database has, 0 for an empty one.
pub async fn applied(db: &Db) -> Result<i64, Error> {
    let versions = match db {
        Db::Sqlite { writer, .. } => {
            let mut connection = writer.acquire().await?;
            connection.ensure_migrations_table("_sqlx_migrations").await?;
            connection.list_applied_migrations("_sqlx_migrations").await?
        }
        Db::Postgres(pool) => {
            let mut connection = pool.acquire().await?;
            connection.ensure_migrations_table("_sqlx_migrations").await?;
            connection.list_applied_migrations("_sqlx_migrations").await?
        }
    };
    Ok(versions.iter().map(|migration| migration.version).max().unwrap_or(0))
}

/// Forces row-level security on every table that has a tenant, as a second lock behind `$1`.
/// `NULLIF`: after a transaction with `set_config(…, true)` the setting is an empty string, not NULL.
async fn secure(pool: &sqlx::PgPool) -> sqlx::Result<()> {
    let tables: Vec<(String,)> = sqlx::query_as(
        "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
         JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE c.relkind = 'r' AND n.nspname = current_schema() AND a.attname = 'tenant_id' \
         AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)",
    )
    .fetch_all(pool)
    .await?;
    for (table,) in tables {
        let sql = format!(
            "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY; \
             CREATE POLICY tenant ON {table} USING (tenant_id = NULLIF(current_setting('varn.tenant', true), '')::uuid) \
             WITH CHECK (tenant_id = NULLIF(current_setting('varn.tenant', true), '')::uuid)"
        );
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(pool).await?;
    }
    Ok(())
}
