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

#[tokio::test]
async fn a_task_is_handed_over_and_stays_with_whom_it_was_given_to() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let owner = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    let other = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    let ebba = person(&test, "Ebba Ek", Some(&owner)).await;
    let doris = person(&test, "Doris Dahl", Some(&other)).await;
    let path = system(&test, &coordinator, &[("owner", &ebba), ("next_review", "2026-03-04")]).await;
    let address = task(&owner.get("/uppgifter").await.expect(200).text());
    let hand_over = format!("{address}/lamna-over");
    assert!(owner.get(&hand_over).await.expect(200).text().contains("Doris Dahl"));
    let page = owner.post(&hand_over, &[("task_owner", "")]).await.expect(422).text();
    assert!(page.contains("task_owner-error"), "{page}");
    test.sign_in_for(Role::SystemOwner, test.town.school).await.get(&hand_over).await.expect(404);
    owner.post(&hand_over, &[("task_owner", &doris)]).await.expect(303);
    assert!(!owner.get("/uppgifter").await.expect(200).text().contains("Se över"));
    assert!(other.get("/uppgifter").await.expect(200).text().contains("Se över"));
    // A write to the record does not take it back.
    let unit = test.town.social.to_string();
    let mut form = vec![("name", "Linden 2"), ("unit", &*unit), ("owner", &*ebba), ("version", "1")];
    form.push(("next_review", "2026-03-03"));
    coordinator.post(&format!("{path}/andra"), &form).await.expect(303);
    let start = other.get("/").await.expect(200).text();
    assert!(
        start.contains("Dina uppgifter") && start.contains("Se över") && start.contains("Linden 2"),
        "{start}"
    );
    assert!(!owner.get("/").await.expect(200).text().contains("Dina uppgifter"));
    form[0].1 = "Linden 3";
    form[3].1 = "2";
    form[4].1 = "2027-03-03";
    coordinator.post(&format!("{path}/andra"), &form).await.expect(303);
    assert!(!other.get("/uppgifter").await.expect(200).text().contains("Se över"), "its reason is gone");
}

#[tokio::test]
async fn the_owner_is_asked_to_confirm_a_classification_until_she_has() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let owner = test.sign_in_for(Role::InformationOwner, test.town.social).await;
    let ebba = person(&test, "Ebba Ek", Some(&owner)).await;
    let unit = test.town.social.to_string();
    let form = [("name", "Personakter"), ("unit", &*unit), ("owner", &*ebba)];
    let path = coordinator.post("/information/ny", &form).await.expect(303).location();
    assert!(!owner.get("/uppgifter").await.expect(200).text().contains("Bekräfta klassningen"));
    let id = path.rsplit('/').next().unwrap();
    let address = format!("/klassning/informationsmangd/{id}");
    let levels = [
        ("base", ""),
        ("level_confidentiality", "2"),
        ("level_integrity", "1"),
        ("level_availability", "1"),
        ("motive", "Skäl"),
        ("review_on", "2027-03-05"),
    ];
    coordinator.post(&address, &levels).await.expect(303);
    let mine = owner.get("/uppgifter").await.expect(200).text();
    assert!(mine.contains("Bekräfta klassningen") && mine.contains("Personakter"), "{mine}");
    let page = owner.get(&address).await.expect(200).text();
    let shown = page.split("name=\"base\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    owner.post(&format!("{address}/bekraftelse"), &[("classification", shown)]).await.expect(303);
    assert!(!owner.get("/uppgifter").await.expect(200).text().contains("Bekräfta klassningen"));
}

#[tokio::test]
async fn an_exception_that_ends_soon_is_said_until_it_is_decided_anew() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let management = test.sign_in(Role::Management).await;
    let path = system(&test, &coordinator, &[]).await;
    let judge = format!("/brister/system/{}/control.patching/avvikelse", path.rsplit('/').next().unwrap());
    let decide = async |day: &str| {
        let form = [("deviation_kind", "exception"), ("motive", "Byts ut"), ("last_day", day)];
        coordinator.post(&judge, &form).await.expect(303);
        let list = coordinator.get("/avvikelser?lage=proposed").await.expect(200).text();
        let from = list.find("/avvikelser/0").unwrap();
        let record = list[from..].split('"').next().unwrap().to_owned();
        management.post(&format!("{record}/godkann"), &[]).await.expect(303);
        record
    };
    let asks = async || coordinator.get(&path).await.expect(200).text().contains("Ett undantag går ut");
    let first = decide("2026-04-05").await;
    assert!(!asks().await, "there is more than a month left");
    coordinator.post(&format!("{first}/ta-tillbaka"), &[]).await;
    management.post(&format!("{first}/avsla"), &[]).await;
    let near = decide("2026-04-04").await;
    assert!(asks().await);
    management.post(&format!("{near}/avsla"), &[]).await.expect(303);
    assert!(!asks().await, "it is no longer in force");
}

#[tokio::test]
async fn a_late_action_asks_its_owner_until_it_is_done() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let action = async |due: &str| {
        let form = [("name", "Pröva återläsning"), ("unit", &*unit), ("status", "in_progress"), ("due", due)];
        coordinator.post("/atgarder/ny", &form).await.expect(303).location()
    };
    let asks =
        async |path: &str| coordinator.get(path).await.expect(200).text().contains("Åtgärden är försenad");
    let (late, in_time) = (action("2026-02").await, action("2026-03").await);
    assert!(asks(&late).await && !asks(&in_time).await, "March is not over");
    coordinator.post(&format!("{late}/status"), &[("status", "done"), ("why", "")]).await.expect(303);
    assert!(!asks(&late).await);
}
