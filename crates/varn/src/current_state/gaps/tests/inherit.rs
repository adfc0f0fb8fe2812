//! Judgements that hold through another: the organisation's and the suppliers'.

use super::{card, differing, judged, page, stored, system};
use crate::platform::permission::Role;
use crate::testing::{Client, TestApp};
use uuid::Uuid;

const PATCHING: &str = "control.patching";
const MALWARE: &str = "control.malware_protection";
const LEVELS: [Option<i64>; 4] = [Some(1), Some(1), Some(1), Some(1)];

async fn judge_organisation(client: &Client, control: &str, version: &str, deficiency: &str) {
    let mut form = judged("yes", "yes", deficiency);
    form.push(("version", version));
    client.post(&format!("/brister/organisation/{control}"), &form).await.expect(303);
}

#[tokio::test]
async fn a_judgement_of_the_organisation_is_offered_and_counts_only_when_accepted() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Skolsystemet", LEVELS).await;
    let path = format!("/brister/system/{id}");
    judge_organisation(&coordinator, PATCHING, "0", "0").await;
    let offered = card(&page(&coordinator, &path).await, PATCHING);
    assert!(
        offered.contains("Organisationen är bedömd: uppfylld") && offered.contains("Inte bedömd"),
        "{offered}"
    );
    assert_eq!(stored(&test, test.town, id, PATCHING).await.unwrap().0, "not_judged");
    coordinator.post(&format!("{path}/arv"), &[("control", PATCHING)]).await.expect(303);
    let accepted = card(&page(&coordinator, &path).await, PATCHING);
    assert!(
        accepted.contains("gäller genom Organisationen") && accepted.contains("Godtagen av"),
        "{accepted}"
    );
    assert_eq!(stored(&test, test.town, id, PATCHING).await.unwrap().0, "fulfilled");
    // What the organisation judges from then on follows.
    judge_organisation(&coordinator, PATCHING, "1", "3").await;
    let followed = stored(&test, test.town, id, PATCHING).await.unwrap();
    assert_eq!((followed.0.as_str(), followed.2), ("deficient", Some(12)));
    coordinator.post(&format!("{path}/{PATCHING}/eget"), &[]).await.expect(303);
    assert_eq!(stored(&test, test.town, id, PATCHING).await.unwrap().0, "not_judged");
    assert!(differing(&test).await.is_empty());
}

#[tokio::test]
async fn all_offers_of_an_area_are_accepted_at_once() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Skolsystemet", LEVELS).await;
    let path = format!("/brister/system/{id}");
    for control in [PATCHING, MALWARE, "control.backup_taken"] {
        judge_organisation(&coordinator, control, "0", "0").await;
    }
    assert!(page(&coordinator, &path).await.contains("Godta alla 2 förslag"));
    coordinator.post(&format!("{path}/arv"), &[("area", "operations")]).await.expect(303);
    for (control, state) in
        [(PATCHING, "fulfilled"), (MALWARE, "fulfilled"), ("control.backup_taken", "not_judged")]
    {
        assert_eq!(stored(&test, test.town, id, control).await.unwrap().0, state, "{control}");
    }
    coordinator.post(&format!("{path}/arv"), &[("area", "operations")]).await.expect(422);
}

#[tokio::test]
async fn an_own_judgement_goes_before_an_inherited_one() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Skolsystemet", LEVELS).await;
    let path = format!("/brister/system/{id}");
    judge_organisation(&coordinator, PATCHING, "0", "0").await;
    coordinator.post(&format!("{path}/arv"), &[("control", PATCHING)]).await.expect(303);
    let mut own = judged("no", "", "1");
    own.push(("version", "1"));
    coordinator.post(&format!("{path}/{PATCHING}"), &own).await.expect(303);
    judge_organisation(&coordinator, PATCHING, "1", "3").await;
    assert_eq!(stored(&test, test.town, id, PATCHING).await.unwrap().0, "missing");
}

#[tokio::test]
async fn the_supplier_is_asked_before_the_organisation_and_may_itself_inherit() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = system(&test, "Molnsystemet", LEVELS).await;
    let mut write = test.begin(test.town).await;
    let supplier: Uuid = write.supplier(test.town.social, "Nordmoln").await;
    write.link(("system", id), "delivered_by", ("supplier", supplier)).await;
    write.done().await;
    let (path, of_supplier) = (format!("/brister/system/{id}"), format!("/brister/leverantor/{supplier}"));
    judge_organisation(&coordinator, PATCHING, "0", "0").await;
    judge_organisation(&coordinator, MALWARE, "0", "0").await;
    coordinator
        .post(&format!("{of_supplier}/{PATCHING}"), &judged("partial", "partial", "2"))
        .await
        .expect(303);
    let shown = page(&coordinator, &path).await;
    assert!(card(&shown, PATCHING).contains("Nordmoln är bedömd: brister"), "{shown}");
    assert!(card(&shown, MALWARE).contains("Organisationen är bedömd: uppfylld"), "{shown}");
    coordinator.post(&format!("{path}/arv"), &[("control", PATCHING)]).await.expect(303);
    assert_eq!(stored(&test, test.town, id, PATCHING).await.unwrap().0, "deficient");
    coordinator.post(&format!("{of_supplier}/arv"), &[("control", MALWARE)]).await.expect(303);
    assert_eq!(stored(&test, test.town, supplier, MALWARE).await.unwrap().0, "fulfilled");
    assert!(differing(&test).await.is_empty());
}
