//! Pages of a supplier.

use super::country::{COUNTRIES, options};
use super::list::{country_cell, csv, list, set_owner, xlsx};
use super::model::{Supplier, SupplierId, organisation_number};
use super::{KIND, store};
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
use crate::registers::pages::{day_cell, id_text, offer, owner_cell, yes_no_cell};
use crate::registers::removal::{self, Leaving};
use crate::registers::store::require_people;
use crate::registers::{RecordState, read_yes_no, require_unit, review, yes_no, yes_no_word};

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-suppliers",
    href: "/leverantorer",
    permission: RegistersRead,
};

/// That a supplier still holds, on its page.
pub const REVIEW: Panel = Panel {
    on: Some(KIND),
    show: |ctx, _, id| Box::pin(async move { review::panel(ctx, "/leverantorer", id) }),
};

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/leverantorer", RegistersRead, list)
        .get("/leverantorer/lista.xlsx", RegistersRead, xlsx)
        .get("/leverantorer/lista.csv", RegistersRead, csv)
        .post("/leverantorer/agare", RegistersWrite, set_owner)
        .get("/leverantorer/ny", RegistersWrite, new)
        .post("/leverantorer/ny", RegistersWrite, create)
        .get("/leverantorer/{id}", RegistersRead, show)
        .get("/leverantorer/{id}/andra", RegistersWrite, edit)
        .post("/leverantorer/{id}/andra", RegistersWrite, update)
        .post("/leverantorer/{id}/bekrafta", RegistersWrite, confirm)
        .post("/leverantorer/{id}/oversyn", RegistersWrite, reviewed)
        .get("/leverantorer/{id}/ta-bort", RegistersWrite, ask_remove)
        .post("/leverantorer/{id}/ta-bort", RegistersWrite, remove)
}

