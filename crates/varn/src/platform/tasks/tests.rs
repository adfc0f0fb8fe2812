//! Through HTTP: tasks of people and of rules, and who sees and closes them.

use crate::people::accounts::MembershipState;
use crate::people::organisation::store::{NewPerson, insert_person};
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::platform::tasks::sweep;
use crate::testing::{Client, TestApp};

/// A person of the municipality; of an account where one is given.
async fn person(test: &TestApp, name: &str, of: Option<&Client>) -> String {
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let new =
        NewPerson { name: name.to_owned(), user_id: of.map(|client| client.user), ..NewPerson::default() };
    let person = insert_person(&mut tx, new).await.unwrap();
    test.app.commit(tx, Event::new(EventKind::MembershipSet)).await.unwrap();
    person.id.to_string()
}

async fn system(test: &TestApp, client: &Client, more: &[(&str, &str)]) -> String {
    let unit = test.town.social.to_string();
    let mut form = vec![("name", "Linden"), ("unit", &*unit)];
    form.extend(more);
    client.post("/system/nytt", &form).await.expect(303).location()
}

/// The address of the first task on a page.
fn task(page: &str) -> String {
    let at = page.find("/uppgifter/0").expect("a task");
    page[at..].chars().take_while(|c| *c != '"').collect()
}

#[tokio::test]
async fn a_task_is_written_about_a_record_seen_by_its_owner_and_done() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let doer = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    let person = person(&test, "Doris Dahl", Some(&doer)).await;
    let path = system(&test, &coordinator, &[("owner", &person)]).await;
    let address = format!("/uppgifter/ny?slag=system&post={}", path.rsplit('/').next().unwrap());
    assert!(coordinator.get(&address).await.expect(200).text().contains("Linden"));
    let wrong = [("task_title", ""), ("task_due", "snart"), ("task_owner", &*person)];
    let page = coordinator.post(&address, &wrong).await.expect(422).text();
    assert!(
        page.contains("task_title-error") && page.contains("task_due-error") && page.contains("snart"),
        "{page}"
    );
    let form = [("task_title", "Prova återläsning"), ("task_owner", &*person), ("task_due", "2026-03-01")];
    coordinator.post(&address, &form).await.expect(303);
    assert!(coordinator.get(&path).await.expect(200).text().contains("Prova återläsning"));
    assert!(!coordinator.get("/uppgifter").await.expect(200).text().contains("Prova återläsning"));
    assert!(coordinator.get("/uppgifter?vems=alla&q=ÅTERLÄS").await.text().contains("Prova återläsning"));
    let mine = doer.get("/uppgifter").await.expect(200).text();
    assert!(mine.contains("Prova återläsning") && mine.contains("class=\"attention\""), "{mine}");
    let address = task(&mine);
    doer.post(&format!("{address}/klar"), &[]).await.expect(303);
    assert!(!doer.get("/uppgifter").await.expect(200).text().contains("Prova återläsning"));
    let closed = doer.get("/uppgifter?lage=avslutade").await.expect(200).text();
    assert!(closed.contains("Prova återläsning") && closed.contains("Klar"), "{closed}");
    doer.post(&format!("{address}/klar"), &[]).await.expect(422);
}

#[tokio::test]
async fn a_record_without_owner_asks_for_one_until_it_has_one() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let person = person(&test, "Ebba Ek", None).await;
    let path = system(&test, &coordinator, &[]).await;
    assert!(coordinator.get(&path).await.expect(200).text().contains("Utse ägare"));
    let list = coordinator.get("/uppgifter?vems=ingen").await.expect(200).text();
    assert!(list.contains("Utse ägare") && list.contains("Linden"), "{list}");
    let address = task(&list);
    let page = coordinator.post(&format!("{address}/klar"), &[]).await.expect(422).text();
    assert!(page.contains("stängs av sig själv"), "{page}");
    let unit = test.town.social.to_string();
    let form = [("name", "Linden"), ("unit", &*unit), ("owner", &*person), ("version", "1")];
    coordinator.post(&format!("{path}/andra"), &form).await.expect(303);
    assert!(!coordinator.get(&path).await.expect(200).text().contains("Utse ägare"));
    let page = coordinator.get(&address).await.expect(200).text();
    assert!(page.contains("Skälet är borta"), "{page}");
}

