//! The table of systems.

use super::KIND;
use super::model::{Hosting, Lifecycle, System, SystemId};
use crate::args;
use crate::people::organisation::PersonId;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::list::{COUNTED, Counted, ListQuery};
use crate::platform::permission::Scope;
use crate::platform::swedish::{fold, sort_key};
use crate::registers::RecordState;
use crate::registers::store::{Narrowed, confirm};
use chrono::{DateTime, NaiveDate, Utc};

const COLUMNS: &str = "s.id, s.name, s.external_id, s.description, s.unit_id, s.owner_id, s.manager_id, s.hosting, \
     s.lifecycle, s.criticality, s.personal_data, s.contract_end, s.in_use_from, s.retire_at, s.note, s.state, \
     s.library_ref, s.next_review, s.version";

/// A row of the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SystemRow {
    /// Its id.
    pub id: SystemId,
    /// Its name.
    pub name: String,
    /// The municipality's own number.
    pub external_id: String,
    /// Name of its unit.
    pub unit: String,
    /// Name of its owner.
    pub owner: Option<String>,
    /// Where it runs.
    pub hosting: Option<Hosting>,
    /// Where it is in its life.
    pub lifecycle: Option<Lifecycle>,
    /// When the contract ends.
    pub contract_end: String,
    /// Whether somebody has confirmed it.
    pub state: RecordState,
    /// What it is in the library, or "".
    pub library_ref: String,
    /// When to look at it again.
    pub next_review: Option<NaiveDate>,
    /// Derived need: K.
    pub confidentiality: Option<i64>,
    /// Derived need: R.
    pub integrity: Option<i64>,
    /// Derived need: T.
    pub availability: Option<i64>,
    /// Derived need: S.
    pub traceability: Option<i64>,
}

const FROM: &str = " FROM systems s JOIN units u ON u.tenant_id = s.tenant_id AND u.id = s.unit_id \
     LEFT JOIN people p ON p.tenant_id = s.tenant_id AND p.id = s.owner_id \
     LEFT JOIN needs n ON n.tenant_id = s.tenant_id AND n.node_id = s.id";

fn narrowed(scope: &Scope, query: &ListQuery) -> (String, Vec<Arg>) {
    let mut narrowed = Narrowed::new(scope, "s").usual(query);
    narrowed.word(query, "drift", "s.hosting");
    narrowed.word(query, "livscykel", "s.lifecycle");
    narrowed.done()
}

