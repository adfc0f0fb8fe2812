//! Through HTTP, on the current database.

use crate::args;
use crate::commands::admin::{Create, create};
use crate::people::accounts::{MembershipState, store as accounts};
use crate::people::organisation::{UnitId, UnitKind, store as organisation};
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::platform::tenant::TenantId;
use crate::testing::{Client, TestApp, Town};
use uuid::Uuid;

/// A municipality that has nothing but its name.
async fn bare(test: &TestApp, kind: &str, code: &str, name: &str) -> Town {
    let tenant = TenantId(test.app.clock().new_id());
    let mut tx = test.app.db().write(test.app.scene(tenant)).await.unwrap();
    accounts::create_tenant(&mut tx, tenant, (kind, code, name, "")).await.unwrap();
    let root = organisation::insert_unit(&mut tx, UnitKind::Municipality, name, None).await.unwrap();
    test.app.commit(tx, Event::new(EventKind::TenantCreated)).await.unwrap();
    let nowhere = UnitId(Uuid::nil());
    Town { tenant, root: root.id, social: nowhere, school: nowhere }
}

async fn administrator(test: &TestApp, town: Town) -> Client {
    test.sign_in_at(town, &[(Role::Administrator, None)], MembershipState::Active).await
}

async fn number(test: &TestApp, town: Town, sql: &str) -> i64 {
    let mut tx = test.app.db().read(test.app.scene(town.tenant)).await.unwrap();
    let (number,): (i64,) = tx.one(sql, args![]).await.unwrap();
    number
}

/// The second question as it is proposed: the fields of the page and their values.
fn proposed(page: &str) -> Vec<(String, String)> {
    let main = page.split("<main").nth(1).unwrap();
    let inputs = main.split("<input ").skip(1).map(|rest| rest.split('>').next().unwrap());
    let value = |input: &str, name: &str| {
        input.split(&format!(" {name}=\"")).nth(1).map(|rest| rest.split('"').next().unwrap().to_owned())
    };
    let sent = inputs.filter(|input| !input.contains("checkbox") || input.ends_with(" checked"));
    sent.filter_map(|input| Some((value(input, "name")?, value(input, "value")?))).collect()
}

fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn whoever_has_nothing_is_met_by_three_questions_until_they_are_put_away() {
    let test = TestApp::start().await;
    let town = bare(&test, "municipality", "", "Er kommun").await;
    let client = administrator(&test, town).await;
    assert_eq!(client.get("/").await.expect(303).location(), "/borja");
    let page = client.get("/borja").await.expect(200);
    assert!(page.queries() <= 3, "{}", page.queries());
    let page = page.text();
    assert!(page.contains("Vilka är ni?") && page.contains("href=\"/borja/kommun\""), "{page}");
    assert_eq!(client.post("/borja/lagg-undan", &[]).await.expect(303).location(), "/");
    client.post("/borja/lagg-undan", &[]).await.expect(303);
    client.get("/").await.expect(200);
    client.get("/borja").await.expect(200);
    // Somebody who has parts, and whoever may not change the organisation, comes to the first page.
    test.sign_in(Role::Coordinator).await.get("/").await.expect(200);
    let employee = [(Role::Employee, None)];
    test.sign_in_at(town, &employee, MembershipState::Active).await.get("/").await.expect(200);
}

#[tokio::test]
async fn the_municipality_is_chosen_among_the_290() {
    let test = TestApp::start().await;
    let town = bare(&test, "municipality", "", "Er kommun").await;
    let client = administrator(&test, town).await;
    let page = client.get("/borja/kommun").await.expect(200).text();
    assert_eq!(page.matches("<option value=\"").count(), 291, "the choice not to choose, and the 290");
    for (kind, code, wrong) in [
        ("", "1273", "kind"),
        ("municipality", "", "municipality"),
        ("municipality", "9999", "municipality"),
        ("municipality", "0180", "municipality"),
        ("stat", "1273", "kind"),
    ] {
        let form = [("kind", kind), ("municipality", code)];
        let page = client.post("/borja/kommun", &form).await.expect(422).text();
        assert!(page.contains(&format!("id=\"{wrong}-error\"")), "{kind} {code}: {page}");
    }
    let form = [("kind", "municipality"), ("municipality", "1273")];
    assert_eq!(client.post("/borja/kommun", &form).await.expect(303).location(), "/borja/delar");
    let page = client.get("/kommun").await.expect(200).text();
    assert!(page.contains("Osby kommun") && page.contains("Skåne län") && page.contains("1273"), "{page}");
    assert!(client.get("/organisation").await.expect(200).text().contains("Osby kommun"));
    // It can be answered again while nothing is in the registers.
    let form = [("kind", "municipality"), ("municipality", "1272")];
    client.post("/borja/kommun", &form).await.expect(303);
    assert!(client.get("/borja").await.expect(200).text().contains("Bromölla kommun"));
}

