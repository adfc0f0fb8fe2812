//! Pages of tasks: one's own, those of all for the coordinator, and a task; and what stands on the pages of records.

use super::WRITTEN;
use super::store::{self, Task, TaskRow, Wanted, Whose};
use super::{KIND, TaskId, acts};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::kinds::{self, Found};
use crate::platform::list::{Cell, Column, Filter, List, ListPage, ListQuery, ListRow, Nothing, export};
use crate::platform::page::{NavItem, PageFrame};
use crate::platform::permission::Permission::{RegistersWrite, SignedIn};
use crate::platform::permission::Scope;
use crate::platform::record::RecordPage;
use crate::platform::routes::Routes;

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-tasks",
    href: "/uppgifter",
    permission: SignedIn,
};

/// The routes of this module.
pub fn routes() -> Routes {
    Routes::default()
        .get("/uppgifter", SignedIn, list)
        .get("/uppgifter/lista.xlsx", SignedIn, xlsx)
        .get("/uppgifter/lista.csv", SignedIn, csv)
        .get("/uppgifter/{id}", SignedIn, show)
        .merge(acts::routes())
}

const fn column(key: &'static str, label: &'static str, order: &'static str, shown: bool) -> Column {
    Column { key, label, order, shown }
}

static LIST: List = List {
    path: "/uppgifter",
    columns: &[
        column("uppgift", "task-what", "", true),
        column("galler", "task-about", "", true),
        column("agare", "task-owner", "p.name_sort", true),
        column("senast", "task-due", "t.due", true),
        column("skapad", "task-created", "t.created_at", false),
        column("avslutad", "task-closed", "t.closed_at", false),
    ],
    filters: &[Filter { name: "vems", label: "task-whose" }, Filter { name: "lage", label: "task-state" }],
    order: "senast",
    tie: "t.id",
};

/// What a task says is to be done.
pub fn words(page: &PageFrame, task: &Task) -> String {
    words_of(page, &task.reason, &task.title)
}

/// The same from its parts.
pub fn words_of(page: &PageFrame, reason: &str, title: &str) -> String {
    if reason == WRITTEN { title.to_owned() } else { page.word("task-reason", reason).into_owned() }
}

/// Whether the person may see and handle every task of the municipality.
fn sees_all(ctx: &Ctx) -> bool {
    ctx.visitor.as_ref().and_then(|actor| actor.scope(RegistersWrite)) == Some(Scope::All)
}

fn wanted<'a>(ctx: &Ctx, query: &'a ListQuery) -> Result<Wanted<'a>> {
    let whose = match query.filter("vems") {
        "alla" if sees_all(ctx) => Whose::All,
        "ingen" if sees_all(ctx) => Whose::Nobodys,
        _ => Whose::Of(ctx.actor()?.user),
    };
    Ok(Wanted { whose, closed: query.filter("lage") == "avslutade", query })
}

fn line(ctx: &Ctx, page: &PageFrame, query: &ListQuery, row: &TaskRow) -> ListRow {
    let task = &row.task;
    let late = task.closed_at.is_none() && task.due.is_some_and(|due| due < ctx.app.clock().today());
    let what = words(page, task);
    let about = match (task.record_kind.as_deref().and_then(|kind| ctx.app.kind(kind)), task.record_id) {
        (Some(info), Some(id)) => row.record.as_ref().map_or(Cell::Empty, |name| info.cell(ctx, id, name)),
        _ => Cell::Empty,
    };
    let why = if task.closed_why.is_empty() {
        String::new()
    } else {
        page.word("task-closed-why", &task.closed_why).into_owned()
    };
    let mut cells = vec![Cell::Link(format!("/uppgifter/{}", task.id), what.clone(), why)];
    let rest = [
        ("galler", about),
        ("agare", Cell::text(row.owner.clone().unwrap_or_default())),
        ("senast", task.due.map_or(Cell::Empty, |due| Cell::Short(due.to_string()))),
        ("skapad", Cell::Short(page.moment(&task.created_at))),
        ("avslutad", task.closed_at.map_or(Cell::Empty, |at| Cell::Short(page.moment(&at)))),
    ];
    cells.extend(rest.into_iter().filter(|(key, _)| query.shows(key)).map(|(_, cell)| cell));
    ListRow { id: task.id.to_string(), name: what, cells, attention: late }
}

async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let wanted = wanted(&ctx, &query)?;
    let mut tx = ctx.read().await?;
    let rows = store::list(&ctx.app, &mut tx, wanted).await?;
    let total = store::count(&ctx.app, &mut tx, wanted).await?;
    drop(tx);
    let option = |value: &str, key: &str| (value.to_owned(), page.t(key).into_owned());
    let mut whose = vec![option("", "task-whose-mine")];
    if sees_all(&ctx) {
        whose.extend([option("alla", "task-whose-all"), option("ingen", "task-whose-nobody")]);
    }
    let states = vec![option("", "task-state-open"), option("avslutade", "task-state-closed")];
    let rows = rows.iter().map(|row| line(&ctx, &page, &query, row)).collect();
    let view = query.view(&page, total, rows, vec![whose, states]);
    let mut actions = vec![];
    if ctx.may(RegistersWrite) {
        actions.push(("/uppgifter/ny".to_owned(), page.t("task-new").into_owned(), "main", "plus"));
    }
    let nothing = Nothing {
        sign: "task",
        heading: page.t("tasks-nothing").into_owned(),
        why: page.t("tasks-nothing-why").into_owned(),
    };
    let (heading, lead) = (page.t("nav-tasks").into_owned(), page.t("tasks-lead").into_owned());
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

