//! Routes and handlers. Whoever may write in a part of the organisation takes in for that part; what the municipality
//! does not have is said by those who see the whole.

use super::model::{Place, Seen, Standing};
use super::sort::Sort;
use super::take::{As, Chosen, take};
use super::{store, view};
use crate::knowledge::library::{ActivityArea, ORGANISATION};
use crate::people::organisation::UnitId;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::{NavItem, done, go};
use crate::platform::permission::Permission::{ImportsWrite, RegistersWrite};
use crate::platform::permission::Scope;
use crate::platform::routes::Routes;
use crate::registers::RecordState;
use crate::registers::information::{InformationId, store as information};
use crate::registers::processes::{ProcessId, store as processes};
use crate::registers::systems::{SystemId, store as systems};
use axum::extract::Path;
use uuid::Uuid;

/// The menu entry: for whoever fills the registers. Others are led here by an empty register.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-proposals",
    href: "/forslag",
    permission: ImportsWrite,
};

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/forslag", RegistersWrite, first)
        .get("/forslag/{sort}", RegistersWrite, show)
        .post("/forslag/{sort}", RegistersWrite, decide)
        .post("/forslag/{sort}/bekrafta", RegistersWrite, confirm)
        .post("/forslag/{sort}/ta-tillbaka", RegistersWrite, restore)
}

async fn first() -> Result {
    go("/forslag/process")
}

fn sort_of(word: &str) -> Result<Sort> {
    word.parse().map_err(|_| Error::NotFound)
}

async fn load(ctx: &Ctx, tx: &mut Tx) -> Result<(Seen, Vec<Place>)> {
    Ok((store::seen(tx, &ctx.scope).await?, store::places(tx, &ctx.scope).await?))
}

async fn show(ctx: Ctx, Path(sort): Path<String>) -> Result {
    let sort = sort_of(&sort)?;
    let (seen, places) = load(&ctx, &mut ctx.read().await?).await?;
    let mut asked = form_urlencoded::parse(ctx.query.as_bytes());
    match asked.find(|(name, _)| name == "omrade") {
        None => view::overview(&ctx, sort, &seen, &places),
        Some((_, area)) => {
            let area = ORGANISATION.area(&area).ok_or(Error::NotFound)?;
            view::area(&ctx, (sort, area), (&seen, &places), Form::default())
        }
    }
}

/// What was chosen of an area; those that somebody else has decided meanwhile are passed over.
fn chosen(form: &mut Form, sort: Sort, seen: &Seen, area: &ActivityArea) -> Result<Vec<Chosen>> {
    let all = view::of_area(sort, seen, area);
    let ids: Vec<String> = match (form.value("change"), form.value("act")) {
        ("", "take_all") => all.iter().map(|(one, _)| one.id.to_owned()).collect(),
        ("", _) => form.all("id").map(str::to_owned).collect(),
        (one, _) => vec![one.to_owned()],
    };
    if ids.is_empty() {
        form.reject("id", "proposals-none-marked");
    }
    let mut chosen = Vec::new();
    for id in ids {
        let (proposal, standing) = all.iter().find(|(one, _)| one.id == id).ok_or(Error::NotFound)?;
        let typed = form.text(&format!("name-{id}"), 200, Need::May);
        let name = if typed.is_empty() { proposal.name.to_owned() } else { typed };
        if *standing == Standing::Open || (*standing == Standing::Skipped && form.value("change") == id) {
            chosen.push(Chosen { proposal: *proposal, name });
        }
    }
    Ok(chosen)
}

