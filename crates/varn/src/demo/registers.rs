//! Systems, suppliers, information, processes, processings and what ties them.

use super::Story;
use super::data::Town;
use super::organisation::Place;
use crate::knowledge::library::{Information as Known, PROPOSALS};
use crate::people::organisation::{PersonId, UnitId};
use crate::platform::db::WriteTx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::registers::RecordState;
use crate::registers::information::{self, Information, InformationId};
use crate::registers::links::{self, Link, LinkKind};
use crate::registers::processes::{self, Process, ProcessId};
use crate::registers::processings::{self, Processing};
use crate::registers::suppliers::{self, Supplier, SupplierId};
use crate::registers::systems::{self, SystemId, model::System};
use chrono::Duration;
use std::collections::HashMap;

/// An information set of the demo and what it resembles in the library.
pub(super) struct Set {
    pub(super) id: InformationId,
    pub(super) known: &'static Known,
    pub(super) owner: Option<PersonId>,
    pub(super) unit: UnitId,
}

/// What later chapters need.
pub(super) struct Registers {
    pub(super) sets: Vec<Set>,
    pub(super) systems: Vec<System>,
}

/// The registers are filled 370 days ago, and tied together the day after.
pub(super) async fn build(story: &mut Story<'_>, town: &Town, place: &Place) -> Result<Registers> {
    let mut tx = story.write(place.tenant, 370, place.coordinator.clone()).await?;
    let suppliers = add_suppliers(&mut tx, town, place).await?;
    let (systems, ids) = add_systems(&mut tx, story, town, place).await?;
    let event = Event::new(EventKind::SystemCreated).detail("records", systems.len());
    story.app.commit(tx, event).await?;
    let mut tx = story.write(place.tenant, 369, place.coordinator.clone()).await?;
    let sets = add_information(&mut tx, story, town, place).await?;
    let processes = add_processes(&mut tx, story, place, &sets).await?;
    let mut links = tie(town, &suppliers, &ids, &sets, &processes);
    links.extend(add_processings(&mut tx, story, town, place, &sets, &ids).await?);
    links.sort_unstable();
    links.dedup_by_key(|link| (link.kind, link.from_id, link.to_id));
    links::store::insert_many(&mut tx, &links).await?;
    let event = Event::new(EventKind::InformationCreated).detail("records", sets.len());
    story.app.commit(tx, event).await?;
    Ok(Registers { sets, systems })
}

async fn add_suppliers(
    tx: &mut WriteTx,
    town: &Town,
    place: &Place,
) -> Result<HashMap<&'static str, SupplierId>> {
    let root = root(place)?;
    let mut ids = HashMap::new();
    let mut rows = Vec::new();
    for supplier in &town.file.suppliers {
        let mut row = Supplier::new(tx.new_id());
        ids.insert(supplier.key.as_str(), row.id);
        row.name.clone_from(&supplier.name);
        row.description.clone_from(&supplier.what_sv);
        row.country.clone_from(&supplier.country);
        row.contact.clone_from(&supplier.contact_email);
        row.critical = Some(supplier.critical);
        row.unit_id = root;
        rows.push(row);
    }
    suppliers::store::insert_many(tx, &rows).await?;
    Ok(ids)
}

fn root(place: &Place) -> Result<UnitId> {
    place.units.get("kommun").copied().ok_or(Error::NotFound)
}

async fn add_systems(
    tx: &mut WriteTx,
    story: &Story<'_>,
    town: &Town,
    place: &Place,
) -> Result<(Vec<System>, HashMap<&'static str, SystemId>)> {
    let mut ids = HashMap::new();
    let mut rows = Vec::new();
    for (at, system) in (0_i64..).zip(&town.file.systems) {
        let mut row = System::new(tx.new_id());
        ids.insert(system.key.as_str(), row.id);
        row.name.clone_from(&system.name);
        row.description.clone_from(&system.description_sv);
        row.library_ref.clone_from(&system.kind);
        row.unit_id = *place.units.get(system.unit.as_str()).ok_or(Error::NotFound)?;
        row.owner_id = place.people.get(system.owner.as_str()).copied();
        row.manager_id = place.people.get(system.manager.as_str()).copied();
        row.hosting = system.hosting.parse().ok();
        row.lifecycle = system.lifecycle.parse().ok();
        row.criticality = Some(5 - system.criticality);
        row.personal_data = Some(system.personal_data);
        row.contract_end.clone_from(&system.contract_end);
        row.external_id = format!("S-{:03}", at + 1);
        row.next_review = Some(story.today + Duration::days(at * 37 % 420 - 60));
        rows.push(row);
    }
    systems::store::insert_many(tx, &rows).await?;
    Ok((rows, ids))
}

