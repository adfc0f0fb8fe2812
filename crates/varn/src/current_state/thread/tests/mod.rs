//! Through HTTP and the stores, on the current database.

mod large;
mod pages;

use super::{differing, recompute_all};
use crate::args;
use crate::platform::event::{Event, EventKind};
use crate::testing::{TestApp, Town};
use uuid::Uuid;

type Stored = [Option<i64>; 4];

async fn need(test: &TestApp, town: Town, id: Uuid) -> Stored {
    let mut tx = test.app.db().read(test.app.scene(town.tenant)).await.unwrap();
    let sql = "SELECT confidentiality, integrity, availability, traceability FROM needs WHERE tenant_id = $1 AND node_id = $2";
    let (k, r, t, s): (Option<i64>, Option<i64>, Option<i64>, Option<i64>) =
        tx.one(sql, args![id]).await.unwrap();
    [k, r, t, s]
}

async fn differences(test: &TestApp, town: Town) -> usize {
    let mut tx = test.app.db().read(test.app.scene(town.tenant)).await.unwrap();
    differing(&mut tx).await.unwrap().len()
}

/// Pupils in a school system that a supplier delivers, used by a process.
struct School {
    pupils: Uuid,
    process: Uuid,
    system: Uuid,
    supplier: Uuid,
}

async fn school(test: &TestApp) -> School {
    let unit = test.town.school;
    let mut write = test.begin(test.town).await;
    let pupils = write.information(unit, "Elevakter").await;
    let process = write.process(unit, "Undervisning", Some(240)).await;
    let system = write.system(unit, "Skolsystem Björken").await;
    let supplier = write.supplier(unit, "Lövverket AB").await;
    write.link(("information_set", pupils), "lives_in", ("system", system)).await;
    write.link(("process", process), "uses_information", ("information_set", pupils)).await;
    write.link(("process", process), "uses_system", ("system", system)).await;
    write.link(("system", system), "delivered_by", ("supplier", supplier)).await;
    write.done().await;
    School { pupils, process, system, supplier }
}

#[tokio::test]
async fn a_classification_flows_to_all_that_depends_on_it() {
    let test = TestApp::start().await;
    let school = school(&test).await;
    assert_eq!(need(&test, test.town, school.system).await, [None, None, Some(3), None]);
    for (step, level) in [3, 1].into_iter().enumerate() {
        let mut write = test.begin(test.town).await;
        write.levels("information_set", school.pupils, [Some(level), Some(2), None, None]).await;
        write.done().await;
        for node in [school.pupils, school.process, school.system, school.supplier] {
            let [k, r, ..] = need(&test, test.town, node).await;
            assert_eq!((k, r), (Some(level), Some(2)), "step {step}");
        }
        assert_eq!(differences(&test, test.town).await, 0, "the quick way gives what the whole way gives");
    }
}

#[tokio::test]
async fn a_circle_of_systems_is_legal() {
    let test = TestApp::start().await;
    let school = school(&test).await;
    let mut write = test.begin(test.town).await;
    let login = write.system(test.town.root, "Inloggning").await;
    write.link(("system", school.system), "access_controlled_by", ("system", login)).await;
    write.link(("system", login), "data_held_by", ("system", school.system)).await;
    write.levels("information_set", school.pupils, [Some(3), None, None, None]).await;
    write.done().await;
    assert_eq!(need(&test, test.town, login).await[0], Some(3));
    let mut write = test.begin(test.town).await;
    write.levels("information_set", school.pupils, [Some(1), None, None, None]).await;
    write.done().await;
    assert_eq!(
        need(&test, test.town, login).await[0],
        Some(1),
        "a circle does not hold a level up by itself"
    );
    assert_eq!(differences(&test, test.town).await, 0);
}

#[tokio::test]
async fn a_record_that_goes_takes_its_need_with_it() {
    let test = TestApp::start().await;
    let school = school(&test).await;
    let mut write = test.begin(test.town).await;
    write.levels("information_set", school.pupils, [Some(3), None, None, None]).await;
    write.done().await;
    let mut write = test.begin(test.town).await;
    let sql = "DELETE FROM information_sets WHERE tenant_id = $1 AND id = $2";
    write.tx.exec(sql, args![school.pupils]).await.unwrap();
    write.tx.revise_removed(crate::platform::history::RecordKind("information_set"), school.pupils);
    write.done().await;
    assert_eq!(need(&test, test.town, school.system).await[0], None, "unknown again, not 0");
    assert_eq!(differences(&test, test.town).await, 0);
}

#[tokio::test]
async fn a_set_follows_the_common_classification_until_it_says_more() {
    let test = TestApp::start().await;
    let mut write = test.begin(test.town).await;
    let common = write.information(test.town.root, "Personalakter, gemensam").await;
    let own = write.information(test.town.school, "Personalakter").await;
    let sql = "UPDATE information_sets SET common_id = $3 WHERE tenant_id = $1 AND id = $2";
    write.tx.exec(sql, args![own, common]).await.unwrap();
    write.levels("information_set", common, [Some(2), Some(2), Some(1), None]).await;
    write.done().await;
    assert_eq!(need(&test, test.town, own).await, [Some(2), Some(2), Some(1), None]);
    let mut write = test.begin(test.town).await;
    write.levels("information_set", own, [Some(3), Some(1), None, None]).await;
    write.done().await;
    assert_eq!(
        need(&test, test.town, own).await,
        [Some(3), Some(2), Some(1), None],
        "raised freely, not lowered"
    );
    let mut write = test.begin(test.town).await;
    write.levels("information_set", common, [Some(1), Some(3), Some(1), None]).await;
    write.done().await;
    assert_eq!(need(&test, test.town, own).await, [Some(3), Some(3), Some(1), None]);
    assert_eq!(differences(&test, test.town).await, 0);
}

#[tokio::test]
async fn verify_finds_a_tampered_need_and_recomputing_mends_it() {
    let test = TestApp::start().await;
    let school = school(&test).await;
    let mut write = test.begin(test.town).await;
    write.levels("information_set", school.pupils, [Some(3), None, None, None]).await;
    write.done().await;
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = "UPDATE needs SET confidentiality = 1 WHERE tenant_id = $1 AND node_id = $2";
    tx.exec(sql, args![school.system]).await.unwrap();
    let found = differing(&mut tx).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].node, school.system);
    assert_eq!((found[0].stored.unwrap()[0], found[0].right.unwrap()[0]), (Some(1), Some(3)));
    assert_eq!(recompute_all(&mut tx).await.unwrap(), [school.system]);
    tx.commit(Event::new(EventKind::SystemUpdated)).await.unwrap();
    assert_eq!(differences(&test, test.town).await, 0);
}

#[tokio::test]
async fn what_was_rolled_back_leaves_no_trace_in_memory() {
    let test = TestApp::start().await;
    let school = school(&test).await;
    let mut write = test.begin(test.town).await;
    write.levels("information_set", school.pupils, [Some(3), None, None, None]).await;
    let touched = vec![(crate::current_state::classification::KIND, school.pupils)];
    (super::REACTION.react)(&test.app, &mut write.tx, touched).await.unwrap();
    drop(write);
    let mut write = test.begin(test.town).await;
    write.levels("information_set", school.pupils, [None, Some(1), None, None]).await;
    write.done().await;
    let [k, r, ..] = need(&test, test.town, school.supplier).await;
    assert_eq!((k, r), (None, Some(1)));
    assert_eq!(differences(&test, test.town).await, 0);
}
