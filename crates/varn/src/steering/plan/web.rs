//! Pages of the register of actions.

use super::KIND;
use super::form::{filled, page as form_page, read, statuses};
use super::model::{Action, ActionId, Status, Totals};
use super::store::{self, ActionRow};
use crate::people::organisation::{PersonId, store as organisation};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::list::{
    Cell, Column, Filter, List, ListPage, ListQuery, ListRow, Nothing, export, grouped,
};
use crate::platform::page::{NavItem, PageFrame, done};
use crate::platform::panel::PanelView;
use crate::platform::permission::Permission::{GapsRead, GapsWrite};
use crate::platform::record::RecordPage;
use crate::platform::routes::Routes;
use crate::registers::pages::begin;
use crate::registers::{RecordState, require_unit};
use askama::Template;
use chrono::NaiveDate;

/// The menu entry.
pub const NAV: NavItem =
    NavItem { group: "nav-group-steering", label: "nav-actions", href: "/atgarder", permission: GapsRead };

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/atgarder", GapsRead, list)
        .get("/atgarder/lista.xlsx", GapsRead, xlsx)
        .get("/atgarder/lista.csv", GapsRead, csv)
        .post("/atgarder/agare", GapsWrite, set_owner)
        .get("/atgarder/ny", GapsWrite, new)
        .post("/atgarder/ny", GapsWrite, create)
        .get("/atgarder/{id}", GapsRead, show)
        .get("/atgarder/{id}/andra", GapsWrite, edit)
        .post("/atgarder/{id}/andra", GapsWrite, update)
        .post("/atgarder/{id}/status", GapsWrite, set_status)
        .post("/atgarder/{id}/bekrafta", GapsWrite, confirm)
        .post("/atgarder/{id}/ta-bort", GapsWrite, remove)
}

const fn column(key: &'static str, label: &'static str, order: &'static str, shown: bool) -> Column {
    Column { key, label, order, shown }
}

static LIST: List = List {
    path: "/atgarder",
    columns: &[
        column("namn", "field-name", "x.name_sort", true),
        column("nummer", "field-external-id", "x.external_id", false),
        column("prio", "field-priority", "x.priority", true),
        column("status", "field-status", "x.status", true),
        column("klar", "field-due", "NULLIF(x.due, '')", true),
        column("kostnad", "field-cost-sek", "x.cost_sek", true),
        column("agare", "field-owner", "p.name_sort", true),
        column("enhet", "field-unit", "u.name_sort", false),
        column("lage", "field-state", "x.state", false),
        column("oversyn", "field-next-review", "x.next_review", false),
    ],
    filters: &[
        Filter { name: "status", label: "field-status" },
        Filter { name: "agare", label: "field-owner" },
        Filter { name: "enhet", label: "field-unit" },
        Filter { name: "prio", label: "field-priority" },
        Filter { name: "kostnad", label: "field-cost-sek" },
        Filter { name: "lage", label: "field-state" },
    ],
    order: "prio",
    tie: "x.id",
};

async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let mut tx = ctx.read().await?;
    let rows = store::list(&mut tx, &ctx.scope, &query).await?;
    let totals = store::totals(&mut tx, &ctx.scope, &query).await?;
    let (units, people) = organisation::options(&mut tx, &ctx.scope).await?;
    drop(tx);
    let today = ctx.app.clock().today();
    let rows = rows.iter().map(|row| line(&page, &query, row, today)).collect();
    let options = filter_options(&page, units, people.clone());
    let mut view = query.view(&page, totals.count, rows, options);
    let mut actions = vec![];
    if ctx.may(GapsWrite) {
        view.owners = people;
        actions.push(("/atgarder/ny".to_owned(), page.t("actions-new").into_owned(), "main", "plus"));
    }
    if totals.count == 0 && !query.is_narrowed() {
        begin(&ctx, &mut actions, ("/brister", "actions-begin-gaps"));
    }
    let nothing = Nothing {
        sign: "task",
        heading: page.t("actions-nothing").into_owned(),
        why: page.t("actions-nothing-why").into_owned(),
    };
    let (heading, lead) = (page.t("nav-actions").into_owned(), lead(&page, totals));
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