#[tokio::test]
async fn an_association_or_a_company_has_its_number_and_parts_of_its_own() {
    let test = TestApp::start().await;
    let town = bare(&test, "municipality", "", "Er kommun").await;
    let client = administrator(&test, town).await;
    let form = [("kind", "association"), ("name", "Räddningstjänsten Syd"), ("number", "222000-1033")];
    let page = client.post("/borja/kommun", &form).await.expect(422).text();
    assert!(page.contains("id=\"number-error\"") && page.contains("Räddningstjänsten Syd"), "{page}");
    let form = [("kind", "association"), ("name", ""), ("number", "212000-0142")];
    assert!(client.post("/borja/kommun", &form).await.expect(422).text().contains("id=\"name-error\""));
    let form = [("kind", "association"), ("name", "Räddningstjänsten Syd"), ("number", "212000-0142")];
    client.post("/borja/kommun", &form).await.expect(303);
    let page = client.get("/borja/delar").await.expect(200).text();
    assert!(page.contains("Direktionen") && !page.contains("Valnämnden"), "{page}");
    let form = [("kind", "company"), ("name", "Osby Bostäder AB"), ("number", "212000-0142")];
    client.post("/borja/kommun", &form).await.expect(303);
    assert!(client.get("/kommun").await.expect(200).text().contains("Kommunalt bolag"));
}

#[tokio::test]
async fn with_content_in_the_registers_it_stays_who_it_is() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let form = [("kind", "municipality"), ("municipality", "1273")];
    coordinator.post("/borja/kommun", &form).await.expect(303);
    let unit = test.town.social.to_string();
    coordinator.post("/system/nytt", &[("name", "Journalen"), ("unit", &unit)]).await.expect(303);
    assert!(!coordinator.get("/borja/kommun").await.expect(200).text().contains("<form class=\"form"));
    coordinator.post("/borja/kommun", &form).await.expect(422);
}

#[tokio::test]
async fn the_usual_parts_are_ticked_and_what_is_there_is_not_added_again() {
    let test = TestApp::start().await;
    let town = bare(&test, "municipality", "1273", "Osby kommun").await;
    let client = administrator(&test, town).await;
    let page = client.get("/borja/delar").await.expect(200).text();
    let mut form = proposed(&page);
    assert!(form.contains(&("has-social".to_owned(), "1".to_owned())), "{form:?}");
    assert!(!form.iter().any(|(name, _)| name == "has-rescue"), "{form:?}");
    for (name, value) in &mut form {
        if name == "name-social" {
            *value = "Individ- och familjenämnden".to_owned();
        } else if name == "department-social" {
            value.clear();
        }
    }
    form.push(("own_companies".to_owned(), "Osby Bostäder AB\r\n\r\nFjärrvärme i Osby AB".to_owned()));
    let answer = client.post("/borja/delar", &pairs(&form)).await.expect(303);
    assert_eq!(answer.location(), "/borja/personer");
    assert!(answer.queries() <= 20, "{}", answer.queries());
    let tree = client.get("/organisation").await.expect(200).text();
    for name in
        ["Individ- och familjenämnden", "Utbildningsförvaltningen", "Fjärrvärme i Osby AB", "Valnämnden"]
    {
        assert!(tree.contains(name), "{name}: {tree}");
    }
    assert!(!tree.contains("Socialförvaltningen") && !tree.contains("Räddningsnämnden"), "{tree}");
    // Every unit stands below itself, what it belongs to and the root; a department has its committee's authority.
    let lost = "SELECT COUNT(*) FROM units u WHERE u.tenant_id = $1 AND NOT EXISTS (SELECT 1 FROM unit_below b \
         JOIN units r ON r.tenant_id = $1 AND r.id = b.above_id AND r.parent_id IS NULL \
         WHERE b.tenant_id = $1 AND b.unit_id = u.id)";
    assert_eq!(number(&test, town, lost).await, 0);
    let strange = "SELECT COUNT(*) FROM units u JOIN units p ON p.tenant_id = $1 AND p.id = u.parent_id \
         WHERE u.tenant_id = $1 AND u.kind = 'department' AND u.authority_id <> p.authority_id";
    assert_eq!(number(&test, town, strange).await, 0);
    let count = "SELECT COUNT(*) FROM units WHERE tenant_id = $1";
    let before = number(&test, town, count).await;
    // Come back: what is there is shown as such, nothing is ticked, and nothing is added twice.
    let page = client.get("/borja/delar").await.expect(200).text();
    assert!(page.contains("finns redan"), "{page}");
    client.post("/borja/delar", &pairs(&proposed(&page))).await.expect(303);
    client.post("/borja/delar", &pairs(&form[..form.len() - 1])).await.expect(303);
    assert_eq!(number(&test, town, count).await, before);
}

