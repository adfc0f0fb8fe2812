//! The people of the municipality.

use super::holdings::{columns_of_people, columns_of_units, owners};
use super::{NewPerson, Person, insert_person};
use crate::args;
use crate::people::organisation::PERSON;
use crate::people::organisation::model::{PersonId, UnitId};
use crate::platform::app::App;
use crate::platform::arg::Arg;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::kinds;
use crate::platform::list::ListQuery;
use crate::platform::swedish::{fold, sort_key};
use chrono::NaiveDate;
use uuid::Uuid;

const COLUMNS: &str = "p.id, p.name, p.title, p.email, p.unit_id, p.user_id, p.left_on, p.version";

/// A row of the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonRow {
    /// The person.
    #[sqlx(flatten)]
    pub person: Person,
    /// Name of her unit.
    pub unit: Option<String>,
    /// How many records she owns.
    pub owns: i64,
}

/// What the list is narrowed to; begins with ` WHERE`.
fn condition(query: &ListQuery, args: &mut Vec<Arg>) -> String {
    let mut sql = " WHERE p.tenant_id = $1".to_owned();
    let mut and = |clause: &str, value: Arg, args: &mut Vec<Arg>| {
        args.push(value);
        sql += &clause.replace('?', &format!("${}", args.len() + 1));
    };
    if !query.q.is_empty() {
        let escaped = fold(&query.q).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let either = " AND (p.name_fold LIKE ? ESCAPE '\\' OR p.email LIKE ? ESCAPE '\\')";
        and(either, format!("%{escaped}%").into(), args);
    }
    if let Ok(unit) = query.filter("enhet").parse::<Uuid>() {
        let below = " AND p.unit_id IN (SELECT b.unit_id FROM unit_below b WHERE b.tenant_id = $1 AND b.above_id = ?)";
        and(below, unit.into(), args);
    }
    sql += match query.filter("konto") {
        "yes" => " AND p.user_id IS NOT NULL",
        "no" => " AND p.user_id IS NULL",
        _ => "",
    };
    sql += match query.filter("lage") {
        "left" => " AND p.left_on IS NOT NULL",
        "all" => "",
        _ => " AND p.left_on IS NULL",
    };
    sql
}

/// The people the query asks for; those who have left only when it asks for them.
pub async fn list_people(app: &App, tx: &mut Tx, query: &ListQuery) -> sqlx::Result<Vec<PersonRow>> {
    let mut args = args![];
    let condition = condition(query, &mut args);
    let sql = format!(
        "SELECT {COLUMNS}, u.name AS unit, COALESCE(o.number, 0) AS owns FROM people p \
         LEFT JOIN units u ON u.tenant_id = p.tenant_id AND u.id = p.unit_id \
         LEFT JOIN {} o ON o.person_id = p.id{condition}{}",
        owners(app),
        query.tail()
    );
    tx.all(&sql, args).await
}

/// How many people the query has.
pub async fn count_people(tx: &mut Tx, query: &ListQuery) -> sqlx::Result<i64> {
    let mut args = args![];
    let condition = condition(query, &mut args);
    let (count,): (i64,) = tx.one(&format!("SELECT COUNT(*) FROM people p{condition}"), args).await?;
    Ok(count)
}

/// The person.
pub async fn find_person(tx: &mut Tx, id: PersonId) -> sqlx::Result<Option<Person>> {
    let sql = format!("SELECT {COLUMNS} FROM people p WHERE p.tenant_id = $1 AND p.id = $2");
    tx.opt(&sql, args![id]).await
}

/// A person with the name of her unit, and the account that she has here.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonPage {
    /// The person.
    #[sqlx(flatten)]
    pub person: Person,
    /// Name of her unit.
    pub unit: Option<String>,
    /// Her membership.
    pub membership_id: Option<Uuid>,
    /// Where that stands.
    pub membership: Option<String>,
}

/// The person as her page shows her. One statement.
pub async fn find_person_row(tx: &mut Tx, id: PersonId) -> sqlx::Result<Option<PersonPage>> {
    let sql = format!(
        "SELECT {COLUMNS}, u.name AS unit, m.id AS membership_id, m.state AS membership FROM people p \
         LEFT JOIN units u ON u.tenant_id = p.tenant_id AND u.id = p.unit_id \
         LEFT JOIN memberships m ON m.municipality_id = $1 AND m.user_id = p.user_id \
         WHERE p.tenant_id = $1 AND p.id = $2"
    );
    tx.opt(&sql, args![id]).await
}

/// Whether somebody else who works here has this address.
pub async fn has_person_with_email(tx: &mut Tx, email: &str, but: Option<PersonId>) -> sqlx::Result<bool> {
    let sql =
        "SELECT COUNT(*) FROM people WHERE tenant_id = $1 AND email = $2 AND left_on IS NULL AND id <> $3";
    let (count,): (i64,) = tx.one(sql, args![email, but.map_or_else(Uuid::nil, Uuid::from)]).await?;
    Ok(count > 0)
}

/// Whether somebody else stands for this account.
pub async fn person_with_account(tx: &mut Tx, user: Uuid, but: Option<PersonId>) -> sqlx::Result<bool> {
    let sql = "SELECT COUNT(*) FROM people WHERE tenant_id = $1 AND user_id = $2 AND id <> $3";
    let (count,): (i64,) = tx.one(sql, args![user, but.map_or_else(Uuid::nil, Uuid::from)]).await?;
    Ok(count > 0)
}

