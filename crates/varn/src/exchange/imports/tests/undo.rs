use super::{SYSTEMS, bring, count, decide};
use crate::platform::permission::Role;
use crate::testing::TestApp;

#[tokio::test]
async fn an_import_is_taken_back_with_everything_it_added() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let people = count(&test, "people", "TRUE").await;
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    coordinator.post(&format!("{path}/angra"), &[]).await.expect(303);
    for table in ["systems", "suppliers", "links", "classifications"] {
        assert_eq!(count(&test, table, "TRUE").await, 0, "{table}");
    }
    assert_eq!(count(&test, "people", "TRUE").await, people);
    coordinator.post(&format!("{path}/angra"), &[]).await.expect(422);
    let again = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    decide(&coordinator, &again, "las-in", "good").await.expect(303);
    assert_eq!(count(&test, "systems", "TRUE").await, 3);
}

#[tokio::test]
async fn what_an_import_changed_is_restored() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    let newer = SYSTEMS.replace("Molntjänst;3;2;3", "Egen drift;3;3;3").replace(
        "Pennan;Utbildningsnämnden;Tage Sund;Granit Data AB",
        "Pennan;Utbildningsnämnden;Tage Sund;Ny Leverantör AB",
    );
    let path = bring(&coordinator, "systemlista.csv", &newer).await;
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    assert_eq!(count(&test, "suppliers", "name = 'Ny Leverantör AB'").await, 1);
    coordinator.post(&format!("{path}/angra"), &[]).await.expect(303);
    assert_eq!(
        count(&test, "systems", "name = 'Omsorgssystem Linden' AND hosting = 'cloud' AND version = 3").await,
        1
    );
    assert_eq!(
        count(&test, "classifications", "integrity = 2 AND confidentiality = 3 AND superseded_at IS NULL")
            .await,
        1
    );
    assert_eq!(count(&test, "classifications", "superseded_at IS NOT NULL").await, 0);
    assert_eq!(count(&test, "suppliers", "name = 'Ny Leverantör AB'").await, 0);
    assert_eq!(count(&test, "links", "TRUE").await, 2);
}

#[tokio::test]
async fn a_record_that_somebody_has_edited_stays_and_is_listed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    let list = coordinator.get("/system").await.expect(200).text();
    let row = list.split("<tr").find(|row| row.contains("Elevregister Pennan")).unwrap();
    let system = row.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    coordinator.post(&format!("{system}/bekrafta"), &[]).await.expect(303);
    let undone = coordinator.post(&format!("{path}/angra"), &[]).await.expect(303);
    assert!(undone.headers["location"].to_str().unwrap().contains("klart=import-partly-undone"));
    assert_eq!(count(&test, "systems", "TRUE").await, 1);
    assert_eq!(count(&test, "suppliers", "TRUE").await, 1);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("Kvar, någon har ändrat dem") && page.contains(system), "{page}");
}

#[tokio::test]
async fn a_record_that_somebody_has_attached_something_to_stays() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let id = tx.new_id::<uuid::Uuid>();
    tx.exec(
        "INSERT INTO links (tenant_id, kind, from_kind, from_id, to_kind, to_id) SELECT $1, 'needs_to_run', 'system', \
         $2, 'system', id FROM systems WHERE tenant_id = $1 AND name = 'Passersystem Grinden'",
        crate::args![id],
    )
    .await
    .unwrap();
    test.app
        .commit(tx, crate::platform::event::Event::new(crate::platform::event::EventKind::SystemUpdated))
        .await
        .unwrap();
    coordinator.post(&format!("{path}/angra"), &[]).await.expect(303);
    assert_eq!(count(&test, "systems", "name = 'Passersystem Grinden'").await, 1);
    assert_eq!(count(&test, "systems", "TRUE").await, 1);
}
