//! Memberships and their roles in the transaction's municipality, which is `$1` here as everywhere.

use crate::args;
use crate::people::accounts::MEMBERSHIP;
use crate::people::accounts::model::MembershipState;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::list::ListQuery;
use crate::platform::permission::Role;
use crate::platform::swedish::fold;
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A membership with the account behind it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Member {
    /// The membership.
    pub id: Uuid,
    /// The account.
    pub user_id: Uuid,
    /// Full name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Where it stands.
    pub state: MembershipState,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Whether a password has been chosen.
    pub has_password: bool,
    /// Until when wrong passwords have locked the account.
    pub locked_until: Option<DateTime<Utc>>,
    /// When she was last seen here.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// For stale edits.
    pub version: i64,
    /// How many there are, whichever page of them is shown.
    pub total: i64,
}

const MEMBER: &str = "SELECT m.id, m.user_id, u.name, u.email, m.state, m.created_at, \
     u.password_hash IS NOT NULL AS has_password, u.locked_until, (SELECT MAX(s.last_seen_at) FROM sessions s \
     WHERE s.user_id = m.user_id AND s.municipality_id = m.municipality_id) AS last_seen_at, m.version, \
     COUNT(*) OVER () AS total \
     FROM memberships m JOIN users u ON u.id = m.user_id LEFT JOIN people p ON p.tenant_id = $1 AND p.user_id = u.id \
     AND p.id = (SELECT f.id FROM people f WHERE f.tenant_id = $1 AND f.user_id = u.id ORDER BY f.id LIMIT 1)";

/// What the list is narrowed to; begins with ` WHERE`.
fn condition(query: &ListQuery, args: &mut Vec<Arg>) -> String {
    let mut sql = " WHERE m.municipality_id = $1".to_owned();
    let mut and = |clause: &str, value: Arg, args: &mut Vec<Arg>| {
        args.push(value);
        sql += &clause.replace('?', &format!("${}", args.len() + 1));
    };
    if !query.q.is_empty() {
        let escaped = fold(&query.q).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let either = " AND (p.name_fold LIKE ? ESCAPE '\\' OR u.email LIKE ? ESCAPE '\\')";
        and(either, format!("%{escaped}%").into(), args);
    }
    if let Ok(state) = query.filter("lage").parse::<MembershipState>() {
        and(" AND m.state = ?", state.into(), args);
    }
    if let Ok(role) = query.filter("roll").parse::<Role>() {
        let holds = " AND EXISTS (SELECT 1 FROM grants g WHERE g.membership_id = m.id AND g.role = ?)";
        and(holds, role.into(), args);
    }
    sql
}

/// The members the query asks for.
pub async fn list_members(tx: &mut Tx, query: &ListQuery) -> sqlx::Result<Vec<Member>> {
    let mut args = args![];
    let condition = condition(query, &mut args);
    tx.all(&format!("{MEMBER}{condition}{}", query.tail()), args).await
}

/// How many members the query has.
pub async fn count_members(tx: &mut Tx, query: &ListQuery) -> sqlx::Result<i64> {
    let mut args = args![];
    let condition = condition(query, &mut args);
    let sql = format!(
        "SELECT COUNT(*) FROM memberships m JOIN users u ON u.id = m.user_id \
         LEFT JOIN people p ON p.tenant_id = $1 AND p.user_id = u.id AND p.id = (SELECT f.id FROM people f \
         WHERE f.tenant_id = $1 AND f.user_id = u.id ORDER BY f.id LIMIT 1){condition}"
    );
    let (count,): (i64,) = tx.one(&sql, args).await?;
    Ok(count)
}

