//! Pages of the register of processings, and its export with the columns of article 30.1.

use super::KIND;
use super::form::{filled, page as form_page, read};
use super::model::{Processing, ProcessingId, in_one_line, legal_basis_words, spoken};
use super::store::{self, ProcessingRow};
use crate::knowledge::library::{LIBRARY, either};
use crate::people::accounts::store as accounts;
use crate::people::organisation::{PersonId, choices, store as organisation};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::list::{Cell, Column, Filter, List, ListPage, ListQuery, ListRow, Nothing, export};
use crate::platform::page::{NavItem, PageFrame, done};
use crate::platform::panel::{Panel, PanelView};
use crate::platform::permission::Permission::{RegistersRead, RegistersWrite};
use crate::platform::permission::Role;
use crate::platform::record::RecordPage;
use crate::platform::routes::Routes;
use crate::registers::pages::begin;
use crate::registers::pages::offer;
use crate::registers::removal::{self, Leaving};
use crate::registers::{RecordState, require_unit, review, yes_no, yes_no_word};
use askama::Template;

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-processings",
    href: "/behandlingar",
    permission: RegistersRead,
};

/// That a processing still holds, on its page.
pub const REVIEW: Panel = Panel {
    on: Some(KIND),
    show: |ctx, _, id| Box::pin(async move { review::panel(ctx, "/behandlingar", id) }),
};

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/behandlingar", RegistersRead, list)
        .get("/behandlingar/lista.xlsx", RegistersRead, xlsx)
        .get("/behandlingar/lista.csv", RegistersRead, csv)
        .post("/behandlingar/agare", RegistersWrite, set_owner)
        .get("/behandlingar/ny", RegistersWrite, new)
        .post("/behandlingar/ny", RegistersWrite, create)
        .get("/behandlingar/{id}", RegistersRead, show)
        .get("/behandlingar/{id}/andra", RegistersWrite, edit)
        .post("/behandlingar/{id}/andra", RegistersWrite, update)
        .post("/behandlingar/{id}/bekrafta", RegistersWrite, confirm)
        .post("/behandlingar/{id}/oversyn", RegistersWrite, reviewed)
        .get("/behandlingar/{id}/ta-bort", RegistersWrite, ask_remove)
        .post("/behandlingar/{id}/ta-bort", RegistersWrite, remove)
}

const fn column(key: &'static str, label: &'static str, order: &'static str, shown: bool) -> Column {
    Column { key, label, order, shown }
}

const FILTERS: &[Filter] = &[
    Filter { name: "ansvarig", label: "field-controller" },
    Filter { name: "enhet", label: "field-unit" },
    Filter { name: "agare", label: "field-owner" },
    Filter { name: "grund", label: "field-legal-basis" },
    Filter { name: "kansliga", label: "field-sensitive" },
    Filter { name: "tredjeland", label: "field-third-country" },
    Filter { name: "lage", label: "field-state" },
];

static LIST: List = List {
    path: "/behandlingar",
    columns: &[
        column("namn", "field-name", "r.name_sort", true),
        column("nummer", "field-external-id", "r.external_id", false),
        column("ansvarig", "field-controller", "a.name_sort", true),
        column("enhet", "field-unit", "u.name_sort", false),
        column("agare", "field-owner", "p.name_sort", true),
        column("andamal", "field-purpose", "", false),
        column("grund", "field-legal-basis", "r.legal_basis", true),
        column("registrerade", "field-data-subjects", "", false),
        column("uppgifter", "field-data-categories", "", false),
        column("kansliga", "field-sensitive", "r.sensitive", true),
        column("mottagare", "field-recipients", "", false),
        column("tredjeland", "field-third-country", "r.third_country", true),
        column("bevaras", "field-retention", "", false),
        column("skydd", "field-security-measures", "", false),
        column("bitrade", "field-processor", "r.processor", false),
        column("avtal", "field-processor-agreement", "r.processor_agreement", false),
        column("fullstandig", "processings-article-30", "", true),
        column("uppdaterad", "field-updated-on", "r.updated_on", false),
        column("lage", "field-state", "r.state", false),
        column("oversyn", "field-next-review", "r.next_review", false),
    ],
    filters: FILTERS,
    order: "namn",
    tie: "r.id",
};

