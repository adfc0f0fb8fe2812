//! Pages of the register of information sets.

use super::KIND;
use super::model::{Classified, Information, InformationId, cited};
use super::read::{fields, filled, personal_data, read};
use super::store::{self, Followed, InformationRow};
use crate::knowledge::library::{LIBRARY, either};
use crate::people::organisation::store as organisation;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::edit::EditPage;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::Form;
use crate::platform::list::{Cell, Filter, List, ListPage, ListQuery, ListRow, Nothing, export};
use crate::platform::page::{NavItem, PageFrame, done};
use crate::platform::panel::Panel;
use crate::platform::permission::Permission::{RegistersRead, RegistersWrite};
use crate::platform::record::RecordPage;
use crate::platform::routes::Routes;
use crate::registers::levels::badges;
use crate::registers::pages::{
    column, day_cell, name_cell, offer, owner_cell, owner_choice, owner_filter, word_cell, words, yes_no_cell,
};
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

static LIST: List = List {
    path: "/information",
    columns: &[
        column("namn", "field-name", "i.name_sort", true),
        column("nummer", "field-external-id", "i.external_id", false),
        column("enhet", "field-unit", "u.name_sort", true),
        column("agare", "field-owner", "p.name_sort", true),
        column("klassning", "field-classified", "classified", true),
        column("skyddsbehov", "field-need", "n.highest", true),
        column("personuppgifter", "field-personal-data", "", false),
        column("process", "field-process-code", "i.process_code", false),
        column("gemensam", "field-common", "", false),
        column("lage", "field-state", "i.state", false),
        column("oversyn", "field-next-review", "i.next_review", true),
    ],
    filters: &[
        Filter { name: "enhet", label: "field-unit" },
        Filter { name: "agare", label: "field-owner" },
        Filter { name: "klassning", label: "field-classified" },
        Filter { name: "niva", label: "filter-highest-need" },
        Filter { name: "personuppgifter", label: "field-personal-data" },
        Filter { name: "lage", label: "field-state" },
    ],
    order: "namn",
    tie: "i.id",
};

/// The choices of the filters after unit and owner.
fn choices(page: &PageFrame) -> [Vec<(String, String)>; 4] {
    let pair = |value: &str, word: String| (value.to_owned(), word);
    let classified = [
        ("ingen", Classified::None),
        ("foreslagen", Classified::Proposed),
        ("bekraftad", Classified::Confirmed),
    ];
    let classified = classified.map(|(value, word)| pair(value, page.word("classified", word).into_owned()));
    let level = |n: i64| pair(&n.to_string(), format!("{n}: {}", page.word("level", n.to_string())));
    let mut levels: Vec<_> = [3, 2, 1, 0].map(level).to_vec();
    levels.push(pair("okand", page.t("level-unknown").into_owned()));
    let mut kinds = personal_data(page);
    kinds.push(pair("okant", page.t("choose-unknown").into_owned()));
    [classified.to_vec(), levels, kinds, words(page, "record-state", RecordState::ALL)]
}

async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let mut tx = ctx.read().await?;
    let rows = store::list(&mut tx, &ctx.scope, &query).await?;
    let total = store::count(&mut tx, &ctx.scope, &query).await?;
    let (units, people) = organisation::options(&mut tx, &ctx.scope).await?;
    drop(tx);
    let mut options = vec![units, owner_filter(&page, &people)];
    options.extend(choices(&page));
    let rows = rows.iter().map(|row| line(&page, &query, row)).collect();
    let mut view = query.view(&page, total, rows, options);
    let mut actions = vec![];
    if ctx.may(RegistersWrite) {
        view.owners = people;
        actions.push(("/information/ny".to_owned(), page.t("information-new").into_owned(), "main", "plus"));
    }
    let nothing = Nothing {
        sign: "information",
        heading: page.t("information-nothing").into_owned(),
        why: page.t("information-nothing-why").into_owned(),
    };
    let (heading, lead) = (page.t("nav-information").into_owned(), page.t("information-lead").into_owned());
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

