//! The page `/vid-datum`: a register as it was at the end of a day, and as a workbook.

use super::{Picture, Record, Subject, end_of, picture};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::form::{Form, Need};
use crate::platform::list::{Cell, export};
use crate::platform::page::{NavItem, PageFrame, invalid, page};
use crate::platform::permission::Permission::{RegistersRead, SignedIn};
use crate::platform::routes::Routes;
use askama::Template;
use chrono::NaiveDate;
use varn_documents::Workbook;

/// Records on one page.
const ROWS: usize = 200;

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-as-of",
    href: "/vid-datum",
    permission: RegistersRead,
};

/// The routes of this module.
pub fn routes() -> Routes {
    Routes::default().get("/vid-datum", SignedIn, show).get("/vid-datum/lista.xlsx", SignedIn, xlsx)
}

/// What the address asks for.
struct Question {
    subject: Subject,
    day: NaiveDate,
    record: String,
    form: Form,
}

/// The question; a day that is none is said beside its field, and then it is about today.
fn question(ctx: &Ctx) -> Result<Question> {
    let mut form = Form::decode(ctx.query.as_bytes());
    let seen = |subject: &Subject| subject.scope(ctx).is_ok();
    let subject = match form.value("slag") {
        "" => Subject::all(&ctx.app).find(seen),
        word => Subject::of(&ctx.app, word).filter(seen),
    };
    let today = ctx.app.clock().today();
    let day = form.day("dag", Need::May).unwrap_or(today);
    if day > today {
        form.reject("dag", "as-of-not-yet");
    }
    let record = form.value("post").to_owned();
    Ok(Question { subject: subject.ok_or(Error::NotFound)?, day, record, form })
}

async fn drawn(ctx: &Ctx, frame: &PageFrame, question: &Question) -> Result<Picture> {
    let scope = question.subject.scope(ctx)?;
    let mut tx = ctx.read().await?;
    let mut drawn = picture(&ctx.app, &mut tx, frame, question.subject, &scope, end_of(question.day)).await?;
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
    subject: Subject,
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
    let seen = Subject::all(&ctx.app).filter(|subject| subject.scope(&ctx).is_ok());
    let kinds = seen.map(|one| (one.kind().0.to_owned(), frame.t(one.many()).into_owned())).collect();
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("slag", question.subject.kind().0).append_pair("dag", &question.day.to_string());
    if !question.record.is_empty() {
        query.append_pair("post", &question.record);
    }
    let view = AsOfPage {
        export: format!("/vid-datum/lista.xlsx?{}", query.finish()),
        subject: question.subject,
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
    export(&ctx, &workbook, &format!("{}-per-{}", question.subject.kind().0, question.day), "xlsx")
}
