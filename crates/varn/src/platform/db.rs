//! The only module that knows there are two databases.
//! A `Tx` carries its tenant and binds it as `$1` of every statement, so that no query can lack it.
//! One request opens one transaction; every write ends in `WriteTx::commit` with its audit event.

mod check;
mod claim;
mod many;
mod numbered;
#[cfg(test)]
pub(super) mod sample;
mod whole;

use super::arg::Arg;
use super::clock::Clock;
use super::config::DatabaseUrl;
use super::tenant::TenantId;
use chrono::{DateTime, Utc};
use sqlx::postgres::{PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Connection as _, FromRow, Postgres, Sqlite, Transaction};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A row type that reads alike from both databases (`#[derive(sqlx::FromRow)]` gives this).
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Row for T {}

/// The database behind the application.
#[derive(Clone, Debug)]
pub enum Db {
    /// An embedded file: many readers, one writer.
    Sqlite {
        /// Connections that only read.
        readers: SqlitePool,
        /// The single connection that writes.
        writer: SqlitePool,
    },
    /// A PostgreSQL server, possibly shared by several nodes.
    Postgres(PgPool),
}

/// Statements run and time spent in the database during one request.
#[derive(Debug, Default)]
pub struct Cost {
    queries: AtomicU32,
    micros: AtomicU64,
}

impl Cost {
    /// Number of statements (BEGIN, COMMIT and the tenant setting not counted).
    pub fn queries(&self) -> u32 {
        self.queries.load(Ordering::Relaxed)
    }
    /// Time spent waiting for them.
    pub fn time(&self) -> Duration {
        Duration::from_micros(self.micros.load(Ordering::Relaxed))
    }
    fn add(&self, started: Instant) {
        self.queries.fetch_add(1, Ordering::Relaxed);
        self.micros
            .fetch_add(u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

enum Conn {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Who acts, as the audit event names them.
#[derive(Clone, Debug)]
pub struct ActorRef {
    /// The account.
    pub user: uuid::Uuid,
    /// Their name at the time, kept in the erasable body.
    pub name: String,
}

/// What a transaction is opened for: whose data, who acts, by which clock, at whose cost.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Whose data.
    pub tenant: TenantId,
    /// Who acts; nobody for the program itself.
    pub actor: Option<ActorRef>,
    /// Time and ids.
    pub clock: Clock,
    /// Where statements are counted.
    pub cost: Arc<Cost>,
}

/// A transaction bound to one tenant. Stores take nothing else.
pub struct Tx {
    scene: Scene,
    conn: Conn,
}

/// A `Tx` that may write; it leaves nothing behind unless committed with an event.
pub struct WriteTx {
    pub(super) tx: Tx,
    pub(super) revisions: Vec<super::history::Revision>,
}

impl std::ops::Deref for WriteTx {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.tx
    }
}
impl std::ops::DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.tx
    }
}

/// Binds the values of a statement, after its tenant where it has one.
macro_rules! bind {
    ($make:expr, $tenant:expr, $args:expr) => {{
        let mut query = $make;
        if let Some(tenant) = $tenant {
            query = query.bind(tenant);
        }
        for arg in $args {
            query = match arg {
                Arg::Id(value) => query.bind(value),
                Arg::Text(value) => query.bind(value),
                Arg::Int(value) => query.bind(value),
                Arg::Real(value) => query.bind(value),
                Arg::Bool(value) => query.bind(value),
                Arg::Time(value) => query.bind(value),
                Arg::Day(value) => query.bind(value),
                Arg::Bytes(value) => query.bind(value),
            };
        }
        query
    }};
}

/// Rows as a database gives them. Statements run in one place for every type of row, which keeps the program small and
/// quick to build; only the reading of a row is made for each type.
enum Rows {
    Sqlite(Vec<SqliteRow>),
    Postgres(Vec<PgRow>),
}

impl Rows {
    fn read<T: Row>(&self) -> sqlx::Result<Vec<T>> {
        match self {
            Self::Sqlite(rows) => rows.iter().map(T::from_row).collect(),
            Self::Postgres(rows) => rows.iter().map(T::from_row).collect(),
        }
    }

