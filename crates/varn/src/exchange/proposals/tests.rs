//! Through HTTP, on the current database.

use crate::args;
use crate::platform::permission::Role;
use crate::testing::{Client, TestApp};
use uuid::Uuid;

const ELECTION: &str = "/forslag/process?omrade=election";

async fn number(test: &TestApp, sql: &str) -> i64 {
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let (number,): (i64,) = tx.one(sql, args![]).await.unwrap();
    number
}

async fn take_all(client: &Client, sort: &str, area: &str, unit: &str) {
    let form = [("area", area), ("unit", unit), ("act", "take_all")];
    client.post(&format!("/forslag/{sort}"), &form).await.expect(303);
}

#[tokio::test]
async fn areas_and_their_proposals_cost_few_statements() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let page = coordinator.get("/forslag/information").await.expect(200);
    assert!(page.queries() <= 4, "{}", page.queries());
    let text = page.text();
    assert!(text.contains("Barn, familj och vuxna") && text.contains("30 förslag, 0 avgjorda"), "{text}");
    let page = coordinator.get("/forslag/information?omrade=families").await.expect(200);
    assert!(page.queries() <= 4, "{}", page.queries());
    let text = page.text();
    let social = format!("value=\"{}\" selected", test.town.social);
    assert!(text.contains(&social), "the committee of that name is proposed: {text}");
    coordinator.get("/forslag/annat").await.expect(404);
    coordinator.get("/forslag/process?omrade=annat").await.expect(404);
}

#[tokio::test]
async fn what_is_taken_in_is_marked_until_it_is_confirmed_and_is_not_proposed_again() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.root.to_string();
    let first = coordinator.get(ELECTION).await.expect(200).text();
    assert_eq!(first.matches("name=\"id\"").count(), 2, "{first}");
    let id = first.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form = [("area", "election"), ("unit", &*unit), ("act", "take"), ("id", &*id)];
    let answer = coordinator.post("/forslag/process", &form).await.expect(303);
    assert_eq!(answer.location(), "/forslag/process", "one is left, so the area is shown again");
    let list = coordinator.get("/process").await.expect(200).text();
    assert!(list.contains("Föreslagen av mallen"), "{list}");
    let area = coordinator.get(ELECTION).await.expect(200).text();
    assert_eq!(area.matches("name=\"id\"").count(), 1, "{area}");
    let record = area.split("name=\"record\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = coordinator.get(&format!("/process/{record}")).await.expect(200).text();
    assert!(page.contains("Föreslagen av mallen") && page.contains("Lades in ur biblioteket"), "{page}");
    // Taken twice (two windows) it stands there once.
    coordinator.post("/forslag/process", &form).await.expect(303);
    assert_eq!(number(&test, "SELECT COUNT(*) FROM processes WHERE tenant_id = $1").await, 1);
    let form = [("area", "election"), ("act", "confirm"), ("record", &*record)];
    coordinator.post("/forslag/process/bekrafta", &form).await.expect(303);
    let page = coordinator.get(&format!("/process/{record}")).await.expect(200).text();
    assert!(!page.contains("Föreslagen av mallen</span>"), "{page}");
    assert!(page.contains("Bekräftades som de stod i mallen"), "{page}");
    coordinator.post("/forslag/process/bekrafta", &[("area", "election")]).await.expect(422);
}

#[tokio::test]
async fn a_whole_area_is_taken_in_confirmed_at_once_or_afterwards() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let form = [("area", "families"), ("unit", &*unit), ("act", "take_all"), ("confirm", "1")];
    let answer = coordinator.post("/forslag/information", &form).await.expect(303);
    let to = answer.headers["location"].to_str().unwrap();
    assert!(to.contains("omrade=care"), "on to the next area: {to}");
    let confirmed = "SELECT COUNT(*) FROM information_sets WHERE tenant_id = $1 AND state = 'confirmed'";
    assert_eq!(number(&test, confirmed).await, 30);
    take_all(&coordinator, "information", "care", &unit).await;
    assert_eq!(number(&test, confirmed).await, 30);
    let form = [("area", "care"), ("act", "confirm_all")];
    coordinator.post("/forslag/information/bekrafta", &form).await.expect(303);
    assert_eq!(number(&test, confirmed).await, 54);
}

