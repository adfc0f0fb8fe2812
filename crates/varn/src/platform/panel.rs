//! Panels: what upper capabilities show on the page of a lower one's record (its tasks, its gaps, its links),
//! registered in `crate::app`, so that registers need not know who builds on them.

use super::attached;
use super::ctx::Ctx;
use super::db::Tx;
use super::error::Result;
use super::history::RecordKind;
use std::future::Future;
use std::pin::Pin;
use uuid::Uuid;

/// A rendered panel.
#[derive(Clone, Debug)]
pub struct PanelView {
    /// The `id` of its section, for links within the page.
    pub anchor: &'static str,
    /// Its heading, worded.
    pub title: String,
    /// Its content: HTML rendered by a template, which has escaped everything.
    pub html: String,
}

/// What a panel's function gives.
pub type PanelFuture<'a> = Pin<Box<dyn Future<Output = Result<Option<PanelView>>> + Send + 'a>>;

/// Shows something about a record, or nothing. Must cost a constant number of statements.
pub type PanelFn = for<'a> fn(&'a Ctx, &'a mut Tx, Uuid) -> PanelFuture<'a>;

/// A panel and the kind of record whose page shows it.
#[derive(Clone, Copy)]
pub struct Panel {
    /// On which records; `None` for all.
    pub on: Option<RecordKind>,
    /// What it shows. Gets the record's kind through a function per kind where it needs it.
    pub show: PanelFn,
}

/// All panels of a record's page, in the order they were registered, and what hangs on every kind of record.
pub async fn of_record(ctx: &Ctx, tx: &mut Tx, kind: RecordKind, id: Uuid) -> Result<Vec<PanelView>> {
    let mut views = Vec::new();
    for panel in ctx.app.panels().iter().filter(|panel| panel.on.is_none_or(|on| on == kind)) {
        views.extend((panel.show)(ctx, tx, id).await?);
    }
    if let Some(info) = ctx.app.kind(kind.0) {
        views.extend(attached::panels(ctx, tx, info, id).await?);
    }
    Ok(views)
}
