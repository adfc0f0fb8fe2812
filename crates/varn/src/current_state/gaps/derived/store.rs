//! The tables of what is derived: each required control, and the counts of each object.

use crate::args;
use crate::current_state::controls::store::{OBJECTS, state_on};
use crate::current_state::controls::{ControlKey, ObjectKind, OwnControlId};
use crate::current_state::gaps::model::State;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::permission::Scope;
use chrono::NaiveDate;
use std::collections::HashMap;
use uuid::Uuid;

/// A required or undecided control as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::current_state::gaps) struct Derived {
    pub(super) object_kind: ObjectKind,
    pub(super) object_id: Uuid,
    pub(super) control: ControlKey,
    pub(super) state: State,
    /// `required`, `not_applicable` or `excepted`.
    pub(super) standing: String,
    pub(super) until: Option<NaiveDate>,
    pub(super) duty: bool,
    pub(super) points: Option<i64>,
}

/// The counts of an object as they are stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::current_state::gaps) struct Counts {
    pub(super) object_kind: ObjectKind,
    pub(super) object_id: Uuid,
    pub(super) required: i64,
    pub(super) not_judged: i64,
    pub(super) begun: i64,
    pub(super) fulfilled: i64,
    pub(super) deficient: i64,
    pub(super) missing: i64,
    pub(super) excepted: i64,
    pub(super) not_applicable: i64,
    pub(super) undecided: i64,
    pub(super) points: i64,
    pub(super) as_of: NaiveDate,
    pub(super) basis: i64,
}

/// The counts of every object. One statement.
pub(super) async fn counts(tx: &mut Tx) -> sqlx::Result<Vec<Counts>> {
    tx.all(
        "SELECT object_kind, object_id, required, not_judged, begun, fulfilled, deficient, missing, excepted, \
         not_applicable, undecided, points, as_of, basis FROM object_progress WHERE tenant_id = $1",
        args![],
    )
    .await
}

/// Every stored requirement. One statement.
pub(super) async fn derived(tx: &mut Tx) -> sqlx::Result<Vec<Derived>> {
    tx.all(
        "SELECT object_kind, object_id, control, state, standing, until, duty, points FROM required_controls \
         WHERE tenant_id = $1",
        args![],
    )
    .await
}

/// Replaces what is stored for `objects` (`None` for all of them).
pub(in crate::current_state::gaps) async fn replace(
    tx: &mut WriteTx,
    objects: Option<&[Uuid]>,
    derived: &[Derived],
    counts: &[Counts],
) -> sqlx::Result<()> {
    let mut args = args![];
    let of = objects.map_or_else(String::new, |objects| {
        format!(" AND object_id IN {}", in_list(&mut args, objects.iter().copied()))
    });
    for table in ["required_controls", "object_progress"] {
        tx.exec(&format!("DELETE FROM {table} WHERE tenant_id = $1{of}"), args.clone()).await?;
    }
    let columns = ["object_kind", "object_id", "control", "state", "standing", "until", "duty", "points"];
    let rows = derived.iter().map(|d| {
        args![d.object_kind, d.object_id, &d.control, d.state, &d.standing, d.until, d.duty, d.points]
    });
    tx.insert_many("required_controls", &columns, rows.collect()).await?;
    let columns = [
        "object_kind",
        "object_id",
        "required",
        "not_judged",
        "begun",
        "fulfilled",
        "deficient",
        "missing",
        "excepted",
        "not_applicable",
        "undecided",
        "points",
        "as_of",
        "basis",
    ];
    let rows = counts.iter().map(|c| {
        args![
            c.object_kind,
            c.object_id,
            c.required,
            c.not_judged,
            c.begun,
            c.fulfilled,
            c.deficient,
            c.missing,
            c.excepted,
            c.not_applicable,
            c.undecided,
            c.points,
            c.as_of,
            c.basis
        ]
    });
    tx.insert_many("object_progress", &columns, rows.collect()).await?;
    let sql = format!(
        "UPDATE judgements SET points = (SELECT CASE WHEN r.standing = 'required' THEN r.points ELSE 0 END FROM required_controls r WHERE r.tenant_id = $1 \
         AND r.object_id = judgements.object_id AND r.control = judgements.control) WHERE tenant_id = $1{of}"
    );
    tx.exec(&sql, args).await?;
    Ok(())
}

/// Which of these are systems or suppliers.
pub(super) async fn existing(tx: &mut Tx, ids: &[Uuid]) -> sqlx::Result<Vec<(Uuid,)>> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    let sql = format!(
        "SELECT id FROM systems WHERE tenant_id = $1 AND id IN {list} UNION ALL \
         SELECT id FROM suppliers WHERE tenant_id = $1 AND id IN {list}"
    );
    tx.all(&sql, args).await
}

/// How one control of an object stands, for its panel.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// The control.
    pub control: ControlKey,
    /// Its state on the day.
    pub state: State,
    /// Its title, if it is one of the municipality's own.
    pub own: Option<String>,
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    id: Uuid,
    control: Option<ControlKey>,
    state: Option<State>,
    title: Option<String>,
}

/// How the controls of an object in scope stand, worst first. One statement: the titles of own controls come along.
pub(crate) async fn standings(
    tx: &mut Tx,
    scope: &Scope,
    object: Uuid,
    today: NaiveDate,
) -> sqlx::Result<Vec<Standing>> {
    let mut args = args![today, object];
    let condition = scope.condition("o.unit_id", &mut args);
    let sql = format!(
        "SELECT r.object_id AS id, r.control, {} AS state, r.points, CAST(NULL AS TEXT) AS title \
         FROM required_controls r JOIN {OBJECTS} ON o.id = r.object_id \
         WHERE r.tenant_id = $1 AND r.object_id = $3{condition} \
         UNION ALL SELECT w.id, CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS BIGINT), w.title \
         FROM own_controls w WHERE w.tenant_id = $1 ORDER BY points DESC NULLS LAST, control",
        state_on(2)
    );
    let rows: Vec<StandingRow> = tx.all(&sql, args).await?;
    let mut titles: HashMap<ControlKey, String> = rows
        .iter()
        .filter_map(|row| Some((ControlKey::from(OwnControlId(row.id)), row.title.clone()?)))
        .collect();
    let standing = |row: StandingRow| {
        let control = row.control?;
        Some(Standing { own: titles.remove(&control), state: row.state?, control })
    };
    Ok(rows.into_iter().filter_map(standing).collect())
}
