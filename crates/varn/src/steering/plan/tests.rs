//! Through HTTP, on the current database.

use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;
use crate::testing::TestApp;

fn action<'a>(unit: &'a str, name: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("unit", unit),
        ("status", "not_started"),
        ("cost_sek", "1 250 000"),
        ("due", "2026-02"),
        ("priority", "1"),
    ]
}

#[tokio::test]
async fn an_action_is_added_shown_changed_and_removed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path =
        coordinator.post("/atgarder/ny", &action(&unit, "Pröva återläsning")).await.expect(303).location();
    let page = coordinator.get(&path).await.expect(200).text();
    for text in ["1\u{a0}250\u{a0}000\u{a0}kr", "Inte påbörjad", "Tiden har gått ut", "Ägare saknas"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let mut changed = action(&unit, "Pröva återläsning");
    changed.retain(|(name, _)| *name != "cost_sek");
    changed.extend([("version", "1"), ("cost_sek", "")]);
    coordinator.post(&format!("{path}/andra"), &changed).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("Inte uppskattad") && page.contains("<del>1\u{a0}250\u{a0}000</del>"), "{page}");
    coordinator.post(&format!("{path}/andra"), &changed).await.expect(409);
    coordinator.post(&format!("{path}/ta-bort"), &[]).await.expect(303);
    coordinator.get(&path).await.expect(404);
}

#[tokio::test]
async fn how_it_goes_is_noted_with_its_reason() {
    let test = TestApp::start().await;
    let owner = test.sign_in(Role::SystemOwner).await;
    let unit = test.town.social.to_string();
    let path = owner.post("/atgarder/ny", &action(&unit, "Pröva återläsning")).await.expect(303).location();
    let form = [("status", "done"), ("why", "Provet gick bra.")];
    owner.post(&format!("{path}/status"), &form).await.expect(303);
    let page = owner.get(&path).await.expect(200).text();
    assert!(page.contains("Provet gick bra.") && page.contains("<ins>Klar</ins>"), "{page}");
    assert!(!page.contains("Tiden har gått ut"));
    owner.post(&format!("{path}/status"), &[("status", "perhaps")]).await.expect(400);
    owner.post(&format!("{path}/status"), &[("status", "")]).await.expect(303);
    assert!(owner.get(&path).await.expect(200).text().contains("Tiden har gått ut"));
}

#[tokio::test]
async fn the_sum_says_what_it_is_worth() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let empty = coordinator.get("/atgarder").await.expect(200);
    assert!(empty.text().contains("Här ska åtgärderna stå"));
    coordinator.post("/atgarder/ny", &action(&unit, "En")).await.expect(303);
    coordinator.post("/atgarder/ny", &[("name", "Två"), ("unit", &unit)]).await.expect(303);
    let mut done = action(&unit, "Tre");
    done.retain(|(name, _)| *name != "status");
    done.push(("status", "done"));
    coordinator.post("/atgarder/ny", &done).await.expect(303);
    let page = coordinator.get("/atgarder").await.expect(200);
    let lead = "2 åtgärder är kvar att göra. De kostar 1\u{a0}250\u{a0}000 kr. En av dem har ingen uppskattad kostnad, \
         så det blir dyrare än så. 2 saknar ägare och blir knappast gjorda.";
    assert!(page.text().contains(lead), "{}", page.text());
    assert_eq!(page.queries(), empty.queries());
    assert!(page.queries() <= 4, "{}", page.queries());
    let unknown = coordinator.get("/atgarder?kostnad=okand").await.expect(200).text();
    assert!(unknown.contains("Kostnaden är inte uppskattad") && !unknown.contains(">En</a>"), "{unknown}");
    let done = coordinator.get("/atgarder?status=done").await.expect(200).text();
    assert!(done.contains("Inget av det här är kvar att göra") && done.contains(">Tre</a>"), "{done}");
    let open = coordinator.get("/atgarder?status=oppna&prio=1&agare=ingen").await.expect(200).text();
    assert!(open.contains(">En</a>") && !open.contains(">Tre</a>"), "{open}");
    let csv = coordinator.get("/atgarder/lista.csv").await.expect(200).text();
    assert!(csv.contains("1250000"), "{csv}");
}

#[tokio::test]
async fn what_was_wrong_is_said_beside_the_field_and_nothing_is_lost() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let form = [("name", ""), ("note", "Kvar"), ("cost_sek", "mycket"), ("due", "snart"), ("priority", "0")];
    let page = coordinator.post("/atgarder/ny", &form).await.expect(422).text();
    for text in
        ["Kvar", "mycket", "name-error", "unit-error", "cost_sek-error", "due-error", "priority-error"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
}

#[tokio::test]
async fn others_get_404_and_those_who_may_not_see_gaps_get_403() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], MembershipState::Active).await;
    let school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    let administrator = test.sign_in(Role::Administrator).await;
    let unit = test.town.social.to_string();
    let form = action(&unit, "Vår");
    let path = coordinator.post("/atgarder/ny", &form).await.expect(303).location();
    for stranger in [&theirs, &school] {
        stranger.get(&path).await.expect(404);
        stranger.post(&format!("{path}/andra"), &form).await.expect(404);
        stranger.post(&format!("{path}/status"), &[("status", "done")]).await.expect(404);
        stranger.post("/atgarder/ny", &form).await.expect(403);
        assert!(!stranger.get("/atgarder").await.expect(200).text().contains("Vår</a>"));
    }
    administrator.get(&path).await.expect(403);
    administrator.get("/atgarder").await.expect(403);
}
