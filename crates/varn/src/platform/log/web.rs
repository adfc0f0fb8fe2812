//! The pages `/logg`: the list with its exports, and one event.

use super::erase;
use super::reach;
use super::store::{self, Entry, Wanted, Written};
use crate::platform::app::App;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::event::EventKind;
use crate::platform::list::{Cell, Column, Filter, List, ListPage, ListQuery, ListRow, Nothing, export};
use crate::platform::page::{NavItem, PageFrame, page};
use crate::platform::permission::Permission::{AuditRead, ContentErase, GapsRead};
use crate::platform::routes::Routes;
use crate::platform::session::hex;
use askama::Template;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};

/// The menu entry.
pub const NAV: NavItem =
    NavItem { group: "nav-group-settings", label: "nav-log", href: "/logg", permission: AuditRead };

/// The routes of this module.
pub fn routes() -> Routes {
    Routes::default()
        .get("/logg", AuditRead, list)
        .get("/logg/lista.xlsx", AuditRead, xlsx)
        .get("/logg/lista.csv", AuditRead, csv)
        .get("/logg/{seq}", AuditRead, show)
        .get("/logg/{seq}/gallring", ContentErase, erase::event_page)
        .post("/logg/{seq}/gallring", ContentErase, erase::event)
        .get("/logg/post/{kind}/{id}/gallring", ContentErase, erase::record_page)
        .post("/logg/post/{kind}/{id}/gallring", ContentErase, erase::record)
}

/// The `{seq}` of the path; anything but a number is 404.
pub(super) struct Seq(pub(super) i64);

impl FromRequestParts<App> for Seq {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
        let seq = params.iter().find(|(name, _)| *name == "seq").and_then(|(_, value)| value.parse().ok());
        seq.map(Self).ok_or(Error::NotFound)
    }
}

const fn column(key: &'static str, label: &'static str, order: &'static str, shown: bool) -> Column {
    Column { key, label, order, shown }
}

static LIST: List = List {
    path: "/logg",
    columns: &[
        column("nr", "log-number", "e.seq", true),
        column("tid", "log-time", "", true),
        column("handelse", "log-event", "", true),
        column("galler", "log-about", "", true),
        column("vem", "log-who", "", true),
        column("skal", "log-why", "", true),
    ],
    filters: &[
        Filter { name: "handelse", label: "log-event" },
        Filter { name: "person", label: "log-who" },
        Filter { name: "dag", label: "log-day" },
        Filter { name: "slag", label: "log-kind" },
        Filter { name: "post", label: "log-record" },
    ],
    order: "-nr",
    tie: "e.seq",
};

/// The day that is asked for, from its first moment to the next day's.
fn time(query: &ListQuery) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let day: NaiveDate = query.filter("dag").parse().ok()?;
    let end = |day| crate::platform::as_of::end_of(day) + chrono::Duration::microseconds(1);
    Some((end(day.pred_opt()?), end(day)))
}

impl Entry {
    pub(super) fn details(&self) -> Map<String, Value> {
        self.body.as_deref().and_then(|body| serde_json::from_str(body).ok()).unwrap_or_default()
    }

    /// Whether it tells of what is lacking, which only those who may see gaps are told.
    fn is_about_gaps(&self) -> bool {
        ["gap.", "deviation.", "action."].iter().any(|family| self.kind.starts_with(family))
    }

    /// The same without its details, for those who may not see them.
    fn for_reader(mut self, ctx: &Ctx) -> Self {
        if self.is_about_gaps() && !ctx.may(GapsRead) {
            let actor = self.text("actor");
            self.body = self.body.map(|_| serde_json::json!({ "actor": actor }).to_string());
        }
        self
    }

