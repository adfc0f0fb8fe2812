//! The graph of a municipality: from rows to the engine and back, and the last ones in memory.

use super::store::{self, NeedRow, NodeRow, RaiseRow};
use crate::current_state::classification::{
    self, effective, from_columns, level, ordinal, store as classifications,
};
use crate::platform::app::App;
use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::kinds::KindInfo;
use crate::platform::tenant::TenantId;
use crate::registers::{information, links, processes, suppliers, systems};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;
use varn_engine::{Graph, Link, LinkKind, Minutes, Need, Node, NodeKind, PerAspect, Raise};

/// The graph of a municipality with the need of every node.
pub type Thread = Need<Uuid>;

/// How many graphs are kept in memory; one of a large municipality takes some megabytes.
const KEPT: usize = 24;
/// How many versions of one municipality's graph: the newest, and the one a slower reader may still see.
const VERSIONS: usize = 2;

/// The graphs used last, the newest at the end.
#[derive(Debug, Default)]
pub struct Cache(Mutex<Vec<(TenantId, i64, Arc<Thread>)>>);

impl Cache {
    /// The graph of that version, if it is kept.
    pub(super) fn find(&self, tenant: TenantId, version: i64) -> Option<Arc<Thread>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(of, at, _)| (*of, *at) == (tenant, version))?;
        let found = kept.remove(place);
        let thread = found.2.clone();
        kept.push(found);
        Some(thread)
    }

    /// The graph of a municipality that was used last, with its version.
    pub(super) fn last(&self, tenant: TenantId) -> Option<(i64, Arc<Thread>)> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter()
            .rev()
            .find(|(of, _, _)| *of == tenant)
            .map(|(_, version, thread)| (*version, thread.clone()))
    }

    /// Keeps a graph under the version it was read at.
    pub(super) fn keep(&self, tenant: TenantId, version: i64, thread: Arc<Thread>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push((tenant, version, thread));
        let of_tenant = kept.iter().filter(|(of, _, _)| *of == tenant).count();
        let too_many = of_tenant > VERSIONS;
        let oldest = kept.iter().position(|(of, _, _)| !too_many || *of == tenant);
        if let Some(oldest) = oldest.filter(|_| too_many || kept.len() > KEPT) {
            kept.remove(oldest);
        }
    }
}

/// The kind of record that a node is.
pub(super) const fn record(kind: NodeKind) -> &'static KindInfo {
    match kind {
        NodeKind::Information => &information::RECORD,
        NodeKind::Process => &processes::RECORD,
        NodeKind::System => &systems::RECORD,
        NodeKind::Supplier => &suppliers::RECORD,
    }
}

fn kind_of(word: &str) -> Option<NodeKind> {
    [NodeKind::Information, NodeKind::Process, NodeKind::System, NodeKind::Supplier]
        .into_iter()
        .find(|kind| record(*kind).kind.0 == word)
}

/// The link of the engine that a stored one is.
const fn engine_kind(kind: links::LinkKind) -> Option<LinkKind> {
    match kind {
        links::LinkKind::LivesIn => Some(LinkKind::LivesIn),
        links::LinkKind::UsesInformation => Some(LinkKind::UsesInformation),
        links::LinkKind::UsesSystem => Some(LinkKind::UsesSystem),
        links::LinkKind::DataHeldBy => Some(LinkKind::DataHeldBy),
        links::LinkKind::AccessControlledBy => Some(LinkKind::AccessControlledBy),
        links::LinkKind::FedBy => Some(LinkKind::FedBy),
        links::LinkKind::NeedsToRun => Some(LinkKind::NeedsToRun),
        links::LinkKind::DeliveredBy => Some(LinkKind::DeliveredBy),
        links::LinkKind::CoversInformation | links::LinkKind::RunsIn | links::LinkKind::ProcessedBy => None,
    }
}

/// The word of a link, as it stands in keys of texts.
pub(super) const fn link_word(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::LivesIn => "lives_in",
        LinkKind::UsesInformation => "uses_information",
        LinkKind::UsesSystem => "uses_system",
        LinkKind::DataHeldBy => "data_held_by",
        LinkKind::AccessControlledBy => "access_controlled_by",
        LinkKind::FedBy => "fed_by",
        LinkKind::NeedsToRun => "needs_to_run",
        LinkKind::DeliveredBy => "delivered_by",
    }
}

fn minutes(stored: i64) -> Minutes {
    Minutes(u32::try_from(stored.max(0)).unwrap_or(u32::MAX))
}

