//! Pages of the register of systems.

use super::KIND;
use super::list::{csv, list, set_owner, xlsx};
use super::model::{Hosting, Lifecycle, System, SystemId};
use super::store;
use crate::people::organisation::store as organisation;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::list::Cell;
use crate::platform::page::{NavItem, PageFrame, done};
use crate::platform::panel::Panel;
use crate::platform::permission::Permission::{RegistersRead, RegistersWrite};
use crate::platform::record::RecordPage;
use crate::platform::routes::Routes;
use crate::registers::pages::{day_cell, id_text, offer_origin, owner_cell, word_cell, words, yes_no_cell};
use crate::registers::removal::{self, Leaving};
use crate::registers::store::require_people;
use crate::registers::{RecordState, require_unit, review};

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-systems",
    href: "/system",
    permission: RegistersRead,
};

/// That a system still holds, on its page.
pub const REVIEW: Panel =
    Panel { on: Some(KIND), show: |ctx, _, id| Box::pin(async move { review::panel(ctx, "/system", id) }) };

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/system", RegistersRead, list)
        .get("/system/lista.xlsx", RegistersRead, xlsx)
        .get("/system/lista.csv", RegistersRead, csv)
        .post("/system/agare", RegistersWrite, set_owner)
        .get("/system/nytt", RegistersWrite, new)
        .post("/system/nytt", RegistersWrite, create)
        .get("/system/{id}", RegistersRead, show)
        .get("/system/{id}/andra", RegistersWrite, edit)
        .post("/system/{id}/andra", RegistersWrite, update)
        .post("/system/{id}/bekrafta", RegistersWrite, confirm)
        .post("/system/{id}/oversyn", RegistersWrite, reviewed)
        .get("/system/{id}/ta-bort", RegistersWrite, ask_remove)
        .post("/system/{id}/ta-bort", RegistersWrite, remove)
}