    fn first<T: Row>(&self) -> sqlx::Result<Option<T>> {
        match self {
            Self::Sqlite(rows) => rows.first().map(T::from_row).transpose(),
            Self::Postgres(rows) => rows.first().map(T::from_row).transpose(),
        }
    }
}

impl Db {
    /// Opens the database; creates the SQLite file if it is missing. Runs no migration.
    #[allow(clippy::disallowed_methods, reason = "the one place where connections are made")]
    pub async fn connect(url: &DatabaseUrl) -> sqlx::Result<Self> {
        match url {
            DatabaseUrl::Sqlite(path) => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .busy_timeout(Duration::from_secs(10))
                    .statement_cache_capacity(256)
                    // A page's rows fit, so that the thread that reads them need not be woken for each.
                    .row_buffer_size(256);
                let pool = |connections| {
                    SqlitePoolOptions::new()
                        .max_connections(connections)
                        .min_connections(connections)
                        .test_before_acquire(false)
                        .idle_timeout(None)
                        .max_lifetime(None)
                        // When the disk is full SQLite rolls back by itself; the connection then still counts a
                        // transaction and would refuse every later one, so it gives way to a new one.
                        .before_acquire(|connection, _| {
                            Box::pin(std::future::ready(Ok(!connection.is_in_transaction())))
                        })
                };
                // What is deleted is overwritten, since some of it must be gone and not only unreachable.
                let writing = options.clone().pragma("cache_size", "-8000").pragma("secure_delete", "ON");
                let writer = pool(1).connect_with(writing).await?;
                // Each has a thread and pages of its own in memory; more than this gives nothing back.
                let readers = pool(4).connect_with(options.pragma("cache_size", "-4000")).await?;
                Ok(Self::Sqlite { readers, writer })
            }
            DatabaseUrl::Postgres(url) => Ok(Self::Postgres(
                PgPoolOptions::new()
                    .max_connections(16)
                    .acquire_timeout(Duration::from_secs(10))
                    .test_before_acquire(false)
                    .connect(url)
                    .await?,
            )),
        }
    }

    /// A transaction that reads: one consistent state from first to last statement.
    pub async fn read(&self, scene: Scene) -> sqlx::Result<Tx> {
        let conn = match self {
            Self::Sqlite { readers, .. } => Conn::Sqlite(readers.begin().await?),
            Self::Postgres(pool) => {
                Conn::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        Tx { scene, conn }.for_tenant().await
    }

    /// A transaction that may write.
    pub async fn write(&self, scene: Scene) -> sqlx::Result<WriteTx> {
        let conn = match self {
            Self::Sqlite { writer, .. } => Conn::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Conn::Postgres(pool.begin().await?),
        };
        let tx = Tx { scene, conn }.for_tenant().await?;
        Ok(WriteTx { tx, revisions: Vec::new() })
    }

    /// A statement outside every transaction and tenant: who is behind a session. `args` begin at `$1`.
    pub(super) async fn lookup<T: Row>(
        &self,
        cost: &Cost,
        sql: &str,
        args: Vec<Arg>,
    ) -> sqlx::Result<Vec<T>> {
        let started = Instant::now();
        let rows = self.pooled(sql, args).await;
        cost.add(started);
        rows?.read()
    }

    async fn pooled(&self, sql: &str, args: Vec<Arg>) -> sqlx::Result<Rows> {
        let none = None::<uuid::Uuid>;
        let sql = AssertSqlSafe(sql.to_owned());
        Ok(match self {
            Self::Sqlite { readers, .. } => {
                Rows::Sqlite(bind!(sqlx::query(sql), none, args).fetch_all(readers).await?)
            }
            Self::Postgres(pool) => {
                Rows::Postgres(bind!(sqlx::query(sql), none, args).fetch_all(pool).await?)
            }
        })
    }

    /// Notes something of no consequence outside the audit: when a session was last seen.
    pub(super) async fn note(&self, sql: &str, args: Vec<Arg>) -> sqlx::Result<()> {
        let none = None::<uuid::Uuid>;
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite { writer, .. } => {
                bind!(sqlx::query(sql), none, args).execute(writer).await.map(|_| ())
            }
            Self::Postgres(pool) => bind!(sqlx::query(sql), none, args).execute(pool).await.map(|_| ()),
        }
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> sqlx::Result<()> {
        self.lookup::<(i64,)>(&Cost::default(), "SELECT CAST(1 AS BIGINT)", Vec::new()).await.map(|_| ())
    }

    /// Whether this is the embedded database.
    pub const fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite { .. })
    }

    /// Refreshes the planner's statistics; stale ones made a prototype twenty times slower.
    pub async fn analyze(&self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite { writer, .. } => sqlx::query("ANALYZE").execute(writer).await.map(|_| ()),
            Self::Postgres(pool) => sqlx::query("ANALYZE").execute(pool).await.map(|_| ()),
        }
    }

    /// After an erasure: takes what was erased out of the embedded database's log, too. A reader that is still at work
    /// may hold the log; then the next checkpoint does it. PostgreSQL does it by itself (VACUUM).
    pub async fn scrub(&self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite { writer, .. } => {
                sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(writer).await.map(|_| ())
            }
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Waits for running transactions and closes.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

use bind;

/// How many rows a statement touched.
struct Touched(u64);
impl From<sqlx::sqlite::SqliteQueryResult> for Touched {
    fn from(result: sqlx::sqlite::SqliteQueryResult) -> Self {
        Self(result.rows_affected())
    }
}
impl From<sqlx::postgres::PgQueryResult> for Touched {
    fn from(result: sqlx::postgres::PgQueryResult) -> Self {
        Self(result.rows_affected())
    }
}

impl Tx {
    async fn for_tenant(mut self) -> sqlx::Result<Self> {
        if let Conn::Postgres(tx) = &mut self.conn {
            sqlx::query("SELECT set_config('varn.tenant', $1, true)")
                .bind(self.scene.tenant.0.to_string())
                .execute(&mut **tx)
                .await?;
        }
        Ok(self)
    }

    /// Whose data this transaction sees.
    pub const fn tenant(&self) -> TenantId {
        self.scene.tenant
    }

    /// Who acts, if anybody does.
    pub const fn actor(&self) -> Option<&ActorRef> {
        self.scene.actor.as_ref()
    }

    /// The clock of the request.
    pub const fn clock(&self) -> &Clock {
        &self.scene.clock
    }

    /// The current time, UTC.
    pub fn now(&self) -> DateTime<Utc> {
        self.scene.clock.now()
    }

    /// A new id.
    pub fn new_id<T: From<uuid::Uuid>>(&self) -> T {
        self.scene.clock.new_id().into()
    }

    /// All rows of a statement. `$1` is the tenant; `args` begin at `$2`.
    pub async fn all<T: Row>(&mut self, sql: &str, args: Vec<Arg>) -> sqlx::Result<Vec<T>> {
        let tenant = Some(self.scene.tenant.0);
        self.rows(tenant, sql, args).await?.read()
    }

    /// The row, if there is one. `$1` is the tenant; `args` begin at `$2`.
    pub async fn opt<T: Row>(&mut self, sql: &str, args: Vec<Arg>) -> sqlx::Result<Option<T>> {
        let tenant = Some(self.scene.tenant.0);
        self.rows(tenant, sql, args).await?.first()
    }

    /// The one row of a statement that always gives one (counts, sums).
    pub async fn one<T: Row>(&mut self, sql: &str, args: Vec<Arg>) -> sqlx::Result<T> {
        self.opt(sql, args).await?.ok_or(sqlx::Error::RowNotFound)
    }

    async fn rows(&mut self, tenant: Option<uuid::Uuid>, sql: &str, args: Vec<Arg>) -> sqlx::Result<Rows> {
        let started = Instant::now();
        let (sql, tenant, args) = self.suited(sql, tenant, args);
        let sql = AssertSqlSafe(sql);
        let rows = match &mut self.conn {
            Conn::Sqlite(tx) => {
                bind!(sqlx::query(sql), tenant, args).fetch_all(&mut **tx).await.map(Rows::Sqlite)
            }
            Conn::Postgres(tx) => {
                bind!(sqlx::query(sql), tenant, args).fetch_all(&mut **tx).await.map(Rows::Postgres)
            }
        };
        self.scene.cost.add(started);
        rows
    }

    /// The statement as the database takes it best.
    fn suited(
        &self,
        sql: &str,
        tenant: Option<uuid::Uuid>,
        args: Vec<Arg>,
    ) -> (String, Option<uuid::Uuid>, Vec<Arg>) {
        if matches!(self.conn, Conn::Sqlite(_)) && args.len() > numbered::FEW {
            numbered::unnumbered(sql, tenant, args)
        } else {
            (sql.to_owned(), tenant, args)
        }
    }

    /// Runs a statement and gives the number of rows it touched.
    async fn touch(&mut self, tenant: Option<uuid::Uuid>, sql: &str, args: Vec<Arg>) -> sqlx::Result<u64> {
        let started = Instant::now();
        let (sql, tenant, args) = self.suited(sql, tenant, args);
        let sql = AssertSqlSafe(sql);
        let touched = match &mut self.conn {
            Conn::Sqlite(tx) => {
                let done = bind!(sqlx::query(sql), tenant, args).execute(&mut **tx).await;
                done.map(|done| done.rows_affected())
            }
            Conn::Postgres(tx) => {
                let done = bind!(sqlx::query(sql), tenant, args).execute(&mut **tx).await;
                done.map(|done| done.rows_affected())
            }
        };
        self.scene.cost.add(started);
        touched
    }

    /// Statements on what lies outside the tenant policy: logins, users, memberships, tenants, job claims.
    /// Only `platform/` and `people/` call this; the architecture test holds it.
    pub const fn outside(&mut self) -> Outside<'_> {
        Outside(self)
    }
}

