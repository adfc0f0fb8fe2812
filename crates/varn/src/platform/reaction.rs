//! Reactions: what must follow a write in the same transaction (need along the thread, tasks whose reason is gone),
//! registered in `crate::app`, so that registers need not know what is derived from them.

use super::app::App;
use super::db::WriteTx;
use super::error::Result;
use super::history::RecordKind;
use std::future::Future;
use std::pin::Pin;
use uuid::Uuid;

/// What a reaction's function gives.
pub type ReactFuture<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// Gets the records of its kinds that the transaction has revised.
pub type ReactFn = for<'a> fn(&'a App, &'a mut WriteTx, Vec<(RecordKind, Uuid)>) -> ReactFuture<'a>;

/// A reaction and the kinds of record it is for.
#[derive(Clone, Copy)]
pub struct Reaction {
    /// Which records.
    pub on: &'static [RecordKind],
    /// What follows.
    pub react: ReactFn,
}

/// Runs every reaction to what `tx` has revised so far, in the order they were registered.
pub(super) async fn run(app: &App, tx: &mut WriteTx) -> Result<()> {
    for reaction in app.reactions() {
        let revised = tx.revisions.iter().map(|revision| (revision.kind, revision.id));
        let touched: Vec<_> = revised.filter(|(kind, _)| reaction.on.contains(kind)).collect();
        if !touched.is_empty() {
            (reaction.react)(app, tx, touched).await?;
        }
    }
    Ok(())
}