#[tokio::test]
async fn a_part_has_a_name_and_each_name_stands_once() {
    let test = TestApp::start().await;
    let town = bare(&test, "municipality", "1273", "Osby kommun").await;
    let client = administrator(&test, town).await;
    let long = "x".repeat(201);
    for (form, wrong) in [
        (vec![("has-social", "1"), ("name-social", "")], "name-social"),
        (vec![("has-social", "1"), ("name-social", &*long)], "name-social"),
        (vec![("has-social", "1"), ("name-social", "Osby KOMMUN")], "name-social"),
        (vec![("own_committees", "Nämnden\nNämnden")], "own_committees"),
        (vec![("own_companies", &*long)], "own_companies"),
    ] {
        let page = client.post("/borja/delar", &form).await.expect(422).text();
        assert!(page.contains(&format!("id=\"{wrong}-error\"")), "{form:?}: {page}");
    }
    assert_eq!(number(&test, town, "SELECT COUNT(*) FROM units WHERE tenant_id = $1").await, 1);
    assert_eq!(client.post("/borja/delar", &[]).await.expect(303).location(), "/borja/personer");
}

#[tokio::test]
async fn the_administrator_becomes_the_coordinator_and_others_stand_among_the_people() {
    let test = TestApp::start().await;
    let town = bare(&test, "municipality", "1273", "Osby kommun").await;
    let client = administrator(&test, town).await;
    client.get("/system").await.expect(403);
    let page = client.get("/borja/personer").await.expect(200).text();
    assert!(page.contains("name=\"me\" value=\"1\" checked"), "{page}");
    let bad = [("name-it", "Bo Kling"), ("email-it", "bo"), ("email-privacy", "dso@osby.example")];
    let page = client.post("/borja/personer", &bad).await.expect(422).text();
    assert!(page.contains("id=\"email-it-error\"") && page.contains("id=\"name-privacy-error\""), "{page}");
    assert!(page.contains("Bo Kling"), "{page}");
    let form = [
        ("me", "1"),
        ("name-it", "Bo Kling"),
        ("email-it", "Bo.Kling@osby.example"),
        ("name-privacy", "Bo Kling"),
        ("name-director", "Siv Lund"),
    ];
    assert_eq!(client.post("/borja/personer", &form).await.expect(303).location(), "/borja");
    client.get("/system").await.expect(200);
    let page = client.get("/borja").await.expect(200).text();
    assert!(page.contains("Samordnaren är utsedd") && page.contains("href=\"/inlasning\""), "{page}");
    assert!(page.contains("href=\"/forslag/process\""), "{page}");
    let people = client.get("/personer").await.expect(200).text();
    assert!(people.contains("It-chef, Dataskyddsombud") && people.contains("Kommundirektör"), "{people}");
    // Come back: those who are named are shown, and saving again adds nobody.
    let page = client.get("/borja/personer").await.expect(200).text();
    assert!(page.contains("Siv Lund") && !page.contains("name=\"name-it\""), "{page}");
    let count = "SELECT COUNT(*) FROM people WHERE tenant_id = $1";
    let before = number(&test, town, count).await;
    client.post("/borja/personer", &form).await.expect(303);
    assert_eq!(number(&test, town, count).await, before);
    assert_eq!(before, 3);
}

#[tokio::test]
async fn a_coordinator_gives_nobody_a_role_and_a_part_of_the_organisation_is_not_enough() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let grants = "SELECT COUNT(*) FROM grants g JOIN memberships m ON m.id = g.membership_id WHERE m.municipality_id = $1";
    let before = number(&test, test.town, grants).await;
    let form = [("name-coordinator", "Eva Ny"), ("name-it", "Bo Kling")];
    coordinator.post("/borja/personer", &form).await.expect(303);
    assert_eq!(number(&test, test.town, grants).await, before);
    assert!(coordinator.get("/personer").await.expect(200).text().contains("Eva Ny"));
    let scoped = test.sign_in_for(Role::Coordinator, test.town.social).await;
    for path in ["/borja", "/borja/kommun", "/borja/delar", "/borja/personer"] {
        scoped.get(path).await.expect(403);
        scoped.post(if path == "/borja" { "/borja/lagg-undan" } else { path }, &form).await.expect(403);
    }
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], MembershipState::Active).await;
    assert!(!theirs.get("/borja/personer").await.expect(200).text().contains("Eva Ny"));
}

#[tokio::test]
async fn the_command_needs_no_municipality_where_there_is_none_or_one() {
    let test = TestApp::start_empty().await;
    let wish = |email: &str, organization: Option<&str>| Create {
        email: email.to_owned(),
        name: "Anna Ek".to_owned(),
        organization: organization.map(str::to_owned),
        association: None,
    };
    let first = create(&test.app, &wish("anna@kommun.example", None)).await.unwrap();
    assert!(first.link.is_some() && first.text.contains("Er kommun"), "{}", first.text);
    // The second comes to the same.
    create(&test.app, &wish("bo@kommun.example", None)).await.unwrap();
    create(&test.app, &wish("siv@kommun.example", Some("0180"))).await.unwrap();
    let several = create(&test.app, &wish("ulf@kommun.example", None)).await.unwrap_err();
    assert!(several.to_string().contains("--organization"), "{several}");
}
