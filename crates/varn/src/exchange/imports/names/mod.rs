//! What rows name: parts of the organisation, people, systems and suppliers. Found by folded name, or added as proposed.

pub(super) mod store;

use super::draft::{Draft, Named, Place, Tie};
use crate::people::organisation::store::{Person, insert_people};
use crate::people::organisation::{PersonId, UnitId, store as organisation};
use crate::platform::db::{Tx, WriteTx};
use crate::platform::permission::Scope;
use crate::platform::swedish::fold;
use crate::registers::RecordState;
use crate::registers::suppliers::{self, Supplier, SupplierId};
use crate::registers::systems::{self, System, SystemId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// Who and what there is.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Open parts of the organisation in scope: id and name.
    pub units: Vec<(UnitId, String)>,
    /// Everybody who works here.
    pub people: Vec<Person>,
}

/// What was added because rows named it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Added {
    /// People.
    pub people: Vec<PersonId>,
    /// Systems.
    pub systems: Vec<SystemId>,
    /// Suppliers.
    pub suppliers: Vec<SupplierId>,
}

impl Names {
    /// Reads them. Two statements.
    pub(super) async fn load(tx: &mut Tx, scope: &Scope) -> sqlx::Result<Self> {
        let (units, _) = organisation::options(tx, scope).await?;
        let units = units.into_iter().filter_map(|(id, name)| Some((id.parse().ok()?, name))).collect();
        Ok(Self { units, people: organisation::everybody(tx).await? })
    }

    /// Where rows are placed.
    pub(super) fn place(&self, fallback: UnitId) -> Place {
        let units = self.units.iter().map(|(id, name)| (fold(name), *id)).collect();
        Place { units, fallback }
    }

    /// The name of a part.
    pub(super) fn unit(&self, id: UnitId) -> &str {
        self.units.iter().find(|(known, _)| *known == id).map_or("", |(_, name)| name)
    }
}

/// What the rows name, as ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    people: HashMap<(String, Option<UnitId>), PersonId>,
    ties: HashMap<(Tie, String), Uuid>,
}

impl Resolved {
    /// The id of a person.
    pub(super) fn person(&self, named: &Named, units: &HashMap<String, UnitId>) -> Option<PersonId> {
        let name = fold(&named.name);
        let unit = unit_of(named, units);
        self.people.get(&(name.clone(), unit)).or_else(|| self.people.get(&(name, None))).copied()
    }

    /// The id of a system or supplier.
    pub(super) fn tie(&self, tie: Tie, name: &str) -> Option<Uuid> {
        self.ties.get(&(tie, fold(name))).copied()
    }
}

fn unit_of(named: &Named, units: &HashMap<String, UnitId>) -> Option<UnitId> {
    named.unit.as_ref().and_then(|unit| units.get(&fold(unit))).copied()
}

/// Finds everything that the drafts name, and adds what is missing.
pub(super) async fn resolve(
    tx: &mut WriteTx,
    names: &Names,
    place: &Place,
    drafts: &[&Draft],
) -> sqlx::Result<(Resolved, Added)> {
    let mut resolved = Resolved::default();
    let mut added = Added::default();
    people(tx, names, place, drafts, (&mut resolved, &mut added)).await?;
    let wanted = wanted(drafts, Tie::System);
    if !wanted.is_empty() {
        let known = store::systems(tx).await?;
        let missing = note(&mut resolved, Tie::System, known, wanted);
        let make = |name: String| System {
            name,
            unit_id: place.fallback,
            state: RecordState::Proposed,
            ..System::new(tx.new_id())
        };
        let made: Vec<System> = missing.into_iter().map(make).collect();
        systems::store::insert_many(tx, &made).await?;
        for system in &made {
            resolved.ties.insert((Tie::System, fold(&system.name)), system.id.0);
            added.systems.push(system.id);
        }
    }
    let wanted = self::wanted(drafts, Tie::Supplier);
    if !wanted.is_empty() {
        let known = store::suppliers(tx).await?;
        let missing = note(&mut resolved, Tie::Supplier, known, wanted);
        let make = |name: String| Supplier {
            name,
            unit_id: place.fallback,
            state: RecordState::Proposed,
            ..Supplier::new(tx.new_id())
        };
        let made: Vec<Supplier> = missing.into_iter().map(make).collect();
        suppliers::store::insert_many(tx, &made).await?;
        for supplier in &made {
            resolved.ties.insert((Tie::Supplier, fold(&supplier.name)), supplier.id.0);
            added.suppliers.push(supplier.id);
        }
    }
    Ok((resolved, added))
}

async fn people(
    tx: &mut WriteTx,
    names: &Names,
    place: &Place,
    drafts: &[&Draft],
    (resolved, added): (&mut Resolved, &mut Added),
) -> sqlx::Result<()> {
    for person in names.people.iter().rev() {
        let name = fold(&person.name);
        resolved.people.insert((name.clone(), None), person.id);
        if person.unit_id.is_some() {
            resolved.people.insert((name, person.unit_id), person.id);
        }
    }
    let mut made: Vec<Person> = Vec::new();
    for named in drafts.iter().flat_map(|draft| [&draft.owner, &draft.manager]).flatten() {
        if resolved.person(named, &place.units).is_some() {
            continue;
        }
        let person = Person {
            id: tx.new_id(),
            name: named.name.clone(),
            title: String::new(),
            email: named.email.clone(),
            unit_id: unit_of(named, &place.units),
            user_id: None,
            left_on: None,
            version: 1,
        };
        resolved.people.insert((fold(&person.name), None), person.id);
        resolved.people.insert((fold(&person.name), person.unit_id), person.id);
        made.push(person);
    }
    insert_people(tx, &made).await?;
    added.people = made.iter().map(|person| person.id).collect();
    Ok(())
}

/// Names of a kind, each once, as the first row writes it.
fn wanted(drafts: &[&Draft], tie: Tie) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let named = drafts.iter().flat_map(|draft| &draft.ties).filter(|(kind, _)| *kind == tie);
    named.filter(|(_, name)| seen.insert(fold(name))).map(|(_, name)| name.clone()).collect()
}

/// Notes the known ones; gives the names that are missing.
fn note(resolved: &mut Resolved, tie: Tie, known: Vec<(Uuid, String)>, wanted: Vec<String>) -> Vec<String> {
    resolved.ties.extend(known.into_iter().map(|(id, name)| ((tie, fold(&name)), id)));
    wanted.into_iter().filter(|name| !resolved.ties.contains_key(&(tie, fold(name)))).collect()
}
