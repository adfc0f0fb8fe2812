//! The session cookie: 256 random bits, of which the database only knows the hash; `__Host-`, HttpOnly, SameSite=Lax.

use super::actor::{self, Actor};
use super::app::App;
use super::db::Cost;
use super::error::Error;
use crate::args;
use axum::http::{HeaderMap, HeaderValue, header};
use chrono::Duration;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::Arc;

/// Name of the cookie. `__Host-` binds it to this host over a secure (or local) connection.
pub const COOKIE: &str = "__Host-varn";
/// How often a session's time of last use is written: each GET would otherwise cost a sync of the disk.
const SEEN_EVERY: Duration = Duration::minutes(5);

/// A new session's secret as it stands in the cookie (64 hexadecimal digits).
pub fn new_token() -> String {
    hex(&super::clock::secret())
}

/// What is stored of a secret.
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The header that gives the browser its session.
pub fn set_cookie(token: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(&format!("{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax"))
        .map_err(Error::internal)
}

/// The header that takes it away.
pub fn clear_cookie() -> HeaderValue {
    HeaderValue::from_static("__Host-varn=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

/// The secret in a request's cookies, if it has the right shape.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, token)| token)
        .filter(|token| token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Who is behind the request, if the session is alive by idle and absolute limits.
pub async fn actor(app: &App, headers: &HeaderMap, cost: &Arc<Cost>) -> Result<Option<Actor>, Error> {
    let Some(token) = token(headers) else { return Ok(None) };
    let id = hash(token);
    let Some(actor) = actor::of_session(app.db(), cost, id.clone()).await? else { return Ok(None) };
    let now = app.clock().now();
    let config = app.config();
    if now - actor.last_seen_at > Duration::minutes(config.session_idle_minutes)
        || now - actor.signed_in_at > Duration::hours(config.session_hours)
    {
        return Ok(None);
    }
    if now - actor.last_seen_at > SEEN_EVERY {
        let sql = "UPDATE sessions SET last_seen_at = $2 WHERE id_hash = $1";
        // Of no consequence for what is asked: on a full disk one can still read.
        if let Err(error) = app.db().note(sql, args![id, now]).await {
            tracing::warn!(%error, "when a session was last seen could not be written");
        }
    }
    Ok(Some(actor))
}
