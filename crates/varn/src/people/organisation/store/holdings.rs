//! What belongs to a unit or a person, counted over every register that has been registered.

use crate::args;
use crate::people::organisation::model::{PersonId, UnitId};
use crate::platform::actor::Actor;
use crate::platform::app::App;
use crate::platform::arg::Arg;
use crate::platform::db::Tx;
use crate::platform::kinds::KindInfo;
use std::collections::HashMap;

/// The registers whose records belong to units and have owners.
fn registers(app: &App) -> impl Iterator<Item = &'static KindInfo> {
    app.kinds().iter().filter(|info| info.unit == "unit_id" && info.owner.is_some())
}

/// How many records of a kind somebody has.
#[derive(Clone, Debug)]
pub struct Held {
    /// Of what.
    pub info: &'static KindInfo,
    /// How many.
    pub number: i64,
}

/// What a change of a unit touches.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Records per register, where there are any.
    pub records: Vec<Held>,
    /// People who work there.
    pub people: i64,
    /// Roles that hold for it.
    pub grants: i64,
    /// Open units below it, itself not included.
    pub units: i64,
}

#[derive(sqlx::FromRow)]
struct CountRow {
    what: String,
    number: i64,
}

/// What belongs to a unit and to those below it; roles are those for these units. One statement.
pub async fn touched(app: &App, tx: &mut Tx, unit: UnitId) -> sqlx::Result<Touched> {
    let these = "(SELECT b.unit_id FROM unit_below b WHERE b.tenant_id = $1 AND b.above_id = $2)";
    let counts = registers(app).map(|info| {
        let (kind, table) = (info.kind.0, info.table);
        format!("SELECT '{kind}' AS what, COUNT(*) AS number FROM {table} WHERE tenant_id = $1 AND unit_id IN {these}")
    });
    let mut parts: Vec<String> = counts.collect();
    parts.push(format!(
        "SELECT '.people' AS what, COUNT(*) AS number FROM people WHERE tenant_id = $1 AND left_on IS NULL \
         AND unit_id IN {these}"
    ));
    parts.push(format!(
        "SELECT '.grants' AS what, COUNT(*) AS number FROM grants g JOIN memberships m ON m.id = g.membership_id \
         WHERE m.municipality_id = $1 AND g.unit_id IN {these}"
    ));
    parts.push(format!(
        "SELECT '.units' AS what, COUNT(*) AS number FROM units WHERE tenant_id = $1 AND closed_on IS NULL \
         AND id <> $2 AND id IN {these}"
    ));
    let rows: Vec<CountRow> = tx.all(&parts.join(" UNION ALL "), args![unit]).await?;
    let of = |what: &str| rows.iter().find(|row| row.what == what).map_or(0, |row| row.number);
    let records = registers(app).map(|info| Held { info, number: of(info.kind.0) });
    Ok(Touched {
        records: records.filter(|held| held.number > 0).collect(),
        people: of(".people"),
        grants: of(".grants"),
        units: of(".units"),
    })
}

/// Whether nothing of this is there.
pub fn is_empty(touched: &Touched) -> bool {
    touched.records.is_empty() && touched.people + touched.grants + touched.units == 0
}

#[derive(sqlx::FromRow)]
struct UnitCountRow {
    unit_id: UnitId,
    records: i64,
    people: i64,
}

/// Records and people of each unit itself: the records that the actor may see. One statement.
pub async fn records_per_unit(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
) -> sqlx::Result<HashMap<UnitId, (i64, i64)>> {
    let mut args: Vec<Arg> = args![];
    let mut parts = vec![
        "SELECT unit_id, 0 AS records, 1 AS people FROM people WHERE tenant_id = $1 AND left_on IS NULL \
              AND unit_id IS NOT NULL"
            .to_owned(),
    ];
    for info in registers(app) {
        if let Some(scope) = actor.scope(info.read) {
            let condition = scope.condition("r.unit_id", &mut args);
            let table = info.table;
            parts.push(format!("SELECT r.unit_id, 1, 0 FROM {table} r WHERE r.tenant_id = $1{condition}"));
        }
    }
    let sql = format!(
        "SELECT x.unit_id, CAST(SUM(x.records) AS BIGINT) AS records, CAST(SUM(x.people) AS BIGINT) AS people \
         FROM ({}) x GROUP BY x.unit_id",
        parts.join(" UNION ALL ")
    );
    let rows: Vec<UnitCountRow> = tx.all(&sql, args).await?;
    Ok(rows.into_iter().map(|row| (row.unit_id, (row.records, row.people))).collect())
}

/// What a person owns, per register, where she owns any. One statement.
pub async fn held_by(app: &App, tx: &mut Tx, person: PersonId) -> sqlx::Result<Vec<Held>> {
    let counts = registers(app).filter_map(|info| {
        let (kind, table, owner) = (info.kind.0, info.table, info.owner?);
        Some(format!(
            "SELECT '{kind}' AS what, COUNT(*) AS number FROM {table} WHERE tenant_id = $1 AND {owner} = $2"
        ))
    });
    let sql = counts.collect::<Vec<_>>().join(" UNION ALL ");
    let rows: Vec<CountRow> = tx.all(&sql, args![person]).await?;
    let of = |what: &str| rows.iter().find(|row| row.what == what).map_or(0, |row| row.number);
    let held = registers(app).map(|info| Held { info, number: of(info.kind.0) });
    Ok(held.filter(|held| held.number > 0).collect())
}

/// A subquery of owners and how many records each has.
pub(super) fn owners(app: &App) -> String {
    let parts = registers(app).filter_map(|info| {
        let (table, owner) = (info.table, info.owner?);
        Some(format!("SELECT {owner} AS person_id FROM {table} WHERE tenant_id = $1 AND {owner} IS NOT NULL"))
    });
    let all = parts.collect::<Vec<_>>().join(" UNION ALL ");
    format!("(SELECT x.person_id, COUNT(*) AS number FROM ({all}) x GROUP BY x.person_id)")
}

/// The registers with their columns of people, for whoever hands them over.
pub(super) fn columns_of_people(app: &App) -> Vec<(&'static KindInfo, Vec<&'static str>)> {
    let columns = |info: &KindInfo| {
        // The one register with a second person in charge.
        let manager = (info.table == "systems").then_some("manager_id");
        info.owner.into_iter().chain(manager).collect()
    };
    registers(app).map(|info| (info, columns(info))).collect()
}

/// The registers with their column of the unit.
pub(super) fn columns_of_units(app: &App) -> Vec<(&'static KindInfo, &'static str)> {
    registers(app).map(|info| (info, info.unit)).collect()
}
