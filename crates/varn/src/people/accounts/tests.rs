//! Through HTTP, on the current database.

mod links;
mod members;
mod sign_in;

use super::{hash, store};
use crate::args;
use crate::platform::arg::Arg;
use crate::platform::event::{Event, EventKind};
use crate::platform::tenant::TenantId;
use crate::testing::{Answer, Client, TestApp, moment};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// Nobody would guess it.
const PASSWORD: &str = "tre gröna cyklar i regn";

/// Gives somebody a password; gives her e-mail.
async fn with_password(test: &TestApp, user: Uuid) -> String {
    let hash = hash(PASSWORD.to_owned()).await.unwrap();
    let mut tx = test.app.db().write(test.app.scene(TenantId::INSTALLATION)).await.unwrap();
    store::set_password(&mut tx, user, &hash).await.unwrap();
    let account = store::by_id(&mut tx, user).await.unwrap().unwrap();
    test.app.commit(tx, Event::new(EventKind::PasswordSet)).await.unwrap();
    account.email
}

/// Changes rows as time would have.
async fn change(test: &TestApp, sql: &str, args: Vec<Arg>) {
    let mut tx = test.app.db().write(test.app.scene(TenantId::INSTALLATION)).await.unwrap();
    assert!(tx.outside().exec(sql, args).await.unwrap() > 0, "{sql}");
    test.app.commit(tx, Event::new(EventKind::SessionStarted)).await.unwrap();
}

fn ago(time: Duration) -> DateTime<Utc> {
    moment() - time
}

/// The password was given long ago.
async fn forget_confirmation(test: &TestApp, user: Uuid) {
    let sql = "UPDATE sessions SET confirmed_at = $2 WHERE user_id = $1";
    change(test, sql, args![user, ago(Duration::minutes(11))]).await;
}

async fn sign_in(visitor: &Client, email: &str, password: &str) -> Answer {
    visitor.post("/logga-in", &[("email", email), ("password", password)]).await
}

/// The path of the one-time link on a page.
fn link_on(page: &str) -> String {
    let at = page.find("/valkommen/").unwrap_or_else(|| panic!("{page}"));
    page[at..].chars().take("/valkommen/".len() + 64).collect()
}

/// The values of hidden fields, as the browser sends them on.
fn hidden(page: &str) -> Vec<(String, String)> {
    let fields = page.split("<input type=\"hidden\" name=\"").skip(1);
    let plain = |text: &str| {
        text.replace("&#38;", "&").replace("&amp;", "&").replace("&#34;", "\"").replace("&#39;", "'")
    };
    let pair = |field: &str| {
        let (name, rest) = field.split_once("\" value=\"").unwrap();
        (name.to_owned(), plain(rest.split_once('"').unwrap().0))
    };
    fields.map(pair).collect()
}

/// Sends the hidden fields of a page with some more.
async fn send_on(client: &Client, path: &str, page: &str, more: &[(&str, &str)]) -> Answer {
    let hidden = hidden(page);
    let mut form: Vec<(&str, &str)> =
        hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form.extend(more);
    client.post(path, &form).await
}
