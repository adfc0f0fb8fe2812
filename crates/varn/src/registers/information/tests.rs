//! Through HTTP, on the current database.

use crate::people::accounts::MembershipState;
use crate::people::organisation::store::{NewPerson, insert_person};
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::testing::{Client, TestApp};

fn set<'a>(unit: &'a str, name: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("unit", unit),
        ("personal_data", "sensitive"),
        ("provisions", "osl.26.1"),
        ("provisions", "osl.25.1"),
        ("retention_action", "dispose"),
        ("retention_years", "5"),
        ("process_code", "7.2.3"),
    ]
}

async fn add(client: &Client, unit: &str, name: &str) -> String {
    client.post("/information/ny", &set(unit, name)).await.expect(303).location()
}

async fn person(test: &TestApp, name: &str) -> String {
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let new = NewPerson { name: name.to_owned(), ..NewPerson::default() };
    let person = insert_person(&mut tx, new).await.unwrap();
    test.app.commit(tx, Event::new(EventKind::OwnersSet)).await.unwrap();
    person.id.to_string()
}

#[tokio::test]
async fn a_set_is_added_shown_changed_and_removed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Journaler i hemtjänsten").await;
    let page = coordinator.get(&path).await.expect(200).text();
    for shown in ["Journaler i hemtjänsten", "Känsliga personuppgifter", "26 kap. 1 § OSL", "25 kap. 1 § OSL"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(page.contains("Gallras efter 5 år"), "{page}");
    let form = coordinator.get(&format!("{path}/andra")).await.expect(200).text();
    assert!(form.contains("value=\"osl.26.1\" checked") && !form.contains("value=\"osl.26.2\" checked"));
    let mut changed = set(&unit, "Journaler i omsorgen");
    changed.retain(|(_, value)| *value != "osl.25.1");
    changed.push(("version", "1"));
    coordinator.post(&format!("{path}/andra"), &changed).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("<del>Journaler i hemtjänsten</del>"), "{page}");
    let facts = page.split("<aside aria-label").nth(1).unwrap();
    assert!(!facts.contains("25 kap. 1 § OSL"), "{facts}");
    let asked = coordinator.get(&format!("{path}/ta-bort")).await.expect(200).text();
    assert!(asked.contains("Inget annat hänger på posten"), "{asked}");
    coordinator.post(&format!("{path}/ta-bort"), &[]).await.expect(303);
    coordinator.get(&path).await.expect(404);
}

#[tokio::test]
async fn a_stale_edit_shows_both_versions_with_their_provisions() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Först").await;
    let mut theirs = set(&unit, "Deras");
    theirs.push(("version", "1"));
    coordinator.post(&format!("{path}/andra"), &theirs).await.expect(303);
    let mut mine = set(&unit, "Mitt");
    mine.extend([("provisions", "osl.28.11"), ("version", "1")]);
    let page = coordinator.post(&format!("{path}/andra"), &mine).await.expect(409).text();
    assert!(page.contains("Mitt") && page.contains("Deras") && page.contains("28 kap. 11 § OSL"), "{page}");
}

#[tokio::test]
async fn a_set_follows_a_common_one_which_then_stays() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let mut common = set(&unit, "Personaluppgifter");
    common.push(("is_common", "1"));
    let leading = coordinator.post("/information/ny", &common).await.expect(303).location();
    let id = leading.rsplit('/').next().unwrap().to_owned();
    let mut follower = set(&unit, "Personaluppgifter i skolan");
    follower.push(("common", &id));
    let path = coordinator.post("/information/ny", &follower).await.expect(303).location();
    assert!(coordinator.get(&path).await.expect(200).text().contains(&format!("href=\"{leading}\"")));
    let mut loosened = set(&unit, "Personaluppgifter");
    loosened.push(("version", "1"));
    let page = coordinator.post(&format!("{leading}/andra"), &loosened).await.expect(422).text();
    assert!(page.contains("is_common") && page.contains("följer den här"), "{page}");
    let asked = coordinator.get(&format!("{leading}/ta-bort")).await.expect(200).text();
    assert!(asked.contains("En annan informationsmängd följer"), "{asked}");
    coordinator.post(&format!("{leading}/ta-bort"), &[]).await.expect(422);
    coordinator.post(&format!("{path}/ta-bort"), &[]).await.expect(303);
    coordinator.post(&format!("{leading}/ta-bort"), &[]).await.expect(303);
}

#[tokio::test]
async fn only_a_common_set_can_be_followed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let other = add(&coordinator, &unit, "Inte gemensam").await;
    let id = other.rsplit('/').next().unwrap().to_owned();
    let mut follower = set(&unit, "Följer");
    follower.push(("common", &id));
    coordinator.post("/information/ny", &follower).await.expect(404);
}

#[tokio::test]
async fn what_was_wrong_is_said_beside_the_field_and_nothing_is_lost() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let form = [
        ("description", "Kvar"),
        ("retention_action", "preserve"),
        ("retention_years", "5"),
        ("provisions", "osl.26.1"),
        ("personal_data", "hemligt"),
    ];
    let page = coordinator.post("/information/ny", &form).await.expect(422).text();
    for shown in ["Kvar", "name-error", "unit-error", "retention_years-error", "personal_data-error"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(page.contains("value=\"osl.26.1\" checked"), "{page}");
}

