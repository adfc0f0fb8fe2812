//! Pages of the overview.

use super::store::{self, GapRow, Narrowed, ObjectRow};
use crate::current_state::controls::store::{self as controls, Tally};
use crate::current_state::controls::words::{area_name, area_options, assessment_path};
use crate::current_state::controls::{ControlKey, Controls, Item, ObjectKind};
use crate::current_state::gaps::model::State;
use crate::current_state::gaps::words;
use crate::knowledge::library::LIBRARY;
use crate::people::organisation::store as organisation;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::list::{
    Action, Cell, Column, Filter, List, ListPage, ListQuery, ListRow, ListView, Nothing, export, grouped,
};
use crate::platform::page::{self, NavItem, PageFrame};
use crate::platform::permission::{Permission::GapsRead, Scope};
use crate::platform::routes::Routes;
use crate::platform::swedish::fold;
use crate::registers::pages::begin;
use askama::Template;

/// The menu entry.
pub const NAV: NavItem =
    NavItem { group: "nav-group-current-state", label: "nav-gaps", href: "/brister", permission: GapsRead };

/// The routes of the overview.
pub(in crate::current_state::gaps) fn routes() -> Routes {
    Routes::default()
        .get("/brister", GapsRead, overview)
        .get("/brister/lista.xlsx", GapsRead, xlsx)
        .get("/brister/lista.csv", GapsRead, csv)
        .get("/brister/objekt", GapsRead, objects)
        .get("/brister/objekt/lista.xlsx", GapsRead, objects_xlsx)
        .get("/brister/objekt/lista.csv", GapsRead, objects_csv)
}

const fn column(key: &'static str, label: &'static str, order: &'static str, shown: bool) -> Column {
    Column { key, label, order, shown }
}

static GAPS: List = List {
    path: "/brister",
    columns: &[
        column("namn", "controls-control", "r.control", true),
        column("objekt", "gaps-object", "o.name_sort", true),
        column("enhet", "field-unit", "u.name_sort", false),
        column("omrade", "field-area", "", false),
        column("lage", "field-state", "r.state", true),
        column("lag", "gaps-duty", "r.duty", false),
        column("ansvarig", "field-responsible", "p.name_sort", true),
        column("klart", "gaps-due", "j.due", false),
        column("poang", "controls-points", "r.points", true),
    ],
    filters: &[
        Filter { name: "lage", label: "field-state" },
        Filter { name: "omrade", label: "field-area" },
        Filter { name: "slag", label: "gaps-object" },
        Filter { name: "enhet", label: "field-unit" },
        Filter { name: "atgard", label: "controls-control" },
    ],
    order: "-poang",
    tie: "o.name_sort, r.object_id, r.control",
};

/// Everything the overview reads.
struct Read {
    controls: Controls,
    rows: Vec<GapRow>,
    narrowed: Narrowed,
}

/// What the area, the control and the search text of a query mean in controls.
fn narrowed(page: &PageFrame, query: &ListQuery, controls: &Controls) -> Narrowed {
    let area = query.filter("omrade");
    let in_area: Option<Vec<ControlKey>> = (!area.is_empty()).then(|| controls.keys_in(area).collect());
    let chosen = query.filter("atgard").parse::<ControlKey>().ok();
    let controls_of = match (in_area, chosen) {
        (Some(keys), Some(chosen)) => Some(keys.into_iter().filter(|key| *key == chosen).collect()),
        (None, Some(chosen)) => Some(vec![chosen]),
        (keys, None) => keys,
    };
    let searched = fold(&query.q);
    let holds = |item: &&Item| !searched.is_empty() && fold(item.name(page.words)).contains(&searched);
    let named = controls.items().iter().filter(holds).map(Item::key).collect();
    Narrowed { controls: controls_of, named }
}

async fn read(ctx: &Ctx, tx: &mut Tx, page: &PageFrame, query: &ListQuery) -> Result<Read> {
    let controls = Controls::new(controls::own_controls(tx).await?);
    let narrowed = narrowed(page, query, &controls);
    let rows = store::gaps(tx, &ctx.scope, query, &narrowed, ctx.app.clock().today()).await?;
    Ok(Read { controls, rows, narrowed })
}

