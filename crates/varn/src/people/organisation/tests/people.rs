//! The people: adding, changing, leaving, and the account that somebody has.

use super::*;
use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;

async fn person(client: &Client, name: &str, email: &str) -> String {
    client.post("/personer/ny", &[("name", name), ("email", email)]).await.expect(303).location()
}

fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

#[tokio::test]
async fn a_person_is_added_shown_and_changed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let social = test.town.social.to_string();
    let form =
        [("name", "Åsa Öberg"), ("title", "Enhetschef"), ("email", "Asa@kommun.example"), ("unit", &social)];
    let path = coordinator.post("/personer/ny", &form).await.expect(303).location();
    let page = coordinator.get(&path).await.expect(200).text();
    for text in ["Enhetschef", "asa@kommun.example", "Socialnämnden", "Inget konto", "Äger inget"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let form = [("version", "1"), ("name", "Åsa Ek"), ("unit", "")];
    coordinator.post(&format!("{path}/andra"), &form).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("<del>Åsa Öberg</del>"), "{page}");
    coordinator.post(&format!("{path}/andra"), &form).await.expect(409);
}

#[tokio::test]
async fn what_was_wrong_is_said_beside_the_field() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    person(&coordinator, "Åsa Öberg", "asa@kommun.example").await;
    let foreign = test.other_town.social.to_string();
    for (form, field) in [
        (vec![("name", "")], "name-error"),
        (vec![("name", "Bo"), ("email", "bo")], "email-error"),
        (vec![("name", "Bo"), ("email", "ASA@kommun.example")], "email-error"),
        (vec![("name", "Bo"), ("unit", foreign.as_str())], "unit-error"),
    ] {
        let page = coordinator.post("/personer/ny", &form).await.expect(422).text();
        assert!(page.contains(field), "{field}: {page}");
    }
}

#[tokio::test]
async fn whoever_leaves_hands_over_what_she_answers_for() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let social = test.town.social.to_string();
    let asa = person(&coordinator, "Åsa Öberg", "").await;
    let bo = person(&coordinator, "Bo Ek", "").await;
    let linden = system(&coordinator, "Linden", &social, id_of(&asa)).await;
    let form =
        [("name", "Rönnen"), ("unit", social.as_str()), ("owner", id_of(&asa)), ("manager", id_of(&asa))];
    let rowan = coordinator.post("/system/nytt", &form).await.expect(303).location();
    let page = coordinator.get(&format!("{asa}/slutat")).await.expect(200).text();
    assert!(page.contains("Äger 2 System") && page.contains("Bo Ek"), "{page}");
    let leave = format!("{asa}/slutat");
    for (day, successor, field) in [
        ("2026-03-06", id_of(&bo), "left_on-error"),
        ("", id_of(&bo), "left_on-error"),
        ("2026-03-05", id_of(&asa), "successor-error"),
        ("2026-03-05", test.town.social.to_string().as_str(), "successor-error"),
    ] {
        let form = [("version", "1"), ("left_on", day), ("successor", successor)];
        let page = coordinator.post(&leave, &form).await.expect(422).text();
        assert!(page.contains(field), "{field}: {page}");
    }
    let form = [("version", "1"), ("left_on", "2026-03-05"), ("successor", id_of(&bo))];
    coordinator.post(&leave, &form).await.expect(303);
    let page = coordinator.get(&linden).await.expect(200).text();
    assert!(page.contains("Bo Ek") && page.contains("Personen slutade"), "{page}");
    // Owner and manager alike, in one change that the next edit goes on from.
    let page = coordinator.get(&rowan).await.expect(200).text();
    assert!(page.matches("Bo Ek").count() >= 2 && !page.contains("Åsa Öberg"), "{page}");
    let form = [("version", "2"), ("name", "Rönnen 2"), ("unit", social.as_str())];
    coordinator.post(&format!("{rowan}/andra"), &form).await.expect(303);
    assert!(coordinator.get(&asa).await.expect(200).text().contains("Slutade 2026-03-05"));
    assert!(!coordinator.get("/system/nytt").await.expect(200).text().contains("Åsa Öberg"));
    coordinator.post(&leave, &form).await.expect(422);
    // Without anybody who takes over it has no owner, and says so.
    let form = [("version", "1"), ("left_on", "2026-03-05"), ("successor", "")];
    coordinator.post(&format!("{bo}/slutat"), &form).await.expect(303);
    assert!(coordinator.get(&linden).await.expect(200).text().contains("Ägare saknas"));
    coordinator.post(&format!("{asa}/tillbaka"), &[]).await.expect(303);
    assert!(coordinator.get("/system/nytt").await.expect(200).text().contains("Åsa Öberg"));
}

