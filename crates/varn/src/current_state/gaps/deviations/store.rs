//! The table of deviations.

use super::model::{Deviation, DeviationId, DeviationKind};
use super::{DEVIATION, DeviationState};
use crate::args;
use crate::current_state::controls::store::OBJECTS;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::list::ListQuery;
use crate::platform::permission::Scope;
use crate::registers::contains;
use chrono::NaiveDate;
use uuid::Uuid;

const COLUMNS: &str = "d.id, d.object_kind, d.object_id, d.control, d.kind, d.motive, d.until, d.proposed_by, \
     d.proposed_name, d.proposed_at, d.approved_by, d.approved_name, d.approved_at, d.withdrawn_at";

/// Those that have not been withdrawn, of one object or of all. One statement.
pub async fn standing(tx: &mut Tx, object: Option<Uuid>) -> sqlx::Result<Vec<Deviation>> {
    let mut args = args![];
    let of = object.map_or("", |object| {
        args.push(object.into());
        " AND d.object_id = $2"
    });
    let sql = format!(
        "SELECT {COLUMNS} FROM deviations d WHERE d.tenant_id = $1 AND d.withdrawn_at IS NULL{of} \
         ORDER BY d.proposed_at, d.id"
    );
    tx.all(&sql, args).await
}

/// A row of the list, or the record with the name of its object.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DeviationRow {
    /// The deviation.
    #[sqlx(flatten)]
    pub deviation: Deviation,
    /// Name of the object.
    pub object: String,
    /// Name of its unit.
    pub unit: String,
}

fn from() -> String {
    format!(
        " FROM deviations d JOIN {OBJECTS} ON o.id = d.object_id JOIN units u ON u.tenant_id = d.tenant_id AND u.id = o.unit_id"
    )
}

fn condition(scope: &Scope, query: &ListQuery, today: NaiveDate, args: &mut Vec<Arg>) -> String {
    let mut sql = format!(" WHERE d.tenant_id = $1{}", scope.condition("o.unit_id", args));
    let mut and = |clause: &str, value: Arg| {
        args.push(value);
        sql += &clause.replace('?', &format!("${}", args.len() + 1));
    };
    if !query.q.is_empty() {
        and(" AND o.name_fold LIKE ? ESCAPE '\\'", contains(&query.q).into());
    }
    if let Ok(unit) = query.filter("enhet").parse::<Uuid>() {
        let below = " AND o.unit_id IN (SELECT b.unit_id FROM unit_below b WHERE b.tenant_id = $1 AND b.above_id = ?)";
        and(below, unit.into());
    }
    if let Ok(kind) = query.filter("slag").parse::<DeviationKind>() {
        and(" AND d.kind = ?", kind.into());
    }
    let now = " AND d.withdrawn_at IS NULL";
    match query.filter("lage").parse() {
        Ok(DeviationState::Withdrawn) => sql += " AND d.withdrawn_at IS NOT NULL",
        Ok(DeviationState::Proposed) => sql += &format!("{now} AND d.approved_at IS NULL"),
        Ok(DeviationState::Ended) => {
            and(&format!("{now} AND d.approved_at IS NOT NULL AND d.until < ?"), today.into());
        }
        Ok(DeviationState::InForce) => {
            let in_force =
                format!("{now} AND d.approved_at IS NOT NULL AND (d.until IS NULL OR d.until >= ?)");
            and(&in_force, today.into());
        }
        Err(_) => sql += now,
    }
    sql
}

/// The rows the query asks for.
pub async fn list(
    tx: &mut Tx,
    scope: &Scope,
    query: &ListQuery,
    today: NaiveDate,
) -> sqlx::Result<Vec<DeviationRow>> {
    let mut args = args![];
    let condition = condition(scope, query, today, &mut args);
    let sql =
        format!("SELECT {COLUMNS}, o.name AS object, u.name AS unit{}{condition}{}", from(), query.tail());
    tx.all(&sql, args).await
}

/// How many rows the query has.
pub async fn count(tx: &mut Tx, scope: &Scope, query: &ListQuery, today: NaiveDate) -> sqlx::Result<i64> {
    let mut args = args![];
    let condition = condition(scope, query, today, &mut args);
    let (count,): (i64,) = tx.one(&format!("SELECT COUNT(*){}{condition}", from()), args).await?;
    Ok(count)
}

/// The deviation, if its object lies in scope.
pub async fn find(tx: &mut Tx, scope: &Scope, id: DeviationId) -> sqlx::Result<Option<DeviationRow>> {
    let mut args = args![id];
    let condition = scope.condition("o.unit_id", &mut args);
    let sql = format!(
        "SELECT {COLUMNS}, o.name AS object, u.name AS unit{} WHERE d.tenant_id = $1 AND d.id = $2{condition}",
        from()
    );
    tx.opt(&sql, args).await
}

/// Adds deviations, for a proposal, an import or the demo.
pub async fn insert_many(tx: &mut WriteTx, deviations: &[Deviation]) -> sqlx::Result<()> {
    let columns = [
        "id",
        "object_kind",
        "object_id",
        "control",
        "kind",
        "motive",
        "until",
        "proposed_by",
        "proposed_name",
        "proposed_at",
        "approved_by",
        "approved_name",
        "approved_at",
        "withdrawn_at",
    ];
    let rows = deviations.iter().map(|d| {
        args![
            d.id,
            d.object_kind,
            d.object_id,
            &d.control,
            d.kind,
            &d.motive,
            d.until,
            d.proposed_by,
            &d.proposed_name,
            d.proposed_at,
            d.approved_by,
            &d.approved_name,
            d.approved_at,
            d.withdrawn_at
        ]
    });
    tx.insert_many("deviations", &columns, rows.collect()).await?;
    for deviation in deviations {
        tx.revise(DEVIATION, deviation.id, deviation);
    }
    Ok(())
}

/// Saves that it was approved or withdrawn.
pub async fn decide(tx: &mut WriteTx, deviation: &Deviation) -> sqlx::Result<()> {
    let d = deviation;
    tx.exec(
        "UPDATE deviations SET approved_by = $2, approved_name = $3, approved_at = $4, withdrawn_at = $5 \
         WHERE tenant_id = $1 AND id = $6",
        args![d.approved_by, &d.approved_name, d.approved_at, d.withdrawn_at, d.id],
    )
    .await?;
    tx.revise(DEVIATION, d.id, d);
    Ok(())
}

/// Removes what was decided about objects that are no more; gives which deviations that was.
pub async fn remove_of(tx: &mut WriteTx, objects: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    let mut args = args![];
    let list = crate::platform::db::in_list(&mut args, objects.iter().copied());
    let sql = format!("DELETE FROM deviations WHERE tenant_id = $1 AND object_id IN {list} RETURNING id");
    let removed: Vec<(Uuid,)> = tx.all(&sql, args).await?;
    for (id,) in &removed {
        tx.revise_removed(DEVIATION, *id);
    }
    Ok(removed.into_iter().map(|(id,)| id).collect())
}
