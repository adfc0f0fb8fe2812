//! Possible säkerhetsskydd: what was typed and what was stored is nowhere.

use super::{address, form};
use crate::args;
use crate::platform::permission::Role;
use crate::platform::verify;
use crate::testing::TestApp;
use uuid::Uuid;

const CANARY: &str = "Kanariefågel";
const MIGRATIONS: [&str; 5] = [
    include_str!("../../../../migrations/0001_platform.sql"),
    include_str!("../../../../migrations/0002_people.sql"),
    include_str!("../../../../migrations/0003_registers.sql"),
    include_str!("../../../../migrations/0004_current_state.sql"),
    include_str!("../../../../migrations/0005_work.sql"),
];

/// Every table with its columns of text, as the migrations have them.
fn tables() -> Vec<(String, Vec<String>)> {
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    for line in MIGRATIONS.iter().flat_map(|text| text.lines()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let ["CREATE", "TABLE", name, ..] = words[..] {
            tables.push((name.to_owned(), Vec::new()));
        } else if let [column, kind, ..] = words[..]
            && kind.trim_end_matches(',') == "TEXT"
        {
            tables.last_mut().unwrap().1.push(column.to_owned());
        }
    }
    tables
}

/// Where the canary still sings: every table, and on SQLite the file itself.
async fn found(test: &TestApp) -> Vec<String> {
    let mut found = Vec::new();
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    for (table, columns) in tables().into_iter().filter(|(_, columns)| !columns.is_empty()) {
        let holds: Vec<_> = columns.iter().map(|column| format!("{column} LIKE '%anariefågel%'")).collect();
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE {}", holds.join(" OR "));
        let rows: Vec<(i64,)> = tx.outside().all(&sql, args![]).await.unwrap();
        if rows[0].0 > 0 {
            found.push(table);
        }
    }
    drop(tx);
    let sings =
        |bytes: &[u8]| bytes.windows("anariefågel".len()).any(|part| part == "anariefågel".as_bytes());
    if test.files().is_some_and(|bytes| sings(&bytes)) {
        found.push("the file".to_owned());
    }
    found
}

/// A set with a past: added, changed, classified, lowered, reviewed, linked; the canary in every field that takes text.
async fn planted(test: &TestApp) -> Uuid {
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.school.to_string();
    let common = coordinator
        .post("/information/ny", &[("name", "Gemensam"), ("unit", &unit), ("is_common", "1")])
        .await
        .expect(303)
        .location();
    let common: Uuid = common.rsplit('/').next().unwrap().parse().unwrap();
    coordinator.post(&address(common), &form("3", "3", "3", "")).await.expect(303);
    let followed = common.to_string();
    let mut fields = vec![("name", CANARY), ("unit", &unit), ("common", &followed)];
    fields.extend(
        ["description", "process_name", "storage", "note", "external_id"].map(|field| (field, CANARY)),
    );
    let path = coordinator.post("/information/ny", &fields).await.expect(303).location();
    let id: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
    fields.push(("version", "1"));
    coordinator.post(&format!("{path}/andra"), &fields).await.expect(303);
    let why = [("review_why", CANARY), ("next_review", "2027-01-01")];
    coordinator.post(&format!("{path}/oversyn"), &why).await.expect(303);
    coordinator.post(&address(id), &form("1", "1", "1", CANARY)).await.expect(303);
    let mut write = test.begin(test.town).await;
    let system = write.system(test.town.school, "Björken").await;
    write.link(("information_set", id), "lives_in", ("system", system)).await;
    write.done().await;
    id
}

