//! Jobs from request to result, and what happens when a node dies or stops.

use super::store::{self, claim, progress};
use super::worker::{queue_day, run_waiting};
use super::{JobState, KIND};
use crate::people::accounts::MembershipState;
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::platform::verify;
use crate::testing::{Client, TestApp};
use chrono::Duration;

async fn asked(client: &Client) -> String {
    client.post("/jobb/hamta-allt", &[]).await.expect(303).location()
}

#[tokio::test]
async fn everything_is_fetched_as_excel_by_a_job_that_goes_on_without_the_page() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    coordinator
        .post("/system/nytt", &[("name", "Linden"), ("unit", &*unit), ("hosting", "cloud")])
        .await
        .expect(303);
    let job = asked(&coordinator).await;
    let page = coordinator.get(&job).await.expect(200).text();
    assert!(page.contains("Väntar på sin tur") && page.contains("http-equiv=\"refresh\""), "{page}");
    assert!(page.contains(&format!("data-refresh=\"{job}/lage\"")), "{page}");
    coordinator.get(&format!("{job}/fil")).await.expect(404);
    assert_eq!(run_waiting(&test.app).await.unwrap(), 1);
    let fragment = coordinator.get(&format!("{job}/lage")).await.expect(200).text();
    assert!(fragment.starts_with("<div class=\"job\"") && fragment.contains("100 %"), "{fragment}");
    assert!(
        fragment.contains(&format!("data-then=\"{job}\"")) && !fragment.contains("data-refresh"),
        "{fragment}"
    );
    let page = coordinator.get(&job).await.expect(200).text();
    assert!(page.contains("Hämta filen") && !page.contains("http-equiv"), "{page}");
    let file = coordinator.get(&format!("{job}/fil")).await.expect(200);
    assert!(file.headers["content-disposition"].to_str().unwrap().contains("alla-register-2026-03-05.xlsx"));
    let workbook = varn_sheets::read("a.xlsx", &file.bytes, &varn_sheets::Limits::default()).unwrap();
    let text = format!("{workbook:?}");
    assert!(
        text.contains("Linden") && text.contains("Molntjänst") && text.contains("Socialnämnden"),
        "{text}"
    );
    let jobs = coordinator.get("/jobb").await.expect(200);
    assert!(jobs.text().contains("Hämta filen") && jobs.queries() <= 4);
}

#[tokio::test]
async fn the_file_holds_what_the_person_may_see() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    for (name, unit) in [("Linden", test.town.social), ("Skolportalen", test.town.school)] {
        let unit = unit.to_string();
        coordinator.post("/system/nytt", &[("name", name), ("unit", &*unit)]).await.expect(303);
    }
    let owner = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    let job = asked(&owner).await;
    run_waiting(&test.app).await.unwrap();
    let file = owner.get(&format!("{job}/fil")).await.expect(200);
    let workbook = varn_sheets::read("a.xlsx", &file.bytes, &varn_sheets::Limits::default()).unwrap();
    let text = format!("{workbook:?}");
    assert!(text.contains("Skolportalen") && !text.contains("Linden"), "{text}");
}

#[tokio::test]
async fn a_job_and_its_file_are_its_persons_alone_and_for_a_day() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let job = asked(&coordinator).await;
    run_waiting(&test.app).await.unwrap();
    let other = test.sign_in(Role::Coordinator).await;
    let grants = [(Role::Coordinator, None)];
    let theirs = test.sign_in_at(test.other_town, &grants, MembershipState::Active).await;
    for path in [job.clone(), format!("{job}/lage"), format!("{job}/fil")] {
        coordinator.get(&path).await.expect(200);
        other.get(&path).await.expect(404);
        theirs.get(&path).await.expect(404);
    }
    test.sign_in(Role::Employee).await.post("/jobb/hamta-allt", &[]).await.expect(403);
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let then = tx.now() - Duration::hours(25);
    tx.exec("UPDATE files SET added_at = $2 WHERE tenant_id = $1", crate::args![then]).await.unwrap();
    tx.finish().await.unwrap();
    coordinator.get(&format!("{job}/fil")).await.expect(404);
    queue_day(&test.app, test.app.clock().today()).await.unwrap();
    queue_day(&test.app, test.app.clock().today()).await.unwrap();
    assert_eq!(
        run_waiting(&test.app).await.unwrap(),
        2,
        "one for each municipality, however often they are queued"
    );
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let (files,): (i64,) = tx.one("SELECT COUNT(*) FROM files WHERE tenant_id = $1", vec![]).await.unwrap();
    assert_eq!(files, 0);
    drop(tx);
    let report = verify::municipality(&test.app, test.town.tenant, None).await.unwrap();
    assert!(report.findings.is_empty(), "{report:?}");
}

