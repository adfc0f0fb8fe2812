//! The table of actions.

use super::KIND;
use super::model::{Action, ActionId, Status, Totals};
use crate::args;
use crate::people::organisation::PersonId;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::list::ListQuery;
use crate::platform::permission::Scope;
use crate::platform::swedish::{fold, sort_key};
use crate::registers::contains;
use chrono::{DateTime, Utc};
use uuid::Uuid;

const COLUMNS: &str = "x.id, x.name, x.external_id, x.description, x.unit_id, x.owner_id, x.status, x.cost_sek, x.due, \
     x.priority, x.note, x.state, x.library_ref, x.next_review, x.version";

/// What `Status::is_open` says, in SQL; not stated counts as open.
const OPEN: &str = "(x.status IS NULL OR x.status NOT IN ('done', 'cancelled'))";

/// A row of the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ActionRow {
    /// The action.
    #[sqlx(flatten)]
    pub action: Action,
    /// Name of its unit.
    pub unit: String,
    /// Name of its owner.
    pub owner: Option<String>,
}

const FROM: &str = " FROM actions x JOIN units u ON u.tenant_id = x.tenant_id AND u.id = x.unit_id \
     LEFT JOIN people p ON p.tenant_id = x.tenant_id AND p.id = x.owner_id";

/// What the list is narrowed to; begins with ` WHERE`. Speaks of `x` only.
fn condition(scope: &Scope, query: &ListQuery, args: &mut Vec<Arg>) -> String {
    let mut sql = format!(" WHERE x.tenant_id = $1{}", scope.condition("x.unit_id", args));
    let mut and = |clause: &str, value: Arg, args: &mut Vec<Arg>| {
        args.push(value);
        sql += &clause.replace('?', &format!("${}", args.len() + 1));
    };
    if !query.q.is_empty() {
        and(" AND x.name_fold LIKE ? ESCAPE '\\'", contains(&query.q).into(), args);
    }
    if let Ok(unit) = query.filter("enhet").parse::<Uuid>() {
        let below = " AND x.unit_id IN (SELECT b.unit_id FROM unit_below b WHERE b.tenant_id = $1 AND b.above_id = ?)";
        and(below, unit.into(), args);
    }
    if let Ok(owner) = query.filter("agare").parse::<Uuid>() {
        and(" AND x.owner_id = ?", owner.into(), args);
    }
    if let Ok(status) = query.filter("status").parse::<Status>() {
        and(" AND x.status = ?", status.into(), args);
    }
    if let Ok(priority) = query.filter("prio").parse::<i64>() {
        and(" AND x.priority = ?", priority.into(), args);
    }
    if !query.filter("lage").is_empty() {
        and(" AND x.state = ?", query.filter("lage").into(), args);
    }
    for (name, value, clause) in [
        ("agare", "ingen", " AND x.owner_id IS NULL"),
        ("status", "oppna", &format!(" AND {OPEN}")),
        ("kostnad", "okand", " AND x.cost_sek IS NULL"),
        ("kostnad", "kand", " AND x.cost_sek IS NOT NULL"),
    ] {
        if query.filter(name) == value {
            sql += clause;
        }
    }
    sql
}

