use super::{SYSTEMS, bring, count, decide};
use crate::platform::permission::Role;
use crate::testing::{Client, TestApp};

async fn loaded(client: &Client, text: &str) -> String {
    let path = bring(client, "systemlista.csv", text).await;
    decide(client, &path, "las-in", "good").await.expect(303);
    path
}

/// Edits the system by its form, as a person does.
async fn edit(test: &TestApp, client: &Client, name: &str, change: (&str, &str)) {
    let list = client.get("/system").await.expect(200).text();
    let row = list.split("<tr").find(|row| row.contains(name)).unwrap();
    let path = row.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let unit = test.town.social.to_string();
    let mut form = vec![("name", name), ("unit", unit.as_str()), ("version", "1"), ("hosting", "cloud")];
    form.retain(|(field, _)| *field != change.0);
    form.push(change);
    client.post(&format!("{path}/andra"), &form).await.expect(303);
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    loaded(&coordinator, SYSTEMS).await;
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("Filen säger inget som registret inte redan säger."), "{page}");
    decide(&coordinator, &path, "las-in", "good").await.expect(422);
    assert_eq!(count(&test, "systems", "version = 1").await, 3);
    assert_eq!(count(&test, "classifications", "TRUE").await, 3);
}

#[tokio::test]
async fn a_changed_file_shows_the_difference_and_changes_what_nobody_has_touched() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    loaded(&coordinator, SYSTEMS).await;
    let newer = SYSTEMS.replace("Molntjänst;3;2;3", "Egen drift;3;3;3").replace("Tage Sund", "Siv Myr")
        + "S-9;Nytt system;Socialnämnden;;;;;;;\n";
    let path = bring(&coordinator, "systemlista.csv", &newer).await;
    let page = coordinator.get(&format!("{path}?rader=change")).await.expect(200).text();
    assert!(page.contains("<del>Molntjänst</del> <ins>Egen drift</ins>"), "{page}");
    assert!(page.contains("<del>Tage Sund</del> <ins>Siv Myr</ins>"), "{page}");
    assert!(page.contains("Läs bara in den nya"), "{page}");
    decide(&coordinator, &path, "las-in", "new").await.expect(303);
    assert_eq!(count(&test, "systems", "hosting = 'cloud'").await, 1);
    assert_eq!(count(&test, "systems", "name = 'Nytt system'").await, 1);
    loaded(&coordinator, &newer).await;
    assert_eq!(count(&test, "systems", "hosting = 'internal' AND version = 2").await, 2);
    assert_eq!(count(&test, "classifications", "integrity = 3 AND superseded_at IS NULL").await, 1);
    assert_eq!(count(&test, "classifications", "superseded_at IS NOT NULL").await, 1);
}

#[tokio::test]
async fn what_a_person_has_written_is_a_conflict_and_is_not_overwritten() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    loaded(&coordinator, SYSTEMS).await;
    edit(&test, &coordinator, "Omsorgssystem Linden", ("hosting", "supplier")).await;
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("ändrad av någon") && page.contains("<ins>Molntjänst</ins>"), "{page}");
    decide(&coordinator, &path, "las-in", "good").await.expect(422);
    assert_eq!(count(&test, "systems", "name = 'Omsorgssystem Linden' AND hosting = 'supplier'").await, 1);
    decide(&coordinator, &path, "las-in", "all").await.expect(303);
    assert_eq!(count(&test, "systems", "name = 'Omsorgssystem Linden' AND hosting = 'cloud'").await, 1);
}

#[tokio::test]
async fn a_renamed_record_is_known_by_the_row_it_came_from() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let list = "Systemnamn;Drift\nLinden;Molntjänst\nPennan;Molntjänst\n";
    loaded(&coordinator, list).await;
    let unit = test.town.root.to_string();
    let page = coordinator.get("/system").await.expect(200).text();
    let row = page.split("<tr").find(|row| row.contains("Linden")).unwrap();
    let system = row.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let form = [("name", "Omsorgen"), ("unit", unit.as_str()), ("version", "1"), ("hosting", "cloud")];
    coordinator.post(&format!("{system}/andra"), &form).await.expect(303);
    let path = bring(&coordinator, "systemlista.csv", list).await;
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("<del>Omsorgen</del> <ins>Linden</ins>"), "{page}");
    assert!(!page.contains("Läs in raden"), "{page}");
}

#[tokio::test]
async fn an_edit_between_trial_and_acceptance_is_left() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    loaded(&coordinator, SYSTEMS).await;
    let newer = SYSTEMS.replace("Molntjänst", "Egen drift") + "S-9;Nytt system;;;;;;;;\n";
    let path = bring(&coordinator, "systemlista.csv", &newer).await;
    edit(&test, &coordinator, "Omsorgssystem Linden", ("description", "Skrivet under tiden")).await;
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    assert_eq!(count(&test, "systems", "description = 'Skrivet under tiden' AND hosting = 'cloud'").await, 1);
    assert_eq!(count(&test, "systems", "name = 'Nytt system'").await, 1);
}

#[tokio::test]
async fn a_large_import_is_accepted_by_a_job() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut text = String::from("Nr;Systemnamn;Förvaltning\n");
    for number in 0..5_000 {
        text += &format!("S-{number};System {number};Socialnämnden\n");
    }
    let path = bring(&coordinator, "systemlista.csv", &text).await;
    let job = decide(&coordinator, &path, "las-in", "good").await.expect(303).location();
    assert!(job.starts_with("/jobb/"), "{job}");
    assert_eq!(count(&test, "systems", "1 = 1").await, 0);
    assert!(coordinator.get(&job).await.expect(200).text().contains("Väntar på sin tur"));
    assert_eq!(crate::platform::jobs::worker::run_waiting(&test.app).await.unwrap(), 1);
    assert_eq!(count(&test, "systems", "1 = 1").await, 5_000);
    let page = coordinator.get(&job).await.expect(200).text();
    assert!(page.contains("Se inläsningen") && page.contains(&path), "{page}");
    // A second run, as after a crash before the end was noted, leaves the same.
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    tx.outside().exec("UPDATE jobs SET state = 'waiting'", Vec::new()).await.unwrap();
    let event = crate::platform::event::Event::new(crate::platform::event::EventKind::JobStarted);
    test.app.commit(tx, event).await.unwrap();
    assert_eq!(crate::platform::jobs::worker::run_waiting(&test.app).await.unwrap(), 1);
    assert_eq!(count(&test, "systems", "1 = 1").await, 5_000);
    assert!(coordinator.get(&job).await.expect(200).text().contains("Se inläsningen"));
}