#[tokio::test]
async fn a_job_is_claimed_once_and_taken_over_when_its_node_has_died() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let job = asked(&coordinator).await;
    let db = test.app.db();
    let now = test.app.clock().now();
    let (_, dead) = claim(db, now).await.unwrap().expect("a job");
    assert!(claim(db, now).await.unwrap().is_none(), "it is claimed already");
    progress(db, &dead, now, 40, "export-reading").await.unwrap();
    assert!(coordinator.get(&job).await.expect(200).text().contains("Läser registren"));
    let later = now + Duration::seconds(61);
    let (kind, heir) = claim(db, later).await.unwrap().expect("the same job");
    assert_eq!((kind.as_str(), heir.id), ("export_all", dead.id));
    assert!(!store::beat(db, &dead, later).await.unwrap(), "the dead one has lost it");
    assert!(store::beat(db, &heir, later).await.unwrap());
    let mut tx = db.write(test.app.scene(test.town.tenant)).await.unwrap();
    assert!(!store::end(&mut tx, &dead, JobState::Done, "").await.unwrap(), "and cannot end it");
    drop(tx);
    store::give_back(db, &heir).await.unwrap();
    assert_eq!(run_waiting(&test.app).await.unwrap(), 1);
    coordinator.get(&format!("{job}/fil")).await.expect(200);
}

#[tokio::test]
async fn a_job_exists_when_its_transaction_does_and_a_strange_one_fails_with_words() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let scene = || {
        let actor = crate::platform::db::ActorRef { user: coordinator.user, name: "K".to_owned() };
        crate::platform::db::Scene { actor: Some(actor), ..test.app.scene(test.town.tenant) }
    };
    let mut tx = test.app.db().write(scene()).await.unwrap();
    store::enqueue(&mut tx, "export_all", &()).await.unwrap();
    drop(tx);
    assert_eq!(run_waiting(&test.app).await.unwrap(), 0);
    let mut tx = test.app.db().write(scene()).await.unwrap();
    let id = store::enqueue(&mut tx, "no_such", &()).await.unwrap();
    test.app.commit(tx, Event::new(EventKind::JobStarted).on(KIND, id)).await.unwrap();
    assert_eq!(run_waiting(&test.app).await.unwrap(), 1);
    let page = coordinator.get(&format!("/jobb/{id}")).await.expect(200).text();
    assert!(page.contains("Sidan finns inte"), "{page}");
}

#[tokio::test]
async fn a_job_of_somebody_who_has_left_comes_to_nothing() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let job = asked(&coordinator).await;
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let grants = [(Role::Coordinator, None)];
    crate::people::accounts::store::set_membership(&mut tx, coordinator.user, MembershipState::Left, &grants)
        .await
        .unwrap();
    test.app.commit(tx, Event::new(EventKind::MembershipSet)).await.unwrap();
    run_waiting(&test.app).await.unwrap();
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let id = job.rsplit('/').next().unwrap().parse().unwrap();
    let job = store::find(&mut tx, coordinator.user, id).await.unwrap().unwrap();
    assert_eq!((job.state, job.outcome.as_str()), (JobState::Failed, "error-forbidden"));
}

#[tokio::test]
async fn a_job_that_brings_its_node_down_each_time_is_given_up_with_words() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let job = asked(&coordinator).await;
    let db = test.app.db();
    let now = test.app.clock().now();
    for round in 0..3 {
        // A node claims it and is heard of no more.
        let then = now - Duration::seconds(61 * (4 - round));
        assert!(claim(db, then).await.unwrap().is_some());
    }
    assert_eq!(run_waiting(&test.app).await.unwrap(), 1);
    let page = coordinator.get(&job).await.expect(200).text();
    assert!(page.contains("Jobbet avbröts tre gånger"), "{page}");
    coordinator.get(&format!("{job}/fil")).await.expect(404);
    assert_eq!(run_waiting(&test.app).await.unwrap(), 0);
}