/// The register as article 30.1 has it, point by point: what is handed to the supervisory authority.
static ARTICLE_30: List = List {
    path: "/behandlingar",
    columns: &[
        column("namn", "processings-column-name", "r.name_sort", true),
        column("ansvarig", "processings-column-controller", "a.name_sort", true),
        column("ombud", "processings-column-officer", "", true),
        column("andamal", "processings-column-purpose", "", true),
        column("registrerade", "processings-column-subjects", "", true),
        column("uppgifter", "processings-column-categories", "", true),
        column("mottagare", "processings-column-recipients", "", true),
        column("overforing", "processings-column-transfer", "", true),
        column("bevaras", "processings-column-retention", "", true),
        column("skydd", "processings-column-security", "", true),
        column("grund", "field-legal-basis", "r.legal_basis", true),
        column("kansliga", "field-sensitive", "", true),
        column("bitrade", "field-processor", "", true),
        column("avtal", "field-processor-agreement", "", true),
        column("agare", "field-owner", "p.name_sort", true),
        column("enhet", "field-unit", "u.name_sort", true),
        column("nummer", "field-external-id", "r.external_id", true),
        column("uppdaterad", "field-updated-on", "", true),
    ],
    filters: FILTERS,
    order: "namn",
    tie: "r.id",
};

async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let mut tx = ctx.read().await?;
    let rows = store::list(&mut tx, &ctx.scope, &query).await?;
    let counted = store::count(&mut tx, &ctx.scope, &query).await?;
    let choices = choices::known(&ctx, &mut tx, counted.head).await?;
    drop(tx);
    let rows = rows.iter().map(|row| line(&page, &query, row, "")).collect();
    let mut view = query.view(&page, counted.total, rows, filter_options(&page, &choices));
    let mut actions = vec![];
    if ctx.may(RegistersWrite) {
        view.owners.clone_from(&choices.people);
        let word = page.t("processings-new").into_owned();
        actions.push(("/behandlingar/ny".to_owned(), word, "main", "plus"));
    }
    if counted.total == 0 && !query.is_narrowed() {
        begin(&ctx, &mut actions, ("/forslag/information", "processings-begin-information"));
    }
    let nothing = Nothing {
        sign: "user",
        heading: page.t("processings-nothing").into_owned(),
        why: page.t("processings-nothing-why").into_owned(),
    };
    let (heading, lead) = (page.t("nav-processings").into_owned(), page.t("processings-lead").into_owned());
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

/// The choices of each filter, in the order of `FILTERS`.
fn filter_options(page: &PageFrame, choices: &organisation::Choices) -> Vec<Vec<(String, String)>> {
    let first = |key: &str, word: &str, rest: Vec<(String, String)>| {
        let mut all = vec![(key.to_owned(), page.t(word).into_owned())];
        all.extend(rest);
        all
    };
    let three = || {
        let mut answers = yes_no(page);
        answers.push(("okant".to_owned(), page.t("choose-unknown").into_owned()));
        answers
    };
    let bases = LIBRARY.legal_bases.iter().map(|basis| {
        let name = either(page.words, &basis.name_sv, &basis.name_en);
        (basis.id.clone(), format!("{} {name}", spoken(&basis.id)))
    });
    let states = RecordState::ALL
        .iter()
        .map(|state| (state.to_string(), page.word("record-state", state).into_owned()));
    vec![
        choices.authorities.clone(),
        choices.units.clone(),
        first("ingen", "filter-no-owner", choices.people.clone()),
        first("ingen", "choose-unknown", bases.collect()),
        three(),
        three(),
        states.collect(),
    ]
}