impl WriteTx {
    /// Runs a statement and gives the number of rows it touched. `$1` is the tenant; `args` begin at `$2`.
    pub async fn exec(&mut self, sql: &str, args: Vec<Arg>) -> sqlx::Result<u64> {
        let tenant = Some(self.tx.scene.tenant.0);
        self.tx.touch(tenant, sql, args).await
    }

    /// Makes what was written durable. Only `audit` calls this, after it has written the event, and `backup`, which
    /// puts back what was written with its events.
    pub(super) async fn finish(self) -> sqlx::Result<()> {
        match self.tx.conn {
            Conn::Sqlite(tx) => tx.commit().await,
            Conn::Postgres(tx) => tx.commit().await,
        }
    }
}

/// Statements without a tenant; `args` begin at `$1`.
pub struct Outside<'a>(&'a mut Tx);

impl Outside<'_> {
    /// All rows.
    pub async fn all<T: Row>(&mut self, sql: &str, args: Vec<Arg>) -> sqlx::Result<Vec<T>> {
        self.0.rows(None, sql, args).await?.read()
    }
    /// The row, if there is one.
    pub async fn opt<T: Row>(&mut self, sql: &str, args: Vec<Arg>) -> sqlx::Result<Option<T>> {
        Ok(self.all(sql, args).await?.into_iter().next())
    }
    /// Runs a statement in a transaction opened for writing.
    pub async fn exec(&mut self, sql: &str, args: Vec<Arg>) -> sqlx::Result<u64> {
        self.0.touch(None, sql, args).await
    }
}

/// `($3, $4, $5)` for an `IN` list whose values are appended to `args`; `(NULL)` for an empty one.
/// The numbering assumes that `$1` is the tenant.
pub fn in_list<T: Into<Arg>>(args: &mut Vec<Arg>, values: impl IntoIterator<Item = T>) -> String {
    let first = args.len() + 2;
    args.extend(values.into_iter().map(Into::into));
    let names: Vec<_> = (first..args.len() + 2).map(|n| format!("${n}")).collect();
    if names.is_empty() { "(NULL)".to_owned() } else { format!("({})", names.join(", ")) }
}
