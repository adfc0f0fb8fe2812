//! Protection need of every node, kept up to date.
//!
//! A node's level in an aspect is the highest of what is said about it and of what it gets need from.
//! Derived values are a function of the graph: after any change they equal a full recomputation, and
//! the change returns exactly what became different, so that a store can write just that.

use crate::controls::NeedLevel;
use crate::graph::{Graph, Problem};
use crate::level::{Aspect, AspectSet, Level, PerAspect};
use crate::link::{Link, LinkKind};
use crate::node::{Key, Node, RaiseCause};
use crate::settle::{Region, settle};

/// Where a level comes from, one step back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source<Id> {
    /// Nothing known.
    Unknown,
    /// The node's own classification.
    Classified,
    /// The outage the process tolerates.
    ToleratedOutage,
    /// An explicit raise of the system.
    Raised {
        /// The record of the raise.
        raise: Id,
        /// Why.
        cause: RaiseCause,
    },
    /// Need flowed along a link.
    Link {
        /// What the link says.
        kind: LinkKind,
        /// The node need flowed from.
        source: Id,
    },
}

/// The protection need of one node in one aspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Derived<Id> {
    /// The level; `None` is unknown, never 0.
    pub level: Option<Level>,
    /// Something the level rests on is unknown, so it may prove higher (see [`Need::coverage`]).
    pub open: bool,
    /// Links between the node and what decides its level.
    pub distance: u32,
    /// One step back.
    pub source: Source<Id>,
}

impl<Id> Derived<Id> {
    /// Nothing known; also what stands for an aspect that the model lacks.
    pub(crate) const UNKNOWN: Self = Self { level: None, open: false, distance: 0, source: Source::Unknown };

    /// Whether more knowledge could raise the level: something is unknown and it is not the highest.
    pub fn may_rise(&self) -> bool {
        self.open && self.level != Some(Level::Serious)
    }
}

/// A derived value that a change made different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift<Id> {
    /// The node.
    pub node: Id,
    /// The aspect.
    pub aspect: Aspect,
    /// As it was; `None` for a new node.
    pub before: Option<Derived<Id>>,
    /// As it is.
    pub after: Derived<Id>,
}

impl<Id> Shift<Id> {
    /// Whether the level itself is another, not only its reason.
    pub fn level_changed(&self) -> bool {
        self.before.as_ref().and_then(|before| before.level) != self.after.level
    }
}

/// One change of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<Id> {
    /// A new node, or other values for a known one.
    PutNode(Node<Id>),
    /// The node and its links go away.
    RemoveNode(Id),
    /// A new link, or another endurance for a known one.
    PutLink(Link<Id>),
    /// The link goes away; endurance need not match.
    RemoveLink(Link<Id>),
}

/// The graph with the need of every node. `Clone` it to see what a change would do.
#[derive(Clone, Debug)]
pub struct Need<Id> {
    pub(crate) graph: Graph<Id>,
    cells: PerAspect<Vec<Derived<Id>>>,
}

/// What a change touches: where need starts to differ, and in which aspects.
struct Touched {
    places: Vec<u32>,
    aspects: AspectSet,
    added: Option<u32>,
}

impl Touched {
    fn links_to(target: Option<u32>, kind: LinkKind) -> Self {
        Self { places: target.into_iter().collect(), aspects: kind.carries(), added: None }
    }
}

impl<Id: Key> Need<Id> {
    /// Computes the need of every node.
    pub fn new(graph: Graph<Id>) -> Self {
        let cells = PerAspect::from_fn(|_| vec![Derived::UNKNOWN; graph.slots.len()]);
        let mut need = Self { graph, cells };
        need.recompute();
        need
    }

    /// Computes everything anew.
    pub fn recompute(&mut self) {
        let region = Region::whole(&self.graph);
        for aspect in Aspect::ALL {
            settle(&self.graph, aspect, &region, &mut self.cells[aspect]);
        }
    }

    /// The graph the need was computed from.
    pub fn graph(&self) -> &Graph<Id> {
        &self.graph
    }

    /// The need of a node in each aspect, `None` when there is no such node.
    pub fn of(&self, id: Id) -> Option<PerAspect<Derived<Id>>> {
        let place = self.graph.place(id).ok()?;
        Some(self.at(place))
    }

    /// The same as [`Need::of`] in the form the controls take.
    pub fn levels(&self, id: Id) -> Option<PerAspect<NeedLevel>> {
        self.graph.place(id).ok().map(|place| self.levels_at(place))
    }

