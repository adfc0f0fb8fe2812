//! The municipality's name, colour and members, and its own words.

use super::*;
use crate::people::accounts::{MembershipState, store as accounts};
use crate::people::organisation::{UnitKind, store};
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::platform::tenant::TenantId;
use crate::testing::Town;

#[tokio::test]
async fn the_municipality_gets_a_name_and_a_colour_that_can_be_read() {
    let test = TestApp::start().await;
    let administrator = test.sign_in(Role::Administrator).await;
    let page = administrator.get("/kommun").await.expect(200).text();
    assert!(
        page.contains("Stockholms län") && page.contains("0180") && !page.contains("kommun.css"),
        "{page}"
    );
    administrator.get("/tillgangar/kommun.css").await.expect(404);
    for (accent, text) in [("gul", "sex siffror"), ("#ffcc00", "för ljus"), ("#12345", "sex siffror")] {
        let page = administrator.post("/kommun", &[("name", "Granköping"), ("accent", accent)]).await;
        let page = page.expect(422).text();
        assert!(page.contains(text) && page.contains("accent-error"), "{accent}: {page}");
    }
    administrator.post("/kommun", &[("name", ""), ("accent", "")]).await.expect(422);
    let form = [("name", "Granköpings stad"), ("accent", "#7A1F4B")];
    administrator.post("/kommun", &form).await.expect(303);
    let page = administrator.get("/kommun").await.expect(200).text();
    assert!(page.contains("Granköpings stad") && page.contains("/tillgangar/kommun.css"), "{page}");
    let sheet = administrator.get("/tillgangar/kommun.css").await.expect(200);
    assert_eq!(sheet.headers.get("cache-control").unwrap(), "no-store");
    assert!(sheet.text().contains("--accent:light-dark(#7a1f4b,"), "{}", sheet.text());
    test.visitor().get("/tillgangar/kommun.css").await.expect(404);
    // The root of the organisation has followed.
    assert!(administrator.get("/organisation").await.expect(200).text().contains("Granköpings stad"));
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Administrator, None)], MembershipState::Active).await;
    assert!(theirs.get("/kommun").await.expect(200).text().contains("Sjövalla"));
    theirs.get("/tillgangar/kommun.css").await.expect(404);
    let coordinator = test.sign_in(Role::Coordinator).await;
    coordinator.get("/kommun").await.expect(403);
}

#[tokio::test]
async fn an_association_has_its_members() {
    let test = TestApp::start().await;
    let tenant = TenantId(test.app.clock().new_id());
    let mut tx = test.app.db().write(test.app.scene(tenant)).await.unwrap();
    let place = ("association", "222000-0000", "Räddningsförbundet", "");
    accounts::create_tenant(&mut tx, tenant, place).await.unwrap();
    let root = store::insert_unit(&mut tx, UnitKind::Municipality, "Räddningsförbundet", None).await.unwrap();
    test.app.commit(tx, Event::new(EventKind::TenantCreated)).await.unwrap();
    let town = Town { tenant, root: root.id, social: root.id, school: root.id };
    let administrator = test.sign_in_at(town, &[(Role::Administrator, None)], MembershipState::Active).await;
    let form = [("name", "Räddningsförbundet"), ("members", "0127"), ("members", "0126")];
    administrator.post("/kommun", &form).await.expect(303);
    let page = administrator.get("/kommun").await.expect(200).text();
    assert!(page.contains("Kommunalförbund") && page.contains("value=\"0127\" checked"), "{page}");
    assert_eq!(page.matches(" checked").count(), 2);
    administrator.post("/kommun", &[("name", "R"), ("members", "9999")]).await.expect(422);
    // A municipality has none.
    let ours = test.sign_in(Role::Administrator).await;
    assert!(!ours.get("/kommun").await.expect(200).text().contains("name=\"members\""));
}

#[tokio::test]
async fn own_words_are_used_where_they_are_given() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let administrator = test.sign_in(Role::Administrator).await;
    test.sign_in(Role::SystemOwner).await;
    let page = coordinator.get("/organisation/ord").await.expect(200).text();
    assert!(page.contains("systemägare, systemägare"), "{page}");
    let half = [("one-system_owner", "objektägare"), ("many-system_owner", "")];
    let page = coordinator.post("/organisation/ord", &half).await.expect(422).text();
    assert!(page.contains("Skriv både en och flera") && page.contains("objektägare"), "{page}");
    let form = [
        ("one-system_owner", "objektägare"),
        ("many-system_owner", "objektägare"),
        ("one-committee", "utskott"),
        ("many-committee", "utskott"),
    ];
    coordinator.post("/organisation/ord", &form).await.expect(303);
    let page = administrator.get("/anvandare").await.expect(200).text();
    assert!(page.contains("Objektägare") && !page.contains("Systemägare"), "{page}");
    assert!(coordinator.get("/organisation").await.expect(200).text().contains("Utskott"));
    // Swedish words stay out of English pages, and in their own municipality.
    administrator.post("/visning", &[("language", "en")]).await.expect(303);
    assert!(administrator.get("/anvandare").await.expect(200).text().contains("System owner"));
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], MembershipState::Active).await;
    assert!(!theirs.get("/organisation").await.expect(200).text().contains("Utskott"));
    let auditor = test.sign_in(Role::Auditor).await;
    assert!(
        !auditor
            .get("/organisation/ord")
            .await
            .expect(200)
            .text()
            .contains("<input class=\"input\" id=\"one-")
    );
    auditor.post("/organisation/ord", &form).await.expect(403);
}
