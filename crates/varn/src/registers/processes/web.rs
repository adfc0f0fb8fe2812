//! Pages of the register of processes.

use super::KIND;
use super::model::{Process, ProcessId};
use super::store::{self, ProcessRow};
use crate::people::organisation::store as organisation;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::list::{Cell, Filter, List, ListPage, ListQuery, ListRow, Nothing, export};
use crate::platform::page::{NavItem, PageFrame, done};
use crate::platform::panel::Panel;
use crate::platform::permission::Permission::{RegistersRead, RegistersWrite};
use crate::platform::record::RecordPage;
use crate::platform::routes::Routes;
use crate::registers::levels::badges;
use crate::registers::pages::{
    column, day_cell, id_text, name_cell, offer, owner_cell, owner_choice, owner_filter, word_cell, words,
    yes_no_cell, yes_no_filter,
};
use crate::registers::removal::{self, Leaving};
use crate::registers::store::require_people;
use crate::registers::{RecordState, read_yes_no, require_unit, review, spans, yes_no, yes_no_word};

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-processes",
    href: "/process",
    permission: RegistersRead,
};

/// That a process still holds, on its page.
pub const REVIEW: Panel =
    Panel { on: Some(KIND), show: |ctx, _, id| Box::pin(async move { review::panel(ctx, "/process", id) }) };

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/process", RegistersRead, list)
        .get("/process/lista.xlsx", RegistersRead, xlsx)
        .get("/process/lista.csv", RegistersRead, csv)
        .post("/process/agare", RegistersWrite, set_owner)
        .get("/process/ny", RegistersWrite, new)
        .post("/process/ny", RegistersWrite, create)
        .get("/process/{id}", RegistersRead, show)
        .get("/process/{id}/andra", RegistersWrite, edit)
        .post("/process/{id}/andra", RegistersWrite, update)
        .post("/process/{id}/bekrafta", RegistersWrite, confirm)
        .post("/process/{id}/oversyn", RegistersWrite, reviewed)
        .get("/process/{id}/ta-bort", RegistersWrite, ask_remove)
        .post("/process/{id}/ta-bort", RegistersWrite, remove)
}

static LIST: List = List {
    path: "/process",
    columns: &[
        column("namn", "field-name", "p.name_sort", true),
        column("kod", "field-code", "p.code", true),
        column("nummer", "field-external-id", "p.external_id", false),
        column("enhet", "field-unit", "u.name_sort", true),
        column("agare", "field-owner", "o.name_sort", true),
        column("skyddsbehov", "field-need", "n.highest", true),
        column("avbrott", "field-outage", "p.tolerated_outage_minutes", true),
        column("reservrutin", "field-reserve-routine", "", false),
        column("samhallsviktig", "field-vital", "p.vital", false),
        column("lage", "field-state", "p.state", false),
        column("oversyn", "field-next-review", "p.next_review", true),
    ],
    filters: &[
        Filter { name: "enhet", label: "field-unit" },
        Filter { name: "agare", label: "field-owner" },
        Filter { name: "avbrott", label: "field-outage" },
        Filter { name: "reservrutin", label: "field-reserve-routine" },
        Filter { name: "samhallsviktig", label: "field-vital" },
        Filter { name: "lage", label: "field-state" },
    ],
    order: "namn",
    tie: "p.id",
};

/// The tolerated outages that a list is narrowed to: at most so long.
fn outages(page: &PageFrame) -> Vec<(String, String)> {
    let at_most = |minutes: i64| {
        let words = page.with("outage-at-most", "time", spans::words(page, minutes));
        (minutes.to_string(), words.into_owned())
    };
    let mut options: Vec<_> = [240, 1440, 4320, 10080].map(at_most).to_vec();
    options.push(("okant".to_owned(), page.t("not-judged").into_owned()));
    options
}

async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let mut tx = ctx.read().await?;
    let rows = store::list(&mut tx, &ctx.scope, &query).await?;
    let total = store::count(&mut tx, &ctx.scope, &query).await?;
    let (units, people) = organisation::options(&mut tx, &ctx.scope).await?;
    drop(tx);
    let reserve = ["finns", "ingen"];
    let options = vec![
        units,
        owner_filter(&page, &people),
        outages(&page),
        words(&page, "reserve", &reserve),
        yes_no_filter(&page),
        words(&page, "record-state", RecordState::ALL),
    ];
    let rows = rows.iter().map(|row| line(&page, &query, row)).collect();
    let mut view = query.view(&page, total, rows, options);
    let mut actions = vec![];
    if ctx.may(RegistersWrite) {
        view.owners = people;
        actions.push(("/process/ny".to_owned(), page.t("processes-new").into_owned(), "main", "plus"));
    }
    let nothing = Nothing {
        sign: "process",
        heading: page.t("processes-nothing").into_owned(),
        why: page.t("processes-nothing-why").into_owned(),
    };
    let (heading, lead) = (page.t("nav-processes").into_owned(), page.t("processes-lead").into_owned());
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

