//! Units, their closure, and people: what others ask for. How the tree changes stands in `store/structure.rs`, people in
//! `store/people.rs`, what belongs to whom in `store/holdings.rs`, settings in `store/settings.rs`.

mod holdings;
mod many;
mod people;
mod settings;
mod structure;

pub use holdings::{Held, Touched, held_by, is_empty, records_per_unit, touched};
pub use many::{Below, NewUnit, insert_units, save_people};
pub use people::{
    PersonPage, PersonRow, account_choices, attach_accounts, count_people, find_person, find_person_row,
    has_person_with_email, leave, list_people, person_with_account, return_to_work, take_over, update_person,
};
pub use settings::{
    Place, members_of_association, place, rename_root, set_association_members, set_identity, set_place,
};
pub use structure::{below, close, find, has_board, hold_tree, merge, move_below, names_of, rename, reopen};

use super::model::{PersonId, Standing, UnitId, UnitKind};
use super::{PERSON, UNIT};
use crate::args;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::permission::Scope;
use crate::platform::swedish::{fold, sort_key};
use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;

/// A unit.
#[derive(Clone, Debug, sqlx::FromRow, Serialize)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// What it belongs to; `None` for the root.
    pub parent_id: Option<UnitId>,
    /// The authority it is part of: itself, or the nearest one above.
    pub authority_id: UnitId,
    /// Since when it is closed.
    pub closed_on: Option<NaiveDate>,
    /// What it was merged into.
    pub merged_into: Option<UnitId>,
    /// For stale edits.
    pub version: i64,
}

impl Unit {
    /// The unit as the rules see it.
    pub const fn standing(&self) -> Standing {
        Standing { id: self.id, kind: self.kind, parent: self.parent_id, closed: self.closed_on.is_some() }
    }
}

/// The columns of a unit `u`.
const UNIT_COLUMNS: &str =
    "u.id, u.kind, u.name, u.parent_id, u.authority_id, u.closed_on, u.merged_into, u.version";

/// A person.
#[derive(Clone, Debug, sqlx::FromRow, Serialize)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// Name, or the role that stands for one.
    pub name: String,
    /// Title.
    pub title: String,
    /// E-mail.
    pub email: String,
    /// Where she works.
    pub unit_id: Option<UnitId>,
    /// Her account.
    pub user_id: Option<Uuid>,
    /// Since when she has left.
    pub left_on: Option<NaiveDate>,
    /// For stale edits.
    pub version: i64,
}

/// Every unit, in Swedish order of name.
pub async fn units(tx: &mut Tx) -> sqlx::Result<Vec<Unit>> {
    let sql = format!("SELECT {UNIT_COLUMNS} FROM units u WHERE u.tenant_id = $1 ORDER BY u.name_sort, u.id");
    tx.all(&sql, args![]).await
}

/// The person an account stands for here.
pub async fn person_of_user(tx: &mut Tx, user: Uuid) -> sqlx::Result<Option<PersonId>> {
    let sql = "SELECT id FROM people WHERE tenant_id = $1 AND user_id = $2";
    let row: Option<(PersonId,)> = tx.opt(sql, args![user]).await?;
    Ok(row.map(|(id,)| id))
}

/// The root of the organisation.
pub async fn root(tx: &mut Tx) -> sqlx::Result<Option<UnitId>> {
    let row: Option<(UnitId,)> =
        tx.opt("SELECT id FROM units WHERE tenant_id = $1 AND parent_id IS NULL", args![]).await?;
    Ok(row.map(|(id,)| id))
}

/// Adds a unit below another (or as root) and keeps the closure.
pub async fn insert_unit(
    tx: &mut WriteTx,
    kind: UnitKind,
    name: &str,
    parent: Option<&Unit>,
) -> sqlx::Result<Unit> {
    let id: UnitId = tx.new_id();
    let authority_id = match parent {
        Some(parent) if !kind.is_authority() => parent.authority_id,
        _ => id,
    };
    let parent_id = parent.map(|parent| parent.id);
    let unit = Unit {
        id,
        kind,
        name: name.to_owned(),
        parent_id,
        authority_id,
        closed_on: None,
        merged_into: None,
        version: 1,
    };
    let now = tx.now();
    tx.exec(
        "INSERT INTO units (tenant_id, id, kind, name, name_sort, name_fold, parent_id, authority_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![id, kind, name, sort_key(name), fold(name), parent_id, authority_id, now],
    )
    .await?;
    tx.exec(
        "INSERT INTO unit_below (tenant_id, above_id, unit_id) SELECT tenant_id, above_id, $2 FROM unit_below \
         WHERE tenant_id = $1 AND unit_id = $3",
        args![id, parent_id],
    )
    .await?;
    tx.exec("INSERT INTO unit_below (tenant_id, above_id, unit_id) VALUES ($1, $2, $2)", args![id]).await?;
    tx.revise(UNIT, id.0, &unit);
    Ok(unit)
}

/// What a new person is.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// E-mail.
    pub email: String,
    /// Where she works.
    pub unit_id: Option<UnitId>,
    /// Her account.
    pub user_id: Option<Uuid>,
}

