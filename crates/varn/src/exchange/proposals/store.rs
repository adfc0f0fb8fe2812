//! What is in the registers already, and what is skipped.

use super::model::{Place, Registered, Seen};
use super::sort::Sort;
use crate::args;
use crate::people::organisation::UnitKind;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::permission::Scope;
use uuid::Uuid;

/// The registers as far as the actor sees them, and what is skipped. Two statements.
pub(super) async fn seen(tx: &mut Tx, scope: &Scope) -> sqlx::Result<Seen> {
    let mut args = args![];
    let mut parts = Vec::new();
    for sort in Sort::ALL {
        let condition = scope.condition("t.unit_id", &mut args);
        parts.push(format!(
            "SELECT '{sort}' AS sort, t.id, t.name, t.name_fold, t.library_ref, t.state FROM {} t \
             WHERE t.tenant_id = $1{condition}",
            sort.table()
        ));
    }
    let rows: Vec<Registered> = tx.all(&parts.join(" UNION ALL "), args).await?;
    let skipped: Vec<(String,)> =
        tx.all("SELECT proposal FROM skipped_proposals WHERE tenant_id = $1", args![]).await?;
    Ok(Seen::new(rows, skipped.into_iter().map(|(id,)| id).collect()))
}

#[derive(sqlx::FromRow)]
struct UnitRow {
    id: Uuid,
    name: String,
    kind: UnitKind,
}

/// The open units in scope, in Swedish order. One statement.
pub(super) async fn places(tx: &mut Tx, scope: &Scope) -> sqlx::Result<Vec<Place>> {
    let mut args = args![];
    let condition = scope.condition("u.id", &mut args);
    let sql = format!(
        "SELECT u.id, u.name, u.kind FROM units u WHERE u.tenant_id = $1 AND u.closed_on IS NULL{condition} \
         ORDER BY u.name_sort, u.id"
    );
    let rows: Vec<UnitRow> = tx.all(&sql, args).await?;
    let place = |unit: UnitRow| Place {
        id: unit.id,
        name: unit.name,
        is_authority: unit.kind.is_authority(),
        is_root: unit.kind == UnitKind::Municipality,
    };
    Ok(rows.into_iter().map(place).collect())
}

/// Skips proposals; none of them is skipped already.
pub(super) async fn skip(tx: &mut WriteTx, proposals: &[&'static str]) -> sqlx::Result<()> {
    let now = tx.now();
    let rows = proposals.iter().map(|proposal| args![*proposal, now]).collect();
    tx.insert_many("skipped_proposals", &["proposal", "skipped_at"], rows).await
}

/// Brings skipped proposals back; gives how many there were.
pub(super) async fn restore(tx: &mut WriteTx, proposals: &[&str]) -> sqlx::Result<u64> {
    let mut args = args![];
    let list = in_list(&mut args, proposals.iter().copied());
    tx.exec(&format!("DELETE FROM skipped_proposals WHERE tenant_id = $1 AND proposal IN {list}"), args).await
}
