//! Through HTTP, on the current database.

use crate::platform::permission::Role;
use crate::testing::TestApp;

#[tokio::test]
async fn a_frozen_picture_never_changes_and_two_can_be_compared() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let freeze = |name: &'static str| vec![("name", name), ("case_number", "KS 2026/412")];
    let first = coordinator.post("/nulagesbild", &freeze("Före")).await.expect(303).location();
    let before = coordinator.get(&first).await.expect(200).text();
    coordinator.post("/system/nytt", &[("name", "Nytt system"), ("unit", &unit)]).await.expect(303);
    let second = coordinator.post("/nulagesbild", &freeze("Efter")).await.expect(303).location();
    assert_eq!(coordinator.get(&first).await.expect(200).text().replace("Ta emot", ""), before);
    let ids: Vec<_> =
        [&first, &second].map(|path| path.rsplit('/').next().unwrap_or_default().to_owned()).to_vec();
    let page = coordinator
        .get(&format!("/nulagesbild/jamfor?fran={}&till={}", ids[0], ids[1]))
        .await
        .expect(200)
        .text();
    assert!(page.contains("+1"), "{page}");
}

#[tokio::test]
async fn a_case_number_of_another_shape_is_refused_beside_its_field() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let page = coordinator
        .post("/nulagesbild", &[("name", "Höst"), ("case_number", "hemligt")])
        .await
        .expect(422)
        .text();
    assert!(page.contains("Skriv diarienumret som KS 2026/412") && page.contains("Höst"));
}

#[tokio::test]
async fn a_picture_belongs_to_its_municipality() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = coordinator.post("/nulagesbild", &[("name", "Vår")]).await.expect(303).location();
    let grants = [(Role::Coordinator, None)];
    let theirs =
        test.sign_in_at(test.other_town, &grants, crate::people::accounts::MembershipState::Active).await;
    theirs.get(&path).await.expect(404);
    test.sign_in(Role::Employee).await.get(&path).await.expect(403);
}

#[tokio::test]
async fn the_state_costs_the_same_whatever_there_is() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let empty = coordinator.get("/nulagesbild").await.expect(200).queries();
    let unit = test.town.social.to_string();
    for number in 0..5 {
        coordinator
            .post("/system/nytt", &[("name", &format!("S {number}")), ("unit", &unit)])
            .await
            .expect(303);
    }
    let full = coordinator.get("/nulagesbild").await.expect(200).queries();
    assert_eq!(full, empty);
    assert!(full <= 12, "{full}");
}
