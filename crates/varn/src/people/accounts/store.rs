//! Accounts, sessions and one-time links: outside the tenant policy. Memberships stand in `store/members.rs`.

mod members;

pub use members::{
    Holder, Member, RoleHeld, accept, count_members, end_sessions_here, find_member, grants_of,
    grants_of_user, grants_on, hold_members, list_members, membership_of, move_grants, other_places,
    revise_member, set_membership, units_to_scope, with_role, works_with_administrator,
};

use super::model::{Account, Purpose};
use crate::args;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::tenant::TenantId;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A municipality that a person may enter.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Place {
    /// The municipality.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// A session in a list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SessionRow {
    /// Names it in forms.
    pub public_id: Uuid,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last seen, to five minutes.
    pub last_seen_at: DateTime<Utc>,
    /// The browser.
    pub user_agent: String,
    /// From where.
    pub address: String,
}

const ACCOUNT: &str = "SELECT id, name, email, password_hash, failed_attempts, locked_until FROM users";

/// The account with a sign-in name.
pub async fn by_email(tx: &mut Tx, email: &str) -> sqlx::Result<Option<Account>> {
    tx.outside().opt(&format!("{ACCOUNT} WHERE email = $1"), args![email.to_lowercase()]).await
}

/// The account by id.
pub async fn by_id(tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<Account>> {
    tx.outside().opt(&format!("{ACCOUNT} WHERE id = $1"), args![id]).await
}

/// The municipalities where the person is active.
pub async fn places(tx: &mut Tx, user: Uuid) -> sqlx::Result<Vec<Place>> {
    tx.outside()
        .all(
            "SELECT t.id, t.name FROM memberships m JOIN tenants t ON t.id = m.municipality_id \
             WHERE m.user_id = $1 AND m.state = 'active' ORDER BY t.name, t.id",
            args![user],
        )
        .await
}

/// Counts a wrong password and gives how many there are now in a row; `None` when the account is locked already.
/// Counted in the statement itself, so that attempts at the same time count one by one.
pub async fn count_failure(tx: &mut WriteTx, user: Uuid, now: DateTime<Utc>) -> sqlx::Result<Option<i64>> {
    let sql = "UPDATE users SET failed_attempts = failed_attempts + 1 \
         WHERE id = $1 AND (locked_until IS NULL OR locked_until <= $2) RETURNING failed_attempts";
    let row: Option<(i64,)> = tx.outside().opt(sql, args![user, now]).await?;
    Ok(row.map(|(failed,)| failed))
}

/// Locks the account for a while.
pub async fn lock(tx: &mut WriteTx, user: Uuid, until: DateTime<Utc>) -> sqlx::Result<u64> {
    tx.outside().exec("UPDATE users SET locked_until = $2 WHERE id = $1", args![user, until]).await
}

/// Forgets the wrong passwords after a right one; false when the account was locked in the meantime.
pub async fn forget_failures(tx: &mut WriteTx, user: Uuid, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let sql = "UPDATE users SET failed_attempts = 0, locked_until = NULL \
         WHERE id = $1 AND (locked_until IS NULL OR locked_until <= $2)";
    Ok(tx.outside().exec(sql, args![user, now]).await? == 1)
}

/// A session begins in the transaction's municipality.
pub async fn begin_session(
    tx: &mut WriteTx,
    user: Uuid,
    id_hash: Vec<u8>,
    browser: (&str, &str),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let place = tx.tenant().0;
    let public_id: Uuid = tx.new_id();
    let (user_agent, address) = browser;
    let sql = "INSERT INTO sessions (id_hash, public_id, user_id, municipality_id, created_at, last_seen_at, \
         confirmed_at, user_agent, address) VALUES ($1, $2, $3, $4, $5, $5, $5, $6, $7)";
    tx.outside().exec(sql, args![id_hash, public_id, user, place, now, user_agent, address]).await?;
    Ok(())
}

/// Takes away the person's sessions that have ended by time.
pub async fn drop_ended_sessions(tx: &mut WriteTx, user: Uuid, limits: Limits) -> sqlx::Result<u64> {
    let sql = "DELETE FROM sessions WHERE user_id = $1 AND (last_seen_at < $2 OR created_at < $3)";
    tx.outside().exec(sql, args![user, limits.seen_after, limits.begun_after]).await
}

/// A session is alive when it was seen and begun after these.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The idle limit.
    pub seen_after: DateTime<Utc>,
    /// The absolute limit.
    pub begun_after: DateTime<Utc>,
}

