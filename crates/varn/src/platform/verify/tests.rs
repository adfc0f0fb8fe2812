//! Each way to falsify what is stored is found; what is erased by a decision stays clean.

use super::{Report, municipality};
use crate::args;
use crate::platform::arg::Arg;
use crate::platform::audit::{self, erase_event, erase_record};
use crate::platform::event::{Event, EventKind};
use crate::platform::history::RecordKind;
use crate::testing::TestApp;
use serde_json::json;
use uuid::Uuid;

const THING: RecordKind = RecordKind("thing");

/// A chain of a few events about one record; gives the record.
async fn write(test: &TestApp, count: i64) -> Uuid {
    let id = test.app.clock().new_id();
    for number in 0..count {
        let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
        tx.revise(THING, id, &json!({ "number": number, "name": "Anna" }));
        let event = Event::new(EventKind::SystemUpdated).on(THING, id).why("Anna bad om det");
        test.app.commit(tx, event).await.unwrap();
    }
    id
}

/// Changes something behind the program's back.
async fn tamper(test: &TestApp, sql: &str, args: Vec<Arg>) {
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    assert!(tx.exec(sql, args).await.unwrap() > 0, "{sql}");
    tx.finish().await.unwrap();
}

async fn report(test: &TestApp, anchor: Option<&[u8]>) -> Report {
    municipality(&test.app, test.town.tenant, anchor).await.unwrap()
}

async fn head(test: &TestApp) -> audit::Head {
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    audit::head(&mut tx).await.unwrap().unwrap()
}

#[track_caller]
fn finds(report: &Report, words: &str) {
    assert!(report.findings.iter().any(|finding| finding.contains(words)), "{words}: {report:?}");
}

