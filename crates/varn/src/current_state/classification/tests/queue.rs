//! The most critical first.

use super::{address, form, set};
use crate::args;
use crate::platform::permission::Role;
use crate::testing::TestApp;

#[tokio::test]
async fn the_most_critical_comes_first_and_says_why() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    super::secret_set(&test, "Akter med sekretess").await;
    let mut write = test.begin(test.town).await;
    let vital = write.information(test.town.social, "Larm i hemtjänsten").await;
    let process = write.process(test.town.social, "Trygghetslarm", Some(60)).await;
    let sql = "UPDATE processes SET vital = TRUE WHERE tenant_id = $1 AND id = $2";
    write.tx.exec(sql, args![process]).await.unwrap();
    write.link(("process", process), "uses_information", ("information_set", vital)).await;
    write.done().await;
    set(&test, "Blanketter").await;
    let page = coordinator.get("/klassning").await.expect(200).text();
    let at = |name: &str| page.find(name).unwrap_or_else(|| panic!("{name}: {page}"));
    assert!(at("Larm i hemtjänsten") < at("Akter med sekretess"));
    assert!(at("Akter med sekretess") < at("Blanketter"));
    for why in [
        "En samhällsviktig verksamhet använder den",
        "En process klarar sig högst 1 timme utan",
        "Sekretess kan gälla",
    ] {
        assert!(page.contains(why), "{why}: {page}");
    }
}

#[tokio::test]
async fn the_queue_holds_what_is_to_be_done_and_tells_how_far_each_committee_has_come() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let owner = test.sign_in(Role::InformationOwner).await;
    let done = set(&test, "Bekräftad mängd").await;
    let due = set(&test, "Gammal mängd").await;
    for id in [done, due] {
        owner.post(&address(id), &form("1", "1", "1", "")).await.expect(303);
    }
    let shown = super::base(&owner, done).await;
    super::confirm(&owner, done, &shown).await.expect(303);
    let mut write = test.begin(test.town).await;
    let sql = "UPDATE classifications SET review_on = $3 WHERE tenant_id = $1 AND object_id = $2";
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    write.tx.exec(sql, args![due, day]).await.unwrap();
    write.done().await;
    let page = coordinator.get("/klassning").await.expect(200).text();
    assert!(page.contains("Gammal mängd") && !page.contains("Bekräftad mängd"), "{page}");
    assert!(page.contains("1 av 2 bekräftade, 1 föreslagna"), "{page}");
    let page = coordinator.get("/klassning?lage=nothing").await.expect(200).text();
    assert!(page.contains("Bekräftad mängd") && !page.contains("Gammal mängd"), "{page}");
    let sheet = coordinator.get("/klassning/lista.csv?lage=due").await.expect(200).text();
    assert_eq!(sheet.lines().count(), 2, "{sheet}");
    assert!(coordinator.get("/klassning?q=GAMMAL").await.expect(200).text().contains("Gammal mängd"));
}

#[tokio::test]
async fn the_queue_costs_the_same_whatever_its_length() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let empty = coordinator.get("/klassning").await.expect(200).queries();
    let mut write = test.begin(test.town).await;
    for number in 0..60 {
        write.information(test.town.school, &format!("Mängd {number}")).await;
    }
    write.done().await;
    let full = coordinator.get("/klassning?sida=2").await.expect(200);
    assert_eq!(full.queries(), empty);
    assert!(empty <= 4, "{empty}");
    assert!(full.text().contains("Visar 51–60 av 60"), "{}", full.text());
}
