//! What is said about a node itself, and what the classification model decides.
//!
//! Raises stand on systems and tolerated outages on processes only; the graph refuses others.

use std::fmt;
use std::hash::Hash;

use crate::level::{Aspect, AspectSet, Level, PerAspect};

/// What may serve as an id: a UUID, a number.
pub trait Key: Copy + Ord + Hash + fmt::Debug {}
impl<T: Copy + Ord + Hash + fmt::Debug> Key for T {}

/// A length of time in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Minutes(pub u32);

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// Informationsmängd.
    Information,
    /// Process.
    Process,
    /// System.
    System,
    /// Leverantör.
    Supplier,
}

/// Why a system needs more than its contents (method §3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RaiseCause {
    /// Ackumulering: the volume.
    Accumulation,
    /// Aggregering: the combination.
    Aggregation,
    /// Integration with a system of a higher level.
    Integration,
}

/// An explicit raise of a system. It never lowers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Raise<Id> {
    /// The record that holds motive, who and when.
    pub id: Id,
    /// The aspect it raises.
    pub aspect: Aspect,
    /// To at least this level.
    pub to: Level,
    /// Why.
    pub cause: RaiseCause,
}

/// A node with what has been said about it itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<Id> {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: NodeKind,
    /// Its own classification; `None` is not classified. For an information set the usual case, for the
    /// others a level stated directly, for instance in an imported register.
    pub own: PerAspect<Option<Level>>,
    /// How long a process may stand still; gives it a level of its own for T.
    pub tolerated_outage: Option<Minutes>,
    /// Explicit raises of a system.
    pub raises: Vec<Raise<Id>>,
}

impl<Id> Node<Id> {
    /// A node about which nothing is said yet.
    pub fn new(id: Id, kind: NodeKind) -> Self {
        Self { id, kind, own: PerAspect::default(), tolerated_outage: None, raises: Vec::new() }
    }

    /// The highest of what is said about the node itself, raises apart.
    pub(crate) fn without_raises(&self, aspect: Aspect, scale: &OutageScale) -> Option<Level> {
        let outage = self.tolerated_outage.filter(|_| aspect == Aspect::Availability);
        self.own[aspect].max(outage.map(|tolerated| scale.level(tolerated)))
    }
}

/// The longest outage at each level of T (method §4.1, column T); a municipality sets its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutageScale {
    /// Level 3 up to and including this; 4 hours by default.
    pub serious: Minutes,
    /// Level 2 up to and including this; a day by default.
    pub significant: Minutes,
    /// Level 1 up to and including this, level 0 above; a week by default.
    pub moderate: Minutes,
}

impl Default for OutageScale {
    fn default() -> Self {
        Self { serious: Minutes(240), significant: Minutes(1_440), moderate: Minutes(10_080) }
    }
}

impl OutageScale {
    /// The level of T that a tolerated outage means.
    pub fn level(&self, tolerated: Minutes) -> Level {
        match tolerated {
            t if t <= self.serious => Level::Serious,
            t if t <= self.significant => Level::Significant,
            t if t <= self.moderate => Level::Moderate,
            _ => Level::Negligible,
        }
    }

    /// The longest outage a level of T allows; `None` is no limit.
    pub fn longest(&self, level: Level) -> Option<Minutes> {
        match level {
            Level::Serious => Some(self.serious),
            Level::Significant => Some(self.significant),
            Level::Moderate => Some(self.moderate),
            Level::Negligible => None,
        }
    }
}

/// What the municipality's classification model decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The aspects of the model; others stay unknown and are not reported as missing.
    pub aspects: AspectSet,
    /// What a tolerated outage means as a level.
    pub outage_scale: OutageScale,
}

impl Default for Settings {
    fn default() -> Self {
        Self { aspects: AspectSet::ALL, outage_scale: OutageScale::default() }
    }
}
