//! Through HTTP, on the current database.

use crate::people::accounts::MembershipState;
use crate::people::organisation::store::{NewPerson, insert_person};
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::testing::{Client, TestApp};

fn process<'a>(unit: &'a str, name: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("unit", unit),
        ("code", "7.2.3"),
        ("outage", "2"),
        ("outage_unit", "days"),
        ("reserve_routine", "Papper och penna"),
        ("vital", "yes"),
    ]
}

async fn add(client: &Client, unit: &str, name: &str) -> String {
    client.post("/process/ny", &process(unit, name)).await.expect(303).location()
}

#[tokio::test]
async fn a_process_is_added_shown_changed_and_removed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Ge hemtjänst").await;
    let page = coordinator.get(&path).await.expect(200).text();
    for shown in ["Ge hemtjänst", "7.2.3", "2 dagar", "Papper och penna", "Samhällsviktig"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let form = coordinator.get(&format!("{path}/andra")).await.expect(200).text();
    assert!(form.contains("value=\"days\" selected"), "{form}");
    let mut changed = process(&unit, "Utföra hemtjänst");
    changed.retain(|(name, _)| !name.starts_with("outage"));
    changed.push(("version", "1"));
    coordinator.post(&format!("{path}/andra"), &changed).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("<del>Ge hemtjänst</del>") && !page.contains("2 dagar"), "{page}");
    coordinator.get(&format!("{path}/ta-bort")).await.expect(200);
    coordinator.post(&format!("{path}/ta-bort"), &[]).await.expect(303);
    coordinator.get(&path).await.expect(404);
}

#[tokio::test]
async fn a_stale_edit_shows_both_versions() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Först").await;
    for (name, status) in [("Deras", 303), ("Mitt", 409)] {
        let mut form = process(&unit, name);
        form.push(("version", "1"));
        let page = coordinator.post(&format!("{path}/andra"), &form).await.expect(status).text();
        assert!(status == 303 || page.contains("Deras"), "{page}");
    }
}

#[tokio::test]
async fn an_outage_that_nobody_has_judged_is_unknown_and_never_zero() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let unjudged = [("name", "Obedömd"), ("unit", &*unit), ("outage", ""), ("outage_unit", "hours")];
    coordinator.post("/process/ny", &unjudged).await.expect(303);
    let none = [("name", "Tål inget"), ("unit", &*unit), ("outage", "0"), ("outage_unit", "hours")];
    coordinator.post("/process/ny", &none).await.expect(303);
    add(&coordinator, &unit, "Tål två dagar").await;
    for (filter, shown) in [
        ("avbrott=okant", ["Obedömd"].as_slice()),
        ("avbrott=240", &["Tål inget"]),
        ("avbrott=4320", &["Tål inget", "Tål två dagar"]),
        ("samhallsviktig=yes", &["Tål två dagar"]),
        ("samhallsviktig=okant", &["Obedömd", "Tål inget"]),
        ("reservrutin=finns", &["Tål två dagar"]),
        ("reservrutin=ingen", &["Obedömd", "Tål inget"]),
    ] {
        let list = coordinator.get(&format!("/process?{filter}")).await.expect(200).text();
        for name in ["Obedömd", "Tål inget", "Tål två dagar"] {
            assert_eq!(list.contains(name), shown.contains(&name), "{filter}: {name}");
        }
    }
}

#[tokio::test]
async fn the_list_is_ordered_by_code_and_by_name_as_swedes_do() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    for (name, code) in [("Öva", "1.1"), ("Zooma", "1.2"), ("Ärva", "1.3"), ("Ana", "1.4")] {
        let form = [("name", name), ("unit", &*unit), ("code", code)];
        coordinator.post("/process/ny", &form).await.expect(303);
    }
    let names = async |query: &str| {
        let list = coordinator.get(&format!("/process/lista.csv?{query}")).await.expect(200).text();
        let first = |line: &str| line.split(';').next().unwrap_or_default().trim_matches('"').to_owned();
        list.lines().skip(1).map(first).collect::<Vec<_>>()
    };
    assert_eq!(names("").await, ["Ana", "Zooma", "Ärva", "Öva"]);
    assert_eq!(names("ordning=kod").await, ["Öva", "Zooma", "Ärva", "Ana"]);
    assert_eq!(names("ordning=-kod").await, ["Ana", "Ärva", "Zooma", "Öva"]);
}

#[tokio::test]
async fn what_was_wrong_is_said_beside_the_field_and_nothing_is_lost() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let form = [("name", ""), ("reserve_routine", "Kvar"), ("outage", "länge"), ("outage_unit", "days")];
    let page = coordinator.post("/process/ny", &form).await.expect(422).text();
    for shown in ["Kvar", "name-error", "unit-error", "outage-error", "value=\"länge\""] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
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
    for act in ["andra", "ta-bort", "bekrafta", "oversyn"] {
        theirs.post(&format!("{path}/{act}"), &process(&unit, "Deras")).await.expect(404);
    }
    theirs.post("/process/ny", &process(&unit, "Vår enhet")).await.expect(403);
    assert!(!theirs.get("/process").await.expect(200).text().contains("Vårt"));
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
    school.post(&format!("{path}/oversyn"), &[("review_why", "Ja")]).await.expect(404);
    social.get(&path).await.expect(200);
    school.post("/process/ny", &process(&unit, "Inte vår")).await.expect(403);
}

#[tokio::test]
async fn a_process_is_reviewed_and_its_owner_changed_in_bulk() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Ge hemtjänst").await;
    let review = [("review_why", "Samma som i fjol"), ("next_review", "2027-03-05")];
    coordinator.post(&format!("{path}/oversyn"), &review).await.expect(303);
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let new = NewPerson { name: "Maja Ek".to_owned(), ..NewPerson::default() };
    let owner = insert_person(&mut tx, new).await.unwrap().id.to_string();
    test.app.commit(tx, Event::new(EventKind::OwnersSet)).await.unwrap();
    let id = path.rsplit('/').next().unwrap();
    coordinator.post("/process/agare", &[("id", id), ("owner", &owner)]).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    for shown in ["Samma som i fjol", "2027-03-05", "Maja Ek"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
}

#[tokio::test]
async fn pages_cost_the_same_whatever_they_show() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let empty = coordinator.get("/process").await.expect(200).queries();
    let unit = test.town.social.to_string();
    let mut last = String::new();
    for number in 0..55 {
        last = add(&coordinator, &unit, &format!("Process {number}")).await;
    }
    let full = coordinator.get("/process").await.expect(200);
    assert_eq!(full.queries(), empty);
    assert!(full.queries() <= 4, "{}", full.queries());
    coordinator.get("/process/lista.xlsx").await.expect(200);
    let record = coordinator.get(&last).await.expect(200);
    assert!(record.queries() <= 8, "{}", record.queries());
}
