//! Statements of the worker outside every transaction: on the connection that writes, each durable by itself.

use super::{Arg, Db, Row, bind};
use sqlx::AssertSqlSafe;

impl Db {
    /// Runs a statement that changes rows and gives them back (`RETURNING`). `args` begin at `$1`.
    pub(in crate::platform) async fn take<T: Row>(&self, sql: &str, args: Vec<Arg>) -> sqlx::Result<Vec<T>> {
        let none = None::<uuid::Uuid>;
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite { writer, .. } => bind!(sqlx::query_as(sql), none, args).fetch_all(writer).await,
            Self::Postgres(pool) => bind!(sqlx::query_as(sql), none, args).fetch_all(pool).await,
        }
    }

    /// What makes a claim pass by rows that another node is claiming. SQLite has one writer, so it never meets any.
    pub(in crate::platform) const fn skip_locked(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "",
            Self::Postgres(_) => " FOR UPDATE SKIP LOCKED",
        }
    }
}