/// The unit below a committee that a set or process most likely belongs to: its department, else itself.
fn unit_of(town: &Town, place: &Place, committee: &str, at: usize) -> Option<UnitId> {
    let board = *place.committees.get(committee)?;
    let key = town.file.units.iter().find(|unit| unit.committee == committee)?.key.as_str();
    let departments: Vec<_> = town.file.units.iter().filter(|unit| unit.parent == key).collect();
    let below = departments.get(at % (departments.len() + 1));
    Some(below.and_then(|unit| place.units.get(unit.key.as_str()).copied()).unwrap_or(board))
}

/// Somebody who works in the committee's part of the organisation and may own information.
fn owner_of(town: &Town, place: &Place, committee: &str, at: usize) -> Option<PersonId> {
    let mut keys = vec![town.file.units.iter().find(|unit| unit.committee == committee)?.key.as_str()];
    let mut next = 0;
    while let Some(key) = keys.get(next).copied() {
        next += 1;
        keys.extend(town.file.units.iter().filter(|unit| unit.parent == key).map(|unit| unit.key.as_str()));
    }
    let people: Vec<_> =
        town.file.people.iter().filter(|person| keys.contains(&person.unit.as_str())).collect();
    let chosen = people.get(at % people.len().max(1))?;
    place.people.get(chosen.key.as_str()).copied()
}

async fn add_information(
    tx: &mut WriteTx,
    story: &Story<'_>,
    town: &Town,
    place: &Place,
) -> Result<Vec<Set>> {
    let named = town
        .file
        .information_systems
        .iter()
        .filter_map(|entry| PROPOSALS.information_set(&entry.information));
    let named = named.map(|known| (known.name_sv.as_str(), known.committee.as_str(), known));
    let extra = town.file.extra_information.iter().filter_map(|extra| {
        Some((extra.name.as_str(), extra.committee.as_str(), PROPOSALS.information_set(&extra.based_on)?))
    });
    let mut sets = Vec::new();
    let mut rows = Vec::new();
    for (at, (name, committee, known)) in named.chain(extra).enumerate() {
        let unit = unit_of(town, place, committee, at).map_or_else(|| root(place), Ok)?;
        let mut row = Information::new(tx.new_id());
        name.clone_into(&mut row.name);
        row.description.clone_from(&known.description_sv);
        row.unit_id = unit;
        row.owner_id = (at % 11 != 5).then(|| owner_of(town, place, committee, at)).flatten();
        row.personal_data = Some(known.personal_data.clone());
        row.provisions.clone_from(&known.provisions);
        row.retention_when.clone_from(&known.retention_sv);
        row.library_ref.clone_from(&known.id);
        row.state = if at % 4 == 3 { RecordState::Proposed } else { RecordState::Confirmed };
        row.next_review = Some(story.today + Duration::days(i64::try_from(at * 53 % 400).unwrap_or(0) - 30));
        sets.push(Set { id: row.id, known, owner: row.owner_id, unit });
        rows.push(row);
    }
    information::store::insert_many(tx, &rows).await?;
    Ok(sets)
}

/// Processes whose information the municipality has, with what they use.
async fn add_processes(
    tx: &mut WriteTx,
    story: &Story<'_>,
    place: &Place,
    sets: &[Set],
) -> Result<Vec<(ProcessId, &'static crate::knowledge::library::Process)>> {
    let mut made = Vec::new();
    let mut rows = Vec::new();
    let has = |id: &String| sets.iter().any(|set| set.known.id == *id);
    for (at, known) in (0_i64..).zip(PROPOSALS.processes.iter()) {
        let Some(&unit) = place.committees.get(known.committee.as_str()) else { continue };
        // Granköping has not got round to every process yet.
        if !known.information.iter().any(has) || (!known.vital && at % 5 < 2) {
            continue;
        }
        let mut row = Process::new(tx.new_id());
        row.name.clone_from(&known.name_sv);
        row.code.clone_from(&known.code);
        row.description.clone_from(&known.description_sv);
        row.unit_id = unit;
        row.owner_id =
            sets.iter().find(|set| known.information.contains(&set.known.id)).and_then(|set| set.owner);
        row.tolerated_outage_minutes = (at % 3 != 1).then_some(known.tolerated_outage_hours * 60);
        row.reserve_routine.clone_from(&known.reserve_routine_sv);
        row.vital = Some(known.vital);
        row.library_ref.clone_from(&known.id);
        row.next_review = Some(story.today + Duration::days(at * 41 % 380 - 20));
        made.push((row.id, known));
        rows.push(row);
    }
    processes::store::insert_many(tx, &rows).await?;
    Ok(made)
}