async fn exported(ctx: &Ctx, format: &str) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query).for_export();
    let page = ctx.page();
    let mut tx = ctx.read().await?;
    let rows = store::list(&ctx.app, &mut tx, wanted(ctx, &query)?).await?;
    drop(tx);
    let rows: Vec<_> = rows.iter().map(|row| line(ctx, &page, &query, row)).collect();
    let workbook = query.workbook(&page, &page.t("nav-tasks"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "uppgifter", format)
}

async fn xlsx(ctx: Ctx) -> Result {
    exported(&ctx, "xlsx").await
}

async fn csv(ctx: Ctx) -> Result {
    exported(&ctx, "csv").await
}

/// The task and its record, if the person may see them: it is hers, or about a record that she may see.
pub(super) async fn seen(ctx: &Ctx, tx: &mut Tx, id: TaskId) -> Result<(TaskRow, Option<Found>)> {
    let row = store::find(&ctx.app, tx, id).await?.ok_or(Error::NotFound)?;
    let is_hers = row.user_id == Some(ctx.actor()?.user);
    let record = match (row.task.record_kind.as_deref(), row.task.record_id) {
        (Some(kind), Some(record)) => match kinds::find(ctx, tx, kind, record, &Scope::All).await {
            Ok(found) => Some(found),
            Err(Error::NotFound) => None,
            Err(other) => return Err(other),
        },
        _ => None,
    };
    if is_hers || record.is_some() || sees_all(ctx) { Ok((row, record)) } else { Err(Error::NotFound) }
}

/// Whether the person may close the task.
pub(super) async fn may_close(ctx: &Ctx, tx: &mut Tx, row: &TaskRow) -> Result<bool> {
    Ok(row.task.closed_at.is_none() && may_change(ctx, tx, row).await?)
}

/// Whether the task is hers, or she may change what it is about.
pub(super) async fn may_change(ctx: &Ctx, tx: &mut Tx, row: &TaskRow) -> Result<bool> {
    if row.user_id == Some(ctx.actor()?.user) || sees_all(ctx) {
        return Ok(true);
    }
    let scope = ctx.actor()?.scope(RegistersWrite);
    let (Some(scope), Some(kind), Some(id)) = (scope, row.task.record_kind.as_deref(), row.task.record_id)
    else {
        return Ok(false);
    };
    match kinds::find(ctx, tx, kind, id, &scope).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

async fn show(ctx: Ctx, Id(id): Id<TaskId>) -> Result {
    let mut tx = ctx.read().await?;
    let (row, record) = seen(&ctx, &mut tx, id).await?;
    let may_change = may_change(&ctx, &mut tx, &row).await?;
    let may_close = may_change && row.task.closed_at.is_none();
    let frame = ctx.page();
    let what = words(&frame, &row.task);
    let heading = match &record {
        Some(found) if row.task.has_rule() => format!("{what}: {}", found.name),
        _ => what,
    };
    let mut shown = RecordPage::new(&ctx, "task", "kind-task", &heading, ("/uppgifter", "nav-tasks"));
    let label = |key: &str| frame.t(key).into_owned();
    if row.task.has_rule() {
        shown.lead = frame.word("task-reason-help", &row.task.reason).into_owned();
    }
    if may_change && !row.task.has_rule() {
        shown.actions.push((format!("/uppgifter/{id}/andra"), label("task-edit"), "", "edit"));
    }
    if may_close {
        if !row.task.has_rule() {
            shown.acts.push((format!("/uppgifter/{id}/klar"), label("task-finish"), "main", "check"));
        }
        shown.actions.push((format!("/uppgifter/{id}/lamna-over"), label("task-delegate"), "", "user"));
        shown.actions.push((format!("/uppgifter/{id}/avfarda"), label("task-drop"), "", "cross"));
    }
    if row.task.closed_at.is_some() {
        let why = frame.word("task-closed-why", &row.task.closed_why).into_owned();
        shown.tags.push(Cell::State("ok", why));
    }
    let about = record.map_or(Cell::Empty, |found| found.info.cell(&ctx, found.id, &found.name));
    let facts = vec![
        (label("task-about"), about),
        (label("task-owner"), Cell::text(row.owner.clone().unwrap_or_default())),
        (label("task-due"), row.task.due.map_or(Cell::Empty, |due| Cell::Short(due.to_string()))),
        (label("task-created"), Cell::Short(frame.moment(&row.task.created_at))),
    ];
    shown.facts = vec![(String::new(), facts)];
    shown.respond(&ctx, tx, KIND, id).await
}