fn classified_cell(page: &PageFrame, word: Classified) -> Cell {
    let kind = match word {
        Classified::None => "none",
        Classified::Proposed => "part",
        Classified::Confirmed => "ok",
    };
    Cell::State(kind, page.word("classified", word).into_owned())
}

fn personal_data_cell(page: &PageFrame, id: Option<&str>) -> Cell {
    let kind = id.and_then(|id| LIBRARY.personal_data_kind(id));
    kind.map_or(Cell::Empty, |kind| Cell::text(either(page.words, &kind.name_sv, &kind.name_en)))
}

fn line(page: &PageFrame, query: &ListQuery, row: &InformationRow) -> ListRow {
    let mut cells = vec![name_cell(page, format!("/information/{}", row.id), &row.name, row.state)];
    for key in LIST.columns.iter().skip(1).map(|column| column.key).filter(|key| query.shows(key)) {
        cells.push(match key {
            "nummer" => Cell::text(&row.external_id),
            "enhet" => Cell::text(&row.unit),
            "agare" => owner_cell(page, row.owner.as_deref()),
            "klassning" => classified_cell(page, row.classified),
            "skyddsbehov" => {
                badges(page, [row.confidentiality, row.integrity, row.availability, row.traceability])
            }
            "personuppgifter" => personal_data_cell(page, row.personal_data.as_deref()),
            "process" => Cell::text(&row.process_code),
            "gemensam" => common_cell(page, row.is_common, row.follows.as_deref()),
            "lage" => word_cell(page, "record-state", Some(row.state.as_str())),
            _ => day_cell(row.next_review),
        });
    }
    ListRow { id: row.id.to_string(), name: row.name.clone(), cells, attention: row.owner.is_none() }
}

fn common_cell(page: &PageFrame, is_common: bool, follows: Option<&str>) -> Cell {
    match follows {
        _ if is_common => Cell::Tag("accent", page.t("information-is-common").into_owned()),
        Some(name) => Cell::text(page.with("information-follows", "name", name)),
        None => Cell::Empty,
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
    let rows: Vec<_> = rows.iter().map(|row| line(&page, &query, row)).collect();
    let workbook = query.workbook(&page, &page.t("nav-information"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "information", format)
}

async fn set_owner(ctx: Ctx, mut form: Form) -> Result {
    let (ids, owner) = owner_choice::<InformationId>(&mut form)?;
    let mut tx = ctx.write().await?;
    require_people(&mut tx, &[Some(owner)]).await?;
    let count = store::set_owner(&mut tx, &ctx.scope, &ids, owner).await?;
    if count < ids.len() {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::OwnersSet).detail("records", count)).await?;
    done("/information", "owners-set")
}

async fn show(ctx: Ctx, Id(id): Id<InformationId>) -> Result {
    let mut tx = ctx.read().await?;
    let set = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let people = organisation::names(&mut tx, set.unit_id, &[set.owner_id]).await?;
    let followed = match set.common_id {
        None => None,
        Some(common) => store::followed(&mut tx, &ctx.scope, common).await?,
    };
    let list = ("/information", "nav-information");
    let mut record = RecordPage::new(&ctx, "information", "kind-information-set", &set.name, list);
    record.lead.clone_from(&set.description);
    offer(&ctx, &mut record, &format!("/information/{id}"), set.state);
    if set.is_common {
        record.tags.push(Cell::Tag("accent", record.page.t("information-is-common").into_owned()));
    }
    record.facts = facts(&record.page, &set, &people, followed);
    record.respond(&ctx, tx, KIND, id).await
}

type Facts = Vec<(String, Vec<(String, Cell)>)>;

fn facts(
    page: &PageFrame,
    set: &Information,
    people: &organisation::Names,
    followed: Option<Followed>,
) -> Facts {
    let label = |key: &str| page.t(key).into_owned();
    let first = vec![
        (label("field-owner"), owner_cell(page, people.person(set.owner_id).as_deref())),
        (label("field-unit"), Cell::text(&people.unit)),
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
    let common = followed.zip(set.common_id).map_or(Cell::Empty, |(common, id)| {
        if common.is_seen {
            Cell::link(format!("/information/{id}"), common.name)
        } else {
            Cell::text(common.name)
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
