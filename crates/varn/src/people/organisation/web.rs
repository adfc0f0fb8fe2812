//! The organisation as a tree, and the routes of everything here.

use super::store::{self, Unit};
use super::{UnitId, accent, people, settings, units};
use crate::people::accounts::MEMBERSHIP;
use crate::people::words::Words;
use crate::platform::app::App;
use crate::platform::ctx::Ctx;
use crate::platform::db::WriteTx;
use crate::platform::error::Result;
use crate::platform::history::RecordKind;
use crate::platform::list::grouped;
use crate::platform::page::{NavItem, PageFrame, page};
use crate::platform::permission::Permission::{OrganisationRead, OrganisationWrite, PeopleWrite, Public};
use crate::platform::reaction::{ReactFuture, Reaction};
use crate::platform::routes::Routes;
use askama::Template;
use uuid::Uuid;

/// The menu entry of the tree.
pub const NAV: NavItem = NavItem {
    group: "nav-group-settings",
    label: "nav-organisation",
    href: "/organisation",
    permission: OrganisationRead,
};

/// The menu entry of the people.
pub const NAV_PEOPLE: NavItem = NavItem {
    group: "nav-group-settings",
    label: "nav-people",
    href: "/personer",
    permission: OrganisationRead,
};

/// The menu entry of the municipality's settings.
pub const NAV_PLACE: NavItem =
    NavItem { group: "nav-group-settings", label: "nav-place", href: "/kommun", permission: PeopleWrite };

/// Whoever may sign in stands among the people.
pub const REACTION: Reaction = Reaction { on: &[MEMBERSHIP], react: attach };

fn attach<'a>(_: &'a App, tx: &'a mut WriteTx, touched: Vec<(RecordKind, Uuid)>) -> ReactFuture<'a> {
    Box::pin(async move {
        let memberships: Vec<_> = touched.into_iter().map(|(_, id)| id).collect();
        Ok(store::attach_accounts(tx, &memberships).await?)
    })
}

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/organisation", OrganisationRead, tree)
        .get("/organisation/ny", OrganisationWrite, units::new)
        .post("/organisation/ny", OrganisationWrite, units::create)
        .get("/organisation/ord", OrganisationRead, settings::words)
        .post("/organisation/ord", OrganisationWrite, settings::save_words)
        .get("/organisation/{id}", OrganisationRead, units::show)
        .get("/organisation/{id}/andra", OrganisationWrite, units::edit)
        .post("/organisation/{id}/andra", OrganisationWrite, units::update)
        .get("/organisation/{id}/flytta", OrganisationWrite, units::move_page)
        .post("/organisation/{id}/flytta", OrganisationWrite, units::move_below)
        .get("/organisation/{id}/sla-ihop", OrganisationWrite, units::merge_page)
        .post("/organisation/{id}/sla-ihop", OrganisationWrite, units::merge)
        .get("/organisation/{id}/stang", OrganisationWrite, units::close_page)
        .post("/organisation/{id}/stang", OrganisationWrite, units::close)
        .post("/organisation/{id}/oppna", OrganisationWrite, units::reopen)
        .get("/personer", OrganisationRead, people::list)
        .get("/personer/lista.xlsx", OrganisationRead, people::xlsx)
        .get("/personer/lista.csv", OrganisationRead, people::csv)
        .get("/personer/ny", OrganisationWrite, people::new)
        .post("/personer/ny", OrganisationWrite, people::create)
        .get("/personer/{id}", OrganisationRead, people::show)
        .get("/personer/{id}/andra", OrganisationWrite, people::edit)
        .post("/personer/{id}/andra", OrganisationWrite, people::update)
        .get("/personer/{id}/slutat", OrganisationWrite, people::leave_page)
        .post("/personer/{id}/slutat", OrganisationWrite, people::leave)
        .post("/personer/{id}/tillbaka", OrganisationWrite, people::return_to_work)
        .get("/kommun", PeopleWrite, settings::place)
        .post("/kommun", PeopleWrite, settings::save_place)
        .get("/tillgangar/kommun.css", Public, accent::style)
}

struct TreeRow {
    depth: usize,
    unit: Unit,
    kind: String,
    records: String,
    people: String,
}

#[derive(Template)]
#[template(path = "people/organisation/tree.html")]
struct TreePage {
    page: PageFrame,
    rows: Vec<TreeRow>,
    may_write: bool,
    /// Address and word of the page with or without what is closed; "" when nothing is.
    closed: (&'static str, String),
}

async fn tree(ctx: Ctx) -> Result {
    let shows_closed = form_urlencoded::parse(ctx.query.as_bytes()).any(|(name, _)| name == "stangda");
    let mut tx = ctx.read().await?;
    let units = store::units(&mut tx).await?;
    let counts = store::records_per_unit(&ctx.app, &mut tx, ctx.actor()?).await?;
    let words = Words::load(&mut tx).await?;
    drop(tx);
    let frame = ctx.page();
    let closed = units.iter().filter(|unit| unit.closed_on.is_some()).count();
    let shown = in_tree_order(&units).into_iter();
    let shown = shown.filter(|(_, unit)| shows_closed || unit.closed_on.is_none());
    let number = |number: i64| if number == 0 { String::new() } else { grouped(number) };
    let rows = shown.map(|(depth, unit)| {
        let (records, people) = counts.get(&unit.id).copied().unwrap_or_default();
        TreeRow {
            depth: depth.min(DEEPEST),
            kind: words.title(&frame, "unit-kind", unit.kind),
            records: number(records),
            people: number(people),
            unit,
        }
    });
    let rows = rows.collect();
    let closed = match closed {
        0 => ("", String::new()),
        _ if shows_closed => ("/organisation", frame.t("organisation-hide-closed").into_owned()),
        n => ("/organisation?stangda=1", frame.n("organisation-show-closed", n).into_owned()),
    };
    page(&TreePage { page: frame, rows, may_write: ctx.may(OrganisationWrite), closed })
}

/// The deepest level that is still drawn further in.
const DEEPEST: usize = 8;

/// Every unit below its parent, with its depth, siblings in Swedish order.
pub(super) fn in_tree_order(units: &[Unit]) -> Vec<(usize, Unit)> {
    let mut children: std::collections::HashMap<Option<UnitId>, Vec<&Unit>> =
        std::collections::HashMap::new();
    for unit in units {
        children.entry(unit.parent_id).or_default().push(unit);
    }
    let mut ordered = Vec::with_capacity(units.len());
    let below = |parent, depth| {
        let list: &[&Unit] = children.get(&parent).map_or(&[], Vec::as_slice);
        list.iter().rev().map(move |unit| (depth, *unit)).collect::<Vec<_>>()
    };
    let mut open = below(None, 0);
    while let Some((depth, unit)) = open.pop() {
        ordered.push((depth, unit.clone()));
        open.extend(below(Some(unit.id), depth + 1));
    }
    ordered
}

/// Open units as options, drawn as a tree; without `but` and what is below it.
pub(super) fn tree_options(units: &[Unit], but: &[UnitId]) -> Vec<(String, String)> {
    let open = in_tree_order(units).into_iter();
    open.filter(|(_, unit)| unit.closed_on.is_none() && !but.contains(&unit.id))
        .map(|(depth, unit)| (unit.id.to_string(), format!("{}{}", "\u{2003}".repeat(depth), unit.name)))
        .collect()
}
