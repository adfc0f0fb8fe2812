//! Spreadsheets on their way into the registers: read, understood, compared, accepted, taken back. A file lies in memory
//! only; what is stored is what was understood of it, and never level 4.
//! Readable by others (JOIN): `imports.kind`, `imports.state`, `imports.decided_at`.

mod accept;
mod draft;
mod editor;
mod kinds;
mod large;
pub mod level_four;
mod model;
mod names;
mod plan;
pub mod reader;
mod show;
pub mod store;
mod summary;
mod take_in;
mod undo;
mod upload;
mod waiting;
mod web;

pub use accept::accept;
pub use large::HANDLER;
pub use level_four::LevelFour;
pub use model::{Accepted, Import, ImportId, ImportState, RowAction};
pub use take_in::{Dry, Incoming, dry, keep, known};
pub use undo::undo;
pub use web::{NAV, routes};

use crate::platform::db::WriteTx;
use crate::platform::erasure::EraseFuture;
use crate::platform::error::Error;
use crate::platform::event::{Event, EventKind};
use crate::platform::history::RecordKind;
use uuid::Uuid;

/// An import in history.
pub const KIND: RecordKind = RecordKind("import");

/// Wipes what imports hold of a record that must leave no trace: its rows, and what was said of them.
pub fn erase(tx: &mut WriteTx, _: RecordKind, id: Uuid) -> EraseFuture<'_> {
    Box::pin(async move {
        for (import, reading, row) in store::readings_of(tx, id).await? {
            let mut summary = summary::Summary::stored(&reading);
            summary.forget(row);
            let reading = serde_json::to_string(&summary).map_err(Error::internal)?;
            store::set_reading(tx, import, &reading).await?;
        }
        Ok(store::forget(tx, id).await?)
    })
}

/// The one event of an accepted import, with the digest of its rows.
pub fn accepted_event(import: &Import, digest: &str) -> Event {
    Event::new(EventKind::ImportAccepted)
        .detail("file", import.file_name.as_str())
        .detail("rows_digest", digest)
        .detail("created", import.created_count)
        .detail("changed", import.changed_count)
        .detail("left", import.left_count)
}

#[cfg(test)]
mod tests;