#[tokio::test]
async fn another_municipality_gets_404() {
    let test = TestApp::start().await;
    let ours = test.sign_in(Role::Coordinator).await;
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], MembershipState::Active).await;
    let unit = test.town.social.to_string();
    let path = add(&ours, &unit, "Vårt").await;
    theirs.get(&path).await.expect(404);
    theirs.get(&format!("{path}/ta-bort")).await.expect(404);
    theirs.post(&format!("{path}/ta-bort"), &[]).await.expect(404);
    theirs.post(&format!("{path}/andra"), &set(&unit, "Deras")).await.expect(404);
    theirs.post(&format!("{path}/oversyn"), &[("review_why", "Ja")]).await.expect(404);
    theirs.post("/information/ny", &set(&unit, "Vår enhet")).await.expect(403);
    assert!(!theirs.get("/information").await.expect(200).text().contains("Vårt"));
}

#[tokio::test]
async fn another_committee_gets_404() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let school = test.sign_in_for(Role::InformationOwner, test.town.school).await;
    let social = test.sign_in_for(Role::InformationOwner, test.town.social).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Socialt").await;
    school.get(&path).await.expect(404);
    social.get(&path).await.expect(200);
    school.post("/information/ny", &set(&unit, "Inte vår")).await.expect(403);
    assert!(!school.get("/information/lista.csv").await.expect(200).text().contains("Socialt"));
}

#[tokio::test]
async fn a_review_needs_a_sentence_and_a_day_ahead_and_stands_in_the_history() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Journaler").await;
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("id=\"oversyn\"") && page.contains("2027-03-05"), "{page}");
    let review = format!("{path}/oversyn");
    let wrong = [("review_why", ""), ("next_review", "2026-03-05")];
    let page = coordinator.post(&review, &wrong).await.expect(422).text();
    assert!(page.contains("review_why-error") && page.contains("Välj en dag som inte har varit"), "{page}");
    let right = [("review_why", "Genomgången i mars"), ("next_review", "2027-03-05")];
    coordinator.post(&review, &right).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("Genomgången i mars") && page.contains("gäller fortfarande"), "{page}");
    let auditor = test.sign_in(Role::Auditor).await;
    assert!(!auditor.get(&path).await.expect(200).text().contains("id=\"oversyn\""));
}

#[tokio::test]
async fn several_sets_get_a_new_owner_together() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let (first, second) = (add(&coordinator, &unit, "Ett").await, add(&coordinator, &unit, "Två").await);
    let owner = person(&test, "Maja Ek").await;
    let ids = [&first, &second].map(|path| path.rsplit('/').next().unwrap().to_owned());
    let form = [("id", ids[0].as_str()), ("id", ids[1].as_str()), ("owner", owner.as_str())];
    coordinator.post("/information/agare", &form).await.expect(303);
    let list = coordinator.get(&format!("/information?agare={owner}")).await.expect(200).text();
    assert!(list.contains("Visar 1–2 av 2"), "{list}");
    assert!(coordinator.get(&second).await.expect(200).text().contains("Maja Ek"));
    assert!(coordinator.get("/information?agare=ingen").await.expect(200).text().contains("Inget stämmer"));
    coordinator.post("/information/agare", &[("owner", &owner)]).await.expect(422);
    let stranger = "00000000-0000-7000-8000-000000000001";
    coordinator.post("/information/agare", &[("id", &ids[0]), ("owner", stranger)]).await.expect(404);
}

#[tokio::test]
async fn a_list_is_narrowed_by_classification_level_and_personal_data() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Bekräftad mängd").await;
    let id: uuid::Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
    add(&coordinator, &unit, "Oklassad mängd").await;
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let now = tx.now();
    tx.exec(
        "INSERT INTO classifications (tenant_id, id, object_kind, object_id, model, model_version, confidentiality, \
         source, confirmed_at, created_at) VALUES ($1, $2, 'information_set', $2, 'm', '1', 3, 'judged', $3, $3)",
        crate::args![id, now],
    )
    .await
    .unwrap();
    tx.exec(
        "UPDATE needs SET confidentiality = 3, highest = 3 WHERE tenant_id = $1 AND node_id = $2",
        crate::args![id],
    )
    .await
    .unwrap();
    test.app.commit(tx, Event::new(EventKind::OwnersSet)).await.unwrap();
    for (filter, confirmed, other) in [
        ("klassning=bekraftad", true, false),
        ("klassning=ingen", false, true),
        ("klassning=foreslagen", false, false),
        ("niva=3", true, false),
        ("niva=okand", false, true),
        ("personuppgifter=sensitive", true, true),
        ("personuppgifter=okant", false, false),
        ("ordning=-klassning", true, true),
    ] {
        let list = coordinator.get(&format!("/information?{filter}")).await.expect(200).text();
        assert_eq!(list.contains("Bekräftad mängd"), confirmed, "{filter}");
        assert_eq!(list.contains("Oklassad mängd"), other, "{filter}");
    }
    assert!(coordinator.get("/information?klassning=bekraftad").await.text().contains("K3"));
}

#[tokio::test]
async fn pages_cost_the_same_whatever_they_show() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let empty = coordinator.get("/information").await.expect(200).queries();
    let unit = test.town.social.to_string();
    let mut last = String::new();
    for number in 0..55 {
        last = add(&coordinator, &unit, &format!("Mängd {number}")).await;
    }
    let full = coordinator.get("/information").await.expect(200);
    assert_eq!(full.queries(), empty);
    assert!(full.queries() <= 4, "{}", full.queries());
    assert!(full.text().contains("Visar 1–50 av 55"));
    let export = coordinator.get("/information/lista.csv?ordning=-namn").await.expect(200).text();
    assert_eq!(export.lines().count(), 56);
    coordinator.get("/information/lista.xlsx").await.expect(200);
    let record = coordinator.get(&last).await.expect(200);
    assert!(record.queries() <= 8, "{}", record.queries());
}
