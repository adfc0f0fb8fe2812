//! Invitations and new passwords by one-time links, and the commands that make them.

use super::*;
use crate::commands::admin::{self, Create, Link};
use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;

const MAJA: &str = "maja.lind@kommun.example";

async fn invite(administrator: &Client, email: &str, role: &str) -> String {
    let form = [("name", "Maja Lind"), ("email", email), ("role_1", role)];
    link_on(&administrator.post("/anvandare/ny", &form).await.expect(200).text())
}

fn chosen(password: &str) -> [(&str, &str); 2] {
    [("new_password", password), ("again", password)]
}

#[tokio::test]
async fn an_invitation_is_accepted_with_a_password_and_works_once() {
    let test = TestApp::start().await;
    let administrator = test.sign_in(Role::Administrator).await;
    let page = administrator
        .post(
            "/anvandare/ny",
            &[("name", "Maja Lind"), ("email", "Maja.Lind@kommun.example"), ("role_1", "coordinator")],
        )
        .await
        .expect(200)
        .text();
    assert!(page.contains("2026-03-12"), "{page}");
    let link = link_on(&page);
    let visitor = test.visitor();
    let page = visitor.get(&link).await.expect(200).text();
    assert!(page.contains("Granköpings kommun") && page.contains(MAJA), "{page}");
    sign_in(&visitor, MAJA, PASSWORD).await.expect(422);
    visitor.post(&link, &chosen("sommar2026!!")).await.expect(422);
    assert_eq!(visitor.post(&link, &chosen(PASSWORD)).await.expect(303).location(), "/logga-in");
    visitor.get(&link).await.expect(422);
    visitor.post(&link, &chosen(PASSWORD)).await.expect(422);
    let answer = sign_in(&visitor, MAJA, PASSWORD).await.expect(303);
    let page = visitor.after(&answer).get("/system").await.expect(200).text();
    assert!(page.contains("Maja Lind"), "{page}");
    let page = administrator.get("/anvandare").await.expect(200).text();
    assert!(page.contains("Aktiv") && page.contains("Informationssäkerhetssamordnare"), "{page}");
}

#[tokio::test]
async fn an_invitation_ends_after_a_week_and_by_a_new_one() {
    let test = TestApp::start().await;
    let administrator = test.sign_in(Role::Administrator).await;
    let visitor = test.visitor();
    let first = invite(&administrator, MAJA, "coordinator").await;
    let second = invite(&administrator, MAJA, "auditor").await;
    visitor.get(&first).await.expect(422);
    visitor.get(&second).await.expect(200);
    let sql = "UPDATE one_time_links SET expires_at = $1";
    change(&test, sql, args![ago(Duration::seconds(1))]).await;
    let page = visitor.get(&second).await.expect(422).text();
    assert!(page.contains("Länken gäller inte längre"), "{page}");
    visitor.post(&second, &chosen(PASSWORD)).await.expect(422);
}

#[tokio::test]
async fn an_invitation_to_an_account_that_exists_asks_for_its_password() {
    let test = TestApp::start().await;
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], MembershipState::Active).await;
    let email = with_password(&test, theirs.user).await;
    let administrator = test.sign_in(Role::Administrator).await;
    let link = invite(&administrator, &email, "auditor").await;
    let visitor = test.visitor();
    // Whoever made the link cannot take the account over with it.
    visitor.post(&link, &chosen("ostmackor flyger sällan")).await.expect(422);
    visitor.post(&link, &[("password", "fel")]).await.expect(422);
    sign_in(&visitor, &email, PASSWORD).await.expect(303);
    assert!(!theirs.get("/system").await.expect(200).text().contains("/byt-kommun"));
    let answer = visitor.post(&link, &[("password", PASSWORD)]).await.expect(303);
    let page = visitor.after(&answer).get("/system").await.expect(200).text();
    assert!(page.contains("Granköpings kommun") && page.contains("/byt-kommun"), "{page}");
    visitor.post(&link, &[("password", PASSWORD)]).await.expect(422);
    // The name is the account's, whatever the invitation called it.
    assert!(!administrator.get("/anvandare").await.expect(200).text().contains("Maja Lind"));
}

