//! One-time links: an invitation to a municipality, or a new password. An invitation to somebody who has a password
//! already asks for it, so that whoever made the link cannot take the account over.

use super::model::Purpose;
use super::own::{PasswordPage, new_password};
use super::store::{self, Link};
use super::web::{begin, knows};
use super::{MEMBERSHIP, hash};
use crate::platform::ctx::Ctx;
use crate::platform::db::ActorRef;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::Form;
use crate::platform::page::{done, go, invalid, page};
use crate::platform::session;
use crate::platform::tenant::TenantId;
use axum::extract::Path;
use axum::http::header;

/// Whether the link asks for the password that there is, instead of a new one.
fn asks_for_own(link: &Link) -> bool {
    link.purpose == Purpose::Invitation && link.account.password_hash.is_some()
}

fn template(ctx: &Ctx, form: Form, token: &str, link: &Link) -> PasswordPage {
    let frame = ctx.page();
    let place = link.municipality.as_deref().unwrap_or_default();
    let (heading, lead, save) = match link.purpose {
        Purpose::Invitation if asks_for_own(link) => {
            ("welcome-join-heading", "welcome-join-lead", "welcome-join-save")
        }
        Purpose::Invitation => ("welcome-join-heading", "welcome-choose-lead", "welcome-save"),
        Purpose::NewPassword => ("welcome-heading", "welcome-lead", "welcome-save"),
    };
    PasswordPage {
        heading: frame.with(heading, "place", place).into_owned(),
        lead: frame.with(lead, "email", &link.account.email).into_owned(),
        save: frame.t(save).into_owned(),
        action: format!("/valkommen/{token}"),
        new: !asks_for_own(link),
        page: frame,
        form,
    }
}

async fn find(ctx: &Ctx, token: &str) -> Result<Link> {
    let mut tx = ctx.read_for(TenantId::INSTALLATION).await?;
    let now = tx.now();
    store::of_link(&mut tx, session::hash(token), now).await?.ok_or(Error::Refused("welcome-ended"))
}

pub(super) async fn show(ctx: Ctx, Path(token): Path<String>) -> Result {
    if !ctx.app.allows_attempt(ctx.address) {
        return Err(Error::TooMany);
    }
    let link = find(&ctx, &token).await?;
    page(&template(&ctx, Form::default(), &token, &link))
}

pub(super) async fn answer(ctx: Ctx, Path(token): Path<String>, form: Form) -> Result {
    if !ctx.app.allows_attempt(ctx.address) {
        return Err(Error::TooMany);
    }
    let link = find(&ctx, &token).await?;
    if asks_for_own(&link) {
        join(&ctx, &token, form, link).await
    } else {
        choose(&ctx, &token, form, &link).await
    }
}

/// A new password; an invitation is accepted with it.
async fn choose(ctx: &Ctx, token: &str, mut form: Form, link: &Link) -> Result {
    let account = &link.account;
    let Some(typed) = new_password(&mut form, (&account.name, &account.email)) else {
        return invalid(&template(ctx, form, token, link));
    };
    let hash = hash(typed).await?;
    let actor = ActorRef { user: account.id, name: account.name.clone() };
    let place = link.municipality_id.map_or(TenantId::INSTALLATION, TenantId);
    let mut tx = ctx.write_as(place, actor).await?;
    let now = tx.now();
    if !store::use_link(&mut tx, session::hash(token), now).await? {
        return Err(Error::Refused("welcome-ended"));
    }
    let event = if link.purpose == Purpose::Invitation {
        // Somebody else's invitation may have been answered since the page was shown; its password stands.
        if !store::set_first_password(&mut tx, account.id, &hash).await? {
            return go(&format!("/valkommen/{token}"));
        }
        let membership = store::accept(&mut tx, account.id).await?.ok_or(Error::Refused("welcome-ended"))?;
        store::revise_member(&mut tx, membership).await?;
        Event::new(EventKind::MembershipAccepted).on(MEMBERSHIP, membership)
    } else {
        store::set_password(&mut tx, account.id, &hash).await?;
        store::end_password_links(&mut tx, account.id).await?;
        store::end_other_sessions(&mut tx, account.id, None).await?;
        Event::new(EventKind::PasswordSet)
    };
    ctx.commit(tx, event).await?;
    done("/logga-in", "password-set")
}

/// The invitation is accepted with the password that there is, and the person comes in.
async fn join(ctx: &Ctx, token: &str, mut form: Form, link: Link) -> Result {
    let typed = form.value("password").to_owned();
    if let (Some(account), Some(place)) =
        (knows(ctx, Some(link.account.clone()), typed).await?, link.municipality_id)
    {
        let actor = ActorRef { user: account.id, name: account.name.clone() };
        let mut tx = ctx.write_as(TenantId(place), actor).await?;
        let now = tx.now();
        if !store::use_link(&mut tx, session::hash(token), now).await? {
            return Err(Error::Refused("welcome-ended"));
        }
        let membership = store::accept(&mut tx, account.id).await?.ok_or(Error::Refused("welcome-ended"))?;
        store::revise_member(&mut tx, membership).await?;
        if let Some(cookie) = begin(ctx, &mut tx, account.id).await? {
            ctx.commit(tx, Event::new(EventKind::MembershipAccepted).on(MEMBERSHIP, membership)).await?;
            let mut response = go("/")?;
            response.headers_mut().append(header::SET_COOKIE, cookie);
            return Ok(response);
        }
    }
    form.reject("password", "password-wrong");
    invalid(&template(ctx, form, token, &link))
}