fn outage_cell(page: &PageFrame, minutes: Option<i64>) -> Cell {
    minutes.map_or(Cell::Empty, |minutes| Cell::Short(spans::words(page, minutes)))
}

fn line(page: &PageFrame, query: &ListQuery, row: &ProcessRow) -> ListRow {
    let mut cells = vec![name_cell(page, format!("/process/{}", row.id), &row.name, row.state)];
    for key in LIST.columns.iter().skip(1).map(|column| column.key).filter(|key| query.shows(key)) {
        cells.push(match key {
            "kod" => Cell::text(&row.code),
            "nummer" => Cell::text(&row.external_id),
            "enhet" => Cell::text(&row.unit),
            "agare" => owner_cell(page, row.owner.as_deref()),
            "skyddsbehov" => {
                badges(page, [row.confidentiality, row.integrity, row.availability, row.traceability])
            }
            "avbrott" => outage_cell(page, row.tolerated_outage_minutes),
            "reservrutin" => {
                word_cell(page, "reserve", Some(if row.has_reserve { "finns" } else { "ingen" }))
            }
            "samhallsviktig" => yes_no_cell(page, row.vital),
            "lage" => word_cell(page, "record-state", Some(row.state.as_str())),
            _ => day_cell(row.next_review),
        });
    }
    ListRow { id: row.id.to_string(), name: row.name.clone(), cells, attention: row.owner.is_none() }
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
    let rows: Vec<_> = rows.iter().map(|row| line(&page, &query, row)).collect();
    let workbook = query.workbook(&page, &page.t("nav-processes"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "processer", format)
}

async fn set_owner(ctx: Ctx, mut form: Form) -> Result {
    let (ids, owner) = owner_choice::<ProcessId>(&mut form)?;
    let mut tx = ctx.write().await?;
    require_people(&mut tx, &[Some(owner)]).await?;
    let count = store::set_owner(&mut tx, &ctx.scope, &ids, owner).await?;
    if count < ids.len() {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::OwnersSet).detail("records", count)).await?;
    done("/process", "owners-set")
}

async fn show(ctx: Ctx, Id(id): Id<ProcessId>) -> Result {
    let mut tx = ctx.read().await?;
    let process = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let people = organisation::names(&mut tx, process.unit_id, &[process.owner_id]).await?;
    let list = ("/process", "nav-processes");
    let mut record = RecordPage::new(&ctx, "process", "kind-process", &process.name, list);
    record.lead.clone_from(&process.description);
    offer(&ctx, &mut record, &format!("/process/{id}"), process.state);
    if process.vital == Some(true) {
        record.tags.push(Cell::Tag("accent", record.page.t("process-is-vital").into_owned()));
    }
    let page = &record.page;
    let label = |key: &str| page.t(key).into_owned();
    let first = vec![
        (label("field-owner"), owner_cell(page, people.person(process.owner_id).as_deref())),
        (label("field-unit"), Cell::text(&people.unit)),
        (label("field-next-review"), day_cell(process.next_review)),
    ];
    let stops = vec![
        (label("field-outage"), outage_cell(page, process.tolerated_outage_minutes)),
        (label("field-reserve-routine"), Cell::text(&process.reserve_routine)),
        (label("field-vital"), yes_no_cell(page, process.vital)),
    ];
    let about = vec![
        (label("field-code"), Cell::text(&process.code)),
        (label("field-external-id"), Cell::text(&process.external_id)),
        (label("field-note"), Cell::text(&process.note)),
    ];
    record.facts = vec![
        (label("facts-responsibility"), first),
        (label("facts-stop"), stops),
        (label("facts-about"), about),
    ];
    record.respond(&ctx, tx, KIND, id).await
}

async fn form_page(ctx: &Ctx, tx: &mut Tx, form: Form, old: Option<&Process>) -> Result<EditPage> {
    let (units, people) = organisation::options(tx, &ctx.scope).await?;
    let page = ctx.page();
    let t = |key: &str| page.t(key).into_owned();
    let field = |name, control| Field::new(&page, name, control);
    let what = vec![
        field("name", Control::Text).must(),
        field("code", Control::Text),
        field("description", Control::Area),
        field("external_id", Control::Text),
    ];
    let who = vec![
        field("unit", Control::Select(units, t("choose-unit"))).must(),
        field("owner", Control::Select(people, t("choose-nobody"))),
        field("next_review", Control::Day),
    ];
    let stops = vec![
        field("outage", Control::Number(String::new())),
        field("outage_unit", Control::Select(spans::units(&page), String::new())),
        field("reserve_routine", Control::Area),
        field("vital", Control::Select(yes_no(&page), t("choose-unknown"))),
        field("note", Control::Area),
    ];
    let groups = vec![(String::new(), what), (t("facts-responsibility"), who), (t("facts-stop"), stops)];
    let (heading, action, back) = match old {
        None => ("processes-new", "/process/ny".to_owned(), ("/process".to_owned(), t("nav-processes"))),
        Some(old) => {
            let address = format!("/process/{}", old.id);
            ("processes-edit", format!("{address}/andra"), (address, old.name.clone()))
        }
    };
    let (heading, save) = (t(heading), t("processes-save"));
    Ok(EditPage { heading, lead: String::new(), back, action, save, groups, form, page })
}

