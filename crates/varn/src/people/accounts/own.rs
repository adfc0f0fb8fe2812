//! One's own account: password, sessions, the municipality one works in, and the password given again.

use super::model::Account;
use super::store::{self, Place, SessionRow};
use super::web::{knows, limits};
use super::{carry, fits, hash, password};
use crate::people::words::Words;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::{PageFrame, done, go, invalid, page};
use crate::platform::tenant::TenantId;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use uuid::Uuid;

/// A page that asks for a password: the own one, or a new one.
#[derive(Template)]
#[template(path = "people/accounts/password.html")]
pub(super) struct PasswordPage {
    pub(super) page: PageFrame,
    pub(super) form: Form,
    pub(super) action: String,
    pub(super) heading: String,
    pub(super) lead: String,
    pub(super) new: bool,
    pub(super) save: String,
}

#[derive(Template)]
#[template(path = "people/accounts/account.html")]
struct AccountPage {
    page: PageFrame,
    form: Form,
    name: String,
    email: String,
    roles: Vec<String>,
    sessions: Vec<(SessionRow, bool)>,
}

#[derive(Template)]
#[template(path = "people/accounts/places.html")]
struct PlacesPage {
    page: PageFrame,
    places: Vec<Place>,
}

/// Answers a sensitive request whose password is too old; what was typed comes back once it has been given.
pub fn confirm_page(ctx: &Ctx, kept: Option<&str>) -> Response {
    let mut form = Form::default();
    carry::pack(&mut form, &ctx.path, kept);
    let body = confirm_template(ctx, form).render().unwrap_or_else(|_| StatusCode::FORBIDDEN.to_string());
    (StatusCode::FORBIDDEN, Html(body)).into_response()
}

fn confirm_template(ctx: &Ctx, form: Form) -> PasswordPage {
    PasswordPage {
        heading: ctx.t("confirm-heading").into_owned(),
        lead: ctx.t("confirm-lead").into_owned(),
        action: "/bekrafta".to_owned(),
        save: ctx.t("confirm-save").into_owned(),
        new: false,
        page: ctx.page(),
        form,
    }
}

pub(super) async fn confirm_form(ctx: Ctx) -> Result {
    page(&confirm_template(&ctx, Form::default()))
}

pub(super) async fn confirm(ctx: Ctx, mut form: Form) -> Result {
    let session = ctx.actor()?.session;
    if let Some(account) = knows_own(&ctx, &form).await? {
        let mut tx = ctx.write().await?;
        let now = tx.now();
        if store::forget_failures(&mut tx, account.id, now).await? {
            store::confirm_session(&mut tx, session, now).await?;
            ctx.commit(tx, Event::new(EventKind::SessionConfirmed)).await?;
            return carry::forward(&ctx, &form, "resend-go-on");
        }
    }
    form.reject("password", "password-wrong");
    invalid(&confirm_template(&ctx, form))
}

/// The signed-in person's account when `password` is hers; a wrong one counts as in sign-in.
async fn knows_own(ctx: &Ctx, form: &Form) -> Result<Option<Account>> {
    if !ctx.app.allows_attempt(ctx.address) {
        return Err(Error::TooMany);
    }
    let user = ctx.actor()?.user;
    let account = store::by_id(&mut ctx.read_for(TenantId::INSTALLATION).await?, user).await?;
    knows(ctx, account, form.value("password").to_owned()).await
}

/// The new password, when it fits and was typed the same twice.
pub(super) fn new_password(form: &mut Form, account: (&str, &str)) -> Option<String> {
    let (name, email) = account;
    let typed = form.value("new_password").to_owned();
    if let Err(key) = fits(&typed, name, email) {
        form.reject_with("new_password", key, &[("least", &password::LEAST.to_string())]);
    } else if form.value("again") != typed {
        form.reject("again", "password-differs");
    }
    (!form.is_wrong()).then_some(typed)
}

pub(super) async fn account(ctx: Ctx) -> Result {
    account_page(&ctx, Form::default()).await
}

async fn account_page(ctx: &Ctx, form: Form) -> Result {
    let actor = ctx.actor()?;
    let frame = ctx.page();
    let mut tx = ctx.read().await?;
    let limits = limits(ctx, tx.now());
    let sessions = store::sessions(&mut tx, actor.user, limits).await?;
    let units = store::units_to_scope(&mut tx).await?;
    let own = Words::load(&mut tx).await?;
    drop(tx);
    let roles = actor.grants.iter().map(|grant| {
        let role = own.title(&frame, "role", grant.role);
        let unit = units.iter().find(|(id, _)| Some(*id) == grant.unit);
        unit.map_or_else(|| role.clone(), |(_, unit)| format!("{role}, {unit}"))
    });
    let template = AccountPage {
        name: actor.name.clone(),
        email: actor.email.clone(),
        roles: roles.collect(),
        sessions: sessions
            .into_iter()
            .map(|row| {
                let own = row.public_id == actor.session;
                (row, own)
            })
            .collect(),
        page: frame,
        form,
    };
    if template.form.is_wrong() { invalid(&template) } else { page(&template) }
}

pub(super) async fn change_password(ctx: Ctx, mut form: Form) -> Result {
    let actor = ctx.actor()?.clone();
    if knows_own(&ctx, &form).await?.is_none() {
        form.reject("password", "password-wrong");
    }
    let Some(typed) = new_password(&mut form, (&actor.name, &actor.email)) else {
        return account_page(&ctx, form).await;
    };
    let hash = hash(typed).await?;
    let mut tx = ctx.write_for(TenantId::INSTALLATION).await?;
    store::set_password(&mut tx, actor.user, &hash).await?;
    store::end_password_links(&mut tx, actor.user).await?;
    store::end_other_sessions(&mut tx, actor.user, Some(actor.session)).await?;
    ctx.commit(tx, Event::new(EventKind::PasswordSet)).await?;
    done("/konto", "password-set")
}

pub(super) async fn end_session(ctx: Ctx, Id(id): Id<Uuid>) -> Result {
    let user = ctx.actor()?.user;
    let mut tx = ctx.write().await?;
    if store::end_session(&mut tx, user, id).await? == 0 {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::SessionEnded)).await?;
    done("/konto", "session-ended")
}

pub(super) async fn places(ctx: Ctx) -> Result {
    let user = ctx.actor()?.user;
    let places = store::places(&mut ctx.read_for(TenantId::INSTALLATION).await?, user).await?;
    page(&PlacesPage { page: ctx.page(), places })
}

pub(super) async fn change_place(ctx: Ctx, mut form: Form) -> Result {
    let actor = ctx.actor()?.clone();
    let wish: Option<Uuid> = form.choice("place", Need::Must);
    let places = store::places(&mut ctx.read_for(TenantId::INSTALLATION).await?, actor.user).await?;
    let place = places.iter().find(|place| Some(place.id) == wish).ok_or(Error::NotFound)?;
    let mut tx = ctx.write_for(TenantId(place.id)).await?;
    store::move_session(&mut tx, actor.session, TenantId(place.id)).await?;
    ctx.commit(tx, Event::new(EventKind::SessionStarted).detail("address", ctx.address.to_string())).await?;
    go("/")
}
