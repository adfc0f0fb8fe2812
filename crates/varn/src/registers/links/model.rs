//! What a link says, and between which kinds of record.

use crate::platform::history::RecordKind;
use crate::platform::kinds::KindInfo;
use crate::registers::{information, processes, processings, suppliers, systems};
use crate::word_type;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

word_type! {
    /// What a link says. The first eight are those of the engine; the rest belong to the article 30 register.
    LinkKind {
        /// An information set lives in a system.
        LivesIn = "lives_in",
        /// A process uses an information set.
        UsesInformation = "uses_information",
        /// A process uses a system.
        UsesSystem = "uses_system",
        /// The other system holds this one's data.
        DataHeldBy = "data_held_by",
        /// The other system decides who gets into this one.
        AccessControlledBy = "access_controlled_by",
        /// The other system delivers data that this one trusts.
        FedBy = "fed_by",
        /// This system does not run without the other.
        NeedsToRun = "needs_to_run",
        /// A supplier delivers a system.
        DeliveredBy = "delivered_by",
        /// A processing of personal data covers an information set.
        CoversInformation = "covers_information",
        /// A processing of personal data happens in a system.
        RunsIn = "runs_in",
        /// A supplier is the processor of a processing.
        ProcessedBy = "processed_by",
    }
}

/// The kinds of record that can be an end of a link.
static ENDS: [KindInfo; 5] =
    [processes::RECORD, information::RECORD, processings::RECORD, systems::RECORD, suppliers::RECORD];

/// Their words, for whoever follows what is written.
pub(super) const KINDS: [RecordKind; 5] =
    [processes::KIND, information::KIND, processings::KIND, systems::KIND, suppliers::KIND];

/// A kind of record that can be an end, by its word.
pub(super) fn end(word: &str) -> Option<&'static KindInfo> {
    ENDS.iter().find(|info| info.kind.0 == word)
}

impl LinkKind {
    /// The kinds of record it joins, as spoken: from, to.
    pub const fn joins(self) -> (RecordKind, RecordKind) {
        match self {
            Self::LivesIn => (information::KIND, systems::KIND),
            Self::UsesInformation => (processes::KIND, information::KIND),
            Self::UsesSystem => (processes::KIND, systems::KIND),
            Self::DataHeldBy | Self::AccessControlledBy | Self::FedBy | Self::NeedsToRun => {
                (systems::KIND, systems::KIND)
            }
            Self::DeliveredBy => (systems::KIND, suppliers::KIND),
            Self::CoversInformation => (processings::KIND, information::KIND),
            Self::RunsIn => (processings::KIND, systems::KIND),
            Self::ProcessedBy => (processings::KIND, suppliers::KIND),
        }
    }

    /// Whether it can be said how long the one manages without the other.
    pub const fn has_endurance(self) -> bool {
        matches!(self, Self::UsesSystem | Self::NeedsToRun)
    }
}

/// One link. At most one of each kind between the same two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, sqlx::FromRow)]
pub struct Link {
    /// What it says.
    pub kind: LinkKind,
    /// The one that relies.
    pub from_id: Uuid,
    /// The one relied on.
    pub to_id: Uuid,
    /// How long `from` manages without `to`; 0 is not at all, or not stated.
    pub endurance_minutes: i64,
}

impl Link {
    /// A link that says nothing of endurance.
    pub fn new(kind: LinkKind, from: impl Into<Uuid>, to: impl Into<Uuid>) -> Self {
        Self { kind, from_id: from.into(), to_id: to.into(), endurance_minutes: 0 }
    }

    /// The id of the link in history: always the same for the same sentence (an UUID of version 8, from its SHA-256).
    pub fn revision_id(&self) -> Uuid {
        let digest = Sha256::new()
            .chain_update(self.kind.as_str())
            .chain_update([0])
            .chain_update(self.from_id.as_bytes())
            .chain_update(self.to_id.as_bytes())
            .finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }
}

/// A link as seen from one of its ends: the sentence, and which way it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// What the link says.
    pub kind: LinkKind,
    /// Whether this end is the one the sentence begins with.
    pub is_outward: bool,
}

impl Relation {
    /// Every relation that a record of a kind can have, in order.
    pub fn of(kind: RecordKind) -> Vec<Self> {
        let outward = LinkKind::ALL.iter().filter(|link| link.joins().0 == kind);
        let inward = LinkKind::ALL.iter().filter(|link| link.joins().1 == kind);
        (outward.map(|&kind| Self { kind, is_outward: true }))
            .chain(inward.map(|&kind| Self { kind, is_outward: false }))
            .collect()
    }

    /// As it stands in an address and in the key of its text: `lives_in`, or `lives_in.of` read backwards.
    pub fn word(self) -> String {
        if self.is_outward { self.kind.to_string() } else { format!("{}.of", self.kind) }
    }

    /// The kind of record at the other end.
    pub fn other(self) -> RecordKind {
        let (from, to) = self.kind.joins();
        if self.is_outward { to } else { from }
    }

    /// The link between this end and the other.
    pub fn link(self, this: Uuid, other: Uuid) -> Link {
        if self.is_outward { Link::new(self.kind, this, other) } else { Link::new(self.kind, other, this) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::text::Language;

    #[test]
    fn a_link_has_the_same_id_in_history_every_time_and_no_other_has_it() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let link = Link::new(LinkKind::FedBy, one, two);
        assert_eq!(link.revision_id(), Link { endurance_minutes: 60, ..link }.revision_id());
        assert_ne!(link.revision_id(), Link::new(LinkKind::FedBy, two, one).revision_id());
        assert_ne!(link.revision_id(), Link::new(LinkKind::NeedsToRun, one, two).revision_id());
    }

    #[test]
    fn every_relation_is_worded_in_both_languages() {
        for relation in KINDS.into_iter().flat_map(Relation::of) {
            let key = format!("link-{}", relation.word().replace(['_', '.'], "-"));
            assert!(Language::Swedish.has(&key) && Language::English.has(&key), "{key}");
        }
    }

    #[test]
    fn each_kind_of_record_sees_its_links_from_its_own_end() {
        let of_system: Vec<_> = Relation::of(systems::KIND).into_iter().map(Relation::word).collect();
        assert!(of_system.contains(&"delivered_by".to_owned()));
        assert!(of_system.contains(&"lives_in.of".to_owned()));
        assert!(of_system.contains(&"fed_by".to_owned()) && of_system.contains(&"fed_by.of".to_owned()));
        assert!(!of_system.contains(&"lives_in".to_owned()));
    }
}
