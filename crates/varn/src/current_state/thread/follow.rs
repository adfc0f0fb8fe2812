//! What follows a write that touches the graph: a new version, the needs that became different, in the same transaction.

use super::graph::{self, Cache, Thread};
use super::{RAISE, store};
use crate::current_state::classification;
use crate::platform::app::App;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::Result;
use crate::platform::history::RecordKind;
use crate::platform::reaction::{ReactFuture, Reaction};
use crate::platform::verify::Verifier;
use crate::registers::{information, links, processes, suppliers, systems};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use uuid::Uuid;
use varn_engine::{Change, Shift};

/// More records than this at once are computed anew from the start.
const FEW: usize = 100;

/// Kinds whose records are one node each, or say something about one: the graph changes in that node alone.
const OF_A_NODE: [RecordKind; 7] = [
    information::KIND,
    processes::KIND,
    systems::KIND,
    suppliers::KIND,
    classification::KIND,
    classification::LOWERING,
    RAISE,
];

/// Keeps the needs up to date.
pub const REACTION: Reaction = Reaction {
    on: &[
        information::KIND,
        processes::KIND,
        systems::KIND,
        suppliers::KIND,
        classification::KIND,
        classification::LOWERING,
        classification::MODEL,
        RAISE,
        links::LINK,
    ],
    react,
};

fn react<'a>(app: &'a App, tx: &'a mut WriteTx, touched: Vec<(RecordKind, Uuid)>) -> ReactFuture<'a> {
    Box::pin(async move {
        let before = store::lock_version(tx).await?;
        let cache = app.shared::<Cache>();
        let tenant = tx.tenant();
        let known = cache.find(tenant, before).filter(|_| before != 0);
        let thread = match known.zip(few(&touched)) {
            Some((known, ids)) => step(tx, &known, &ids).await?,
            None => None,
        };
        let thread = match thread {
            Some(thread) => thread,
            None => anew(tx).await?.0,
        };
        let version = store::renew_version(tx).await?;
        cache.keep(tenant, version, Arc::new(thread));
        Ok(())
    })
}

/// The nodes that changed, when they are few and nothing but nodes changed.
fn few(touched: &[(RecordKind, Uuid)]) -> Option<Vec<Uuid>> {
    let simple = touched.iter().all(|(kind, _)| OF_A_NODE.contains(kind));
    let ids: BTreeSet<Uuid> = touched.iter().map(|(_, id)| *id).collect();
    (simple && ids.len() <= FEW).then(|| ids.into_iter().collect())
}

/// The graph with these nodes, and the sets that follow them, as they are now; what became different is stored. `None`
/// when a record is not known: links may wait for it, so the graph is read anew.
async fn step(tx: &mut WriteTx, known: &Thread, ids: &[Uuid]) -> Result<Option<Thread>> {
    let rows = store::nodes(tx, Some(ids)).await?;
    if rows.iter().any(|row| known.graph().node(row.id).is_none()) {
        return Ok(None);
    }
    let raises = store::raises(tx, Some(ids)).await?;
    let mut thread = known.clone();
    let mut shifts = Vec::new();
    let mut gone = Vec::new();
    for row in &rows {
        let Some(node) = graph::node(row, &raises) else { return Ok(None) };
        let Ok(more) = thread.apply(Change::PutNode(node)) else { return Ok(None) };
        shifts.extend(more);
    }
    for id in ids.iter().filter(|id| rows.iter().all(|row| row.id != **id)) {
        if known.graph().node(*id).is_none() {
            return Ok(None);
        }
        let Ok(more) = thread.apply(Change::RemoveNode(*id)) else { return Ok(None) };
        shifts.extend(more);
        gone.push(*id);
    }
    let nodes: BTreeSet<Uuid> =
        shifts.iter().filter(|shift| is_shown(shift)).map(|shift| shift.node).collect();
    let changed: Vec<_> = nodes.into_iter().filter_map(|id| graph::need_row(&thread, id)).collect();
    store::put_needs(tx, &changed, &gone).await?;
    Ok(Some(thread))
}

