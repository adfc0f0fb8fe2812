//! Pages of the picture: the state now, the frozen ones, one of them, and two compared.

use super::model::{AreaState, Content, Controls, Measured, PictureId, is_case_number};
use super::store::{self, Picture};
use super::{KIND, measure};
use crate::knowledge::library::{LIBRARY, either};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::list::grouped;
use crate::platform::page::{NavItem, PageFrame, done, invalid, page};
use crate::platform::permission::Permission::{PicturesRead, PicturesWrite};
use crate::platform::routes::Routes;
use askama::Template;

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-pictures",
    href: "/nulagesbild",
    permission: PicturesRead,
};

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/nulagesbild", PicturesRead, overview)
        .post("/nulagesbild", PicturesWrite, freeze)
        .get("/nulagesbild/jamfor", PicturesRead, compare)
        .get("/nulagesbild/{id}", PicturesRead, show)
}

/// A bar: address, label, share done, share half, words. Shares are per cent.
pub(crate) type BarRow = (String, String, i64, i64, String);

/// The state in the words and numbers of the page.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) figures: Vec<(String, String, String, &'static str)>,
    pub(crate) authorities: Vec<BarRow>,
    pub(crate) areas: Vec<BarRow>,
    pub(crate) levels: Vec<(String, [i64; 4])>,
    pub(crate) worst: Vec<(String, String, String, &'static str, String)>,
}

#[derive(Template)]
#[template(path = "current_state/picture/overview.html")]
struct OverviewPage {
    page: PageFrame,
    view: View,
    pictures: Vec<Picture>,
    form: Form,
    may_freeze: bool,
}

#[derive(Template)]
#[template(path = "current_state/picture/show.html")]
struct ShowPage {
    page: PageFrame,
    picture: Picture,
    view: View,
    earlier: Option<PictureId>,
}

#[derive(Template)]
#[template(path = "current_state/picture/compare.html")]
struct ComparePage {
    page: PageFrame,
    from: Picture,
    to: Picture,
    rows: Vec<(String, i64, i64, String)>,
}

async fn overview(ctx: Ctx) -> Result {
    page(&overview_page(&ctx, Form::default()).await?)
}

async fn overview_page(ctx: &Ctx, form: Form) -> Result<OverviewPage> {
    let mut tx = ctx.read().await?;
    let measured = measure::everything(&mut tx).await?;
    let pictures = store::all(&mut tx).await?;
    drop(tx);
    let frame = ctx.page();
    Ok(OverviewPage {
        view: View::new(&frame, &measured),
        pictures,
        form,
        may_freeze: ctx.may(PicturesWrite),
        page: frame,
    })
}

async fn freeze(ctx: Ctx, mut form: Form) -> Result {
    let name = form.text("name", 120, Need::Must);
    let case_number = form.text("case_number", 30, Need::May);
    if !case_number.is_empty() && !is_case_number(&case_number) {
        form.reject("case_number", "picture-case-number-wrong");
    }
    if form.is_wrong() {
        return invalid(&overview_page(&ctx, form).await?);
    }
    let municipality = ctx.actor()?.municipality.clone();
    let mut tx = ctx.write().await?;
    let id = store::freeze(&mut tx, &municipality, &name, &case_number).await?;
    ctx.commit(tx, Event::new(EventKind::PictureFrozen).on(KIND, id)).await?;
    done(&format!("/nulagesbild/{id}"), "picture-frozen")
}

async fn show(ctx: Ctx, Id(id): Id<PictureId>) -> Result {
    let mut tx = ctx.read().await?;
    let picture = store::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let pictures = store::all(&mut tx).await?;
    drop(tx);
    let content = read(&picture)?;
    let frame = ctx.page();
    let earlier = pictures.iter().find(|other| other.as_of < picture.as_of).map(|other| other.id);
    page(&ShowPage { view: View::new(&frame, &content.measured), picture, earlier, page: frame })
}

/// What was frozen; a picture whose content is not what was frozen is never shown.
pub(crate) fn read(picture: &Picture) -> Result<Content> {
    picture.read().ok_or_else(|| Error::internal(format!("picture {} differs from its checksum", picture.id)))
}

async fn compare(ctx: Ctx) -> Result {
    let query = Form::decode(ctx.query.as_bytes());
    let id = |name: &str| query.value(name).parse::<PictureId>().map_err(|_| Error::NotFound);
    let (first, second) = (id("fran")?, id("till")?);
    let mut tx = ctx.read().await?;
    let from = store::find(&mut tx, first).await?.ok_or(Error::NotFound)?;
    let to = store::find(&mut tx, second).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let frame = ctx.page();
    let rows = compared(&frame, &read(&from)?.measured, &read(&to)?.measured);
    page(&ComparePage { from, to, rows, page: frame })
}

