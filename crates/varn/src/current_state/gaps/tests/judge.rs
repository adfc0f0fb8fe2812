//! Judging the controls of an object.

use super::{card, differing, judged, page, stored, system};
use crate::people::organisation::store::{self as organisation, NewPerson};
use crate::platform::permission::Role;
use crate::testing::TestApp;

const POLICY: &str = "control.infosec_policy";
const PATCHING: &str = "control.patching";

#[tokio::test]
async fn what_is_not_judged_is_said_to_be_so_and_never_to_be_missing() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let page = page(&coordinator, "/brister/organisation").await;
    let card = card(&page, POLICY);
    assert!(card.contains("Inte bedömd") && !card.contains("Saknas"), "{card}");
    assert!(card.contains("Cybersäkerhetslagen kräver den.") && card.contains("grundskyddet"), "{card}");
    assert!(page.contains("Inget är bedömt än"), "{page}");
}

#[tokio::test]
async fn a_judgement_is_saved_weighed_and_explained() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Omsorgssystemet", [Some(3), Some(2), Some(1), Some(1)]).await;
    let path = format!("/brister/system/{id}");
    let mut form = judged("partial", "no", "3");
    form.extend([("situation", "Görs för hand"), ("due_by", "2026-09"), ("version", "0")]);
    let answer = coordinator.post(&format!("{path}/{PATCHING}"), &form).await.expect(303);
    assert!(answer.headers["location"].to_str().unwrap().ends_with(&format!("#{PATCHING}")));
    let page = page(&coordinator, &path).await;
    let card = card(&page, PATCHING);
    // Need 4 (K3) × no duty 2 × serious 3.
    for words in ["Brister", "Görs för hand", "2026-09", "4 × 2 × 3 = 24 poäng", "Bedömd av coordinator"]
    {
        assert!(card.contains(words), "{words}: {card}");
    }
    let expected = ("deficient".to_owned(), "required".to_owned(), Some(24));
    assert_eq!(stored(&test, test.town, id, PATCHING).await, Some(expected));
    assert!(differing(&test).await.is_empty());
}

#[tokio::test]
async fn existence_and_deficiency_are_kept_apart() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = format!("/brister/organisation/{POLICY}");
    coordinator.post(&path, &judged("no", "", "")).await.expect(303);
    let state = stored(&test, test.town, test.town.tenant.0, POLICY).await.unwrap();
    assert_eq!((state.0.as_str(), state.2), ("missing", None), "no points before the deficiency is judged");
    let mut form = judged("yes", "yes", "2");
    form.push(("version", "1"));
    coordinator.post(&path, &form).await.expect(303);
    let state = stored(&test, test.town, test.town.tenant.0, POLICY).await.unwrap();
    assert_eq!(state.0, "deficient", "what exists may still lack something");
    let page = page(&coordinator, "/brister/organisation?visa=brister").await;
    assert!(
        page.contains(&format!("id=\"{POLICY}\"")) && !page.contains("control.guidelines_decided\""),
        "{page}"
    );
}

#[tokio::test]
async fn what_was_wrong_is_said_beside_the_field_and_nothing_is_lost() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut form = judged("no", "yes", "7");
    form.extend([("situation", "Kvar"), ("responsible", "Ingen Sådan"), ("due_by", "snart")]);
    let page = coordinator.post(&format!("/brister/organisation/{POLICY}"), &form).await.expect(422).text();
    for words in
        ["works-error", "deficiency-error", "responsible-error", "due_by-error", "Kvar", "Ingen Sådan"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    coordinator.post("/brister/organisation/control.no_such", &judged("yes", "", "")).await.expect(404);
}

#[tokio::test]
async fn the_responsible_is_chosen_by_name() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut write = test.begin(test.town).await;
    for name in ["Ebba Norr", "Olle Syd", "Olle Syd"] {
        let person = NewPerson { name: name.to_owned(), ..NewPerson::default() };
        organisation::insert_person(&mut write.tx, person).await.unwrap();
    }
    write.done().await;
    let path = format!("/brister/organisation/{POLICY}");
    let mut form = judged("yes", "", "");
    form.push(("responsible", "ebba norr"));
    coordinator.post(&path, &form).await.expect(303);
    assert!(page(&coordinator, "/brister/organisation").await.contains("value=\"Ebba Norr\" list="));
    form.extend([("version", "1")]);
    form[3] = ("responsible", "Olle Syd");
    let refused = coordinator.post(&path, &form).await.expect(422).text();
    assert!(refused.contains("responsible-error"), "two of the same name are told apart: {refused}");
}

#[tokio::test]
async fn a_stale_judgement_shows_both_versions() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = format!("/brister/organisation/{POLICY}");
    let mut theirs = judged("yes", "yes", "0");
    theirs.extend([("situation", "Deras"), ("version", "0")]);
    coordinator.post(&path, &theirs).await.expect(303);
    let mut mine = judged("no", "", "3");
    mine.extend([("situation", "Mitt"), ("version", "0")]);
    let page = coordinator.post(&path, &mine).await.expect(409).text();
    assert!(page.contains("Deras") && page.contains("Mitt"), "{page}");
}

