//! The dependency graph: nodes with their own values, links between them.
//!
//! What must hold: no two nodes with one id; a link joins the kinds it may join; raises stand on
//! systems and tolerated outages on processes only; ties are broken by id, so neither the order of the
//! input nor the history of changes shows in a result. Cycles between systems are legal.

use std::collections::HashMap;
use std::fmt;

use crate::level::{Aspect, Level, PerAspect};
use crate::link::{Link, LinkKind};
use crate::need::Source;
use crate::node::{Key, Minutes, Node, NodeKind, Settings};

/// What is wrong with the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem<Id> {
    /// Two nodes with this id.
    DuplicateNode(Id),
    /// No node with this id.
    UnknownNode(Id),
    /// A node keeps its kind for life.
    KindChanged(Id),
    /// The link may not join nodes of these kinds.
    WrongKinds(Link<Id>),
    /// There is no such link.
    UnknownLink(Link<Id>),
    /// Only a system is raised.
    RaiseOutsideSystem(Id),
    /// Only a process has a tolerated outage.
    OutageOutsideProcess(Id),
}

impl<Id: fmt::Debug> fmt::Display for Problem<Id> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl<Id: fmt::Debug> std::error::Error for Problem<Id> {}

/// One end of a link, seen from the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    pub(crate) node: u32,
    pub(crate) endurance: Minutes,
    pub(crate) kind: LinkKind,
}

/// A node in its place, with its links by the direction need flows.
#[derive(Clone, Debug)]
pub(crate) struct Slot<Id> {
    pub(crate) node: Node<Id>,
    /// The highest of what is said about the node itself.
    pub(crate) seed: PerAspect<Option<Level>>,
    pub(crate) incoming: Vec<Edge>,
    pub(crate) outgoing: Vec<Edge>,
    pub(crate) alive: bool,
}

/// Nodes and links. Places are reused after removal; only ids are seen from outside.
#[derive(Clone, Debug)]
pub struct Graph<Id> {
    pub(crate) settings: Settings,
    pub(crate) slots: Vec<Slot<Id>>,
    places: HashMap<Id, u32>,
    free: Vec<u32>,
}

impl<Id: Key> Graph<Id> {
    /// Builds the graph. Of two links of one kind between the same nodes the shorter endurance counts.
    ///
    /// # Errors
    /// The first [`Problem`] met.
    pub fn new(
        settings: Settings,
        nodes: impl IntoIterator<Item = Node<Id>>,
        links: impl IntoIterator<Item = Link<Id>>,
    ) -> Result<Self, Problem<Id>> {
        let mut graph = Self { settings, slots: Vec::new(), places: HashMap::new(), free: Vec::new() };
        for node in nodes {
            if graph.places.contains_key(&node.id) {
                return Err(Problem::DuplicateNode(node.id));
            }
            graph.put_node(node)?;
        }
        for mut link in links {
            if let Some(known) = graph.endurance(&link)? {
                link.endurance = link.endurance.min(known);
            }
            graph.put_link(&link)?;
        }
        Ok(graph)
    }

    /// The model the graph was built with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The node with this id.
    pub fn node(&self, id: Id) -> Option<&Node<Id>> {
        self.places.get(&id).map(|&place| &self.slot(place).node)
    }

    /// All nodes, in no particular order.
    pub fn nodes(&self) -> impl Iterator<Item = &Node<Id>> {
        self.slots.iter().filter(|slot| slot.alive).map(|slot| &slot.node)
    }