fn compared(page: &PageFrame, from: &Measured, to: &Measured) -> Vec<(String, i64, i64, String)> {
    let numbers = |state: &Measured| {
        let (registers, classified, controls) =
            (&state.open.registers, &state.open.classified, &state.open.controls);
        [
            ("picture-processes", registers.processes),
            ("picture-vital", registers.vital),
            ("picture-information", classified.total),
            ("picture-confirmed", classified.confirmed),
            ("picture-unclassified", classified.unclassified()),
            ("picture-serious-confirmed", classified.serious_confirmed),
            ("picture-systems", registers.systems),
            ("picture-without-owner", registers.without_owner),
            ("picture-required", controls.required),
            ("picture-fulfilled", controls.fulfilled),
            ("picture-deficient", controls.deficient + controls.missing),
            ("picture-not-judged", controls.not_judged),
            ("picture-points", controls.points),
        ]
    };
    let pairs = numbers(from).into_iter().zip(numbers(to));
    pairs
        .map(|((key, before), (_, after))| {
            let change = match after - before {
                0 => page.t("picture-unchanged").into_owned(),
                up if up > 0 => format!("+{}", grouped(up)),
                down => grouped(down),
            };
            (page.t(key).into_owned(), before, after, change)
        })
        .collect()
}

/// Whole per cent, 0 of nothing.
pub(crate) const fn share(part: i64, whole: i64) -> i64 {
    if whole == 0 { 0 } else { part * 100 / whole }
}

impl View {
    pub(crate) fn new(page: &PageFrame, state: &Measured) -> Self {
        let aspects = ["confidentiality", "integrity", "availability", "traceability"];
        let levels = aspects.iter().zip(state.open.classified.levels);
        Self {
            figures: figures(page, state),
            authorities: authorities(page, state),
            areas: state.open.areas.iter().map(|area| area_row(page, area)).collect(),
            levels: levels
                .map(|(aspect, counts)| (page.word("aspect", aspect).into_owned(), counts))
                .collect(),
            worst: state.restricted.worst.iter().take(5).map(|gap| worst(page, gap)).collect(),
        }
    }
}

fn figures(page: &PageFrame, state: &Measured) -> Vec<(String, String, String, &'static str)> {
    let (registers, classified, controls) =
        (&state.open.registers, &state.open.classified, &state.open.controls);
    let text = |key: &str, n: i64| page.n(key, n).into_owned();
    vec![
        (
            grouped(classified.confirmed),
            page.t("picture-figure-confirmed").into_owned(),
            page.words
                .with(
                    "picture-figure-confirmed-why",
                    &[("total", &grouped(classified.total)), ("rest", &grouped(classified.unclassified()))],
                )
                .into_owned(),
            "/information?klassning=bekraftad",
        ),
        (
            grouped(classified.serious - classified.serious_confirmed),
            page.t("picture-figure-serious").into_owned(),
            text("picture-figure-serious-why", classified.serious),
            "/klassning",
        ),
        (
            grouped(registers.without_owner),
            page.t("picture-figure-owner").into_owned(),
            text("picture-figure-owner-why", registers.systems),
            "/system?agare=ingen",
        ),
        (
            grouped(controls.deficient + controls.missing),
            page.t("picture-figure-gaps").into_owned(),
            page.words
                .with(
                    "picture-figure-gaps-why",
                    &[("judged", &grouped(controls.judged())), ("required", &grouped(controls.required))],
                )
                .into_owned(),
            "/brister",
        ),
    ]
}

fn authorities(page: &PageFrame, state: &Measured) -> Vec<BarRow> {
    let rows = state.restricted.authorities.iter().map(|authority| {
        let part = &authority.classified;
        let done = share(part.confirmed, part.total);
        let half = share(part.confirmed + part.proposed, part.total) - done;
        let words = page
            .words
            .with("picture-of", &[("part", &part.confirmed.to_string()), ("total", &part.total.to_string())]);
        (String::new(), authority.name.clone(), done, half, words.into_owned())
    });
    rows.collect()
}

fn area_row(page: &PageFrame, area: &AreaState) -> BarRow {
    let name = LIBRARY
        .area(&area.area)
        .map_or(area.area.as_str(), |known| either(page.words, &known.name_sv, &known.name_en));
    let Controls { required, fulfilled, .. } = area.controls;
    let done = share(fulfilled, required);
    let half = share(fulfilled + area.controls.deficient, required) - done;
    let words =
        page.words.with("picture-of", &[("part", &fulfilled.to_string()), ("total", &required.to_string())]);
    (String::new(), name.to_owned(), done, half, words.into_owned())
}

/// A gap that weighs: address, title, consequence, kind of state and word.
pub(crate) fn worst(
    page: &PageFrame,
    gap: &super::model::WorstGap,
) -> (String, String, String, &'static str, String) {
    let control = LIBRARY.control(&gap.control);
    let name = control
        .map_or(gap.own_title.as_str(), |control| either(page.words, &control.name_sv, &control.name_en));
    let object =
        if gap.object.is_empty() { page.t("picture-whole").into_owned() } else { gap.object.clone() };
    let title = page.words.with("picture-worst", &[("control", name), ("object", &object)]).into_owned();
    let consequence = control.map(|control| control.consequence_sv.clone()).unwrap_or_default();
    let kind = if gap.deficiency == Some(3) { "miss" } else { "part" };
    let word = page.word("deficiency", gap.deficiency.unwrap_or(0).to_string()).into_owned();
    let href = match gap.object_kind.as_str() {
        "system" => format!("/brister/system/{}", gap.object_id),
        "supplier" => format!("/brister/leverantor/{}", gap.object_id),
        _ => "/brister/organisation".to_owned(),
    };
    (href, title, consequence, kind, word)
}
