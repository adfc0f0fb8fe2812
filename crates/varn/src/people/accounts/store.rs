//! Accounts, memberships, sessions and one-time links: outside the tenant policy.

use super::model::{Account, MembershipState, Purpose};
use crate::args;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::permission::Role;
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

/// The municipalities where the person is active, or invited and so about to be.
pub async fn places(tx: &mut Tx, user: Uuid) -> sqlx::Result<Vec<Place>> {
    tx.outside()
        .all(
            "SELECT t.id, t.name FROM memberships m JOIN tenants t ON t.id = m.municipality_id \
             WHERE m.user_id = $1 AND m.state IN ('active', 'invited') ORDER BY t.name",
            args![user],
        )
        .await
}

/// Counts a wrong password.
pub async fn fail(
    tx: &mut WriteTx,
    user: Uuid,
    failed: i64,
    locked_until: Option<DateTime<Utc>>,
) -> sqlx::Result<u64> {
    let sql = "UPDATE users SET failed_attempts = $2, locked_until = $3 WHERE id = $1";
    tx.outside().exec(sql, args![user, failed, locked_until]).await
}

/// A session begins; the invited becomes active, and wrong passwords are forgotten.
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
    let mut outside = tx.outside();
    outside
        .exec("UPDATE users SET failed_attempts = 0, locked_until = NULL WHERE id = $1", args![user])
        .await?;
    let activate = "UPDATE memberships SET state = 'active' WHERE user_id = $1 AND municipality_id = $2 AND state = 'invited'";
    outside.exec(activate, args![user, place]).await?;
    let sql = "INSERT INTO sessions (id_hash, public_id, user_id, municipality_id, created_at, last_seen_at, \
         confirmed_at, user_agent, address) VALUES ($1, $2, $3, $4, $5, $5, $5, $6, $7)";
    outside.exec(sql, args![id_hash, public_id, user, place, now, user_agent, address]).await?;
    Ok(())
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

/// The person's sessions, newest first.
pub async fn sessions(tx: &mut Tx, user: Uuid) -> sqlx::Result<Vec<SessionRow>> {
    let sql = "SELECT public_id, created_at, last_seen_at, user_agent, address FROM sessions WHERE user_id = $1 \
         ORDER BY last_seen_at DESC";
    tx.outside().all(sql, args![user]).await
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

/// A new account without password.
pub async fn create_user(tx: &mut WriteTx, email: &str, name: &str) -> sqlx::Result<Uuid> {
    let (id, now) = (tx.new_id::<Uuid>(), tx.now());
    let sql = "INSERT INTO users (id, email, name, created_at) VALUES ($1, $2, $3, $4)";
    tx.outside().exec(sql, args![id, email.to_lowercase(), name, now]).await?;
    Ok(id)
}

/// Stores a password's hash and unlocks the account.
pub async fn set_password(tx: &mut WriteTx, user: Uuid, hash: &str) -> sqlx::Result<u64> {
    let sql = "UPDATE users SET password_hash = $2, failed_attempts = 0, locked_until = NULL, version = version + 1 WHERE id = $1";
    tx.outside().exec(sql, args![user, hash]).await
}

/// The language of a person's pages.
pub async fn set_language(tx: &mut WriteTx, user: Uuid, language: &str) -> sqlx::Result<u64> {
    tx.outside().exec("UPDATE users SET language = $2 WHERE id = $1", args![user, language]).await
}

/// Makes the person a member of the transaction's municipality, or changes the membership, with exactly these roles.
pub async fn set_membership(
    tx: &mut WriteTx,
    user: Uuid,
    state: MembershipState,
    grants: &[(Role, Option<Uuid>)],
) -> sqlx::Result<Uuid> {
    let (place, id, now) = (tx.tenant().0, tx.new_id::<Uuid>(), tx.now());
    let mut outside = tx.outside();
    let sql = "INSERT INTO memberships (id, user_id, municipality_id, state, created_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (municipality_id, user_id) DO UPDATE SET state = $4, version = memberships.version + 1";
    outside.exec(sql, args![id, user, place, state, now]).await?;
    let rows: Vec<(Uuid,)> = outside
        .all("SELECT id FROM memberships WHERE user_id = $1 AND municipality_id = $2", args![user, place])
        .await?;
    let membership = rows.first().map_or(id, |(id,)| *id);
    outside.exec("DELETE FROM grants WHERE membership_id = $1", args![membership]).await?;
    for (role, unit) in grants {
        let sql = "INSERT INTO grants (membership_id, role, unit_id) VALUES ($1, $2, $3)";
        outside.exec(sql, args![membership, *role, *unit]).await?;
    }
    Ok(membership)
}

/// Keeps the hash of a one-time link; an earlier one for the same purpose ends.
pub async fn keep_link(
    tx: &mut WriteTx,
    hash: Vec<u8>,
    user: Uuid,
    purpose: Purpose,
    until: DateTime<Utc>,
) -> sqlx::Result<()> {
    let mut outside = tx.outside();
    outside
        .exec("DELETE FROM one_time_links WHERE user_id = $1 AND purpose = $2", args![user, purpose])
        .await?;
    let sql = "INSERT INTO one_time_links (token_hash, user_id, purpose, expires_at) VALUES ($1, $2, $3, $4)";
    outside.exec(sql, args![hash, user, purpose, until]).await?;
    Ok(())
}

/// Whose link it is, while it lasts.
pub async fn of_link(tx: &mut Tx, hash: Vec<u8>, now: DateTime<Utc>) -> sqlx::Result<Option<Account>> {
    let sql = "SELECT u.id, u.name, u.email, u.password_hash, u.failed_attempts, u.locked_until FROM one_time_links l \
         JOIN users u ON u.id = l.user_id WHERE l.token_hash = $1 AND l.expires_at > $2";
    tx.outside().opt(sql, args![hash, now]).await
}

/// Uses the link up; false when it was used or had ended.
pub async fn use_link(tx: &mut WriteTx, hash: Vec<u8>, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let sql = "DELETE FROM one_time_links WHERE token_hash = $1 AND expires_at > $2";
    Ok(tx.outside().exec(sql, args![hash, now]).await? == 1)
}

/// Somebody who holds a role.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Holder {
    /// Full name.
    pub name: String,
    /// E-mail.
    pub email: String,
}

/// The active members of the transaction's municipality who hold a role anywhere in it, by name.
pub async fn with_role(tx: &mut Tx, role: Role) -> sqlx::Result<Vec<Holder>> {
    let place = tx.tenant().0;
    let sql = "SELECT DISTINCT u.name, u.email FROM memberships m JOIN users u ON u.id = m.user_id \
         JOIN grants g ON g.membership_id = m.id WHERE m.municipality_id = $1 AND m.state = 'active' AND g.role = $2 \
         ORDER BY u.name, u.email";
    tx.outside().all(sql, args![place, role]).await
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
