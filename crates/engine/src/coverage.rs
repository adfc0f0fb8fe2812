//! What a level rests on: everything need flows from, and what of it is unknown.

use crate::graph::Problem;
use crate::level::{Aspect, Level};
use crate::need::Need;
use crate::node::{Key, NodeKind};

/// How much of what a node's level rests on is known, in one aspect. Lists are sorted by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage<Id> {
    /// Information sets that need flows from, the node itself included if it is one.
    pub information: usize,
    /// Those of them not classified in the aspect.
    pub unclassified: Vec<Id>,
    /// Processes and systems that need flows from about which nothing is known in the aspect.
    pub unknown: Vec<Id>,
}

impl<Id: Key> Need<Id> {
    /// What the level of the node rests on and what of it is unknown.
    ///
    /// # Errors
    /// [`Problem::UnknownNode`].
    pub fn coverage(&self, id: Id, aspect: Aspect) -> Result<Coverage<Id>, Problem<Id>> {
        let place = self.graph.place(id)?;
        let mut coverage = Coverage { information: 0, unclassified: Vec::new(), unknown: Vec::new() };
        if !self.graph.settings().aspects.contains(aspect) {
            return Ok(coverage);
        }
        for place in self.upstream(place, aspect) {
            let information = self.graph.slot(place).node.kind == NodeKind::Information;
            coverage.information += usize::from(information);
            if self.cell(place, aspect).level.is_none() {
                let list = if information { &mut coverage.unclassified } else { &mut coverage.unknown };
                list.push(self.graph.id(place));
            }
        }
        coverage.unclassified.sort_unstable();
        coverage.unknown.sort_unstable();
        Ok(coverage)
    }

    /// Every node whose own value is the level of this one: all of them must sink before it can.
    /// Sorted by id; empty when the level is unknown.
    ///
    /// # Errors
    /// [`Problem::UnknownNode`].
    pub fn deciders(&self, id: Id, aspect: Aspect) -> Result<Vec<Id>, Problem<Id>> {
        let place = self.graph.place(id)?;
        let Some(level) = self.cell(place, aspect).level else { return Ok(Vec::new()) };
        let seed = |&place: &u32| self.graph.slot(place).seed[aspect] == Some(level);
        let upstream = self.upstream(place, aspect).into_iter().filter(seed);
        let mut deciders: Vec<Id> = upstream.map(|place| self.graph.id(place)).collect();
        deciders.sort_unstable();
        Ok(deciders)
    }

    /// The level the node would have without its own raises.
    pub(crate) fn unraised(&self, place: u32, aspect: Aspect) -> Option<Level> {
        let scale = self.graph.settings().outage_scale;
        let own = self.graph.slot(place).node.without_raises(aspect, &scale);
        let upstream = self.upstream(place, aspect).into_iter().filter(|&other| other != place);
        let seeds = upstream.map(|other| self.graph.slot(other).seed[aspect]);
        seeds.fold(own, Ord::max)
    }

    /// The node and all that need flows to it from, nearest first.
    fn upstream(&self, place: u32, aspect: Aspect) -> Vec<u32> {
        let mut seen = vec![false; self.graph.slots.len()];
        let mut places = vec![place];
        seen[place as usize] = true;
        let mut next = 0;
        while let Some(&place) = places.get(next) {
            next += 1;
            for edge in &self.graph.slot(place).incoming {
                if edge.kind.carries().contains(aspect)
                    && !std::mem::replace(&mut seen[edge.node as usize], true)
                {
                    places.push(edge.node);
                }
            }
        }
        places
    }
}