async fn show(ctx: Ctx, Id(id): Id<SupplierId>) -> Result {
    let mut tx = ctx.read().await?;
    let store::Named { supplier, unit, owner } =
        store::find_named(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let list = ("/leverantorer", "nav-suppliers");
    let mut record = RecordPage::new(&ctx, "supplier", "kind-supplier", &supplier.name, list);
    record.lead.clone_from(&supplier.description);
    offer(&ctx, &mut record, &format!("/leverantorer/{id}"), supplier.state);
    if supplier.critical == Some(true) {
        record.tags.push(Cell::Tag("accent", record.page.t("supplier-is-critical").into_owned()));
    }
    let page = &record.page;
    let label = |key: &str| page.t(key).into_owned();
    let first = vec![
        (label("field-owner"), owner_cell(page, owner.as_deref())),
        (label("field-unit"), Cell::text(&unit)),
        (label("field-next-review"), day_cell(supplier.next_review)),
    ];
    let about = vec![
        (label("field-organisation-number"), Cell::text(&supplier.organisation_number)),
        (label("field-country"), country_cell(page, &supplier.country)),
        (label("field-contact"), Cell::text(&supplier.contact)),
        (label("field-critical"), yes_no_cell(page, supplier.critical)),
        (label("field-external-id"), Cell::text(&supplier.external_id)),
        (label("field-note"), Cell::text(&supplier.note)),
    ];
    record.facts = vec![(label("facts-responsibility"), first), (label("facts-about"), about)];
    record.respond(&ctx, tx, KIND, id).await
}

async fn form_page(ctx: &Ctx, tx: &mut Tx, form: Form, old: Option<&Supplier>) -> Result<EditPage> {
    let (units, people) = organisation::options(tx, &ctx.scope).await?;
    let page = ctx.page();
    let t = |key: &str| page.t(key).into_owned();
    let field = |name, control| Field::new(&page, name, control);
    let what = vec![
        field("name", Control::Text).must(),
        field("description", Control::Area),
        field("country", Control::Select(options(&page), t("choose-unknown"))),
        field("organisation_number", Control::Text),
        field("external_id", Control::Text),
    ];
    let who = vec![
        field("unit", Control::Select(units, t("choose-unit"))).must(),
        field("owner", Control::Select(people, t("choose-nobody"))),
        field("next_review", Control::Day),
    ];
    let about = vec![
        field("contact", Control::Area),
        field("critical", Control::Select(yes_no(&page), t("choose-unknown"))),
        field("note", Control::Area),
    ];
    let groups = vec![(String::new(), what), (t("facts-responsibility"), who), (t("facts-about"), about)];
    let (heading, action, back) = match old {
        None => {
            ("suppliers-new", "/leverantorer/ny".to_owned(), ("/leverantorer".to_owned(), t("nav-suppliers")))
        }
        Some(old) => {
            let address = format!("/leverantorer/{}", old.id);
            ("suppliers-edit", format!("{address}/andra"), (address, old.name.clone()))
        }
    };
    let (heading, save) = (t(heading), t("suppliers-save"));
    Ok(EditPage { heading, lead: String::new(), back, action, save, groups, form, page })
}

fn filled(supplier: &Supplier) -> Form {
    Form::filled([
        ("version", supplier.version.to_string()),
        ("name", supplier.name.clone()),
        ("description", supplier.description.clone()),
        ("country", supplier.country.clone()),
        ("organisation_number", supplier.organisation_number.clone()),
        ("external_id", supplier.external_id.clone()),
        ("unit", supplier.unit_id.to_string()),
        ("owner", id_text(supplier.owner_id)),
        ("next_review", id_text(supplier.next_review)),
        ("contact", supplier.contact.clone()),
        ("critical", yes_no_word(supplier.critical)),
        ("note", supplier.note.clone()),
    ])
}

/// The supplier as typed; what the form does not hold is as in `old`.
fn read(form: &mut Form, old: Supplier) -> Option<Supplier> {
    let unit = form.choice("unit", Need::Must);
    let country: String = form.choice("country", Need::May).unwrap_or_default();
    if !country.is_empty() && !COUNTRIES.contains(&country.as_str()) {
        form.reject("country", "form-choose");
    }
    let typed = form.text("organisation_number", 50, Need::May);
    let number = organisation_number(&typed, &country).unwrap_or_else(|key| {
        form.reject("organisation_number", key);
        typed
    });
    let supplier = Supplier {
        name: form.text("name", 200, Need::Must),
        description: form.text("description", 4000, Need::May),
        country,
        organisation_number: number,
        external_id: form.text("external_id", 100, Need::May),
        unit_id: unit.unwrap_or(old.unit_id),
        owner_id: form.choice("owner", Need::May),
        next_review: form.day("next_review", Need::May),
        contact: form.text("contact", 1000, Need::May),
        critical: read_yes_no(form, "critical"),
        note: form.text("note", 4000, Need::May),
        version: form.number("version", 0, i64::MAX, Need::May).unwrap_or(old.version),
        state: RecordState::Confirmed,
        ..old
    };
    (!form.is_wrong()).then_some(supplier)
}

async fn new(ctx: Ctx) -> Result {
    form_page(&ctx, &mut ctx.read().await?, Form::default(), None).await?.response()
}

async fn create(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let id = tx.new_id();
    let Some(supplier) = read(&mut form, Supplier::new(id)) else {
        return form_page(&ctx, &mut tx, form, None).await?.response();
    };
    require_unit(&mut tx, &ctx.scope, supplier.unit_id).await?;
    require_people(&mut tx, &[supplier.owner_id]).await?;
    store::insert(&mut tx, &supplier).await?;
    ctx.commit(tx, Event::new(EventKind::SupplierCreated).on(KIND, id)).await?;
    done(&format!("/leverantorer/{id}"), "supplier-created")
}

async fn edit(ctx: Ctx, Id(id): Id<SupplierId>) -> Result {
    let mut tx = ctx.read().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    form_page(&ctx, &mut tx, filled(&old), Some(&old)).await?.response()
}

async fn update(ctx: Ctx, Id(id): Id<SupplierId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let Some(supplier) = read(&mut form, old.clone()) else {
        return form_page(&ctx, &mut tx, form, Some(&old)).await?.response();
    };
    if supplier.version != old.version {
        return form_page(&ctx, &mut tx, form, Some(&old)).await?.conflict(&filled(&old));
    }
    require_unit(&mut tx, &ctx.scope, supplier.unit_id).await?;
    require_people(&mut tx, &[supplier.owner_id]).await?;
    if !store::update(&mut tx, &supplier).await? {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::SupplierUpdated).on(KIND, id)).await?;
    done(&format!("/leverantorer/{id}"), "supplier-updated")
}

async fn confirm(ctx: Ctx, Id(id): Id<SupplierId>) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::update(&mut tx, &Supplier { state: RecordState::Confirmed, ..old }).await?;
    ctx.commit(tx, Event::new(EventKind::SupplierUpdated).on(KIND, id)).await?;
    done(&format!("/leverantorer/{id}"), "record-confirmed")
}

async fn reviewed(ctx: Ctx, Id(id): Id<SupplierId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let address = format!("/leverantorer/{id}");
    let Some(said) = review::read(&ctx, &mut form) else {
        return review::page(&ctx, form, &address, &old.name);
    };
    let supplier = Supplier { next_review: Some(said.next), state: RecordState::Confirmed, ..old };
    store::update(&mut tx, &supplier).await?;
    ctx.commit(tx, Event::new(EventKind::RecordReviewed).on(KIND, id).why(&said.why)).await?;
    done(&address, "record-reviewed")
}

async fn ask_remove(ctx: Ctx, Id(id): Id<SupplierId>) -> Result {
    let mut tx = ctx.read().await?;
    let supplier = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let record =
        Leaving { address: format!("/leverantorer/{id}"), name: &supplier.name, hinder: String::new() };
    removal::page(&ctx, tx, id, record).await
}

async fn remove(ctx: Ctx, Id(id): Id<SupplierId>) -> Result {
    let mut tx = ctx.write().await?;
    store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::remove(&mut tx, id).await?;
    ctx.commit(tx, Event::new(EventKind::SupplierRemoved).on(KIND, id)).await?;
    done("/leverantorer", "record-removed")
}
