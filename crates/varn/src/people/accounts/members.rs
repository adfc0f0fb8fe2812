//! Who may sign in here, and as what: invitations, roles, states, new links.

use super::MEMBERSHIP;
use super::members_form::{self, Choices, Draft};
use super::model::{MembershipState, Purpose};
use super::store::{self, Member, RoleHeld};
use crate::people::words::Words;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::WriteTx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::Form;
use crate::platform::list::{Cell, Column, Filter, List, ListPage, ListQuery, ListRow, Nothing, export};
use crate::platform::page::{PageFrame, done, page};
use crate::platform::permission::{Role, Scope};
use crate::platform::record::RecordPage;
use crate::platform::session;
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

const fn column(key: &'static str, label: &'static str, order: &'static str, shown: bool) -> Column {
    Column { key, label, order, shown }
}

static LIST: List = List {
    path: "/anvandare",
    columns: &[
        column("namn", "field-name", "p.name_sort", true),
        column("epost", "field-email", "u.email", true),
        column("roller", "users-roles", "", true),
        column("lage", "field-membership-state", "m.state", true),
        column("senast", "users-last-seen", "last_seen_at", true),
        column("sedan", "users-since", "m.created_at", false),
    ],
    filters: &[
        Filter { name: "roll", label: "users-role" },
        Filter { name: "lage", label: "field-membership-state" },
    ],
    order: "namn",
    tie: "u.name, m.id",
};

/// These pages are about the whole municipality: somebody who handles a part of it would see and give more than that.
fn whole(ctx: &Ctx) -> Result<()> {
    if ctx.scope == Scope::All { Ok(()) } else { Err(Error::Forbidden) }
}

/// Every role, in the municipality's own words.
pub(super) fn roles(page: &PageFrame, own: &Words) -> Vec<(String, String)> {
    Role::ALL.iter().map(|role| (role.to_string(), own.title(page, "role", role))).collect()
}

pub(super) async fn list(ctx: Ctx) -> Result {
    whole(&ctx)?;
    let query = ListQuery::parse(&LIST, &ctx.query);
    let page = ctx.page();
    let mut tx = ctx.read().await?;
    let members = store::list_members(&mut tx, &query).await?;
    // Beyond the last page nobody says how many there are.
    let total = match members.first() {
        Some(member) => member.total,
        None => store::count_members(&mut tx, &query).await?,
    };
    let own = Words::load(&mut tx).await?;
    let held = store::grants_of(&mut tx, members.iter().map(|member| member.id)).await?;
    drop(tx);
    let rows = members.iter().map(|member| line(&page, &query, member, (&held, &own))).collect();
    let states = MembershipState::ALL
        .iter()
        .map(|state| (state.to_string(), page.word("membership-state", state).into_owned()));
    let options = vec![roles(&page, &own), states.collect()];
    let view = query.view(&page, total, rows, options);
    let nothing = Nothing {
        sign: "users",
        heading: page.t("users-nothing").into_owned(),
        why: page.t("users-nothing-why").into_owned(),
    };
    let actions = vec![("/anvandare/ny".to_owned(), page.t("users-new").into_owned(), "main", "plus")];
    let (heading, lead) = (page.t("nav-users").into_owned(), page.t("users-lead").into_owned());
    ListPage { heading, lead, actions, list: view, nothing, page }.response()
}

/// How a membership's state is drawn.
fn state(page: &PageFrame, state: MembershipState) -> Cell {
    let kind = match state {
        MembershipState::Active => "ok",
        MembershipState::Invited => "part",
        MembershipState::Suspended => "miss",
        MembershipState::Left => "none",
    };
    Cell::State(kind, page.word("membership-state", state).into_owned())
}

fn seen(page: &PageFrame, at: Option<DateTime<Utc>>) -> Cell {
    at.map_or(Cell::Empty, |at| Cell::Short(page.moment(&at)))
}

/// A role with where it holds.
pub(super) fn role(page: &PageFrame, own: &Words, held: &RoleHeld) -> String {
    let role = own.title(page, "role", held.role);
    held.unit.as_ref().map_or_else(|| role.clone(), |unit| format!("{role}, {unit}"))
}

fn line(
    page: &PageFrame,
    query: &ListQuery,
    member: &Member,
    (held, words): (&[RoleHeld], &Words),
) -> ListRow {
    let cells = query.keys().map(|key| match key {
        "namn" => Cell::link(format!("/anvandare/{}", member.id), &member.name),
        "epost" => Cell::text(&member.email),
        "roller" => {
            let own = held.iter().filter(|held| held.membership_id == member.id);
            Cell::text(own.map(|held| role(page, words, held)).collect::<Vec<_>>().join("; "))
        }
        "lage" => state(page, member.state),
        "senast" => seen(page, member.last_seen_at),
        _ => seen(page, Some(member.created_at)),
    });
    let cells = cells.collect();
    ListRow { id: member.id.to_string(), name: member.name.clone(), cells, attention: false }
}

