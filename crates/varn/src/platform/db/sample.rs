//! A row in every table, and what keeps municipalities apart when the first lock (`$1`) is passed by.

use crate::platform::arg::Arg;
use crate::platform::migrate;
use crate::platform::schema::{self, ColumnKind};
use crate::platform::tenant::TenantId;
use crate::testing::{TestApp, moment, server};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _};
use uuid::Uuid;

/// The municipality of `fill_every_table`.
pub(in crate::platform) const FILLED: TenantId = TenantId(Uuid::from_u128(1));

/// A row in every table, of a municipality of its own. The same values everywhere, so that all that refers finds.
pub(in crate::platform) async fn fill_every_table(test: &TestApp) {
    let mut tx = test.app.db().write(test.app.scene(FILLED)).await.unwrap();
    for table in schema::tables(migrate::newest()) {
        let columns = table.own_columns().to_vec();
        let row = columns.iter().map(|column| match column.kind {
            ColumnKind::Id => Arg::from(FILLED.0),
            ColumnKind::Text => "Åäö \"1\"\n\u{1f600}".into(),
            ColumnKind::Int => 1_i64.into(),
            ColumnKind::Bool => true.into(),
            ColumnKind::Time => (moment() + chrono::Duration::microseconds(123_456)).into(),
            ColumnKind::Day => moment().date_naive().into(),
            ColumnKind::Bytes => vec![0_u8, 1, 0xff].into(),
        });
        let row = row.collect();
        tx.fill(&table, &columns, vec![row]).await.unwrap();
    }
    tx.finish().await.unwrap();
}

async fn count(connection: &mut PgConnection, table: &str) -> i64 {
    let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
    sqlx::query_scalar(sql).fetch_one(connection).await.unwrap()
}

async fn turn_to(connection: &mut PgConnection, tenant: &str) {
    let sql = "SELECT set_config('varn.tenant', $1, false)";
    sqlx::query(sql).bind(tenant).execute(connection).await.unwrap();
}

#[tokio::test]
async fn row_security_holds_for_every_table_of_a_municipality_without_the_first_lock() {
    if server().is_none() {
        eprintln!("skipped: VARN_TEST_POSTGRES names no server; SQLite has no second lock");
        return;
    }
    let test = TestApp::start().await;
    fill_every_table(&test).await;
    let mut connection = PgConnection::connect(&test.place.url()).await.unwrap();
    let sql = "SELECT DISTINCT table_name::text FROM information_schema.columns WHERE column_name = 'tenant_id' \
               AND table_schema = current_schema()";
    let tables: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
    assert!(tables.len() > 30, "{tables:?}");
    for table in &tables {
        // Nobody's rows with no municipality set, and after one was set and taken away.
        assert_eq!(count(&mut connection, table).await, 0, "{table} with none");
        turn_to(&mut connection, &FILLED.to_string()).await;
        assert!(count(&mut connection, table).await > 0, "{table} has rows");
        let sql = AssertSqlSafe(format!("SELECT row_to_json(t)::text FROM {table} t LIMIT 1"));
        let row: String = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
        turn_to(&mut connection, &test.other_town.tenant.to_string()).await;
        let theirs = format!("{table} WHERE tenant_id = '{FILLED}'");
        assert_eq!(count(&mut connection, &theirs).await, 0, "{table} of another");
        for act in [format!("UPDATE {table} SET tenant_id = tenant_id"), format!("DELETE FROM {table}")] {
            let sql = AssertSqlSafe(format!("{act} WHERE tenant_id = '{FILLED}'"));
            let touched = sqlx::query(sql).execute(&mut connection).await.unwrap().rows_affected();
            assert_eq!(touched, 0, "{act}");
        }
        let sql = format!("INSERT INTO {table} SELECT * FROM json_populate_record(NULL::{table}, $1::json)");
        let refused = sqlx::query(AssertSqlSafe(sql)).bind(&row).execute(&mut connection).await.unwrap_err();
        let code = refused
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .unwrap_or_default()
            .into_owned();
        assert_eq!(code, "42501", "{table}: {refused}");
        turn_to(&mut connection, "").await;
    }
}
