//! The panel.

use super::names::Names;
use super::store;
use super::words::{Found, Telling, Why, find};
use crate::current_state::classification::{ordinal, to_columns, word};
use crate::current_state::thread::graph::{Cache, Thread, current};
use crate::current_state::thread::raise::Cause;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::history::RecordKind;
use crate::platform::list::Cell;
use crate::platform::page::PageFrame;
use crate::platform::panel::{Panel, PanelView};
use crate::platform::permission::Permission::{ClassificationRead, ClassificationWrite};
use crate::registers::levels::badges;
use crate::registers::{information, processes, suppliers, systems};
use askama::Template;
use std::sync::Arc;
use uuid::Uuid;
use varn_engine::PerAspect;

/// On an information set.
pub const ON_INFORMATION: Panel =
    Panel { on: Some(information::KIND), show: |ctx, tx, id| Box::pin(show(ctx, tx, information::KIND, id)) };
/// On a process.
pub const ON_PROCESS: Panel =
    Panel { on: Some(processes::KIND), show: |ctx, tx, id| Box::pin(show(ctx, tx, processes::KIND, id)) };
/// On a system.
pub const ON_SYSTEM: Panel =
    Panel { on: Some(systems::KIND), show: |ctx, tx, id| Box::pin(show(ctx, tx, systems::KIND, id)) };
/// On a supplier.
pub const ON_SUPPLIER: Panel =
    Panel { on: Some(suppliers::KIND), show: |ctx, tx, id| Box::pin(show(ctx, tx, suppliers::KIND, id)) };

/// A raise as it is shown.
struct RaiseView {
    what: String,
    motive: String,
    who: String,
    remove: String,
}

#[derive(Template)]
#[template(path = "current_state/thread/why/panel.html")]
struct View {
    page: PageFrame,
    levels: Cell,
    whys: Vec<Why>,
    raises: Vec<RaiseView>,
    /// Where a raise is made, or "".
    raise: String,
    /// Where it is told what stops with it, or "".
    stops: String,
    may_write: bool,
}

async fn show(ctx: &Ctx, tx: &mut Tx, kind: RecordKind, id: Uuid) -> Result<Option<PanelView>> {
    let (thread, found, names) = explained(ctx, tx, id).await?;
    let page = ctx.page();
    let telling =
        Telling { page: &page, thread: &thread, names: &names, may_say_who: ctx.may(ClassificationRead) };
    let whys = found.iter().map(|found| telling.why(id, found)).collect();
    let derived = thread.of(id).map(|derived| PerAspect(derived.0.map(|one| one.level))).unwrap_or_default();
    let may_write = ctx.may(ClassificationWrite);
    let address = format!("/system/{id}");
    let (raise, stops) = match kind {
        systems::KIND => (format!("{address}/hojning"), format!("{address}/stannar")),
        suppliers::KIND => (String::new(), format!("/leverantorer/{id}/stannar")),
        _ => (String::new(), String::new()),
    };
    let view = View {
        levels: badges(&page, to_columns(&derived)),
        whys,
        raises: raises(&page, &thread, &names, id),
        raise: if may_write { raise } else { String::new() },
        stops,
        may_write,
        page,
    };
    let title = view.page.t("thread-heading").into_owned();
    Ok(Some(PanelView { anchor: "skyddsbehov", title, html: view.render()? }))
}

/// The graph, what is to be told, and the names in it. One statement while the graph in memory is the right one.
async fn explained(ctx: &Ctx, tx: &mut Tx, id: Uuid) -> Result<(Arc<Thread>, Vec<Found>, Names)> {
    if let Some((version, thread)) = ctx.app.shared::<Cache>().last(tx.tenant()) {
        let (found, needed) = find(&thread, id);
        let rows = store::names(tx, &ctx.scope, &needed, id).await?;
        if rows.first().is_some_and(|row| row.version == Some(version)) {
            return Ok((thread, found, Names::new(rows)));
        }
    }
    let thread = current(&ctx.app, tx).await?;
    let (found, needed) = find(&thread, id);
    let names = Names::new(store::names(tx, &ctx.scope, &needed, id).await?);
    Ok((thread, found, names))
}

fn raises(page: &PageFrame, thread: &Thread, names: &Names, id: Uuid) -> Vec<RaiseView> {
    let Some(node) = thread.graph().node(id) else { return Vec::new() };
    let view = |raise: &varn_engine::Raise<Uuid>| {
        let (who, motive) = names.raise(raise.id).unwrap_or_default();
        let letter = page.word("aspect-letter", word(raise.aspect));
        let level = format!("{letter} {}", ordinal(raise.to));
        let cause = page.word("raise-cause", Cause::from(raise.cause)).to_lowercase();
        RaiseView {
            what: page.with2("raise-what", "level", level, "cause", cause).into_owned(),
            motive: motive.to_owned(),
            who: who.to_owned(),
            remove: format!("/hojning/{}/ta-bort", raise.id),
        }
    };
    node.raises.iter().map(view).collect()
}