#[tokio::test]
async fn a_control_can_be_chosen_beyond_the_rules_and_dropped_again() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Enkelt", [Some(0), Some(0), Some(0), Some(0)]).await;
    let path = format!("/brister/system/{id}");
    assert!(stored(&test, test.town, id, "control.redundancy").await.is_none());
    coordinator.post(&format!("{path}/valj"), &[("control", "control.redundancy")]).await.expect(303);
    assert_eq!(stored(&test, test.town, id, "control.redundancy").await.unwrap().0, "not_judged");
    let page = page(&coordinator, &path).await;
    assert!(card(&page, "control.redundancy").contains("Ni har själva valt"), "{page}");
    coordinator.post(&format!("{path}/control.redundancy/valj-bort"), &[]).await.expect(303);
    assert!(stored(&test, test.town, id, "control.redundancy").await.is_none());
    coordinator.post(&format!("{path}/valj"), &[("control", "")]).await.expect(422);
}

#[tokio::test]
async fn an_own_control_is_asked_for_where_it_is_chosen_or_judged() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let own =
        coordinator.post("/sakerhetsatgarder/ny", &[("name", "Nyckelskåp")]).await.expect(303).location();
    let key = own.rsplit('/').next().unwrap().to_owned();
    assert!(!page(&coordinator, "/brister/organisation").await.contains("Nyckelskåp</a>"));
    coordinator.post(&format!("/brister/organisation/{key}"), &judged("no", "", "1")).await.expect(303);
    let card = card(&page(&coordinator, "/brister/organisation").await, &key);
    assert!(card.contains("Nyckelskåp") && card.contains("Saknas"), "{card}");
    let missing = "own:0197c0de-0000-7000-8000-000000000001";
    coordinator.post(&format!("/brister/organisation/{missing}"), &judged("no", "", "")).await.expect(404);
}

#[tokio::test]
async fn another_municipality_and_another_committee_get_404() {
    let test = TestApp::start().await;
    let state = crate::people::accounts::MembershipState::Active;
    let theirs = test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], state).await;
    let school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    let social = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    let id = system(&test, "Socialt", [Some(1), Some(1), Some(1), Some(1)]).await;
    let path = format!("/brister/system/{id}");
    for stranger in [&theirs, &school] {
        stranger.get(&path).await.expect(404);
        stranger.post(&format!("{path}/{PATCHING}"), &judged("yes", "", "")).await.expect(404);
        stranger.post(&format!("{path}/valj"), &[("control", PATCHING)]).await.expect(404);
        stranger.get(&format!("{path}/{PATCHING}/avvikelse")).await.expect(404);
    }
    social.post(&format!("{path}/{PATCHING}"), &judged("yes", "yes", "")).await.expect(303);
    social.get("/brister/organisation").await.expect(404);
    social.post(&format!("/brister/organisation/{POLICY}"), &judged("yes", "", "")).await.expect(404);
    test.sign_in_for(Role::SystemOwner, test.town.root).await.get("/brister/organisation").await.expect(200);
    test.sign_in(Role::Auditor)
        .await
        .post(&format!("{path}/{PATCHING}"), &judged("yes", "", ""))
        .await
        .expect(403);
    let page = page(&test.sign_in(Role::Auditor).await, &path).await;
    assert!(!page.contains("<form class=\"judge\""), "who may only read gets no form: {page}");
}

#[tokio::test]
async fn the_page_costs_the_same_whatever_is_judged() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Stort", [Some(3), Some(3), Some(3), Some(3)]).await;
    let path = format!("/brister/system/{id}");
    let before = coordinator.get(&path).await.expect(200);
    assert!(before.queries() <= 6, "{}", before.queries());
    for control in ["control.patching", "control.backup_taken", "control.mfa_sensitive", "control.redundancy"]
    {
        coordinator.post(&format!("{path}/{control}"), &judged("no", "", "2")).await.expect(303);
    }
    assert_eq!(coordinator.get(&path).await.expect(200).queries(), before.queries());
    let organisation = coordinator.get("/brister/organisation").await.expect(200);
    assert!(organisation.queries() <= 6, "{}", organisation.queries());
    let mut write = test.begin(test.town).await;
    let supplier = write.supplier(test.town.social, "Nordmoln").await;
    write.link(("system", id), "delivered_by", ("supplier", supplier)).await;
    write.done().await;
    let supplier = coordinator.get(&format!("/brister/leverantor/{supplier}")).await.expect(200);
    assert!(supplier.queries() <= 6, "{}", supplier.queries());
    assert!(supplier.text().contains("Säkerhetskraven står i avtalet"), "a supplier is always external");
}

#[tokio::test]
async fn what_is_judged_is_in_the_history() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    coordinator
        .post(&format!("/brister/organisation/{POLICY}"), &judged("yes", "yes", "0"))
        .await
        .expect(303);
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let at = tx.now() + chrono::Duration::hours(1);
    let rows = crate::platform::history::at_date(&mut tx, super::super::JUDGEMENT, at).await.unwrap();
    let data = rows[0].data.clone().unwrap();
    assert!(rows.len() == 1 && data.contains(POLICY) && data.contains("\"version\":1"), "{data}");
}
