//! Sign-in and sign-out, the first visit, and light or dark.

use super::model::{ATTEMPTS, Account, lockout};
use super::store::{self, Limits};
use super::{carry, members, own, password, welcome};
use crate::platform::app::PageFuture;
use crate::platform::ctx::Ctx;
use crate::platform::db::ActorRef;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::{NavItem, PageFrame, go, invalid, page};
use crate::platform::permission::Permission::{PeopleWrite, Public, SignedIn};
use crate::platform::routes::Routes;
use crate::platform::session;
use crate::platform::tenant::TenantId;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// The menu entry.
pub const NAV: NavItem =
    NavItem { group: "nav-group-settings", label: "nav-users", href: "/anvandare", permission: PeopleWrite };

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/logga-in", Public, sign_in_page)
        .post("/logga-in", Public, sign_in)
        .post("/logga-ut", SignedIn, sign_out)
        .post("/visning", Public, display)
        .get("/valkommen/{token}", Public, welcome::show)
        .post("/valkommen/{token}", Public, welcome::answer)
        .get("/bekrafta", SignedIn, own::confirm_form)
        .post("/bekrafta", SignedIn, own::confirm)
        .get("/konto", SignedIn, own::account)
        .post("/konto/losenord", SignedIn, own::change_password)
        .post("/konto/inloggning/{id}/avslut", SignedIn, own::end_session)
        .get("/byt-kommun", SignedIn, own::places)
        .post("/byt-kommun", SignedIn, own::change_place)
        .get("/anvandare", PeopleWrite, members::list)
        .get("/anvandare/lista.xlsx", PeopleWrite, members::xlsx)
        .get("/anvandare/lista.csv", PeopleWrite, members::csv)
        .get("/anvandare/ny", PeopleWrite, members::new)
        .post("/anvandare/ny", PeopleWrite, members::invite)
        .get("/anvandare/{id}", PeopleWrite, members::show)
        .get("/anvandare/{id}/andra", PeopleWrite, members::edit)
        .post("/anvandare/{id}/andra", PeopleWrite, members::update)
        .post("/anvandare/{id}/lank", PeopleWrite, members::new_link)
        .post("/anvandare/{id}/logga-ut", PeopleWrite, members::end_sessions)
}

#[derive(Template)]
#[template(path = "people/accounts/sign_in.html")]
struct SignInPage {
    page: PageFrame,
    form: Form,
    ended: bool,
}

#[derive(Template)]
#[template(path = "people/accounts/first.html")]
struct FirstPage {
    page: PageFrame,
}

/// Answers a request that needs somebody signed in: the sign-in page, which carries what was asked for and typed.
/// Where there is no municipality yet, nobody can sign in: then it says how to begin.
pub fn not_signed_in<'a>(ctx: &'a Ctx, path: &'a str, kept: Option<&'a str>) -> PageFuture<'a> {
    Box::pin(async move {
        let body = match is_empty(ctx).await {
            Ok(true) => FirstPage { page: ctx.page() }.render(),
            _ => sign_in_template(ctx, path, kept).render(),
        };
        let body = body.unwrap_or_else(|_| StatusCode::UNAUTHORIZED.to_string());
        (StatusCode::UNAUTHORIZED, Html(body)).into_response()
    })
}

fn sign_in_template(ctx: &Ctx, path: &str, kept: Option<&str>) -> SignInPage {
    let mut form = Form::default();
    carry::pack(&mut form, path, kept);
    SignInPage { page: ctx.page(), form, ended: path != "/" }
}

/// Whether nobody has made a municipality here yet.
async fn is_empty(ctx: &Ctx) -> Result<bool> {
    Ok(!store::has_tenant(&mut ctx.read_for(TenantId::INSTALLATION).await?).await?)
}

async fn sign_in_page(ctx: Ctx) -> Result {
    if ctx.visitor.is_some() {
        return go("/");
    }
    if is_empty(&ctx).await? {
        return page(&FirstPage { page: ctx.page() });
    }
    page(&SignInPage { page: ctx.page(), form: Form::default(), ended: false })
}

async fn sign_in(ctx: Ctx, mut form: Form) -> Result {
    if !ctx.app.allows_attempt(ctx.address) {
        return Err(Error::TooMany);
    }
    let email = form.text("email", 200, Need::Must);
    let typed = form.value("password").to_owned();
    let account = store::by_email(&mut ctx.read_for(TenantId::INSTALLATION).await?, &email).await?;
    let answer = match knows(&ctx, account, typed).await? {
        Some(account) => enter(&ctx, &form, &account).await?,
        None => None,
    };
    if let Some(response) = answer {
        return Ok(response);
    }
    form.reject("email", "sign-in-wrong");
    invalid(&SignInPage { page: ctx.page(), form, ended: false })
}