/// Adds a person.
pub async fn insert_person(tx: &mut WriteTx, new: NewPerson) -> sqlx::Result<Person> {
    let id: PersonId = tx.new_id();
    let NewPerson { name, title, email, unit_id, user_id } = new;
    let person = Person { id, name, title, email, unit_id, user_id, left_on: None, version: 1 };
    let now = tx.now();
    tx.exec(
        "INSERT INTO people (tenant_id, id, name, name_sort, name_fold, title, email, unit_id, user_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            id,
            &person.name,
            sort_key(&person.name),
            fold(&person.name),
            &person.title,
            &person.email,
            unit_id,
            user_id,
            now
        ],
    )
    .await?;
    tx.revise(PERSON, id.0, &person);
    Ok(person)
}

/// Everybody who works here, with where.
pub async fn everybody(tx: &mut Tx) -> sqlx::Result<Vec<Person>> {
    let sql = "SELECT id, name, title, email, unit_id, user_id, left_on, version FROM people WHERE tenant_id = $1 \
         AND left_on IS NULL ORDER BY name_sort, id";
    tx.all(sql, args![]).await
}

/// Adds many people, for imports.
pub async fn insert_people(tx: &mut WriteTx, people: &[Person]) -> sqlx::Result<()> {
    let now = tx.now();
    let columns =
        ["id", "name", "name_sort", "name_fold", "title", "email", "unit_id", "user_id", "created_at"];
    let rows = people.iter().map(|p| {
        args![p.id, &p.name, sort_key(&p.name), fold(&p.name), &p.title, &p.email, p.unit_id, p.user_id, now]
    });
    tx.insert_many("people", &columns, rows.collect()).await?;
    people.iter().for_each(|person| tx.revise(PERSON, person.id.0, person));
    Ok(())
}

/// Takes people out whom nothing refers to, of those given; gives who they were.
pub async fn remove_unused_people(tx: &mut WriteTx, ids: &[PersonId]) -> sqlx::Result<Vec<PersonId>> {
    let mut removed = Vec::new();
    for part in ids.chunks(5000) {
        let mut args = args![];
        let list = crate::platform::db::in_list(&mut args, part.iter().copied());
        let unused: Vec<String> = USES
            .iter()
            .map(|(table, column)| {
                format!(
                    "NOT EXISTS (SELECT 1 FROM {table} t WHERE t.tenant_id = $1 AND t.{column} = people.id)"
                )
            })
            .collect();
        let sql = format!(
            "DELETE FROM people WHERE tenant_id = $1 AND id IN {list} AND version = 1 AND user_id IS NULL \
             AND {} RETURNING id",
            unused.join(" AND ")
        );
        let gone: Vec<(PersonId,)> = tx.all(&sql, args).await?;
        removed.extend(gone.into_iter().map(|(id,)| id));
    }
    removed.iter().for_each(|id| tx.revise_removed(PERSON, id.0));
    Ok(removed)
}

/// Where a person is referred to.
const USES: [(&str, &str); 9] = [
    ("systems", "owner_id"),
    ("systems", "manager_id"),
    ("information_sets", "owner_id"),
    ("processes", "owner_id"),
    ("processings", "owner_id"),
    ("suppliers", "owner_id"),
    ("actions", "owner_id"),
    ("tasks", "owner_id"),
    ("judgements", "responsible_id"),
];

/// Units and people to choose among.
pub type Options = (Vec<(String, String)>, Vec<(String, String)>);

/// What forms and filters choose among.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Open units in scope.
    pub units: Vec<(String, String)>,
    /// Those of them that are authorities or legal persons: controllers.
    pub authorities: Vec<(String, String)>,
    /// Everybody who works here.
    pub people: Vec<(String, String)>,
}

#[derive(sqlx::FromRow)]
struct OptionRow {
    kind: String,
    id: Uuid,
    name: String,
}

/// What forms and filters choose among, in Swedish order. One statement.
pub async fn choices(tx: &mut Tx, scope: &Scope) -> sqlx::Result<Choices> {
    let mut args = args![];
    let condition = scope.condition("u.id", &mut args);
    let sql = format!(
        "SELECT CASE WHEN u.authority_id = u.id THEN 'authority' ELSE 'unit' END AS kind, u.id, u.name, u.name_sort \
         FROM units u WHERE u.tenant_id = $1 AND u.closed_on IS NULL{condition} \
         UNION ALL SELECT 'person', id, name, name_sort FROM people WHERE tenant_id = $1 AND left_on IS NULL \
         ORDER BY name_sort, id"
    );
    let rows: Vec<OptionRow> = tx.all(&sql, args).await?;
    let mut choices = Choices::default();
    for row in rows {
        let pair = (row.id.to_string(), row.name);
        match row.kind.as_str() {
            "person" => choices.people.push(pair),
            "authority" => {
                choices.authorities.push(pair.clone());
                choices.units.push(pair);
            }
            _ => choices.units.push(pair),
        }
    }
    Ok(choices)
}

/// The units in scope and everybody who works here. One statement.
pub async fn options(tx: &mut Tx, scope: &Scope) -> sqlx::Result<Options> {
    let choices = choices(tx, scope).await?;
    Ok((choices.units, choices.people))
}

/// Whether all of them are people of this municipality.
pub async fn know_all(tx: &mut Tx, people: &[Option<PersonId>]) -> sqlx::Result<bool> {
    let mut wanted: Vec<PersonId> = people.iter().copied().flatten().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut args = args![];
    let list = crate::platform::db::in_list(&mut args, wanted.iter().copied());
    let sql = format!("SELECT COUNT(*) FROM people WHERE tenant_id = $1 AND id IN {list}");
    let (known,): (i64,) = tx.one(&sql, args).await?;
    Ok(usize::try_from(known).is_ok_and(|known| known == wanted.len()))
}