/// How an area stands: parts of a bar in per cent, and the same in words.
struct AreaBar {
    href: String,
    title: String,
    /// Fill, start, width.
    parts: Vec<(&'static str, u64, u64)>,
    words: String,
}

/// A key figure: value, what it counts, what it means, where its rows are.
struct Figure {
    value: String,
    what: String,
    means: String,
    href: String,
}

#[derive(Template)]
#[template(path = "current_state/gaps/overview/overview.html")]
struct OverviewPage {
    page: PageFrame,
    actions: Vec<Action>,
    figures: Vec<Figure>,
    bars: Vec<AreaBar>,
    list: ListView,
}

async fn overview(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&GAPS, &ctx.query);
    let (page, today) = (ctx.page(), ctx.app.clock().today());
    let mut tx = ctx.read().await?;
    let Read { controls, rows, narrowed } = read(&ctx, &mut tx, &page, &query).await?;
    let total = store::count_gaps(&mut tx, &ctx.scope, &query, &narrowed, today).await?;
    let tallies = controls::tallies(&mut tx, &ctx.scope, today).await?;
    let (units, _) = organisation::options(&mut tx, &ctx.scope).await?;
    drop(tx);
    let options = vec![
        State::ALL
            .iter()
            .map(|state| (state.to_string(), page.word("control-state", state).into_owned()))
            .collect(),
        area_options(&page),
        kinds(&page),
        units,
        controls
            .items()
            .iter()
            .map(|item| (item.key().to_string(), item.name(page.words).to_owned()))
            .collect(),
    ];
    let rows = rows.iter().map(|row| line(&page, &query, &controls, row)).collect();
    let action = |href: &str, key: &str, kind, sign| (href.to_owned(), page.t(key).into_owned(), kind, sign);
    let mut actions = vec![
        action("/brister/objekt", "gaps-objects", "", "system"),
        action("/avvikelser", "deviations-heading", "", "gap"),
    ];
    // What holds for the whole organisation is there only for who answers for the whole.
    if ctx.scope == Scope::All {
        actions.insert(0, action("/brister/organisation", "gaps-judge-organisation", "main", "control"));
    }
    page::page(&OverviewPage {
        actions,
        figures: figures(&page, &tallies),
        bars: bars(&page, &controls, &tallies),
        list: query.view(&page, total, rows, options),
        page,
    })
}

fn kinds(page: &PageFrame) -> Vec<(String, String)> {
    let word = |kind: &ObjectKind| (kind.to_string(), page.word("control-object", kind).into_owned());
    ObjectKind::ALL.iter().map(word).collect()
}

fn sum<'a>(tallies: impl IntoIterator<Item = &'a Tally>, states: &[State]) -> i64 {
    let of = |tally: &&Tally| states.iter().any(|state| state.as_str() == tally.state);
    tallies.into_iter().filter(of).map(|tally| tally.number).sum()
}

const JUDGED: [State; 3] = [State::Fulfilled, State::Deficient, State::Missing];
const UNJUDGED: [State; 2] = [State::NotJudged, State::Begun];

fn figures(page: &PageFrame, tallies: &[Tally]) -> Vec<Figure> {
    let (judged, unjudged) = (sum(tallies, &JUDGED), sum(tallies, &UNJUDGED));
    let required = judged + unjudged;
    let share = if required == 0 { 0 } else { judged * 100 / required };
    let figure = |number: i64, key: &str, href: &str| Figure {
        value: grouped(number),
        what: page.t(&format!("gaps-figure-{key}")).into_owned(),
        means: page.n(&format!("gaps-figure-{key}-means"), number).into_owned(),
        href: href.to_owned(),
    };
    let progress = Figure {
        value: page.with("gaps-share", "share", share).into_owned(),
        what: page
            .with2("gaps-figure-judged", "judged", grouped(judged), "required", grouped(required))
            .into_owned(),
        means: page.n("gaps-figure-judged-means", unjudged).into_owned(),
        href: "/brister/objekt".to_owned(),
    };
    vec![
        progress,
        figure(sum(tallies, &[State::Missing]), "missing", "/brister?lage=missing"),
        figure(sum(tallies, &[State::Deficient]), "deficient", "/brister?lage=deficient"),
        figure(sum(tallies, &[State::Undecided]), "undecided", "/brister?lage=undecided"),
    ]
}

