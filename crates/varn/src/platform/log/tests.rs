//! Through HTTP: reading the log, and erasing by a decision.

use crate::args;
use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;
use crate::platform::verify;
use crate::testing::{Client, TestApp};
use chrono::Duration;

async fn system(test: &TestApp, client: &Client, name: &str) -> String {
    let unit = test.town.social.to_string();
    client.post("/system/nytt", &[("name", name), ("unit", &*unit)]).await.expect(303).location()
}

async fn rename(test: &TestApp, client: &Client, path: &str, name: &str, version: &str) {
    let unit = test.town.social.to_string();
    let form = [("name", name), ("unit", &*unit), ("version", version)];
    client.post(&format!("{path}/andra"), &form).await.expect(303);
}

/// How often a text stands in what is logged.
async fn logged(test: &TestApp, text: &str) -> i64 {
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let like = format!("%{text}%");
    let sql = "SELECT (SELECT COUNT(*) FROM revisions WHERE tenant_id = $1 AND data LIKE $2) + \
               (SELECT COUNT(*) FROM event_bodies WHERE tenant_id = $1 AND body LIKE $2)";
    let (count,): (i64,) = tx.one(sql, args![like]).await.unwrap();
    count
}

async fn is_clean(test: &TestApp) {
    let report = verify::municipality(&test.app, test.town.tenant, None).await.unwrap();
    assert!(report.findings.is_empty(), "{report:?}");
}

#[tokio::test]
async fn the_log_is_read_narrowed_and_taken_out() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = system(&test, &coordinator, "Linden").await;
    system(&test, &coordinator, "Granen").await;
    rename(&test, &coordinator, &path, "Linden 2", "1").await;
    let list = coordinator.get("/logg").await.expect(200);
    let page = list.text();
    assert!(
        page.contains("Systemet ändrades") && page.contains("Linden 2") && page.contains("Granen"),
        "{page}"
    );
    assert!(list.queries() <= 4, "{}", list.queries());
    // The newest first.
    assert!(page.find("Systemet ändrades</td>") < page.find("Systemet lades till</td>"), "{page}");
    let shows = async |query: &str, text: &str| {
        let page = coordinator.get(&format!("/logg?{query}")).await.expect(200).text();
        page.split("<tbody>").nth(1).unwrap_or_default().contains(text)
    };
    assert!(shows("handelse=system.created", "Granen").await);
    assert!(!shows("handelse=system.created", "Systemet ändrades").await);
    assert!(shows(&format!("person={}", coordinator.user), "Granen").await);
    assert!(!shows(&format!("person={}", uuid::Uuid::nil()), "Granen").await);
    assert!(shows("dag=2026-03-05", "Granen").await && !shows("dag=2026-03-04", "Granen").await);
    assert!(shows("q=GRAN", "Granen").await && !shows("q=GRAN", "Linden").await);
    let id = path.rsplit('/').next().unwrap();
    assert!(shows(&format!("slag=system&post={id}"), "Linden 2").await);
    assert!(!shows(&format!("slag=system&post={id}"), "Granen").await);
    let csv = coordinator.get("/logg/lista.csv?handelse=system.created").await.expect(200).text();
    assert_eq!(csv.lines().count(), 3, "{csv}");
    coordinator.get("/logg/lista.xlsx").await.expect(200);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("/logg?slag=system"), "{page}");
    let page = coordinator.get("/logg/3").await.expect(200).text();
    assert!(page.contains("Kontrollvärde"), "{page}");
    coordinator.get("/logg/999").await.expect(404);
}

#[tokio::test]
async fn the_log_is_for_those_who_may_read_it_and_of_their_own_part() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    system(&test, &coordinator, "Linden").await;
    test.sign_in(Role::SystemOwner).await.get("/logg").await.expect(403);
    let social = test.sign_in_for(Role::Auditor, test.town.social).await;
    assert!(social.get("/logg?handelse=system.created").await.expect(200).text().contains("Linden"));
    let school = test.sign_in_for(Role::Auditor, test.town.school).await;
    let page = school.get("/logg?handelse=system.created").await.expect(200).text();
    assert!(!page.contains("Linden"), "{page}");
    let number = {
        let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
        let sql = "SELECT MAX(seq) FROM events WHERE tenant_id = $1 AND kind = 'system.created'";
        tx.one::<(i64,)>(sql, args![]).await.unwrap().0
    };
    school.get(&format!("/logg/{number}")).await.expect(404);
    social.get(&format!("/logg/{number}")).await.expect(200);
    social.get(&format!("/logg/{number}/gallring")).await.expect(403);
    let grants = [(Role::Coordinator, None)];
    let theirs = test.sign_in_at(test.other_town, &grants, MembershipState::Active).await;
    assert!(!theirs.get("/logg").await.expect(200).text().contains("Linden"));
}

