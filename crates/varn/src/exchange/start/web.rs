//! The page.

use super::model::{Facts, NOT_MEASURED, Standing, State, classification, current_state, share};
use crate::current_state::picture::model::Measured;
use crate::current_state::picture::view::{BarRow, View};
use crate::current_state::picture::{measure, store as pictures};
use crate::exchange::first_start;
use crate::knowledge::library::{EIGHT, either};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::list::grouped;
use crate::platform::page::{NavItem, PageFrame, go, page};
use crate::platform::permission::Permission::{
    self, GapsRead, ImportsWrite, OrganisationWrite, PicturesRead, SignedIn,
};
use crate::platform::permission::Scope;
use crate::platform::routes::Routes;
use crate::platform::tasks::{self, store::TaskRow};
use askama::Template;
use chrono::NaiveDate;

/// The menu entry.
pub const NAV: NavItem =
    NavItem { group: "nav-group-current-state", label: "nav-start", href: "/", permission: SignedIn };

/// How many gaps are shown.
const WORST: i64 = 4;

/// How many of one's tasks are shown.
const TASKS: i64 = 5;

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default().get("/", SignedIn, show)
}

/// A recommendation as shown.
struct Shown {
    number: u8,
    kind: &'static str,
    word: String,
    name: String,
    proof: String,
    next_href: &'static str,
    next_word: String,
    rule: String,
}

#[derive(Template)]
#[template(path = "exchange/start/start.html")]
struct StartPage {
    page: PageFrame,
    lead: String,
    eight: Vec<Shown>,
    worst: Vec<(String, String, String, &'static str, String)>,
    sees_gaps: bool,
    authorities: Vec<BarRow>,
    may_import: bool,
    /// Whether the library is offered: nothing is registered yet.
    may_begin: bool,
    report: Option<String>,
    rules: String,
    tasks: Vec<Waiting>,
}

/// A task of the person's own.
struct Waiting {
    href: String,
    what: String,
    about: String,
    due: String,
    is_late: bool,
}

async fn show(ctx: Ctx) -> Result {
    let whole = |permission: Permission| {
        ctx.visitor.as_ref().and_then(|actor| actor.scope(permission)) == Some(Scope::All)
    };
    let (sees_gaps, sees_picture) = (whole(GapsRead), whole(PicturesRead));
    let mut tx = ctx.read().await?;
    if whole(OrganisationWrite) && first_start::meets(&mut tx).await? {
        return go("/borja");
    }
    let newest = pictures::newest(&mut tx).await?;
    let mut measured = Measured::default();
    measured.open.registers = measure::registers(&mut tx).await?;
    measured.open.controls = measure::controls(&mut tx).await?;
    measured.restricted.authorities = measure::authorities(&mut tx).await?;
    if sees_gaps {
        measured.restricted.worst = measure::worst(&mut tx, WORST).await?;
    }
    let now = tx.now();
    let tasks = tasks::store::first_of(&ctx.app, &mut tx, ctx.actor()?.user, TASKS).await?;
    drop(tx);
    for part in &measured.restricted.authorities {
        measured.open.classified.add(&part.classified);
    }
    let facts = Facts {
        registers: measured.open.registers.clone(),
        classified: measured.open.classified.clone(),
        controls: measured.open.controls.clone(),
        picture_age: newest.as_ref().map(|picture| (now - picture.as_of).num_days()),
    };
    let frame = ctx.page();
    let standings = standings(&facts);
    let frozen = newest
        .as_ref()
        .map(|picture| frame.day(&crate::platform::clock::swedish_day(picture.as_of)))
        .unwrap_or_default();
    let eight =
        standings.iter().zip(1..).map(|(standing, number)| shown(&frame, &facts, &frozen, number, *standing));
    let view = View::new(&frame, &measured);
    let today = ctx.app.clock().today();
    let count = |state| standings.iter().filter(|standing| standing.state == state).count();
    page(&StartPage {
        lead: lead(&frame, count(State::Ok), count(State::Part)),
        eight: eight.collect(),
        worst: view.worst,
        sees_gaps,
        authorities: if sees_picture { view.authorities } else { Vec::new() },
        may_import: ctx.may(ImportsWrite),
        may_begin: ctx.may(ImportsWrite) && facts.registers.systems == 0 && facts.classified.total == 0,
        report: newest.filter(|_| sees_picture).map(|picture| format!("/rapport/nulage/{}", picture.id)),
        rules: frame.with("eight-rules-version", "version", &EIGHT.version).into_owned(),
        tasks: tasks.iter().map(|row| waiting(&frame, row, today)).collect(),
        page: frame,
    })
}

fn waiting(page: &PageFrame, row: &TaskRow, today: NaiveDate) -> Waiting {
    Waiting {
        href: format!("/uppgifter/{}", row.task.id),
        what: tasks::words(page, &row.task),
        about: row.record.clone().unwrap_or_default(),
        due: row.task.due.map(|due| page.day(&due)).unwrap_or_default(),
        is_late: row.task.due.is_some_and(|due| due < today),
    }
}

fn standings(facts: &Facts) -> [Standing; 8] {
    let mut all = [NOT_MEASURED; 8];
    all[1] = current_state(facts, EIGHT.limits);
    all[4] = classification(facts, EIGHT.limits);
    all
}

fn lead(page: &PageFrame, ok: usize, part: usize) -> String {
    let (ok, part) = (
        page.n("eight-lead-ok", i64::try_from(ok).unwrap_or(0)),
        page.n("eight-lead-part", i64::try_from(part).unwrap_or(0)),
    );
    format!("{ok} {part}")
}

fn shown(page: &PageFrame, facts: &Facts, frozen: &str, number: u8, standing: Standing) -> Shown {
    let rule = EIGHT.recommendations.iter().find(|one| one.number == number);
    let sets = &facts.classified;
    let proof = page.words.with(
        standing.proof,
        &[
            ("day", frozen),
            ("judged", &share(facts.controls.judged(), facts.controls.required).to_string()),
            ("confirmed", &grouped(sets.confirmed)),
            ("total", &grouped(sets.total)),
            ("left", &grouped(sets.serious - sets.serious_confirmed)),
            ("serious", &grouped(sets.serious)),
        ],
    );
    let next = standing.next.filter(|(href, _)| page.leads_to(href));
    let (next_href, next_word) = next.unwrap_or(("", ""));
    Shown {
        number,
        kind: standing.state.kind(),
        word: page.t(standing.state.word()).into_owned(),
        name: rule.map(|one| either(page.words, &one.name_sv, &one.name_en).to_owned()).unwrap_or_default(),
        proof: proof.into_owned(),
        next_href,
        next_word: if next_word.is_empty() { String::new() } else { page.t(next_word).into_owned() },
        rule: rule.map(|one| either(page.words, &one.rule_sv, &one.rule_en).to_owned()).unwrap_or_default(),
    }
}
