//! Pages of the picture: the state now, the frozen ones, one of them, and two compared.

use super::model::{Content, Measured, PictureId, is_case_number};
use super::store::{self, Picture};
use super::view::View;
use super::{KIND, measure};
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