#[tokio::test]
async fn what_nobody_has_touched_is_clean() {
    let test = TestApp::start().await;
    write(&test, 3).await;
    let report = report(&test, Some(&head(&test).await.hash)).await;
    assert!(report.findings.is_empty() && report.anchored && report.events >= 4, "{report:?}");
    assert!(test.app.db().faults().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_changed_text_is_found() {
    let test = TestApp::start().await;
    write(&test, 3).await;
    tamper(&test, "UPDATE event_bodies SET body = '{}' WHERE tenant_id = $1 AND seq = $2", args![3_i64])
        .await;
    finds(&report(&test, None).await, "the text of event 3 has been changed");
}

#[tokio::test]
async fn a_changed_event_is_found() {
    let test = TestApp::start().await;
    write(&test, 3).await;
    let sql = "UPDATE events SET kind = 'system.removed' WHERE tenant_id = $1 AND seq = $2";
    tamper(&test, sql, args![3_i64]).await;
    let report = report(&test, None).await;
    finds(&report, "event 3 or its place in the chain has been changed");
    assert_eq!(report.findings.len(), 1, "one change is one finding: {report:?}");
}

#[tokio::test]
async fn a_changed_history_is_found() {
    let test = TestApp::start().await;
    let id = write(&test, 3).await;
    let sql = "UPDATE revisions SET data = '{}' WHERE tenant_id = $1 AND record_id = $2 AND seq = $3";
    tamper(&test, sql, args![id, 3_i64]).await;
    finds(&report(&test, None).await, "at event 3 has been changed");
    let sql = "DELETE FROM revisions WHERE tenant_id = $1 AND record_id = $2 AND seq = $3";
    tamper(&test, sql, args![id, 4_i64]).await;
    finds(&report(&test, None).await, "what event 4 changed in the registers is not what was logged");
}

#[tokio::test]
async fn a_history_moved_in_time_is_found() {
    let test = TestApp::start().await;
    let id = write(&test, 2).await;
    let at = crate::testing::moment() - chrono::Duration::days(400);
    let sql = "UPDATE revisions SET at = $3 WHERE tenant_id = $1 AND record_id = $2";
    tamper(&test, sql, args![id, at]).await;
    finds(&report(&test, None).await, "has another time than its event");
}

async fn remove(test: &TestApp, seq: i64) {
    for table in ["event_bodies", "revisions", "events"] {
        let sql = format!("DELETE FROM {table} WHERE tenant_id = $1 AND seq = $2");
        tamper(test, &sql, args![seq]).await;
    }
}

#[tokio::test]
async fn a_removed_event_is_found() {
    let test = TestApp::start().await;
    write(&test, 4).await;
    remove(&test, 3).await;
    finds(&report(&test, None).await, "event 3 is missing");
}

#[tokio::test]
async fn a_changed_order_is_found() {
    let test = TestApp::start().await;
    write(&test, 4).await;
    let kept = "subject_id, hash, at, kind, body_digest, revisions_digest";
    let set: Vec<_> = kept
        .split(", ")
        .map(|c| {
            format!("{c} = (SELECT o.{c} FROM events o WHERE o.tenant_id = $1 AND o.seq = 7 - events.seq)")
        })
        .collect();
    let sql = format!("UPDATE events SET {} WHERE tenant_id = $1 AND seq IN (3, 4)", set.join(", "));
    tamper(&test, &sql, args![]).await;
    finds(&report(&test, None).await, "its place in the chain has been changed");
}

#[tokio::test]
async fn an_end_that_is_cut_off_is_found() {
    let test = TestApp::start().await;
    write(&test, 4).await;
    let anchor = head(&test).await;
    remove(&test, anchor.seq).await;
    finds(&report(&test, None).await, "its end has been cut off");
    // Whoever also moves the noted end is only found by what was printed elsewhere.
    let sql = "UPDATE chain_heads SET seq = $2, hash = (SELECT hash FROM events WHERE tenant_id = $1 AND seq = $2) \
               WHERE tenant_id = $1";
    tamper(&test, sql, args![anchor.seq - 1]).await;
    let report = report(&test, Some(&anchor.hash)).await;
    assert!(report.findings.is_empty() && !report.anchored, "{report:?}");
}

#[tokio::test]
async fn a_log_that_is_written_anew_does_not_go_through_the_anchor() {
    let test = TestApp::start().await;
    write(&test, 3).await;
    let anchor = head(&test).await.hash;
    // Everything is computed again as the program would, with another beginning.
    for table in ["revisions", "event_bodies", "events", "chain_heads"] {
        tamper(&test, &format!("DELETE FROM {table} WHERE tenant_id = $1"), args![]).await;
    }
    write(&test, 5).await;
    let report = report(&test, Some(&anchor)).await;
    assert!(report.findings.is_empty() && !report.anchored, "{report:?}");
}

#[tokio::test]
async fn content_erased_by_a_decision_stays_clean() {
    let test = TestApp::start().await;
    let id = write(&test, 3).await;
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    assert_eq!(erase_record(&mut tx, id).await.unwrap(), 6);
    tx.commit(Event::new(EventKind::ContentErased).on(THING, id).why("gallring")).await.unwrap();
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    assert!(erase_event(&mut tx, 1).await.unwrap() > 0);
    tx.commit(Event::new(EventKind::ContentErased).why("gallring")).await.unwrap();
    assert!(report(&test, None).await.findings.is_empty());
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let (left,): (i64,) = tx
        .one("SELECT COUNT(*) FROM event_bodies WHERE tenant_id = $1 AND body LIKE '%Anna%'", args![])
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn content_that_is_gone_without_a_decision_is_found() {
    let test = TestApp::start().await;
    let id = write(&test, 3).await;
    let sql = "UPDATE event_bodies SET body = NULL, salt = NULL WHERE tenant_id = $1 AND seq = $2";
    tamper(&test, sql, args![3_i64]).await;
    let sql = "UPDATE revisions SET data = NULL, salt = NULL WHERE tenant_id = $1 AND record_id = $2";
    tamper(&test, sql, args![id]).await;
    let report = report(&test, None).await;
    finds(&report, "the text of event 3 is gone without a decision");
    finds(&report, &format!("the history of thing {id} at event 2 is gone without a decision"));
}

#[tokio::test]
async fn a_tie_to_what_does_not_exist_is_found() {
    let test = TestApp::start().await;
    let (from, to): (Uuid, Uuid) = (test.app.clock().new_id(), test.app.clock().new_id());
    let sql = "INSERT INTO links (tenant_id, kind, from_kind, from_id, to_kind, to_id) VALUES ($1, 'needs_to_run', 'system', \
               $2, 'nothing', $3)";
    tamper(&test, sql, args![from, to]).await;
    let report = report(&test, None).await;
    finds(&report, &format!("a row of links names system {from}, which does not exist"));
    finds(&report, &format!("a row of links names nothing {to}"));
}
