//! Routes and the page of an object.

use super::load::{Loaded, People, Place};
use super::view::{Counted, Open, PARTS, Section, View};
use super::{inherit, judge};
use crate::current_state::controls::words::record_path;
use crate::current_state::controls::{ObjectKind, Subject};
use crate::current_state::gaps::deviations;
use crate::current_state::gaps::model::{Deficiency, Exists, Works};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::list::Cell;
use crate::platform::page::{self, PageFrame};
use crate::platform::permission::Permission::{GapsRead, GapsWrite};
use crate::platform::routes::Routes;
use crate::registers::levels::badges;
use askama::Template;

/// The routes of every kind of object.
pub(in crate::current_state::gaps) fn routes() -> Routes {
    Routes::default()
        .get("/brister/organisation", GapsRead, show)
        .post("/brister/organisation/valj", GapsWrite, inherit::choose)
        .get("/brister/organisation/{control}", GapsWrite, judge::edit)
        .post("/brister/organisation/{control}", GapsWrite, judge::update)
        .post("/brister/organisation/{control}/valj-bort", GapsWrite, inherit::drop_choice)
        .get("/brister/organisation/{control}/avvikelse", GapsWrite, deviations::new)
        .post("/brister/organisation/{control}/avvikelse", GapsWrite, deviations::create)
        .get("/brister/system/{id}", GapsRead, show)
        .post("/brister/system/{id}/valj", GapsWrite, inherit::choose)
        .post("/brister/system/{id}/arv", GapsWrite, inherit::accept)
        .get("/brister/system/{id}/{control}", GapsWrite, judge::edit)
        .post("/brister/system/{id}/{control}", GapsWrite, judge::update)
        .post("/brister/system/{id}/{control}/eget", GapsWrite, inherit::leave)
        .post("/brister/system/{id}/{control}/valj-bort", GapsWrite, inherit::drop_choice)
        .get("/brister/system/{id}/{control}/avvikelse", GapsWrite, deviations::new)
        .post("/brister/system/{id}/{control}/avvikelse", GapsWrite, deviations::create)
        .get("/brister/leverantor/{id}", GapsRead, show)
        .post("/brister/leverantor/{id}/valj", GapsWrite, inherit::choose)
        .post("/brister/leverantor/{id}/arv", GapsWrite, inherit::accept)
        .get("/brister/leverantor/{id}/{control}", GapsWrite, judge::edit)
        .post("/brister/leverantor/{id}/{control}", GapsWrite, judge::update)
        .post("/brister/leverantor/{id}/{control}/eget", GapsWrite, inherit::leave)
        .post("/brister/leverantor/{id}/{control}/valj-bort", GapsWrite, inherit::drop_choice)
        .get("/brister/leverantor/{id}/{control}/avvikelse", GapsWrite, deviations::new)
        .post("/brister/leverantor/{id}/{control}/avvikelse", GapsWrite, deviations::create)
}

/// The words of the three judgements, as options.
struct Words {
    exists: Vec<(String, String)>,
    works: Vec<(String, String)>,
    deficiency: Vec<(String, String)>,
}

impl Words {
    fn new(page: &PageFrame) -> Self {
        Self {
            exists: options(page, "exists", Exists::ALL),
            works: options(page, "works", Works::ALL),
            deficiency: options(page, "deficiency", Deficiency::ALL),
        }
    }
}

/// The words of a closed set as options.
pub(super) fn options<T: Copy + AsRef<str>>(
    page: &PageFrame,
    family: &str,
    all: &[T],
) -> Vec<(String, String)> {
    all.iter().map(|word| (word.as_ref().to_owned(), page.word(family, word).into_owned())).collect()
}

#[derive(Template)]
#[template(path = "current_state/gaps/assessment/show.html")]
struct AssessmentPage {
    page: PageFrame,
    path: String,
    heading: String,
    kind: String,
    sign: &'static str,
    need: Cell,
    record: (String, String),
    counted: Counted,
    judged_words: String,
    consequence: String,
    tabs: Vec<(String, String, String, bool)>,
    sections: Vec<Section>,
    open: Vec<Open>,
    open_words: String,
    first: (String, String),
    choices: Vec<(String, String)>,
    people: Vec<String>,
    words: Words,
    may_write: bool,
    query: String,
}

async fn show(ctx: Ctx, place: Place) -> Result {
    let mut tx = ctx.read().await?;
    let loaded = Loaded::read(&ctx, &mut tx, place).await?;
    let people = People::read(&ctx, &mut tx).await?;
    drop(tx);
    let page = ctx.page();
    let part = part(&ctx.query);
    let query = if part.is_empty() { String::new() } else { format!("?visa={part}") };
    let view = View { page: &page, loaded: &loaded, place, people: &people, query: &query };
    let (rows, open) = (view.rows(), view.open());
    let counted = View::counted(&rows);
    let choices = view.choices(&rows);
    let (record, first) = (record(&page, &loaded.subject), view.record());
    let words = page.words.with(
        "gaps-judged-of",
        &[("judged", &counted.judged.to_string()), ("required", &counted.required.to_string())],
    );
    page::page(&AssessmentPage {
        path: place.path(),
        heading: heading(&page, &loaded.subject),
        kind: page.word("control-object", place.kind).into_owned(),
        sign: sign(place.kind),
        need: badges(&page, loaded.subject.levels()),
        record,
        judged_words: words.into_owned(),
        consequence: consequence(&page, &counted),
        tabs: tabs(&page, place, &counted, part),
        sections: view.sections(rows, part),
        open_words: page.n("gaps-open-lead", open.len()).into_owned(),
        open: if part.is_empty() { open } else { Vec::new() },
        first,
        choices,
        people: people.labels(),
        words: Words::new(&page),
        may_write: ctx.may(GapsWrite),
        query,
        counted,
        page,
    })
}

/// The part of the page that the address asks for, or "" for all of it.
pub(super) fn part(query: &str) -> &'static str {
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "visa");
    let asked = asked.map(|(_, value)| value.into_owned()).unwrap_or_default();
    PARTS.iter().find(|(word, _)| *word == asked).map_or("", |(word, _)| word)
}

pub(super) fn heading(page: &PageFrame, subject: &Subject) -> String {
    page.with("gaps-heading-of", "name", &subject.name).into_owned()
}

const fn sign(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Organisation => "building",
        ObjectKind::System => "system",
        ObjectKind::Supplier => "supplier",
    }
}

fn record(page: &PageFrame, subject: &Subject) -> (String, String) {
    let words = page.with("gaps-to-record", "name", &subject.name).into_owned();
    (record_path(subject.kind, subject.id), words)
}

fn consequence(page: &PageFrame, counted: &Counted) -> String {
    match counted.parts {
        _ if counted.required == 0 => page.t("gaps-nothing-required").into_owned(),
        [_, 0, _, _] if counted.judged == 0 => page.t("gaps-nothing-judged").into_owned(),
        [_, lacking, _, _] => page.n("gaps-lacking", lacking).into_owned(),
    }
}

fn tabs(
    page: &PageFrame,
    place: Place,
    counted: &Counted,
    part: &str,
) -> Vec<(String, String, String, bool)> {
    let path = place.path();
    let all = counted.required + counted.parts[3];
    let mut tabs =
        vec![(path.clone(), page.t("gaps-part-all").into_owned(), all.to_string(), part.is_empty())];
    tabs.extend(PARTS.iter().zip(counted.parts).map(|((word, _), number)| {
        let words = page.word("gaps-part", word).into_owned();
        (format!("{path}?visa={word}"), words, number.to_string(), *word == part)
    }));
    tabs
}