#[tokio::test]
async fn links_of_the_library_come_along_whatever_is_taken_in_first() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.root.to_string();
    let of = |kind: &str| format!("SELECT COUNT(*) FROM links WHERE tenant_id = $1 AND kind = '{kind}'");
    take_all(&coordinator, "process", "election", &unit).await;
    assert_eq!(number(&test, &of("uses_information")).await, 0);
    take_all(&coordinator, "information", "election", &unit).await;
    let used = number(&test, &of("uses_information")).await;
    assert!(used >= 2, "{used}");
    take_all(&coordinator, "system", "leisure", &unit).await;
    assert!(number(&test, &of("lives_in")).await >= 4);
    take_all(&coordinator, "system", "infrastructure", &unit).await;
    assert!(number(&test, &of("needs_to_run")).await >= 4);
    assert_eq!(number(&test, &of("uses_information")).await, used);
}

#[tokio::test]
async fn many_are_taken_in_with_as_many_statements_as_few() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.root.to_string();
    let cost = async |area: &str| {
        let form = [("area", area), ("unit", &*unit), ("act", "take_all")];
        coordinator.post("/forslag/information", &form).await.expect(303).queries()
    };
    let (few, many) = (cost("adult_education").await, cost("families").await);
    // One sort of row more or less (provisions, say), never one for each.
    assert!(many <= few + 2, "{few} statements for 4, {many} for 30");
}

#[tokio::test]
async fn a_system_is_called_what_the_municipality_calls_it() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.root.to_string();
    let form = [
        ("area", "infrastructure"),
        ("unit", &*unit),
        ("act", "take"),
        ("id", "system_type.katalogtjanst"),
        ("name-system_type.katalogtjanst", "Vårt eget AD"),
    ];
    coordinator.post("/forslag/system", &form).await.expect(303);
    assert!(coordinator.get("/system").await.text().contains("Vårt eget AD"));
    let area = coordinator.get("/forslag/system?omrade=infrastructure").await.text();
    assert!(!area.contains("value=\"system_type.katalogtjanst\""), "{area}");
    let long = "x".repeat(201);
    let form = [
        ("area", "infrastructure"),
        ("unit", &*unit),
        ("act", "take"),
        ("id", "system_type.natverk"),
        ("name-system_type.natverk", &*long),
    ];
    let page = coordinator.post("/forslag/system", &form).await.expect(422).text();
    assert!(page.contains(&long), "{page}");
    assert!(page.contains("value=\"system_type.natverk\" id=\"p-2\" checked"), "{page}");
}

#[tokio::test]
async fn one_is_taken_in_to_be_changed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.root.to_string();
    let form = [("area", "infrastructure"), ("unit", &*unit), ("change", "system_type.natverk")];
    let edit = coordinator.post("/forslag/system", &form).await.expect(303).location();
    assert!(edit.starts_with("/system/") && edit.ends_with("/andra"), "{edit}");
    let page = coordinator.get(&edit).await.expect(200).text();
    assert!(page.contains("Nätverk och internetanslutning"), "{page}");
    let form = [("name", "Stadsnätet"), ("unit", &*unit), ("version", "1")];
    coordinator.post(&edit, &form).await.expect(303);
    let record = edit.trim_end_matches("/andra");
    assert!(!coordinator.get(record).await.expect(200).text().contains("Föreslagen av mallen"));
}

#[tokio::test]
async fn what_is_skipped_stays_skipped_and_can_be_brought_back() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let page = coordinator.get(ELECTION).await.text();
    let ids: Vec<&str> =
        page.split("name=\"id\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let form = [("area", "election"), ("act", "skip"), ("id", ids[0]), ("id", ids[1])];
    coordinator.post("/forslag/process", &form).await.expect(303);
    coordinator.post("/forslag/process", &form).await.expect(303);
    let page = coordinator.get(ELECTION).await.expect(200).text();
    assert!(
        page.contains("2 överhoppade förslag") && page.contains("Alla förslag i området är avgjorda"),
        "{page}"
    );
    assert_eq!(number(&test, "SELECT COUNT(*) FROM processes WHERE tenant_id = $1").await, 0);
    let form = [("area", "election"), ("id", ids[0])];
    coordinator.post("/forslag/process/ta-tillbaka", &form).await.expect(303);
    let page = coordinator.get(ELECTION).await.expect(200).text();
    assert!(page.contains("1 överhoppat förslag") && page.contains("Ta med det enda"), "{page}");
    coordinator.post("/forslag/process/ta-tillbaka", &[("area", "election")]).await.expect(422);
    let strange = [("area", "election"), ("id", "process.finns_inte")];
    coordinator.post("/forslag/process/ta-tillbaka", &strange).await.expect(404);
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_it_and_nothing_is_lost() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.root.to_string();
    let form = [("area", "election"), ("unit", &*unit), ("act", "take")];
    let page = coordinator.post("/forslag/process", &form).await.expect(422).text();
    assert!(page.contains("Markera minst ett förslag."), "{page}");
    let elsewhere = test.other_town.root.to_string();
    let first = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for unit in ["", "inget", &*elsewhere] {
        let form = [("area", "election"), ("unit", unit), ("act", "take"), ("id", &*first)];
        let page = coordinator.post("/forslag/process", &form).await.expect(422).text();
        assert!(page.contains("id=\"unit-error\"") && page.contains("checked"), "{unit}: {page}");
    }
    let form = [("area", "election"), ("unit", &*unit), ("act", "take"), ("id", "process.finns_inte")];
    coordinator.post("/forslag/process", &form).await.expect(404);
    coordinator.post("/forslag/process", &[("area", "annat")]).await.expect(404);
    assert_eq!(number(&test, "SELECT COUNT(*) FROM processes WHERE tenant_id = $1").await, 0);
}

