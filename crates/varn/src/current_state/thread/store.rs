//! What the graph is made of, and the derived needs. Reads the registers' and classification's tables, and writes
//! `graph_versions`, `needs` and `raises`.

use super::raise::{Cause, Raise, RaiseId};
use crate::args;
use crate::current_state::classification::AspectWord;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::permission::Scope;
use crate::registers::systems::SystemId;
use uuid::Uuid;

/// From this many rows on, the table is written anew.
const MANY: usize = 500;

/// A node with what is said about it: its own classification, the common one it follows, and its tolerated outage.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct NodeRow {
    pub(super) id: Uuid,
    pub(super) kind: String,
    pub(super) confidentiality: Option<i64>,
    pub(super) integrity: Option<i64>,
    pub(super) availability: Option<i64>,
    pub(super) traceability: Option<i64>,
    pub(super) common_confidentiality: Option<i64>,
    pub(super) common_integrity: Option<i64>,
    pub(super) common_availability: Option<i64>,
    pub(super) common_traceability: Option<i64>,
    pub(super) lowering_approved: bool,
    pub(super) tolerated: Option<i64>,
}

const NO_COMMON: &str = "CAST(NULL AS BIGINT) AS common_confidentiality, CAST(NULL AS BIGINT) AS common_integrity, \
     CAST(NULL AS BIGINT) AS common_availability, CAST(NULL AS BIGINT) AS common_traceability, \
     FALSE AS lowering_approved";

/// The nodes, all of them or only those with the ids and the sets that follow them. One statement.
pub(super) async fn nodes(tx: &mut Tx, only: Option<&[Uuid]>) -> sqlx::Result<Vec<NodeRow>> {
    let mut args = args![];
    let list = only.map(|ids| in_list(&mut args, ids.iter().copied()));
    let among =
        |alias: &str| list.as_ref().map(|list| format!(" AND {alias}.id IN {list}")).unwrap_or_default();
    let sets = list
        .as_ref()
        .map(|list| format!(" AND (x.id IN {list} OR x.common_id IN {list})"))
        .unwrap_or_default();
    let own = "c.confidentiality, c.integrity, c.availability, c.traceability";
    let join = "LEFT JOIN classifications c ON c.tenant_id = $1 AND c.object_id = x.id AND c.superseded_at IS NULL \
         WHERE x.tenant_id = $1";
    let sql = format!(
        "SELECT x.id, 'information_set' AS kind, {own}, g.confidentiality AS common_confidentiality, \
         g.integrity AS common_integrity, g.availability AS common_availability, \
         g.traceability AS common_traceability, EXISTS (SELECT 1 FROM lowerings l WHERE l.tenant_id = $1 \
         AND l.classification_id = c.id AND l.approved_at IS NOT NULL) AS lowering_approved, \
         CAST(NULL AS BIGINT) AS tolerated FROM information_sets x LEFT JOIN classifications g \
         ON g.tenant_id = $1 AND g.object_id = x.common_id AND g.superseded_at IS NULL {join}{sets} \
         UNION ALL SELECT x.id, 'process', {own}, {NO_COMMON}, x.tolerated_outage_minutes FROM processes x {join}{} \
         UNION ALL SELECT x.id, 'system', {own}, {NO_COMMON}, CAST(NULL AS BIGINT) FROM systems x {join}{} \
         UNION ALL SELECT x.id, 'supplier', CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), \
         CAST(NULL AS BIGINT), {NO_COMMON}, CAST(NULL AS BIGINT) FROM suppliers x WHERE x.tenant_id = $1{}",
        among("x"),
        among("x"),
        among("x")
    );
    tx.all(&sql, args).await
}

/// A raise as the graph needs it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct RaiseRow {
    pub(super) id: Uuid,
    pub(super) system_id: Uuid,
    pub(super) aspect: AspectWord,
    pub(super) level: i64,
    pub(super) cause: Cause,
}

/// The raises, all of them or only those of some systems. One statement.
pub(super) async fn raises(tx: &mut Tx, only: Option<&[Uuid]>) -> sqlx::Result<Vec<RaiseRow>> {
    let mut args = args![];
    let among = match only {
        Some(ids) => format!(" AND system_id IN {}", in_list(&mut args, ids.iter().copied())),
        None => String::new(),
    };
    let sql = format!("SELECT id, system_id, aspect, level, cause FROM raises WHERE tenant_id = $1{among}");
    tx.all(&sql, args).await
}

const RAISE_COLUMNS: &str =
    "r.id, r.system_id, r.aspect, r.level, r.cause, r.motive, r.raised_by, r.created_at";

/// The raises of a system, the oldest first.
pub(super) async fn raises_of(tx: &mut Tx, system: SystemId) -> sqlx::Result<Vec<Raise>> {
    let sql = format!(
        "SELECT {RAISE_COLUMNS} FROM raises r WHERE r.tenant_id = $1 AND r.system_id = $2 ORDER BY r.created_at, r.id"
    );
    tx.all(&sql, args![system]).await
}