/// The member, if she is one of this municipality's.
pub async fn find_member(tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<Member>> {
    tx.opt(&format!("{MEMBER} WHERE m.municipality_id = $1 AND m.id = $2"), args![id]).await
}

/// Where the account's membership of this municipality stands, if there is one.
pub async fn membership_of(tx: &mut Tx, user: Uuid) -> sqlx::Result<Option<MembershipState>> {
    let sql = "SELECT state FROM memberships WHERE municipality_id = $1 AND user_id = $2";
    let row: Option<(MembershipState,)> = tx.opt(sql, args![user]).await?;
    Ok(row.map(|(state,)| state))
}

/// A role as it is held.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RoleHeld {
    /// Whose.
    pub membership_id: Uuid,
    /// The role.
    pub role: Role,
    /// Where; `None` for the whole municipality.
    pub unit_id: Option<Uuid>,
    /// Name of that unit.
    pub unit: Option<String>,
}

/// The roles of some members. One statement.
pub async fn grants_of(tx: &mut Tx, members: impl IntoIterator<Item = Uuid>) -> sqlx::Result<Vec<RoleHeld>> {
    let mut args = args![];
    let list = in_list(&mut args, members);
    let sql = format!(
        "SELECT g.membership_id, g.role, g.unit_id, n.name AS unit FROM grants g \
         JOIN memberships m ON m.id = g.membership_id AND m.municipality_id = $1 \
         LEFT JOIN units n ON n.tenant_id = $1 AND n.id = g.unit_id WHERE g.membership_id IN {list} \
         ORDER BY g.role, n.name_sort NULLS FIRST, g.unit_id"
    );
    tx.all(&sql, args).await
}

/// The roles of an account here. One statement.
pub async fn grants_of_user(tx: &mut Tx, user: Uuid) -> sqlx::Result<Vec<RoleHeld>> {
    let sql = "SELECT g.membership_id, g.role, g.unit_id, n.name AS unit FROM grants g \
         JOIN memberships m ON m.id = g.membership_id AND m.municipality_id = $1 \
         LEFT JOIN units n ON n.tenant_id = $1 AND n.id = g.unit_id WHERE m.user_id = $2 ORDER BY g.role, g.unit_id";
    tx.all(sql, args![user]).await
}

/// The open units a role can hold for, in Swedish order.
pub async fn units_to_scope(tx: &mut Tx) -> sqlx::Result<Vec<(Uuid, String)>> {
    let sql = "SELECT id, name FROM units WHERE tenant_id = $1 AND closed_on IS NULL ORDER BY name_sort, id";
    tx.all(sql, args![]).await
}

/// How many roles hold for a unit itself.
pub async fn grants_on(tx: &mut Tx, unit: Uuid) -> sqlx::Result<i64> {
    let sql = "SELECT COUNT(*) FROM grants g JOIN memberships m ON m.id = g.membership_id \
         WHERE m.municipality_id = $1 AND g.unit_id = $2";
    let (count,): (i64,) = tx.one(sql, args![unit]).await?;
    Ok(count)
}

/// Roles for one unit hold for another from now on; gives how many.
pub async fn move_grants(tx: &mut WriteTx, from: Uuid, to: Uuid) -> sqlx::Result<u64> {
    let ours = "membership_id IN (SELECT m.id FROM memberships m WHERE m.municipality_id = $1)";
    let twice = format!(
        "DELETE FROM grants WHERE unit_id = $2 AND {ours} AND EXISTS (SELECT 1 FROM grants o \
         WHERE o.membership_id = grants.membership_id AND o.role = grants.role AND o.unit_id = $3)"
    );
    let dropped = tx.exec(&twice, args![from, to]).await?;
    let moved = format!("UPDATE grants SET unit_id = $3 WHERE unit_id = $2 AND {ours}");
    Ok(dropped + tx.exec(&moved, args![from, to]).await?)
}

/// Makes the person a member of the transaction's municipality, or changes the membership, with exactly these roles.
pub async fn set_membership(
    tx: &mut WriteTx,
    user: Uuid,
    state: MembershipState,
    grants: &[(Role, Option<Uuid>)],
) -> sqlx::Result<Uuid> {
    let (id, now) = (tx.new_id::<Uuid>(), tx.now());
    let sql = "INSERT INTO memberships (id, user_id, municipality_id, state, created_at) VALUES ($2, $3, $1, $4, $5) \
         ON CONFLICT (municipality_id, user_id) DO UPDATE SET state = $4, version = memberships.version + 1 \
         RETURNING id";
    let (membership,): (Uuid,) = tx.one(sql, args![id, user, state, now]).await?;
    let mut outside = tx.outside();
    outside.exec("DELETE FROM grants WHERE membership_id = $1", args![membership]).await?;
    for (role, unit) in grants {
        let sql = "INSERT INTO grants (membership_id, role, unit_id) VALUES ($1, $2, $3)";
        outside.exec(sql, args![membership, *role, *unit]).await?;
    }
    Ok(membership)
}

