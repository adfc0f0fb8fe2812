use super::{SYSTEMS, bring, count, decide};
use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;
use crate::testing::TestApp;

#[tokio::test]
async fn a_list_of_systems_is_looked_at_before_it_is_loaded() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("systemlista.csv") && page.contains("Läs in 3 rader"), "{page}");
    assert!(page.contains("Rad 5, kolumn") && page.contains("Raden är inte inläst."), "{page}");
    assert!(page.contains("Omsorgssystem Linden") && page.contains("Drift: Molntjänst"), "{page}");
    assert_eq!(count(&test, "systems", "TRUE").await, 0);
    let loaded = decide(&coordinator, &path, "las-in", "good").await.expect(303);
    let page = coordinator.get(&loaded.location()).await.expect(200).text();
    assert!(page.contains("Ångra inläsningen") && page.contains("href=\"/system/"), "{page}");
    assert!(coordinator.get("/inlasning").await.expect(200).text().contains("Inläst"));
}

#[tokio::test]
async fn what_rows_name_is_found_or_added() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    assert_eq!(count(&test, "systems", "state = 'proposed'").await, 3);
    assert_eq!(count(&test, "suppliers", "name = 'Granit Data AB'").await, 1);
    assert_eq!(count(&test, "links", "kind = 'delivered_by' AND from_kind = 'system'").await, 2);
    assert_eq!(count(&test, "people", "name IN ('Ebba Norr', 'Tage Sund')").await, 2);
    let levels = "source = 'imported' AND confidentiality = 3 AND integrity = 2 AND traceability IS NULL";
    assert_eq!(count(&test, "classifications", levels).await, 1);
    let social =
        "unit_id IN (SELECT id FROM units WHERE tenant_id = $1 AND name = 'Socialnämnden')".to_string();
    assert_eq!(count(&test, "systems", &format!("{social} AND name = 'Omsorgssystem Linden'")).await, 1);
    let kept = "note = 'Hör i förteckningen till: Räddningsförbundet' AND owner_id IS NULL";
    assert_eq!(count(&test, "systems", kept).await, 1);
    assert_eq!(count(&test, "events", "kind = 'import.accepted'").await, 1);
    assert_eq!(count(&test, "revisions", "kind = 'system'").await, 3);
}

#[tokio::test]
async fn rows_that_name_no_part_become_the_chosen_ones() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    let school = test.town.school.to_string();
    coordinator.post(&format!("{path}/del"), &[("version", "1"), ("unit", &school)]).await.expect(303);
    let stale = [("version", "1"), ("which", "good")];
    coordinator.post(&format!("{path}/las-in"), &stale).await.expect(422);
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    let school = "unit_id IN (SELECT id FROM units WHERE tenant_id = $1 AND name = 'Utbildningsnämnden')";
    assert_eq!(count(&test, "systems", school).await, 2);
    let elsewhere = test.other_town.social.to_string();
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    coordinator.post(&format!("{path}/del"), &[("version", "1"), ("unit", &elsewhere)]).await.expect(403);
}

#[tokio::test]
async fn a_mapping_is_mended_and_remembered() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let list = "Systemnamn;Vårt ord;Drift\nLinden;Ebba Norr;Molntjänst\nPennan;Tage Sund;Egen drift\n";
    let path = bring(&coordinator, "system.csv", list).await;
    let mended = [
        ("kind", "system"),
        ("sheet", ""),
        ("header_rows", "1"),
        ("column-A", "system.name"),
        ("column-B", "system.owner"),
        ("column-C", ""),
    ];
    coordinator.post(&format!("{path}/tolkning"), &mended).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("Ägare: Ebba Norr"), "{page}");
    let wrong = [("kind", "system"), ("sheet", ""), ("header_rows", "ett")];
    let page = coordinator.post(&format!("{path}/tolkning"), &wrong).await.expect(422).text();
    assert!(page.contains("Skriv ett eller två radnummer"), "{page}");
    let next = bring(&coordinator, "system 2027.csv", list).await;
    let page = coordinator.get(&next).await.expect(200).text();
    assert!(page.contains("tolkade som förra gången") && page.contains("Ägare: Ebba Norr"), "{page}");
}

