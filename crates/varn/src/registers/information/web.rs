//! Pages of the register of information sets.

use super::KIND;
use super::list::{csv, list, personal_data_cell, set_owner, xlsx};
use super::model::{Information, InformationId, cited};
use super::read::{fields, filled, read};
use super::store;
use crate::knowledge::library::{LIBRARY, either};
use crate::people::organisation::store as organisation;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::edit::EditPage;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::Form;
use crate::platform::list::Cell;
use crate::platform::page::{NavItem, PageFrame, done};
use crate::platform::panel::Panel;
use crate::platform::permission::Permission::{RegistersRead, RegistersWrite};
use crate::platform::record::RecordPage;
use crate::platform::routes::Routes;
use crate::registers::pages::{day_cell, offer_origin, owner_cell, yes_no_cell};
use crate::registers::removal::{self, Leaving};
use crate::registers::store::require_people;
use crate::registers::{RecordState, require_unit, review};

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-information",
    href: "/information",
    permission: RegistersRead,
};

/// That a set still holds, on its page.
pub const REVIEW: Panel = Panel {
    on: Some(KIND),
    show: |ctx, _, id| Box::pin(async move { review::panel(ctx, "/information", id) }),
};

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/information", RegistersRead, list)
        .get("/information/lista.xlsx", RegistersRead, xlsx)
        .get("/information/lista.csv", RegistersRead, csv)
        .post("/information/agare", RegistersWrite, set_owner)
        .get("/information/ny", RegistersWrite, new)
        .post("/information/ny", RegistersWrite, create)
        .get("/information/{id}", RegistersRead, show)
        .get("/information/{id}/andra", RegistersWrite, edit)
        .post("/information/{id}/andra", RegistersWrite, update)
        .post("/information/{id}/bekrafta", RegistersWrite, confirm)
        .post("/information/{id}/oversyn", RegistersWrite, reviewed)
        .get("/information/{id}/ta-bort", RegistersWrite, ask_remove)
        .post("/information/{id}/ta-bort", RegistersWrite, remove)
}