async fn decide(ctx: Ctx, Path(sort): Path<String>, mut form: Form) -> Result {
    let sort = sort_of(&sort)?;
    let area = ORGANISATION.area(form.value("area")).ok_or(Error::NotFound)?;
    let skips = form.value("change").is_empty() && form.value("act") == "skip";
    if skips && ctx.scope != Scope::All {
        return Err(Error::Forbidden);
    }
    let mut tx = ctx.write().await?;
    let (seen, places) = load(&ctx, &mut tx).await?;
    let chosen = chosen(&mut form, sort, &seen, area)?;
    let unit: Option<UnitId> = if skips { None } else { form.choice("unit", Need::Must) };
    if unit.is_some_and(|unit| places.iter().all(|place| place.id != unit.0)) {
        form.reject("unit", "form-choose");
    }
    if form.is_wrong() {
        return view::area(&ctx, (sort, area), (&seen, &places), form);
    }
    let count = chosen.len();
    let mut made = Vec::new();
    let kind = match unit {
        None => {
            let ids: Vec<&'static str> = chosen.iter().map(|one| one.proposal.id).collect();
            store::skip(&mut tx, &ids).await?;
            EventKind::ProposalsSkipped
        }
        Some(unit) => {
            let state = if form.ticked("confirm") { RecordState::Confirmed } else { RecordState::Proposed };
            made = take(&mut tx, &seen, &chosen, As { sort, unit, state }).await?;
            EventKind::ProposalsTaken
        }
    };
    if count > 0 {
        let event = Event::new(kind).detail("register", sort.as_str()).detail("area", area.id.as_str());
        ctx.commit(tx, event.detail("records", count)).await?;
    }
    match made.first().filter(|_| !form.value("change").is_empty()) {
        Some(id) => go(&format!("{}/{id}/andra", sort.register())),
        None => onwards(&ctx, sort, area, if skips { "proposals-skipped" } else { "proposals-taken" }).await,
    }
}

/// Back to the area while something is proposed there; then on to the next, and at last to all of them.
async fn onwards(ctx: &Ctx, sort: Sort, area: &ActivityArea, word: &str) -> Result {
    let (seen, places) = load(ctx, &mut ctx.read().await?).await?;
    let is_open = view::of_area(sort, &seen, area).iter().any(|(_, standing)| *standing == Standing::Open);
    match view::next(sort, &seen, &places, area).filter(|_| !is_open) {
        Some(next) => done(&view::address(sort, next), word),
        None if is_open => done(&view::address(sort, area), word),
        None => done(&format!("/forslag/{sort}"), word),
    }
}

async fn confirm(ctx: Ctx, Path(sort): Path<String>, form: Form) -> Result {
    let sort = sort_of(&sort)?;
    let area = ORGANISATION.area(form.value("area")).ok_or(Error::NotFound)?;
    let mut tx = ctx.write().await?;
    let seen = store::seen(&mut tx, &ctx.scope).await?;
    let standings = view::of_area(sort, &seen, area).into_iter();
    let marked: Vec<Uuid> = standings
        .filter_map(|(_, standing)| match standing {
            Standing::Marked(id) => Some(id),
            _ => None,
        })
        .collect();
    let ids: Vec<Uuid> = if form.value("act") == "confirm_all" {
        marked
    } else {
        form.all("record").map(|id| id.parse().map_err(|_| Error::NotFound)).collect::<Result<_>>()?
    };
    if ids.is_empty() {
        return Err(Error::Refused("proposals-none-to-confirm"));
    }
    let count = match sort {
        Sort::Process => {
            let ids: Vec<ProcessId> = ids.iter().copied().map(ProcessId).collect();
            processes::confirm_many(&mut tx, &ctx.scope, &ids).await?
        }
        Sort::Information => {
            let ids: Vec<InformationId> = ids.iter().copied().map(InformationId).collect();
            information::confirm_many(&mut tx, &ctx.scope, &ids).await?
        }
        Sort::System => {
            let ids: Vec<SystemId> = ids.iter().copied().map(SystemId).collect();
            systems::confirm_many(&mut tx, &ctx.scope, &ids).await?
        }
    };
    if count < ids.len() {
        return Err(Error::NotFound);
    }
    let event = Event::new(EventKind::ProposalsConfirmed).detail("register", sort.as_str());
    ctx.commit(tx, event.detail("records", count)).await?;
    done(&view::address(sort, area), "proposals-confirmed")
}

async fn restore(ctx: Ctx, Path(sort): Path<String>, form: Form) -> Result {
    let sort = sort_of(&sort)?;
    let area = ORGANISATION.area(form.value("area")).ok_or(Error::NotFound)?;
    if ctx.scope != Scope::All {
        return Err(Error::Forbidden);
    }
    let all = sort.proposals();
    let ids: Vec<&str> = form.all("id").collect();
    if ids.is_empty() {
        return Err(Error::Refused("proposals-none-to-restore"));
    }
    if ids.iter().any(|id| all.iter().all(|one| one.id != *id)) {
        return Err(Error::NotFound);
    }
    let mut tx = ctx.write().await?;
    let count = store::restore(&mut tx, &ids).await?;
    let event = Event::new(EventKind::ProposalsRestored).detail("register", sort.as_str());
    ctx.commit(tx, event.detail("records", count)).await?;
    done(&view::address(sort, area), "proposals-restored")
}
