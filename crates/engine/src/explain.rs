//! "Why level 3?": the most direct chain from a deciding own value to the node asked about.
//!
//! What must hold: the decider's own value is the level, each hop is a link that carries the aspect, the
//! hops join, the last ends at the node, and there are as many as the stored distance.

use crate::graph::Problem;
use crate::level::{Aspect, Level};
use crate::link::LinkKind;
use crate::need::{Derived, Need, Source};
use crate::node::{Key, Minutes, RaiseCause};

/// The own value a level begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decider<Id> {
    /// The node is classified at the level.
    Classified(Id),
    /// The process tolerates this outage, which means the level for T.
    ToleratedOutage(Id, Minutes),
    /// The system is raised to the level.
    Raised {
        /// The system.
        system: Id,
        /// The record of the raise.
        raise: Id,
        /// Why.
        cause: RaiseCause,
        /// What the system would have without being raised, `None` for unknown.
        from: Option<Level>,
    },
}

impl<Id: Copy> Decider<Id> {
    /// The node whose own value it is.
    pub fn node(&self) -> Id {
        match *self {
            Self::Classified(node) | Self::ToleratedOutage(node, _) => node,
            Self::Raised { system, .. } => system,
        }
    }
}

/// Need that flowed along one link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hop<Id> {
    /// The node it flowed from.
    pub source: Id,
    /// What the link says (its `from` and `to` follow from the kind).
    pub kind: LinkKind,
    /// The node it flowed to.
    pub target: Id,
}

/// Why a node has its level in an aspect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation<Id> {
    /// The level and whether something it rests on is unknown.
    pub derived: Derived<Id>,
    /// Where the level begins; `None` when it is unknown.
    pub decider: Option<Decider<Id>>,
    /// From the decider to the node; empty when the node decides itself.
    pub hops: Vec<Hop<Id>>,
}

impl<Id: Key> Need<Id> {
    /// The most direct chain of reasons; [`Need::deciders`] lists every node that would do as a start.
    ///
    /// # Errors
    /// [`Problem::UnknownNode`].
    pub fn explain(&self, id: Id, aspect: Aspect) -> Result<Explanation<Id>, Problem<Id>> {
        let mut place = self.graph.place(id)?;
        let derived = *self.cell(place, aspect);
        let mut hops = Vec::new();
        while let Source::Link { kind, source } = self.cell(place, aspect).source {
            hops.push(Hop { source, kind, target: self.graph.id(place) });
            place = self.graph.place(source)?;
        }
        hops.reverse();
        Ok(Explanation { derived, decider: self.decider(place, aspect), hops })
    }

    fn decider(&self, place: u32, aspect: Aspect) -> Option<Decider<Id>> {
        let node = &self.graph.slot(place).node;
        match self.cell(place, aspect).source {
            Source::Unknown | Source::Link { .. } => None,
            Source::Classified => Some(Decider::Classified(node.id)),
            Source::ToleratedOutage => {
                node.tolerated_outage.map(|tolerated| Decider::ToleratedOutage(node.id, tolerated))
            }
            Source::Raised { raise, cause } => {
                let from = self.unraised(place, aspect);
                Some(Decider::Raised { system: node.id, raise, cause, from })
            }
        }
    }
}
