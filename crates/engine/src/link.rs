//! The typed links of the thread and what flows along each.
//!
//! A link reads as it is spoken, "`from` … `to`", and `from` always relies on `to`: that is the way an
//! outage spreads back. Need goes the same way as the sentence, except that a process gets its need
//! from the information it uses.

use crate::level::{Aspect, AspectSet};
use crate::node::{Minutes, NodeKind};

/// What a link says. The order is the order in which an explanation prefers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// An information set lives in a system: K, R, T, S.
    LivesIn,
    /// A process uses an information set and needs what it needs: K, R, T, S.
    UsesInformation,
    /// A process uses a system: T only. What the process reads elsewhere is not in this system.
    UsesSystem,
    /// The other system holds this one's data (database, hosting, backup): K, R, T, S.
    DataHeldBy,
    /// The other system decides who gets into this one (login, keys, administration). Whoever controls
    /// it controls this one: K, R, T, S.
    AccessControlledBy,
    /// The other system delivers data that this one trusts: R and T. Secrecy does not follow backwards.
    FedBy,
    /// This system does not run without the other (network, power, platform without data): T only.
    NeedsToRun,
    /// A supplier delivers a system and inherits its need: K, R, T, S.
    DeliveredBy,
}

impl LinkKind {
    /// All kinds, in order of preference.
    pub const ALL: [Self; 8] = [
        Self::LivesIn,
        Self::UsesInformation,
        Self::UsesSystem,
        Self::DataHeldBy,
        Self::AccessControlledBy,
        Self::FedBy,
        Self::NeedsToRun,
        Self::DeliveredBy,
    ];

    /// The kinds of node it joins, as spoken: from, to.
    pub const fn joins(self) -> (NodeKind, NodeKind) {
        match self {
            Self::LivesIn => (NodeKind::Information, NodeKind::System),
            Self::UsesInformation => (NodeKind::Process, NodeKind::Information),
            Self::UsesSystem => (NodeKind::Process, NodeKind::System),
            Self::DataHeldBy | Self::AccessControlledBy | Self::FedBy | Self::NeedsToRun => {
                (NodeKind::System, NodeKind::System)
            }
            Self::DeliveredBy => (NodeKind::System, NodeKind::Supplier),
        }
    }

    /// The aspects whose need flows along it.
    pub const fn carries(self) -> AspectSet {
        match self {
            Self::LivesIn
            | Self::UsesInformation
            | Self::DataHeldBy
            | Self::AccessControlledBy
            | Self::DeliveredBy => AspectSet::ALL,
            Self::FedBy => AspectSet::NONE.with(Aspect::Integrity).with(Aspect::Availability),
            Self::UsesSystem | Self::NeedsToRun => AspectSet::NONE.with(Aspect::Availability),
        }
    }

    /// Whether need flows from `to` to `from`.
    pub(crate) const fn flows_backwards(self) -> bool {
        matches!(self, Self::UsesInformation)
    }
}

/// One link. At most one of each kind between the same two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Link<Id> {
    /// The one that relies.
    pub from: Id,
    /// The one relied on.
    pub to: Id,
    /// What the link says.
    pub kind: LinkKind,
    /// How long `from` keeps going when `to` has stopped; zero when nothing is said.
    pub endurance: Minutes,
}

impl<Id: Copy> Link<Id> {
    /// A link whose `from` stops as soon as `to` does.
    pub const fn new(from: Id, kind: LinkKind, to: Id) -> Self {
        Self { from, to, kind, endurance: Minutes(0) }
    }

    /// The two ends in the direction need flows.
    pub(crate) const fn flow(&self) -> (Id, Id) {
        if self.kind.flows_backwards() { (self.to, self.from) } else { (self.from, self.to) }
    }
}
