//! Pages of the catalogue.

use super::catalogue::{Controls, Item};
use super::model::{ControlKey, ObjectKind};
use super::own;
use super::store::{self, Holder, Tally};
use super::words::{
    area_name, area_options, asked_by, assessment_path, control_path, law_name, levels, scopes, state_cell,
};
use crate::knowledge::library::LIBRARY;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::list::{Action, Cell, Column, Filter, List, ListQuery, ListRow, ListView, export};
use crate::platform::page::{self, NavItem, PageFrame};
use crate::platform::permission::Permission::{ControlsRead, GapsRead, ModelWrite};
use crate::platform::record::{self, HistoryLine};
use crate::platform::routes::Routes;
use crate::platform::swedish::fold;
use crate::platform::{history, permission::Scope};
use askama::Template;
use std::collections::HashMap;

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-controls",
    href: "/sakerhetsatgarder",
    permission: ControlsRead,
};

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/sakerhetsatgarder", ControlsRead, list)
        .get("/sakerhetsatgarder/lista.xlsx", ControlsRead, xlsx)
        .get("/sakerhetsatgarder/lista.csv", ControlsRead, csv)
        .get("/sakerhetsatgarder/ny", ModelWrite, own::new)
        .post("/sakerhetsatgarder/ny", ModelWrite, own::create)
        .get("/sakerhetsatgarder/{id}", ControlsRead, show)
        .get("/sakerhetsatgarder/{id}/andra", ModelWrite, own::edit)
        .post("/sakerhetsatgarder/{id}/andra", ModelWrite, own::update)
}

const fn column(key: &'static str, label: &'static str) -> Column {
    Column { key, label, order: "", shown: true }
}

static LIST: List = List {
    path: "/sakerhetsatgarder",
    columns: &[
        column("namn", "field-name"),
        column("nummer", "controls-number"),
        column("omrade", "field-area"),
        column("ar", "controls-is"),
        column("ska", "controls-must"),
        column("kravs", "controls-asked-by"),
        column("galler", "controls-for"),
        column("slag", "controls-kind"),
        column("saknas", "controls-lacking"),
    ],
    filters: &[
        Filter { name: "omrade", label: "field-area" },
        Filter { name: "aspekt", label: "controls-aspect" },
        Filter { name: "lag", label: "controls-law" },
        Filter { name: "kravs", label: "controls-asked-by" },
        Filter { name: "galler", label: "controls-for" },
        Filter { name: "slag", label: "controls-kind" },
    ],
    order: "namn",
    tie: "",
};

const ASPECTS: [&str; 4] = ["confidentiality", "integrity", "availability", "traceability"];
const SCOPES: [&str; 4] = ["organisation", "unit", "system", "supplier"];
const KINDS: [&str; 4] = ["organisational", "people", "physical", "technical"];

fn options(page: &PageFrame) -> Vec<Vec<(String, String)>> {
    let words = |family: &str, words: &[&str]| {
        words.iter().map(|word| ((*word).to_owned(), page.word(family, word).into_owned())).collect()
    };
    vec![
        area_options(page),
        words("aspect", &ASPECTS),
        LIBRARY.laws.iter().map(|law| (law.id.clone(), law_name(page, law))).collect(),
        vec![
            ("baseline".to_owned(), page.t("controls-baseline").into_owned()),
            ("own".to_owned(), page.t("controls-own").into_owned()),
        ],
        words("controls-scope", &SCOPES),
        words("control-kind", &KINDS),
    ]
}

/// Whether the query asks for the control.
fn is_asked(page: &PageFrame, query: &ListQuery, item: &Item) -> bool {
    let control = item.library();
    let is =
        |name: &str, has: &dyn Fn(&str) -> bool| query.filter(name).is_empty() || has(query.filter(name));
    let texts = [item.name(page.words), item.is_text(page.words), &item.number()].map(fold);
    let searched = fold(&query.q);
    (searched.is_empty() || texts.iter().any(|text| text.contains(&searched)))
        && is("omrade", &|area| item.area() == area)
        && is("aspekt", &|aspect| control.is_some_and(|c| c.aspects.iter().any(|one| one.aspect == aspect)))
        && is("lag", &|law| control.is_some_and(|c| c.laws.iter().any(|one| one == law)))
        && is("kravs", &|how| control.map_or(how == "own", |c| how == "baseline" && c.baseline))
        && is("galler", &|scope| control.is_some_and(|c| c.scope.iter().any(|one| one == scope)))
        && is("slag", &|kind| control.is_some_and(|c| c.kind == kind))
}