/// A raise, if the actor may see the system.
pub(super) async fn raise(tx: &mut Tx, scope: &Scope, id: RaiseId) -> sqlx::Result<Option<Raise>> {
    let mut args = args![id];
    let condition = scope.condition("s.unit_id", &mut args);
    let sql = format!(
        "SELECT {RAISE_COLUMNS} FROM raises r JOIN systems s ON s.tenant_id = r.tenant_id AND s.id = r.system_id \
         WHERE r.tenant_id = $1 AND r.id = $2{condition}"
    );
    tx.opt(&sql, args).await
}

/// Adds a raise.
pub(super) async fn insert_raise(tx: &mut WriteTx, raise: &Raise) -> sqlx::Result<()> {
    let r = raise;
    let columns = ["id", "system_id", "aspect", "level", "cause", "motive", "raised_by", "created_at"];
    let row = args![r.id, r.system_id, r.aspect, r.level, r.cause, &r.motive, &r.raised_by, r.created_at];
    tx.insert_many("raises", &columns, vec![row]).await
}

/// Takes a raise away.
pub(super) async fn remove_raise(tx: &mut WriteTx, id: RaiseId) -> sqlx::Result<()> {
    tx.exec("DELETE FROM raises WHERE tenant_id = $1 AND id = $2", args![id]).await.map(|_| ())
}

/// The version of the graph that this transaction sees; 0 before anything was derived.
pub(super) async fn version(tx: &mut Tx) -> sqlx::Result<i64> {
    let row: Option<(i64,)> =
        tx.opt("SELECT version FROM graph_versions WHERE tenant_id = $1", args![]).await?;
    Ok(row.map_or(0, |(version,)| version))
}

/// The version of the graph, which nobody else may change before this transaction ends.
pub(super) async fn lock_version(tx: &mut WriteTx) -> sqlx::Result<i64> {
    let (version,): (i64,) = tx
        .one(
            "INSERT INTO graph_versions (tenant_id, version) VALUES ($1, 0) \
             ON CONFLICT (tenant_id) DO UPDATE SET version = graph_versions.version RETURNING version",
            args![],
        )
        .await?;
    Ok(version)
}

/// Sets a new version and gives it. It is drawn, not counted: a number that was rolled back never comes again, so what
/// is kept in memory under a version is always the graph of that version.
pub(super) async fn renew_version(tx: &mut WriteTx) -> sqlx::Result<i64> {
    let version = i64::from_be_bytes(tx.clock().random()) & i64::MAX;
    tx.exec("UPDATE graph_versions SET version = $2 WHERE tenant_id = $1", args![version]).await?;
    Ok(version)
}

/// A need as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct NeedRow {
    pub(super) node_id: Uuid,
    pub(super) node_kind: String,
    pub(super) confidentiality: Option<i64>,
    pub(super) integrity: Option<i64>,
    pub(super) availability: Option<i64>,
    pub(super) traceability: Option<i64>,
    pub(super) open_confidentiality: bool,
    pub(super) open_integrity: bool,
    pub(super) open_availability: bool,
    pub(super) open_traceability: bool,
    pub(super) highest: i64,
}

/// Every stored need. One statement.
pub(super) async fn needs(tx: &mut Tx) -> sqlx::Result<Vec<NeedRow>> {
    tx.all(
        "SELECT node_id, node_kind, confidentiality, integrity, availability, traceability, open_confidentiality, \
         open_integrity, open_availability, open_traceability, highest FROM needs WHERE tenant_id = $1",
        args![],
    )
    .await
}

/// Stores the needs that became different and takes away those of nodes that are gone.
pub(super) async fn put_needs(tx: &mut WriteTx, changed: &[NeedRow], gone: &[Uuid]) -> sqlx::Result<()> {
    let mut args = args![];
    let ids = changed.iter().map(|row| row.node_id).chain(gone.iter().copied());
    let list = in_list(&mut args, ids);
    if args.is_empty() {
        return Ok(());
    }
    tx.exec(&format!("DELETE FROM needs WHERE tenant_id = $1 AND node_id IN {list}"), args).await?;
    insert(tx, changed).await
}

/// Stores every need anew.
pub(super) async fn replace_needs(tx: &mut WriteTx, all: &[NeedRow]) -> sqlx::Result<()> {
    tx.exec("DELETE FROM needs WHERE tenant_id = $1", args![]).await?;
    insert(tx, all).await
}

/// Whether so many rows are cheaper to write all anew.
pub(super) const fn is_many(rows: usize) -> bool {
    rows > MANY
}

async fn insert(tx: &mut WriteTx, rows: &[NeedRow]) -> sqlx::Result<()> {
    let columns = [
        "node_id",
        "node_kind",
        "confidentiality",
        "integrity",
        "availability",
        "traceability",
        "open_confidentiality",
        "open_integrity",
        "open_availability",
        "open_traceability",
        "highest",
    ];
    let values = rows.iter().map(|row| {
        args![
            row.node_id,
            &row.node_kind,
            row.confidentiality,
            row.integrity,
            row.availability,
            row.traceability,
            row.open_confidentiality,
            row.open_integrity,
            row.open_availability,
            row.open_traceability,
            row.highest
        ]
    });
    tx.insert_many("needs", &columns, values.collect()).await
}