/// The rows the query asks for.
pub async fn list(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Vec<SystemRow>> {
    let (condition, args) = narrowed(scope, query);
    let sql = format!(
        "SELECT s.id, s.name, s.external_id, u.name AS unit, p.name AS owner, s.hosting, s.lifecycle, s.contract_end, \
         s.state, s.library_ref, s.next_review, n.confidentiality, n.integrity, n.availability, n.traceability{FROM}{condition}{}",
        query.tail()
    );
    tx.all(&sql, args).await
}

/// How many rows the query has.
pub async fn count(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Counted> {
    let (condition, args) = narrowed(scope, query);
    tx.one(&format!("SELECT {COUNTED} FROM systems s{condition}"), args).await
}

/// The system, if the actor may see it.
pub async fn find(tx: &mut Tx, scope: &Scope, id: SystemId) -> sqlx::Result<Option<System>> {
    let mut args = args![id];
    let condition = scope.condition("s.unit_id", &mut args);
    tx.opt(&format!("SELECT {COLUMNS} FROM systems s WHERE s.tenant_id = $1 AND s.id = $2{condition}"), args)
        .await
}

/// A system with the names its page shows.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Named {
    /// The system.
    #[sqlx(flatten)]
    pub system: System,
    /// Name of its unit.
    pub unit: String,
    /// Name of its owner.
    pub owner: Option<String>,
    /// Name of its manager.
    pub manager: Option<String>,
}

/// The system with names, if the actor may see it. One statement.
pub async fn find_named(tx: &mut Tx, scope: &Scope, id: SystemId) -> sqlx::Result<Option<Named>> {
    let mut args = args![id];
    let condition = scope.condition("s.unit_id", &mut args);
    let sql = format!(
        "SELECT {COLUMNS}, u.name AS unit, p.name AS owner, m.name AS manager FROM systems s \
         JOIN units u ON u.tenant_id = s.tenant_id AND u.id = s.unit_id \
         LEFT JOIN people p ON p.tenant_id = s.tenant_id AND p.id = s.owner_id \
         LEFT JOIN people m ON m.tenant_id = s.tenant_id AND m.id = s.manager_id \
         WHERE s.tenant_id = $1 AND s.id = $2{condition}"
    );
    tx.opt(&sql, args).await
}

/// Every system in scope, for imports.
pub async fn all(tx: &mut Tx, scope: &Scope) -> sqlx::Result<Vec<System>> {
    let mut args = args![];
    let condition = scope.condition("s.unit_id", &mut args);
    let sql = format!(
        "SELECT {COLUMNS} FROM systems s WHERE s.tenant_id = $1{condition} ORDER BY s.name_sort, s.id"
    );
    tx.all(&sql, args).await
}

/// Adds a system.
pub async fn insert(tx: &mut WriteTx, system: &System) -> sqlx::Result<()> {
    insert_many(tx, std::slice::from_ref(system)).await
}

const INSERTED: [&str; 23] = [
    "id",
    "name",
    "name_sort",
    "name_fold",
    "external_id",
    "description",
    "unit_id",
    "owner_id",
    "manager_id",
    "hosting",
    "lifecycle",
    "criticality",
    "personal_data",
    "contract_end",
    "in_use_from",
    "retire_at",
    "note",
    "state",
    "library_ref",
    "next_review",
    "created_at",
    "updated_at",
    "version",
];

fn row(s: &System, now: DateTime<Utc>) -> Vec<Arg> {
    args![
        s.id,
        &s.name,
        sort_key(&s.name),
        fold(&s.name),
        &s.external_id,
        &s.description,
        s.unit_id,
        s.owner_id,
        s.manager_id,
        s.hosting,
        s.lifecycle,
        s.criticality,
        s.personal_data,
        &s.contract_end,
        &s.in_use_from,
        &s.retire_at,
        &s.note,
        s.state,
        &s.library_ref,
        s.next_review,
        now,
        now,
        s.version
    ]
}

/// Adds many systems, for imports and the demo.
pub async fn insert_many(tx: &mut WriteTx, systems: &[System]) -> sqlx::Result<()> {
    let now = tx.now();
    let rows = systems.iter().map(|system| row(system, now)).collect();
    tx.insert_many("systems", &INSERTED, rows).await?;
    for system in systems {
        tx.revise(KIND, system.id, system);
    }
    Ok(())
}

/// Saves many changed systems, each with its next version; gives how many were saved.
pub async fn save_many(tx: &mut WriteTx, systems: &[System]) -> sqlx::Result<u64> {
    let now = tx.now();
    let rows = systems.iter().map(|system| row(system, now)).collect();
    let saved = tx.save_many("systems", &INSERTED, rows).await?;
    for system in systems {
        tx.revise(KIND, system.id, system);
    }
    Ok(saved)
}

/// Saves a changed system; false when it was changed by somebody else since `system.version`.
pub async fn update(tx: &mut WriteTx, system: &System) -> sqlx::Result<bool> {
    let now = tx.now();
    let s = system;
    let touched = tx
        .exec(
            "UPDATE systems SET name = $2, name_sort = $3, name_fold = $4, external_id = $5, description = $6, \
             unit_id = $7, owner_id = $8, manager_id = $9, hosting = $10, lifecycle = $11, criticality = $12, \
             personal_data = $13, contract_end = $14, in_use_from = $15, retire_at = $16, note = $17, state = $18, \
             library_ref = $19, next_review = $20, updated_at = $21, version = version + 1 \
             WHERE tenant_id = $1 AND id = $22 AND version = $23",
            args![
                &s.name, sort_key(&s.name), fold(&s.name), &s.external_id, &s.description, s.unit_id, s.owner_id,
                s.manager_id, s.hosting, s.lifecycle, s.criticality, s.personal_data, &s.contract_end, &s.in_use_from,
                &s.retire_at, &s.note, s.state, &s.library_ref, s.next_review, now, s.id, s.version
            ],
        )
        .await?;
    tx.revise(KIND, s.id, &System { version: s.version + 1, ..s.clone() });
    Ok(touched == 1)
}

/// Takes a system out of the register.
pub async fn remove(tx: &mut WriteTx, id: SystemId) -> sqlx::Result<()> {
    remove_many(tx, &[id]).await
}

/// Takes many systems out of the register.
pub async fn remove_many(tx: &mut WriteTx, ids: &[SystemId]) -> sqlx::Result<()> {
    for part in ids.chunks(5000) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        tx.exec(&format!("DELETE FROM systems WHERE tenant_id = $1 AND id IN {list}"), args).await?;
    }
    for id in ids {
        tx.revise_removed(KIND, *id);
    }
    Ok(())
}

/// Gives several systems in scope another owner; gives how many.
pub async fn set_owner(
    tx: &mut WriteTx,
    scope: &Scope,
    ids: &[SystemId],
    owner: PersonId,
) -> sqlx::Result<usize> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    let condition = scope.condition("s.unit_id", &mut args);
    let sql = format!("SELECT {COLUMNS} FROM systems s WHERE s.tenant_id = $1 AND s.id IN {list}{condition}");
    let systems: Vec<System> = tx.all(&sql, args).await?;
    let now = tx.now();
    let mut args = args![owner, now];
    let list = in_list(&mut args, systems.iter().map(|system| system.id));
    let sql = format!(
        "UPDATE systems SET owner_id = $2, updated_at = $3, version = version + 1 \
         WHERE tenant_id = $1 AND id IN {list}"
    );
    tx.exec(&sql, args).await?;
    for system in &systems {
        tx.revise(
            KIND,
            system.id,
            &System { owner_id: Some(owner), version: system.version + 1, ..system.clone() },
        );
    }
    Ok(systems.len())
}

/// Confirms several systems in scope; gives how many of them there are.
pub async fn confirm_many(tx: &mut WriteTx, scope: &Scope, ids: &[SystemId]) -> sqlx::Result<usize> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    let condition = scope.condition("s.unit_id", &mut args);
    let sql = format!("SELECT {COLUMNS} FROM systems s WHERE s.tenant_id = $1 AND s.id IN {list}{condition}");
    let systems: Vec<System> = tx.all(&sql, args).await?;
    confirm(tx, "systems", systems.iter().map(|system| system.id)).await?;
    for system in &systems {
        let confirmed =
            System { state: RecordState::Confirmed, version: system.version + 1, ..system.clone() };
        tx.revise(KIND, system.id, &confirmed);
    }
    Ok(systems.len())
}
