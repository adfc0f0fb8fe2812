//! An explanation in words.

use super::names::{Known, Names};
use crate::current_state::classification::word;
use crate::current_state::thread::graph::{Thread, link_word};
use crate::current_state::thread::raise::Cause;
use crate::platform::page::PageFrame;
use crate::registers::spans;
use std::collections::BTreeSet;
use uuid::Uuid;
use varn_engine::{Aspect, Decider, Explanation, Hop, LinkKind, NodeKind};

/// How many of those that decide alike are named.
const NAMED: usize = 5;

/// One link of the chain: who, does what, to whom; and what follows.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) first: Known,
    pub(super) says: String,
    pub(super) second: Option<Known>,
    pub(super) therefore: String,
}

/// Why a record has its level in one aspect.
#[derive(Clone, Debug)]
pub(super) struct Why {
    /// "Varför K 3?", or that it is unknown.
    pub(super) question: String,
    pub(super) steps: Vec<Step>,
    /// What it rests on and what of that is unknown.
    pub(super) coverage: String,
    /// The others that give the same level.
    pub(super) alike: Vec<Known>,
    /// How many more of them there are, in words.
    pub(super) more: String,
}

/// The explanation of one aspect, before anything is known by name.
pub(super) struct Found {
    pub(super) aspect: Aspect,
    pub(super) explanation: Explanation<Uuid>,
    deciders: Vec<Uuid>,
}

/// What is to be told, and whose names are needed for it.
pub(super) fn find(thread: &Thread, id: Uuid) -> (Vec<Found>, Vec<Uuid>) {
    let mut needed = BTreeSet::from([id]);
    let mut found = Vec::new();
    for aspect in thread.graph().settings().aspects.iter() {
        let Ok(explanation) = thread.explain(id, aspect) else { continue };
        let deciders = thread.deciders(id, aspect).unwrap_or_default();
        needed.extend(explanation.hops.iter().flat_map(|hop| [hop.source, hop.target]));
        needed.extend(explanation.decider.map(|decider| decider.node()));
        needed.extend(deciders.iter().take(NAMED + 1));
        found.push(Found { aspect, explanation, deciders });
    }
    (found, needed.into_iter().collect())
}

/// The page, the graph and the names, which every sentence needs.
pub(super) struct Telling<'a> {
    pub(super) page: &'a PageFrame,
    pub(super) thread: &'a Thread,
    pub(super) names: &'a Names,
    /// Whether it may be said who classified.
    pub(super) may_say_who: bool,
}

impl Telling<'_> {
    fn known(&self, id: Uuid) -> Known {
        self.names.of(self.page, self.thread, id)
    }

    /// "K 3".
    fn short(&self, aspect: Aspect, level: Option<varn_engine::Level>) -> String {
        let letter = self.page.word("aspect-letter", word(aspect));
        level.map_or_else(
            || format!("{letter} {}", self.page.t("thread-unknown")),
            |level| format!("{letter} {}", level.ordinal()),
        )
    }

    /// The answer for one aspect.
    pub(super) fn why(&self, id: Uuid, found: &Found) -> Why {
        let Found { aspect, explanation, deciders } = found;
        let level = explanation.derived.level;
        let question = if level.is_some() {
            self.page.with("thread-why", "level", self.short(*aspect, level)).into_owned()
        } else {
            self.page
                .with("thread-why-unknown", "aspect", self.page.word("aspect", word(*aspect)))
                .into_owned()
        };
        let mut steps: Vec<Step> =
            explanation.decider.iter().map(|decider| self.begins(decider, found)).collect();
        steps.extend(explanation.hops.iter().map(|hop| self.hop(hop, found)));
        let first = explanation.decider.map(|decider| decider.node());
        let others: Vec<Uuid> = deciders.iter().copied().filter(|one| Some(*one) != first).collect();
        let seen: Vec<Uuid> = others.iter().copied().filter(|one| self.names.has(*one)).take(NAMED).collect();
        let more = others.len() - seen.len();
        Why {
            question,
            steps,
            coverage: self.coverage(id, *aspect),
            more: match (more, seen.is_empty()) {
                (0, _) => String::new(),
                (more, true) => self.page.n("thread-alike-hidden", more).into_owned(),
                (more, false) => self.page.n("thread-more", more).into_owned(),
            },
            alike: seen.into_iter().map(|one| self.known(one)).collect(),
        }
    }

    /// Where the level begins.
    fn begins(&self, decider: &Decider<Uuid>, found: &Found) -> Step {
        let level = found.explanation.derived.level;
        let short = self.short(found.aspect, level);
        let says = match *decider {
            Decider::Classified(node) => {
                let by = level.filter(|_| self.may_say_who);
                let by = by.and_then(|level| self.names.classified(node, found.aspect, level));
                match by {
                    Some((_, _, true)) => self.page.t("thread-classified-common").into_owned(),
                    Some((who, on, false)) if !who.is_empty() => {
                        self.page.with2("thread-classified-by", "who", who, "on", on).into_owned()
                    }
                    _ => self.page.t("thread-classified").into_owned(),
                }
            }
            Decider::ToleratedOutage(_, tolerated) => {
                let span = spans::words(self.page, i64::from(tolerated.0));
                self.page.with("thread-tolerates", "span", span).into_owned()
            }
            Decider::Raised { raise, cause, from, .. } => {
                let cause = self.page.word("raise-cause", Cause::from(cause)).to_lowercase();
                let from = self.short(found.aspect, from);
                let said = self.page.with2("thread-raised", "cause", cause, "from", from).into_owned();
                match self.names.raise(raise) {
                    Some((who, why)) => {
                        format!("{said} {}", self.page.with2("thread-raised-by", "who", who, "why", why))
                    }
                    None => said,
                }
            }
        };
        Step { first: self.known(decider.node()), says, second: None, therefore: short }
    }

    /// Need that flowed along a link.
    fn hop(&self, hop: &Hop<Uuid>, found: &Found) -> Step {
        let (first, second) = match hop.kind {
            LinkKind::LivesIn | LinkKind::UsesSystem | LinkKind::NeedsToRun => (hop.source, hop.target),
            LinkKind::UsesInformation
            | LinkKind::DataHeldBy
            | LinkKind::AccessControlledBy
            | LinkKind::FedBy
            | LinkKind::DeliveredBy => (hop.target, hop.source),
        };
        let short = self.short(found.aspect, found.explanation.derived.level);
        let target = self.known(hop.target).name;
        Step {
            first: self.known(first),
            says: self.page.word("thread-hop", link_word(hop.kind)).into_owned(),
            second: Some(self.known(second)),
            therefore: self.page.with2("thread-therefore", "name", target, "level", short).into_owned(),
        }
    }

    /// What the level rests on, and what of it is not known.
    fn coverage(&self, id: Uuid, aspect: Aspect) -> String {
        let Ok(coverage) = self.thread.coverage(id, aspect) else { return String::new() };
        let is_set = self.thread.graph().node(id).is_some_and(|node| node.kind == NodeKind::Information);
        if is_set {
            return if coverage.unclassified.is_empty() {
                String::new()
            } else {
                self.page.t("thread-not-classified").into_owned()
            };
        }
        let unknown = coverage.unknown.iter().filter(|one| **one != id).count();
        let mut sentences = vec![self.page.n("thread-rests-on", coverage.information).into_owned()];
        if !coverage.unclassified.is_empty() {
            sentences.push(self.page.n("thread-unclassified", coverage.unclassified.len()).into_owned());
        }
        if unknown > 0 {
            sentences.push(self.page.n("thread-unknown-others", unknown).into_owned());
        }
        sentences.join(" ")
    }
}