#[tokio::test]
async fn a_file_that_is_not_recognised_asks_what_it_is() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let file = ("file", "okänd.csv", "xx;yy\nLinden;1\nPennan;2\n".as_bytes());
    let waiting = coordinator.upload("/inlasning", &[], file).await.expect(303).location();
    assert!(waiting.contains("/vantar/"), "{waiting}");
    let page = coordinator.get(&waiting).await.expect(200).text();
    assert!(page.contains("Vad är det för lista?"), "{page}");
    let somebody = test.sign_in(Role::Coordinator).await;
    somebody.get(&waiting).await.expect(422);
    let said = [("kind", "system"), ("sheet", ""), ("header_rows", "1")];
    let path = coordinator.post(&format!("{waiting}/tolkning"), &said).await.expect(303).location();
    let columns = [&said[..], &[("column-A", "system.name"), ("column-B", "")]].concat();
    coordinator.post(&format!("{path}/tolkning"), &columns).await.expect(303);
    assert!(coordinator.get(&path).await.expect(200).text().contains("Läs in 2 rader"));
}

#[tokio::test]
async fn a_thrown_away_import_leaves_nothing_of_its_content() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    decide(&coordinator, &path, "avbryt", "").await.expect(303);
    assert!(!super::everything(&test).await.contains("Omsorgssystem Linden"));
    coordinator.post(&format!("{path}/las-in"), &[("version", "2"), ("which", "good")]).await.expect(422);
}

#[tokio::test]
async fn only_the_coordinator_of_the_place_sees_an_import() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = bring(&coordinator, "systemlista.csv", SYSTEMS).await;
    let grants = [(Role::Coordinator, None)];
    let theirs = test.sign_in_at(test.other_town, &grants, MembershipState::Active).await;
    theirs.get(&path).await.expect(404);
    theirs.post(&format!("{path}/las-in"), &[("version", "1"), ("which", "good")]).await.expect(404);
    let school = test.sign_in_for(Role::Coordinator, test.town.school).await;
    school.get(&path).await.expect(404);
    assert!(!school.get("/inlasning").await.expect(200).text().contains("systemlista.csv"));
    test.sign_in(Role::SystemOwner).await.get("/inlasning").await.expect(403);
}

#[tokio::test]
async fn a_coordinator_of_one_committee_loads_into_it_alone() {
    let test = TestApp::start().await;
    let all = test.sign_in(Role::Coordinator).await;
    let path = bring(&all, "systemlista.csv", SYSTEMS).await;
    decide(&all, &path, "las-in", "good").await.expect(303);
    let school = test.sign_in_for(Role::Coordinator, test.town.school).await;
    let path = bring(&school, "systemlista.csv", SYSTEMS).await;
    decide(&school, &path, "las-in", "good").await.expect(303);
    let social = "name = 'Omsorgssystem Linden' AND unit_id IN (SELECT id FROM units WHERE tenant_id = $1 \
         AND name = 'Utbildningsnämnden')";
    assert_eq!(count(&test, "systems", social).await, 1);
    assert_eq!(count(&test, "systems", "name = 'Elevregister Pennan'").await, 1);
}

#[tokio::test]
async fn a_page_costs_the_same_whatever_its_length() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let small = bring(&coordinator, "liten.csv", SYSTEMS).await;
    let rows: Vec<_> =
        (0..300).map(|number| format!("S-{};System {number};;;;;1;1;1;\n", number + 10)).collect();
    let large = rows.concat();
    let large = bring(&coordinator, "stor.csv", &format!("{SYSTEMS}{large}")).await;
    let few = coordinator.get(&small).await.expect(200).queries();
    let page = coordinator.get(&large).await.expect(200);
    assert_eq!(page.queries(), few);
    assert!(few <= 8, "{few}");
    assert!(page.text().contains("sida=7"), "{}", page.text());
    let loaded = decide(&coordinator, &large, "las-in", "good").await.expect(303);
    assert!(loaded.queries() <= 80, "{}", loaded.queries());
}