fn filled(process: &Process) -> Form {
    let (outage, outage_unit) = spans::typed(process.tolerated_outage_minutes);
    Form::filled([
        ("version", process.version.to_string()),
        ("name", process.name.clone()),
        ("code", process.code.clone()),
        ("description", process.description.clone()),
        ("external_id", process.external_id.clone()),
        ("unit", process.unit_id.to_string()),
        ("owner", id_text(process.owner_id)),
        ("next_review", id_text(process.next_review)),
        ("outage", outage),
        ("outage_unit", outage_unit),
        ("reserve_routine", process.reserve_routine.clone()),
        ("vital", yes_no_word(process.vital)),
        ("note", process.note.clone()),
    ])
}

/// The process as typed; what the form does not hold is as in `old`.
fn read(form: &mut Form, old: Process) -> Option<Process> {
    let unit = form.choice("unit", Need::Must);
    let process = Process {
        name: form.text("name", 200, Need::Must),
        code: form.text("code", 50, Need::May),
        description: form.text("description", 4000, Need::May),
        external_id: form.text("external_id", 100, Need::May),
        unit_id: unit.unwrap_or(old.unit_id),
        owner_id: form.choice("owner", Need::May),
        next_review: form.day("next_review", Need::May),
        tolerated_outage_minutes: spans::read(form, "outage", "outage_unit"),
        reserve_routine: form.text("reserve_routine", 4000, Need::May),
        vital: read_yes_no(form, "vital"),
        note: form.text("note", 4000, Need::May),
        version: form.number("version", 0, i64::MAX, Need::May).unwrap_or(old.version),
        state: RecordState::Confirmed,
        ..old
    };
    (!form.is_wrong()).then_some(process)
}

async fn new(ctx: Ctx) -> Result {
    form_page(&ctx, &mut ctx.read().await?, Form::default(), None).await?.response()
}

async fn create(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let id = tx.new_id();
    let Some(process) = read(&mut form, Process::new(id)) else {
        return form_page(&ctx, &mut tx, form, None).await?.response();
    };
    require_unit(&mut tx, &ctx.scope, process.unit_id).await?;
    require_people(&mut tx, &[process.owner_id]).await?;
    store::insert(&mut tx, &process).await?;
    ctx.commit(tx, Event::new(EventKind::ProcessCreated).on(KIND, id)).await?;
    done(&format!("/process/{id}"), "process-created")
}

async fn edit(ctx: Ctx, Id(id): Id<ProcessId>) -> Result {
    let mut tx = ctx.read().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    form_page(&ctx, &mut tx, filled(&old), Some(&old)).await?.response()
}

async fn update(ctx: Ctx, Id(id): Id<ProcessId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let Some(process) = read(&mut form, old.clone()) else {
        return form_page(&ctx, &mut tx, form, Some(&old)).await?.response();
    };
    if process.version != old.version {
        return form_page(&ctx, &mut tx, form, Some(&old)).await?.conflict(&filled(&old));
    }
    require_unit(&mut tx, &ctx.scope, process.unit_id).await?;
    require_people(&mut tx, &[process.owner_id]).await?;
    if !store::update(&mut tx, &process).await? {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::ProcessUpdated).on(KIND, id)).await?;
    done(&format!("/process/{id}"), "process-updated")
}

async fn confirm(ctx: Ctx, Id(id): Id<ProcessId>) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::update(&mut tx, &Process { state: RecordState::Confirmed, ..old }).await?;
    ctx.commit(tx, Event::new(EventKind::ProcessUpdated).on(KIND, id)).await?;
    done(&format!("/process/{id}"), "record-confirmed")
}

async fn reviewed(ctx: Ctx, Id(id): Id<ProcessId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let address = format!("/process/{id}");
    let Some(said) = review::read(&ctx, &mut form) else {
        return review::page(&ctx, form, &address, &old.name);
    };
    let process = Process { next_review: Some(said.next), state: RecordState::Confirmed, ..old };
    store::update(&mut tx, &process).await?;
    ctx.commit(tx, Event::new(EventKind::RecordReviewed).on(KIND, id).why(&said.why)).await?;
    done(&address, "record-reviewed")
}

async fn ask_remove(ctx: Ctx, Id(id): Id<ProcessId>) -> Result {
    let mut tx = ctx.read().await?;
    let process = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let record = Leaving { address: format!("/process/{id}"), name: &process.name, hinder: String::new() };
    removal::page(&ctx, tx, id, record).await
}

async fn remove(ctx: Ctx, Id(id): Id<ProcessId>) -> Result {
    let mut tx = ctx.write().await?;
    store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::remove(&mut tx, id).await?;
    ctx.commit(tx, Event::new(EventKind::ProcessRemoved).on(KIND, id)).await?;
    done("/process", "record-removed")
}