/// Whether the shift shows in the stored need, and not only in its reason.
fn is_shown(shift: &Shift<Uuid>) -> bool {
    shift.level_changed() || shift.before.is_none_or(|before| before.open != shift.after.open)
}

/// The graph read and derived from the start; what differs from the stored needs is written. Gives which nodes those were.
async fn anew(tx: &mut WriteTx) -> Result<(Thread, Vec<Uuid>)> {
    let thread = graph::load(tx).await?;
    let stored = store::needs(tx).await?;
    let (changed, gone) = graph::compare(&thread, &stored);
    if store::is_many(changed.len()) {
        let ids = thread.graph().nodes().map(|node| node.id);
        let all: Vec<_> = ids.filter_map(|id| graph::need_row(&thread, id)).collect();
        store::replace_needs(tx, &all).await?;
    } else {
        store::put_needs(tx, &changed, &gone).await?;
    }
    let differing = changed.into_iter().map(|row| row.node_id).chain(gone).collect();
    Ok((thread, differing))
}

/// Derives every need anew, for imports and the demo. Gives the nodes whose stored need was not right.
pub async fn recompute_all(tx: &mut WriteTx) -> Result<Vec<Uuid>> {
    store::lock_version(tx).await?;
    let (_, differing) = anew(tx).await?;
    store::renew_version(tx).await?;
    Ok(differing)
}

/// A stored need that is not what the graph says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The record.
    pub node: Uuid,
    /// What it is.
    pub kind: String,
    /// K R T S as stored; `None` when no need is stored.
    pub stored: Option<[Option<i64>; 4]>,
    /// K R T S as they should be; `None` when there is no such record.
    pub right: Option<[Option<i64>; 4]>,
}

/// What `varn verify` asks: the stored needs that are not what the graph says. Five statements.
pub async fn differing(tx: &mut Tx) -> Result<Vec<Difference>> {
    let thread = graph::load(tx).await?;
    let stored = store::needs(tx).await?;
    let (changed, gone) = graph::compare(&thread, &stored);
    let columns =
        |row: &store::NeedRow| [row.confidentiality, row.integrity, row.availability, row.traceability];
    let known: HashMap<Uuid, &store::NeedRow> = stored.iter().map(|row| (row.node_id, row)).collect();
    let wrong = changed.iter().map(|row| Difference {
        node: row.node_id,
        kind: row.node_kind.clone(),
        stored: known.get(&row.node_id).map(|row| columns(row)),
        right: Some(columns(row)),
    });
    let loose = gone.iter().filter_map(|id| known.get(id)).map(|row| Difference {
        node: row.node_id,
        kind: row.node_kind.clone(),
        stored: Some(columns(row)),
        right: None,
    });
    Ok(wrong.chain(loose).collect())
}

/// `varn verify`: the stored needs against the graph.
pub const VERIFIER: Verifier = Verifier {
    what: "protection needs",
    verify: |_, tx| Box::pin(async move { Ok(told(&differing(tx).await?)) }),
};

fn told(differences: &[Difference]) -> Vec<String> {
    let words = |levels: Option<[Option<i64>; 4]>| {
        let letters = "KRTS".chars();
        levels.map_or_else(
            || "nothing".to_owned(),
            |levels| {
                let word =
                    |level: Option<i64>| level.map_or_else(|| "-".to_owned(), |level| level.to_string());
                letters
                    .zip(levels)
                    .map(|(letter, level)| format!("{letter}{}", word(level)))
                    .collect::<Vec<_>>()
                    .join(" ")
            },
        )
    };
    let tell = |one: &Difference| {
        format!(
            "{} {} has {} stored, and should have {}",
            one.kind,
            one.node,
            words(one.stored),
            words(one.right)
        )
    };
    differences.iter().map(tell).collect()
}
