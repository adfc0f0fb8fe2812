//! Taking proposals into the registers: records with their origin, and the links of the library between them and what
//! is there already. Everything in few statements, whatever is chosen.

use super::model::{Proposal, Seen};
use super::sort::Sort;
use crate::knowledge::library::{Information as KnownSet, PROPOSALS, Process as KnownProcess, SystemType};
use crate::people::organisation::UnitId;
use crate::platform::db::WriteTx;
use crate::registers::RecordState;
use crate::registers::information::{Information, store as information};
use crate::registers::links::{Link, LinkKind, store as links};
use crate::registers::processes::{Process, store as processes};
use crate::registers::systems::{model::System, store as systems};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What is taken in: what it is called here, and which proposal it is.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) proposal: Proposal,
    pub(super) name: String,
}

/// Where, and as what.
#[derive(Clone, Copy, Debug)]
pub(super) struct As {
    pub(super) sort: Sort,
    pub(super) unit: UnitId,
    pub(super) state: RecordState,
}

/// Takes the chosen in with their links; gives their ids, in order.
pub(super) async fn take(
    tx: &mut WriteTx,
    seen: &Seen,
    chosen: &[Chosen],
    put: As,
) -> sqlx::Result<Vec<Uuid>> {
    let made: Vec<(Uuid, &Chosen)> = chosen.iter().map(|one| (tx.new_id(), one)).collect();
    match put.sort {
        Sort::Process => processes::insert_many(tx, &rows(&made, put, process)).await?,
        Sort::Information => information::insert_many(tx, &rows(&made, put, set)).await?,
        Sort::System => systems::insert_many(tx, &rows(&made, put, system)).await?,
    }
    let new: HashMap<&str, Uuid> = made.iter().map(|(id, one)| (one.proposal.id, *id)).collect();
    links::insert_many(tx, &ties(seen, put.sort, &new)).await?;
    Ok(made.into_iter().map(|(id, _)| id).collect())
}

fn rows<T>(made: &[(Uuid, &Chosen)], put: As, row: fn(Uuid, &Chosen, As) -> T) -> Vec<T> {
    made.iter().map(|(id, one)| row(*id, one, put)).collect()
}

fn process(id: Uuid, one: &Chosen, put: As) -> Process {
    let known = PROPOSALS.processes.iter().find(|known| known.id == one.proposal.id);
    Process {
        name: one.name.clone(),
        description: one.proposal.description.to_owned(),
        unit_id: put.unit,
        tolerated_outage_minutes: known.map(|known| known.tolerated_outage_hours * 60),
        reserve_routine: known.map(|known| known.reserve_routine_sv.clone()).unwrap_or_default(),
        vital: known.map(|known| known.vital),
        state: put.state,
        library_ref: one.proposal.id.to_owned(),
        ..Process::new(id.into())
    }
}

fn set(id: Uuid, one: &Chosen, put: As) -> Information {
    let known = PROPOSALS.information_set(one.proposal.id);
    Information {
        name: one.name.clone(),
        description: one.proposal.description.to_owned(),
        unit_id: put.unit,
        personal_data: known.map(|known| known.personal_data.clone()),
        provisions: known.map(|known| known.provisions.clone()).unwrap_or_default(),
        retention_when: known.map(|known| known.retention_sv.clone()).unwrap_or_default(),
        state: put.state,
        library_ref: one.proposal.id.to_owned(),
        ..Information::new(id.into())
    }
}

fn system(id: Uuid, one: &Chosen, put: As) -> System {
    let known = PROPOSALS.system_types.iter().find(|known| known.id == one.proposal.id);
    System {
        name: one.name.clone(),
        description: one.proposal.description.to_owned(),
        unit_id: put.unit,
        hosting: known.and_then(|known| known.hosting.parse().ok()),
        state: put.state,
        library_ref: one.proposal.id.to_owned(),
        ..System::new(id.into())
    }
}

/// The links of the library that the new records are an end of.
fn ties(seen: &Seen, sort: Sort, new: &HashMap<&str, Uuid>) -> Vec<Link> {
    let find = |of: Sort, id: &str, name: &str| {
        let made = if of == sort { new.get(id).copied() } else { None };
        made.or_else(|| seen.record(of, id, name).map(|row| row.id))
    };
    let process = |one: &KnownProcess| find(Sort::Process, &one.id, &one.name_sv);
    let set = |one: &KnownSet| find(Sort::Information, &one.id, &one.name_sv);
    let systems: HashMap<&str, &SystemType> =
        PROPOSALS.system_types.iter().map(|kind| (kind.id.as_str(), kind)).collect();
    let system = |id: &String| {
        let kind = systems.get(id.as_str())?;
        find(Sort::System, &kind.id, &kind.name_sv)
    };
    let mut all = Vec::new();
    let mut tie = |kind, from: Option<Uuid>, to: Option<Uuid>| {
        all.extend(from.zip(to).filter(|(from, to)| from != to).map(|(from, to)| Link::new(kind, from, to)));
    };
    for one in &PROPOSALS.processes {
        for used in one.information.iter().filter_map(|id| PROPOSALS.information_set(id)) {
            tie(LinkKind::UsesInformation, process(one), set(used));
        }
    }
    for one in &PROPOSALS.information {
        one.system_types.iter().for_each(|kind| tie(LinkKind::LivesIn, set(one), system(kind)));
    }
    for one in &PROPOSALS.system_types {
        one.needs.iter().for_each(|kind| tie(LinkKind::NeedsToRun, system(&one.id), system(kind)));
    }
    let new: HashSet<&Uuid> = new.values().collect();
    all.retain(|link| new.contains(&link.from_id) || new.contains(&link.to_id));
    all.sort_unstable();
    all.dedup();
    all
}