#[tokio::test]
async fn choosing_four_leads_to_the_head_of_protective_security_and_keeps_nothing() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = super::set(&test, "Ritningar").await;
    for (field, value) in
        [("level_availability", "4"), ("confidentiality.society", "4"), ("level_integrity", " 9 ")]
    {
        let mut typed = form("3", "3", "3", CANARY);
        typed.retain(|(name, _)| *name != field);
        typed.push((field, value));
        let answer = coordinator.post(&address(id), &typed).await.expect(303);
        assert_eq!(answer.location(), format!("{}/sakerhetsskydd", address(id)));
        assert!(
            !answer.headers.values().any(|value| value.as_bytes().windows(5).any(|part| part == b"anari"))
        );
    }
    let page = coordinator.get(&format!("{}/sakerhetsskydd", address(id))).await.expect(200).text();
    assert!(page.contains("säkerhetsskyddschef") && !page.contains(CANARY), "{page}");
    assert_eq!(found(&test).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_form_with_a_four_is_not_kept_over_an_ended_session() {
    let test = TestApp::start().await;
    let id = super::set(&test, "Ritningar").await;
    let visitor = test.visitor();
    let kept = visitor.post(&address(id), &form("3", "3", "3", CANARY)).await.expect(401).text();
    assert!(kept.contains("Kanarief"), "nothing typed is lost otherwise");
    let dropped = visitor.post(&address(id), &form("4", "3", "3", CANARY)).await.expect(401).text();
    assert!(!dropped.contains("Kanarief"), "{dropped}");
}

#[tokio::test]
async fn what_is_referred_leaves_no_trace_but_that_it_was() {
    let test = TestApp::start().await;
    let id = planted(&test).await;
    let before = found(&test).await;
    for table in ["information_sets", "classifications", "lowerings", "revisions", "event_bodies"] {
        assert!(before.iter().any(|name| name == table), "the canary was planted in {table}: {before:?}");
    }
    assert_eq!(test.files().is_some(), before.iter().any(|name| name == "the file"));
    let owner = test.sign_in_for(Role::InformationOwner, test.town.school).await;
    let answer = owner.post(&format!("{}/sakerhetsskydd", address(id)), &[]).await.expect(303);
    assert_eq!(answer.location(), "/klassning");
    assert_eq!(found(&test).await, Vec::<String>::new());
    owner.get(&format!("/information/{id}")).await.expect(404);
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = "SELECT unit_id FROM protective_security_stubs WHERE tenant_id = $1";
    let stubs: Vec<(Uuid,)> = tx.all(sql, args![]).await.unwrap();
    assert_eq!(stubs, [(test.town.school.0,)]);
    let sql = "SELECT COUNT(*) FROM revisions WHERE tenant_id = $1 AND record_id = $2 AND salt IS NULL AND data IS NULL";
    assert!(tx.one::<(i64,)>(sql, args![id]).await.unwrap().0 >= 4, "the chain keeps its digests");
    let sql = "SELECT kind FROM events WHERE tenant_id = $1 ORDER BY seq DESC LIMIT 1";
    assert_eq!(tx.one::<(String,)>(sql, args![]).await.unwrap().0, "protective_security.referred");
    drop(tx);
    let report = verify::municipality(&test.app, test.town.tenant, None).await.unwrap();
    assert!(report.findings.is_empty(), "erased by a decision, so the chain verifies: {:?}", report.findings);
    let page = owner.get("/klassning").await.expect(200).text();
    assert!(page.contains("En post har hänvisats till säkerhetsskyddschefen"), "{page}");
}

#[tokio::test]
async fn a_system_and_a_process_can_be_referred_too() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut write = test.begin(test.town).await;
    let system = write.system(test.town.school, CANARY).await;
    let process = write.process(test.town.school, CANARY, None).await;
    write.done().await;
    for (slug, id) in [("system", system), ("process", process)] {
        coordinator.post(&format!("/klassning/{slug}/{id}"), &form("2", "2", "2", CANARY)).await.expect(303);
        coordinator.post(&format!("/klassning/{slug}/{id}/sakerhetsskydd"), &[]).await.expect(303);
    }
    assert_eq!(found(&test).await, Vec::<String>::new());
}

#[tokio::test]
async fn sets_that_followed_what_is_referred_stand_by_themselves() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let follower = super::set(&test, "Efterföljare").await;
    let mut write = test.begin(test.town).await;
    let common = write.information(test.town.root, "Gemensam").await;
    let sql = "UPDATE information_sets SET common_id = $3 WHERE tenant_id = $1 AND id = $2";
    write.tx.exec(sql, args![follower, common]).await.unwrap();
    write.levels("information_set", common, [Some(3), Some(3), Some(3), None]).await;
    write.done().await;
    coordinator.post(&format!("{}/sakerhetsskydd", address(common)), &[]).await.expect(303);
    coordinator.get(&format!("/information/{follower}")).await.expect(200);
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = "SELECT confidentiality FROM needs WHERE tenant_id = $1 AND node_id = $2";
    assert_eq!(
        tx.one::<(Option<i64>,)>(sql, args![follower]).await.unwrap().0,
        None,
        "unknown, not 3 and not 0"
    );
}
