//! What every request passes, outermost first: request id and log, time limit, error pages, security headers,
//! cross-site check, who is signed in.

use super::actor::Actor;
use super::app::App;
use super::ctx::Ctx;
use super::db::Cost;
use super::error::Error;
use super::permission::Scope;
use super::session;
use askama::Template;
use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;
use tower_http::csrf::CsrfLayer;

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The router with every layer.
pub(super) fn wrap(router: Router<App>, app: &App) -> Result<Router, Error> {
    let mut csrf = CsrfLayer::new();
    for origin in &app.config().trusted_origins {
        csrf = csrf.add_trusted_origin(origin).map_err(|error| Error::internal(format!("{error:?}")))?;
    }
    let upload = app.config().upload_bytes;
    Ok(router
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::NotFound)
        .layer(DefaultBodyLimit::max(upload))
        .layer(middleware::from_fn_with_state(app.clone(), sign_in))
        .layer(csrf)
        .layer(middleware::from_fn_with_state(app.clone(), frame))
        .layer(tower_http::compression::CompressionLayer::new())
        .with_state(app.clone()))
}

/// Finds the person behind the cookie. A fault here is a fault of the request, not a sign-out.
async fn sign_in(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let cost = request.extensions().get::<Arc<Cost>>().cloned().unwrap_or_default();
    match session::actor(&app, request.headers(), &cost).await {
        Ok(Some(actor)) => {
            request.extensions_mut().insert(actor.clone());
            let mut response = next.run(request).await;
            response.extensions_mut().insert(actor);
            response
        }
        Ok(None) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

/// Logs, counts, limits, and turns errors into pages.
async fn frame(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = app.clock().new_id().simple().to_string();
    let cost = Arc::new(Cost::default());
    let address = address(&app, &request);
    request.extensions_mut().insert(cost.clone());
    request.extensions_mut().insert(address);
    let (parts, body) = request.into_parts();
    let context = parts.clone();
    let method = parts.method.clone();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let error = response.extensions().get::<Arc<Error>>().cloned();
    if let Some(error) = &error {
        let actor = response.extensions().get::<Actor>().cloned();
        response = error_page(&app, &context, actor, error, &id).await;
    } else if response.status() == StatusCode::FORBIDDEN
        && method != Method::GET
        && !response.headers().contains_key(header::CONTENT_TYPE)
    {
        // The cross-site check answers without a page.
        response = error_page(&app, &context, None, &Error::Forbidden, &id).await;
    }
    secure(&mut response);
    let status = response.status().as_u16();
    metrics::counter!("varn_requests_total", "status" => status.to_string()).increment(1);
    metrics::histogram!("varn_request_seconds").record(started.elapsed().as_secs_f64());
    if app.config().timing {
        let timing =
            format!("db;dur={:.3};desc=\"{} queries\"", cost.time().as_secs_f64() * 1e3, cost.queries());
        if let Ok(value) = HeaderValue::from_str(&timing) {
            response.headers_mut().insert(HeaderName::from_static("server-timing"), value);
        }
    }
    // The path without its query: what was searched for is nobody's business in a log.
    let path = context.uri.path();
    let micros = started.elapsed().as_micros();
    match error.as_deref() {
        Some(error @ (Error::Internal(_) | Error::Unavailable(_) | Error::StorageFull)) => {
            tracing::error!(%id, %method, path, status, micros, queries = cost.queries(), %error);
        }
        _ => tracing::debug!(%id, %method, path, status, micros, queries = cost.queries()),
    }
    response
}

/// The client's address: the peer, or what a trusted proxy says.
fn address(app: &App, request: &Request) -> IpAddr {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
    if !app.config().trusted_proxies.contains(&peer) {
        return peer;
    }
    let forwarded = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
    forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse().ok()).unwrap_or(peer)
}

fn secure(response: &mut Response) {
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=()",
        ),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

#[derive(Template)]
#[template(path = "platform/error.html")]
struct ErrorPage<'a> {
    page: super::page::PageFrame,
    key: &'a str,
    id: &'a str,
    serious: bool,
}

async fn error_page(
    app: &App,
    parts: &axum::http::request::Parts,
    actor: Option<Actor>,
    error: &Error,
    id: &str,
) -> Response {
    let visitor = actor.or_else(|| parts.extensions.get::<Actor>().cloned());
    let ctx = Ctx::from_parts(app, parts, visitor, Scope::Units(Vec::new()));
    if let Error::NotSignedIn { path, form } = error {
        return app.not_signed_in(&ctx, path, form.as_deref()).await;
    }
    if let Error::Confirm { form } = error {
        return app.confirm(&ctx, form.as_deref());
    }
    let serious = error.status().is_server_error();
    let template = ErrorPage { page: ctx.page(), key: error.key(), id, serious };
    let body = template.render().unwrap_or_else(|_| error.status().to_string());
    let mut response = (error.status(), Html(body)).into_response();
    if matches!(error, Error::Unavailable(_) | Error::TooMany) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    }
    response
}
