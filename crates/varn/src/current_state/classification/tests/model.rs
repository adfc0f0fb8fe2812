//! The classification model of a municipality.

use super::super::scale::DEFAULT;
use super::{address, base, form, set};
use crate::platform::permission::Role;
use crate::testing::TestApp;

/// The form of the model as the page gives it, with some values replaced.
fn typed(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = super::super::scale::filled(&DEFAULT);
    for (field, value) in changes {
        form.set(field, *value);
    }
    form.values().to_vec()
}

fn pairs(values: &[(String, String)]) -> Vec<(&str, &str)> {
    values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn a_changed_model_is_a_new_version_and_old_classifications_keep_theirs() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = set(&test, "Elevakter").await;
    coordinator.post(&address(id), &form("2", "1", "1", "")).await.expect(303);
    let page = coordinator.get("/klassningsmodell/andra").await.expect(200).text();
    assert!(page.contains("name=\"criterion_confidentiality_3\""), "{page}");
    let values = typed(&[("criterion_confidentiality_3", "Bara tre får läsa."), ("traceability", "")]);
    coordinator.post("/klassningsmodell/andra", &pairs(&values)).await.expect(303);
    let page = coordinator.get("/klassningsmodell").await.expect(200).text();
    assert!(page.contains("Bara tre får läsa.") && !page.contains("S: Spårbarhet"), "{page}");
    let page = coordinator.get(&address(id)).await.expect(200).text();
    assert!(page.contains("Bara tre får läsa.") && !page.contains("level_traceability"), "{page}");
    let history = coordinator.get(&format!("{}/historik", address(id))).await.expect(200).text();
    assert!(history.contains("Bedömd med version 1"), "{history}");
    let mut again = form("2", "1", "1", "");
    let now = base(&coordinator, id).await;
    again[0].1 = &now;
    coordinator.post(&address(id), &again).await.expect(303);
    let history = coordinator.get(&format!("{}/historik", address(id))).await.expect(200).text();
    assert!(
        history.contains("Bedömd med version 1") && history.contains("Bedömd med version 2"),
        "{history}"
    );
}

#[tokio::test]
async fn other_hours_change_what_a_tolerated_outage_means() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut write = test.begin(test.town).await;
    let process = write.process(test.town.school, "Undervisning", Some(180)).await;
    write.done().await;
    let level = async || {
        let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
        let sql = "SELECT availability FROM needs WHERE tenant_id = $1 AND node_id = $2";
        tx.one::<(Option<i64>,)>(sql, crate::args![process]).await.unwrap().0
    };
    assert_eq!(level().await, Some(3));
    let values = typed(&[("hours_3", "2")]);
    coordinator.post("/klassningsmodell/andra", &pairs(&values)).await.expect(303);
    assert_eq!(level().await, Some(2));
}

#[tokio::test]
async fn a_stale_or_wrong_model_loses_nothing() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let values = typed(&[("hours_3", "48"), ("note", "Vår anteckning")]);
    let page = coordinator.post("/klassningsmodell/andra", &pairs(&values)).await.expect(422).text();
    assert!(page.contains("Vår anteckning") && page.contains("hours_2-error"), "{page}");
    let first = typed(&[("note", "Deras anteckning")]);
    coordinator.post("/klassningsmodell/andra", &pairs(&first)).await.expect(303);
    let mine = typed(&[("note", "Min anteckning")]);
    let page = coordinator.post("/klassningsmodell/andra", &pairs(&mine)).await.expect(409).text();
    assert!(page.contains("Min anteckning") && page.contains("Deras anteckning"), "{page}");
}

#[tokio::test]
async fn only_the_coordinator_changes_the_model() {
    let test = TestApp::start().await;
    let owner = test.sign_in(Role::InformationOwner).await;
    owner.get("/klassningsmodell").await.expect(200);
    owner.get("/klassningsmodell/andra").await.expect(403);
    owner.post("/klassningsmodell/andra", &[]).await.expect(403);
}