/// How many objects lack a control or have it with deficiencies; nothing for those who may not see gaps.
type Lacking = HashMap<ControlKey, i64>;

fn gaps_scope(ctx: &Ctx) -> Option<Scope> {
    ctx.visitor.as_ref().and_then(|actor| actor.scope(GapsRead))
}

async fn read(ctx: &Ctx, tx: &mut Tx) -> Result<(Controls, Option<Lacking>)> {
    let controls = Controls::new(store::own_controls(tx).await?);
    let Some(scope) = gaps_scope(ctx) else { return Ok((controls, None)) };
    let tallies = store::tallies(tx, &scope, ctx.app.clock().today()).await?;
    let lacks = |tally: &Tally| matches!(tally.state.as_str(), "missing" | "deficient");
    let mut lacking = Lacking::new();
    for tally in tallies.into_iter().filter(lacks) {
        *lacking.entry(tally.control).or_default() += tally.number;
    }
    Ok((controls, Some(lacking)))
}

/// A control in the list.
struct Line {
    href: String,
    number: String,
    name: String,
    is_text: String,
    asked_by: Cell,
    scopes: String,
    lacking: String,
    gaps_href: String,
}

struct Section {
    id: String,
    title: String,
    question: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "current_state/controls/list.html")]
struct CataloguePage {
    page: PageFrame,
    list: ListView,
    actions: Vec<Action>,
    sections: Vec<Section>,
    shows_lacking: bool,
}

async fn list(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let (controls, lacking) = read(&ctx, &mut ctx.read().await?).await?;
    let chosen: Vec<_> = controls.items().iter().filter(|item| is_asked(&page, &query, item)).collect();
    let total = i64::try_from(chosen.len()).unwrap_or(i64::MAX);
    let mut list = query.view(&page, total, Vec::new(), options(&page));
    list.count = page.n("controls-count", total).into_owned();
    let actions = match ctx.may(ModelWrite) {
        true => {
            vec![("/sakerhetsatgarder/ny".to_owned(), page.t("controls-new").into_owned(), "main", "plus")]
        }
        false => Vec::new(),
    };
    let areas = LIBRARY.areas.iter().map(|area| (area.id.as_str(), area.question_sv.as_str()));
    let sections = areas.chain([("", "")]).map(|(id, question)| Section {
        id: if id.is_empty() { "egna".to_owned() } else { id.to_owned() },
        title: area_name(&page, id),
        question: question.to_owned(),
        lines: (chosen.iter().filter(|item| item.area() == id))
            .map(|item| line(&page, item, lacking.as_ref()))
            .collect(),
    });
    let sections = sections.filter(|section| !section.lines.is_empty()).collect();
    page::page(&CataloguePage { list, actions, sections, shows_lacking: lacking.is_some(), page })
}

fn line(page: &PageFrame, item: &Item, lacking: Option<&Lacking>) -> Line {
    let key = item.key();
    Line {
        href: control_path(&key),
        number: item.number(),
        name: item.name(page.words).to_owned(),
        is_text: item.is_text(page.words).to_owned(),
        asked_by: Cell::several(asked_by(page, item)),
        scopes: scopes(page, item),
        lacking: lacking
            .and_then(|lacking| lacking.get(&key))
            .map(|number| page.n("controls-lacking-n", *number).into_owned())
            .unwrap_or_default(),
        gaps_href: format!("/brister?atgard={key}"),
    }
}

async fn xlsx(ctx: Ctx) -> Result {
    exported(&ctx, "xlsx").await
}