/// What the actions that are left cost, and what that figure is worth.
fn lead(page: &PageFrame, totals: Totals) -> String {
    if totals.open == 0 {
        let key = if totals.count == 0 { "actions-lead" } else { "actions-all-done" };
        return page.t(key).into_owned();
    }
    let known = totals.open - totals.open_unknown;
    let mut sentences = vec![page.n("actions-open", totals.open).into_owned()];
    if known > 0 {
        sentences.push(page.with("actions-cost", "cost", grouped(totals.open_cost)).into_owned());
    }
    if totals.open_unknown > 0 {
        let key = if known > 0 { "actions-cost-unknown" } else { "actions-cost-none" };
        sentences.push(page.n(key, totals.open_unknown).into_owned());
    }
    if totals.open_without_owner > 0 {
        sentences.push(page.n("actions-without-owner", totals.open_without_owner).into_owned());
    }
    sentences.join(" ")
}

/// The choices of each filter, in the order of the list's filters.
fn filter_options(
    page: &PageFrame,
    units: Vec<(String, String)>,
    people: Vec<(String, String)>,
) -> Vec<Vec<(String, String)>> {
    let word = |value: &str, key: &str| (value.to_owned(), page.t(key).into_owned());
    let first = |pair, rest: Vec<(String, String)>| std::iter::once(pair).chain(rest).collect::<Vec<_>>();
    let states = RecordState::ALL
        .iter()
        .map(|state| (state.to_string(), page.word("record-state", state).into_owned()));
    vec![
        first(word("oppna", "actions-filter-open"), statuses(page)),
        first(word("ingen", "filter-no-owner"), people),
        units,
        (1..=5).map(|n: i64| (n.to_string(), n.to_string())).collect(),
        vec![word("kand", "actions-filter-cost"), word("okand", "actions-not-estimated")],
        states.collect(),
    ]
}

fn status_cell(page: &PageFrame, action: &Action, today: NaiveDate) -> Cell {
    let late = action.is_late(today);
    match action.status {
        Some(status) => {
            let word = page.word("status", status).into_owned();
            if late && status != Status::Delayed {
                let late = Cell::State("miss", page.t("actions-late").into_owned());
                return Cell::Several(vec![Cell::State(status.kind(), word), late]);
            }
            Cell::State(status.kind(), word)
        }
        None if late => Cell::State("miss", page.t("actions-late").into_owned()),
        None => Cell::State("none", page.t("choose-unknown").into_owned()),
    }
}

fn line(page: &PageFrame, query: &ListQuery, row: &ActionRow, today: NaiveDate) -> ListRow {
    let action = &row.action;
    let below = match action.state {
        RecordState::Proposed => page.t("record-state-proposed").into_owned(),
        RecordState::Confirmed => String::new(),
    };
    let mut cells = vec![Cell::Link(format!("/atgarder/{}", action.id), action.name.clone(), below)];
    for key in query.keys().skip(1) {
        cells.push(match key {
            "nummer" => Cell::text(&action.external_id),
            "prio" => action.priority.map_or(Cell::Empty, Cell::Number),
            "status" => status_cell(page, action, today),
            "klar" => Cell::Short(action.due.clone()),
            "kostnad" => action.cost_sek.map_or(Cell::Empty, Cell::Number),
            "agare" => owner_cell(page, row),
            "enhet" => Cell::text(&row.unit),
            "lage" => Cell::text(page.word("record-state", action.state)),
            _ => action.next_review.map_or(Cell::Empty, |day| Cell::Short(day.to_string())),
        });
    }
    let attention = action.is_late(today) || (action.is_open() && action.owner_id.is_none());
    ListRow { id: action.id.to_string(), name: action.name.clone(), cells, attention }
}