/// The invited becomes active in the transaction's municipality; gives the membership.
pub async fn accept(tx: &mut WriteTx, user: Uuid) -> sqlx::Result<Option<Uuid>> {
    let sql = "UPDATE memberships SET state = 'active', version = version + 1 \
         WHERE municipality_id = $1 AND user_id = $2 AND state = 'invited' RETURNING id";
    let row: Option<(Uuid,)> = tx.opt(sql, args![user]).await?;
    Ok(row.map(|(id,)| id))
}

/// Lets nobody else change members of this municipality until the transaction ends.
pub async fn hold_members(tx: &mut WriteTx) -> sqlx::Result<u64> {
    tx.exec("UPDATE tenants SET accent = accent WHERE id = $1", args![]).await
}

/// Whether the municipality has an active administrator.
pub async fn works_with_administrator(tx: &mut Tx) -> sqlx::Result<bool> {
    let sql = "SELECT COUNT(*) FROM memberships m JOIN grants g ON g.membership_id = m.id \
         WHERE m.municipality_id = $1 AND m.state = 'active' AND g.role = 'administrator' AND g.unit_id IS NULL";
    let (count,): (i64,) = tx.one(sql, args![]).await?;
    Ok(count > 0)
}

/// In how many other municipalities the account is used, or is about to be.
pub async fn other_places(tx: &mut Tx, user: Uuid) -> sqlx::Result<i64> {
    let sql =
        "SELECT COUNT(*) FROM memberships WHERE municipality_id <> $1 AND user_id = $2 AND state <> 'left'";
    let (count,): (i64,) = tx.one(sql, args![user]).await?;
    Ok(count)
}

/// Ends a person's sessions in the transaction's municipality; gives how many.
pub async fn end_sessions_here(tx: &mut WriteTx, user: Uuid) -> sqlx::Result<u64> {
    tx.exec("DELETE FROM sessions WHERE municipality_id = $1 AND user_id = $2", args![user]).await
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
    let sql = "SELECT DISTINCT u.name, u.email FROM memberships m JOIN users u ON u.id = m.user_id \
         JOIN grants g ON g.membership_id = m.id WHERE m.municipality_id = $1 AND m.state = 'active' AND g.role = $2 \
         ORDER BY u.name, u.email";
    tx.all(sql, args![role]).await
}

/// A membership in its history: who, where it stands, and where each role holds.
#[derive(Serialize)]
struct MemberRecord {
    name: String,
    email: String,
    membership_state: MembershipState,
    #[serde(flatten)]
    roles: BTreeMap<String, String>,
}

/// Writes what the membership has become into its history.
pub async fn revise_member(tx: &mut WriteTx, id: Uuid) -> sqlx::Result<()> {
    let Some(member) = find_member(tx, id).await? else { return Ok(()) };
    let held = grants_of(tx, [id]).await?;
    let (whole,): (String,) = tx.one("SELECT name FROM tenants WHERE id = $1", args![]).await?;
    // A role that is not held stands there too, empty, so that taking it away shows as a change.
    let places = |role: Role| {
        let units = held.iter().filter(|one| one.role == role);
        let names = units.map(|one| one.unit.clone().unwrap_or_else(|| whole.clone()));
        names.collect::<Vec<_>>().join(", ")
    };
    let roles = Role::ALL.iter().map(|role| (format!("role_{role}"), places(*role)));
    let record = MemberRecord {
        name: member.name,
        email: member.email,
        membership_state: member.state,
        roles: roles.collect(),
    };
    tx.revise(MEMBERSHIP, id, &record);
    Ok(())
}
