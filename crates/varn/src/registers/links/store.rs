//! The table of links, and that a removed record leaves none behind.

use super::LINK;
use super::model::{KINDS, Link, LinkKind, Relation, end};
use crate::args;
use crate::platform::app::App;
use crate::platform::arg::Arg;
use crate::platform::audit;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::erasure::EraseFuture;
use crate::platform::error::Result;
use crate::platform::history::RecordKind;
use crate::platform::kinds::KindInfo;
use crate::platform::permission::Scope;
use crate::platform::reaction::Reaction;
use crate::registers::contains;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A removed record's links go with it, in the same transaction.
pub const REACTION: Reaction =
    Reaction { on: &KINDS, react: |app, tx, touched| Box::pin(follow_removed(app, tx, touched)) };

/// Records asked for in one statement; SQLite takes 32 766 values.
const RECORDS_PER_STATEMENT: usize = 10_000;

/// Links named in one statement, by three values each.
const LINKS_PER_STATEMENT: usize = 1_000;

const COLUMNS: &str = "kind, from_id, to_id, endurance_minutes";

/// Every link of the municipality, for the graph.
pub async fn all(tx: &mut Tx) -> sqlx::Result<Vec<Link>> {
    let sql = format!("SELECT {COLUMNS} FROM links WHERE tenant_id = $1 ORDER BY kind, from_id, to_id");
    tx.all(&sql, args![]).await
}

/// A link as seen from one of its ends.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Linked {
    /// What it says.
    pub kind: LinkKind,
    /// Whether the sentence begins with this end.
    pub is_outward: bool,
    /// The record at the other end.
    pub other_id: Uuid,
    /// Its name; `None` when the actor may not see it.
    pub name: Option<String>,
    /// How long the one manages without the other.
    pub endurance_minutes: i64,
}

impl Linked {
    /// The sentence and which way it is read.
    pub const fn relation(&self) -> Relation {
        Relation { kind: self.kind, is_outward: self.is_outward }
    }
}

/// The links of a record both ways, with the names that the actor may see. One statement.
pub async fn of_record(tx: &mut Tx, scope: &Scope, id: Uuid) -> sqlx::Result<Vec<Linked>> {
    let either = |column: &str| {
        let columns = ["p", "i", "b", "s", "v"].map(|alias| format!("{alias}.{column}"));
        format!("COALESCE({})", columns.join(", "))
    };
    let mut args = args![id];
    let condition = scope.condition(&either("unit_id"), &mut args);
    let sql = format!(
        "SELECT x.kind, x.is_outward, x.other_id, x.endurance_minutes, \
         CASE WHEN 1 = 1{condition} THEN {name} ELSE NULL END AS name FROM ( \
         SELECT l.kind, TRUE AS is_outward, l.to_id AS other_id, l.endurance_minutes FROM links l \
         WHERE l.tenant_id = $1 AND l.from_id = $2 \
         UNION ALL SELECT l.kind, FALSE, l.from_id, l.endurance_minutes FROM links l \
         WHERE l.tenant_id = $1 AND l.to_id = $2) x \
         LEFT JOIN processes p ON p.tenant_id = $1 AND p.id = x.other_id \
         LEFT JOIN information_sets i ON i.tenant_id = $1 AND i.id = x.other_id \
         LEFT JOIN processings b ON b.tenant_id = $1 AND b.id = x.other_id \
         LEFT JOIN systems s ON s.tenant_id = $1 AND s.id = x.other_id \
         LEFT JOIN suppliers v ON v.tenant_id = $1 AND v.id = x.other_id \
         ORDER BY {sort} NULLS LAST, x.other_id, x.kind",
        name = either("name"),
        sort = either("name_sort"),
    );
    tx.all(&sql, args).await
}

/// Adds links. Those that stand there already are left as they are; gives how many were new.
pub async fn insert_many(tx: &mut WriteTx, links: &[Link]) -> sqlx::Result<usize> {
    let froms: BTreeSet<Uuid> = links.iter().map(|link| link.from_id).collect();
    let mut known = BTreeSet::new();
    for part in froms.into_iter().collect::<Vec<_>>().chunks(RECORDS_PER_STATEMENT) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        let sql = format!("SELECT {COLUMNS} FROM links WHERE tenant_id = $1 AND from_id IN {list}");
        let rows: Vec<Link> = tx.all(&sql, args).await?;
        known.extend(rows.iter().map(Link::revision_id));
    }
    let new: Vec<Link> = links.iter().filter(|link| known.insert(link.revision_id())).copied().collect();
    let columns = ["kind", "from_kind", "from_id", "to_kind", "to_id", "endurance_minutes"];
    tx.insert_many("links", &columns, new.iter().map(values).collect()).await?;
    for link in &new {
        tx.revise(LINK, link.revision_id(), link);
    }
    Ok(new.len())
}

fn values(link: &Link) -> Vec<Arg> {
    let (from, to) = link.kind.joins();
    args![link.kind, from.0, link.from_id, to.0, link.to_id, link.endurance_minutes]
}

/// Writes a link; one that stands there already gets the endurance said now.
pub async fn put(tx: &mut WriteTx, link: &Link) -> sqlx::Result<()> {
    tx.exec(
        "INSERT INTO links (tenant_id, kind, from_kind, from_id, to_kind, to_id, endurance_minutes) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, kind, from_id, to_id) \
         DO UPDATE SET endurance_minutes = excluded.endurance_minutes",
        values(link),
    )
    .await?;
    tx.revise(LINK, link.revision_id(), link);
    Ok(())
}

