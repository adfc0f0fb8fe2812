//! What stands about the classification on the page of an information set, a system and a process.

use super::judge::{confirmed, source};
use super::model::{Classification, Lowering, ObjectKind, Stand};
use super::{levels, store};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::list::Cell;
use crate::platform::page::PageFrame;
use crate::platform::panel::{Panel, PanelView};
use crate::platform::permission::Permission::{
    ClassificationConfirm, ClassificationRead, ClassificationWrite, DeviationsApprove,
};
use crate::registers::levels::badges;
use askama::Template;
use uuid::Uuid;

/// On an information set.
pub const ON_INFORMATION: Panel = Panel {
    on: Some(ObjectKind::Information.record()),
    show: |ctx, tx, id| Box::pin(show(ctx, tx, ObjectKind::Information, id)),
};

/// On a system.
pub const ON_SYSTEM: Panel = Panel {
    on: Some(ObjectKind::System.record()),
    show: |ctx, tx, id| Box::pin(show(ctx, tx, ObjectKind::System, id)),
};

/// On a process.
pub const ON_PROCESS: Panel = Panel {
    on: Some(ObjectKind::Process.record()),
    show: |ctx, tx, id| Box::pin(show(ctx, tx, ObjectKind::Process, id)),
};

#[derive(Template)]
#[template(path = "current_state/classification/panel.html")]
struct View {
    page: PageFrame,
    address: String,
    classify: String,
    levels: Cell,
    standing: (&'static str, String),
    own: Option<Classification>,
    facts: Vec<(String, String)>,
    common: Option<Cell>,
    lowering: Option<Lowering>,
    may_write: bool,
    may_confirm: bool,
    may_approve: bool,
}

impl View {
    fn address_of(&self, act: &str) -> String {
        format!("{}/{act}", self.address)
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn lowering_address(&self, lowering: &Lowering) -> String {
        format!("/sankning/{}/godkannande", lowering.id)
    }
}

async fn show(ctx: &Ctx, tx: &mut Tx, kind: ObjectKind, id: Uuid) -> Result<Option<PanelView>> {
    let Some(scope) = ctx.actor()?.scope(ClassificationRead) else { return Ok(None) };
    // The page has loaded the record in its own scope; another one has to be asked for.
    if scope != ctx.scope && store::object(tx, &scope, kind, id).await?.is_none() {
        return Ok(None);
    }
    let stand = store::stand(tx, id).await?;
    let page = ctx.page();
    let title = page.t("classification").into_owned();
    let html = view(ctx, page, kind, id, stand)?.render()?;
    Ok(Some(PanelView { anchor: "klassning", title, html }))
}

fn view(ctx: &Ctx, page: PageFrame, kind: ObjectKind, id: Uuid, stand: Stand) -> Result<View> {
    let user = ctx.actor()?.user;
    let levels = badges(&page, levels::to_columns(&stand.levels()));
    let is_confirmed = stand.own.as_ref().is_some_and(|own| own.confirmed_at.is_some());
    let standing = match &stand.own {
        Some(own) if own.confirmed_at.is_some() => ("ok", "classified-confirmed"),
        Some(_) => ("part", "classified-proposed"),
        None if stand.common.is_some() => ("ok", "classification-follows"),
        None => ("none", "classified-none"),
    };
    let waiting = stand.lowering.as_ref().filter(|lowering| lowering.approved_at.is_none());
    Ok(View {
        address: format!("/klassning/{}/{id}", kind.slug()),
        classify: page.t(if stand.own.is_some() { "classify-again" } else { "classify" }).into_owned(),
        levels,
        standing: (standing.0, page.t(standing.1).into_owned()),
        facts: stand.own.as_ref().map(|own| facts(&page, own)).unwrap_or_default(),
        common: stand.common.as_ref().map(|common| badges(&page, common.columns())),
        may_write: ctx.may(ClassificationWrite),
        may_confirm: ctx.may(ClassificationConfirm) && !is_confirmed,
        may_approve: ctx.may(DeviationsApprove)
            && waiting.is_some_and(|lowering| lowering.proposer_id != user),
        own: stand.own,
        lowering: stand.lowering,
        page,
    })
}

fn facts(page: &PageFrame, own: &Classification) -> Vec<(String, String)> {
    let label = |key: &str| page.t(key).into_owned();
    vec![
        (label("classification-motive"), own.motive.clone()),
        (label("classification-made-by"), own.classified_by.clone()),
        (label("classification-made-on"), own.classified_on.clone()),
        (label("classification-source"), source(page, own.source)),
        (label("classification-confirmed-label"), confirmed(page, own)),
        (label("classification-review-on"), own.review_on.map(|day| day.to_string()).unwrap_or_default()),
    ]
}
