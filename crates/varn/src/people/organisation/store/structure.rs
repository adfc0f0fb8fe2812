//! How the tree changes: the closure follows in the same transaction, and so do the authorities.

use super::{UNIT_COLUMNS, Unit};
use crate::args;
use crate::people::organisation::UNIT;
use crate::people::organisation::model::{UnitId, UnitKind};
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::permission::Scope;
use crate::platform::swedish::{fold, sort_key};
use chrono::NaiveDate;

/// The unit, if the actor may handle it.
pub async fn find(tx: &mut Tx, scope: &Scope, id: UnitId) -> sqlx::Result<Option<Unit>> {
    let mut args = args![id];
    let condition = scope.condition("u.id", &mut args);
    let sql = format!("SELECT {UNIT_COLUMNS} FROM units u WHERE u.tenant_id = $1 AND u.id = $2{condition}");
    tx.opt(&sql, args).await
}

/// Names of some units. One statement.
pub async fn names_of(
    tx: &mut Tx,
    units: impl IntoIterator<Item = UnitId>,
) -> sqlx::Result<Vec<(UnitId, String)>> {
    let mut args = args![];
    let list = in_list(&mut args, units);
    tx.all(&format!("SELECT id, name FROM units WHERE tenant_id = $1 AND id IN {list}"), args).await
}