/// A bar for each area that asks for anything.
fn bars(page: &PageFrame, controls: &Controls, tallies: &[Tally]) -> Vec<AreaBar> {
    let mut bars = Vec::new();
    for area in LIBRARY.areas.iter().map(|area| area.id.as_str()).chain([""]) {
        let of = |tally: &&Tally| controls.item(&tally.control).is_some_and(|item| item.area() == area);
        let tallies: Vec<&Tally> = tallies.iter().filter(of).collect();
        let count = |states: &[State]| sum(tallies.iter().copied(), states);
        let [fulfilled, deficient, missing] = JUDGED.map(|state| count(&[state]));
        let numbers = [fulfilled, deficient, missing, count(&UNJUDGED)];
        let all: i64 = numbers.iter().sum();
        if all == 0 {
            continue;
        }
        let words = ["gaps-bar-fulfilled", "gaps-bar-deficient", "gaps-bar-missing", "gaps-bar-not-judged"];
        let words = words.iter().zip(numbers).filter(|(_, number)| *number > 0);
        let words: Vec<_> = words.map(|(key, number)| page.n(key, number).into_owned()).collect();
        bars.push(AreaBar {
            href: format!("/brister?omrade={area}"),
            title: area_name(page, area),
            parts: parts(numbers),
            words: words.join(", "),
        });
    }
    bars
}

/// Numbers as parts of a hundred that join without a gap.
fn parts(numbers: [i64; 4]) -> Vec<(&'static str, u64, u64)> {
    let all = numbers.iter().sum::<i64>().max(1);
    let mut before = 0;
    let parts = ["ok", "part", "miss", "none"].into_iter().zip(numbers).map(|(fill, number)| {
        let start = before * 100 / all;
        before += number;
        let end = before * 100 / all;
        (fill, start.unsigned_abs(), (end - start).unsigned_abs())
    });
    parts.filter(|(_, _, width)| *width > 0).collect()
}

fn line(page: &PageFrame, query: &ListQuery, controls: &Controls, row: &GapRow) -> ListRow {
    let item = controls.item(&row.control);
    let name = item.map_or_else(|| row.control.to_string(), |item| item.name(page.words).to_owned());
    let href = format!("{}#{}", assessment_path(row.kind, row.object_id), row.control);
    let mut cells = vec![Cell::Link(href, name.clone(), item.map_or("", Item::consequence).to_owned())];
    for key in GAPS.columns.iter().skip(1).map(|column| column.key).filter(|key| query.shows(key)) {
        cells.push(match key {
            "objekt" => {
                let kind = page.word("control-object", row.kind).into_owned();
                Cell::Link(assessment_path(row.kind, row.object_id), row.object.clone(), kind)
            }
            "enhet" => Cell::text(&row.unit),
            "omrade" => Cell::text(area_name(page, item.map_or("", Item::area))),
            "lage" => words::state(page, row.state),
            "lag" => Cell::text(if row.duty { page.t("word-yes") } else { page.t("word-no") }),
            "ansvarig" => Cell::text(row.responsible.clone().unwrap_or_default()),
            "klart" => Cell::Short(row.due.clone().unwrap_or_default()),
            _ => row.points.map_or(Cell::Empty, Cell::Number),
        });
    }
    ListRow { id: format!("{}-{}", row.object_id, row.control), name, cells, attention: false }
}

async fn xlsx(ctx: Ctx) -> Result {
    exported(&ctx, "xlsx").await
}

async fn csv(ctx: Ctx) -> Result {
    exported(&ctx, "csv").await
}