async fn csv(ctx: Ctx) -> Result {
    exported(&ctx, "csv").await
}

async fn exported(ctx: &Ctx, format: &str) -> Result {
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let (controls, lacking) = read(ctx, &mut ctx.read().await?).await?;
    let asked = controls.items().iter().filter(|item| is_asked(&page, &query, item));
    let rows: Vec<_> = asked.map(|item| row(&page, &query, item, lacking.as_ref())).collect();
    let workbook = query.workbook(&page, &page.t("nav-controls"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "sakerhetsatgarder", format)
}

fn row(page: &PageFrame, query: &ListQuery, item: &Item, lacking: Option<&Lacking>) -> ListRow {
    let control = item.library();
    let name = item.name(page.words).to_owned();
    let mut cells = vec![Cell::text(&name)];
    for key in LIST.columns.iter().skip(1).map(|column| column.key).filter(|key| query.shows(key)) {
        cells.push(match key {
            "nummer" => Cell::text(item.number()),
            "omrade" => Cell::text(area_name(page, item.area())),
            "ar" => Cell::text(item.is_text(page.words)),
            "ska" => control.map_or(Cell::Empty, |control| Cell::text(&control.must_sv)),
            "kravs" => Cell::several(asked_by(page, item)),
            "galler" => Cell::text(scopes(page, item)),
            "slag" => control.map_or(Cell::Empty, |c| Cell::text(page.word("control-kind", &c.kind))),
            _ => lacking.map_or(Cell::Empty, |all| Cell::Number(all.get(&item.key()).copied().unwrap_or(0))),
        });
    }
    ListRow { id: item.key().to_string(), name, cells, attention: false }
}

/// A paragraph with its heading.
struct Text {
    title: String,
    text: String,
    /// Whether it stands in Swedish on an English page.
    is_swedish: bool,
    hint: String,
}

#[derive(Template)]
#[template(path = "current_state/controls/show.html")]
struct ControlPage {
    page: PageFrame,
    heading: String,
    lead: String,
    actions: Vec<Action>,
    tags: Vec<Cell>,
    texts: Vec<Text>,
    facts: Vec<(String, Cell)>,
    references: Vec<(String, Cell)>,
    /// Nothing for those who may not see gaps.
    holders: Option<Vec<HolderLine>>,
    holders_count: String,
    history: Vec<HistoryLine>,
}

struct HolderLine {
    href: String,
    name: String,
    kind: String,
    unit: String,
    state: Cell,
    points: String,
}

async fn show(ctx: Ctx, Id(key): Id<ControlKey>) -> Result {
    let mut tx = ctx.read().await?;
    let controls = Controls::new(store::own_controls(&mut tx).await?);
    let named = key.own().and_then(|id| controls.name(id));
    let library = named.and_then(|own| LIBRARY.control(&own.library_ref)).map(Item::Library);
    let item = library.as_ref().or_else(|| controls.item(&key)).ok_or(Error::NotFound)?;
    let today = ctx.app.clock().today();
    let holders = match gaps_scope(&ctx) {
        Some(scope) => Some(store::holders(&mut tx, &scope, &item.key(), today).await?),
        None => None,
    };
    let history = match key.own() {
        Some(id) => history::of_record(&mut tx, super::OWN_CONTROL, id.0, 30).await?,
        None => Vec::new(),
    };
    drop(tx);
    let page = ctx.page();
    let mut actions = Vec::new();
    if key.own().is_some() && ctx.may(ModelWrite) {
        let href = format!("{}/andra", control_path(&key));
        actions.push((href, page.t("record-edit").into_owned(), "", "edit"));
    }
    let lines = |holders: Vec<Holder>| -> Vec<_> {
        holders.into_iter().map(|holder| holder_line(&page, item, holder)).collect()
    };
    let holders = holders.map(lines);
    page::page(&ControlPage {
        heading: named.map_or_else(|| item.name(page.words).to_owned(), |own| own.title.clone()),
        lead: named.map_or("", |own| &own.description).to_owned(),
        actions,
        tags: asked_by(&page, item),
        texts: texts(&page, item),
        facts: facts(&page, item, &controls),
        references: references(&page, item),
        holders_count: page.n("controls-holders-count", holders.as_ref().map_or(0, Vec::len)).into_owned(),
        holders,
        history: record::lines(&page, history),
        page,
    })
}

fn holder_line(page: &PageFrame, item: &Item, holder: Holder) -> HolderLine {
    HolderLine {
        href: format!("{}#{}", assessment_path(holder.kind, holder.id), item.key()),
        name: holder.name,
        kind: page.word("control-object", holder.kind).into_owned(),
        unit: if holder.kind == ObjectKind::Organisation { String::new() } else { holder.unit },
        state: state_cell(page, &holder.state),
        points: holder.points.map(|points| points.to_string()).unwrap_or_default(),
    }
}

fn texts(page: &PageFrame, item: &Item) -> Vec<Text> {
    let english = page.language == "en";
    let mut texts = Vec::new();
    let mut add = |key: &str, text: &str, is_swedish: bool, hint: &str| {
        if !text.is_empty() {
            let hint = if hint.is_empty() { String::new() } else { page.t(hint).into_owned() };
            texts.push(Text { title: page.t(key).into_owned(), text: text.to_owned(), is_swedish, hint });
        }
    };
    add("controls-is", item.is_text(page.words), false, "");
    let must = item.library().map_or("", |control| &control.must_sv);
    add("controls-must", must, english, "controls-must-hint");
    add("controls-consequence", item.consequence(), english, "");
    add("controls-evidence", item.evidence(), english, "");
    texts
}

fn facts(page: &PageFrame, item: &Item, controls: &Controls) -> Vec<(String, Cell)> {
    let label = |key: &str| page.t(key).into_owned();
    let mut facts = vec![
        (label("controls-number"), Cell::text(item.number())),
        (label("field-area"), Cell::text(area_name(page, item.area()))),
        (label("controls-for"), Cell::text(scopes(page, item))),
    ];
    let Some(control) = item.library() else { return facts };
    if control.condition != "always" {
        facts.push((label("controls-condition"), Cell::text(page.word("control-fact", &control.condition))));
    }
    let from: Vec<_> = levels(page, control).map(|(_, words)| Cell::Text(words)).collect();
    facts.push((label("controls-from"), Cell::several(from)));
    facts.push((label("controls-kind"), Cell::text(page.word("control-kind", &control.kind))));
    facts.push((
        label("controls-effort"),
        Cell::text(page.word("control-effort", control.effort.to_lowercase())),
    ));
    facts.push((label("controls-cost"), Cell::text(page.word("control-cost", control.cost.to_string()))));
    let names = controls.names_of(&control.id).map(|own| Cell::link(control_path(&own.key()), &own.title));
    facts.push((label("controls-also-called"), Cell::several(names.collect())));
    facts
}

/// By number only: the texts of standards are not ours to show.
fn references(page: &PageFrame, item: &Item) -> Vec<(String, Cell)> {
    let Some(control) = item.library() else { return Vec::new() };
    let mut references = Vec::new();
    let laws = LIBRARY.laws.iter().filter(|law| control.laws.contains(&law.id)).map(|law| {
        let name = format!("{} ({})", law_name(page, law), law.statute);
        Cell::Text(if law.verified { name } else { format!("{name}, {}", page.t("controls-unverified")) })
    });
    references.push((page.t("controls-law").into_owned(), Cell::several(laws.collect())));
    let points = control.cybersakerhetslagen.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    if !points.is_empty() {
        let words = page.with("controls-cyber-points", "points", points).into_owned();
        references.push((page.t("controls-cyber").into_owned(), Cell::Text(words)));
    }
    if !control.gdpr.is_empty() {
        let words = page.with("controls-gdpr-articles", "articles", control.gdpr.join(", ")).into_owned();
        references.push((page.t("controls-gdpr").into_owned(), Cell::Text(words)));
    }
    references.push((page.t("controls-iso").into_owned(), Cell::text(control.iso27002.join(", "))));
    references
}
