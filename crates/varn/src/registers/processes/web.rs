//! Pages of the register of processes.

use super::KIND;
use super::list::{csv, list, outage_cell, set_owner, xlsx};
use super::model::{Process, ProcessId};
use super::store;
use crate::people::organisation::store as organisation;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::list::Cell;
use crate::platform::page::{NavItem, done};
use crate::platform::panel::Panel;
use crate::platform::permission::Permission::{RegistersRead, RegistersWrite};
use crate::platform::record::RecordPage;
use crate::platform::routes::Routes;
use crate::registers::pages::{day_cell, id_text, offer_origin, owner_cell, yes_no_cell};
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

async fn show(ctx: Ctx, Id(id): Id<ProcessId>) -> Result {
    let mut tx = ctx.read().await?;
    let store::Named { process, unit, owner } =
        store::find_named(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let list = ("/process", "nav-processes");
    let mut record = RecordPage::new(&ctx, "process", "kind-process", &process.name, list);
    record.lead.clone_from(&process.description);
    offer_origin(&ctx, &mut record, &format!("/process/{id}"), (process.state, &process.library_ref));
    if process.vital == Some(true) {
        record.tags.push(Cell::Tag("accent", record.page.t("process-is-vital").into_owned()));
    }
    let page = &record.page;
    let label = |key: &str| page.t(key).into_owned();
    let first = vec![
        (label("field-owner"), owner_cell(page, owner.as_deref())),
        (label("field-unit"), Cell::text(&unit)),
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