/// Ends one of the person's sessions; gives how many ended.
pub async fn end_session(tx: &mut WriteTx, user: Uuid, public_id: Uuid) -> sqlx::Result<u64> {
    tx.outside()
        .exec("DELETE FROM sessions WHERE user_id = $1 AND public_id = $2", args![user, public_id])
        .await
}

/// Ends every session of a person but one.
pub async fn end_other_sessions(tx: &mut WriteTx, user: Uuid, kept: Option<Uuid>) -> sqlx::Result<u64> {
    let sql = "DELETE FROM sessions WHERE user_id = $1 AND public_id <> $2";
    tx.outside().exec(sql, args![user, kept.unwrap_or_default()]).await
}

/// The person's sessions that are alive, newest first.
pub async fn sessions(tx: &mut Tx, user: Uuid, limits: Limits) -> sqlx::Result<Vec<SessionRow>> {
    let sql = "SELECT public_id, created_at, last_seen_at, user_agent, address FROM sessions WHERE user_id = $1 \
         AND last_seen_at >= $2 AND created_at >= $3 ORDER BY last_seen_at DESC, public_id";
    tx.outside().all(sql, args![user, limits.seen_after, limits.begun_after]).await
}

/// The session moves to another municipality.
pub async fn move_session(tx: &mut WriteTx, session: Uuid, place: TenantId) -> sqlx::Result<u64> {
    let sql = "UPDATE sessions SET municipality_id = $2 WHERE public_id = $1";
    tx.outside().exec(sql, args![session, place.0]).await
}

/// The password was given again.
pub async fn confirm_session(tx: &mut WriteTx, session: Uuid, now: DateTime<Utc>) -> sqlx::Result<u64> {
    tx.outside().exec("UPDATE sessions SET confirmed_at = $2 WHERE public_id = $1", args![session, now]).await
}

/// A new account without password; the one that has the address, if somebody else made it meanwhile.
pub async fn create_user(tx: &mut WriteTx, email: &str, name: &str) -> sqlx::Result<Uuid> {
    let (id, now) = (tx.new_id::<Uuid>(), tx.now());
    let sql = "INSERT INTO users (id, email, name, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id";
    let row: Option<(Uuid,)> = tx.outside().opt(sql, args![id, email.to_lowercase(), name, now]).await?;
    row.map(|(id,)| id).ok_or(sqlx::Error::RowNotFound)
}

/// Stores a password's hash and unlocks the account.
pub async fn set_password(tx: &mut WriteTx, user: Uuid, hash: &str) -> sqlx::Result<u64> {
    let sql = "UPDATE users SET password_hash = $2, failed_attempts = 0, locked_until = NULL, version = version + 1 WHERE id = $1";
    tx.outside().exec(sql, args![user, hash]).await
}

/// Stores the first password's hash; false when there is one already.
pub async fn set_first_password(tx: &mut WriteTx, user: Uuid, hash: &str) -> sqlx::Result<bool> {
    let sql =
        "UPDATE users SET password_hash = $2, version = version + 1 WHERE id = $1 AND password_hash IS NULL";
    Ok(tx.outside().exec(sql, args![user, hash]).await? == 1)
}

/// The language of a person's pages.
pub async fn set_language(tx: &mut WriteTx, user: Uuid, language: &str) -> sqlx::Result<u64> {
    tx.outside().exec("UPDATE users SET language = $2 WHERE id = $1", args![user, language]).await
}