async fn exported(ctx: &Ctx, format: &str) -> Result {
    let query = ListQuery::parse(&GAPS, &ctx.query).for_export();
    let page = ctx.page();
    let Read { controls, rows, .. } = read(ctx, &mut ctx.read().await?, &page, &query).await?;
    let rows: Vec<_> = rows.iter().map(|row| line(&page, &query, &controls, row)).collect();
    let workbook = query.workbook(&page, &page.t("nav-gaps"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "brister", format)
}

static OBJECTS: List = List {
    path: "/brister/objekt",
    columns: &[
        column("namn", "field-name", "o.name_sort", true),
        column("slag", "gaps-object", "o.kind", true),
        column("enhet", "field-unit", "u.name_sort", true),
        column("kravs", "gaps-required", "c.required", true),
        column("obedomt", "gaps-not-judged", "c.unjudged", true),
        column("uppfyllt", "gaps-fulfilled", "c.fulfilled", true),
        column("brister", "gaps-deficient", "c.deficient", true),
        column("saknas", "gaps-missing", "c.missing", true),
        column("oavgjort", "gaps-undecided", "c.undecided", false),
        column("poang", "controls-points", "c.points", true),
    ],
    filters: &[Filter { name: "slag", label: "gaps-object" }, Filter { name: "enhet", label: "field-unit" }],
    order: "-poang",
    tie: "o.name_sort, o.id",
};

async fn objects(ctx: Ctx) -> Result {
    let query = ListQuery::parse(&OBJECTS, &ctx.query);
    let (page, today) = (ctx.page(), ctx.app.clock().today());
    let mut tx = ctx.read().await?;
    let rows = store::objects(&mut tx, &ctx.scope, &query, today).await?;
    let total = store::count_objects(&mut tx, &ctx.scope, &query, today).await?;
    let (units, _) = organisation::options(&mut tx, &ctx.scope).await?;
    drop(tx);
    let rows = rows.iter().map(|row| object_line(&page, &query, row)).collect();
    let mut actions = Vec::new();
    if total == 0 && !query.is_narrowed() {
        begin(&ctx, &mut actions, ("/forslag/system", "registers-begin-proposals"));
    }
    ListPage {
        heading: page.t("gaps-objects").into_owned(),
        lead: page.t("gaps-objects-lead").into_owned(),
        actions,
        list: query.view(&page, total, rows, vec![kinds(&page), units]),
        nothing: Nothing {
            sign: "control",
            heading: page.t("gaps-objects-nothing").into_owned(),
            why: page.t("gaps-objects-nothing-why").into_owned(),
        },
        page,
    }
    .response()
}

fn object_line(page: &PageFrame, query: &ListQuery, row: &ObjectRow) -> ListRow {
    let mut cells = vec![Cell::link(assessment_path(row.kind, row.id), &row.name)];
    for key in OBJECTS.columns.iter().skip(1).map(|column| column.key).filter(|key| query.shows(key)) {
        cells.push(match key {
            "slag" => Cell::text(page.word("control-object", row.kind)),
            "enhet" => Cell::text(&row.unit),
            "kravs" => Cell::Number(row.required),
            "obedomt" => Cell::Number(row.unjudged),
            "uppfyllt" => Cell::Number(row.fulfilled),
            "brister" => Cell::Number(row.deficient),
            "saknas" => Cell::Number(row.missing),
            "oavgjort" => Cell::Number(row.undecided),
            _ => Cell::Number(row.points),
        });
    }
    ListRow { id: row.id.to_string(), name: row.name.clone(), cells, attention: false }
}

async fn objects_xlsx(ctx: Ctx) -> Result {
    objects_exported(&ctx, "xlsx").await
}

async fn objects_csv(ctx: Ctx) -> Result {
    objects_exported(&ctx, "csv").await
}

async fn objects_exported(ctx: &Ctx, format: &str) -> Result {
    let query = ListQuery::parse(&OBJECTS, &ctx.query).for_export();
    let (page, today) = (ctx.page(), ctx.app.clock().today());
    let rows = store::objects(&mut ctx.read().await?, &ctx.scope, &query, today).await?;
    let rows: Vec<_> = rows.iter().map(|row| object_line(&page, &query, row)).collect();
    let workbook = query.workbook(&page, &page.t("gaps-objects"), &rows, today);
    export(ctx, &workbook, "krav-per-objekt", format)
}

#[cfg(test)]
mod tests {
    use super::parts;
    use proptest::prelude::*;

    proptest! {
        /// The parts of a bar follow each other and never reach beyond it.
        #[test]
        fn the_parts_of_a_bar_join(numbers in prop::array::uniform4(0..5_000_i64)) {
            let mut at = 0;
            for (_, start, width) in parts(numbers) {
                prop_assert!(start >= at);
                at = start + width;
            }
            prop_assert!(at <= 100);
            prop_assert!(numbers.iter().sum::<i64>() == 0 || at == 100);
        }
    }
}