/// A row as it is shown; `officer` is the data protection officer, for the export.
fn line(page: &PageFrame, query: &ListQuery, row: &ProcessingRow, officer: &str) -> ListRow {
    let one = &row.processing;
    let below = match one.state {
        RecordState::Proposed => page.t("record-state-proposed").into_owned(),
        RecordState::Confirmed => String::new(),
    };
    let mut cells = vec![Cell::Link(format!("/behandlingar/{}", one.id), one.name.clone(), below)];
    let keys = query.keys().skip(1);
    cells.extend(keys.map(|key| cell(page, row, key, officer)));
    ListRow { id: one.id.to_string(), name: one.name.clone(), cells, attention: one.owner_id.is_none() }
}

fn cell(page: &PageFrame, row: &ProcessingRow, key: &str, officer: &str) -> Cell {
    let one = &row.processing;
    let answer = |value: Option<bool>| match value {
        None => Cell::Empty,
        Some(_) => Cell::text(page.word("word", yes_no_word(value))),
    };
    match key {
        "nummer" => Cell::text(&one.external_id),
        "ansvarig" => Cell::text(&row.controller),
        "ombud" => Cell::text(officer),
        "enhet" => Cell::text(&row.unit),
        "agare" => match &row.owner {
            Some(owner) => Cell::text(owner),
            None => Cell::State("miss", page.t("owner-missing").into_owned()),
        },
        "andamal" => Cell::text(in_one_line(&one.purpose)),
        "grund" => Cell::text(legal_basis_words(page.words, &one.legal_basis)),
        "registrerade" => Cell::text(in_one_line(&one.data_subjects)),
        "uppgifter" => Cell::text(in_one_line(&one.data_categories)),
        "kansliga" => answer(one.sensitive),
        "mottagare" => Cell::text(in_one_line(&one.recipients)),
        "tredjeland" => answer(one.third_country),
        "overforing" => {
            let parts = [answer(one.third_country).words(), in_one_line(&one.third_country_detail)];
            Cell::text(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": "))
        }
        "bevaras" => Cell::text(in_one_line(&one.retention)),
        "skydd" => Cell::text(in_one_line(&one.security_measures)),
        "bitrade" => Cell::text(&one.processor),
        "avtal" => answer(one.processor_agreement),
        "fullstandig" => completeness(page, one),
        "uppdaterad" => Cell::Short(one.updated_on.clone()),
        "lage" => Cell::text(page.word("record-state", one.state)),
        _ => one.next_review.map_or(Cell::Empty, |day| Cell::Short(day.to_string())),
    }
}

fn completeness(page: &PageFrame, one: &Processing) -> Cell {
    match one.not_stated().len() {
        0 => Cell::State("ok", page.t("processings-complete").into_owned()),
        n => Cell::State(
            "part",
            page.n("processings-not-stated", i64::try_from(n).unwrap_or(i64::MAX)).into_owned(),
        ),
    }
}

async fn xlsx(ctx: Ctx) -> Result {
    exported(&ctx, "xlsx").await
}

async fn csv(ctx: Ctx) -> Result {
    exported(&ctx, "csv").await
}

/// Always every column of article 30.1, whichever the page shows.
async fn exported(ctx: &Ctx, format: &str) -> Result {
    let wish = form_urlencoded::parse(ctx.query.as_bytes()).filter(|(name, _)| name != "kolumn");
    let wish = form_urlencoded::Serializer::new(String::new()).extend_pairs(wish).finish();
    let query = ListQuery::parse(&ARTICLE_30, &wish).for_export();
    let page = ctx.page();
    let mut tx = ctx.read().await?;
    let rows = store::list(&mut tx, &ctx.scope, &query).await?;
    let officers = accounts::with_role(&mut tx, Role::DataProtectionOfficer).await?;
    drop(tx);
    let officer = officers.iter().map(|person| format!("{}, {}", person.name, person.email));
    let officer = officer.collect::<Vec<_>>().join("; ");
    let rows: Vec<_> = rows.iter().map(|row| line(&page, &query, row, &officer)).collect();
    let title = page.t("nav-processings");
    let workbook = query.workbook(&page, &title, &rows, ctx.app.clock().today());
    export(ctx, &workbook, "behandlingar", format)
}