fn owner_cell(page: &PageFrame, row: &ActionRow) -> Cell {
    match &row.owner {
        Some(owner) => Cell::text(owner),
        None => Cell::State("miss", page.t("owner-missing").into_owned()),
    }
}

async fn xlsx(ctx: Ctx) -> Result {
    exported(&ctx, "xlsx").await
}

async fn csv(ctx: Ctx) -> Result {
    exported(&ctx, "csv").await
}

async fn exported(ctx: &Ctx, format: &str) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query).for_export();
    let page = ctx.page();
    let rows = store::list(&mut ctx.read().await?, &ctx.scope, &query).await?;
    let today = ctx.app.clock().today();
    let rows: Vec<_> = rows.iter().map(|row| line(&page, &query, row, today)).collect();
    export(ctx, &query.workbook(&page, &page.t("nav-actions"), &rows, today), "atgarder", format)
}

async fn set_owner(ctx: Ctx, mut form: Form) -> Result {
    let ids: Vec<ActionId> = form.choices("id");
    let Some(owner) = form.choice::<PersonId>("owner", Need::Must) else {
        return Err(Error::Refused("bulk-no-owner"));
    };
    if ids.is_empty() {
        return Err(Error::Refused("bulk-no-rows"));
    }
    let mut tx = ctx.write().await?;
    if !organisation::know_all(&mut tx, &[Some(owner)]).await? {
        return Err(Error::NotFound);
    }
    let count = store::set_owner(&mut tx, &ctx.scope, &ids, owner).await?;
    if count < ids.len() {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::OwnersSet).detail("records", count)).await?;
    done("/atgarder", "owners-set")
}

#[derive(Template)]
#[template(path = "steering/plan/status.html")]
struct StatusPanel {
    page: PageFrame,
    form: Form,
    id: ActionId,
    statuses: Vec<(String, String)>,
}

