//! What a handler knows of its request: who, where, in which language, under which scope; and the way to the database.

use super::actor::Actor;
use super::app::App;
use super::db::{ActorRef, Cost, Scene, Tx, WriteTx};
use super::error::{Error, Result};
use super::form::Form;
use super::page::PageFrame;
use super::permission::{Permission, Scope};
use super::routes::Granted;
use super::tenant::TenantId;
use super::text::Language;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use chrono::Duration;
use std::net::{IpAddr, Ipv4Addr};
use std::str::FromStr;
use std::sync::Arc;

/// How long a given password counts for sensitive acts.
const CONFIRMED_FOR: Duration = Duration::minutes(10);

/// The request's context.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// The application.
    pub app: App,
    /// The signed-in person; `None` only on public routes.
    pub visitor: Option<Actor>,
    /// Which records the route's permission covers for this person.
    pub scope: Scope,
    /// The language of the page.
    pub language: Language,
    /// The path without query.
    pub path: String,
    /// The query without `?`.
    pub query: String,
    /// Who asks, by network address.
    pub address: IpAddr,
    /// The browser, shortened.
    pub user_agent: String,
    /// The host by which the browser reached us, as `varn.kommun.example`.
    pub host: String,
    /// Light or dark, when the person chose.
    pub theme: Option<&'static str>,
    cost: Arc<Cost>,
}

impl Ctx {
    /// What a job does for a person, as if she asked herself: in her language and within `scope`.
    pub fn of_job(app: &App, actor: Actor, scope: Scope) -> Self {
        Self {
            app: app.clone(),
            language: Language::parse(&actor.language),
            visitor: Some(actor),
            scope,
            path: String::new(),
            query: String::new(),
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            user_agent: String::new(),
            host: String::new(),
            theme: None,
            cost: Arc::default(),
        }
    }

    /// The signed-in person. Only public routes can be without one, and they do not ask.
    pub fn actor(&self) -> Result<&Actor> {
        self.visitor.as_ref().ok_or_else(|| Error::NotSignedIn { path: self.path.clone(), form: None })
    }

    /// Whether the person may do this anywhere (for showing or hiding a button; the route decides).
    pub fn may(&self, permission: Permission) -> bool {
        self.visitor.as_ref().is_some_and(|actor| actor.may(permission))
    }

    /// Whose data this request is about.
    pub fn tenant(&self) -> TenantId {
        self.visitor.as_ref().map_or(TenantId::INSTALLATION, |actor| actor.tenant)
    }

    /// A transaction that reads the municipality's data.
    pub async fn read(&self) -> Result<Tx> {
        Ok(self.app.db().read(self.scene(self.tenant())).await?)
    }

    /// A transaction that may write the municipality's data.
    pub async fn write(&self) -> Result<WriteTx> {
        Ok(self.app.db().write(self.scene(self.tenant())).await?)
    }

    /// Runs what must follow the write, and makes it durable with its event.
    pub async fn commit(&self, tx: WriteTx, event: super::event::Event) -> Result<()> {
        self.app.commit(tx, event).await
    }

    /// A write for another tenant: the installation (accounts), or the municipality a session is about to enter.
    pub async fn write_for(&self, tenant: TenantId) -> Result<WriteTx> {
        Ok(self.app.db().write(self.scene(tenant)).await?)
    }

    /// A write for somebody who is just signing in.
    pub async fn write_as(&self, tenant: TenantId, actor: ActorRef) -> Result<WriteTx> {
        let scene = Scene { actor: Some(actor), ..self.scene(tenant) };
        Ok(self.app.db().write(scene).await?)
    }

    /// A read outside the municipality: accounts and memberships.
    pub async fn read_for(&self, tenant: TenantId) -> Result<Tx> {
        Ok(self.app.db().read(self.scene(tenant)).await?)
    }

    fn scene(&self, tenant: TenantId) -> Scene {
        let actor =
            self.visitor.as_ref().map(|actor| ActorRef { user: actor.user, name: actor.name.clone() });
        Scene { tenant, actor, clock: self.app.clock().clone(), cost: self.cost.clone() }
    }

    /// Refuses with a page that asks for the password, unless it was given within ten minutes.
    pub fn confirmed(&self) -> Result<()> {
        if self.is_confirmed()? { Ok(()) } else { Err(Error::Confirm { form: None }) }
    }

    /// The same for a form, which can be sent once the password has been given.
    pub fn confirmed_for(&self, form: &Form) -> Result<()> {
        if self.is_confirmed()? { Ok(()) } else { Err(Error::Confirm { form: Some(form.encode()) }) }
    }

    fn is_confirmed(&self) -> Result<bool> {
        Ok(self.app.clock().now() - self.actor()?.confirmed_at <= CONFIRMED_FOR)
    }

    /// How the browser reached us, as `https://varn.kommun.example`: over http only where the session's cookie would be
    /// accepted without https, on the same machine.
    pub fn origin(&self) -> String {
        let name = self.host.rsplit_once(':').map_or(self.host.as_str(), |(name, _)| name);
        let is_here = name == "localhost"
            || name.ends_with(".localhost")
            || name.starts_with("127.")
            || name == "[::1]";
        format!("{}://{}", if is_here { "http" } else { "https" }, self.host)
    }

    /// The frame of a page, with the navigation item whose address this path begins with marked as current.
    pub fn page(&self) -> PageFrame {
        PageFrame::new(self)
    }

    /// A text in the request's language.
    pub fn t(&self, key: &str) -> std::borrow::Cow<'static, str> {
        self.language.t(key)
    }
}

impl FromRequestParts<App> for Ctx {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visitor = parts.extensions.get::<Actor>().cloned();
        let scope = parts
            .extensions
            .get::<Granted>()
            .map_or(Scope::Units(Vec::new()), |granted| granted.scope.clone());
        Ok(Self::from_parts(app, parts, visitor, scope))
    }
}

impl Ctx {
    pub(super) fn from_parts(app: &App, parts: &Parts, visitor: Option<Actor>, scope: Scope) -> Self {
        let header =
            |name| parts.headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
        let chosen = cookie(&parts.headers, "varn-sprak");
        let language = visitor
            .as_ref()
            .map(|actor| actor.language.as_str())
            .or(chosen)
            .or_else(|| header(header::ACCEPT_LANGUAGE).filter(|accepted| accepted.starts_with("en")))
            .map_or(Language::Swedish, Language::parse);
        let theme = match cookie(&parts.headers, "varn-tema") {
            Some("dark") => Some("dark"),
            Some("light") => Some("light"),
            _ => None,
        };
        let host = header(header::HOST).unwrap_or_default().chars().take(200).collect();
        let user_agent = header(header::USER_AGENT).unwrap_or_default().chars().take(200).collect();
        Self {
            app: app.clone(),
            visitor,
            scope,
            language,
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            address: parts.extensions.get::<IpAddr>().copied().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            user_agent,
            host,
            theme,
            cost: parts.extensions.get::<Arc<Cost>>().cloned().unwrap_or_default(),
        }
    }
}

/// The value of a plain cookie.
fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let line = headers.get(header::COOKIE)?.to_str().ok()?;
    line.split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The `{id}` of the path as a typed id; a malformed one is 404, as if it did not exist.
#[derive(Clone, Copy, Debug)]
pub struct Id<T>(pub T);

impl<T: FromStr + Send> FromRequestParts<App> for Id<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
        let id = params.iter().find(|(name, _)| *name == "id").and_then(|(_, value)| value.parse().ok());
        id.map(Self).ok_or(Error::NotFound)
    }
}
