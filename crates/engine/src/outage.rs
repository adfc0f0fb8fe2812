//! "What stops if X stops working?": everything that relies on it, and when that hurts.
//!
//! A thing stops when what it relies on has stopped and the link's endurance is over; by several ways
//! the earliest counts. A process then hurts after the outage it tolerates. Nothing known is said as
//! unknown, never as later.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::{Edge, Problem};
use crate::level::Aspect;
use crate::link::LinkKind;
use crate::need::Need;
use crate::node::{Key, Minutes, NodeKind};

/// When it hurts, in the words of the question. An upper bound: at the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// At once.
    AtOnce,
    /// Within 4 hours.
    Within4Hours,
    /// Within 24 hours.
    WithinADay,
    /// Within 7 days.
    WithinAWeek,
    /// Later than a week.
    Later,
    /// Nobody has said how long it can wait.
    Unknown,
}

impl Band {
    fn of(after: Minutes) -> Self {
        match after.0 {
            0 => Self::AtOnce,
            1..=240 => Self::Within4Hours,
            241..=1_440 => Self::WithinADay,
            1_441..=10_080 => Self::WithinAWeek,
            _ => Self::Later,
        }
    }
}

/// What the time of a process rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Not a process: it stops, and hurts through those that use it.
    Stops,
    /// The process has said how long it can wait.
    Stated,
    /// It has not, but its need of T allows no longer.
    Need,
    /// Nothing is known.
    Unknown,
}

/// One node that stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Affected<Id> {
    /// The node.
    pub node: Id,
    /// What it is.
    pub kind: NodeKind,
    /// How long after the start it stops.
    pub stops_after: Minutes,
    /// When it hurts, counted from the start; `None` for unknown or no limit.
    pub hurts_after: Option<Minutes>,
    /// The same in the words of the question.
    pub band: Band,
    /// What that rests on.
    pub basis: Basis,
    /// The link along which it stopped: what it relied on. `None` for the first.
    pub through: Option<(LinkKind, Id)>,
    /// An information set that also lives in a system that still works.
    pub also_elsewhere: bool,
}

/// The answer: the node itself and all that stops with it, the soonest hurt first, then by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage<Id> {
    /// What stops.
    pub affected: Vec<Affected<Id>>,
}

impl<Id: Key> Outage<Id> {
    /// From the node that stopped first to this one, each with the link that brought the outage there.
    /// Empty when the node is not affected.
    pub fn chain(&self, node: Id) -> Vec<&Affected<Id>> {
        let find = |id| self.affected.iter().find(|affected| affected.node == id);
        let mut chain: Vec<_> = std::iter::successors(find(node), |affected| {
            affected.through.and_then(|(_, before)| find(before))
        })
        .collect();
        chain.reverse();
        chain
    }
}

/// How a node was reached: minutes, links, by what. The smallest is kept.
type Reached<Id> = (Minutes, u32, Option<(LinkKind, Id)>);

impl<Id: Key> Need<Id> {
    /// What stops if this node does.
    ///
    /// # Errors
    /// [`Problem::UnknownNode`].
    pub fn outage(&self, id: Id) -> Result<Outage<Id>, Problem<Id>> {
        let reached = self.reach(self.graph.place(id)?);
        let places = (0..).zip(&reached);
        let mut affected: Vec<_> =
            places.filter_map(|(place, way)| way.map(|way| self.affected(place, way, &reached))).collect();
        affected.sort_unstable_by_key(|a| (a.band, a.hurts_after, a.stops_after, a.node));
        Ok(Outage { affected })
    }

    /// The earliest way to every place that stops.
    fn reach(&self, start: u32) -> Vec<Option<Reached<Id>>> {
        let mut reached: Vec<Option<Reached<Id>>> = vec![None; self.graph.slots.len()];
        let mut done = vec![false; self.graph.slots.len()];
        let first = (Minutes(0), 0, None);
        reached[start as usize] = Some(first);
        let mut queue = BinaryHeap::from([Reverse((Minutes(0), 0, start))]);
        while let Some(Reverse((minutes, hops, place))) = queue.pop() {
            if std::mem::replace(&mut done[place as usize], true) {
                continue;
            }
            for edge in self.dependants(place) {
                let after = Minutes(minutes.0.saturating_add(edge.endurance.0));
                let way = (after, hops + 1, Some((edge.kind, self.graph.id(place))));
                let best = &mut reached[edge.node as usize];
                if best.is_none_or(|best| way < best) {
                    *best = Some(way);
                    queue.push(Reverse((after, hops + 1, edge.node)));
                }
            }
        }
        reached
    }

    /// Those that rely on the place.
    fn dependants(&self, place: u32) -> impl Iterator<Item = &Edge> {
        let slot = self.graph.slot(place);
        let users = slot.outgoing.iter().filter(|edge| edge.kind.flows_backwards());
        slot.incoming.iter().filter(|edge| !edge.kind.flows_backwards()).chain(users)
    }

    fn affected(&self, place: u32, way: Reached<Id>, all: &[Option<Reached<Id>>]) -> Affected<Id> {
        let slot = self.graph.slot(place);
        let (stops_after, _, through) = way;
        let (basis, wait) = self.wait(place);
        let hurts_after = wait.map(|wait| Minutes(stops_after.0.saturating_add(wait.0)));
        let band = match (basis, hurts_after) {
            (Basis::Unknown, _) => Band::Unknown,
            (_, Some(after)) => Band::of(after),
            (_, None) => Band::Later,
        };
        let works = |edge: &Edge| edge.kind == LinkKind::LivesIn && all[edge.node as usize].is_none();
        let (node, kind) = (slot.node.id, slot.node.kind);
        let also_elsewhere = slot.outgoing.iter().any(works);
        Affected { node, kind, stops_after, hurts_after, band, basis, through, also_elsewhere }
    }

    /// How long the place can stand still before it hurts.
    fn wait(&self, place: u32) -> (Basis, Option<Minutes>) {
        let node = &self.graph.slot(place).node;
        if node.kind != NodeKind::Process {
            return (Basis::Stops, Some(Minutes(0)));
        }
        if let Some(tolerated) = node.tolerated_outage {
            return (Basis::Stated, Some(tolerated));
        }
        let need = self.cell(place, Aspect::Availability);
        let longest = need.level.map(|level| self.graph.settings().outage_scale.longest(level));
        match longest {
            Some(Some(longest)) => (Basis::Need, Some(longest)),
            // No limit by what is known; with something unknown that is no knowledge.
            Some(None) if !need.open => (Basis::Need, None),
            _ => (Basis::Unknown, None),
        }
    }
}
