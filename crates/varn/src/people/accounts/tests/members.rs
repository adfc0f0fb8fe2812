//! Members of the municipality: who handles them, what is asked for, and what cannot be done.

use super::*;
use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;

/// The page of somebody's membership in the first municipality.
pub(super) async fn path_of(test: &TestApp, client: &Client) -> String {
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = "SELECT id FROM memberships WHERE municipality_id = $1 AND user_id = $2";
    let (id,): (Uuid,) = tx.one(sql, args![client.user]).await.unwrap();
    format!("/anvandare/{id}")
}

#[tokio::test]
async fn roles_and_state_are_changed_and_take_effect_at_once() {
    let test = TestApp::start().await;
    let administrator = test.sign_in(Role::Administrator).await;
    let member = test.sign_in(Role::Auditor).await;
    let path = path_of(&test, &member).await;
    let edit = format!("{path}/andra");
    let page = administrator.get(&edit).await.expect(200).text();
    assert!(page.contains("name=\"grants\" value=\"auditor\" checked"), "{page}");
    let version = hidden(&page).into_iter().find(|(name, _)| name == "version").unwrap().1;
    let social = test.town.social.to_string();
    let form = [
        ("version", version.as_str()),
        ("membership_state", "active"),
        ("role_1", "system_owner"),
        ("unit_1", social.as_str()),
    ];
    administrator.post(&edit, &form).await.expect(303);
    let page = administrator.get(&path).await.expect(200).text();
    assert!(page.contains("Systemägare, Socialnämnden") && !page.contains("Revisor"), "{page}");
    // Another nämnd's systems are out of reach from the next request on.
    assert!(member.get("/system/nytt").await.expect(200).text().contains("Socialnämnden"));
    assert!(!member.get("/system/nytt").await.text().contains("Utbildningsnämnden"));
    administrator.post(&edit, &form).await.expect(409);
    let version = (version.parse::<i64>().unwrap() + 1).to_string();
    let kept = format!("system_owner.{social}");
    let form = [("version", version.as_str()), ("membership_state", "suspended"), ("grants", kept.as_str())];
    administrator.post(&edit, &form).await.expect(303);
    member.get("/system").await.expect(401);
    let page = administrator.get(&path).await.expect(200).text();
    assert!(page.contains("Avstängd") && page.contains("Systemägare, Socialnämnden"), "{page}");
    assert!(page.contains("Läge: <del>Aktiv</del> <ins>Avstängd</ins>"), "{page}");
}

#[tokio::test]
async fn the_municipality_keeps_an_administrator() {
    let test = TestApp::start().await;
    let administrator = test.sign_in(Role::Administrator).await;
    let path = path_of(&test, &administrator).await;
    let version = |page: &str| hidden(page).into_iter().find(|(name, _)| name == "version").unwrap().1;
    let now = version(&administrator.get(&format!("{path}/andra")).await.expect(200).text());
    let without_role = [("version", now.as_str()), ("membership_state", "active")];
    let leaving = [("version", now.as_str()), ("membership_state", "left"), ("grants", "administrator")];
    for form in [&without_role[..], &leaving[..]] {
        let page = administrator.post(&format!("{path}/andra"), form).await.expect(422).text();
        assert!(page.contains("Kommunen måste ha en administratör"), "{page}");
    }
    administrator.get("/anvandare").await.expect(200);
    // An invited or suspended one is no help; an active one is.
    let grants = [(Role::Administrator, None)];
    test.sign_in_at(test.town, &grants, MembershipState::Invited).await;
    test.sign_in_at(test.other_town, &grants, MembershipState::Active).await;
    administrator.post(&format!("{path}/andra"), &leaving).await.expect(422);
    test.sign_in(Role::Administrator).await;
    administrator.post(&format!("{path}/andra"), &leaving).await.expect(303);
    administrator.get("/anvandare").await.expect(401);
}

#[tokio::test]
async fn giving_roles_asks_for_the_password_and_keeps_what_was_typed() {
    let test = TestApp::start().await;
    let administrator = test.sign_in(Role::Administrator).await;
    with_password(&test, administrator.user).await;
    forget_confirmation(&test, administrator.user).await;
    let page = administrator.get("/anvandare/ny").await.expect(403).text();
    assert!(page.contains("Bekräfta att det är du"), "{page}");
    let form = [("name", "Maja Lind"), ("email", "maja@kommun.example"), ("role_1", "coordinator")];
    let page = administrator.post("/anvandare/ny", &form).await.expect(403).text();
    let wrong = send_on(&administrator, "/bekrafta", &page, &[("password", "fel")]).await.expect(422);
    let right = send_on(&administrator, "/bekrafta", &wrong.text(), &[("password", PASSWORD)]).await;
    let page = right.expect(200).text();
    let invited = send_on(&administrator, "/anvandare/ny", &page, &[]).await.expect(200).text();
    assert!(invited.contains("Maja Lind är inbjuden"), "{invited}");
    forget_confirmation(&test, administrator.user).await;
    let path = path_of(&test, &administrator).await;
    administrator.get(&format!("{path}/andra")).await.expect(403);
    administrator.post(&format!("{path}/andra"), &[]).await.expect(403);
    administrator.post(&format!("{path}/lank"), &[]).await.expect(403);
    // An act without fields is done once the password has been given, and a page is gone on to.
    let page = administrator.post(&format!("{path}/lank"), &[]).await.expect(403).text();
    let go_on =
        send_on(&administrator, "/bekrafta", &page, &[("password", PASSWORD)]).await.expect(200).text();
    assert!(go_on.contains(&format!("action=\"{path}/lank\"")), "{go_on}");
    forget_confirmation(&test, administrator.user).await;
    let page = administrator.get("/anvandare/ny").await.expect(403).text();
    let answer = send_on(&administrator, "/bekrafta", &page, &[("password", PASSWORD)]).await.expect(303);
    assert_eq!(answer.location(), "/anvandare/ny");
    administrator.get("/anvandare/ny").await.expect(200);
}

