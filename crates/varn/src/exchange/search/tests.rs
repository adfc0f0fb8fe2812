//! Through HTTP, on the current database.

use crate::platform::permission::Role;
use crate::testing::TestApp;

#[tokio::test]
async fn what_one_may_see_is_found_by_part_of_its_name() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    coordinator
        .post("/system/nytt", &[("name", "Ärendehantering Öster"), ("unit", &*unit)])
        .await
        .expect(303);
    for q in ["%C3%B6ster", "%C3%84RENDE", "hantering"] {
        let page = coordinator.get(&format!("/sok?q={q}")).await.expect(200);
        assert!(page.queries() <= 2, "{}", page.queries());
        assert!(page.text().contains("Ärendehantering Öster</a>"), "{q}");
    }
    assert!(!coordinator.get("/sok?q=oster").await.expect(200).text().contains("Öster</a>"), "ö is no o");
    let school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    assert!(!school.get("/sok?q=%C3%B6ster").await.expect(200).text().contains("Öster</a>"));
    assert!(
        test.sign_in(Role::Employee)
            .await
            .get("/sok?q=%25")
            .await
            .expect(200)
            .text()
            .contains("Inga träffar")
    );
}
