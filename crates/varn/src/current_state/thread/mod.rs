//! The unbroken thread: which protection everything needs, derived from the information along what depends on what
//! (crates/engine), stored in the transaction of the write it follows from, and able to say why.
//! Readable by others (JOIN): the whole of `needs`, and `raises.system_id`, `raises.aspect`, `raises.level`.

mod follow;
mod graph;
mod raise;
mod stops;
mod store;
mod why;

#[cfg(test)]
mod tests;

pub use follow::Difference;
pub use follow::{REACTION, VERIFIER, differing, recompute_all};
pub use graph::{Cache, Thread, current, load};
pub use raise::{Cause, Raise, RaiseId};
pub use why::{ON_INFORMATION, ON_PROCESS, ON_SUPPLIER, ON_SYSTEM};

use crate::platform::audit;
use crate::platform::db::WriteTx;
use crate::platform::erasure::EraseFuture;
use crate::platform::history::RecordKind;
use crate::platform::routes::Routes;
use uuid::Uuid;

/// The raises of a system in history, under the system's id.
pub const RAISE: RecordKind = RecordKind("raise");

/// The routes of this capability.
pub fn routes() -> Routes {
    raise::routes().merge(stops::routes())
}

/// Wipes what is logged of a system's raises; their rows go with the system.
pub fn erase(tx: &mut WriteTx, _: RecordKind, id: Uuid) -> EraseFuture<'_> {
    Box::pin(async move { Ok(audit::erase_record(tx, id).await?) })
}