/// The account when the password is its own. Whether there is none, it is locked or the password is wrong costs the
/// same time and leaves the same trace, so that an answer tells nothing.
pub(super) async fn knows(ctx: &Ctx, account: Option<Account>, typed: String) -> Result<Option<Account>> {
    let now = ctx.app.clock().now();
    let is_open = |account: &&Account| account.locked_until.is_none_or(|until| until <= now);
    let hash = account.as_ref().filter(is_open).and_then(|account| account.password_hash.clone());
    if password::verify(typed, hash).await? {
        return Ok(account);
    }
    refuse(ctx, account.map(|account| account.id)).await?;
    Ok(None)
}

/// Counts the wrong password and locks the account for a while.
async fn refuse(ctx: &Ctx, account: Option<Uuid>) -> Result<()> {
    let mut tx = ctx.write_for(TenantId::INSTALLATION).await?;
    let now = tx.now();
    let failed = store::count_failure(&mut tx, account.unwrap_or_default(), now).await?.unwrap_or(0);
    if let (Some(time), Some(account)) = (lockout(failed), account) {
        store::lock(&mut tx, account, now + time).await?;
    }
    let kind = if failed >= ATTEMPTS { EventKind::AccountLocked } else { EventKind::SessionRefused };
    let event = Event::new(kind)
        .detail("account", account.map(|account| account.to_string()))
        .detail("address", ctx.address.to_string());
    ctx.commit(tx, event).await
}

/// The session begins and the browser goes where it was going; `None` when the account has been locked meanwhile.
async fn enter(ctx: &Ctx, form: &Form, account: &Account) -> Result<Option<Response>> {
    let places = store::places(&mut ctx.read_for(TenantId::INSTALLATION).await?, account.id).await?;
    let Some(place) = places.first() else { return Err(Error::Refused("sign-in-nowhere")) };
    let actor = ActorRef { user: account.id, name: account.name.clone() };
    let mut tx = ctx.write_as(TenantId(place.id), actor).await?;
    let Some(cookie) = begin(ctx, &mut tx, account.id).await? else { return Ok(None) };
    let event = Event::new(EventKind::SessionStarted).detail("address", ctx.address.to_string());
    ctx.commit(tx, event).await?;
    let mut response = carry::forward(ctx, form, "resend-kept")?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(Some(response))
}

/// A session in the transaction's municipality, as its cookie; `None` when the account has been locked meanwhile.
pub(super) async fn begin(
    ctx: &Ctx,
    tx: &mut crate::platform::db::WriteTx,
    user: Uuid,
) -> Result<Option<HeaderValue>> {
    let now = tx.now();
    if !store::forget_failures(tx, user, now).await? {
        return Ok(None);
    }
    store::drop_ended_sessions(tx, user, limits(ctx, now)).await?;
    let token = session::new_token();
    let browser = (ctx.user_agent.as_str(), ctx.address.to_string());
    store::begin_session(tx, user, session::hash(&token), (browser.0, &browser.1), now).await?;
    session::set_cookie(&token).map(Some)
}

/// How old a session may be, by the settings.
pub(super) fn limits(ctx: &Ctx, now: DateTime<Utc>) -> Limits {
    let config = ctx.app.config();
    Limits {
        seen_after: now - Duration::minutes(config.session_idle_minutes),
        begun_after: now - Duration::hours(config.session_hours),
    }
}

async fn sign_out(ctx: Ctx) -> Result {
    let actor = ctx.actor()?;
    let mut tx = ctx.write().await?;
    store::end_session(&mut tx, actor.user, actor.session).await?;
    ctx.commit(tx, Event::new(EventKind::SessionEnded)).await?;
    let mut response = go("/logga-in")?;
    response.headers_mut().append(header::SET_COOKIE, session::clear_cookie());
    Ok(response)
}

/// Light or dark and the language: plain cookies, so that they hold before sign-in as well.
async fn display(ctx: Ctx, form: Form) -> Result {
    let mut response = go(carry::own_path(form.value("return_to")))?;
    let mut set = |name: &str, value: &str| {
        let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
        HeaderValue::from_str(&cookie)
            .map(|cookie| response.headers_mut().append(header::SET_COOKIE, cookie))
            .ok();
    };
    if let Some(theme) = form.all("theme").next().filter(|theme| ["light", "dark", ""].contains(theme)) {
        set("varn-tema", theme);
    }
    if let language @ ("sv" | "en") = form.value("language") {
        set("varn-sprak", language);
        if let Some(actor) = &ctx.visitor {
            let mut tx = ctx.write_for(TenantId::INSTALLATION).await?;
            store::set_language(&mut tx, actor.user, language).await?;
            ctx.commit(tx, Event::new(EventKind::LanguageSet).detail("language", language)).await?;
        }
    }
    Ok(response)
}