/// Takes a link away; false when there was none.
pub async fn remove(tx: &mut WriteTx, link: &Link) -> sqlx::Result<bool> {
    let sql = "DELETE FROM links WHERE tenant_id = $1 AND kind = $2 AND from_id = $3 AND to_id = $4";
    let touched = tx.exec(sql, args![link.kind, link.from_id, link.to_id]).await?;
    if touched > 0 {
        tx.revise_removed(LINK, link.revision_id());
    }
    Ok(touched > 0)
}

/// Takes many links away; those that stand there no longer are passed over.
pub async fn remove_many(tx: &mut WriteTx, links: &[Link]) -> sqlx::Result<()> {
    for part in links.chunks(LINKS_PER_STATEMENT) {
        let mut args = args![];
        let ends = part.iter().map(|link| {
            in_list(&mut args, [Arg::from(link.kind), Arg::from(link.from_id), Arg::from(link.to_id)])
        });
        let ends: Vec<_> = ends.collect();
        let sql = format!(
            "DELETE FROM links WHERE tenant_id = $1 AND (kind, from_id, to_id) IN (VALUES {}) RETURNING {COLUMNS}",
            ends.join(", ")
        );
        let removed: Vec<Link> = tx.all(&sql, args).await?;
        for link in &removed {
            tx.revise_removed(LINK, link.revision_id());
        }
    }
    Ok(())
}

/// Takes every link of the records away, both ways; gives how many.
pub async fn remove_all_of(tx: &mut WriteTx, records: &[Uuid]) -> sqlx::Result<usize> {
    let mut removed = 0;
    for part in records.chunks(RECORDS_PER_STATEMENT) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        let sql = format!(
            "DELETE FROM links WHERE tenant_id = $1 AND (from_id IN {list} OR to_id IN {list}) RETURNING {COLUMNS}"
        );
        let links: Vec<Link> = tx.all(&sql, args).await?;
        for link in &links {
            tx.revise_removed(LINK, link.revision_id());
        }
        removed += links.len();
    }
    Ok(removed)
}

async fn follow_removed(_: &App, tx: &mut WriteTx, touched: Vec<(RecordKind, Uuid)>) -> Result<()> {
    let kinds: BTreeSet<RecordKind> = touched.iter().map(|(kind, _)| *kind).collect();
    let mut gone: BTreeSet<Uuid> = touched.into_iter().map(|(_, id)| id).collect();
    for part in gone.clone().into_iter().collect::<Vec<_>>().chunks(RECORDS_PER_STATEMENT) {
        let mut args = args![];
        let list = in_list(&mut args, part.iter().copied());
        let there = |table: &str| format!("SELECT id FROM {table} WHERE tenant_id = $1 AND id IN {list}");
        let tables: Vec<_> =
            kinds.iter().filter_map(|kind| end(kind.0)).map(|info| there(info.table)).collect();
        let rows: Vec<(Uuid,)> = tx.all(&tables.join(" UNION ALL "), args).await?;
        for (id,) in rows {
            gone.remove(&id);
        }
    }
    if !gone.is_empty() {
        remove_all_of(tx, &gone.into_iter().collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// Wipes what history says of every link that a record has or had, for one that must leave no trace. The links
/// themselves go with the record.
pub fn erase(tx: &mut WriteTx, _: RecordKind, id: Uuid) -> EraseFuture<'_> {
    Box::pin(async move {
        let sql =
            "SELECT DISTINCT record_id FROM revisions WHERE tenant_id = $1 AND kind = $2 AND data LIKE $3";
        let rows: Vec<(Uuid,)> = tx.all(sql, args![LINK.0, format!("%{id}%")]).await?;
        let mut erased = 0;
        for (link,) in rows {
            erased += audit::erase_record(tx, link).await?;
        }
        Ok(erased)
    })
}

/// The name of a record, if the actor may see it.
pub async fn name(tx: &mut Tx, scope: &Scope, kind: RecordKind, id: Uuid) -> sqlx::Result<Option<String>> {
    let Some(KindInfo { table, .. }) = end(kind.0) else { return Ok(None) };
    let mut args = args![id];
    let condition = scope.condition("t.unit_id", &mut args);
    let sql = format!("SELECT t.name FROM {table} t WHERE t.tenant_id = $1 AND t.id = $2{condition}");
    let row: Option<(String,)> = tx.opt(&sql, args).await?;
    Ok(row.map(|(name,)| name))
}

/// A record that may be the other end.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Candidate {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Name of its unit.
    pub unit: String,
}

/// The first `most` records of a kind, but `except`, whose name holds `q`; in Swedish order.
pub async fn candidates(
    tx: &mut Tx,
    scope: &Scope,
    kind: RecordKind,
    except: Uuid,
    q: &str,
    most: i64,
) -> sqlx::Result<Vec<Candidate>> {
    let Some(KindInfo { table, .. }) = end(kind.0) else { return Ok(Vec::new()) };
    let mut args = args![except, contains(q), most];
    let condition = scope.condition("t.unit_id", &mut args);
    let sql = format!(
        "SELECT t.id, t.name, u.name AS unit FROM {table} t JOIN units u ON u.tenant_id = t.tenant_id \
         AND u.id = t.unit_id WHERE t.tenant_id = $1 AND t.id <> $2 AND t.name_fold LIKE $3 ESCAPE '\\'{condition} \
         ORDER BY t.name_sort, t.id LIMIT $4"
    );
    tx.all(&sql, args).await
}