/// The units below a unit, itself included.
pub async fn below(tx: &mut Tx, id: UnitId) -> sqlx::Result<Vec<UnitId>> {
    let sql = "SELECT unit_id FROM unit_below WHERE tenant_id = $1 AND above_id = $2";
    let rows: Vec<(UnitId,)> = tx.all(sql, args![id]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Whether there is an executive board already.
pub async fn has_board(tx: &mut Tx) -> sqlx::Result<bool> {
    let sql =
        "SELECT COUNT(*) FROM units WHERE tenant_id = $1 AND kind = 'executive_board' AND closed_on IS NULL";
    let (count,): (i64,) = tx.one(sql, args![]).await?;
    Ok(count > 0)
}

/// Lets nobody else change the tree until the transaction ends: two moves at once could make a circle.
pub async fn hold_tree(tx: &mut WriteTx) -> sqlx::Result<u64> {
    tx.exec("UPDATE units SET kind = kind WHERE tenant_id = $1 AND parent_id IS NULL", args![]).await
}

/// Saves a unit's name and kind; false when it was changed by somebody else since `unit.version`.
pub async fn rename(tx: &mut WriteTx, unit: &Unit) -> sqlx::Result<bool> {
    let touched = tx
        .exec(
            "UPDATE units SET name = $2, name_sort = $3, name_fold = $4, kind = $5, version = version + 1 \
             WHERE tenant_id = $1 AND id = $6 AND version = $7",
            args![&unit.name, sort_key(&unit.name), fold(&unit.name), unit.kind, unit.id, unit.version],
        )
        .await?;
    revise(tx, &[unit.id]).await?;
    Ok(touched == 1)
}

/// Moves a unit, with all that is below it, to another place.
pub async fn move_below(tx: &mut WriteTx, unit: &Unit, to: &Unit) -> sqlx::Result<()> {
    let moved = below(tx, unit.id).await?;
    let sql = "UPDATE units SET parent_id = $2, version = version + 1 WHERE tenant_id = $1 AND id = $3";
    tx.exec(sql, args![to.id, unit.id]).await?;
    hang(tx, &moved, to).await?;
    if !unit.kind.is_authority() {
        change_authority(tx, &moved, unit.authority_id, to.authority_id).await?;
    }
    revise(tx, &moved).await
}

/// What stood below `unit` stands below `into`, and `unit` is closed. What belongs to the unit is moved apart from this.
pub async fn merge(tx: &mut WriteTx, unit: &Unit, into: &Unit, on: NaiveDate) -> sqlx::Result<()> {
    let mut moved = below(tx, unit.id).await?;
    moved.retain(|id| *id != unit.id);
    let sql =
        "UPDATE units SET parent_id = $2, version = version + 1 WHERE tenant_id = $1 AND parent_id = $3";
    tx.exec(sql, args![into.id, unit.id]).await?;
    hang(tx, &moved, into).await?;
    change_authority(tx, &moved, unit.authority_id, into.authority_id).await?;
    let sql = "UPDATE units SET closed_on = $2, merged_into = $3, version = version + 1 \
         WHERE tenant_id = $1 AND id = $4";
    tx.exec(sql, args![on, into.id, unit.id]).await?;
    moved.push(unit.id);
    revise(tx, &moved).await
}

/// Closes a unit that holds nothing.
pub async fn close(tx: &mut WriteTx, unit: &Unit, on: NaiveDate) -> sqlx::Result<()> {
    let sql = "UPDATE units SET closed_on = $2, version = version + 1 WHERE tenant_id = $1 AND id = $3";
    tx.exec(sql, args![on, unit.id]).await?;
    revise(tx, &[unit.id]).await
}

/// Opens a closed unit again.
pub async fn reopen(tx: &mut WriteTx, unit: &Unit) -> sqlx::Result<()> {
    let sql = "UPDATE units SET closed_on = NULL, version = version + 1 WHERE tenant_id = $1 AND id = $2";
    tx.exec(sql, args![unit.id]).await?;
    revise(tx, &[unit.id]).await
}

/// The closure of units that have come to stand below `to`: what was above them goes, what is above `to` comes.
async fn hang(tx: &mut WriteTx, moved: &[UnitId], to: &Unit) -> sqlx::Result<()> {
    let mut args = args![];
    let list = in_list(&mut args, moved.iter().copied());
    let sql = format!(
        "DELETE FROM unit_below WHERE tenant_id = $1 AND unit_id IN {list} AND above_id NOT IN {list}"
    );
    tx.exec(&sql, args).await?;
    let mut args = args![to.id];
    let list = in_list(&mut args, moved.iter().copied());
    let sql = format!(
        "INSERT INTO unit_below (tenant_id, above_id, unit_id) SELECT a.tenant_id, a.above_id, m.id FROM unit_below a \
         JOIN units m ON m.tenant_id = a.tenant_id AND m.id IN {list} WHERE a.tenant_id = $1 AND a.unit_id = $2"
    );
    tx.exec(&sql, args).await?;
    Ok(())
}

/// Those of some units that were part of one authority are part of another; what stands below an authority of its own
/// stays with that.
async fn change_authority(tx: &mut WriteTx, units: &[UnitId], from: UnitId, to: UnitId) -> sqlx::Result<()> {
    let mut args = args![to, from];
    let list = in_list(&mut args, units.iter().copied());
    let sql = format!(
        "UPDATE units SET authority_id = $2 WHERE tenant_id = $1 AND authority_id = $3 AND id <> authority_id AND id IN {list}"
    );
    tx.exec(&sql, args).await?;
    Ok(())
}

async fn revise(tx: &mut WriteTx, units: &[UnitId]) -> sqlx::Result<()> {
    let mut args = args![];
    let list = in_list(&mut args, units.iter().copied());
    let sql = format!("SELECT {UNIT_COLUMNS} FROM units u WHERE u.tenant_id = $1 AND u.id IN {list}");
    let units: Vec<Unit> = tx.all(&sql, args).await?;
    for unit in &units {
        tx.revise(UNIT, unit.id, unit);
    }
    Ok(())
}

impl UnitKind {
    /// The kinds that may be added below one of this kind; a second executive board never.
    pub fn below(self, has_board: bool) -> Vec<Self> {
        let fits = |kind: &Self| kind.may_stand_below(self) && !(has_board && *kind == Self::ExecutiveBoard);
        Self::ALL.iter().copied().filter(fits).collect()
    }
}
