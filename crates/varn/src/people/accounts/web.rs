//! Sign-in, sign-out, one's own account, the municipality one works in, and light or dark.

use super::model::{ATTEMPTS, lockout};
use super::store::{self, Place, SessionRow};
use super::{fits, hash, password};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::ActorRef;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::{PageFrame, done, go, invalid, page};
use crate::platform::permission::Permission::{Public, SignedIn};
use crate::platform::routes::Routes;
use crate::platform::session;
use crate::platform::tenant::TenantId;
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use uuid::Uuid;

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/logga-in", Public, sign_in_page)
        .post("/logga-in", Public, sign_in)
        .post("/logga-ut", SignedIn, sign_out)
        .get("/valkommen/{token}", Public, welcome_page)
        .post("/valkommen/{token}", Public, welcome)
        .get("/bekrafta", SignedIn, confirm_form)
        .post("/bekrafta", SignedIn, confirm)
        .get("/konto", SignedIn, account)
        .post("/konto/losenord", SignedIn, change_password)
        .post("/konto/inloggning/{id}/avslut", SignedIn, end_session)
        .get("/byt-kommun", SignedIn, places)
        .post("/byt-kommun", SignedIn, change_place)
        .post("/visning", Public, display)
}

#[derive(Template)]
#[template(path = "people/accounts/sign_in.html")]
struct SignInPage {
    page: PageFrame,
    form: Form,
    ended: bool,
}

#[derive(Template)]
#[template(path = "people/accounts/resend.html")]
struct ResendPage {
    page: PageFrame,
    path: String,
    values: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "people/accounts/password.html")]
