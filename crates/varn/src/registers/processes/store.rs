//! The table of processes.

use super::KIND;
use super::model::{Process, ProcessId};
use crate::args;
use crate::people::organisation::PersonId;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::list::{COUNTED, Counted, ListQuery};
use crate::platform::permission::Scope;
use crate::platform::swedish::{fold, sort_key};
use crate::registers::RecordState;
use crate::registers::store::{Narrowed, confirm};
use chrono::NaiveDate;

const COLUMNS: &str = "p.id, p.name, p.external_id, p.code, p.description, p.unit_id, p.owner_id, \
     p.tolerated_outage_minutes, p.reserve_routine, p.vital, p.note, p.state, p.library_ref, p.next_review, p.version";

/// A row of the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ProcessRow {
    /// Its id.
    pub id: ProcessId,
    /// Its name.
    pub name: String,
    /// The municipality's own number.
    pub external_id: String,
    /// Its place in the process structure.
    pub code: String,
    /// Name of its unit.
    pub unit: String,
    /// Name of its owner.
    pub owner: Option<String>,
    /// How long it may stand still.
    pub tolerated_outage_minutes: Option<i64>,
    /// Whether it has a reserve routine.
    pub has_reserve: bool,
    /// Whether society is endangered when it stops.
    pub vital: Option<bool>,
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

fn narrowed(scope: &Scope, query: &ListQuery) -> (String, Vec<Arg>) {
    let mut narrowed = Narrowed::new(scope, "p").usual(query);
    narrowed.yes_no(query, "samhallsviktig", "p.vital");
    match query.filter("avbrott") {
        "okant" => narrowed.fixed("p.tolerated_outage_minutes IS NULL"),
        minutes => {
            if let Ok(minutes) = minutes.parse::<i64>() {
                narrowed.and("p.tolerated_outage_minutes <= ?", minutes);
            }
        }
    }
    match query.filter("reservrutin") {
        "finns" => narrowed.fixed("p.reserve_routine <> ''"),
        "ingen" => narrowed.fixed("p.reserve_routine = ''"),
        _ => {}
    }
    narrowed.done()
}

/// The rows the query asks for.
pub async fn list(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Vec<ProcessRow>> {
    let (condition, args) = narrowed(scope, query);
    let sql = format!(
        "SELECT p.id, p.name, p.external_id, p.code, u.name AS unit, o.name AS owner, p.tolerated_outage_minutes, \
         CASE WHEN p.reserve_routine <> '' THEN TRUE ELSE FALSE END AS has_reserve, p.vital, p.state, p.library_ref, p.next_review, \
         n.confidentiality, n.integrity, n.availability, n.traceability FROM processes p \
         JOIN units u ON u.tenant_id = p.tenant_id AND u.id = p.unit_id \
         LEFT JOIN people o ON o.tenant_id = p.tenant_id AND o.id = p.owner_id \
         LEFT JOIN needs n ON n.tenant_id = p.tenant_id AND n.node_id = p.id{condition}{}",
        query.tail()
    );
    tx.all(&sql, args).await
}

/// How many rows the query has.
pub async fn count(tx: &mut Tx, scope: &Scope, query: &ListQuery) -> sqlx::Result<Counted> {
    let (condition, args) = narrowed(scope, query);
    tx.one(&format!("SELECT {COUNTED} FROM processes p{condition}"), args).await
}

/// The process, if the actor may see it.
pub async fn find(tx: &mut Tx, scope: &Scope, id: ProcessId) -> sqlx::Result<Option<Process>> {
    let mut args = args![id];
    let condition = scope.condition("p.unit_id", &mut args);
    tx.opt(
        &format!("SELECT {COLUMNS} FROM processes p WHERE p.tenant_id = $1 AND p.id = $2{condition}"),
        args,
    )
    .await
}

/// A process with the names its page shows.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Named {
    /// The process.
    #[sqlx(flatten)]
    pub process: Process,
    /// Name of its unit.
    pub unit: String,
    /// Name of its owner.
    pub owner: Option<String>,
}

/// The process with names, if the actor may see it. One statement.
pub async fn find_named(tx: &mut Tx, scope: &Scope, id: ProcessId) -> sqlx::Result<Option<Named>> {
    let mut args = args![id];
    let condition = scope.condition("p.unit_id", &mut args);
    let sql = format!(
        "SELECT {COLUMNS}, u.name AS unit, o.name AS owner FROM processes p \
         JOIN units u ON u.tenant_id = p.tenant_id AND u.id = p.unit_id \
         LEFT JOIN people o ON o.tenant_id = p.tenant_id AND o.id = p.owner_id \
         WHERE p.tenant_id = $1 AND p.id = $2{condition}"
    );
    tx.opt(&sql, args).await
}

/// Adds a process.
pub async fn insert(tx: &mut WriteTx, process: &Process) -> sqlx::Result<()> {
    insert_many(tx, std::slice::from_ref(process)).await
}