#[tokio::test]
async fn what_was_wrong_in_an_invitation_is_said_beside_the_field() {
    let test = TestApp::start().await;
    let administrator = test.sign_in(Role::Administrator).await;
    let member = test.sign_in(Role::Auditor).await;
    let email = with_password(&test, member.user).await;
    let social = test.town.social.to_string();
    let foreign = test.other_town.social.to_string();
    for (form, wrong) in [
        (
            vec![("name", ""), ("email", "maja"), ("role_1", "")],
            vec!["name-error", "email-error", "role_1-error"],
        ),
        (
            vec![("name", "Maja"), ("email", email.as_str()), ("role_1", "auditor")],
            vec!["email-error", "redan användare"],
        ),
        (
            vec![
                ("name", "Maja"),
                ("email", "m@k.example"),
                ("role_1", "administrator"),
                ("unit_1", social.as_str()),
            ],
            vec!["unit_1-error"],
        ),
        (
            vec![
                ("name", "Maja"),
                ("email", "m@k.example"),
                ("role_1", "auditor"),
                ("unit_2", social.as_str()),
            ],
            vec!["role_2-error"],
        ),
        (
            vec![
                ("name", "Maja"),
                ("email", "m@k.example"),
                ("role_1", "auditor"),
                ("unit_1", foreign.as_str()),
            ],
            vec!["unit_1-error"],
        ),
        (vec![("name", "Maja"), ("email", "m@k.example"), ("role_1", "king")], vec!["role_1-error"]),
    ] {
        let page = administrator.post("/anvandare/ny", &form).await.expect(422).text();
        for text in wrong {
            assert!(page.contains(text), "{text} for {form:?}: {page}");
        }
    }
    assert!(!administrator.get("/anvandare").await.text().contains("m@k.example"));
}

#[tokio::test]
async fn only_the_municipalitys_own_administrator_handles_its_users() {
    let test = TestApp::start().await;
    let member = test.sign_in(Role::Auditor).await;
    let path = path_of(&test, &member).await;
    let grants = [(Role::Administrator, None)];
    let theirs = test.sign_in_at(test.other_town, &grants, MembershipState::Active).await;
    theirs.get(&path).await.expect(404);
    theirs.get(&format!("{path}/andra")).await.expect(404);
    for act in ["andra", "lank", "logga-ut"] {
        theirs.post(&format!("{path}/{act}"), &[("membership_state", "left")]).await.expect(404);
    }
    member.get("/system").await.expect(200);
    let coordinator = test.sign_in(Role::Coordinator).await;
    let partly = test.sign_in_for(Role::Administrator, test.town.social).await;
    for stranger in [&coordinator, &partly] {
        for address in ["/anvandare", "/anvandare/ny", "/anvandare/lista.csv", path.as_str()] {
            stranger.get(address).await.expect(403);
        }
        stranger.post(&format!("{path}/andra"), &[]).await.expect(403);
        stranger.post("/anvandare/ny", &[]).await.expect(403);
    }
}

#[tokio::test]
async fn the_administrator_ends_somebodys_sessions_here() {
    let test = TestApp::start().await;
    let administrator = test.sign_in(Role::Administrator).await;
    let member = test.sign_in(Role::Auditor).await;
    let path = path_of(&test, &member).await;
    administrator.post(&format!("{path}/logga-ut"), &[]).await.expect(303);
    member.get("/system").await.expect(401);
    assert!(administrator.get(&path).await.expect(200).text().contains("Loggade ut"));
}

#[tokio::test]
async fn the_list_is_searched_and_costs_the_same_whatever_its_length() {
    let test = TestApp::start().await;
    let administrator = test.sign_in(Role::Administrator).await;
    let short = administrator.get("/anvandare").await.expect(200).queries();
    for number in 0..12 {
        let email = format!("person{number}@kommun.example");
        let form = [("name", "Åsa Öberg"), ("email", email.as_str()), ("role_1", "employee")];
        administrator.post("/anvandare/ny", &form).await.expect(200);
    }
    let long = administrator.get("/anvandare").await.expect(200);
    assert_eq!(long.queries(), short);
    assert!(long.queries() <= 4, "{}", long.queries());
    for (query, count) in [
        ("q=PERSON11", 1),
        ("roll=employee", 12),
        ("lage=invited", 12),
        ("lage=active&roll=administrator", 1),
        ("q=%25", 0),
    ] {
        let page = administrator.get(&format!("/anvandare?{query}")).await.expect(200).text();
        assert_eq!(page.matches("<th scope=\"row\">").count(), count, "{query}");
    }
    let csv = administrator.get("/anvandare/lista.csv?ordning=-epost").await.expect(200).text();
    assert_eq!(csv.lines().count(), 14);
    let member = administrator.get(&path_of(&test, &administrator).await).await.expect(200);
    assert!(member.queries() <= 8, "{}", member.queries());
}
