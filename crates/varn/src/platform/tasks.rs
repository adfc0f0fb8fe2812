//! Tasks: what somebody is to do, about a record or not. People write some; rules make others with their reason, and
//! close them when the reason is gone. What a rule has made cannot be ticked as done: its reason is seen to, or it is
//! given to somebody else, or dropped with a reason.
//! Readable by others (JOIN): `tasks.owner_id`, `tasks.due`, `tasks.closed_at`, `tasks.record_id`, `tasks.reason`.

mod acts;
pub mod rules;
pub mod store;
mod web;

#[cfg(test)]
mod tests;

pub use rules::{
    Followed, OWNER_MISSING, REVIEW_PASSED, Standing, StandingFuture, TaskRule, only, react, sweep,
};
pub use web::{NAV, routes, words, words_of};

use super::audit;
use super::db::WriteTx;
use super::erasure::EraseFuture;
use super::history::RecordKind;
use crate::{id_type, word_type};
use uuid::Uuid;

id_type! {
    /// A task.
    TaskId
}

word_type! {
    /// Why a task is closed.
    Closed {
        /// Somebody did it.
        Done = "done",
        /// The rule that made it finds no reason for it any more.
        ReasonGone = "reason_gone",
        /// Somebody decided that it is not to be done.
        Dropped = "dropped",
    }
}

/// A task in history.
pub const KIND: RecordKind = RecordKind("task");
/// The reason of tasks that people write.
pub const WRITTEN: &str = "written";

/// The tasks about a record that must leave no trace, and what is logged of them.
pub fn erase(tx: &mut WriteTx, _: RecordKind, id: Uuid) -> EraseFuture<'_> {
    Box::pin(async move {
        let ids = store::remove_of(tx, id).await?;
        Ok(audit::erase_records(tx, &ids).await?)
    })
}
