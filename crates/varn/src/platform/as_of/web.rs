//! The page `/vid-datum`: a register as it was at the end of a day, and as a workbook.

use super::{Picture, Record, end_of, picture, scope};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::form::{Form, Need};
use crate::platform::kinds::KindInfo;
use crate::platform::list::{Cell, export};
use crate::platform::page::{PageFrame, invalid, page};
use crate::platform::permission::Permission::SignedIn;
use crate::platform::routes::Routes;
use askama::Template;
use chrono::NaiveDate;
use varn_documents::Workbook;

/// Records on one page.
const ROWS: usize = 200;

/// The routes of this module.
pub fn routes() -> Routes {
    Routes::default().get("/vid-datum", SignedIn, show).get("/vid-datum/lista.xlsx", SignedIn, xlsx)
}

/// What the address asks for.
struct Question {
    info: &'static KindInfo,
    day: NaiveDate,
    record: String,
    form: Form,
}

/// The question; a day that is none is said beside its field, and then it is about today.
fn question(ctx: &Ctx) -> Result<Question> {
    let mut form = Form::decode(ctx.query.as_bytes());
    let seen = |info: &&'static KindInfo| scope(ctx, info).is_ok();
    let info = match form.value("slag") {
        "" => ctx.app.kinds().iter().find(seen),
        word => ctx.app.kind(word).filter(seen),
    };
    let today = ctx.app.clock().today();
    let day = form.day("dag", Need::May).unwrap_or(today);
    if day > today {
        form.reject("dag", "as-of-not-yet");
    }
    let record = form.value("post").to_owned();
    Ok(Question { info: info.ok_or(Error::NotFound)?, day, record, form })
}

async fn drawn(ctx: &Ctx, frame: &PageFrame, question: &Question) -> Result<Picture> {
    let scope = scope(ctx, question.info)?;
    let mut tx = ctx.read().await?;
    let mut drawn = picture(&ctx.app, &mut tx, frame, question.info, &scope, end_of(question.day)).await?;
    if !question.record.is_empty() {
        drawn.records.retain(|record| record.id.to_string() == question.record);
        drawn.erased = 0;
    }
    Ok(drawn)
}

#[derive(Template)]
#[template(path = "platform/as_of/as_of.html")]
struct AsOfPage {
    page: PageFrame,
    form: Form,
    kinds: Vec<(String, String)>,
    kind: &'static KindInfo,
    day: NaiveDate,
    record: String,
    picture: Picture,
    shown: Vec<Record>,
    more: usize,
    export: String,
}

impl AsOfPage {
    fn counted(&self) -> String {
        self.page.n("as-of-count", self.shown.len() + self.more).into_owned()
    }

    fn more_words(&self) -> String {
        self.page.n("as-of-more", self.more).into_owned()
    }

    fn erased_words(&self) -> String {
        self.page.n("as-of-erased", self.picture.erased).into_owned()
    }
}

async fn show(ctx: Ctx) -> Result {
    let question = question(&ctx)?;
    let frame = ctx.page();
    let mut picture = drawn(&ctx, &frame, &question).await?;
    let more = picture.records.len().saturating_sub(ROWS);
    let shown: Vec<_> = std::mem::take(&mut picture.records).into_iter().take(ROWS).collect();
    let seen = ctx.app.kinds().iter().filter(|info| scope(&ctx, info).is_ok());
    let kinds = seen.map(|info| (info.kind.0.to_owned(), frame.t(info.many).into_owned())).collect();
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("slag", question.info.kind.0).append_pair("dag", &question.day.to_string());
    if !question.record.is_empty() {
        query.append_pair("post", &question.record);
    }
    let view = AsOfPage {
        export: format!("/vid-datum/lista.xlsx?{}", query.finish()),
        kind: question.info,
        day: question.day,
        record: question.record,
        form: question.form,
        kinds,
        picture,
        shown,
        more,
        page: frame,
    };
    if view.form.is_wrong() { invalid(&view) } else { page(&view) }
}

async fn xlsx(ctx: Ctx) -> Result {
    let question = question(&ctx)?;
    let frame = ctx.page();
    let picture = drawn(&ctx, &frame, &question).await?;
    let sheet = picture.sheet(&frame);
    let workbook =
        Workbook { title: sheet.name.clone(), author: None, date: question.day, sheets: vec![sheet] };
    export(&ctx, &workbook, &format!("{}-per-{}", question.info.kind.0, question.day), "xlsx")
}