    /// The highest need among the nodes, for an object that stands for several: a unit, the
    /// organisation. Of no nodes nothing is known. Ids without a node do not count.
    pub fn highest(&self, ids: impl IntoIterator<Item = Id>) -> PerAspect<NeedLevel> {
        let levels = ids.into_iter().filter_map(|id| self.levels(id));
        let highest = levels.reduce(|a, b| {
            PerAspect::from_fn(|aspect| NeedLevel {
                level: a[aspect].level.max(b[aspect].level),
                open: a[aspect].open || b[aspect].open,
            })
        });
        highest.unwrap_or_default()
    }

    /// Every node with its need, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = (&Node<Id>, PerAspect<Derived<Id>>)> {
        self.graph.living().into_iter().map(|place| (&self.graph.slot(place).node, self.at(place)))
    }

    /// Changes the graph and recomputes what the change can reach. Returns what became different, by id
    /// and aspect; a removed node is not among it.
    ///
    /// # Errors
    /// A [`Problem`] leaves everything as it was.
    pub fn apply(&mut self, change: Change<Id>) -> Result<Vec<Shift<Id>>, Problem<Id>> {
        let touched = self.change_graph(change)?;
        let mut shifts = Vec::new();
        for aspect in touched.aspects.iter() {
            self.resettle(aspect, &touched, &mut shifts);
        }
        shifts.sort_unstable_by_key(|shift| (shift.node, shift.aspect));
        Ok(shifts)
    }

    fn resettle(&mut self, aspect: Aspect, touched: &Touched, shifts: &mut Vec<Shift<Id>>) {
        let region = Region::downstream(&self.graph, aspect, &touched.places);
        let cells = &mut self.cells[aspect];
        let before: Vec<_> = region.places.iter().map(|&place| cells[place as usize]).collect();
        settle(&self.graph, aspect, &region, cells);
        for (&place, before) in region.places.iter().zip(before) {
            let before = (touched.added != Some(place)).then_some(before);
            let after = cells[place as usize];
            if before != Some(after) {
                shifts.push(Shift { node: self.graph.id(place), aspect, before, after });
            }
        }
    }

    fn change_graph(&mut self, change: Change<Id>) -> Result<Touched, Problem<Id>> {
        match change {
            Change::PutNode(node) => self.put_node(node),
            Change::RemoveNode(id) => {
                let outgoing = self.graph.remove_node(id)?;
                let aspects = outgoing.iter().fold(AspectSet::NONE, |all, edge| all.or(edge.kind.carries()));
                let places = outgoing.iter().map(|edge| edge.node).collect();
                Ok(Touched { places, aspects, added: None })
            }
            Change::PutLink(link) => {
                let target = self.graph.put_link(&link)?;
                Ok(Touched::links_to(target, link.kind))
            }
            Change::RemoveLink(link) => {
                let target = self.graph.remove_link(&link)?;
                Ok(Touched::links_to(Some(target), link.kind))
            }
        }
    }

    fn put_node(&mut self, node: Node<Id>) -> Result<Touched, Problem<Id>> {
        let own = |graph: &Graph<Id>, place| {
            let seed = graph.slot(place).seed;
            PerAspect::from_fn(|aspect| (seed[aspect], graph.own_source(place, aspect)))
        };
        let known = self.graph.place(node.id).ok();
        let before = known.map(|place| own(&self.graph, place));
        let place = self.graph.put_node(node)?;
        let Some(before) = before else {
            for cells in &mut self.cells.0 {
                cells.resize(self.graph.slots.len(), Derived::UNKNOWN);
                cells[place as usize] = Derived::UNKNOWN;
            }
            let aspects = self.graph.settings().aspects;
            return Ok(Touched { places: vec![place], aspects, added: Some(place) });
        };
        let after = own(&self.graph, place);
        let differing = Aspect::ALL.into_iter().filter(|&aspect| before[aspect] != after[aspect]);
        let aspects = differing.fold(AspectSet::NONE, AspectSet::with);
        Ok(Touched { places: vec![place], aspects, added: None })
    }

    pub(crate) fn cell(&self, place: u32, aspect: Aspect) -> &Derived<Id> {
        &self.cells[aspect][place as usize]
    }

    fn levels_at(&self, place: u32) -> PerAspect<NeedLevel> {
        PerAspect::from_fn(|aspect| {
            let Derived { level, open, .. } = *self.cell(place, aspect);
            NeedLevel { level, open }
        })
    }

    fn at(&self, place: u32) -> PerAspect<Derived<Id>> {
        PerAspect::from_fn(|aspect| *self.cell(place, aspect))
    }
}
