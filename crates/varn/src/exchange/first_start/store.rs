//! How far the first start has come, and that it is put away.

use super::model::Begun;
use crate::args;
use crate::platform::db::{Tx, WriteTx};

/// How far it has come. One statement.
pub(super) async fn begun(tx: &mut Tx) -> sqlx::Result<Option<Begun>> {
    let registers = ["processes", "information_sets", "systems", "suppliers", "processings"];
    let counts = registers.map(|table| format!("(SELECT COUNT(*) FROM {table} r WHERE r.tenant_id = $1)"));
    let sql = format!(
        "SELECT t.kind, t.code, t.name, \
         (SELECT COUNT(*) FROM units u WHERE u.tenant_id = $1 AND u.parent_id IS NOT NULL AND u.closed_on IS NULL) AS parts, \
         (SELECT COUNT(*) FROM people p WHERE p.tenant_id = $1 AND p.left_on IS NULL AND p.title <> '') AS titled, \
         (SELECT COUNT(DISTINCT m.id) FROM memberships m JOIN grants g ON g.membership_id = m.id \
         WHERE m.municipality_id = $1 AND m.state IN ('active', 'invited') AND g.role = 'coordinator') AS coordinators, \
         {} AS records, \
         EXISTS (SELECT 1 FROM first_starts f WHERE f.tenant_id = $1) AS is_put_away FROM tenants t WHERE t.id = $1",
        counts.join(" + ")
    );
    tx.opt(&sql, args![]).await
}

/// Whether the first page leads to the first start. One statement.
pub async fn meets(tx: &mut Tx) -> sqlx::Result<bool> {
    Ok(begun(tx).await?.is_some_and(|begun| begun.meets()))
}

/// Puts it away.
pub(super) async fn put_away(tx: &mut WriteTx) -> sqlx::Result<u64> {
    let now = tx.now();
    let sql = "INSERT INTO first_starts (tenant_id, put_away_at) VALUES ($1, $2) ON CONFLICT (tenant_id) DO NOTHING";
    tx.exec(sql, args![now]).await
}