#[tokio::test]
async fn the_list_is_narrowed_and_costs_the_same_whatever_its_length() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let social = test.town.social.to_string();
    let short = coordinator.get("/personer").await.expect(200).queries();
    let asa = person(&coordinator, "Åsa Öberg", "asa@kommun.example").await;
    for name in ["Bo Ek", "Ada Al", "Örjan Ö", "Eva Lind"] {
        person(&coordinator, name, "").await;
    }
    system(&coordinator, "Linden", &social, id_of(&asa)).await;
    let page = coordinator.get("/personer").await.expect(200);
    assert_eq!(page.queries(), short);
    assert!(page.queries() <= 4, "{}", page.queries());
    let text = page.text();
    let at = |name: &str| text.find(name).unwrap_or_else(|| panic!("{name}: {text}"));
    assert!(
        at("Ada Al") < at("Eva Lind") && at("Eva Lind") < at("Åsa Öberg") && at("Åsa Öberg") < at("Örjan Ö")
    );
    for (query, count) in
        [("q=%C3%96", 2), ("konto=yes", 0), ("konto=no", 5), ("lage=left", 0), ("lage=all", 5)]
    {
        let page = coordinator.get(&format!("/personer?{query}")).await.expect(200).text();
        assert_eq!(page.matches("<th scope=\"row\">").count(), count, "{query}");
    }
    let csv = coordinator.get("/personer/lista.csv?ordning=-ansvar").await.expect(200).text();
    assert_eq!(csv.lines().count(), 6);
    let record = coordinator.get(&asa).await.expect(200);
    assert!(record.queries() <= 8, "{}", record.queries());
    assert!(record.text().contains(&format!("/system?agare={}", id_of(&asa))));
}

#[tokio::test]
async fn whoever_is_invited_stands_among_the_people() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let administrator = test.sign_in(Role::Administrator).await;
    let asa = person(&coordinator, "Åsa Öberg", "Asa@kommun.example").await;
    let social = test.town.social.to_string();
    for (name, email) in [("Å Öberg", "asa@kommun.example"), ("Bo Ek", "bo@kommun.example")] {
        let form =
            [("name", name), ("email", email), ("role_1", "system_owner"), ("unit_1", social.as_str())];
        administrator.post("/anvandare/ny", &form).await.expect(200);
    }
    // The one with the same address has got the account; the other has come.
    let page = coordinator.get(&asa).await.expect(200).text();
    assert!(page.contains("Inbjuden") && !page.contains("/anvandare/"), "{page}");
    assert!(administrator.get(&asa).await.expect(200).text().contains("/anvandare/"));
    let page = coordinator.get("/personer?konto=yes").await.expect(200).text();
    assert!(page.contains("Bo Ek") && page.contains("Socialnämnden"), "{page}");
    assert_eq!(page.matches("<th scope=\"row\">").count(), 2, "{page}");
    // The list of users is searched by their names as people.
    assert!(
        administrator.get("/anvandare?q=%C3%A5sa").await.expect(200).text().contains("asa@kommun.example")
    );
}

#[tokio::test]
async fn only_those_who_handle_accounts_say_whose_one_is() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let administrator = test.sign_in(Role::Administrator).await;
    let asa = person(&coordinator, "Åsa Öberg", "").await;
    let edit = format!("{asa}/andra");
    let account = coordinator.user.to_string();
    assert!(!coordinator.get(&edit).await.expect(200).text().contains("name=\"account\""));
    let form = [("version", "1"), ("name", "Åsa Öberg"), ("account", account.as_str())];
    coordinator.post(&edit, &form).await.expect(303);
    assert!(coordinator.get(&asa).await.expect(200).text().contains("Inget konto"));
    let form = [("version", "2"), ("name", "Åsa Öberg"), ("account", account.as_str())];
    administrator.post(&edit, &form).await.expect(303);
    assert!(coordinator.get(&asa).await.expect(200).text().contains("Aktiv"));
    // An edit by the coordinator leaves the account as it is.
    coordinator.post(&edit, &[("version", "3"), ("name", "Åsa Ek")]).await.expect(303);
    assert!(coordinator.get(&asa).await.expect(200).text().contains("Aktiv"));
    let form = [("name", "Bo Ek"), ("account", account.as_str())];
    let page = administrator.post("/personer/ny", &form).await.expect(422).text();
    assert!(page.contains("account-error"), "{page}");
    let theirs = test.sign_in_at(test.other_town, &[], MembershipState::Active).await.user.to_string();
    let form = [("name", "Bo Ek"), ("account", theirs.as_str())];
    administrator.post("/personer/ny", &form).await.expect(422);
}

#[tokio::test]
async fn another_municipality_gets_404() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], MembershipState::Active).await;
    let asa = person(&coordinator, "Åsa Öberg", "").await;
    theirs.get(&asa).await.expect(404);
    for act in ["andra", "slutat", "tillbaka"] {
        theirs.post(&format!("{asa}/{act}"), &[("name", "Deras")]).await.expect(404);
    }
    assert!(!theirs.get("/personer").await.expect(200).text().contains("Åsa"));
    let employee = test.sign_in(Role::Employee).await;
    employee.get(&asa).await.expect(200);
    employee.post(&format!("{asa}/andra"), &[("name", "Nej")]).await.expect(403);
}
