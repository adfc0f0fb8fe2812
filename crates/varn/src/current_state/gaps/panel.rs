//! The panel on a system or supplier: how far its controls are judged, and the five that weigh most.

use super::derived::store;
use super::model::State;
use super::words;
use crate::current_state::controls::ObjectKind;
use crate::current_state::controls::words::assessment_path;
use crate::knowledge::library::{LIBRARY, either};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::list::Cell;
use crate::platform::page::PageFrame;
use crate::platform::panel::{Panel, PanelFuture, PanelView};
use crate::platform::permission::Permission::GapsRead;
use crate::registers::{suppliers, systems};
use askama::Template;
use uuid::Uuid;

/// How many gaps a panel shows.
const WORST: usize = 5;

/// On systems.
pub const ON_SYSTEM: Panel = Panel {
    on: Some(systems::KIND),
    show: |ctx, tx, id| -> PanelFuture<'_> { Box::pin(show(ctx, tx, ObjectKind::System, id)) },
};

/// On suppliers.
pub const ON_SUPPLIER: Panel = Panel {
    on: Some(suppliers::KIND),
    show: |ctx, tx, id| -> PanelFuture<'_> { Box::pin(show(ctx, tx, ObjectKind::Supplier, id)) },
};

#[derive(Template)]
#[template(path = "current_state/gaps/panel.html")]
struct GapsPanel {
    page: PageFrame,
    path: String,
    judged: u64,
    required: u64,
    words: String,
    undecided: String,
    worst: Vec<Worst>,
}

struct Worst {
    href: String,
    name: String,
    consequence: String,
    state: Cell,
}

/// One statement; nothing for whoever may not see gaps, and for what asks for nothing.
async fn show(ctx: &Ctx, tx: &mut Tx, kind: ObjectKind, id: Uuid) -> Result<Option<PanelView>> {
    let Some(scope) = ctx.visitor.as_ref().and_then(|actor| actor.scope(GapsRead)) else { return Ok(None) };
    let standings = store::standings(tx, &scope, id, ctx.app.clock().today()).await?;
    if standings.is_empty() {
        return Ok(None);
    }
    let page = ctx.page();
    let count = |states: &[State]| {
        let number = standings.iter().filter(|standing| states.contains(&standing.state)).count();
        u64::try_from(number).unwrap_or(u64::MAX)
    };
    let judged = count(&[State::Fulfilled, State::Deficient, State::Missing]);
    let required = judged + count(&[State::NotJudged, State::Begun]);
    let undecided = count(&[State::Undecided]);
    let path = assessment_path(kind, id);
    let lacking =
        standings.iter().filter(|standing| matches!(standing.state, State::Missing | State::Deficient));
    let worst = lacking.take(WORST).filter_map(|standing| {
        let library = LIBRARY.control(standing.control.as_str());
        let name = library.map(|control| either(page.words, &control.name_sv, &control.name_en).to_owned());
        Some(Worst {
            href: format!("{path}#{}", standing.control),
            name: name.or_else(|| standing.own.clone())?,
            consequence: library.map(|control| control.consequence_sv.clone()).unwrap_or_default(),
            state: words::state(&page, standing.state),
        })
    });
    let html = GapsPanel {
        judged,
        required,
        words: page.with2("gaps-judged-of", "judged", judged, "required", required).into_owned(),
        undecided: if undecided == 0 {
            String::new()
        } else {
            page.n("gaps-panel-undecided", undecided).into_owned()
        },
        worst: worst.collect(),
        path,
        page,
    };
    let title = html.page.t("gaps-panel").into_owned();
    Ok(Some(PanelView { anchor: "krav", title, html: html.render()? }))
}
