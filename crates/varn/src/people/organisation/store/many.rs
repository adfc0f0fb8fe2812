//! Many units and people at once: the first start of a municipality.

use super::{Person, Unit};
use crate::args;
use crate::people::organisation::model::{UnitId, UnitKind};
use crate::people::organisation::{PERSON, UNIT};
use crate::platform::db::WriteTx;
use crate::platform::swedish::{fold, sort_key};
use std::collections::HashMap;

/// What a new unit stands below.
#[derive(Clone, Copy, Debug)]
pub enum Below {
    /// A unit that is there.
    Unit(UnitId),
    /// One of those that are added, by its place among them; it comes before this one.
    New(usize),
}

/// A unit to be added.
#[derive(Clone, Debug)]
pub struct NewUnit {
    /// What it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// What it stands below.
    pub below: Below,
}

/// Adds units and keeps the closure; `known` are all units that are there. Two statements.
pub async fn insert_units(tx: &mut WriteTx, known: &[Unit], new: &[NewUnit]) -> sqlx::Result<Vec<Unit>> {
    let mut all: HashMap<UnitId, Unit> = known.iter().map(|unit| (unit.id, unit.clone())).collect();
    let mut made: Vec<Unit> = Vec::new();
    for one in new {
        let parent = match one.below {
            Below::Unit(id) => all.get(&id),
            Below::New(at) => made.get(at),
        };
        let id: UnitId = tx.new_id();
        let authority = parent.filter(|_| !one.kind.is_authority()).map_or(id, |parent| parent.authority_id);
        let unit = Unit {
            id,
            kind: one.kind,
            name: one.name.clone(),
            parent_id: parent.map(|parent| parent.id),
            authority_id: authority,
            closed_on: None,
            merged_into: None,
            version: 1,
        };
        all.insert(id, unit.clone());
        made.push(unit);
    }
    let now = tx.now();
    let rows = made.iter().map(|u| {
        let keys = (sort_key(&u.name), fold(&u.name));
        args![u.id, u.kind, &u.name, keys.0, keys.1, u.parent_id, u.authority_id, now]
    });
    let columns = ["id", "kind", "name", "name_sort", "name_fold", "parent_id", "authority_id", "created_at"];
    tx.insert_many("units", &columns, rows.collect()).await?;
    let mut below = Vec::new();
    for unit in &made {
        let mut above = Some(unit.id);
        while let Some(id) = above {
            below.push(args![id, unit.id]);
            above = all.get(&id).and_then(|unit| unit.parent_id);
        }
    }
    tx.insert_many("unit_below", &["above_id", "unit_id"], below).await?;
    made.iter().for_each(|unit| tx.revise(UNIT, unit.id.0, unit));
    Ok(made)
}

/// Saves changed people, each with its next version; gives how many were saved.
pub async fn save_people(tx: &mut WriteTx, people: &[Person]) -> sqlx::Result<u64> {
    let now = tx.now();
    let columns = [
        "id",
        "name",
        "name_sort",
        "name_fold",
        "title",
        "email",
        "unit_id",
        "user_id",
        "left_on",
        "created_at",
        "version",
    ];
    let rows = people.iter().map(|p| {
        let keys = (sort_key(&p.name), fold(&p.name));
        args![
            p.id, &p.name, keys.0, keys.1, &p.title, &p.email, p.unit_id, p.user_id, p.left_on, now,
            p.version
        ]
    });
    let saved = tx.save_many("people", &columns, rows.collect()).await?;
    people.iter().for_each(|person| tx.revise(PERSON, person.id.0, person));
    Ok(saved)
}