#[tokio::test]
async fn a_review_that_has_passed_asks_its_owner_also_when_only_the_calendar_has_moved() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let owner = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    let person = person(&test, "Ebba Ek", Some(&owner)).await;
    let passed = system(&test, &coordinator, &[("owner", &person), ("next_review", "2026-03-04")]).await;
    let coming = system(&test, &coordinator, &[("owner", &person), ("next_review", "2026-03-05")]).await;
    let has = async |path: &str| coordinator.get(path).await.expect(200).text().contains(">Se över<");
    assert!(has(&passed).await && !has(&coming).await);
    assert!(owner.get("/uppgifter").await.expect(200).text().contains("Se över"));
    // The same as if the day had come and gone without anybody writing.
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let day = crate::testing::moment().date_naive() - chrono::Duration::days(1);
    let id: uuid::Uuid = coming.rsplit('/').next().unwrap().parse().unwrap();
    tx.exec("UPDATE systems SET next_review = $2 WHERE tenant_id = $1 AND id = $3", crate::args![day, id])
        .await
        .unwrap();
    tx.finish().await.unwrap();
    assert_eq!(sweep(&test.app, test.town.tenant).await.unwrap(), 1);
    assert!(has(&coming).await);
    assert_eq!(sweep(&test.app, test.town.tenant).await.unwrap(), 0);
}

#[tokio::test]
async fn a_dropped_task_needs_a_reason_and_does_not_come_back_while_it_stands() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = system(&test, &coordinator, &[]).await;
    let address = task(&coordinator.get(&path).await.expect(200).text());
    let drop_it = format!("{address}/avfarda");
    coordinator.get(&drop_it).await.expect(200);
    let page = coordinator.post(&drop_it, &[("task_why", " ")]).await.expect(422).text();
    assert!(page.contains("task_why-error"), "{page}");
    coordinator.post(&drop_it, &[("task_why", "Avvecklas i vår")]).await.expect(303);
    let page = coordinator.get(&address).await.expect(200).text();
    assert!(page.contains("Avfärdad") && page.contains("Avvecklas i vår"), "{page}");
    let unit = test.town.social.to_string();
    let form = [("name", "Linden 2"), ("unit", &*unit), ("version", "1")];
    coordinator.post(&format!("{path}/andra"), &form).await.expect(303);
    assert!(!coordinator.get(&path).await.expect(200).text().contains("Utse ägare"));
}

#[tokio::test]
async fn tasks_are_seen_and_closed_by_those_concerned_and_by_nobody_else() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = system(&test, &coordinator, &[]).await;
    let address = task(&coordinator.get(&path).await.expect(200).text());
    let drop_it = format!("{address}/avfarda");
    let school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    school.get(&address).await.expect(404);
    school.post(&drop_it, &[("task_why", "x")]).await.expect(404);
    assert!(!school.get("/uppgifter?vems=alla").await.expect(200).text().contains("Linden"));
    let id = path.rsplit('/').next().unwrap();
    school.get(&format!("/uppgifter/ny?slag=system&post={id}")).await.expect(404);
    let auditor = test.sign_in(Role::Auditor).await;
    auditor.get(&address).await.expect(200);
    auditor.post(&drop_it, &[("task_why", "x")]).await.expect(403);
    test.sign_in(Role::Employee).await.get(&address).await.expect(404);
    let grants = [(Role::Coordinator, None)];
    let theirs = test.sign_in_at(test.other_town, &grants, MembershipState::Active).await;
    theirs.get(&address).await.expect(404);
    theirs.post(&drop_it, &[("task_why", "x")]).await.expect(404);
    test.sign_in_for(Role::SystemOwner, test.town.social)
        .await
        .post(&drop_it, &[("task_why", "x")])
        .await
        .expect(303);
}

#[tokio::test]
async fn tasks_end_with_their_record_and_cost_the_same_however_many() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let before = coordinator.get("/uppgifter?vems=alla").await.expect(200).queries();
    let path = system(&test, &coordinator, &[]).await;
    for _ in 0..5 {
        system(&test, &coordinator, &[]).await;
    }
    let list = coordinator.get("/uppgifter?vems=alla").await.expect(200);
    assert_eq!(list.queries(), before);
    assert!(before <= 4 && list.text().contains("av 6"), "{before}");
    assert_eq!(coordinator.get("/uppgifter/lista.csv?vems=alla").await.expect(200).text().lines().count(), 7);
    coordinator.post(&format!("{path}/ta-bort"), &[]).await.expect(303);
    assert!(coordinator.get("/uppgifter?vems=alla").await.text().contains("av 5"));
    let report = crate::platform::verify::municipality(&test.app, test.town.tenant, None).await.unwrap();
    assert!(report.findings.is_empty(), "{report:?}");
}