#[tokio::test]
async fn an_event_is_erased_by_a_decision_with_a_reason_that_stays() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let administrator = test.sign_in(Role::Administrator).await;
    let path = system(&test, &coordinator, "Anna Anderssons diagnos").await;
    rename(&test, &coordinator, &path, "Linden", "1").await;
    let number = {
        let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
        let sql = "SELECT seq FROM events WHERE tenant_id = $1 AND kind = 'system.created'";
        tx.one::<(i64,)>(sql, args![]).await.unwrap().0
    };
    let erase = format!("/logg/{number}/gallring");
    assert!(administrator.get(&format!("/logg/{number}")).await.expect(200).text().contains(&erase));
    administrator.get(&erase).await.expect(200);
    let page = administrator.post(&erase, &[("log_why", "")]).await.expect(422).text();
    assert!(page.contains("log_why-error"), "{page}");
    administrator.post(&erase, &[("log_why", "Hörde inte hemma här")]).await.expect(303);
    assert_eq!(logged(&test, "diagnos").await, 0);
    is_clean(&test).await;
    let page = administrator.get(&format!("/logg/{number}")).await.expect(200).text();
    assert!(page.contains("Innehållet är gallrat genom ett beslut"), "{page}");
    let page = administrator.post(&erase, &[("log_why", "igen")]).await.expect(422).text();
    assert!(page.contains("redan gallrat"), "{page}");
    let list = administrator.get("/logg?handelse=audit.content_erased").await.expect(200).text();
    assert!(list.contains("Hörde inte hemma här"), "{list}");
    let decision = number + 2;
    let page = administrator
        .post(&format!("/logg/{decision}/gallring"), &[("log_why", "x")])
        .await
        .expect(422)
        .text();
    assert!(page.contains("Beslutet går inte att gallra"), "{page}");
}

#[tokio::test]
async fn the_log_of_a_record_is_erased_and_what_it_says_now_is_kept() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let administrator = test.sign_in(Role::Administrator).await;
    let path = system(&test, &coordinator, "Anna Anderssons diagnos").await;
    rename(&test, &coordinator, &path, "Linden", "1").await;
    let id = path.rsplit('/').next().unwrap();
    let erase = format!("/logg/post/system/{id}/gallring");
    // An administrator sees no registers by that role, so nothing links there; she erases all the same, as the
    // decision says.
    assert!(!administrator.get("/logg").await.expect(200).text().contains("href=\"/system/"));
    assert!(coordinator.get("/logg").await.expect(200).text().contains("href=\"/system/"));
    let page = administrator.get(&erase).await.expect(200).text();
    assert!(page.contains("2 lydelser") && page.contains("Rätta därför posten först"), "{page}");
    administrator.post(&erase, &[("log_why", "Beslut 2026-17")]).await.expect(303);
    assert_eq!(logged(&test, "diagnos").await, 0);
    assert_eq!(logged(&test, "Linden").await, 1);
    is_clean(&test).await;
    assert!(coordinator.get("/vid-datum?slag=system").await.expect(200).text().contains("Linden"));
    coordinator.post(&format!("{path}/ta-bort"), &[]).await.expect(303);
    administrator.post(&erase, &[("log_why", "Beslut 2026-18")]).await.expect(303);
    assert_eq!(logged(&test, "Linden").await, 0);
    is_clean(&test).await;
    administrator.post(&format!("/logg/post/inget/{id}/gallring"), &[("log_why", "x")]).await.expect(404);
    let other = test.app.clock().new_id();
    administrator.post(&format!("/logg/post/system/{other}/gallring"), &[("log_why", "x")]).await.expect(404);
}

#[tokio::test]
async fn erasing_asks_for_the_password_when_it_was_given_long_ago() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let administrator = test.sign_in(Role::Administrator).await;
    let path = system(&test, &coordinator, "Linden").await;
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let then = tx.now() - Duration::minutes(11);
    tx.outside().exec("UPDATE sessions SET confirmed_at = $1", args![then]).await.unwrap();
    tx.finish().await.unwrap();
    let id = path.rsplit('/').next().unwrap();
    let erase = format!("/logg/post/system/{id}/gallring");
    assert!(administrator.get(&erase).await.expect(403).text().contains("lösenord"));
    administrator.post(&erase, &[("log_why", "x")]).await.expect(403);
    assert!(logged(&test, "Linden").await > 0);
}

