//! Signing in and out, sessions, lockout, language and theme.

use super::*;
use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;
use tokio::task::JoinSet;

#[tokio::test]
async fn one_signs_in_with_the_password_and_out_again() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let email = with_password(&test, coordinator.user).await;
    let visitor = test.visitor();
    let answer = sign_in(&visitor, &email.to_uppercase(), PASSWORD).await.expect(303);
    let cookie = answer.headers.get("set-cookie").unwrap().to_str().unwrap();
    for attribute in ["__Host-varn=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    let browser = visitor.after(&answer);
    browser.get("/system").await.expect(200);
    browser.get("/logga-in").await.expect(303);
    let out = browser.post("/logga-ut", &[]).await.expect(303);
    assert_eq!(out.location(), "/logga-in");
    // The cookie itself is dead, not only gone from the browser.
    browser.get("/system").await.expect(401);
    browser.after(&out).get("/system").await.expect(401);
}

#[tokio::test]
async fn an_answer_does_not_tell_whether_there_is_an_account() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let invited = test.sign_in(Role::Employee).await;
    let known = with_password(&test, coordinator.user).await;
    let sql = "UPDATE users SET locked_until = $2 WHERE id = $1";
    let locked = test.sign_in(Role::Auditor).await;
    let locked_email = with_password(&test, locked.user).await;
    change(&test, sql, args![locked.user, moment() + Duration::minutes(5)]).await;
    let mut tx = test.app.db().read(test.app.scene(TenantId::INSTALLATION)).await.unwrap();
    let passwordless = store::by_id(&mut tx, invited.user).await.unwrap().unwrap().email;
    drop(tx);
    let visitor = test.visitor();
    let mut answers = Vec::new();
    for (email, password) in [
        (known.as_str(), "fel lösenord här"),
        ("ingen@kommun.example", "fel lösenord här"),
        (passwordless.as_str(), "fel lösenord här"),
        (locked_email.as_str(), PASSWORD),
    ] {
        let answer = sign_in(&visitor, email, password).await.expect(422);
        answers.push((answer.queries(), answer.text().replace(email, "…")));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_account_for_a_while() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let email = with_password(&test, coordinator.user).await;
    let visitor = test.visitor();
    for _ in 0..4 {
        sign_in(&visitor, &email, "fel").await.expect(422);
    }
    sign_in(&visitor, &email, PASSWORD).await.expect(303);
    for _ in 0..5 {
        sign_in(&visitor, &email, "fel").await.expect(422);
    }
    sign_in(&visitor, &email, PASSWORD).await.expect(422);
    // Somebody who is signed in stays so, but her password is not taken either.
    coordinator.get("/system").await.expect(200);
    coordinator.post("/bekrafta", &[("password", PASSWORD)]).await.expect(422);
    let sql = "UPDATE users SET locked_until = $2 WHERE id = $1";
    change(&test, sql, args![coordinator.user, ago(Duration::seconds(1))]).await;
    sign_in(&visitor, &email, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn attempts_at_the_same_time_count_one_by_one() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let email = with_password(&test, coordinator.user).await;
    let visitor = test.visitor();
    let mut attempts = JoinSet::new();
    for _ in 0..12 {
        let (visitor, email) = (visitor.clone(), email.clone());
        attempts.spawn(async move { sign_in(&visitor, &email, "fel").await.status.as_u16() });
    }
    let answers = attempts.join_all().await;
    assert_eq!(answers, [422; 12]);
    let mut tx = test.app.db().read(test.app.scene(TenantId::INSTALLATION)).await.unwrap();
    let account = store::by_id(&mut tx, coordinator.user).await.unwrap().unwrap();
    drop(tx);
    // Five count; those that come after find the account locked.
    assert_eq!(account.failed_attempts, 5);
    assert!(account.locked_until.is_some_and(|until| until > moment()));
    sign_in(&visitor, &email, PASSWORD).await.expect(422);
}

#[tokio::test]
async fn too_many_attempts_from_one_address_have_to_wait() {
    let test = TestApp::start().await;
    let visitor = test.visitor();
    for _ in 0..60 {
        visitor.get("/valkommen/finns-inte").await.expect(422);
    }
    let answer = sign_in(&visitor, "maja@kommun.example", PASSWORD).await.expect(429);
    assert!(answer.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_when_it_is_old() {
    let test = TestApp::start().await;
    for (idle, age, status) in [(59, 11 * 60, 200), (61, 61, 401), (1, 12 * 60 + 1, 401)] {
        let client = test.sign_in(Role::Coordinator).await;
        let sql = "UPDATE sessions SET last_seen_at = $2, created_at = $3 WHERE user_id = $1";
        let times = args![client.user, ago(Duration::minutes(idle)), ago(Duration::minutes(age))];
        change(&test, sql, times).await;
        client.get("/system").await.expect(status);
        // What is alive has been seen now, and stays.
        client.get("/system").await.expect(status);
    }
}

#[tokio::test]
async fn what_was_typed_survives_the_end_of_the_session() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let email = with_password(&test, coordinator.user).await;
    change(&test, "DELETE FROM sessions WHERE user_id = $1", args![coordinator.user]).await;
    let unit = test.town.social.to_string();
    let form = [("name", "Linden & \"Co\""), ("unit", unit.as_str()), ("description", "rad 1\nrad 2")];
    let page = coordinator.post("/system/nytt", &form).await.expect(401).text();
    assert!(page.contains("Det du skrev finns kvar"), "{page}");
    let visitor = test.visitor();
    let wrong = send_on(&visitor, "/logga-in", &page, &[("email", &email), ("password", "fel")]).await;
    let page = wrong.expect(422).text();
    let right = send_on(&visitor, "/logga-in", &page, &[("email", &email), ("password", PASSWORD)]).await;
    let browser = visitor.after(&right);
    let page = right.expect(200).text();
    assert!(page.contains("action=\"/system/nytt\""), "{page}");
    let made = send_on(&browser, "/system/nytt", &page, &[]).await.expect(303).location();
    let page = browser.get(&made).await.expect(200).text();
    assert!(page.contains("Linden &#38; &#34;Co&#34;") && page.contains("rad 1\nrad 2"), "{page}");
}

#[tokio::test]
async fn a_password_is_never_kept_over_the_end_of_the_session() {
    let test = TestApp::start().await;
    let form = [("password", "gammalt hemligt"), ("new_password", "nytt hemligt"), ("again", "nytt hemligt")];
    let page = test.visitor().post("/konto/losenord", &form).await.expect(401).text();
    assert!(!page.contains("hemligt"), "{page}");
}

#[tokio::test]
async fn sign_in_leads_back_and_never_away() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let email = with_password(&test, coordinator.user).await;
    let visitor = test.visitor();
    for (next, location) in [
        ("/system?q=linden", "/system"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
    ] {
        let form = [("email", email.as_str()), ("password", PASSWORD), ("next", next)];
        assert_eq!(visitor.post("/logga-in", &form).await.expect(303).location(), location, "{next}");
    }
}

#[tokio::test]
async fn only_an_active_member_gets_in() {
    let test = TestApp::start().await;
    let grants = [(Role::Coordinator, None)];
    for state in [MembershipState::Invited, MembershipState::Suspended, MembershipState::Left] {
        let member = test.sign_in_at(test.town, &grants, state).await;
        member.get("/system").await.expect(401);
        let email = with_password(&test, member.user).await;
        let answer = sign_in(&test.visitor(), &email, PASSWORD).await.expect(422);
        assert!(answer.text().contains("Du är inte med i någon kommun"), "{state}: {}", answer.text());
    }
}

#[tokio::test]
async fn one_switches_between_ones_municipalities_and_no_other() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (here, there) = (test.town.tenant, test.other_town.tenant);
    assert!(!coordinator.get("/system").await.text().contains("/byt-kommun"));
    coordinator.post("/byt-kommun", &[("place", &there.to_string())]).await.expect(404);
    let mut tx = test.app.db().write(test.app.scene(there)).await.unwrap();
    let grants = [(Role::Auditor, None)];
    store::set_membership(&mut tx, coordinator.user, MembershipState::Active, &grants).await.unwrap();
    test.app.commit(tx, Event::new(EventKind::MembershipSet)).await.unwrap();
    assert!(coordinator.get("/system").await.text().contains("/byt-kommun"));
    let page = coordinator.get("/byt-kommun").await.expect(200).text();
    assert!(page.contains("Granköpings kommun") && page.contains("Sjövalla kommun"), "{page}");
    coordinator.post("/byt-kommun", &[("place", &there.to_string())]).await.expect(303);
    let page = coordinator.get("/system").await.expect(200).text();
    assert!(page.contains("Sjövalla kommun") && !page.contains("Lägg till ett system"), "{page}");
    // The roles are those of the municipality one is in.
    coordinator.get("/system/nytt").await.expect(403);
    coordinator.post("/byt-kommun", &[("place", &here.to_string())]).await.expect(303);
    coordinator.get("/system/nytt").await.expect(200);
    coordinator.post("/byt-kommun", &[("place", "")]).await.expect(404);
}

#[tokio::test]
async fn language_and_theme_are_remembered() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    assert!(coordinator.get("/system").await.text().contains("<html lang=\"sv\">"));
    let form = [("language", "en"), ("return_to", "/system?q=a")];
    let answer = coordinator.post("/visning", &form).await.expect(303);
    assert_eq!(answer.location(), "/system");
    assert!(answer.headers.get("set-cookie").unwrap().to_str().unwrap().starts_with("varn-sprak=en;"));
    // With the account, so on every machine.
    let page = coordinator.get("/system").await.text();
    assert!(page.contains("<html lang=\"en\">") && page.contains("Add a system"), "{page}");
    let dark = coordinator.post("/visning", &[("theme", "dark")]).await.expect(303);
    assert!(dark.headers.get("set-cookie").unwrap().to_str().unwrap().starts_with("varn-tema=dark;"));
    let odd = coordinator.post("/visning", &[("theme", "rosa\r\nx"), ("language", "xx")]).await.expect(303);
    assert!(!odd.headers.contains_key("set-cookie"));
    let page = test.visitor().post("/visning", &[("language", "en"), ("return_to", "//evil")]).await;
    assert_eq!(page.expect(303).location(), "/");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let other = test.sign_in(Role::Auditor).await;
    let email = with_password(&test, coordinator.user).await;
    let answer = sign_in(&test.visitor(), &email, PASSWORD).await.expect(303);
    let second = test.visitor().after(&answer);
    let page = coordinator.get("/konto").await.expect(200).text();
    assert_eq!(page.matches("/avslut").count(), 1, "{page}");
    let at = page.find("/konto/inloggning/").unwrap();
    let path: String = page[at..].split('"').next().unwrap().to_owned();
    other.post(&path, &[]).await.expect(404);
    second.get("/system").await.expect(200);
    coordinator.post(&path, &[]).await.expect(303);
    second.get("/system").await.expect(401);
    coordinator.get("/system").await.expect(200);
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let email = with_password(&test, coordinator.user).await;
    let answer = sign_in(&test.visitor(), &email, PASSWORD).await.expect(303);
    let second = test.visitor().after(&answer);
    let new = "ostmackor flyger sällan";
    for (old, first, again, field) in [
        ("fel", new, new, "password-error"),
        (PASSWORD, new, "något annat", "again-error"),
        (PASSWORD, "sommar2026!!", "sommar2026!!", "new_password-error"),
    ] {
        let form = [("password", old), ("new_password", first), ("again", again)];
        let page = coordinator.post("/konto/losenord", &form).await.expect(422).text();
        assert!(page.contains(field) && !page.contains(first), "{field}: {page}");
    }
    second.get("/system").await.expect(200);
    let form = [("password", PASSWORD), ("new_password", new), ("again", new)];
    coordinator.post("/konto/losenord", &form).await.expect(303);
    second.get("/system").await.expect(401);
    coordinator.get("/system").await.expect(200);
    sign_in(&test.visitor(), &email, PASSWORD).await.expect(422);
    sign_in(&test.visitor(), &email, new).await.expect(303);
}

#[tokio::test]
async fn an_empty_installation_says_how_to_begin() {
    let test = TestApp::start_empty().await;
    let visitor = test.visitor();
    for (path, status) in [("/logga-in", 200), ("/system", 401)] {
        let page = visitor.get(path).await.expect(status).text();
        assert!(page.contains("varn admin create --email"), "{path}: {page}");
    }
    let test = TestApp::start().await;
    assert!(!test.visitor().get("/logga-in").await.expect(200).text().contains("varn admin create"));
}
