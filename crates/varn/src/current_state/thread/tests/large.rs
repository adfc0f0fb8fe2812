//! A large municipality: 2 000 information sets, 300 systems, 200 processes.

use super::differences;
use crate::args;
use crate::platform::permission::Role;
use crate::platform::swedish::{fold, sort_key};
use crate::registers::links::{Link, LinkKind, store as links};
use crate::testing::TestApp;
use uuid::Uuid;

const SETS: usize = 2_000;
const SYSTEMS: usize = 300;
const PROCESSES: usize = 200;

/// The records, put into their tables together.
async fn town(test: &TestApp) -> Vec<Uuid> {
    let mut write = test.begin(test.town).await;
    let now = write.tx.now();
    let unit = test.town.school;
    let columns = ["id", "name", "name_sort", "name_fold", "unit_id", "state", "created_at", "updated_at"];
    let mut ids = Vec::new();
    for (table, count) in [("information_sets", SETS), ("systems", SYSTEMS), ("processes", PROCESSES)] {
        let these: Vec<Uuid> = (0..count).map(|_| write.tx.new_id()).collect();
        let row = |(at, id): (usize, &Uuid)| {
            let name = format!("{table} {at}");
            args![*id, &name, sort_key(&name), fold(&name), unit, "confirmed", now, now]
        };
        let rows = these.iter().enumerate().map(row).collect();
        write.tx.insert_many(table, &columns, rows).await.unwrap();
        ids.push(these);
    }
    let [sets, systems, processes] = &ids[..] else { unreachable!() };
    let mut ties = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        ties.push(Link::new(LinkKind::LivesIn, *set, systems[at % SYSTEMS]));
        ties.push(Link::new(LinkKind::UsesInformation, processes[at % PROCESSES], *set));
    }
    for (at, system) in systems.iter().enumerate().skip(1) {
        ties.push(Link::new(LinkKind::NeedsToRun, *system, systems[at / 2]));
        ties.push(Link::new(LinkKind::AccessControlledBy, *system, systems[0]));
    }
    links::insert_many(&mut write.tx, &ties).await.unwrap();
    write.done().await;
    sets.clone()
}

#[tokio::test]
async fn one_classification_among_thousands_costs_a_few_statements_and_writes_what_changed() {
    let test = TestApp::start().await;
    let sets = town(&test).await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut spent = Vec::new();
    for set in &sets[..3] {
        let form = [
            ("base", ""),
            ("level_confidentiality", "3"),
            ("level_integrity", "2"),
            ("level_availability", "2"),
            ("review_on", "2027-03-05"),
        ];
        let path = format!("/klassning/informationsmangd/{set}");
        let saved = coordinator.post(&path, &form).await.expect(303);
        spent.push((saved.queries(), saved.headers.get("server-timing").cloned()));
    }
    assert!(spent.iter().all(|(queries, _)| *queries == spent[0].0 && *queries <= 40), "{spent:?}");
    assert_eq!(differences(&test, test.town).await, 0, "the quick way gives what the whole way gives");
}