async fn show(ctx: Ctx, Id(id): Id<SystemId>) -> Result {
    let mut tx = ctx.read().await?;
    let named = store::find_named(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let system = &named.system;
    let mut record = RecordPage::new(&ctx, "system", "kind-system", &system.name, ("/system", "nav-systems"));
    record.lead.clone_from(&system.description);
    offer_origin(&ctx, &mut record, &format!("/system/{id}"), (system.state, &system.library_ref));
    record.facts = facts(&record.page, &named);
    record.respond(&ctx, tx, KIND, id).await
}

fn facts(page: &PageFrame, named: &store::Named) -> Vec<(String, Vec<(String, Cell)>)> {
    let system = &named.system;
    let label = |key: &str| page.t(key).into_owned();
    let first = vec![
        (label("field-owner"), owner_cell(page, named.owner.as_deref())),
        (label("field-manager"), named.manager.as_ref().map_or(Cell::Empty, Cell::text)),
        (label("field-unit"), Cell::text(&named.unit)),
        (label("field-next-review"), day_cell(system.next_review)),
    ];
    let second = vec![
        (label("field-external-id"), Cell::text(&system.external_id)),
        (label("field-hosting"), word_cell(page, "hosting", system.hosting.map(Hosting::as_str))),
        (label("field-lifecycle"), word_cell(page, "lifecycle", system.lifecycle.map(Lifecycle::as_str))),
        (
            label("field-criticality"),
            system.criticality.map_or(Cell::Empty, |n| Cell::text(page.word("criticality", n.to_string()))),
        ),
        (label("field-personal-data"), yes_no_cell(page, system.personal_data)),
        (label("field-contract-end"), Cell::text(&system.contract_end)),
        (label("field-in-use-from"), Cell::text(&system.in_use_from)),
        (label("field-retire-at"), Cell::text(&system.retire_at)),
        (label("field-note"), Cell::text(&system.note)),
    ];
    vec![(label("facts-responsibility"), first), (label("facts-about"), second)]
}

fn form_page(ctx: &Ctx, form: Form, id: Option<SystemId>, options: organisation::Options) -> EditPage {
    let page = ctx.page();
    let (units, people) = options;
    let nobody = || page.t("choose-nobody").into_owned();
    let unknown = || page.t("choose-unknown").into_owned();
    let levels: Vec<_> =
        (1..=4).map(|n: i64| (n.to_string(), page.word("criticality", n.to_string()).into_owned())).collect();
    let field = |name, control| Field::new(&page, name, control);
    let what = vec![
        field("name", Control::Text).must(),
        field("description", Control::Area),
        field("external_id", Control::Text),
    ];
    let who = vec![
        field("unit", Control::Select(units, page.t("choose-unit").into_owned())).must(),
        field("owner", Control::Select(people.clone(), nobody())),
        field("manager", Control::Select(people, nobody())),
        field("next_review", Control::Day),
    ];
    let how = vec![
        field("hosting", Control::Select(words(&page, "hosting", Hosting::ALL), unknown())),
        field("lifecycle", Control::Select(words(&page, "lifecycle", Lifecycle::ALL), unknown())),
        field("criticality", Control::Select(levels, unknown())),
        field("personal_data", Control::Select(crate::registers::yes_no(&page), unknown())),
        field("contract_end", Control::Text),
        field("in_use_from", Control::Text),
        field("retire_at", Control::Text),
        field("note", Control::Area),
    ];
    let title = |key: &str| page.t(key).into_owned();
    let groups =
        vec![(String::new(), what), (title("facts-responsibility"), who), (title("facts-about"), how)];
    let (heading, action, back) = match id {
        None => ("systems-new", "/system/nytt".to_owned(), "/system".to_owned()),
        Some(id) => ("systems-edit", format!("/system/{id}/andra"), format!("/system/{id}")),
    };
    EditPage {
        heading: title(heading),
        lead: String::new(),
        back: (back, title("nav-systems")),
        action,
        save: title("systems-save"),
        groups,
        form,
        page,
    }
}

fn filled(system: &System) -> Form {
    Form::filled([
        ("version", system.version.to_string()),
        ("name", system.name.clone()),
        ("description", system.description.clone()),
        ("external_id", system.external_id.clone()),
        ("unit", system.unit_id.to_string()),
        ("owner", id_text(system.owner_id)),
        ("manager", id_text(system.manager_id)),
        ("next_review", id_text(system.next_review)),
        ("hosting", id_text(system.hosting)),
        ("lifecycle", id_text(system.lifecycle)),
        ("criticality", id_text(system.criticality)),
        ("personal_data", crate::registers::yes_no_word(system.personal_data)),
        ("contract_end", system.contract_end.clone()),
        ("in_use_from", system.in_use_from.clone()),
        ("retire_at", system.retire_at.clone()),
        ("note", system.note.clone()),
    ])
}

/// The system as typed; what the form does not hold is as in `old`.
fn read(form: &mut Form, old: System) -> Option<System> {
    let unit = form.choice("unit", Need::Must);
    let system = System {
        name: form.text("name", 200, Need::Must),
        description: form.text("description", 4000, Need::May),
        external_id: form.text("external_id", 100, Need::May),
        unit_id: unit.unwrap_or(old.unit_id),
        owner_id: form.choice("owner", Need::May),
        manager_id: form.choice("manager", Need::May),
        next_review: form.day("next_review", Need::May),
        hosting: form.choice("hosting", Need::May),
        lifecycle: form.choice("lifecycle", Need::May),
        criticality: form.number("criticality", 1, 4, Need::May),
        personal_data: crate::registers::read_yes_no(form, "personal_data"),
        contract_end: crate::registers::loose_day(form, "contract_end"),
        in_use_from: crate::registers::loose_day(form, "in_use_from"),
        retire_at: crate::registers::loose_day(form, "retire_at"),
        note: form.text("note", 4000, Need::May),
        version: form.number("version", 0, i64::MAX, Need::May).unwrap_or(old.version),
        state: RecordState::Confirmed,
        ..old
    };
    (!form.is_wrong()).then_some(system)
}

async fn options(ctx: &Ctx, tx: &mut Tx) -> Result<organisation::Options> {
    Ok(organisation::options(tx, &ctx.scope).await?)
}

async fn new(ctx: Ctx) -> Result {
    let options = options(&ctx, &mut ctx.read().await?).await?;
    form_page(&ctx, Form::default(), None, options).response()
}

async fn create(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let id = tx.new_id();
    let Some(system) = read(&mut form, System::new(id)) else {
        let options = options(&ctx, &mut tx).await?;
        return form_page(&ctx, form, None, options).response();
    };
    require_unit(&mut tx, &ctx.scope, system.unit_id).await?;
    require_people(&mut tx, &[system.owner_id, system.manager_id]).await?;
    store::insert(&mut tx, &system).await?;
    ctx.commit(tx, Event::new(EventKind::SystemCreated).on(KIND, id)).await?;
    done(&format!("/system/{id}"), "system-created")
}

async fn edit(ctx: Ctx, Id(id): Id<SystemId>) -> Result {
    let mut tx = ctx.read().await?;
    let system = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let options = options(&ctx, &mut tx).await?;
    form_page(&ctx, filled(&system), Some(id), options).response()
}

async fn update(ctx: Ctx, Id(id): Id<SystemId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let Some(system) = read(&mut form, old.clone()) else {
        let options = options(&ctx, &mut tx).await?;
        return form_page(&ctx, form, Some(id), options).response();
    };
    if system.version != old.version {
        let options = options(&ctx, &mut tx).await?;
        return form_page(&ctx, form, Some(id), options).conflict(&filled(&old));
    }
    require_unit(&mut tx, &ctx.scope, system.unit_id).await?;
    require_people(&mut tx, &[system.owner_id, system.manager_id]).await?;
    if !store::update(&mut tx, &system).await? {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::SystemUpdated).on(KIND, id)).await?;
    done(&format!("/system/{id}"), "system-updated")
}

async fn confirm(ctx: Ctx, Id(id): Id<SystemId>) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::update(&mut tx, &System { state: RecordState::Confirmed, ..old }).await?;
    ctx.commit(tx, Event::new(EventKind::SystemUpdated).on(KIND, id)).await?;
    done(&format!("/system/{id}"), "record-confirmed")
}

async fn reviewed(ctx: Ctx, Id(id): Id<SystemId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let address = format!("/system/{id}");
    let Some(said) = review::read(&ctx, &mut form) else {
        return review::page(&ctx, form, &address, &old.name);
    };
    let system = System { next_review: Some(said.next), state: RecordState::Confirmed, ..old };
    store::update(&mut tx, &system).await?;
    ctx.commit(tx, Event::new(EventKind::RecordReviewed).on(KIND, id).why(&said.why)).await?;
    done(&address, "record-reviewed")
}

async fn ask_remove(ctx: Ctx, Id(id): Id<SystemId>) -> Result {
    let mut tx = ctx.read().await?;
    let system = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let record = Leaving { address: format!("/system/{id}"), name: &system.name, hinder: String::new() };
    removal::page(&ctx, tx, id, record).await
}

async fn remove(ctx: Ctx, Id(id): Id<SystemId>) -> Result {
    let mut tx = ctx.write().await?;
    store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::remove(&mut tx, id).await?;
    ctx.commit(tx, Event::new(EventKind::SystemRemoved).on(KIND, id)).await?;
    done("/system", "record-removed")
}