    /// All links, in no particular order.
    pub fn links(&self) -> impl Iterator<Item = Link<Id>> + '_ {
        let alive = self.slots.iter().filter(|slot| slot.alive);
        alive.flat_map(|slot| slot.outgoing.iter().map(|edge| self.link(slot.node.id, edge)))
    }

    fn link(&self, source: Id, edge: &Edge) -> Link<Id> {
        let target = self.id(edge.node);
        let (from, to) = if edge.kind.flows_backwards() { (target, source) } else { (source, target) };
        Link { from, to, kind: edge.kind, endurance: edge.endurance }
    }

    pub(crate) fn slot(&self, place: u32) -> &Slot<Id> {
        &self.slots[place as usize]
    }

    pub(crate) fn id(&self, place: u32) -> Id {
        self.slot(place).node.id
    }

    pub(crate) fn place(&self, id: Id) -> Result<u32, Problem<Id>> {
        self.places.get(&id).copied().ok_or(Problem::UnknownNode(id))
    }

    pub(crate) fn living(&self) -> Vec<u32> {
        (0..).zip(&self.slots).filter(|(_, slot)| slot.alive).map(|(place, _)| place).collect()
    }

    fn seeds(&self, node: &Node<Id>) -> PerAspect<Option<Level>> {
        let scale = &self.settings.outage_scale;
        let mut seed = PerAspect::from_fn(|aspect| node.without_raises(aspect, scale));
        for raise in &node.raises {
            seed[raise.aspect] = seed[raise.aspect].max(Some(raise.to));
        }
        seed
    }

    /// What gives the node's own value: its classification before its outage before a raise, and of
    /// several raises to the level the one with the lowest id.
    pub(crate) fn own_source(&self, place: u32, aspect: Aspect) -> Source<Id> {
        let Slot { node, seed, .. } = self.slot(place);
        let seed = seed[aspect];
        let raise = node.raises.iter().find(|r| r.aspect == aspect && Some(r.to) == seed);
        match raise {
            _ if seed.is_none() => Source::Unknown,
            _ if node.own[aspect] == seed => Source::Classified,
            Some(raise) => Source::Raised { raise: raise.id, cause: raise.cause },
            None => Source::ToleratedOutage,
        }
    }

    /// Adds the node or replaces what is said about it.
    pub(crate) fn put_node(&mut self, mut node: Node<Id>) -> Result<u32, Problem<Id>> {
        if node.kind != NodeKind::System && !node.raises.is_empty() {
            return Err(Problem::RaiseOutsideSystem(node.id));
        }
        if node.kind != NodeKind::Process && node.tolerated_outage.is_some() {
            return Err(Problem::OutageOutsideProcess(node.id));
        }
        node.raises.sort_unstable();
        let seed = self.seeds(&node);
        if let Some(&place) = self.places.get(&node.id) {
            let slot = &mut self.slots[place as usize];
            if slot.node.kind != node.kind {
                return Err(Problem::KindChanged(node.id));
            }
            (slot.node, slot.seed) = (node, seed);
            return Ok(place);
        }
        let id = node.id;
        let slot = Slot { node, seed, incoming: Vec::new(), outgoing: Vec::new(), alive: true };
        let place = if let Some(place) = self.free.pop() {
            self.slots[place as usize] = slot;
            place
        } else {
            self.slots.push(slot);
            u32::try_from(self.slots.len() - 1).expect("fewer than 2^32 nodes")
        };
        self.places.insert(id, place);
        Ok(place)
    }

    /// Takes the node and its links away; returns where need flowed from it.
    pub(crate) fn remove_node(&mut self, id: Id) -> Result<Vec<Edge>, Problem<Id>> {
        let place = self.place(id)?;
        let slot = &mut self.slots[place as usize];
        slot.alive = false;
        let incoming = std::mem::take(&mut slot.incoming);
        let mut outgoing = std::mem::take(&mut slot.outgoing);
        for edge in &incoming {
            self.slots[edge.node as usize].outgoing.retain(|back| back.node != place);
        }
        for edge in &outgoing {
            self.slots[edge.node as usize].incoming.retain(|back| back.node != place);
        }
        self.places.remove(&id);
        self.free.push(place);
        outgoing.retain(|edge| edge.node != place);
        Ok(outgoing)
    }

    /// The two places in the direction need flows.
    fn ends(&self, link: &Link<Id>) -> Result<(u32, u32), Problem<Id>> {
        let (source, target) = link.flow();
        Ok((self.place(source)?, self.place(target)?))
    }

    fn endurance(&self, link: &Link<Id>) -> Result<Option<Minutes>, Problem<Id>> {
        let (source, target) = self.ends(link)?;
        let known = |edge: &&Edge| edge.node == target && edge.kind == link.kind;
        Ok(self.slot(source).outgoing.iter().find(known).map(|edge| edge.endurance))
    }

    /// Adds the link or replaces its endurance; returns where need flows to when the link is new.
    pub(crate) fn put_link(&mut self, link: &Link<Id>) -> Result<Option<u32>, Problem<Id>> {
        let (source, target) = self.ends(link)?;
        let kind = |id| self.place(id).map(|place| self.slot(place).node.kind);
        if (kind(link.from)?, kind(link.to)?) != link.kind.joins() {
            return Err(Problem::WrongKinds(*link));
        }
        let old = self.endurance(link)?.is_some();
        self.put_edge(source, target, link, old);
        Ok((!old).then_some(target))
    }

    /// Takes the link away; returns where need flowed to. Endurance need not match.
    pub(crate) fn remove_link(&mut self, link: &Link<Id>) -> Result<u32, Problem<Id>> {
        let (source, target) = self.ends(link)?;
        if self.endurance(link)?.is_none() {
            return Err(Problem::UnknownLink(*link));
        }
        let keep = |node| move |edge: &Edge| (edge.node, edge.kind) != (node, link.kind);
        self.slots[source as usize].outgoing.retain(keep(target));
        self.slots[target as usize].incoming.retain(keep(source));
        Ok(target)
    }

    fn put_edge(&mut self, source: u32, target: u32, link: &Link<Id>, old: bool) {
        let Link { kind, endurance, .. } = *link;
        let out = Edge { node: target, endurance, kind };
        let back = Edge { node: source, endurance, kind };
        let (from, to) = (source as usize, target as usize);
        if old {
            replace(&mut self.slots[from].outgoing, out);
            replace(&mut self.slots[to].incoming, back);
        } else {
            self.slots[from].outgoing.push(out);
            self.slots[to].incoming.push(back);
        }
    }
}

fn replace(edges: &mut [Edge], new: Edge) {
    for edge in edges.iter_mut().filter(|edge| (edge.node, edge.kind) == (new.node, new.kind)) {
        *edge = new;
    }
}