fn tie(
    town: &Town,
    suppliers: &HashMap<&'static str, SupplierId>,
    systems: &HashMap<&'static str, SystemId>,
    sets: &[Set],
    processes: &[(ProcessId, &'static crate::knowledge::library::Process)],
) -> Vec<Link> {
    let mut links = Vec::new();
    for system in &town.file.systems {
        let Some(&id) = systems.get(system.key.as_str()) else { continue };
        if let Some(&supplier) = suppliers.get(system.supplier.as_str()) {
            links.push(Link::new(LinkKind::DeliveredBy, id, supplier));
        }
        for other in &system.depends_on {
            if let (Some(&needed), Ok(kind)) = (systems.get(other.system.as_str()), other.kind.parse()) {
                links.push(Link::new(kind, id, needed));
            }
        }
    }
    for (set, keys) in sets.iter().zip(lives_in(town)) {
        let homes = keys.iter().filter_map(|key| systems.get(key.as_str()));
        links.extend(homes.map(|&system| Link::new(LinkKind::LivesIn, set.id, system)));
    }
    for (process, known) in processes {
        let used = sets.iter().filter(|set| known.information.contains(&set.known.id));
        links.extend(used.map(|set| Link::new(LinkKind::UsesInformation, *process, set.id)));
    }
    links
}

/// The systems of each set, in the order the sets were made.
fn lives_in(town: &Town) -> impl Iterator<Item = &'static Vec<String>> {
    let known = town
        .file
        .information_systems
        .iter()
        .filter(|entry| PROPOSALS.information_set(&entry.information).is_some());
    let extra = town
        .file
        .extra_information
        .iter()
        .filter(|extra| PROPOSALS.information_set(&extra.based_on).is_some());
    known.map(|entry| &entry.systems).chain(extra.map(|extra| &extra.systems))
}

/// A processing for every sixth set with personal data.
async fn add_processings(
    tx: &mut WriteTx,
    story: &Story<'_>,
    town: &Town,
    place: &Place,
    sets: &[Set],
    systems: &HashMap<&'static str, SystemId>,
) -> Result<Vec<Link>> {
    let mut links = Vec::new();
    let mut rows = Vec::new();
    let personal = sets.iter().zip(lives_in(town)).filter(|(set, _)| set.known.personal_data != "none");
    for (at, (set, homes)) in (0_i64..).zip(personal.step_by(6)) {
        let mut row = Processing::new(tx.new_id());
        row.name.clone_from(&set.known.name_sv);
        row.purpose.clone_from(&set.known.description_sv);
        row.unit_id = place.committees.get(set.known.committee.as_str()).copied().unwrap_or(set.unit);
        row.owner_id = set.owner;
        row.legal_basis = if at % 7 == 3 { String::new() } else { "6.1.c 6.1.e".to_owned() };
        row.sensitive =
            Some(["sensitive", "protected_identity", "criminal"].contains(&set.known.personal_data.as_str()));
        row.third_country = Some(at % 13 == 4);
        row.retention.clone_from(&set.known.retention_sv);
        row.next_review = Some(story.today + Duration::days(at * 29 % 360 - 10));
        links.push(Link::new(LinkKind::CoversInformation, row.id, set.id));
        links.extend(
            homes
                .iter()
                .filter_map(|key| systems.get(key.as_str()))
                .map(|&system| Link::new(LinkKind::RunsIn, row.id, system)),
        );
        rows.push(row);
    }
    processings::store::insert_many(tx, &rows).await?;
    Ok(links)
}
