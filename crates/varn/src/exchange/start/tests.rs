//! Through HTTP, on the current database.

use crate::platform::permission::Role;
use crate::testing::TestApp;

#[tokio::test]
async fn an_empty_municipality_is_not_measured_and_told_where_to_begin() {
    let test = TestApp::start().await;
    let page = test.sign_in(Role::Coordinator).await.get("/").await.expect(200);
    assert!(page.queries() <= 12, "{}", page.queries());
    let page = page.text();
    assert!(page.contains("Inte mätt ännu") && page.contains("Läs in er systemlista"), "{page}");
    assert!(page.contains("href=\"/forslag/process\"") && page.contains("Gå igenom förslagen"), "{page}");
    assert!(!page.contains("Saknas") && !page.contains("Inte påbörjad"), "unknown is never missing");
}

#[tokio::test]
async fn a_frozen_picture_moves_the_second_recommendation() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    coordinator.post("/nulagesbild", &[("name", "Vår")]).await.expect(303);
    let page = coordinator.get("/").await.expect(200).text();
    assert!(page.contains("Nulägesbild fryst 5 mars 2026"), "{page}");
}

#[tokio::test]
async fn who_may_not_see_gaps_sees_the_eight_without_them() {
    let test = TestApp::start().await;
    let page = test.sign_in(Role::Employee).await.get("/").await.expect(200).text();
    assert!(page.contains("Klassning") && !page.contains("Störst behov av åtgärder"), "{page}");
    let scoped =
        test.sign_in_for(Role::InformationOwner, test.town.social).await.get("/").await.expect(200).text();
    assert!(!scoped.contains("Störst behov av åtgärder"), "a nämnd does not see the others' gaps");
}