/// The accounts of this municipality, to choose among.
pub async fn account_choices(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    let sql = "SELECT u.id, u.name, u.email FROM memberships m JOIN users u ON u.id = m.user_id \
         WHERE m.municipality_id = $1 AND m.state <> 'left' ORDER BY u.name, u.email";
    let rows: Vec<(Uuid, String, String)> = tx.all(sql, args![]).await?;
    Ok(rows.into_iter().map(|(id, name, email)| (id.to_string(), format!("{name}, {email}"))).collect())
}

/// Saves a changed person; false when she was changed by somebody else since `person.version`.
pub async fn update_person(tx: &mut WriteTx, person: &Person) -> sqlx::Result<bool> {
    let p = person;
    let touched = tx
        .exec(
            "UPDATE people SET name = $2, name_sort = $3, name_fold = $4, title = $5, email = $6, unit_id = $7, \
             user_id = $8, left_on = $9, version = version + 1 WHERE tenant_id = $1 AND id = $10 AND version = $11",
            args![
                &p.name,
                sort_key(&p.name),
                fold(&p.name),
                &p.title,
                &p.email,
                p.unit_id,
                p.user_id,
                p.left_on,
                p.id,
                p.version
            ],
        )
        .await?;
    tx.revise(PERSON, p.id, &Person { version: p.version + 1, ..p.clone() });
    Ok(touched == 1)
}

/// The person has left, and what she answered for is another's; without one it has no owner. Gives how many records.
pub async fn leave(
    app: &App,
    tx: &mut WriteTx,
    person: &Person,
    on: NaiveDate,
    to: Option<PersonId>,
) -> sqlx::Result<u64> {
    let mut handed = 0;
    for (info, columns) in columns_of_people(app) {
        handed += kinds::reassign(tx, info, &columns, person.id.0, to.map(Uuid::from)).await?;
    }
    update_person(tx, &Person { left_on: Some(on), ..person.clone() }).await?;
    Ok(handed)
}

/// The person works here again.
pub async fn return_to_work(tx: &mut WriteTx, person: &Person) -> sqlx::Result<bool> {
    update_person(tx, &Person { left_on: None, ..person.clone() }).await
}

/// What belongs to a unit belongs to another: records and people. Gives how many records.
pub async fn take_over(app: &App, tx: &mut WriteTx, from: UnitId, to: UnitId) -> sqlx::Result<u64> {
    let mut moved = 0;
    for (info, column) in columns_of_units(app) {
        moved += kinds::reassign(tx, info, &[column], from.0, Some(to.0)).await?;
    }
    let sql = format!("SELECT {COLUMNS} FROM people p WHERE p.tenant_id = $1 AND p.unit_id = $2");
    let people: Vec<Person> = tx.all(&sql, args![from]).await?;
    let sql = "UPDATE people SET unit_id = $2, version = version + 1 WHERE tenant_id = $1 AND unit_id = $3";
    tx.exec(sql, args![to, from]).await?;
    for old in people {
        tx.revise(PERSON, old.id, &Person { unit_id: Some(to), version: old.version + 1, ..old });
    }
    Ok(moved)
}

/// An account without a person.
#[derive(sqlx::FromRow)]
struct Unattached {
    user_id: Uuid,
    name: String,
    email: String,
    unit_id: Option<UnitId>,
}

/// Each of some memberships has its person, so that whoever may sign in can be an owner: one with the same address, or a
/// new one.
pub async fn attach_accounts(tx: &mut WriteTx, memberships: &[Uuid]) -> sqlx::Result<()> {
    let mut args = args![];
    let list = in_list(&mut args, memberships.iter().copied());
    let sql = format!(
        "SELECT m.user_id, a.name, a.email, (SELECT g.unit_id FROM grants g WHERE g.membership_id = m.id \
         AND g.unit_id IS NOT NULL ORDER BY g.unit_id LIMIT 1) AS unit_id \
         FROM memberships m JOIN users a ON a.id = m.user_id WHERE m.municipality_id = $1 AND m.id IN {list} \
         AND m.state IN ('invited', 'active') \
         AND NOT EXISTS (SELECT 1 FROM people p WHERE p.tenant_id = $1 AND p.user_id = m.user_id)"
    );
    let accounts: Vec<Unattached> = tx.all(&sql, args).await?;
    for account in accounts {
        let sql = format!(
            "SELECT {COLUMNS} FROM people p WHERE p.tenant_id = $1 AND p.email = $2 AND p.user_id IS NULL \
             AND p.left_on IS NULL ORDER BY p.id LIMIT 1"
        );
        let known: Option<Person> = tx.opt(&sql, args![&account.email]).await?;
        if let Some(person) = known {
            update_person(tx, &Person { user_id: Some(account.user_id), ..person }).await?;
        } else {
            let Unattached { user_id, name, email, unit_id } = account;
            let new = NewPerson { name, email, unit_id, user_id: Some(user_id), ..NewPerson::default() };
            insert_person(tx, new).await?;
        }
    }
    Ok(())
}
