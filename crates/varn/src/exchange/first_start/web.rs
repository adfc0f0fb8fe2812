//! Routes, the page that gathers the questions, and putting them away.

use super::model::{Begun, Question};
use super::{parts, people, place, store};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::page::{NavItem, PageFrame, done, page};
use crate::platform::permission::Permission::{ImportsWrite, OrganisationWrite, PeopleWrite, RegistersWrite};
use crate::platform::permission::Scope;
use crate::platform::routes::Routes;
use askama::Template;

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-settings",
    label: "nav-first-start",
    href: "/borja",
    permission: OrganisationWrite,
};

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/borja", OrganisationWrite, show)
        .get("/borja/kommun", OrganisationWrite, place::show)
        .post("/borja/kommun", OrganisationWrite, place::answer)
        .get("/borja/delar", OrganisationWrite, parts::show)
        .post("/borja/delar", OrganisationWrite, parts::answer)
        .get("/borja/personer", OrganisationWrite, people::show)
        .post("/borja/personer", OrganisationWrite, people::answer)
        .post("/borja/lagg-undan", OrganisationWrite, put_away)
}

/// The questions are about the whole municipality, so a part of it is not enough.
pub(super) async fn load(ctx: &Ctx, tx: &mut Tx) -> Result<Begun> {
    if ctx.scope != Scope::All {
        return Err(Error::Forbidden);
    }
    store::begun(tx).await?.ok_or(Error::NotFound)
}

/// A question as a step: its number, its words, what is answered, and its state.
pub(super) struct Step {
    pub(super) number: usize,
    pub(super) href: String,
    pub(super) name: String,
    pub(super) answer: String,
    pub(super) is_answered: bool,
    pub(super) is_here: bool,
}

/// The questions as steps.
pub(super) fn steps(frame: &PageFrame, begun: &Begun, here: Option<Question>) -> Vec<Step> {
    let step = |question: &Question| {
        let is_answered = begun.is_answered(*question);
        let answer = match question {
            _ if !is_answered => frame.t("first-start-unanswered").into_owned(),
            Question::Place => begun.name.clone(),
            Question::Parts => frame.n("first-start-parts-count", begun.parts).into_owned(),
            Question::People if begun.coordinators == 0 => {
                frame.t("first-start-people-no-coordinator").into_owned()
            }
            Question::People => frame.t("first-start-people-done").into_owned(),
        };
        Step {
            number: question.number(),
            href: question.address(),
            name: frame.word("first-start-step", question).into_owned(),
            answer,
            is_answered,
            is_here: here == Some(*question),
        }
    };
    Question::ALL.iter().map(step).collect()
}

#[derive(Template)]
#[template(path = "exchange/first_start/show.html")]
struct ShowPage {
    page: PageFrame,
    /// Heading and lead.
    head: (String, String),
    steps: Vec<Step>,
    next: Option<Question>,
    /// The word of the button to the next question.
    begin: String,
    /// The way in that is first when every question is answered.
    import_kind: &'static str,
    may_fill: bool,
    may_invite: bool,
    may_put_away: bool,
}

async fn show(ctx: Ctx) -> Result {
    let begun = load(&ctx, &mut ctx.read().await?).await?;
    let frame = ctx.page();
    let is_begun = Question::ALL.iter().any(|question| begun.is_answered(*question));
    let begin = if is_begun { "first-start-continue" } else { "first-start-begin" };
    let (heading, lead) = match begun.next() {
        None => ("first-start-done-heading", "first-start-done-lead"),
        Some(_) => ("first-start-heading", "first-start-lead"),
    };
    page(&ShowPage {
        head: (frame.t(heading).into_owned(), frame.t(lead).into_owned()),
        steps: steps(&frame, &begun, None),
        next: begun.next(),
        begin: frame.t(begin).into_owned(),
        import_kind: if begun.next().is_none() { "main" } else { "" },
        may_fill: ctx.may(ImportsWrite) && ctx.may(RegistersWrite),
        may_invite: ctx.may(PeopleWrite),
        may_put_away: begun.meets(),
        page: frame,
    })
}

async fn put_away(ctx: Ctx) -> Result {
    let mut tx = ctx.write().await?;
    load(&ctx, &mut tx).await?;
    store::put_away(&mut tx).await?;
    ctx.commit(tx, Event::new(EventKind::FirstStartPutAway)).await?;
    done("/", "first-start-put-away")
}