async fn show(ctx: Ctx, Id(id): Id<InformationId>) -> Result {
    let mut tx = ctx.read().await?;
    let named = store::find_named(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let set = &named.information;
    let list = ("/information", "nav-information");
    let mut record = RecordPage::new(&ctx, "information", "kind-information-set", &set.name, list);
    record.lead.clone_from(&set.description);
    offer_origin(&ctx, &mut record, &format!("/information/{id}"), (set.state, &set.library_ref));
    if set.is_common {
        record.tags.push(Cell::Tag("accent", record.page.t("information-is-common").into_owned()));
    }
    record.facts = facts(&record.page, &named);
    record.respond(&ctx, tx, KIND, id).await
}

type Facts = Vec<(String, Vec<(String, Cell)>)>;

fn facts(page: &PageFrame, named: &store::Named) -> Facts {
    let set = &named.information;
    let label = |key: &str| page.t(key).into_owned();
    let first = vec![
        (label("field-owner"), owner_cell(page, named.owner.as_deref())),
        (label("field-unit"), Cell::text(&named.unit)),
        (label("field-next-review"), day_cell(set.next_review)),
    ];
    let content = vec![
        (label("field-personal-data"), personal_data_cell(page, set.personal_data.as_deref())),
        (label("field-many-people"), yes_no_cell(page, set.many_people)),
        (label("field-provisions"), provisions_cell(page, &set.provisions)),
    ];
    let retention = set.retention_action.map(|action| match set.retention_years {
        Some(years) => page.n("retention-dispose-years", years).into_owned(),
        None => page.word("retention-action", action).into_owned(),
    });
    let process = [set.process_code.as_str(), set.process_name.as_str()].join(" ");
    let common = named.followed.as_ref().zip(set.common_id).map_or(Cell::Empty, |(common, id)| {
        if common.is_seen {
            Cell::link(format!("/information/{id}"), &common.name)
        } else {
            Cell::text(&common.name)
        }
    });
    let about = vec![
        (label("field-external-id"), Cell::text(&set.external_id)),
        (label("field-process"), Cell::text(process.trim())),
        (label("field-storage"), Cell::text(&set.storage)),
        (label("field-retention-action"), retention.map_or(Cell::Empty, Cell::text)),
        (label("field-retention-when"), Cell::text(&set.retention_when)),
        (label("field-common"), common),
        (label("field-note"), Cell::text(&set.note)),
    ];
    vec![
        (label("facts-responsibility"), first),
        (label("facts-content"), content),
        (label("facts-about"), about),
    ]
}

fn provisions_cell(page: &PageFrame, ids: &[String]) -> Cell {
    let worded = |one: &crate::knowledge::library::Provision| {
        let name = format!("{} {}", cited(page.words, one), either(page.words, &one.name_sv, &one.name_en));
        if one.verified { name } else { page.with("provision-unverified", "name", name).into_owned() }
    };
    let provisions = ids.iter().filter_map(|id| LIBRARY.provision(id));
    Cell::several(provisions.map(|one| Cell::Tag("", worded(one))).collect())
}

/// The form page; 422 when something was wrong.
async fn form_page(ctx: &Ctx, tx: &mut Tx, form: Form, old: Option<&Information>) -> Result<EditPage> {
    let page = ctx.page();
    let options = organisation::options(tx, &ctx.scope).await?;
    let mut common = store::common(tx).await?;
    common.retain(|(id, _)| old.is_none_or(|old| old.id != *id));
    let t = |key: &str| page.t(key).into_owned();
    let (heading, action, back) = match old {
        None => (
            "information-new",
            "/information/ny".to_owned(),
            ("/information".to_owned(), t("nav-information")),
        ),
        Some(old) => {
            let address = format!("/information/{}", old.id);
            ("information-edit", format!("{address}/andra"), (address, old.name.clone()))
        }
    };
    Ok(EditPage {
        heading: t(heading),
        lead: String::new(),
        back,
        action,
        save: t("information-save"),
        groups: fields(&page, options, common),
        form,
        page,
    })
}

/// Refuses an owner, a unit or a common set that is not there to be chosen.
async fn require(ctx: &Ctx, tx: &mut Tx, set: &Information) -> Result<()> {
    require_unit(tx, &ctx.scope, set.unit_id).await?;
    require_people(tx, &[set.owner_id]).await?;
    if let Some(followed) = set.common_id {
        let common = store::common(tx).await?;
        if !common.iter().any(|(id, _)| *id == followed) {
            return Err(Error::NotFound);
        }
    }
    Ok(())
}

async fn new(ctx: Ctx) -> Result {
    form_page(&ctx, &mut ctx.read().await?, Form::default(), None).await?.response()
}

async fn create(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let id = tx.new_id();
    let Some(set) = read(&mut form, Information::new(id), 0) else {
        return form_page(&ctx, &mut tx, form, None).await?.response();
    };
    require(&ctx, &mut tx, &set).await?;
    store::insert(&mut tx, &set).await?;
    ctx.commit(tx, Event::new(EventKind::InformationCreated).on(KIND, id)).await?;
    done(&format!("/information/{id}"), "information-created")
}

async fn edit(ctx: Ctx, Id(id): Id<InformationId>) -> Result {
    let mut tx = ctx.read().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    form_page(&ctx, &mut tx, filled(&old), Some(&old)).await?.response()
}

async fn update(ctx: Ctx, Id(id): Id<InformationId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let followers = store::followers(&mut tx, id).await?;
    let Some(set) = read(&mut form, old.clone(), followers) else {
        return form_page(&ctx, &mut tx, form, Some(&old)).await?.response();
    };
    if set.version != old.version {
        return form_page(&ctx, &mut tx, form, Some(&old)).await?.conflict(&filled(&old));
    }
    require(&ctx, &mut tx, &set).await?;
    if !store::update(&mut tx, &set).await? {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::InformationUpdated).on(KIND, id)).await?;
    done(&format!("/information/{id}"), "information-updated")
}

async fn confirm(ctx: Ctx, Id(id): Id<InformationId>) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::update(&mut tx, &Information { state: RecordState::Confirmed, ..old }).await?;
    ctx.commit(tx, Event::new(EventKind::InformationUpdated).on(KIND, id)).await?;
    done(&format!("/information/{id}"), "record-confirmed")
}

async fn reviewed(ctx: Ctx, Id(id): Id<InformationId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let address = format!("/information/{id}");
    let Some(said) = review::read(&ctx, &mut form) else {
        return review::page(&ctx, form, &address, &old.name);
    };
    let set = Information { next_review: Some(said.next), state: RecordState::Confirmed, ..old };
    store::update(&mut tx, &set).await?;
    ctx.commit(tx, Event::new(EventKind::RecordReviewed).on(KIND, id).why(&said.why)).await?;
    done(&address, "record-reviewed")
}

async fn ask_remove(ctx: Ctx, Id(id): Id<InformationId>) -> Result {
    let mut tx = ctx.read().await?;
    let set = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let followers = store::followers(&mut tx, id).await?;
    let hinder =
        if followers > 0 { ctx.page().n("information-is-followed-by", followers) } else { "".into() };
    let record =
        Leaving { address: format!("/information/{id}"), name: &set.name, hinder: hinder.into_owned() };
    removal::page(&ctx, tx, id, record).await
}

async fn remove(ctx: Ctx, Id(id): Id<InformationId>) -> Result {
    let mut tx = ctx.write().await?;
    store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    if store::followers(&mut tx, id).await? > 0 {
        return Err(Error::Refused("information-is-followed"));
    }
    store::remove(&mut tx, id).await?;
    ctx.commit(tx, Event::new(EventKind::InformationRemoved).on(KIND, id)).await?;
    done("/information", "record-removed")
}