    fn text(&self, name: &str) -> String {
        self.details().get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// The name at the time; when it is erased the account's name now; for the program itself, its own.
    fn who(&self, page: &PageFrame) -> String {
        let then = self.text("actor");
        if then.is_empty() {
            self.account.clone().unwrap_or_else(|| page.t("history-program").into_owned())
        } else {
            then
        }
    }

    pub(super) fn what(&self, page: &PageFrame) -> String {
        page.word("event", &self.kind).into_owned()
    }

    fn about(&self, ctx: &Ctx, page: &PageFrame) -> Cell {
        let Some(info) = self.subject_kind.as_deref().and_then(|kind| ctx.app.kind(kind)) else {
            return Cell::Empty;
        };
        match (&self.record, self.subject_id) {
            (Some(name), Some(id)) => info.cell(ctx, id, name),
            _ => Cell::text(page.t(&info.one()).into_owned()),
        }
    }
}

fn line(ctx: &Ctx, page: &PageFrame, query: &ListQuery, entry: &Entry) -> ListRow {
    let number = entry.seq.to_string();
    let why = match &entry.body {
        Some(_) => Cell::text(entry.text("why")),
        None => Cell::Tag("", page.t("log-erased").into_owned()),
    };
    let mut cells = vec![Cell::link(format!("/logg/{number}"), number.clone())];
    let rest = [
        ("tid", Cell::Short(page.moment(&entry.at))),
        ("handelse", Cell::text(entry.what(page))),
        ("galler", entry.about(ctx, page)),
        ("vem", Cell::text(entry.who(page))),
        ("skal", why),
    ];
    cells.extend(rest.into_iter().filter(|(key, _)| query.shows(key)).map(|(_, cell)| cell));
    ListRow { id: number.clone(), name: number, cells, attention: false }
}

async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let wanted = Wanted { scope: &ctx.scope, query: &query, time: time(&query) };
    let mut tx = ctx.read().await?;
    let rows = store::list(&ctx.app, &mut tx, &wanted).await?;
    let total = store::count(&ctx.app, &mut tx, &wanted).await?;
    let accounts = store::accounts(&mut tx).await?;
    drop(tx);
    let mut events: Vec<_> =
        EventKind::ALL.iter().map(|kind| (kind.to_string(), page.word("event", kind).into_owned())).collect();
    events.sort_by_cached_key(|(_, word)| crate::platform::swedish::sort_key(word));
    let kinds = ctx.app.kinds().iter().map(|info| (info.kind.0.to_owned(), page.t(&info.one()).into_owned()));
    let options = vec![events, accounts, Vec::new(), kinds.collect(), posts(&query, &rows, &page)];
    let rows = rows.into_iter().map(|entry| line(&ctx, &page, &query, &entry.for_reader(&ctx))).collect();
    let view = query.view(&page, total, rows, options);
    let mut actions = vec![];
    let (kind, record) = (query.filter("slag"), query.filter("post"));
    if ctx.may(ContentErase) && ctx.app.kind(kind).is_some() && record.parse::<uuid::Uuid>().is_ok() {
        let href = format!("/logg/post/{kind}/{record}/gallring");
        actions.push((href, page.t("log-erase-record").into_owned(), "danger", ""));
    }
    let nothing = Nothing {
        sign: "clock",
        heading: page.t("log-nothing").into_owned(),
        why: page.t("log-nothing-why").into_owned(),
    };
    let (heading, lead) = (page.t("nav-log").into_owned(), page.t("log-lead").into_owned());
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

/// The record that the list is narrowed to, as the one choice; nobody types an id.
fn posts(query: &ListQuery, rows: &[Entry], page: &PageFrame) -> Vec<(String, String)> {
    let record = query.filter("post");
    if record.is_empty() {
        return Vec::new();
    }
    let name = rows.iter().find_map(|entry| entry.record.clone());
    vec![(record.to_owned(), name.unwrap_or_else(|| page.t("log-record-chosen").into_owned()))]
}

async fn exported(ctx: &Ctx, format: &str) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query).for_export();
    let page = ctx.page();
    let wanted = Wanted { scope: &ctx.scope, query: &query, time: time(&query) };
    let mut tx = ctx.read().await?;
    let rows = store::list(&ctx.app, &mut tx, &wanted).await?;
    drop(tx);
    let rows: Vec<_> =
        rows.into_iter().map(|entry| line(ctx, &page, &query, &entry.for_reader(ctx))).collect();
    let workbook = query.workbook(&page, &page.t("nav-log"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "logg", format)
}

async fn xlsx(ctx: Ctx) -> Result {
    exported(&ctx, "xlsx").await
}

async fn csv(ctx: Ctx) -> Result {
    exported(&ctx, "csv").await
}

#[derive(Template)]
#[template(path = "platform/log/event.html")]
struct EventPage {
    page: PageFrame,
    what: String,
    facts: Vec<(String, Cell)>,
    written: Vec<(Cell, bool)>,
    is_erased: bool,
    erase: String,
}

async fn show(ctx: Ctx, Seq(seq): Seq) -> Result {
    let mut tx = ctx.read().await?;
    let entry = store::find(&ctx.app, &mut tx, &ctx.scope, seq).await?.ok_or(Error::NotFound)?;
    let entry = entry.for_reader(&ctx);
    let written = store::written(&ctx.app, &mut tx, seq).await?;
    let is_decision = entry.kind == EventKind::ContentErased.as_str();
    let mut may_erase = ctx.may(ContentErase) && entry.body.is_some() && !is_decision;
    if may_erase {
        may_erase = reach::still_said(&ctx.app, &mut tx, seq).await? == 0;
    }
    drop(tx);
    let frame = ctx.page();
    page(&EventPage {
        what: entry.what(&frame),
        facts: facts(&ctx, &frame, &entry),
        written: written.iter().map(|one| (shown(&ctx, &frame, one), one.is_erased)).collect(),
        is_erased: entry.body.is_none(),
        erase: if may_erase { format!("/logg/{seq}/gallring") } else { String::new() },
        page: frame,
    })
}

fn facts(ctx: &Ctx, page: &PageFrame, entry: &Entry) -> Vec<(String, Cell)> {
    let label = |key: &str| page.t(key).into_owned();
    let mut facts = vec![
        (label("log-number"), Cell::Number(entry.seq)),
        (label("log-time"), Cell::Short(page.moment(&entry.at))),
        (label("log-who"), Cell::text(entry.who(page))),
        (label("log-about"), entry.about(ctx, page)),
        (label("log-why"), Cell::text(entry.text("why"))),
    ];
    for (name, value) in entry.details() {
        let key = format!("log-detail-{}", name.replace('_', "-"));
        if page.words.has(&key) {
            facts.push((label(&key), Cell::text(crate::platform::record::worded(page, &name, Some(&value)))));
        }
    }
    facts.push((label("log-hash"), Cell::text(hex(&entry.hash))));
    facts
}

/// A record that the event wrote; kinds without pages of their own are named by their word, where there is one.
fn shown(ctx: &Ctx, page: &PageFrame, one: &Written) -> Cell {
    let key = format!("kind-{}", one.kind.replace('_', "-"));
    let kind =
        if page.words.has(&key) { page.t(&key).into_owned() } else { page.t("log-other").into_owned() };
    match (ctx.app.kind(&one.kind), &one.name) {
        (Some(info), Some(name)) => info.cell(ctx, one.record_id, name),
        _ => Cell::text(kind),
    }
}
