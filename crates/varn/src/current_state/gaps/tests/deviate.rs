//! What does not apply, and exceptions.

use super::{card, differing, judged, page, stored, system};
use crate::args;
use crate::platform::permission::Role;
use crate::testing::{Client, TestApp};

const POLICY: &str = "control.infosec_policy";
const PATCHING: &str = "control.patching";

async fn propose(client: &Client, path: &str, control: &str, form: &[(&str, &str)]) -> String {
    client.post(&format!("{path}/{control}/avvikelse"), form).await.expect(303);
    let list = page(client, "/avvikelser?lage=proposed").await;
    let from = list.find("/avvikelser/0").unwrap_or_else(|| panic!("{list}"));
    list[from..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn not_applicable_counts_when_somebody_else_has_approved() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let management = test.sign_in(Role::Management).await;
    let id = system(&test, "Kartan", [Some(0), Some(0), Some(0), Some(0)]).await;
    let path = format!("/brister/system/{id}");
    let form = [("deviation_kind", "not_applicable"), ("motive", "Inget att uppdatera.")];
    let record = propose(&coordinator, &path, PATCHING, &form).await;
    let proposed = card(&page(&coordinator, &path).await, PATCHING);
    assert!(proposed.contains("Föreslagen att inte gälla") && proposed.contains("Inte bedömd"), "{proposed}");
    coordinator.post(&format!("{record}/godkann"), &[]).await.expect(403);
    let again = coordinator.post(&format!("{path}/{PATCHING}/avvikelse"), &form).await.expect(422).text();
    assert!(again.contains("Ett förslag väntar redan"), "{again}");
    management.post(&format!("{record}/godkann"), &[]).await.expect(303);
    assert_eq!(stored(&test, test.town, id, PATCHING).await.unwrap().1, "not_applicable");
    let approved = page(&coordinator, &path).await;
    assert!(card(&approved, PATCHING).contains("Gäller inte: Inget att uppdatera."), "{approved}");
    let shown = page(&management, &record).await;
    assert!(shown.contains("Avvikelsen godkändes") && shown.contains("Inget att uppdatera."), "{shown}");
    management.post(&format!("{record}/avsla"), &[]).await.expect(303);
    assert_eq!(stored(&test, test.town, id, PATCHING).await.unwrap().1, "required");
    management.post(&format!("{record}/godkann"), &[]).await.expect(422);
    assert!(differing(&test).await.is_empty());
}

#[tokio::test]
async fn whoever_proposed_it_cannot_approve_it_with_another_role() {
    let test = TestApp::start().await;
    let state = crate::people::accounts::MembershipState::Active;
    let roles = [(Role::Coordinator, None), (Role::Management, None)];
    let both = test.sign_in_at(test.town, &roles, state).await;
    let form = [("deviation_kind", "not_applicable"), ("motive", "Vi har ingen.")];
    let record = propose(&both, "/brister/organisation", POLICY, &form).await;
    let refused = both.post(&format!("{record}/godkann"), &[]).await.expect(422).text();
    assert!(refused.contains("Du kan inte godkänna ditt eget förslag"), "{refused}");
    assert!(!page(&both, &record).await.contains("Godkänn avvikelsen"));
    both.post(&format!("{record}/ta-tillbaka"), &[]).await.expect(303);
    assert!(page(&both, &record).await.contains("Upphörd"));
}

#[tokio::test]
async fn an_exception_needs_a_day_ahead_and_counts_through_it() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let management = test.sign_in(Role::Management).await;
    let path = format!("/brister/organisation/{POLICY}/avvikelse");
    for day in ["", "2026-03-04", "i sommar"] {
        let form = [("deviation_kind", "exception"), ("motive", "Kvar"), ("last_day", day)];
        let page = coordinator.post(&path, &form).await.expect(422).text();
        assert!(page.contains("last_day-error") && page.contains("Kvar"), "{day}: {page}");
    }
    coordinator.post(&format!("/brister/organisation/{POLICY}"), &judged("no", "", "3")).await.expect(303);
    let form = [("deviation_kind", "exception"), ("motive", "Ny policy i juni."), ("last_day", "2026-03-05")];
    let record = propose(&coordinator, "/brister/organisation", POLICY, &form).await;
    assert!(page(&coordinator, "/brister").await.contains("Beslutad policy"));
    management.post(&format!("{record}/godkann"), &[]).await.expect(303);
    let shown = page(&coordinator, "/brister/organisation").await;
    assert!(card(&shown, POLICY).contains("Undantag till och med 2026-03-05"), "{shown}");
    let listed = |page: String| page.contains(&format!("/brister/organisation#{POLICY}"));
    assert!(!listed(page(&coordinator, "/brister").await), "what is excepted is not left to do today");
    assert!(listed(page(&coordinator, "/brister?lage=excepted").await));
    // The day after, without any write but of the calendar.
    let mut write = test.begin(test.town).await;
    for table in ["deviations", "required_controls"] {
        let sql = format!("UPDATE {table} SET until = $2 WHERE tenant_id = $1 AND until IS NOT NULL");
        let yesterday = chrono::NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
        write.tx.exec(&sql, args![yesterday]).await.unwrap();
    }
    write.done().await;
    assert!(listed(page(&coordinator, "/brister").await), "the exception has ended");
    let ended = card(&page(&coordinator, "/brister/organisation").await, POLICY);
    assert!(ended.contains("Undantaget gick ut 2026-03-04") && ended.contains("Saknas"), "{ended}");
    assert!(page(&coordinator, "/avvikelser?lage=ended").await.contains("Ny policy i juni."));
}

#[tokio::test]
async fn deviations_of_another_committee_and_municipality_are_404() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Socialt", [Some(0), Some(0), Some(0), Some(0)]).await;
    let form = [("deviation_kind", "not_applicable"), ("motive", "Inte här.")];
    let record = propose(&coordinator, &format!("/brister/system/{id}"), PATCHING, &form).await;
    let state = crate::people::accounts::MembershipState::Active;
    let theirs = test.sign_in_at(test.other_town, &[(Role::Management, None)], state).await;
    let school = test.sign_in_for(Role::Management, test.town.school).await;
    for stranger in [&theirs, &school] {
        stranger.get(&record).await.expect(404);
        stranger.post(&format!("{record}/godkann"), &[]).await.expect(404);
        stranger.post(&format!("{record}/avsla"), &[]).await.expect(404);
        assert!(!page(stranger, "/avvikelser").await.contains("Inte här."));
    }
    test.sign_in_for(Role::Management, test.town.social)
        .await
        .post(&format!("{record}/godkann"), &[])
        .await
        .expect(303);
}

#[tokio::test]
async fn the_list_of_deviations_costs_the_same_whatever_its_length() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let empty = coordinator.get("/avvikelser").await.expect(200).queries();
    for control in [POLICY, "control.guidelines_decided", PATCHING] {
        let form = [("deviation_kind", "not_applicable"), ("motive", "Skäl")];
        coordinator.post(&format!("/brister/organisation/{control}/avvikelse"), &form).await.expect(303);
    }
    let full = coordinator.get("/avvikelser").await.expect(200);
    assert_eq!(full.queries(), empty);
    assert!(empty <= 5, "{empty}");
    let csv = coordinator.get("/avvikelser/lista.csv").await.expect(200).text();
    assert_eq!(csv.lines().count(), 4, "{csv}");
}
