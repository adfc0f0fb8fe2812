//! Files kept with records: attachments of every kind of record, and results that a job leaves for a person. What a file
//! is, is decided by its content; it is only ever handed out as something to save. Whoever may see the record may read its files.
//! Readable by others (JOIN): none.

mod sniff;
pub mod store;
mod web;

#[cfg(test)]
mod tests;

pub use sniff::MediaType;
pub use web::{handed_out, routes};

use super::app::App;
use super::audit;
use super::db::{Tx, WriteTx};
use super::erasure::EraseFuture;
use super::history::RecordKind;
use super::reaction::{ReactFuture, Reaction};
use super::verify::{Verifier, VerifyFuture};
use crate::id_type;
use uuid::Uuid;

id_type! {
    /// A file.
    FileId
}

/// A file in history.
pub const KIND: RecordKind = RecordKind("file");

/// Files of records that leave their register leave with them.
pub const fn reaction(on: &'static [RecordKind]) -> Reaction {
    Reaction { on, react: leave_with_record }
}

fn leave_with_record<'a>(
    _app: &'a App,
    tx: &'a mut WriteTx,
    touched: Vec<(RecordKind, Uuid)>,
) -> ReactFuture<'a> {
    Box::pin(async move {
        let gone = tx.removed(&touched);
        Ok(store::remove_of(tx, &gone).await?)
    })
}

/// Wipes the results of jobs, which may say what a record once said; whoever wants one asks for it again.
pub fn erase_results(tx: &mut WriteTx, _: RecordKind, _: Uuid) -> EraseFuture<'_> {
    Box::pin(async move {
        let now = tx.now();
        Ok(store::remove_older(tx, store::RESULT, now).await? as u64)
    })
}

/// Wipes the files of a record that must leave no trace, and what is logged of them. Results of jobs may hold it too.
pub fn erase(tx: &mut WriteTx, _: RecordKind, id: Uuid) -> EraseFuture<'_> {
    Box::pin(async move {
        let ids = store::remove_with_results(tx, id).await?;
        Ok(audit::erase_records(tx, &ids).await?)
    })
}

/// Whether every file is what it was when it was added.
pub const VERIFIER: Verifier = Verifier { what: "files", verify };

fn verify<'a>(_app: &'a App, tx: &'a mut Tx) -> VerifyFuture<'a> {
    Box::pin(async move {
        let changed = store::changed(tx).await?;
        Ok(changed.into_iter().map(|(id, name)| format!("{name} ({id}) is not what was added")).collect())
    })
}