/// The rows the query asks for.
pub async fn list(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Vec<ActionRow>> {
    let mut args = args![];
    let condition = condition(scope, query, &mut args);
    let sql = format!("SELECT {COLUMNS}, u.name AS unit, p.name AS owner{FROM}{condition}{}", query.tail());
    tx.all(&sql, args).await
}

/// How many rows the query has, and what they add up to.
pub async fn totals(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Totals> {
    let mut args = args![];
    let condition = condition(scope, query, &mut args);
    let sql = format!(
        "SELECT COUNT(*) AS count, COUNT(*) FILTER (WHERE {OPEN}) AS open, \
         COALESCE(CAST(SUM(x.cost_sek) FILTER (WHERE {OPEN}) AS BIGINT), 0) AS open_cost, \
         COUNT(*) FILTER (WHERE {OPEN} AND x.cost_sek IS NULL) AS open_unknown, \
         COUNT(*) FILTER (WHERE {OPEN} AND x.owner_id IS NULL) AS open_without_owner FROM actions x{condition}"
    );
    tx.one(&sql, args).await
}

/// The action with its names, if the actor may see it. One statement.
pub async fn find_row(tx: &mut Tx, scope: &Scope, id: ActionId) -> sqlx::Result<Option<ActionRow>> {
    let mut args = args![id];
    let condition = scope.condition("x.unit_id", &mut args);
    let sql = format!(
        "SELECT {COLUMNS}, u.name AS unit, p.name AS owner{FROM} WHERE x.tenant_id = $1 AND x.id = $2{condition}"
    );
    tx.opt(&sql, args).await
}

/// The action, if the actor may see it.
pub async fn find(tx: &mut Tx, scope: &Scope, id: ActionId) -> sqlx::Result<Option<Action>> {
    Ok(find_row(tx, scope, id).await?.map(|row| row.action))
}

/// Every one in scope, for imports. One statement.
pub async fn all(tx: &mut Tx, scope: &Scope) -> sqlx::Result<Vec<Action>> {
    let mut args = args![];
    let condition = scope.condition("x.unit_id", &mut args);
    let sql = format!("SELECT {COLUMNS} FROM actions x WHERE x.tenant_id = $1{condition} ORDER BY x.id");
    tx.all(&sql, args).await
}

/// Adds an action.
pub async fn insert(tx: &mut WriteTx, action: &Action) -> sqlx::Result<()> {
    insert_many(tx, std::slice::from_ref(action)).await
}

const INSERTED: [&str; 19] = [
    "id",
    "name",
    "name_sort",
    "name_fold",
    "external_id",
    "description",
    "unit_id",
    "owner_id",
    "status",
    "cost_sek",
    "due",
    "priority",
    "note",
    "state",
    "library_ref",
    "next_review",
    "version",
    "created_at",
    "updated_at",
];

fn row(action: &Action, now: DateTime<Utc>) -> Vec<Arg> {
    let mut row = args![action.id];
    row.extend(values(action));
    row.extend(args![action.version, now, now]);
    row
}

/// Adds many actions, for imports and the demo.
pub async fn insert_many(tx: &mut WriteTx, actions: &[Action]) -> sqlx::Result<()> {
    let now = tx.now();
    let rows = actions.iter().map(|action| row(action, now)).collect();
    tx.insert_many("actions", &INSERTED, rows).await?;
    for action in actions {
        tx.revise(KIND, action.id, action);
    }
    Ok(())
}

/// Saves many changed actions, each with its next version; gives how many were saved.
pub async fn save_many(tx: &mut WriteTx, actions: &[Action]) -> sqlx::Result<u64> {
    let now = tx.now();
    let rows = actions.iter().map(|action| row(action, now)).collect();
    let saved = tx.save_many("actions", &INSERTED, rows).await?;
    for action in actions {
        tx.revise(KIND, action.id, action);
    }
    Ok(saved)
}

/// What may change, in the order of the statements here.
fn values(x: &Action) -> Vec<Arg> {
    args![
        &x.name,
        sort_key(&x.name),
        fold(&x.name),
        &x.external_id,
        &x.description,
        x.unit_id,
        x.owner_id,
        x.status,
        x.cost_sek,
        &x.due,
        x.priority,
        &x.note,
        x.state,
        &x.library_ref,
        x.next_review
    ]
}

/// Saves a changed action; false when it was changed by somebody else since `action.version`.
pub async fn update(tx: &mut WriteTx, action: &Action) -> sqlx::Result<bool> {
    let mut args = values(action);
    args.extend(args![tx.now(), action.id, action.version]);
    let touched = tx
        .exec(
            "UPDATE actions SET name = $2, name_sort = $3, name_fold = $4, external_id = $5, description = $6, \
             unit_id = $7, owner_id = $8, status = $9, cost_sek = $10, due = $11, priority = $12, note = $13, \
             state = $14, library_ref = $15, next_review = $16, updated_at = $17, version = version + 1 \
             WHERE tenant_id = $1 AND id = $18 AND version = $19",
            args,
        )
        .await?;
    tx.revise(KIND, action.id, &Action { version: action.version + 1, ..action.clone() });
    Ok(touched == 1)
}

/// Takes an action out of the register.
pub async fn remove(tx: &mut WriteTx, id: ActionId) -> sqlx::Result<()> {
    remove_many(tx, &[id]).await
}

/// The same for many, for an import that is undone.
pub async fn remove_many(tx: &mut WriteTx, ids: &[ActionId]) -> sqlx::Result<()> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    tx.exec(&format!("DELETE FROM actions WHERE tenant_id = $1 AND id IN {list}"), args).await?;
    for id in ids {
        tx.revise_removed(KIND, *id);
    }
    Ok(())
}

/// Gives several actions in scope another owner; gives how many.
pub async fn set_owner(
    tx: &mut WriteTx,
    scope: &Scope,
    ids: &[ActionId],
    owner: PersonId,
) -> sqlx::Result<usize> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    let condition = scope.condition("x.unit_id", &mut args);
    let sql = format!("SELECT {COLUMNS} FROM actions x WHERE x.tenant_id = $1 AND x.id IN {list}{condition}");
    let actions: Vec<Action> = tx.all(&sql, args).await?;
    let mut args = args![owner, tx.now()];
    let list = in_list(&mut args, actions.iter().map(|action| action.id));
    let sql = format!(
        "UPDATE actions SET owner_id = $2, updated_at = $3, version = version + 1 WHERE tenant_id = $1 AND id IN {list}"
    );
    tx.exec(&sql, args).await?;
    for old in &actions {
        let new = Action { owner_id: Some(owner), version: old.version + 1, ..old.clone() };
        tx.revise(KIND, new.id, &new);
    }
    Ok(actions.len())
}
