//! What the overview lists: gaps and objects.

use crate::args;
use crate::current_state::controls::store::{OBJECTS, state_on};
use crate::current_state::controls::{ControlKey, ObjectKind};
use crate::current_state::gaps::model::State;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, in_list};
use crate::platform::list::ListQuery;
use crate::platform::permission::Scope;
use crate::registers::contains;
use chrono::NaiveDate;
use uuid::Uuid;

/// A row of the overview.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct GapRow {
    /// What it is about.
    pub kind: ObjectKind,
    /// Its id.
    pub object_id: Uuid,
    /// Its name.
    pub object: String,
    /// Name of its unit.
    pub unit: String,
    /// The control.
    pub control: ControlKey,
    /// How it stands on the day.
    pub state: State,
    /// Whether a law asks for it.
    pub duty: bool,
    /// What is left, where it is judged.
    pub points: Option<i64>,
    /// Who is to make it better.
    pub responsible: Option<String>,
    /// By when.
    pub due: Option<String>,
}

/// What the overview is narrowed to beside its query: controls in an area, controls whose names were searched for.
#[derive(Clone, Debug, Default)]
pub(super) struct Narrowed {
    /// The controls of the area or the control that was chosen; `None` for all.
    pub controls: Option<Vec<ControlKey>>,
    /// The controls whose names hold what was searched for.
    pub named: Vec<ControlKey>,
}

fn gaps_from(scope: &Scope, query: &ListQuery, narrowed: &Narrowed, today: NaiveDate) -> (String, Vec<Arg>) {
    let mut args = args![today];
    let mut sql = format!(
        " FROM required_controls r JOIN {OBJECTS} ON o.id = r.object_id \
         JOIN units u ON u.tenant_id = r.tenant_id AND u.id = o.unit_id \
         LEFT JOIN judgements j ON j.tenant_id = r.tenant_id AND j.object_id = r.object_id AND j.control = r.control \
         LEFT JOIN people p ON p.tenant_id = j.tenant_id AND p.id = j.responsible_id WHERE r.tenant_id = $1{}",
        scope.condition("o.unit_id", &mut args)
    );
    let state = state_on(2);
    match query.filter("lage").parse::<State>() {
        Ok(wanted) => {
            args.push(wanted.into());
            sql += &format!(" AND {state} = ${}", args.len() + 1);
        }
        Err(_) => {
            sql +=
                &format!(" AND r.state IN ('missing', 'deficient') AND {state} IN ('missing', 'deficient')");
        }
    }
    if let Ok(kind) = query.filter("slag").parse::<ObjectKind>() {
        args.push(kind.into());
        sql += &format!(" AND r.object_kind = ${}", args.len() + 1);
    }
    if let Ok(unit) = query.filter("enhet").parse::<Uuid>() {
        args.push(unit.into());
        sql += &format!(
            " AND o.unit_id IN (SELECT b.unit_id FROM unit_below b WHERE b.tenant_id = $1 AND b.above_id = ${})",
            args.len() + 1
        );
    }
    if let Some(controls) = &narrowed.controls {
        sql += &format!(" AND r.control IN {}", in_list(&mut args, controls));
    }
    if !query.q.is_empty() {
        let named = in_list(&mut args, &narrowed.named);
        args.push(contains(&query.q).into());
        sql += &format!(" AND (r.control IN {named} OR o.name_fold LIKE ${} ESCAPE '\\')", args.len() + 1);
    }
    (sql, args)
}

/// The rows the query asks for.
pub(super) async fn gaps(
    tx: &mut Tx,
    scope: &Scope,
    query: &ListQuery,
    narrowed: &Narrowed,
    today: NaiveDate,
) -> sqlx::Result<Vec<GapRow>> {
    let (from, args) = gaps_from(scope, query, narrowed, today);
    let sql = format!(
        "SELECT o.kind, r.object_id, o.name AS object, u.name AS unit, r.control, {} AS state, r.duty, r.points, \
         p.name AS responsible, j.due{from}{}",
        state_on(2),
        query.tail()
    );
    tx.all(&sql, args).await
}