async fn show(ctx: Ctx, Id(id): Id<ActionId>) -> Result {
    let mut tx = ctx.read().await?;
    let row = store::find_row(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let action = &row.action;
    let list = ("/atgarder", "nav-actions");
    let mut record = RecordPage::new(&ctx, "task", "kind-action", &action.name, list);
    record.lead.clone_from(&action.description);
    let page = &record.page;
    let word = |key: &str| page.t(key).into_owned();
    let is_proposed = action.state == RecordState::Proposed;
    record.tags.push(status_cell(page, action, ctx.app.clock().today()));
    if is_proposed {
        record.tags.push(Cell::Tag("proposed", word("record-state-proposed")));
    }
    if ctx.may(GapsWrite) {
        record.actions.push((format!("/atgarder/{id}/andra"), word("record-edit"), "", "edit"));
        if is_proposed {
            let act = (format!("/atgarder/{id}/bekrafta"), word("record-confirm"), "main", "check");
            record.acts.push(act);
        }
        let panel = StatusPanel { page: page.clone(), form: filled(action), id, statuses: statuses(page) };
        let (title, html) = (word("actions-status-heading"), panel.render()?);
        record.panels.push(PanelView { anchor: "hur-gar-det", title, html });
    }
    record.facts = facts(page, &row);
    record.respond(&ctx, tx, KIND, id).await
}

fn facts(page: &PageFrame, row: &ActionRow) -> Vec<(String, Vec<(String, Cell)>)> {
    let label = |key: &str| page.t(key).into_owned();
    let action = &row.action;
    let cost = match action.cost_sek {
        Some(cost) => Cell::Short(format!("{}\u{a0}{}", grouped(cost), page.t("word-sek"))),
        None => Cell::State("none", label("actions-not-estimated")),
    };
    let review = action.next_review.map_or(Cell::Empty, |day| Cell::Short(day.to_string()));
    let first = vec![
        (label("field-owner"), owner_cell(page, row)),
        (label("field-unit"), Cell::text(&row.unit)),
        (label("field-due"), Cell::text(&action.due)),
        (label("field-cost-sek"), cost),
        (label("field-next-review"), review),
    ];
    let second = vec![
        (label("field-priority"), action.priority.map_or(Cell::Empty, Cell::Number)),
        (label("field-external-id"), Cell::text(&action.external_id)),
        (label("field-note"), Cell::text(&action.note)),
    ];
    vec![(label("facts-responsibility"), first), (label("facts-about"), second)]
}

/// The unit must be the actor's to write in, and the owner one of ours.
async fn allowed(ctx: &Ctx, tx: &mut Tx, action: &Action) -> Result<()> {
    require_unit(tx, &ctx.scope, action.unit_id).await?;
    if organisation::know_all(tx, &[action.owner_id]).await? { Ok(()) } else { Err(Error::NotFound) }
}

async fn new(ctx: Ctx) -> Result {
    let options = organisation::options(&mut ctx.read().await?, &ctx.scope).await?;
    form_page(&ctx, Form::default(), None, options).response()
}

async fn create(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let id = tx.new_id();
    let Some(action) = read(&mut form, Action::new(id)) else {
        let options = organisation::options(&mut tx, &ctx.scope).await?;
        return form_page(&ctx, form, None, options).response();
    };
    allowed(&ctx, &mut tx, &action).await?;
    store::insert(&mut tx, &action).await?;
    ctx.commit(tx, Event::new(EventKind::ActionCreated).on(KIND, id)).await?;
    done(&format!("/atgarder/{id}"), "action-created")
}

async fn edit(ctx: Ctx, Id(id): Id<ActionId>) -> Result {
    let mut tx = ctx.read().await?;
    let action = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let options = organisation::options(&mut tx, &ctx.scope).await?;
    form_page(&ctx, filled(&action), Some(id), options).response()
}

async fn update(ctx: Ctx, Id(id): Id<ActionId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let read = read(&mut form, old.clone());
    let Some(action) = read.filter(|new| new.version == old.version) else {
        let options = organisation::options(&mut tx, &ctx.scope).await?;
        let is_wrong = form.is_wrong();
        let page = form_page(&ctx, form, Some(id), options);
        return if is_wrong { page.response() } else { page.conflict(&filled(&old)) };
    };
    allowed(&ctx, &mut tx, &action).await?;
    if !store::update(&mut tx, &action).await? {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::ActionUpdated).on(KIND, id)).await?;
    done(&format!("/atgarder/{id}"), "action-updated")
}

async fn set_status(ctx: Ctx, Id(id): Id<ActionId>, mut form: Form) -> Result {
    let status: Option<Status> = form.choice("status", Need::May);
    let why = form.text("why", 1000, Need::May);
    if form.is_wrong() {
        return Err(Error::BadRequest("status".to_owned()));
    }
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::update(&mut tx, &Action { status, ..old }).await?;
    ctx.commit(tx, Event::new(EventKind::ActionStatusSet).on(KIND, id).why(&why)).await?;
    done(&format!("/atgarder/{id}"), "action-status-set")
}

async fn confirm(ctx: Ctx, Id(id): Id<ActionId>) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::update(&mut tx, &Action { state: RecordState::Confirmed, ..old }).await?;
    ctx.commit(tx, Event::new(EventKind::ActionUpdated).on(KIND, id)).await?;
    done(&format!("/atgarder/{id}"), "record-confirmed")
}

async fn remove(ctx: Ctx, Id(id): Id<ActionId>) -> Result {
    let mut tx = ctx.write().await?;
    store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::remove(&mut tx, id).await?;
    ctx.commit(tx, Event::new(EventKind::ActionRemoved).on(KIND, id)).await?;
    done("/atgarder", "record-removed")
}