#[tokio::test]
async fn one_municipalitys_invitation_opens_no_other() {
    let test = TestApp::start().await;
    let ours = test.sign_in(Role::Administrator).await;
    let grants = [(Role::Administrator, None)];
    let theirs = test.sign_in_at(test.other_town, &grants, MembershipState::Active).await;
    let to_ours = invite(&ours, MAJA, "coordinator").await;
    let to_theirs = invite(&theirs, MAJA, "coordinator").await;
    let visitor = test.visitor();
    // Somebody else's administrator uses her own link to choose the password of the account.
    visitor.post(&to_theirs, &chosen("ostmackor flyger sällan")).await.expect(303);
    let answer = sign_in(&visitor, MAJA, "ostmackor flyger sällan").await.expect(303);
    let page = visitor.after(&answer).get("/system").await.expect(200).text();
    assert!(page.contains("Sjövalla kommun") && !page.contains("/byt-kommun"), "{page}");
    // Our invitation still stands, and asks for a password that whoever holds it knows.
    let page = visitor.get(&to_ours).await.expect(200).text();
    assert!(page.contains("har redan ett konto"), "{page}");
}

#[tokio::test]
async fn a_link_to_a_new_password_is_given_where_the_account_is_used_here_alone() {
    let test = TestApp::start().await;
    let administrator = test.sign_in(Role::Administrator).await;
    let member = test.sign_in(Role::Coordinator).await;
    let email = with_password(&test, member.user).await;
    let path = super::members::path_of(&test, &member).await;
    let page = administrator.post(&format!("{path}/lank"), &[]).await.expect(200).text();
    assert!(page.contains("2026-03-06"), "{page}");
    let link = link_on(&page);
    let visitor = test.visitor();
    let new = "ostmackor flyger sällan";
    visitor.post(&link, &chosen(new)).await.expect(303);
    member.get("/system").await.expect(401);
    sign_in(&visitor, &email, PASSWORD).await.expect(422);
    sign_in(&visitor, &email, new).await.expect(303);
    let mut tx = test.app.db().write(test.app.scene(test.other_town.tenant)).await.unwrap();
    store::set_membership(&mut tx, member.user, MembershipState::Active, &[]).await.unwrap();
    test.app.commit(tx, Event::new(EventKind::MembershipSet)).await.unwrap();
    let page = administrator.post(&format!("{path}/lank"), &[]).await.expect(422).text();
    assert!(page.contains("varn admin link"), "{page}");
}

fn create(email: &str, code: &str) -> Create {
    let (email, name) = (email.to_owned(), "Anna Ek".to_owned());
    Create { email, name, organization: Some(code.to_owned()), association: None }
}

#[tokio::test]
async fn the_command_adds_the_municipality_and_its_first_administrator() {
    let test = TestApp::start_empty().await;
    let made = admin::create(&test.app, &create("Anna@kommun.example", "0127")).await.unwrap();
    assert!(made.text.contains("Botkyrka kommun"), "{}", made.text);
    let visitor = test.visitor();
    visitor.post(&made.link.unwrap(), &chosen(PASSWORD)).await.expect(303);
    let answer = sign_in(&visitor, "anna@kommun.example", PASSWORD).await.expect(303);
    let anna = visitor.after(&answer);
    anna.get("/anvandare").await.expect(200);
    assert!(anna.get("/organisation").await.expect(200).text().contains("Botkyrka kommun"));
    // Again for the same person: she is one already. For another: a link into the same municipality.
    let again = admin::create(&test.app, &create("anna@kommun.example", "0127")).await.unwrap();
    assert!(again.link.is_none(), "{}", again.text);
    let other = admin::create(&test.app, &create("bo@kommun.example", "0127")).await.unwrap();
    assert!(other.link.is_some());
    let page = anna.get("/anvandare").await.expect(200).text();
    assert!(page.contains("bo@kommun.example") && page.contains("Inbjuden"), "{page}");
    let link = admin::link(&test.app, &Link { email: "ANNA@kommun.example".to_owned() }).await.unwrap();
    visitor.get(&link.link.unwrap()).await.expect(200);
    for email in ["ingen@kommun.example", "bo@kommun.example"] {
        admin::link(&test.app, &Link { email: email.to_owned() }).await.unwrap_err();
    }
}

#[tokio::test]
async fn the_command_refuses_what_it_does_not_know() {
    let test = TestApp::start_empty().await;
    for wish in [
        create("anna@kommun.example", "9999"),
        create("anna@kommun.example", "127"),
        create("anna", "0127"),
        Create { name: " ".to_owned(), ..create("anna@kommun.example", "0127") },
        Create { association: Some("Förbundet".to_owned()), ..create("anna@kommun.example", "0127") },
        Create { association: Some("Förbundet".to_owned()), ..create("anna@kommun.example", "212000-0143") },
    ] {
        admin::create(&test.app, &wish).await.unwrap_err();
    }
    let association =
        Create { association: Some("Förbundet".to_owned()), ..create("anna@kommun.example", "212000-0142") };
    assert!(admin::create(&test.app, &association).await.unwrap().text.contains("Förbundet"));
}
