//! Through HTTP, on the current database.

use super::model::System;
use super::{KIND, store};
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::registers::RecordState;
use crate::testing::TestApp;

fn system<'a>(unit: &'a str, name: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("name", name), ("unit", unit), ("hosting", "cloud"), ("contract_end", "2027-10")]
}

#[tokio::test]
async fn a_system_is_added_shown_changed_and_removed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let made = coordinator.post("/system/nytt", &system(&unit, "Omsorgssystem Linden")).await.expect(303);
    let path = made.location();
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(
        page.contains("Omsorgssystem Linden") && page.contains("Molntjänst") && page.contains("2027-10"),
        "{page}"
    );
    assert!(coordinator.get("/system?q=LINDEN").await.expect(200).text().contains("Omsorgssystem Linden"));
    let mut changed = system(&unit, "Omsorgssystem Linden 2");
    changed.push(("version", "1"));
    coordinator.post(&format!("{path}/andra"), &changed).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("<del>Omsorgssystem Linden</del>"), "{page}");
    coordinator.post(&format!("{path}/ta-bort"), &[]).await.expect(303);
    coordinator.get(&path).await.expect(404);
}

#[tokio::test]
async fn a_stale_edit_shows_both_versions_and_loses_nothing() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = coordinator.post("/system/nytt", &system(&unit, "Först")).await.expect(303).location();
    let edit = format!("{path}/andra");
    let mut mine = system(&unit, "Mitt");
    mine.push(("version", "1"));
    let mut theirs = system(&unit, "Deras");
    theirs.push(("version", "1"));
    coordinator.post(&edit, &theirs).await.expect(303);
    let page = coordinator.post(&edit, &mine).await.expect(409).text();
    assert!(page.contains("Mitt") && page.contains("Deras"), "{page}");
    let mut chosen = system(&unit, "");
    chosen.retain(|(name, _)| *name != "name");
    chosen.extend([("version", "2"), ("keep-name", "mine"), ("mine-name", "Mitt"), ("saved-name", "Deras")]);
    coordinator.post(&edit, &chosen).await.expect(303);
    assert!(coordinator.get(&path).await.expect(200).text().contains("<h1>Mitt</h1>"));
}

#[tokio::test]
async fn another_municipality_gets_404() {
    let test = TestApp::start().await;
    let ours = test.sign_in(Role::Coordinator).await;
    let grants = [(Role::Coordinator, None)];
    let theirs =
        test.sign_in_at(test.other_town, &grants, crate::people::accounts::MembershipState::Active).await;
    let unit = test.town.social.to_string();
    let path = ours.post("/system/nytt", &system(&unit, "Vårt")).await.expect(303).location();
    theirs.get(&path).await.expect(404);
    theirs.post(&format!("{path}/andra"), &system(&unit, "Deras")).await.expect(404);
    theirs.post("/system/nytt", &system(&unit, "Vår enhet")).await.expect(403);
    assert!(!theirs.get("/system").await.expect(200).text().contains("Vårt"));
}

#[tokio::test]
async fn another_committee_gets_404() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    let social = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    let unit = test.town.social.to_string();
    let path = coordinator.post("/system/nytt", &system(&unit, "Socialt")).await.expect(303).location();
    school.get(&path).await.expect(404);
    social.get(&path).await.expect(200);
    school.post("/system/nytt", &system(&unit, "Inte vår")).await.expect(403);
}

#[tokio::test]
async fn a_proposed_system_is_confirmed_by_a_review_with_a_sentence() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let id = tx.new_id();
    let proposed = System {
        name: "Föreslaget".to_owned(),
        unit_id: test.town.social,
        state: RecordState::Proposed,
        ..System::new(id)
    };
    store::insert(&mut tx, &proposed).await.unwrap();
    test.app.commit(tx, Event::new(EventKind::SystemCreated).on(KIND, id)).await.unwrap();
    let path = format!("/system/{id}");
    assert!(coordinator.get(&path).await.expect(200).text().contains("Föreslagen, inte bekräftad"));
    let wrong = [("review_why", ""), ("next_review", "2027-03-05")];
    coordinator.post(&format!("{path}/oversyn"), &wrong).await.expect(422);
    let right = [("review_why", "Genomgången"), ("next_review", "2027-03-05")];
    coordinator.post(&format!("{path}/oversyn"), &right).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    // The mark is gone; the history tells what it was.
    assert!(page.contains("Genomgången") && !page.contains("class=\"tag proposed\""), "{page}");
    assert!(page.contains("Föreslagen, inte bekräftad"), "{page}");
}

#[tokio::test]
async fn what_was_wrong_is_said_beside_the_field_and_nothing_is_lost() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let form = [("name", ""), ("description", "Kvar"), ("contract_end", "mars"), ("unit", "")];
    let page = coordinator.post("/system/nytt", &form).await.expect(422).text();
    assert!(
        page.contains("Kvar") && page.contains("Skriv som 2026") && page.contains("name-error"),
        "{page}"
    );
}

#[tokio::test]
async fn a_list_costs_the_same_whatever_its_length() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let empty = coordinator.get("/system").await.expect(200).queries();
    let unit = test.town.social.to_string();
    for number in 0..60 {
        coordinator.post("/system/nytt", &system(&unit, &format!("System {number}"))).await.expect(303);
    }
    let full = coordinator.get("/system").await.expect(200);
    assert_eq!(full.queries(), empty);
    assert!(full.queries() <= 4, "{}", full.queries());
    assert!(full.text().contains("Visar 1–50 av 60"), "{}", full.text());
    let export = coordinator.get("/system/lista.csv?ordning=-namn").await.expect(200).text();
    assert_eq!(export.lines().count(), 61);
}
