//! The overview, the list of objects, and the panel on a record.

use super::{judged, page, system};
use crate::platform::permission::Role;
use crate::testing::TestApp;

const PATCHING: &str = "control.patching";
const LEVELS: [Option<i64>; 4] = [Some(2), Some(2), Some(2), Some(2)];

#[tokio::test]
async fn the_gaps_that_weigh_most_stand_first_with_their_consequence() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let nothing = page(&coordinator, "/brister").await;
    assert!(
        nothing.contains("Inga brister är bedömda än") && nothing.contains("inte bedömda än"),
        "{nothing}"
    );
    let (low, high) = (system(&test, "Lågt", [Some(0); 4]).await, system(&test, "Högt", [Some(3); 4]).await);
    for id in [low, high] {
        let path = format!("/brister/system/{id}/{PATCHING}");
        coordinator.post(&path, &judged("no", "", "3")).await.expect(303);
    }
    let shown = page(&coordinator, "/brister").await;
    let at = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text}: {shown}"));
    assert!(at(">Högt<") < at(">Lågt<"), "{shown}");
    assert!(shown.contains("2 krav möts inte av någonting alls."), "{shown}");
    let csv = coordinator.get("/brister/lista.csv?slag=system").await.expect(200).text();
    assert_eq!(csv.lines().count(), 3, "{csv}");
}

#[tokio::test]
async fn the_list_is_narrowed_by_state_area_kind_unit_and_control() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Systemet", LEVELS).await;
    let path = format!("/brister/system/{id}");
    coordinator.post(&format!("{path}/{PATCHING}"), &judged("no", "", "1")).await.expect(303);
    coordinator
        .post("/brister/organisation/control.infosec_policy", &judged("partial", "", "1"))
        .await
        .expect(303);
    let (social, school) = (test.town.social, test.town.school);
    let cases = [
        (String::new(), true, true),
        ("?lage=missing".to_owned(), true, false),
        ("?lage=deficient".to_owned(), false, true),
        ("?omrade=operations".to_owned(), true, false),
        ("?slag=organisation".to_owned(), false, true),
        (format!("?enhet={social}"), true, false),
        (format!("?enhet={school}"), false, false),
        (format!("?atgard={PATCHING}"), true, false),
        (format!("?atgard={PATCHING}&omrade=risk"), false, false),
        ("?q=policy".to_owned(), false, true),
        ("?q=systemet".to_owned(), true, false),
    ];
    for (query, patching, policy) in cases {
        let shown = page(&coordinator, &format!("/brister{query}")).await;
        let has = |anchor: String| shown.contains(&anchor);
        assert_eq!(has(format!("{path}#{PATCHING}")), patching, "{query}: {shown}");
        assert_eq!(
            has("/brister/organisation#control.infosec_policy".to_owned()),
            policy,
            "{query}: {shown}"
        );
    }
    let not_judged = page(&coordinator, "/brister?lage=not_judged&slag=system").await;
    assert!(not_judged.contains(&format!("{path}#control.backup_taken")), "{not_judged}");
}

#[tokio::test]
async fn only_what_lies_in_scope_is_counted_and_listed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Socialt", LEVELS).await;
    coordinator.post(&format!("/brister/system/{id}/{PATCHING}"), &judged("no", "", "3")).await.expect(303);
    let school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    let shown = page(&school, "/brister").await;
    assert!(!shown.contains("Socialt") && shown.contains("bedömt: 0 av 0"), "{shown}");
    assert!(!page(&school, "/brister/objekt").await.contains("Socialt"));
    let social = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    assert!(page(&social, "/brister").await.contains("Socialt"));
    let state = crate::people::accounts::MembershipState::Active;
    let theirs = test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], state).await;
    assert!(!page(&theirs, "/brister?lage=missing").await.contains("Socialt"));
    test.sign_in(Role::ProcurementOfficer).await.get("/brister").await.expect(403);
}

#[tokio::test]
async fn the_overview_and_the_list_of_objects_cost_the_same_whatever_their_length() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let empty =
        (coordinator.get("/brister").await.queries(), coordinator.get("/brister/objekt").await.queries());
    for number in 0..4 {
        let id = system(&test, &format!("System {number}"), LEVELS).await;
        coordinator
            .post(&format!("/brister/system/{id}/{PATCHING}"), &judged("no", "", "3"))
            .await
            .expect(303);
    }
    let full = coordinator.get("/brister").await.expect(200);
    let objects = coordinator.get("/brister/objekt").await.expect(200);
    assert_eq!((full.queries(), objects.queries()), empty);
    assert!(empty.0 <= 12 && empty.1 <= 4, "{empty:?}");
    assert!(objects.text().contains("Visar 1–5 av 5"), "{}", objects.text());
    let csv = coordinator.get("/brister/objekt/lista.csv").await.expect(200).text();
    assert_eq!(csv.lines().count(), 6, "{csv}");
    coordinator.get("/brister/objekt/lista.xlsx").await.expect(200);
    coordinator.get("/brister/lista.xlsx").await.expect(200);
}

#[tokio::test]
async fn a_system_and_a_supplier_show_their_worst_gaps() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Systemet", LEVELS).await;
    let record = page(&coordinator, &format!("/system/{id}")).await;
    assert!(
        record.contains("Krav och brister") && record.contains("Inget har bedömts som bristfälligt"),
        "{record}"
    );
    coordinator.post(&format!("/brister/system/{id}/{PATCHING}"), &judged("no", "", "3")).await.expect(303);
    let record = page(&coordinator, &format!("/system/{id}")).await;
    assert!(record.contains(&format!("/brister/system/{id}#{PATCHING}")), "{record}");
    let mut write = test.begin(test.town).await;
    let supplier = write.supplier(test.town.social, "Nordmoln").await;
    write.done().await;
    assert!(page(&coordinator, &format!("/leverantorer/{supplier}")).await.contains("Krav och brister"));
    let officer = test.sign_in(Role::ProcurementOfficer).await;
    assert!(!page(&officer, &format!("/system/{id}")).await.contains("Krav och brister"));
}

#[tokio::test]
async fn the_catalogue_tells_where_a_control_is_lacking() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Systemet", LEVELS).await;
    coordinator.post(&format!("/brister/system/{id}/{PATCHING}"), &judged("no", "", "3")).await.expect(303);
    let shown = page(&coordinator, "/sakerhetsatgarder?q=Säkerhetsuppdateringar").await;
    assert!(shown.contains(&format!("/brister?atgard={PATCHING}\">1 objekt")), "{shown}");
    let shown = page(&coordinator, &format!("/sakerhetsatgarder/{PATCHING}")).await;
    assert!(
        shown.contains(&format!("/brister/system/{id}#{PATCHING}")) && shown.contains("Saknas"),
        "{shown}"
    );
}