async fn set_owner(ctx: Ctx, mut form: Form) -> Result {
    let ids: Vec<ProcessingId> = form.choices("id");
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
    done("/behandlingar", "owners-set")
}

async fn show(ctx: Ctx, Id(id): Id<ProcessingId>) -> Result {
    let mut tx = ctx.read().await?;
    let row = store::find_row(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let one = &row.processing;
    let list = ("/behandlingar", "nav-processings");
    let mut record = RecordPage::new(&ctx, "user", "kind-processing", &one.name, list);
    record.lead = in_one_line(&one.purpose);
    offer(&ctx, &mut record, &format!("/behandlingar/{id}"), one.state);
    let page = &record.page;
    let word = |key: &str| page.t(key).into_owned();
    record.tags.push(completeness(page, one));
    record.facts = facts(page, &row);
    let panel = Article30 { page: page.clone(), rows: article_30(page, one), open: open_points(page, one) };
    let (title, html) = (word("processings-article-30"), panel.render()?);
    record.panels.push(PanelView { anchor: "artikel-30", title, html });
    record.respond(&ctx, tx, KIND, id).await
}

#[derive(Template)]
#[template(path = "registers/processings/article_30.html")]
struct Article30 {
    page: PageFrame,
    rows: Vec<(String, String)>,
    open: String,
}

/// What stands in the register, in the order of article 30.1 b–g.
fn article_30(page: &PageFrame, one: &Processing) -> Vec<(String, String)> {
    let answer = |value: Option<bool>| match value {
        None => String::new(),
        Some(_) => page.word("word", yes_no_word(value)).into_owned(),
    };
    let mut rows = vec![
        ("field-legal-basis", legal_basis_words(page.words, &one.legal_basis)),
        ("field-data-subjects", one.data_subjects.clone()),
        ("field-data-categories", one.data_categories.clone()),
        ("field-sensitive", answer(one.sensitive)),
        ("field-recipients", one.recipients.clone()),
        ("field-third-country", answer(one.third_country)),
    ];
    if one.third_country == Some(true) || !one.third_country_detail.is_empty() {
        rows.push(("field-third-country-detail", one.third_country_detail.clone()));
    }
    rows.push(("field-retention", one.retention.clone()));
    rows.push(("field-security-measures", one.security_measures.clone()));
    rows.into_iter().map(|(key, text)| (page.t(key).into_owned(), text)).collect()
}

/// The names of what is not stated yet, or "".
fn open_points(page: &PageFrame, one: &Processing) -> String {
    let names = one.not_stated().into_iter().map(|field| page.word("field", field).to_lowercase());
    names.collect::<Vec<_>>().join(", ")
}

fn facts(page: &PageFrame, row: &ProcessingRow) -> Vec<(String, Vec<(String, Cell)>)> {
    let label = |key: &str| page.t(key).into_owned();
    let one = &row.processing;
    let owner = match &row.owner {
        Some(owner) => Cell::text(owner),
        None => Cell::State("miss", label("owner-missing")),
    };
    let agreement = if one.lacks_agreement() {
        let key = if one.processor_agreement == Some(false) {
            "processings-agreement-none"
        } else {
            "processings-agreement-unknown"
        };
        Cell::State(if one.processor_agreement == Some(false) { "miss" } else { "none" }, label(key))
    } else {
        cell(page, row, "avtal", "")
    };
    let first = vec![
        (label("field-controller"), Cell::text(&row.controller)),
        (label("field-owner"), owner),
        (label("field-unit"), Cell::text(&row.unit)),
        (label("field-next-review"), cell(page, row, "oversyn", "")),
    ];
    let second = vec![
        (label("field-processor"), Cell::text(&one.processor)),
        (label("field-processor-agreement"), agreement),
    ];
    let third = vec![
        (label("field-external-id"), Cell::text(&one.external_id)),
        (label("field-updated-on"), Cell::text(&one.updated_on)),
        (label("field-note"), Cell::text(&one.note)),
    ];
    vec![
        (label("facts-responsibility"), first),
        (label("field-processor"), second),
        (label("facts-about"), third),
    ]
}

async fn new(ctx: Ctx) -> Result {
    let options = organisation::options(&mut ctx.read().await?, &ctx.scope).await?;
    form_page(&ctx, Form::default(), None, options).response()
}

async fn create(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let id = tx.new_id();
    let Some(processing) = read(&mut form, Processing::new(id)) else {
        let options = organisation::options(&mut tx, &ctx.scope).await?;
        return form_page(&ctx, form, None, options).response();
    };
    allowed(&ctx, &mut tx, &processing).await?;
    store::insert(&mut tx, &processing).await?;
    ctx.commit(tx, Event::new(EventKind::ProcessingCreated).on(KIND, id)).await?;
    done(&format!("/behandlingar/{id}"), "processing-created")
}

/// The unit must be the actor's to write in, and the owner one of ours.
async fn allowed(ctx: &Ctx, tx: &mut crate::platform::db::Tx, one: &Processing) -> Result<()> {
    require_unit(tx, &ctx.scope, one.unit_id).await?;
    if organisation::know_all(tx, &[one.owner_id]).await? { Ok(()) } else { Err(Error::NotFound) }
}

async fn edit(ctx: Ctx, Id(id): Id<ProcessingId>) -> Result {
    let mut tx = ctx.read().await?;
    let processing = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let options = organisation::options(&mut tx, &ctx.scope).await?;
    form_page(&ctx, filled(&processing), Some(id), options).response()
}

async fn update(ctx: Ctx, Id(id): Id<ProcessingId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let read = read(&mut form, old.clone());
    let Some(processing) = read.filter(|new| new.version == old.version) else {
        let options = organisation::options(&mut tx, &ctx.scope).await?;
        let is_wrong = form.is_wrong();
        let page = form_page(&ctx, form, Some(id), options);
        return if is_wrong { page.response() } else { page.conflict(&filled(&old)) };
    };
    allowed(&ctx, &mut tx, &processing).await?;
    if !store::update(&mut tx, &processing).await? {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::ProcessingUpdated).on(KIND, id)).await?;
    done(&format!("/behandlingar/{id}"), "processing-updated")
}