/// Keeps the hash of a one-time link; an earlier one for the same purpose and municipality ends, as do those whose time
/// has run out. An invitation is to the transaction's municipality.
pub async fn keep_link(
    tx: &mut WriteTx,
    hash: Vec<u8>,
    user: Uuid,
    purpose: Purpose,
    until: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (place, now) = (tx.tenant().0, tx.now());
    let place = (purpose == Purpose::Invitation).then_some(place);
    let mut outside = tx.outside();
    let sql = "DELETE FROM one_time_links WHERE expires_at <= $3 OR (user_id = $1 AND purpose = $2 \
         AND (municipality_id IS NULL OR municipality_id = $4))";
    outside.exec(sql, args![user, purpose, now, place]).await?;
    let sql = "INSERT INTO one_time_links (token_hash, user_id, municipality_id, purpose, expires_at) \
         VALUES ($1, $2, $3, $4, $5)";
    outside.exec(sql, args![hash, user, place, purpose, until]).await?;
    Ok(())
}

/// A one-time link that still lasts.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Link {
    /// Whose it is.
    #[sqlx(flatten)]
    pub account: Account,
    /// What it is for.
    pub purpose: Purpose,
    /// The municipality that invites.
    pub municipality_id: Option<Uuid>,
    /// Its name.
    pub municipality: Option<String>,
}

/// The link behind a token, while it lasts.
pub async fn of_link(tx: &mut Tx, hash: Vec<u8>, now: DateTime<Utc>) -> sqlx::Result<Option<Link>> {
    let sql = "SELECT u.id, u.name, u.email, u.password_hash, u.failed_attempts, u.locked_until, l.purpose, \
         l.municipality_id, t.name AS municipality FROM one_time_links l JOIN users u ON u.id = l.user_id \
         LEFT JOIN tenants t ON t.id = l.municipality_id WHERE l.token_hash = $1 AND l.expires_at > $2";
    tx.outside().opt(sql, args![hash, now]).await
}

/// Uses the link up; false when it was used or had ended.
pub async fn use_link(tx: &mut WriteTx, hash: Vec<u8>, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let sql = "DELETE FROM one_time_links WHERE token_hash = $1 AND expires_at > $2";
    Ok(tx.outside().exec(sql, args![hash, now]).await? == 1)
}

/// Ends the invitations of a person to the transaction's municipality.
pub async fn end_invitations(tx: &mut WriteTx, user: Uuid) -> sqlx::Result<u64> {
    let sql = "DELETE FROM one_time_links WHERE municipality_id = $1 AND user_id = $2";
    tx.exec(sql, args![user]).await
}

/// Ends every link to a new password, once there is one.
pub async fn end_password_links(tx: &mut WriteTx, user: Uuid) -> sqlx::Result<u64> {
    let sql = "DELETE FROM one_time_links WHERE user_id = $1 AND purpose = 'new_password'";
    tx.outside().exec(sql, args![user]).await
}

/// Whether the installation has any municipality yet.
pub async fn has_tenant(tx: &mut Tx) -> sqlx::Result<bool> {
    let row: Option<(String,)> = tx.outside().opt("SELECT code FROM tenants LIMIT 1", args![]).await?;
    Ok(row.is_some())
}

/// The municipality with an official code.
pub async fn tenant_by_code(tx: &mut Tx, code: &str) -> sqlx::Result<Option<TenantRow>> {
    tx.outside().opt("SELECT id, code, name FROM tenants WHERE code = $1", args![code]).await
}

/// Adds a municipality to the installation.
pub async fn create_tenant(
    tx: &mut WriteTx,
    id: TenantId,
    place: (&str, &str, &str, &str),
) -> sqlx::Result<u64> {
    let (kind, code, name, county) = place;
    let now = tx.now();
    let sql =
        "INSERT INTO tenants (id, kind, code, name, county_code, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    tx.outside().exec(sql, args![id.0, kind, code, name, county, now]).await
}

/// A municipality of the installation.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TenantRow {
    /// Its id.
    pub id: Uuid,
    /// Official code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Every municipality of the installation, by code.
pub async fn tenants(tx: &mut Tx) -> sqlx::Result<Vec<TenantRow>> {
    tx.outside().all("SELECT id, code, name FROM tenants ORDER BY code", args![]).await
}