pub(super) async fn xlsx(ctx: Ctx) -> Result {
    exported(&ctx, "xlsx").await
}

pub(super) async fn csv(ctx: Ctx) -> Result {
    exported(&ctx, "csv").await
}

async fn exported(ctx: &Ctx, format: &str) -> Result {
    whole(ctx)?;
    let query = ListQuery::parse(&LIST, &ctx.query).for_export();
    let page = ctx.page();
    let mut tx = ctx.read().await?;
    let members = store::list_members(&mut tx, &query).await?;
    let held = store::grants_of(&mut tx, members.iter().map(|member| member.id)).await?;
    let own = Words::load(&mut tx).await?;
    drop(tx);
    let rows: Vec<_> = members.iter().map(|member| line(&page, &query, member, (&held, &own))).collect();
    let workbook = query.workbook(&page, &page.t("nav-users"), &rows, ctx.app.clock().today());
    export(ctx, &workbook, "anvandare", format)
}

pub(super) async fn new(ctx: Ctx) -> Result {
    whole(&ctx)?;
    ctx.confirmed()?;
    let choices = Choices::load(&mut ctx.read().await?).await?;
    members_form::invitation(&ctx, Form::default(), &choices).response()
}

pub(super) async fn invite(ctx: Ctx, mut form: Form) -> Result {
    whole(&ctx)?;
    ctx.confirmed_for(&form)?;
    let mut tx = ctx.write().await?;
    let choices = Choices::load(&mut tx).await?;
    let Some(Draft { name, email, grants, .. }) = members_form::read(&mut form, &choices, None) else {
        return members_form::invitation(&ctx, form, &choices).response();
    };
    let account = store::by_email(&mut tx, &email).await?;
    let user = match &account {
        Some(account) => account.id,
        None => store::create_user(&mut tx, &email, &name).await?,
    };
    let known = store::membership_of(&mut tx, user).await?;
    if known.is_some_and(|state| matches!(state, MembershipState::Active | MembershipState::Suspended)) {
        form.reject("email", "users-member-already");
        return members_form::invitation(&ctx, form, &choices).response();
    }
    let membership = store::set_membership(&mut tx, user, MembershipState::Invited, &grants).await?;
    store::revise_member(&mut tx, membership).await?;
    let link = Invited { name, email, purpose: Purpose::Invitation };
    handed_over(&ctx, tx, (user, membership), link, EventKind::MembershipInvited).await
}

struct Invited {
    name: String,
    email: String,
    purpose: Purpose,
}

#[derive(Template)]
#[template(path = "people/accounts/link.html")]
struct LinkPage {
    page: PageFrame,
    heading: String,
    lead: String,
    link: String,
    until: String,
    back: String,
}

/// Makes the link, commits, and shows it: once, since only its hash is kept.
async fn handed_over(
    ctx: &Ctx,
    mut tx: WriteTx,
    (user, membership): (Uuid, Uuid),
    to: Invited,
    kind: EventKind,
) -> Result {
    let token = session::new_token();
    let until = tx.now() + to.purpose.lasts();
    store::keep_link(&mut tx, session::hash(&token), user, to.purpose, until).await?;
    ctx.commit(tx, Event::new(kind).on(MEMBERSHIP, membership)).await?;
    let frame = ctx.page();
    let (heading, lead) = match to.purpose {
        Purpose::Invitation => ("users-link-invited", "users-link-lead"),
        Purpose::NewPassword => ("users-link-password", "users-link-password-lead"),
    };
    page(&LinkPage {
        heading: frame.with(heading, "name", &to.name).into_owned(),
        lead: frame.with(lead, "email", &to.email).into_owned(),
        link: format!("{}/valkommen/{token}", ctx.origin()),
        until: frame.moment(&until),
        back: format!("/anvandare/{membership}"),
        page: frame,
    })
}

