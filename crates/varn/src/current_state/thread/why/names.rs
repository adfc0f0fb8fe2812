//! What the actor may know of the nodes of an explanation.

use super::store::NameRow;
use crate::current_state::classification::from_columns;
use crate::current_state::thread::graph::{Thread, record};
use crate::platform::page::PageFrame;
use std::collections::HashMap;
use uuid::Uuid;
use varn_engine::{Aspect, Level};

/// A node as it is told of: with its address when the actor may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::current_state::thread) struct Known {
    /// "" when it may not be seen.
    pub(in crate::current_state::thread) href: String,
    /// Its name, or what it is.
    pub(in crate::current_state::thread) name: String,
}

/// The names of an explanation.
#[derive(Debug, Default)]
pub(in crate::current_state::thread) struct Names(HashMap<Uuid, NameRow>);

impl Names {
    pub(in crate::current_state::thread) fn new(rows: Vec<NameRow>) -> Self {
        Self(rows.into_iter().map(|row| (row.id, row)).collect())
    }

    /// A node by name, or by what it is where the actor may not see it.
    pub(in crate::current_state::thread) fn of(&self, page: &PageFrame, thread: &Thread, id: Uuid) -> Known {
        let kind = thread.graph().node(id).map(|node| record(node.kind));
        match (self.0.get(&id).and_then(|row| row.name.clone()), kind) {
            (Some(name), Some(kind)) => Known { href: kind.page(id), name },
            (_, Some(kind)) => {
                Known { href: String::new(), name: page.word("thread-hidden", kind.kind.0).into_owned() }
            }
            (_, None) => Known { href: String::new(), name: page.t("thread-hidden").into_owned() },
        }
    }

    /// Whether the actor may see the node.
    pub(in crate::current_state::thread) fn has(&self, id: Uuid) -> bool {
        self.0.contains_key(&id)
    }

    /// Who gave the node this level, and when; with whether it was for the common set that it follows.
    pub(super) fn classified(
        &self,
        id: Uuid,
        aspect: Aspect,
        level: Level,
    ) -> Option<(String, String, bool)> {
        let row = self.0.get(&id)?;
        let own = from_columns([row.confidentiality, row.integrity, row.availability, row.traceability]);
        if own[aspect] == Some(level) {
            return Some((row.who.clone()?, row.said.clone().unwrap_or_default(), false));
        }
        row.common_by.clone().map(|by| (by, String::new(), true))
    }

    /// Who raised the system, and why.
    pub(super) fn raise(&self, id: Uuid) -> Option<(&str, &str)> {
        let row = self.0.get(&id)?;
        Some((row.who.as_deref()?, row.said.as_deref()?))
    }
}