#[tokio::test]
async fn what_still_holds_is_corrected_before_its_event_is_erased() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let administrator = test.sign_in(Role::Administrator).await;
    let path = system(&test, &coordinator, "Anna Anderssons diagnos").await;
    let number = {
        let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
        let sql = "SELECT seq FROM events WHERE tenant_id = $1 AND kind = 'system.created'";
        tx.one::<(i64,)>(sql, args![]).await.unwrap().0
    };
    let erase = format!("/logg/{number}/gallring");
    let page = administrator.post(&erase, &[("log_why", "Fel")]).await.expect(422).text();
    assert!(page.contains("Det här gäller fortfarande"), "{page}");
    rename(&test, &coordinator, &path, "Linden", "1").await;
    administrator.post(&erase, &[("log_why", "Fel")]).await.expect(303);
    assert_eq!(logged(&test, "diagnos").await, 0);
    is_clean(&test).await;
}

/// Everything that is logged about one record goes: under its own id as another kind (its classification), under ids
/// of their own (tasks, judgements, names of files), and the texts of the events about them.
#[tokio::test]
async fn the_log_of_a_record_is_erased_with_all_that_is_about_it() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let administrator = test.sign_in(Role::Administrator).await;
    let path = system(&test, &coordinator, "Kanariefågeln").await;
    let id = path.rsplit('/').next().unwrap();
    let levels = |motive| {
        let mut form = vec![("base", ""), ("motive", motive), ("review_on", "2027-03-05")];
        form.extend(["confidentiality", "integrity", "availability"].map(|aspect| match aspect {
            "confidentiality" => ("level_confidentiality", "1"),
            "integrity" => ("level_integrity", "1"),
            _ => ("level_availability", "1"),
        }));
        form
    };
    coordinator.post(&format!("/klassning/system/{id}"), &levels("Kanariefågelns motiv")).await.expect(303);
    let task = [("task_title", "Ring kanariefågeln"), ("task_owner", ""), ("task_due", "")];
    coordinator.post(&format!("/uppgifter/ny?slag=system&post={id}"), &task).await.expect(303);
    let judged = [("exists", "no"), ("deficiency", "2"), ("situation", "Kanariefågeln sjunger")];
    let judge = format!("/brister/system/{id}/control.patching");
    coordinator.post(&judge, &judged).await.expect(303);
    let deviation = [("deviation_kind", "not_applicable"), ("motive", "Kanariefågeln ville det")];
    coordinator.post(&format!("{judge}/avvikelse"), &deviation).await.expect(303);
    let file = ("file", "kanariefågeln.txt", "text".as_bytes());
    coordinator.upload(&format!("/bilagor/system/{id}"), &[], file).await.expect(303);
    assert!(logged(&test, "anariefågel").await >= 6);
    let erase = format!("/logg/post/system/{id}/gallring");
    administrator.post(&erase, &[("log_why", "Beslut 2026-19")]).await.expect(303);
    // What stands in the registers is logged anew, and nothing else: the system, its classification, the task, the
    // judgement, the deviation and the file.
    assert_eq!(logged(&test, "anariefågel").await, 6);
    is_clean(&test).await;
    assert!(coordinator.get("/vid-datum?slag=judgement").await.expect(200).text().contains("sjunger"));
    coordinator.post(&format!("{path}/ta-bort"), &[]).await.expect(303);
    administrator.post(&erase, &[("log_why", "Beslut 2026-20")]).await.expect(303);
    assert_eq!(logged(&test, "anariefågel").await, 0);
    is_clean(&test).await;
}

#[tokio::test]
async fn events_about_others_that_name_the_record_are_told_of() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let administrator = test.sign_in(Role::Administrator).await;
    let path = system(&test, &coordinator, "Kanariefågeln").await;
    let other = system(&test, &coordinator, "Linden").await;
    coordinator
        .post(
            &format!("{other}/oversyn"),
            &[("review_why", "Byts mot Kanariefågeln"), ("next_review", "2027-01-01")],
        )
        .await
        .expect(303);
    let id = path.rsplit('/').next().unwrap();
    let page = administrator.get(&format!("/logg/post/system/{id}/gallring")).await.expect(200).text();
    let number = {
        let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
        tx.one::<(i64,)>("SELECT MAX(seq) FROM events WHERE tenant_id = $1", args![]).await.unwrap().0
    };
    assert!(page.contains(&format!("står också i händelse {number}")), "{page}");
}

#[tokio::test]
async fn the_log_does_not_tell_of_gaps_to_those_who_may_not_see_them() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let form = [("deviation_kind", "not_applicable"), ("motive", "Vi har ingen policy")];
    coordinator.post("/brister/organisation/control.infosec_policy/avvikelse", &form).await.expect(303);
    let query = "/logg?handelse=deviation.proposed";
    assert!(coordinator.get(query).await.expect(200).text().contains("Vi har ingen policy"));
    let administrator = test.sign_in(Role::Administrator).await;
    let page = administrator.get(query).await.expect(200).text();
    assert!(page.contains("/logg/") && !page.contains("Vi har ingen policy"), "{page}");
}