/// A node as the engine has it. What its own values are where it follows a common classification is decided here.
pub(super) fn node(row: &NodeRow, raises: &[RaiseRow]) -> Option<Node<Uuid>> {
    let mut node = Node::new(row.id, kind_of(&row.kind)?);
    let own = from_columns([row.confidentiality, row.integrity, row.availability, row.traceability]);
    let common = from_columns([
        row.common_confidentiality,
        row.common_integrity,
        row.common_availability,
        row.common_traceability,
    ]);
    node.own = effective(&own, &common, row.lowering_approved);
    node.tolerated_outage = row.tolerated.map(minutes);
    node.raises = raises.iter().filter(|raise| raise.system_id == row.id).filter_map(raise).collect();
    Some(node)
}

fn raise(row: &RaiseRow) -> Option<Raise<Uuid>> {
    Some(Raise { id: row.id, aspect: row.aspect.into(), to: level(row.level)?, cause: row.cause.into() })
}

/// A link of the thread; others (of processings) carry no need.
fn link(row: &links::Link) -> Option<Link<Uuid>> {
    let kind = engine_kind(row.kind)?;
    Some(Link { from: row.from_id, to: row.to_id, kind, endurance: minutes(row.endurance_minutes) })
}

/// The graph as it stands in this transaction. Four statements. Loose ends of links are passed over: `varn verify` tells
/// of them.
pub async fn load(tx: &mut Tx) -> Result<Thread> {
    let settings = classifications::model(tx).await?.settings();
    let rows = store::nodes(tx, None).await?;
    let links = links::store::all(tx).await?;
    let mut raises: HashMap<Uuid, Vec<RaiseRow>> = HashMap::new();
    for raise in store::raises(tx, None).await? {
        raises.entry(raise.system_id).or_default().push(raise);
    }
    let own_raises = |row: &NodeRow| raises.get(&row.id).map_or(&[][..], Vec::as_slice);
    let nodes: Vec<_> = rows.iter().filter_map(|row| node(row, own_raises(row))).collect();
    let kinds: HashMap<Uuid, NodeKind> = nodes.iter().map(|node| (node.id, node.kind)).collect();
    let fits = |link: &Link<Uuid>| {
        let ends = (kinds.get(&link.from).copied(), kinds.get(&link.to).copied());
        let (from, to) = link.kind.joins();
        ends == (Some(from), Some(to))
    };
    let links: Vec<_> = links.iter().filter_map(link).filter(fits).collect();
    Ok(Need::new(Graph::new(settings, nodes, links).map_err(Error::internal)?))
}

/// The graph this transaction sees, from memory where it is kept. One statement, and those of `load` when it is not.
pub async fn current(app: &App, tx: &mut Tx) -> Result<Arc<Thread>> {
    let version = store::version(tx).await?;
    let cache = app.shared::<Cache>();
    if let Some(thread) = cache.find(tx.tenant(), version) {
        return Ok(thread);
    }
    let thread = Arc::new(load(tx).await?);
    // Version 0 is that of a municipality about which nothing was derived; it may stand for several states.
    if version != 0 {
        cache.keep(tx.tenant(), version, thread.clone());
    }
    Ok(thread)
}

/// A node's need as it is stored; `None` when there is no such node.
pub(super) fn need_row(thread: &Thread, id: Uuid) -> Option<NeedRow> {
    let kind = record(thread.graph().node(id)?.kind).kind.0;
    let derived = thread.of(id)?;
    let levels = PerAspect(derived.0.map(|one| one.level));
    let [confidentiality, integrity, availability, traceability] = classification::to_columns(&levels);
    let [open_confidentiality, open_integrity, open_availability, open_traceability] =
        derived.0.map(|one| one.open);
    Some(NeedRow {
        node_id: id,
        node_kind: kind.to_owned(),
        confidentiality,
        integrity,
        availability,
        traceability,
        open_confidentiality,
        open_integrity,
        open_availability,
        open_traceability,
        highest: classification::highest(&levels).map_or(-1, ordinal),
    })
}

/// What of the stored needs is not as the graph has it: rows to write, and ids to take away.
pub(super) fn compare(thread: &Thread, stored: &[NeedRow]) -> (Vec<NeedRow>, Vec<Uuid>) {
    let known: HashMap<Uuid, &NeedRow> = stored.iter().map(|row| (row.node_id, row)).collect();
    let ids: HashSet<Uuid> = thread.graph().nodes().map(|node| node.id).collect();
    let differs = |row: &NeedRow| known.get(&row.node_id) != Some(&row);
    let mut changed: Vec<_> = ids.iter().filter_map(|id| need_row(thread, *id)).filter(differs).collect();
    changed.sort_unstable_by_key(|row| row.node_id);
    let mut gone: Vec<_> = known.keys().copied().filter(|id| !ids.contains(id)).collect();
    gone.sort_unstable();
    (changed, gone)
}