/// Adds many processes, for the library and the demo.
pub async fn insert_many(tx: &mut WriteTx, processes: &[Process]) -> sqlx::Result<()> {
    let now = tx.now();
    let columns = [
        "id",
        "name",
        "name_sort",
        "name_fold",
        "external_id",
        "code",
        "description",
        "unit_id",
        "owner_id",
        "tolerated_outage_minutes",
        "reserve_routine",
        "vital",
        "note",
        "state",
        "library_ref",
        "next_review",
        "created_at",
        "updated_at",
        "version",
    ];
    let rows = processes.iter().map(|p| {
        args![
            p.id,
            &p.name,
            sort_key(&p.name),
            fold(&p.name),
            &p.external_id,
            &p.code,
            &p.description,
            p.unit_id,
            p.owner_id,
            p.tolerated_outage_minutes,
            &p.reserve_routine,
            p.vital,
            &p.note,
            p.state,
            &p.library_ref,
            p.next_review,
            now,
            now,
            p.version
        ]
    });
    tx.insert_many("processes", &columns, rows.collect()).await?;
    for process in processes {
        tx.revise(KIND, process.id, process);
    }
    Ok(())
}

/// Saves a changed process; false when it was changed by somebody else since `process.version`.
pub async fn update(tx: &mut WriteTx, process: &Process) -> sqlx::Result<bool> {
    let now = tx.now();
    let p = process;
    let touched = tx
        .exec(
            "UPDATE processes SET name = $2, name_sort = $3, name_fold = $4, external_id = $5, code = $6, \
             description = $7, unit_id = $8, owner_id = $9, tolerated_outage_minutes = $10, reserve_routine = $11, \
             vital = $12, note = $13, state = $14, library_ref = $15, next_review = $16, updated_at = $17, \
             version = version + 1 WHERE tenant_id = $1 AND id = $18 AND version = $19",
            args![
                &p.name,
                sort_key(&p.name),
                fold(&p.name),
                &p.external_id,
                &p.code,
                &p.description,
                p.unit_id,
                p.owner_id,
                p.tolerated_outage_minutes,
                &p.reserve_routine,
                p.vital,
                &p.note,
                p.state,
                &p.library_ref,
                p.next_review,
                now,
                p.id,
                p.version
            ],
        )
        .await?;
    tx.revise(KIND, p.id, &Process { version: p.version + 1, ..p.clone() });
    Ok(touched == 1)
}

/// Takes a process out of the register.
pub async fn remove(tx: &mut WriteTx, id: ProcessId) -> sqlx::Result<()> {
    remove_many(tx, &[id]).await
}

/// The same for many, for an import that is undone.
pub async fn remove_many(tx: &mut WriteTx, ids: &[ProcessId]) -> sqlx::Result<()> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    tx.exec(&format!("DELETE FROM processes WHERE tenant_id = $1 AND id IN {list}"), args).await?;
    for id in ids {
        tx.revise_removed(KIND, *id);
    }
    Ok(())
}

/// Gives several processes in scope another owner; gives how many.
pub async fn set_owner(
    tx: &mut WriteTx,
    scope: &Scope,
    ids: &[ProcessId],
    owner: PersonId,
) -> sqlx::Result<usize> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    let condition = scope.condition("p.unit_id", &mut args);
    let sql =
        format!("SELECT {COLUMNS} FROM processes p WHERE p.tenant_id = $1 AND p.id IN {list}{condition}");
    let processes: Vec<Process> = tx.all(&sql, args).await?;
    let now = tx.now();
    let mut args = args![owner, now];
    let list = in_list(&mut args, processes.iter().map(|process| process.id));
    let sql = format!(
        "UPDATE processes SET owner_id = $2, updated_at = $3, version = version + 1 \
         WHERE tenant_id = $1 AND id IN {list}"
    );
    tx.exec(&sql, args).await?;
    for process in &processes {
        let changed = Process { owner_id: Some(owner), version: process.version + 1, ..process.clone() };
        tx.revise(KIND, process.id, &changed);
    }
    Ok(processes.len())
}

/// Confirms several processes in scope; gives how many of them there are.
pub async fn confirm_many(tx: &mut WriteTx, scope: &Scope, ids: &[ProcessId]) -> sqlx::Result<usize> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    let condition = scope.condition("p.unit_id", &mut args);
    let sql =
        format!("SELECT {COLUMNS} FROM processes p WHERE p.tenant_id = $1 AND p.id IN {list}{condition}");
    let processes: Vec<Process> = tx.all(&sql, args).await?;
    confirm(tx, "processes", processes.iter().map(|process| process.id)).await?;
    for process in &processes {
        let confirmed =
            Process { state: RecordState::Confirmed, version: process.version + 1, ..process.clone() };
        tx.revise(KIND, process.id, &confirmed);
    }
    Ok(processes.len())
}
