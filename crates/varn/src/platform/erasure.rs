//! A record that must leave no trace: what upper capabilities keep about it is wiped in the same transaction. Each
//! registers its part in `crate::app`, so that whoever erases need not know what builds on the record.

use super::app::App;
use super::db::WriteTx;
use super::error::Result;
use super::history::RecordKind;
use std::future::Future;
use std::pin::Pin;
use uuid::Uuid;

/// What a part's function gives: how many rows lost their content.
pub type EraseFuture<'a> = Pin<Box<dyn Future<Output = Result<u64>> + Send + 'a>>;

/// Wipes what a capability keeps about the record: rows, and what is logged of them.
pub type EraseFn = for<'a> fn(&'a mut WriteTx, RecordKind, Uuid) -> EraseFuture<'a>;

/// What is logged about a record under an id of its own: its log goes with that of the record.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The kind of what is about it.
    pub kind: RecordKind,
    /// Fields of its content that name the record; none where it is logged under the id of the record itself.
    pub fields: &'static [&'static str],
}

/// Runs every part, in the order they were registered. The record itself and its log are the caller's.
pub async fn run(app: &App, tx: &mut WriteTx, kind: RecordKind, id: Uuid) -> Result<u64> {
    let mut erased = 0;
    for erase in app.erasures() {
        erased += erase(tx, kind, id).await?;
    }
    Ok(erased)
}

/// Wipes what is kept beside the log and says what a record once said: the rows of imports, the results of jobs.
pub async fn run_of_log(app: &App, tx: &mut WriteTx, kind: RecordKind, id: Uuid) -> Result<u64> {
    let mut erased = 0;
    for erase in app.log_erasures() {
        erased += erase(tx, kind, id).await?;
    }
    Ok(erased)
}
