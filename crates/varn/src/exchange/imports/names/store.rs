//! Systems, suppliers and links as rows name them. Only read here; their registers write them.

use crate::args;
use crate::platform::db::{Tx, in_list};
use crate::platform::history::RecordKind;
use crate::registers::links::LinkKind;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Records named in one statement; SQLite takes 32 766 values.
const RECORDS: usize = 10_000;

/// Systems: id and name.
pub(crate) async fn systems(tx: &mut Tx) -> sqlx::Result<Vec<(Uuid, String)>> {
    tx.all("SELECT id, name FROM systems WHERE tenant_id = $1 ORDER BY name_sort DESC, id DESC", args![])
        .await
}

/// Suppliers: id and name.
pub(crate) async fn suppliers(tx: &mut Tx) -> sqlx::Result<Vec<(Uuid, String)>> {
    tx.all("SELECT id, name FROM suppliers WHERE tenant_id = $1 ORDER BY name_sort DESC, id DESC", args![])
        .await
}

/// A link from a record to a system or a supplier.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Tied {
    /// What it says.
    pub kind: LinkKind,
    /// The record.
    pub from_id: Uuid,
    /// The kind of the other end.
    pub to_kind: String,
    /// Name of the other end.
    pub to_name: String,
}

/// Links from records of a kind to systems and suppliers, with their names.
pub(crate) async fn ties(tx: &mut Tx, from: RecordKind) -> sqlx::Result<Vec<Tied>> {
    tx.all(
        "SELECT l.kind, l.from_id, l.to_kind, s.name AS to_name FROM links l \
         JOIN systems s ON s.tenant_id = l.tenant_id AND s.id = l.to_id WHERE l.tenant_id = $1 AND l.from_kind = $2 \
         UNION ALL SELECT l.kind, l.from_id, l.to_kind, s.name FROM links l \
         JOIN suppliers s ON s.tenant_id = l.tenant_id AND s.id = l.to_id WHERE l.tenant_id = $1 AND l.from_kind = $2",
        args![from.0],
    )
    .await
}

/// Every link that begins or ends at one of the records: kind, from and to.
pub(crate) async fn links_of(tx: &mut Tx, ids: &[Uuid]) -> sqlx::Result<Vec<(LinkKind, Uuid, Uuid)>> {
    let mut found = Vec::new();
    for part in ids.chunks(RECORDS) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        let sql = format!(
            "SELECT kind, from_id, to_id FROM links WHERE tenant_id = $1 AND (from_id IN {list} OR to_id IN {list})"
        );
        let rows: Vec<(LinkKind, Uuid, Uuid)> = tx.all(&sql, args).await?;
        found.extend(rows);
    }
    Ok(found)
}

/// Where a person's work on a record may stand: table and column.
const WORK: [(&str, &str); 6] = [
    ("judgements", "object_id"),
    ("deviations", "object_id"),
    ("files", "record_id"),
    ("raises", "system_id"),
    ("lowerings", "information_id"),
    ("information_sets", "common_id"),
];

/// Those of the records that somebody has worked on: judged, attached files to, raised, excepted.
pub(crate) async fn worked_on(tx: &mut Tx, ids: &[Uuid]) -> sqlx::Result<HashSet<Uuid>> {
    let mut found = HashSet::new();
    for part in ids.chunks(RECORDS) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        let selects = WORK.map(|(table, column)| {
            format!("SELECT {column} AS id FROM {table} WHERE tenant_id = $1 AND {column} IN {list}")
        });
        let rows: Vec<(Uuid,)> = tx.all(&selects.join(" UNION "), args).await?;
        found.extend(rows.into_iter().map(|(id,)| id));
    }
    Ok(found)
}

/// Those of the systems or suppliers (`table`) that nobody has edited or worked on and nothing is tied to.
pub(crate) async fn unused(tx: &mut Tx, table: &str, ids: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut busy = worked_on(tx, ids).await?;
    busy.extend(links_of(tx, ids).await?.into_iter().flat_map(|(_, from, to)| [from, to]));
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied().filter(|id| !busy.contains(id)));
    let sql = format!(
        "SELECT t.id FROM {table} t WHERE t.tenant_id = $1 AND t.version = 1 AND t.id IN {list} AND NOT EXISTS \
         (SELECT 1 FROM classifications c WHERE c.tenant_id = $1 AND c.object_id = t.id)"
    );
    let rows: Vec<(Uuid,)> = tx.all(&sql, args).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The classification that counts for an object, as far as rows are compared with it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Current {
    /// Its id.
    pub id: Uuid,
    /// The object.
    pub object_id: Uuid,
    confidentiality: Option<i64>,
    integrity: Option<i64>,
    availability: Option<i64>,
    traceability: Option<i64>,
    /// Whether a person judged or confirmed it.
    pub is_judged: bool,
}

impl Current {
    /// K R T S.
    pub(crate) const fn levels(&self) -> [Option<i64>; 4] {
        [self.confidentiality, self.integrity, self.availability, self.traceability]
    }
}

/// What counts now for objects of a kind, by object.
pub(crate) async fn classifications(tx: &mut Tx, object_kind: &str) -> sqlx::Result<HashMap<Uuid, Current>> {
    let rows: Vec<Current> = tx
        .all(
            "SELECT id, object_id, confidentiality, integrity, availability, traceability, \
             CASE WHEN source = 'judged' OR confirmed_at IS NOT NULL THEN TRUE ELSE FALSE END AS is_judged \
             FROM classifications WHERE tenant_id = $1 AND object_kind = $2 AND superseded_at IS NULL \
             ORDER BY created_at",
            args![object_kind],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.object_id, row)).collect())
}
