//! Looking at a record again: that it still holds, with a sentence why and a new day. The form stands as a panel on
//! every record; each register has the route and writes its own table.

use crate::platform::ctx::Ctx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::error::Result;
use crate::platform::form::{Form, Need};
use crate::platform::page::PageFrame;
use crate::platform::panel::PanelView;
use crate::platform::permission::Permission::RegistersWrite;
use askama::Template;
use chrono::{Months, NaiveDate};
use uuid::Uuid;

/// What was said at a review.
#[derive(Clone, Debug)]
pub struct Reviewed {
    /// Why it still holds.
    pub why: String,
    /// When to look at it again.
    pub next: NaiveDate,
}

/// The day a year from now, which the form proposes.
fn in_a_year(ctx: &Ctx) -> NaiveDate {
    let today = ctx.app.clock().today();
    today.checked_add_months(Months::new(12)).unwrap_or(today)
}

/// What was typed; the next review lies ahead.
pub fn read(ctx: &Ctx, form: &mut Form) -> Option<Reviewed> {
    let why = form.text("review_why", 1000, Need::Must);
    let next = form.day("next_review", Need::Must);
    if next.is_some_and(|day| day <= ctx.app.clock().today()) {
        form.reject("next_review", "review-not-ahead");
    }
    next.filter(|_| !form.is_wrong()).map(|next| Reviewed { why, next })
}

/// The same form on a page of its own, with what was wrong.
pub fn page(ctx: &Ctx, form: Form, address: &str, name: &str) -> Result {
    let page = ctx.page();
    EditPage {
        heading: page.t("review-heading").into_owned(),
        lead: page.t("review-lead").into_owned(),
        back: (address.to_owned(), name.to_owned()),
        action: format!("{address}/oversyn"),
        save: page.t("review-save").into_owned(),
        groups: vec![(
            String::new(),
            vec![
                Field::new(&page, "review_why", Control::Text).must(),
                Field::new(&page, "next_review", Control::Day).must(),
            ],
        )],
        form,
        page,
    }
    .response()
}

#[derive(Template)]
#[template(path = "registers/review.html")]
struct ReviewPanel {
    page: PageFrame,
    action: String,
    form: Form,
}

/// The panel of a record whose address is `path` and its id. No statement.
pub fn panel(ctx: &Ctx, path: &str, id: Uuid) -> Result<Option<PanelView>> {
    if !ctx.may(RegistersWrite) {
        return Ok(None);
    }
    let page = ctx.page();
    let title = page.t("review-heading").into_owned();
    let form = Form::filled([("next_review", in_a_year(ctx).to_string())]);
    let html = ReviewPanel { page, action: format!("{path}/{id}/oversyn"), form }.render()?;
    Ok(Some(PanelView { anchor: "oversyn", title, html }))
}
