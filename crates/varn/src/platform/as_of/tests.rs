//! Registers as they were, within what the person may see.

use super::end_of;
use crate::args;
use crate::people::accounts::MembershipState;
use crate::platform::audit::erase_record;
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::testing::{Client, TestApp, moment};
use chrono::{Duration, NaiveDate};
use uuid::Uuid;

/// A system that was called so in January and is called so now, and one that was added today.
async fn systems(test: &TestApp, client: &Client) -> String {
    let unit = test.town.social.to_string();
    let form = [("name", "Linden"), ("unit", &*unit), ("hosting", "internal")];
    let path = client.post("/system/nytt", &form).await.expect(303).location();
    // As if it had been written in January.
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let id: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
    let then = moment() - Duration::days(50);
    let sql = "UPDATE revisions SET at = $2 WHERE tenant_id = $1 AND (record_id = $3 OR kind IN ('unit', 'person'))";
    tx.exec(sql, args![then, id]).await.unwrap();
    tx.finish().await.unwrap();
    let form = [("name", "Linden 2"), ("unit", &*unit), ("hosting", "cloud"), ("version", "1")];
    client.post(&format!("{path}/andra"), &form).await.expect(303);
    client.post("/system/nytt", &[("name", "Granen"), ("unit", &*unit)]).await.expect(303);
    path
}

#[test]
fn a_day_ends_at_midnight_in_sweden() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(end_of(day("2026-01-15")).to_rfc3339(), "2026-01-15T22:59:59.999999+00:00");
    assert_eq!(end_of(day("2026-07-15")).to_rfc3339(), "2026-07-15T21:59:59.999999+00:00");
    assert_eq!(end_of(day("2026-03-29")).to_rfc3339(), "2026-03-29T21:59:59.999999+00:00");
}

#[tokio::test]
async fn a_register_is_shown_as_it_was_and_as_it_is() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = systems(&test, &coordinator).await;
    let then = coordinator.get("/vid-datum?slag=system&dag=2026-02-01").await.expect(200);
    let page = then.text();
    assert!(
        page.contains(">Linden</a>") && page.contains("Egen drift") && page.contains("Socialnämnden"),
        "{page}"
    );
    assert!(!page.contains("Granen") && !page.contains("Linden 2"), "{page}");
    assert!(then.queries() <= 4, "{}", then.queries());
    let now = coordinator.get("/vid-datum?slag=system").await.expect(200).text();
    assert!(now.contains("Linden 2") && now.contains("Molntjänst") && now.contains("Granen"), "{now}");
    assert!(
        coordinator
            .get("/vid-datum?slag=system&dag=2025-12-01")
            .await
            .text()
            .contains("Inget fanns den dagen")
    );
    let id = path.rsplit('/').next().unwrap();
    let one = coordinator.get(&format!("/vid-datum?slag=system&post={id}")).await.expect(200).text();
    assert!(one.contains("Linden 2") && !one.contains("Granen"), "{one}");
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains(&format!("/vid-datum?slag=system&#38;post={id}")), "{page}");
    assert!(coordinator.get("/system").await.text().contains("/vid-datum?slag=system"));
    let file = coordinator.get("/vid-datum/lista.xlsx?slag=system&dag=2026-02-01").await.expect(200);
    let workbook = varn_sheets::read("a.xlsx", &file.bytes, &varn_sheets::Limits::default()).unwrap();
    let text = format!("{workbook:?}");
    assert!(text.contains("Linden") && !text.contains("Granen"), "{text}");
}

#[tokio::test]
async fn a_day_that_has_not_been_or_is_none_is_said_beside_the_field() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    for day in ["2026-03-06", "mars"] {
        let page = coordinator.get(&format!("/vid-datum?slag=system&dag={day}")).await.expect(422).text();
        assert!(page.contains("dag-error"), "{page}");
    }
    coordinator.get("/vid-datum?slag=inget").await.expect(404);
}