/// How many rows the query has.
pub(super) async fn count_gaps(
    tx: &mut Tx,
    scope: &Scope,
    query: &ListQuery,
    narrowed: &Narrowed,
    today: NaiveDate,
) -> sqlx::Result<i64> {
    let (from, args) = gaps_from(scope, query, narrowed, today);
    let (count,): (i64,) = tx.one(&format!("SELECT COUNT(*){from}"), args).await?;
    Ok(count)
}

/// An object with its counts on a day.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct ObjectRow {
    /// What it is.
    pub kind: ObjectKind,
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Name of its unit.
    pub unit: String,
    /// Controls asked for.
    pub required: i64,
    /// Not judged, or only begun.
    pub unjudged: i64,
    /// Fulfilled.
    pub fulfilled: i64,
    /// Deficient.
    pub deficient: i64,
    /// Missing.
    pub missing: i64,
    /// Not settled whether required.
    pub undecided: i64,
    /// What is left.
    pub points: i64,
}

fn objects_from(scope: &Scope, query: &ListQuery, today: NaiveDate) -> (String, Vec<Arg>) {
    let mut args = args![today];
    let mut sql = format!(
        " FROM {OBJECTS} JOIN units u ON u.tenant_id = $1 AND u.id = o.unit_id JOIN (SELECT s.object_id, \
         COUNT(*) FILTER (WHERE s.state NOT IN ('undecided', 'excepted', 'not_applicable')) AS required, \
         COUNT(*) FILTER (WHERE s.state IN ('not_judged', 'begun')) AS unjudged, \
         COUNT(*) FILTER (WHERE s.state = 'fulfilled') AS fulfilled, \
         COUNT(*) FILTER (WHERE s.state = 'deficient') AS deficient, \
         COUNT(*) FILTER (WHERE s.state = 'missing') AS missing, \
         COUNT(*) FILTER (WHERE s.state = 'undecided') AS undecided, \
         CAST(COALESCE(SUM(s.points) FILTER (WHERE s.state NOT IN ('excepted', 'not_applicable')), 0) AS BIGINT) AS points \
         FROM (SELECT r.object_id, r.points, {} AS state FROM required_controls r WHERE r.tenant_id = $1) s \
         GROUP BY s.object_id) c ON c.object_id = o.id WHERE TRUE{}",
        state_on(2),
        scope.condition("o.unit_id", &mut args)
    );
    if let Ok(kind) = query.filter("slag").parse::<ObjectKind>() {
        args.push(kind.into());
        sql += &format!(" AND o.kind = ${}", args.len() + 1);
    }
    if let Ok(unit) = query.filter("enhet").parse::<Uuid>() {
        args.push(unit.into());
        sql += &format!(
            " AND o.unit_id IN (SELECT b.unit_id FROM unit_below b WHERE b.tenant_id = $1 AND b.above_id = ${})",
            args.len() + 1
        );
    }
    if !query.q.is_empty() {
        args.push(contains(&query.q).into());
        sql += &format!(" AND o.name_fold LIKE ${} ESCAPE '\\'", args.len() + 1);
    }
    (sql, args)
}

/// The objects the query asks for, with their counts on the day.
pub(super) async fn objects(
    tx: &mut Tx,
    scope: &Scope,
    query: &ListQuery,
    today: NaiveDate,
) -> sqlx::Result<Vec<ObjectRow>> {
    let (from, args) = objects_from(scope, query, today);
    let sql = format!(
        "SELECT o.kind, o.id, o.name, u.name AS unit, c.required, c.unjudged, c.fulfilled, c.deficient, c.missing, \
         c.undecided, c.points{from}{}",
        query.tail()
    );
    tx.all(&sql, args).await
}

/// How many objects the query has.
pub(super) async fn count_objects(
    tx: &mut Tx,
    scope: &Scope,
    query: &ListQuery,
    today: NaiveDate,
) -> sqlx::Result<i64> {
    let (from, args) = objects_from(scope, query, today);
    let (count,): (i64,) = tx.one(&format!("SELECT COUNT(*){from}"), args).await?;
    Ok(count)
}