async fn confirm(ctx: Ctx, Id(id): Id<ProcessingId>) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::update(&mut tx, &Processing { state: RecordState::Confirmed, ..old }).await?;
    ctx.commit(tx, Event::new(EventKind::ProcessingUpdated).on(KIND, id)).await?;
    done(&format!("/behandlingar/{id}"), "record-confirmed")
}

async fn reviewed(ctx: Ctx, Id(id): Id<ProcessingId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let address = format!("/behandlingar/{id}");
    let Some(said) = review::read(&ctx, &mut form) else {
        return review::page(&ctx, form, &address, &old.name);
    };
    let processing = Processing { next_review: Some(said.next), state: RecordState::Confirmed, ..old };
    store::update(&mut tx, &processing).await?;
    ctx.commit(tx, Event::new(EventKind::RecordReviewed).on(KIND, id).why(&said.why)).await?;
    done(&address, "record-reviewed")
}

async fn ask_remove(ctx: Ctx, Id(id): Id<ProcessingId>) -> Result {
    let mut tx = ctx.read().await?;
    let one = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let record = Leaving { address: format!("/behandlingar/{id}"), name: &one.name, hinder: String::new() };
    removal::page(&ctx, tx, id, record).await
}

async fn remove(ctx: Ctx, Id(id): Id<ProcessingId>) -> Result {
    let mut tx = ctx.write().await?;
    store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::remove(&mut tx, id).await?;
    ctx.commit(tx, Event::new(EventKind::ProcessingRemoved).on(KIND, id)).await?;
    done("/behandlingar", "record-removed")
}
