//! Through HTTP, on the current database.

use crate::platform::permission::Role;
use crate::testing::TestApp;

#[tokio::test]
async fn the_catalogue_is_shown_by_area_with_what_asks_for_each_control() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let answer = coordinator.get("/sakerhetsatgarder").await.expect(200);
    assert!(answer.queries() <= 4, "{}", answer.queries());
    let page = answer.text();
    assert!(page.contains("Styrning och uppföljning") && page.contains("Grundskydd"), "{page}");
    let found =
        coordinator.get("/sakerhetsatgarder?q=återläsning&omrade=continuity").await.expect(200).text();
    assert!(found.contains("Prövad återläsning") && !found.contains("Beslutad policy"), "{found}");
    let none = coordinator.get("/sakerhetsatgarder?q=finns+inte+alls").await.expect(200).text();
    assert!(!none.contains("Beslutad policy"), "{none}");
    let csv = coordinator.get("/sakerhetsatgarder/lista.csv?lag=gdpr").await.expect(200).text();
    assert!(csv.contains("Personuppgiftsbiträdesavtal") && !csv.contains("Säkerhetskopior tas"), "{csv}");
}

#[tokio::test]
async fn a_control_tells_what_must_be_true_and_refers_by_number() {
    let test = TestApp::start().await;
    let officer = test.sign_in(Role::ProcurementOfficer).await;
    let answer = officer.get("/sakerhetsatgarder/control.processor_agreement").await.expect(200);
    assert!(answer.queries() <= 8, "{}", answer.queries());
    let page = answer.text();
    for words in [
        "Så ska det vara",
        "Krav på leverantören",
        "Annars",
        "artikel 28",
        "någon utanför kommunen levererar",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("Här krävs den"), "whoever may not see gaps is told of none");
    officer.get("/sakerhetsatgarder/control.no_such").await.expect(404);
}

#[tokio::test]
async fn the_coordinator_adds_and_changes_an_own_control() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let form = [("name", "Nyckelskåp på varje skola"), ("area", "premises"), ("external_id", "S-14")];
    let path = coordinator.post("/sakerhetsatgarder/ny", &form).await.expect(303).location();
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("Nyckelskåp på varje skola") && page.contains("S-14"), "{page}");
    let list = coordinator.get("/sakerhetsatgarder?kravs=own").await.expect(200).text();
    assert!(list.contains("Nyckelskåp") && !list.contains("Beslutad policy"), "{list}");
    let edit = format!("{path}/andra");
    let stale = [("name", "Andras"), ("version", "0")];
    coordinator.post(&edit, &stale).await.expect(409);
    let changed = [("name", "Policyn"), ("same_as", "control.infosec_policy"), ("version", "1")];
    coordinator.post(&edit, &changed).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("<del>Nyckelskåp på varje skola</del>") && page.contains("Grundskydd"), "{page}");
    let same = coordinator.get("/sakerhetsatgarder/control.infosec_policy").await.expect(200).text();
    assert!(same.contains("Ni kallar den") && same.contains("Policyn"), "{same}");
}

#[tokio::test]
async fn what_was_wrong_with_an_own_control_is_said_beside_the_field() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let form = [("name", ""), ("description", "Kvar"), ("area", "nowhere"), ("same_as", "control.x")];
    let page = coordinator.post("/sakerhetsatgarder/ny", &form).await.expect(422).text();
    for id in ["name-error", "area-error", "same_as-error", "Kvar"] {
        assert!(page.contains(id), "{id}: {page}");
    }
    test.sign_in(Role::SystemOwner).await.get("/sakerhetsatgarder/ny").await.expect(403);
}

#[tokio::test]
async fn another_municipality_gets_404_for_an_own_control() {
    let test = TestApp::start().await;
    let ours = test.sign_in(Role::Coordinator).await;
    let grants = [(Role::Coordinator, None)];
    let state = crate::people::accounts::MembershipState::Active;
    let theirs = test.sign_in_at(test.other_town, &grants, state).await;
    let path = ours.post("/sakerhetsatgarder/ny", &[("name", "Vår")]).await.expect(303).location();
    theirs.get(&path).await.expect(404);
    theirs.get(&format!("{path}/andra")).await.expect(404);
    assert!(!theirs.get("/sakerhetsatgarder").await.expect(200).text().contains(">Vår<"));
}
