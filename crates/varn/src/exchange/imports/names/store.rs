//! Systems and suppliers by name, and the links to them.

use crate::args;
use crate::people::organisation::UnitId;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::history::RecordKind;
use crate::platform::swedish::{fold, sort_key};
use serde::Serialize;
use std::collections::HashSet;
use uuid::Uuid;

const SUPPLIER: RecordKind = RecordKind("supplier");

/// Systems: id and name.
pub async fn systems(tx: &mut Tx) -> sqlx::Result<Vec<(Uuid, String)>> {
    tx.all("SELECT id, name FROM systems WHERE tenant_id = $1 ORDER BY name_sort DESC, id DESC", args![])
        .await
}

/// Suppliers: id and name.
pub async fn suppliers(tx: &mut Tx) -> sqlx::Result<Vec<(Uuid, String)>> {
    tx.all("SELECT id, name FROM suppliers WHERE tenant_id = $1 ORDER BY name_sort DESC, id DESC", args![])
        .await
}

/// A supplier that a row names.
#[derive(Clone, Debug, Serialize)]
pub struct Supplier {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub unit_id: UnitId,
}

/// Adds suppliers as proposed.
pub async fn insert_suppliers(tx: &mut WriteTx, suppliers: &[Supplier]) -> sqlx::Result<()> {
    let now = tx.now();
    let columns = ["id", "name", "name_sort", "name_fold", "unit_id", "state", "created_at", "updated_at"];
    let rows = suppliers
        .iter()
        .map(|s| args![s.id, &s.name, sort_key(&s.name), fold(&s.name), s.unit_id, "proposed", now, now]);
    tx.insert_many("suppliers", &columns, rows.collect()).await?;
    suppliers.iter().for_each(|supplier| tx.revise(SUPPLIER, supplier.id, supplier));
    Ok(())
}

/// A link as it is read and written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, sqlx::FromRow)]
pub struct Link {
    /// What it says.
    pub kind: String,
    /// The kind of the record it begins at.
    pub from_kind: String,
    /// That record.
    pub from_id: Uuid,
    /// The kind of the other.
    pub to_kind: String,
    /// The other.
    pub to_id: Uuid,
    /// Its name.
    pub to_name: String,
}

/// Links from records of a kind to systems and suppliers, with their names.
pub async fn links_from(tx: &mut Tx, from: RecordKind) -> sqlx::Result<Vec<Link>> {
    tx.all(
        "SELECT l.kind, l.from_kind, l.from_id, l.to_kind, l.to_id, s.name AS to_name FROM links l \
         JOIN systems s ON s.tenant_id = l.tenant_id AND s.id = l.to_id WHERE l.tenant_id = $1 AND l.from_kind = $2 \
         UNION ALL SELECT l.kind, l.from_kind, l.from_id, l.to_kind, l.to_id, s.name FROM links l \
         JOIN suppliers s ON s.tenant_id = l.tenant_id AND s.id = l.to_id WHERE l.tenant_id = $1 AND l.from_kind = $2",
        args![from.0],
    )
    .await
}

/// Adds links.
pub async fn insert_links(tx: &mut WriteTx, links: &[Link]) -> sqlx::Result<()> {
    let columns = ["kind", "from_kind", "from_id", "to_kind", "to_id"];
    let rows = links.iter().map(|l| args![&l.kind, &l.from_kind, l.from_id, &l.to_kind, l.to_id]);
    tx.insert_many("links", &columns, rows.collect()).await
}

/// Every link that begins or ends at one of the records: kind, from and to.
pub async fn links_of(tx: &mut Tx, ids: &[Uuid]) -> sqlx::Result<Vec<(String, Uuid, Uuid)>> {
    let mut found = Vec::new();
    for part in ids.chunks(5000) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        let sql = format!(
            "SELECT kind, from_id, to_id FROM links WHERE tenant_id = $1 AND (from_id IN {list} OR to_id IN {list})"
        );
        let rows: Vec<(String, Uuid, Uuid)> = tx.all(&sql, args).await?;
        found.extend(rows);
    }
    Ok(found)
}

/// Takes links away: kind, from and to.
pub async fn remove_links(tx: &mut WriteTx, links: &[(String, Uuid, Uuid)]) -> sqlx::Result<()> {
    for part in links.chunks(1000) {
        let mut args = args![];
        let mut ties = Vec::with_capacity(part.len());
        for (kind, from, to) in part {
            ties.push(in_list(&mut args, [Arg::from(kind.as_str()), Arg::from(*from), Arg::from(*to)]));
        }
        let sql = format!(
            "DELETE FROM links WHERE tenant_id = $1 AND (kind, from_id, to_id) IN (VALUES {})",
            ties.join(", ")
        );
        tx.exec(&sql, args).await?;
    }
    Ok(())
}

/// Those of the records that are judged, or have files, exceptions or raised needs.
pub async fn in_use(tx: &mut Tx, ids: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    let mut found = Vec::new();
    for part in ids.chunks(5000) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        let places = [
            ("judgements", "object_id"),
            ("deviations", "object_id"),
            ("files", "record_id"),
            ("raises", "system_id"),
            ("lowerings", "information_id"),
            ("information_sets", "common_id"),
        ];
        let selects = places.map(|(table, column)| {
            format!("SELECT {column} AS id FROM {table} WHERE tenant_id = $1 AND {column} IN {list}")
        });
        let rows: Vec<(Uuid,)> = tx.all(&selects.join(" UNION "), args).await?;
        found.extend(rows.into_iter().map(|(id,)| id));
    }
    Ok(found)
}

/// Those of the systems or suppliers that nobody has edited and nothing is tied to.
pub async fn unused(tx: &mut Tx, table: &str, ids: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let used: HashSet<Uuid> = in_use(tx, ids).await?.into_iter().collect();
    let linked: HashSet<Uuid> =
        links_of(tx, ids).await?.into_iter().flat_map(|(_, from, to)| [from, to]).collect();
    let mut args = args![];
    let list =
        in_list(&mut args, ids.iter().copied().filter(|id| !used.contains(id) && !linked.contains(id)));
    let sql = format!(
        "SELECT t.id FROM {table} t WHERE t.tenant_id = $1 AND t.version = 1 AND t.id IN {list} AND NOT EXISTS \
         (SELECT 1 FROM classifications c WHERE c.tenant_id = $1 AND c.object_id = t.id)"
    );
    let rows: Vec<(Uuid,)> = tx.all(&sql, args).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes suppliers out of the register.
pub async fn remove_suppliers(tx: &mut WriteTx, ids: &[Uuid]) -> sqlx::Result<()> {
    let mut args = args![];
    let list = in_list(&mut args, ids.iter().copied());
    tx.exec(&format!("DELETE FROM suppliers WHERE tenant_id = $1 AND id IN {list}"), args).await?;
    ids.iter().for_each(|id| tx.revise_removed(SUPPLIER, *id));
    Ok(())
}