struct PasswordPage {
    page: PageFrame,
    form: Form,
    action: String,
    heading: String,
    lead: String,
    new: bool,
    save: String,
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

/// Answers a request that needs somebody signed in: the sign-in page, which carries what was asked for and typed.
pub fn not_signed_in(ctx: &Ctx, path: &str, kept: Option<&str>) -> Response {
    let mut form = Form::default();
    form.set("next", path);
    form.set("kept", kept.unwrap_or_default());
    let template = SignInPage { page: ctx.page(), form, ended: path != "/" };
    let body = template.render().unwrap_or_else(|_| StatusCode::UNAUTHORIZED.to_string());
    (StatusCode::UNAUTHORIZED, Html(body)).into_response()
}

/// Answers a sensitive request whose password is too old.
pub fn confirm_page(ctx: &Ctx) -> Response {
    let mut form = Form::default();
    form.set("next", ctx.path.as_str());
    let body = confirm_template(ctx, form).render().unwrap_or_else(|_| StatusCode::FORBIDDEN.to_string());
    (StatusCode::FORBIDDEN, Html(body)).into_response()
}

/// A path of ours, never an address elsewhere.
fn own_path(path: &str) -> &str {
    let second = path.as_bytes().get(1);
    let own = path.starts_with('/')
        && second != Some(&b'/')
        && second != Some(&b'\\')
        && !path.contains(char::is_control);
    if own { path } else { "/" }
}

async fn sign_in_page(ctx: Ctx) -> Result {
    if ctx.visitor.is_some() {
        return go("/");
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
    let now = ctx.app.clock().now();
    let is_locked =
        account.as_ref().is_some_and(|account| account.locked_until.is_some_and(|until| until > now));
    let hash = account.as_ref().filter(|_| !is_locked).and_then(|account| account.password_hash.clone());
    let fits = password::verify(typed, hash).await?;
    match account {
        Some(account) if fits => enter(&ctx, &form, &account).await,
        account => {
            refuse(&ctx, account.filter(|_| !is_locked)).await?;
            form.reject("email", "sign-in-wrong");
            invalid(&SignInPage { page: ctx.page(), form, ended: false })
        }
    }
}

/// Counts the wrong password and locks the account for a while.
async fn refuse(ctx: &Ctx, account: Option<super::Account>) -> Result<()> {
    let Some(account) = account else { return Ok(()) };
    let failed = account.failed_attempts + 1;
    let locked_until = lockout(failed).map(|time| ctx.app.clock().now() + time);
    let mut tx = ctx.write_for(TenantId::INSTALLATION).await?;
    store::fail(&mut tx, account.id, failed, locked_until).await?;
    let kind = if failed >= ATTEMPTS { EventKind::AccountLocked } else { EventKind::SessionRefused };
    let event =
        Event::new(kind).detail("account", account.id.to_string()).detail("address", ctx.address.to_string());
    ctx.commit(tx, event).await
}

async fn enter(ctx: &Ctx, form: &Form, account: &super::Account) -> Result {
    let places = store::places(&mut ctx.read_for(TenantId::INSTALLATION).await?, account.id).await?;
    let Some(place) = places.first() else { return Err(Error::Refused("sign-in-nowhere")) };
    let token = session::new_token();
    let actor = ActorRef { user: account.id, name: account.name.clone() };
    let mut tx = ctx.write_as(TenantId(place.id), actor).await?;
    let now = tx.now();
    let browser = (ctx.user_agent.as_str(), ctx.address.to_string());
    store::begin_session(&mut tx, account.id, session::hash(&token), (browser.0, &browser.1), now).await?;
    ctx.commit(tx, Event::new(EventKind::SessionStarted).detail("address", browser.1)).await?;
    let next = own_path(form.value("next"));
    let kept = form.value("kept");
    let mut response = if kept.is_empty() {
        go(next)?
    } else {
        let values = Form::decode(kept.as_bytes()).values().to_vec();
        page(&ResendPage { page: ctx.page(), path: next.to_owned(), values })?
    };
    response.headers_mut().append(header::SET_COOKIE, session::set_cookie(&token)?);
    Ok(response)
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

fn welcome_template(ctx: &Ctx, form: Form, token: &str) -> PasswordPage {
    PasswordPage {
        heading: ctx.t("welcome-heading").into_owned(),
        lead: ctx.t("welcome-lead").into_owned(),
        action: format!("/valkommen/{token}"),
        save: ctx.t("welcome-save").into_owned(),
        new: true,
        page: ctx.page(),
        form,
    }
}

async fn welcome_page(ctx: Ctx, Path(token): Path<String>) -> Result {
    let mut tx = ctx.read_for(TenantId::INSTALLATION).await?;
    let now = tx.now();
    store::of_link(&mut tx, session::hash(&token), now).await?.ok_or(Error::Refused("welcome-ended"))?;
    page(&welcome_template(&ctx, Form::default(), &token))
}

async fn welcome(ctx: Ctx, Path(token): Path<String>, mut form: Form) -> Result {
    if !ctx.app.allows_attempt(ctx.address) {
        return Err(Error::TooMany);
    }
    let mut tx = ctx.read_for(TenantId::INSTALLATION).await?;
    let now = tx.now();
    let account =
        store::of_link(&mut tx, session::hash(&token), now).await?.ok_or(Error::Refused("welcome-ended"))?;
    drop(tx);
    let Some(typed) = new_password(&mut form, &account.email) else {
        return invalid(&welcome_template(&ctx, form, &token));
    };
    let hash = hash(typed).await?;
    let actor = ActorRef { user: account.id, name: account.name.clone() };
    let mut tx = ctx.write_as(TenantId::INSTALLATION, actor).await?;
    if !store::use_link(&mut tx, session::hash(&token), now).await? {
        return Err(Error::Refused("welcome-ended"));
    }
    store::set_password(&mut tx, account.id, &hash).await?;
    store::end_other_sessions(&mut tx, account.id, None).await?;
    ctx.commit(tx, Event::new(EventKind::PasswordSet)).await?;
    done("/logga-in", "password-set")
}

/// The new password, when it fits and was typed the same twice.
fn new_password(form: &mut Form, email: &str) -> Option<String> {
    let typed = form.value("new_password").to_owned();
    if let Err(key) = fits(&typed, email) {
        form.reject_with("new_password", key, &[("least", &password::LEAST.to_string())]);
    } else if form.value("again") != typed {
        form.reject("again", "password-differs");
    }
    (!form.is_wrong()).then_some(typed)
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

async fn confirm_form(ctx: Ctx) -> Result {
    page(&confirm_template(&ctx, Form::default()))
}

async fn confirm(ctx: Ctx, mut form: Form) -> Result {
    let actor = ctx.actor()?.clone();
    if !knows_password(&ctx, &form, "password").await? {
        form.reject("password", "password-wrong");
        return invalid(&confirm_template(&ctx, form));
    }
    let mut tx = ctx.write().await?;
    let now = tx.now();
    store::confirm_session(&mut tx, actor.session, now).await?;
    ctx.commit(tx, Event::new(EventKind::SessionConfirmed)).await?;
    go(own_path(form.value("next")))
}

/// Whether the field holds the signed-in person's password; a wrong one counts as in sign-in.
async fn knows_password(ctx: &Ctx, form: &Form, field: &str) -> Result<bool> {
    if !ctx.app.allows_attempt(ctx.address) {
        return Err(Error::TooMany);
    }
    let user = ctx.actor()?.user;
    let account =
        store::by_id(&mut ctx.read_for(TenantId::INSTALLATION).await?, user).await?.ok_or(Error::NotFound)?;
    let locked = account.locked_until.is_some_and(|until| until > ctx.app.clock().now());
    let hash = account.password_hash.clone().filter(|_| !locked);
    let fits = password::verify(form.value(field).to_owned(), hash).await?;
    if !fits && !locked {
        refuse(ctx, Some(account)).await?;
    }
    Ok(fits)
}

async fn account(ctx: Ctx) -> Result {
    account_page(&ctx, Form::default()).await
}

async fn account_page(ctx: &Ctx, form: Form) -> Result {
    let actor = ctx.actor()?;
    let frame = ctx.page();
    let sessions = store::sessions(&mut ctx.read_for(TenantId::INSTALLATION).await?, actor.user).await?;
    let roles = actor.grants.iter().map(|grant| frame.word("role", grant.role.as_str()).into_owned());
    let template = AccountPage {
        name: actor.name.clone(),
        email: actor.email.clone(),
        roles: roles.collect(),
        sessions: sessions
            .into_iter()
            .map(|row| (row.public_id == actor.session, row))
            .map(|(own, row)| (row, own))
            .collect(),
        page: frame,
        form,
    };
    if template.form.is_wrong() { invalid(&template) } else { page(&template) }
}

async fn change_password(ctx: Ctx, mut form: Form) -> Result {
    let actor = ctx.actor()?.clone();
    if !knows_password(&ctx, &form, "password").await? {
        form.reject("password", "password-wrong");
    }
    let Some(typed) = new_password(&mut form, &actor.email) else { return account_page(&ctx, form).await };
    let hash = hash(typed).await?;
    let mut tx = ctx.write_for(TenantId::INSTALLATION).await?;
    store::set_password(&mut tx, actor.user, &hash).await?;
    store::end_other_sessions(&mut tx, actor.user, Some(actor.session)).await?;
    ctx.commit(tx, Event::new(EventKind::PasswordSet)).await?;
    done("/konto", "password-set")
}

async fn end_session(ctx: Ctx, Id(id): Id<Uuid>) -> Result {
    let user = ctx.actor()?.user;
    let mut tx = ctx.write().await?;
    if store::end_session(&mut tx, user, id).await? == 0 {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::SessionEnded)).await?;
    done("/konto", "session-ended")
}

async fn places(ctx: Ctx) -> Result {
    let user = ctx.actor()?.user;
    let places = store::places(&mut ctx.read_for(TenantId::INSTALLATION).await?, user).await?;
    page(&PlacesPage { page: ctx.page(), places })
}

async fn change_place(ctx: Ctx, mut form: Form) -> Result {
    let actor = ctx.actor()?.clone();
    let wish: Option<Uuid> = form.choice("place", Need::Must);
    let places = store::places(&mut ctx.read_for(TenantId::INSTALLATION).await?, actor.user).await?;
    let place = places.iter().find(|place| Some(place.id) == wish).ok_or(Error::NotFound)?;
    let mut tx = ctx.write_for(TenantId(place.id)).await?;
    store::move_session(&mut tx, actor.session, TenantId(place.id)).await?;
    ctx.commit(tx, Event::new(EventKind::SessionStarted)).await?;
    go("/")
}

/// Light or dark and the language: plain cookies, so that they hold before sign-in as well.
async fn display(ctx: Ctx, form: Form) -> Result {
    let mut response = go(own_path(form.value("return_to")))?;
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

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn the_way_back_is_always_a_path_of_ours() {
        for (path, back) in [
            ("/system?q=a", "/system?q=a"),
            ("//evil.example", "/"),
            ("/\\evil", "/"),
            ("https://x", "/"),
            ("", "/"),
        ] {
            assert_eq!(own_path(path), back);
        }
    }
}