pub(super) async fn show(ctx: Ctx, Id(id): Id<Uuid>) -> Result {
    whole(&ctx)?;
    let mut tx = ctx.read().await?;
    let member = store::find_member(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let held = store::grants_of(&mut tx, [id]).await?;
    let own = Words::load(&mut tx).await?;
    let list = ("/anvandare", "nav-users");
    let mut record = RecordPage::new(&ctx, "user", "kind-membership", &member.name, list);
    let page = &record.page;
    let word = |key: &str| page.t(key).into_owned();
    record.actions.push((format!("/anvandare/{id}/andra"), word("users-edit-short"), "", "edit"));
    if let Some(purpose) = link_for(&member) {
        let key = if purpose == Purpose::Invitation { "users-invite-again" } else { "users-new-password" };
        record.acts.push((format!("/anvandare/{id}/lank"), word(key), "", "link"));
    }
    if member.state == MembershipState::Active {
        record.acts.push((format!("/anvandare/{id}/logga-ut"), word("users-end-sessions"), "", "out"));
    }
    record.tags.push(state(page, member.state));
    if member.locked_until.is_some_and(|until| until > ctx.app.clock().now()) {
        record.tags.push(Cell::State("miss", word("users-locked")));
    }
    let roles = held.iter().map(|held| Cell::Tag("", role(page, &own, held))).collect();
    let password = if member.has_password { "users-password-chosen" } else { "users-password-none" };
    let facts = vec![
        (word("field-email"), Cell::text(&member.email)),
        (word("users-roles"), Cell::several(roles)),
        (word("users-password"), Cell::text(word(password))),
        (word("users-last-seen"), seen(page, member.last_seen_at)),
        (word("users-since"), seen(page, Some(member.created_at))),
    ];
    record.facts = vec![(String::new(), facts)];
    record.respond(&ctx, tx, MEMBERSHIP, id).await
}

/// Which link this member can be given.
fn link_for(member: &Member) -> Option<Purpose> {
    match member.state {
        MembershipState::Invited => Some(Purpose::Invitation),
        MembershipState::Active => Some(Purpose::NewPassword),
        MembershipState::Suspended | MembershipState::Left => None,
    }
}

pub(super) async fn new_link(ctx: Ctx, Id(id): Id<Uuid>, form: Form) -> Result {
    whole(&ctx)?;
    ctx.confirmed_for(&form)?;
    let mut tx = ctx.write().await?;
    let member = store::find_member(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let purpose = link_for(&member).ok_or(Error::NotFound)?;
    // The account is the key to the other municipalities too, whose administrators have not been asked.
    if purpose == Purpose::NewPassword && store::other_places(&mut tx, member.user_id).await? > 0 {
        return Err(Error::Refused("users-several-places"));
    }
    store::revise_member(&mut tx, id).await?;
    let kind = match purpose {
        Purpose::Invitation => EventKind::MembershipInvited,
        Purpose::NewPassword => EventKind::PasswordLinkMade,
    };
    let to = Invited { name: member.name, email: member.email, purpose };
    handed_over(&ctx, tx, (member.user_id, id), to, kind).await
}

pub(super) async fn end_sessions(ctx: Ctx, Id(id): Id<Uuid>) -> Result {
    whole(&ctx)?;
    let mut tx = ctx.write().await?;
    let member = store::find_member(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let ended = store::end_sessions_here(&mut tx, member.user_id).await?;
    store::revise_member(&mut tx, id).await?;
    let event = Event::new(EventKind::SessionEnded).on(MEMBERSHIP, id).detail("sessions", ended);
    ctx.commit(tx, event).await?;
    done(&format!("/anvandare/{id}"), "sessions-ended")
}

pub(super) async fn edit(ctx: Ctx, Id(id): Id<Uuid>) -> Result {
    whole(&ctx)?;
    ctx.confirmed()?;
    let mut tx = ctx.read().await?;
    let member = store::find_member(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let held = store::grants_of(&mut tx, [id]).await?;
    let choices = Choices::load(&mut tx).await?;
    members_form::membership(&ctx, members_form::filled(&member, &held), &member, &held, &choices).response()
}

pub(super) async fn update(ctx: Ctx, Id(id): Id<Uuid>, mut form: Form) -> Result {
    whole(&ctx)?;
    ctx.confirmed_for(&form)?;
    let mut tx = ctx.write().await?;
    store::hold_members(&mut tx).await?;
    let member = store::find_member(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let held = store::grants_of(&mut tx, [id]).await?;
    let choices = Choices::load(&mut tx).await?;
    let draft = members_form::read(&mut form, &choices, Some((&member, &held)));
    let Some(draft) = draft.filter(|draft| draft.version == member.version) else {
        let is_wrong = form.is_wrong();
        let page = members_form::membership(&ctx, form, &member, &held, &choices);
        return if is_wrong { page.response() } else { page.conflict(&members_form::filled(&member, &held)) };
    };
    let grants = if draft.state == MembershipState::Left { Vec::new() } else { draft.grants };
    store::set_membership(&mut tx, member.user_id, draft.state, &grants).await?;
    if !store::works_with_administrator(&mut tx).await? {
        return Err(Error::Refused("users-last-administrator"));
    }
    if matches!(draft.state, MembershipState::Suspended | MembershipState::Left) {
        store::end_sessions_here(&mut tx, member.user_id).await?;
        store::end_invitations(&mut tx, member.user_id).await?;
    }
    store::revise_member(&mut tx, id).await?;
    ctx.commit(tx, Event::new(EventKind::MembershipSet).on(MEMBERSHIP, id)).await?;
    // Whoever took herself away cannot see the page any longer.
    let is_own = ctx.actor()?.user == member.user_id;
    if is_own { done("/konto", "member-saved") } else { done(&format!("/anvandare/{id}"), "member-saved") }
}