#[tokio::test]
async fn another_municipality_has_proposals_of_its_own() {
    let test = TestApp::start().await;
    let ours = test.sign_in(Role::Coordinator).await;
    take_all(&ours, "process", "election", &test.town.root.to_string()).await;
    let grants = [(Role::Coordinator, None)];
    let theirs =
        test.sign_in_at(test.other_town, &grants, crate::people::accounts::MembershipState::Active).await;
    let page = theirs.get(ELECTION).await.expect(200).text();
    assert_eq!(page.matches("name=\"id\"").count(), 2, "{page}");
    let area = ours.get(ELECTION).await.text();
    let record = area.split("name=\"record\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = [("area", "election"), ("act", "confirm"), ("record", record)];
    theirs.post("/forslag/process/bekrafta", &form).await.expect(404);
}

#[tokio::test]
async fn who_sees_a_part_takes_in_for_that_part_and_skips_for_nobody() {
    let test = TestApp::start().await;
    let owner = test.sign_in_for(Role::InformationOwner, test.town.social).await;
    let page = owner.get("/forslag/process").await.expect(200).text();
    assert!(page.contains("Barn, familj och vuxna") && !page.contains("Förskola"), "{page}");
    let page = owner.get("/forslag/process?omrade=families").await.expect(200).text();
    assert!(!page.contains("Utbildningsnämnden") && !page.contains("Hoppa över"), "{page}");
    let elsewhere = test.town.school.to_string();
    let form = [("area", "families"), ("unit", &*elsewhere), ("act", "take_all")];
    owner.post("/forslag/process", &form).await.expect(422);
    owner.post("/forslag/process", &[("area", "families"), ("act", "skip"), ("id", "x")]).await.expect(403);
    let of_school = {
        let coordinator = test.sign_in(Role::Coordinator).await;
        take_all(&coordinator, "process", "adult_education", &elsewhere).await;
        let area = coordinator.get("/forslag/process?omrade=adult_education").await.text();
        let record = area.split("name=\"record\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        record.parse::<Uuid>().unwrap()
    };
    let form = [("area", "adult_education"), ("record", &*of_school.to_string())];
    owner.post("/forslag/process/bekrafta", &form).await.expect(404);
    test.sign_in(Role::Auditor).await.get("/forslag/process").await.expect(403);
}

#[tokio::test]
async fn an_empty_register_offers_the_library_and_the_own_list() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    for (list, library) in [
        ("/process", "/forslag/process"),
        ("/information", "/forslag/information"),
        ("/system", "/forslag/system"),
        ("/leverantorer", "/forslag/system"),
        ("/behandlingar", "/forslag/information"),
        ("/klassning", "/forslag/information"),
        ("/atgarder", "/brister"),
    ] {
        let page = coordinator.get(list).await.expect(200).text();
        let main = page.split("<main").nth(1).unwrap();
        assert!(main.contains(&format!("href=\"{library}\"")), "{list}: {main}");
        assert!(list == "/process" || main.contains("href=\"/inlasning\""), "{list}: {main}");
    }
    let main = test.sign_in(Role::Auditor).await.get("/system").await.expect(200).text();
    assert!(!main.contains("/forslag/") && !main.contains("href=\"/inlasning\""), "{main}");
}