#[tokio::test]
async fn the_past_is_seen_within_the_same_bounds_as_the_present() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    systems(&test, &coordinator).await;
    let address = "/vid-datum?slag=system&dag=2026-02-01";
    let social = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    assert!(social.get(address).await.expect(200).text().contains(">Linden</a>"));
    let school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    assert!(school.get(address).await.expect(200).text().contains("Inget fanns den dagen"));
    let grants = [(Role::Coordinator, None)];
    let theirs = test.sign_in_at(test.other_town, &grants, MembershipState::Active).await;
    assert!(!theirs.get(address).await.expect(200).text().contains("Linden"));
    test.sign_in(Role::Employee).await.get(address).await.expect(404);
}

#[tokio::test]
async fn what_has_been_erased_is_counted_and_not_shown() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = systems(&test, &coordinator).await;
    let id: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let kind = crate::registers::systems::KIND;
    erase_record(&mut tx, id).await.unwrap();
    test.app.commit(tx, Event::new(EventKind::ContentErased).on(kind, id)).await.unwrap();
    let page = coordinator.get("/vid-datum?slag=system&dag=2026-02-01").await.expect(200).text();
    assert!(page.contains("Innehållet i en post är gallrat") && !page.contains("Linden"), "{page}");
    let social = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    assert!(
        !social.get("/vid-datum?slag=system&dag=2026-02-01").await.expect(200).text().contains("gallrat")
    );
}

#[tokio::test]
async fn gaps_and_decisions_are_shown_as_they_were() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = systems(&test, &coordinator).await;
    let id = path.rsplit('/').next().unwrap();
    let judge = format!("/brister/system/{id}/control.patching");
    let judged = [("exists", "no"), ("deficiency", "3"), ("situation", "Ingen uppdaterar")];
    coordinator.post(&judge, &judged).await.expect(303);
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let then = moment() - Duration::days(40);
    tx.exec("UPDATE revisions SET at = $2 WHERE tenant_id = $1 AND kind = 'judgement'", args![then])
        .await
        .unwrap();
    tx.finish().await.unwrap();
    let better = [("exists", "yes"), ("works", "yes"), ("deficiency", "0"), ("version", "1")];
    coordinator.post(&judge, &better).await.expect(303);
    let form = [("deviation_kind", "exception"), ("motive", "Byts ut i juni"), ("last_day", "2026-06-30")];
    coordinator.post(&format!("{judge}/avvikelse"), &form).await.expect(303);
    let page = coordinator.get("/vid-datum?slag=judgement&dag=2026-02-01").await.expect(200);
    assert!(page.queries() <= 4, "{}", page.queries());
    let then = page.text();
    assert!(
        then.contains("Ingen uppdaterar") && then.contains("Allvarlig") && then.contains(">Linden</a>"),
        "{then}"
    );
    let now = coordinator.get("/vid-datum?slag=judgement").await.expect(200).text();
    assert!(!now.contains("Allvarlig") && now.contains("Linden 2"), "{now}");
    let now = coordinator.get("/vid-datum?slag=deviation").await.expect(200).text();
    assert!(
        now.contains("Byts ut i juni") && now.contains("Föreslagen") && now.contains("2026-06-30"),
        "{now}"
    );
    let then = coordinator.get("/vid-datum?slag=deviation&dag=2026-02-01").await.expect(200).text();
    assert!(then.contains("Inget fanns den dagen"), "{then}");
    let levels = [
        ("base", ""),
        ("level_confidentiality", "2"),
        ("level_integrity", "1"),
        ("level_availability", "1"),
        ("motive", "Skolgång"),
        ("review_on", "2027-03-05"),
    ];
    coordinator.post(&format!("/klassning/system/{id}"), &levels).await.expect(303);
    let now = coordinator.get("/vid-datum?slag=classification").await.expect(200).text();
    assert!(
        now.contains("Skolgång") && now.contains("Inte bekräftad") && now.contains("data-level=\"2\""),
        "{now}"
    );
    coordinator.get("/vid-datum/lista.xlsx?slag=judgement&dag=2026-02-01").await.expect(200);
    // Within the same bounds as the gaps themselves.
    let address = "/vid-datum?slag=judgement&dag=2026-02-01";
    let school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    assert!(school.get(address).await.expect(200).text().contains("Inget fanns den dagen"));
    test.sign_in(Role::ProcurementOfficer).await.get(address).await.expect(404);
    test.sign_in(Role::Administrator).await.get(address).await.expect(404);
}
