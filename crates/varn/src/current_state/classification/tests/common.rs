//! Sets that follow an organisation-common classification.

use super::{address, base, form, set};
use crate::args;
use crate::platform::permission::Role;
use crate::testing::TestApp;
use uuid::Uuid;

/// A set of the school committee that follows a common one, which is K 2, R 2, T 2.
async fn following(test: &TestApp) -> Uuid {
    let own = set(test, "Personalakter").await;
    let mut write = test.begin(test.town).await;
    let common = write.information(test.town.root, "Personalakter, gemensamma").await;
    let sql = "UPDATE information_sets SET is_common = TRUE WHERE tenant_id = $1 AND id = $2";
    write.tx.exec(sql, args![common]).await.unwrap();
    let sql = "UPDATE information_sets SET common_id = $3 WHERE tenant_id = $1 AND id = $2";
    write.tx.exec(sql, args![own, common]).await.unwrap();
    write.levels("information_set", common, [Some(2), Some(2), Some(2), None]).await;
    write.done().await;
    own
}

async fn need(test: &TestApp, id: Uuid) -> Option<i64> {
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = "SELECT confidentiality FROM needs WHERE tenant_id = $1 AND node_id = $2";
    tx.one::<(Option<i64>,)>(sql, args![id]).await.unwrap().0
}

#[tokio::test]
async fn a_unit_raises_freely() {
    let test = TestApp::start().await;
    let id = following(&test).await;
    assert_eq!(need(&test, id).await, Some(2));
    let owner = test.sign_in_for(Role::InformationOwner, test.town.school).await;
    let page = owner.get(&format!("/information/{id}")).await.expect(200).text();
    assert!(page.contains("Följer en gemensam klassning"), "{page}");
    owner.post(&address(id), &form("3", "2", "2", "")).await.expect(303);
    assert_eq!(need(&test, id).await, Some(3));
}

#[tokio::test]
async fn a_lowering_needs_a_motive_and_somebody_else() {
    let test = TestApp::start().await;
    let id = following(&test).await;
    let owner = test.sign_in_for(Role::InformationOwner, test.town.school).await;
    let page = owner.post(&address(id), &form("1", "2", "2", "")).await.expect(422).text();
    assert!(page.contains("lägre än den gemensamma"), "{page}");
    owner.post(&address(id), &form("1", "2", "2", "Bara namn")).await.expect(303);
    assert_eq!(need(&test, id).await, Some(2), "until it is approved the common level counts");
    let own_page = owner.get(&format!("/information/{id}")).await.expect(200).text();
    assert!(own_page.contains("vill ha en lägre nivå") && !own_page.contains("Godkänn den lägre nivån"));
    assert!(owner.get("/klassning?lage=lowering").await.expect(200).text().contains("Personalakter"));
    let other = test.sign_in_for(Role::InformationOwner, test.town.school).await;
    let page = other.get(&format!("/information/{id}")).await.expect(200).text();
    let act = page.split("action=\"/sankning/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let act = format!("/sankning/{act}");
    owner.post(&act, &[]).await.expect(422);
    test.sign_in(Role::Coordinator).await.post(&act, &[]).await.expect(403);
    test.sign_in_for(Role::InformationOwner, test.town.social).await.post(&act, &[]).await.expect(404);
    other.post(&act, &[]).await.expect(303);
    assert_eq!(need(&test, id).await, Some(1));
    other.post(&act, &[]).await.expect(422);
    let mut again = form("1", "1", "2", "Ännu lägre");
    let now = base(&owner, id).await;
    again[0].1 = &now;
    owner.post(&address(id), &again).await.expect(303);
    assert_eq!(need(&test, id).await, Some(2), "a new classification needs an approval of its own");
}
