//! Who is asking, read from the database at every request, so that an ended session, a changed role or a left
//! membership takes effect at once on every node.

use super::db::{Cost, Db};
use super::permission::{Grant, Permission, Role, Scope};
use super::tenant::TenantId;
use crate::args;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// A signed-in person acting in one municipality.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The account.
    pub user: Uuid,
    /// Full name.
    pub name: String,
    /// Sign-in name.
    pub email: String,
    /// `sv` or `en`.
    pub language: String,
    /// The municipality the session is in.
    pub tenant: TenantId,
    /// Its name.
    pub municipality: String,
    /// The municipality's accent colour, empty for ours.
    pub accent: String,
    /// Names the session in lists.
    pub session: Uuid,
    /// When the password was last given.
    pub confirmed_at: DateTime<Utc>,
    /// When the session was last written as seen.
    pub last_seen_at: DateTime<Utc>,
    /// When the session began.
    pub signed_in_at: DateTime<Utc>,
    /// How many municipalities the person is active in.
    pub places: i64,
    /// Roles and where they hold.
    pub grants: Vec<Grant>,
}

impl Actor {
    /// Whether some role has the permission, anywhere.
    pub fn may(&self, permission: Permission) -> bool {
        self.scope(permission).is_some()
    }

    /// Where the permission holds.
    pub fn scope(&self, permission: Permission) -> Option<Scope> {
        Scope::of(&self.grants, permission)
    }

    /// Whether the person has the role somewhere.
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}

#[derive(sqlx::FromRow)]
struct LoginRow {
    public_id: Uuid,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    confirmed_at: DateTime<Utc>,
    user_id: Uuid,
    name: String,
    email: String,
    language: String,
    tenant_id: Uuid,
    municipality: String,
    accent: String,
    places: i64,
    role: Option<String>,
    unit_id: Option<Uuid>,
}

/// The person behind a session cookie's hash, if the session is alive and the membership active. One statement.
pub async fn of_session(db: &Db, cost: &Arc<Cost>, id_hash: Vec<u8>) -> sqlx::Result<Option<Actor>> {
    let rows: Vec<LoginRow> = db
        .lookup(
            cost,
            "SELECT s.public_id, s.created_at, s.last_seen_at, s.confirmed_at, u.id AS user_id, u.name, u.email, \
             u.language, t.id AS tenant_id, t.name AS municipality, t.accent, g.role, g.unit_id, \
             (SELECT COUNT(*) FROM memberships o WHERE o.user_id = u.id AND o.state = 'active') AS places \
             FROM sessions s JOIN users u ON u.id = s.user_id JOIN tenants t ON t.id = s.municipality_id \
             JOIN memberships m ON m.user_id = s.user_id AND m.municipality_id = s.municipality_id \
             AND m.state = 'active' LEFT JOIN grants g ON g.membership_id = m.id WHERE s.id_hash = $1",
            args![id_hash],
        )
        .await?;
    Ok(of_rows(rows))
}

/// A person who does not ask now but has asked for something before: as she is in the municipality today, if she is
/// active there. Her password counts as given long ago. One statement.
pub async fn of_user(db: &Db, cost: &Arc<Cost>, user: Uuid, tenant: TenantId) -> sqlx::Result<Option<Actor>> {
    let rows: Vec<LoginRow> = db
        .lookup(
            cost,
            "SELECT m.id AS public_id, m.created_at, m.created_at AS last_seen_at, m.created_at AS confirmed_at, \
             u.id AS user_id, u.name, u.email, u.language, t.id AS tenant_id, t.name AS municipality, t.accent, \
             g.role, g.unit_id, CAST(1 AS BIGINT) AS places FROM memberships m JOIN users u ON u.id = m.user_id \
             JOIN tenants t ON t.id = m.municipality_id LEFT JOIN grants g ON g.membership_id = m.id \
             WHERE m.user_id = $1 AND m.municipality_id = $2 AND m.state = 'active'",
            args![user, tenant],
        )
        .await?;
    Ok(of_rows(rows))
}

/// One row for each of the person's grants.
fn of_rows(rows: Vec<LoginRow>) -> Option<Actor> {
    let grants = rows
        .iter()
        .filter_map(|row| Some(Grant { role: row.role.as_ref()?.parse().ok()?, unit: row.unit_id }))
        .collect();
    rows.into_iter().next().map(|row| Actor {
        user: row.user_id,
        name: row.name,
        email: row.email,
        language: row.language,
        tenant: TenantId(row.tenant_id),
        municipality: row.municipality,
        accent: row.accent,
        session: row.public_id,
        confirmed_at: row.confirmed_at,
        last_seen_at: row.last_seen_at,
        signed_in_at: row.created_at,
        places: row.places,
        grants,
    })
}
