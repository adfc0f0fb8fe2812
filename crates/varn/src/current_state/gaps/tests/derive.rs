//! What follows a write in its transaction.

use super::{differing, judged, page, stored, system};
use crate::args;
use crate::platform::event::{Event, EventKind};
use crate::platform::history::RecordKind;
use crate::platform::permission::Role;
use crate::testing::TestApp;
use uuid::Uuid;

const SENSITIVE: &str = "control.mfa_sensitive";
const PATCHING: &str = "control.patching";

#[tokio::test]
async fn a_higher_level_of_the_information_changes_what_its_system_must_fulfil() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut write = test.begin(test.town).await;
    let set = write.information(test.town.social, "Journaler").await;
    let id = write.system(test.town.social, "Journalsystemet").await;
    write.link(("information_set", set), "lives_in", ("system", id)).await;
    write.levels("information_set", set, [Some(1), Some(1), Some(1), Some(1)]).await;
    write.done().await;
    let path = format!("/brister/system/{id}");
    coordinator.post(&format!("{path}/{PATCHING}"), &judged("no", "", "2")).await.expect(303);
    assert!(stored(&test, test.town, id, SENSITIVE).await.is_none());
    assert_eq!(stored(&test, test.town, id, PATCHING).await.unwrap().2, Some(8));
    let mut write = test.begin(test.town).await;
    write.levels("information_set", set, [Some(3), Some(1), Some(1), Some(1)]).await;
    write.done().await;
    assert_eq!(stored(&test, test.town, id, SENSITIVE).await.unwrap().0, "not_judged");
    assert_eq!(stored(&test, test.town, id, PATCHING).await.unwrap().2, Some(16), "the same gap weighs more");
    assert!(page(&coordinator, &path).await.contains("Konfidentialitet är 3 (allvarlig)"));
    assert!(differing(&test).await.is_empty());
}

#[tokio::test]
async fn an_unknown_need_leaves_controls_undecided_and_says_what_to_classify() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut write = test.begin(test.town).await;
    let id = write.system(test.town.social, "Okänt").await;
    write.done().await;
    assert_eq!(stored(&test, test.town, id, SENSITIVE).await.unwrap().0, "undecided");
    let shown = page(&coordinator, &format!("/brister/system/{id}")).await;
    assert!(shown.contains("Klassa först: konfidentialitet och riktighet."), "{shown}");
    assert!(shown.contains("Säg först om det är en molntjänst."), "{shown}");
    assert!(shown.contains("De räknas inte med förrän dess"), "{shown}");
    let csv = coordinator.get("/brister/lista.csv?lage=undecided&slag=system").await.expect(200).text();
    assert!(csv.contains("Stark inloggning till det känsligaste"), "{csv}");
}

#[tokio::test]
async fn hosting_tells_whether_the_controls_of_the_cloud_apply() {
    let test = TestApp::start().await;
    let id = system(&test, "Molnet", [Some(1), Some(1), Some(1), Some(1)]).await;
    let control = "control.cloud_assessed";
    assert_eq!(stored(&test, test.town, id, control).await.unwrap().0, "undecided");
    for (hosting, expected) in [("internal", None), ("cloud", Some("not_judged"))] {
        let mut write = test.begin(test.town).await;
        let sql = "UPDATE systems SET hosting = $2 WHERE tenant_id = $1 AND id = $3";
        write.tx.exec(sql, args![hosting, id]).await.unwrap();
        write.tx.revise(RecordKind("system"), id, &hosting);
        write.done().await;
        assert_eq!(
            stored(&test, test.town, id, control).await.map(|row| row.0).as_deref(),
            expected,
            "{hosting}"
        );
    }
}

#[tokio::test]
async fn a_retired_system_has_nothing_to_fulfil_and_a_removed_one_nothing_left() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Gammalt", [Some(1), Some(1), Some(1), Some(1)]).await;
    let path = format!("/brister/system/{id}");
    coordinator.post(&format!("{path}/{PATCHING}"), &judged("no", "", "2")).await.expect(303);
    let mut write = test.begin(test.town).await;
    let sql = "UPDATE systems SET lifecycle = 'retired' WHERE tenant_id = $1 AND id = $2";
    write.tx.exec(sql, args![id]).await.unwrap();
    write.tx.revise(RecordKind("system"), id, &"retired");
    write.done().await;
    assert!(stored(&test, test.town, id, PATCHING).await.is_none());
    coordinator.get(&path).await.expect(404);
    assert_eq!(left(&test, id).await, 1, "the judgement is kept while the system is in the register");
    coordinator.post(&format!("/system/{id}/ta-bort"), &[]).await.expect(303);
    assert_eq!(left(&test, id).await, 0);
    assert!(differing(&test).await.is_empty());
}

async fn left(test: &TestApp, id: Uuid) -> i64 {
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = "SELECT COUNT(*) FROM judgements WHERE tenant_id = $1 AND object_id = $2";
    let (count,): (i64,) = tx.one(sql, args![id]).await.unwrap();
    count
}

#[tokio::test]
async fn what_is_stored_wrong_is_found_and_put_right() {
    let test = TestApp::start().await;
    let id = system(&test, "Fel", [Some(2), Some(2), Some(2), Some(2)]).await;
    let mut write = test.begin(test.town).await;
    let sql = "UPDATE object_progress SET missing = 7 WHERE tenant_id = $1 AND object_id = $2";
    write.tx.exec(sql, args![id]).await.unwrap();
    let sql = "DELETE FROM required_controls WHERE tenant_id = $1 AND object_id = $2 AND control = 'control.patching'";
    write.tx.exec(sql, args![test.town.tenant.0]).await.unwrap();
    write.tx.commit(Event::new(EventKind::SystemUpdated)).await.unwrap();
    let mut wrong = vec![id, test.town.tenant.0];
    wrong.sort_unstable();
    assert_eq!(differing(&test).await, wrong);
    let mut write = test.begin(test.town).await;
    super::super::recompute_all(&mut write.tx).await.unwrap();
    write.tx.commit(Event::new(EventKind::SystemUpdated)).await.unwrap();
    assert!(differing(&test).await.is_empty());
}

#[tokio::test]
async fn a_write_costs_the_same_however_many_objects_there_are() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Ett", [Some(1), Some(1), Some(1), Some(1)]).await;
    let path = format!("/brister/system/{id}/{PATCHING}");
    let few = coordinator.post(&path, &judged("yes", "", "")).await.expect(303).queries();
    let mut write = test.begin(test.town).await;
    for number in 0..40 {
        write.system(test.town.school, &format!("System {number}")).await;
    }
    write.done().await;
    let mut form = judged("yes", "yes", "");
    form.push(("version", "1"));
    assert_eq!(coordinator.post(&path, &form).await.expect(303).queries(), few);
    assert!(differing(&test).await.is_empty());
}

#[tokio::test]
async fn a_record_that_must_leave_no_trace_takes_its_judgements_along() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Hemligt", [Some(1), Some(1), Some(1), Some(1)]).await;
    let mut form = judged("no", "", "2");
    form.push(("situation", "Röjer något"));
    coordinator.post(&format!("/brister/system/{id}/{PATCHING}"), &form).await.expect(303);
    let mut write = test.begin(test.town).await;
    let erased = super::super::erase(&mut write.tx, RecordKind("system"), id).await.unwrap();
    assert!(erased >= 2, "{erased}");
    write.done().await;
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = "SELECT COUNT(*) FROM revisions WHERE tenant_id = $1 AND data LIKE '%Röjer%'";
    let (count,): (i64,) = tx.one(sql, args![]).await.unwrap();
    assert_eq!(count, 0);
}
