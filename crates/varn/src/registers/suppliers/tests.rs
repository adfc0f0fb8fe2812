//! Through HTTP, on the current database.

use crate::people::accounts::MembershipState;
use crate::people::organisation::store::{NewPerson, insert_person};
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::testing::{Client, TestApp};

fn supplier<'a>(unit: &'a str, name: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("unit", unit),
        ("country", "SE"),
        ("organisation_number", "2120000142"),
        ("contact", "Kundtjänst 010-000 00 00"),
        ("critical", "yes"),
    ]
}

async fn add(client: &Client, unit: &str, name: &str) -> String {
    client.post("/leverantorer/ny", &supplier(unit, name)).await.expect(303).location()
}

#[tokio::test]
async fn a_supplier_is_added_shown_changed_and_removed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Lindens programvara").await;
    let page = coordinator.get(&path).await.expect(200).text();
    for shown in ["Lindens programvara", "212000-0142", "Sverige", "010-000 00 00", "Kritisk leverantör"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("Utanför EU"), "{page}");
    let mut changed = supplier(&unit, "Linden AB");
    changed.retain(|(name, _)| *name != "country" && *name != "organisation_number");
    changed.extend([("country", "US"), ("organisation_number", "94-1234"), ("version", "1")]);
    coordinator.post(&format!("{path}/andra"), &changed).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    for shown in ["<del>Lindens programvara</del>", "Utanför EU", "94-1234"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    coordinator.get(&format!("{path}/ta-bort")).await.expect(200);
    coordinator.post(&format!("{path}/ta-bort"), &[]).await.expect(303);
    coordinator.get(&path).await.expect(404);
}

#[tokio::test]
async fn a_wrong_organisation_number_is_told_beside_the_field() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    for (number, country, said) in [
        ("212000-0143", "SE", "Den sista siffran stämmer inte"),
        ("212000", "SE", "har tio siffror"),
        ("GB 123", "", "välj landet"),
        ("1", "XX", "country-error"),
    ] {
        let form =
            [("name", "Kvar"), ("unit", &*unit), ("organisation_number", number), ("country", country)];
        let page = coordinator.post("/leverantorer/ny", &form).await.expect(422).text();
        assert!(page.contains(said) && page.contains("value=\"Kvar\""), "{number}: {page}");
    }
    let foreign =
        [("name", "Utländsk"), ("unit", &*unit), ("organisation_number", "GB 123"), ("country", "GB")];
    coordinator.post("/leverantorer/ny", &foreign).await.expect(303);
}

#[tokio::test]
async fn the_list_is_narrowed_by_country_and_counts_systems() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Svensk").await;
    for (name, country) in [("Norsk", "NO"), ("Amerikansk", "US"), ("Okänd", "")] {
        let form = [("name", name), ("unit", &*unit), ("country", country)];
        coordinator.post("/leverantorer/ny", &form).await.expect(303);
    }
    for (filter, shown) in [
        ("land=eu", ["Svensk", "Norsk"].as_slice()),
        ("land=utanfor", &["Amerikansk"]),
        ("land=okant", &["Okänd"]),
        ("kritisk=yes", &["Svensk"]),
        ("kritisk=okant", &["Norsk", "Amerikansk", "Okänd"]),
    ] {
        let list = coordinator.get(&format!("/leverantorer?{filter}")).await.expect(200).text();
        for name in ["Svensk", "Norsk", "Amerikansk", "Okänd"] {
            assert_eq!(list.contains(&format!(">{name}</a>")), shown.contains(&name), "{filter}: {name}");
        }
    }
    let system = [("name", "Linden"), ("unit", &*unit)];
    let system = coordinator.post("/system/nytt", &system).await.expect(303).location();
    let id = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let (this, other) = (id(&path), id(&system));
    let link =
        [("this_kind", "supplier"), ("this", &*this), ("relation", "delivered_by.of"), ("other", &*other)];
    coordinator.post("/lank", &link).await.expect(303);
    let list = coordinator.get("/leverantorer?ordning=-system&q=svensk").await.expect(200).text();
    assert!(list.contains("<td class=\"num nowrap\">1</td>"), "{list}");
    assert!(coordinator.get(&path).await.expect(200).text().contains("Linden"));
    assert!(coordinator.get(&system).await.expect(200).text().contains("Levereras av"));
}

#[tokio::test]
async fn a_stale_edit_shows_both_versions() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Först").await;
    for (name, status) in [("Deras", 303), ("Mitt", 409)] {
        let mut form = supplier(&unit, name);
        form.push(("version", "1"));
        let page = coordinator.post(&format!("{path}/andra"), &form).await.expect(status).text();
        assert!(status == 303 || page.contains("Deras"), "{page}");
    }
}

#[tokio::test]
async fn another_municipality_gets_404() {
    let test = TestApp::start().await;
    let ours = test.sign_in(Role::Coordinator).await;
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], MembershipState::Active).await;
    let unit = test.town.social.to_string();
    let path = add(&ours, &unit, "Vår").await;
    theirs.get(&path).await.expect(404);
    for act in ["andra", "ta-bort", "bekrafta", "oversyn"] {
        theirs.post(&format!("{path}/{act}"), &supplier(&unit, "Deras")).await.expect(404);
    }
    theirs.post("/leverantorer/ny", &supplier(&unit, "Vår enhet")).await.expect(403);
    assert!(!theirs.get("/leverantorer").await.expect(200).text().contains(">Vår<"));
}

#[tokio::test]
async fn another_committee_gets_404() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    let social = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Socialt").await;
    school.get(&path).await.expect(404);
    social.get(&path).await.expect(200);
    school.post("/leverantorer/ny", &supplier(&unit, "Inte vår")).await.expect(403);
}

#[tokio::test]
async fn a_supplier_is_reviewed_and_its_owner_changed_in_bulk() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = add(&coordinator, &unit, "Linden AB").await;
    let review = [("review_why", "Avtalet är genomgånget"), ("next_review", "2027-03-05")];
    coordinator.post(&format!("{path}/oversyn"), &review).await.expect(303);
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let new = NewPerson { name: "Maja Ek".to_owned(), ..NewPerson::default() };
    let owner = insert_person(&mut tx, new).await.unwrap().id.to_string();
    test.app.commit(tx, Event::new(EventKind::OwnersSet)).await.unwrap();
    let id = path.rsplit('/').next().unwrap();
    coordinator.post("/leverantorer/agare", &[("id", id), ("owner", &owner)]).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    for shown in ["Avtalet är genomgånget", "2027-03-05", "Maja Ek"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
}

#[tokio::test]
async fn pages_cost_the_same_whatever_they_show() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let empty = coordinator.get("/leverantorer").await.expect(200).queries();
    let unit = test.town.social.to_string();
    let mut last = String::new();
    for number in 0..55 {
        last = add(&coordinator, &unit, &format!("Leverantör {number}")).await;
    }
    let full = coordinator.get("/leverantorer").await.expect(200);
    assert_eq!(full.queries(), empty);
    assert!(full.queries() <= 4, "{}", full.queries());
    coordinator.get("/leverantorer/lista.xlsx").await.expect(200);
    let record = coordinator.get(&last).await.expect(200);
    assert!(record.queries() <= 8, "{}", record.queries());
}
