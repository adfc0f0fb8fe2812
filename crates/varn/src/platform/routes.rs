//! Routes carry their permission; one without does not compile, and the collected table is the access matrix.

use super::actor::Actor;
use super::app::App;
use super::error::Error;
use super::permission::{Permission, Scope};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::{Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};

/// The largest form that is kept over an expired session.
const KEPT_FORM_BYTES: usize = 256 * 1024;

/// One line of the access matrix.
#[derive(Clone, Copy, Debug)]
pub struct RouteInfo {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// As axum knows it: `/system/{id}`.
    pub path: &'static str,
    /// What it asks for.
    pub permission: Permission,
}

/// The routes of a capability, or of all of them.
#[derive(Default)]
pub struct Routes {
    table: Vec<RouteInfo>,
    router: Router<App>,
}

impl Routes {
    /// A page, or something to fetch; never changes anything.
    #[must_use]
    pub fn get<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        permission: Permission,
        handler: H,
    ) -> Self {
        self.add("GET", MethodFilter::GET, path, permission, keep_all, handler)
    }

    /// Something that changes.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        permission: Permission,
        handler: H,
    ) -> Self {
        self.add("POST", MethodFilter::POST, path, permission, keep_all, handler)
    }

    /// Something that changes, whose form may hold what must not be kept over an ended session: `may_keep` gets the body
    /// and says whether it may.
    #[must_use]
    pub fn post_keeping<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        permission: Permission,
        handler: H,
        may_keep: fn(&str) -> bool,
    ) -> Self {
        self.add("POST", MethodFilter::POST, path, permission, may_keep, handler)
    }

    fn add<H: Handler<T, App>, T: 'static>(
        mut self,
        method: &'static str,
        filter: MethodFilter,
        path: &'static str,
        permission: Permission,
        may_keep: fn(&str) -> bool,
        handler: H,
    ) -> Self {
        self.table.push(RouteInfo { method, path, permission });
        let check = middleware::from_fn(move |request, next| require(permission, may_keep, request, next));
        self.router = self.router.route(path, on(filter, handler).layer(check));
        self
    }

    /// These routes and the other's.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        self.router = self.router.merge(other.router);
        self
    }

    /// The access matrix.
    pub fn table(&self) -> &[RouteInfo] {
        &self.table
    }

    /// The router, before the layers that every request passes.
    pub(super) fn into_router(self) -> Router<App> {
        self.router
    }
}

/// What the route asks for and where the actor has it; `Ctx` reads it.
#[derive(Clone, Debug)]
pub(super) struct Granted {
    pub(super) scope: Scope,
}

/// What nearly every form is: nothing typed is lost.
fn keep_all(_: &str) -> bool {
    true
}

async fn require(
    permission: Permission,
    may_keep: fn(&str) -> bool,
    mut request: Request,
    next: Next,
) -> Response {
    let actor = request.extensions().get::<Actor>();
    let scope = match actor {
        Some(actor) => actor.scope(permission),
        None if permission == Permission::Public => Some(Scope::All),
        None => return not_signed_in(request, may_keep).await.into_response(),
    };
    let Some(scope) = scope else { return Error::Forbidden.into_response() };
    request.extensions_mut().insert(Granted { scope });
    next.run(request).await
}

/// Keeps what was typed: a form that meets an ended session comes back after sign-in.
async fn not_signed_in(request: Request, may_keep: fn(&str) -> bool) -> Error {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if request.method() != Method::POST || !is_form {
        return Error::NotSignedIn { path, form: None };
    }
    let body: Body = request.into_body();
    let bytes = axum::body::to_bytes(body, KEPT_FORM_BYTES).await.ok();
    let form = bytes.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok()).filter(|form| may_keep(form));
    Error::NotSignedIn { path, form }
}
