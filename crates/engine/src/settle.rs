//! The least fixed point of "at least as much as what I get need from", one aspect at a time.
//!
//! Level by level from the highest, breadth first: each node meets its final level the first time it is
//! reached, by the shortest way, so cycles end by themselves and an explanation never goes in a circle.
//! The same code settles the whole graph and the region a change can reach. The result is a function of
//! the graph alone: level, then distance, then link kind and id of the source.

use std::collections::VecDeque;

use crate::graph::Graph;
use crate::level::{Aspect, Level};
use crate::link::LinkKind;
use crate::need::{Derived, Source};
use crate::node::Key;

/// The places to settle, closed under the flow of need: nothing outside gets need from inside.
pub(crate) struct Region {
    pub(crate) places: Vec<u32>,
    inside: Vec<bool>,
    whole: bool,
}

impl Region {
    pub(crate) fn whole<Id: Key>(graph: &Graph<Id>) -> Self {
        Self { places: graph.living(), inside: vec![true; graph.slots.len()], whole: true }
    }

    /// Everything these places can give need to in the aspect, and they themselves.
    pub(crate) fn downstream<Id: Key>(graph: &Graph<Id>, aspect: Aspect, from: &[u32]) -> Self {
        let mut region = Self { places: Vec::new(), inside: vec![false; graph.slots.len()], whole: false };
        for &place in from {
            region.enter(place);
        }
        let mut next = 0;
        while let Some(&place) = region.places.get(next) {
            next += 1;
            for edge in &graph.slot(place).outgoing {
                if edge.kind.carries().contains(aspect) {
                    region.enter(edge.node);
                }
            }
        }
        region
    }

    fn enter(&mut self, place: u32) {
        if !std::mem::replace(&mut self.inside[place as usize], true) {
            self.places.push(place);
        }
    }

    fn contains(&self, place: u32) -> bool {
        self.inside[place as usize]
    }
}

/// One aspect of one region being settled.
struct Pass<'a, Id> {
    graph: &'a Graph<Id>,
    aspect: Aspect,
    region: &'a Region,
    cells: &'a mut [Derived<Id>],
}

/// Settles the region; cells outside it are final already.
pub(crate) fn settle<Id: Key>(graph: &Graph<Id>, aspect: Aspect, region: &Region, cells: &mut [Derived<Id>]) {
    for &place in &region.places {
        cells[place as usize] = Derived::UNKNOWN;
    }
    if !graph.settings.aspects.contains(aspect) {
        return;
    }
    let mut pass = Pass { graph, aspect, region, cells };
    let mut starts = pass.starts();
    for level in Level::ALL.into_iter().rev() {
        let entries = &mut starts[level as usize];
        entries.sort_unstable();
        pass.spread(level, entries);
    }
    for &place in &region.places {
        pass.cells[place as usize].source = pass.source(place);
    }
    pass.open();
}

impl<Id: Key> Pass<'_, Id> {
    fn cell(&self, place: u32) -> &Derived<Id> {
        &self.cells[place as usize]
    }

    /// By level, the distance and place at which need enters the region: own values, and what flows in
    /// from outside.
    fn starts(&self) -> [Vec<(u32, u32)>; 4] {
        let mut starts = <[Vec<(u32, u32)>; 4]>::default();
        for &place in &self.region.places {
            let slot = self.graph.slot(place);
            if let Some(level) = slot.seed[self.aspect] {
                starts[level as usize].push((0, place));
            }
            if self.region.whole {
                continue;
            }
            for edge in &slot.incoming {
                let outside = !self.region.contains(edge.node);
                if outside
                    && self.carried_by(edge.kind)
                    && let Some(level) = self.cell(edge.node).level
                {
                    starts[level as usize].push((self.cell(edge.node).distance + 1, place));
                }
            }
        }
        starts
    }

    /// Gives the level to all it reaches that have none yet, nearest first.
    fn spread(&mut self, level: Level, starts: &[(u32, u32)]) {
        let graph = self.graph;
        let mut starts = starts.iter().copied().peekable();
        let mut queue = VecDeque::new();
        loop {
            let next = match (starts.peek(), queue.front()) {
                (Some(start), Some(queued)) if start > queued => queue.pop_front(),
                (None, _) => queue.pop_front(),
                (Some(_), _) => starts.next(),
            };
            let Some((distance, place)) = next else { return };
            let cell = &mut self.cells[place as usize];
            if cell.level.is_some() {
                continue;
            }
            (cell.level, cell.distance) = (Some(level), distance);
            for edge in &graph.slot(place).outgoing {
                if self.carried_by(edge.kind) && self.cell(edge.node).level.is_none() {
                    queue.push_back((distance + 1, edge.node));
                }
            }
        }
    }

    fn carried_by(&self, kind: LinkKind) -> bool {
        kind.carries().contains(self.aspect)
    }

    /// The nearest source of a settled level; among equals the preferred kind, then the lowest id.
    fn source(&self, place: u32) -> Source<Id> {
        let cell = self.cell(place);
        if cell.level.is_none() || cell.distance == 0 {
            return self.graph.own_source(place, self.aspect);
        }
        let gives = |node: u32| {
            let source = self.cell(node);
            source.level == cell.level && source.distance + 1 == cell.distance
        };
        let incoming = self.graph.slot(place).incoming.iter();
        incoming
            .filter(|edge| self.carried_by(edge.kind) && gives(edge.node))
            .map(|edge| (edge.kind, self.graph.id(edge.node)))
            .min()
            .map_or(Source::Unknown, |(kind, source)| Source::Link { kind, source })
    }

    /// Marks what is unknown and all it may give need to.
    fn open(&mut self) {
        let mut queue: Vec<u32> = Vec::new();
        for &place in &self.region.places {
            let from_outside = || {
                let incoming = self.graph.slot(place).incoming.iter();
                incoming
                    .filter(|edge| self.carried_by(edge.kind))
                    .any(|edge| !self.region.contains(edge.node) && self.cell(edge.node).open)
            };
            if self.cell(place).level.is_none() || (!self.region.whole && from_outside()) {
                queue.push(place);
            }
        }
        while let Some(place) = queue.pop() {
            if std::mem::replace(&mut self.cells[place as usize].open, true) {
                continue;
            }
            for edge in &self.graph.slot(place).outgoing {
                if self.carried_by(edge.kind) && !self.cell(edge.node).open {
                    queue.push(edge.node);
                }
            }
        }
    }
}
