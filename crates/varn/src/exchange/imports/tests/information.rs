use super::{bring, count, decide, everything};
use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;
use crate::testing::{Client, TestApp};

const SETS: &str = "Id;Nämnd;Informationsmängd;Klassa-kod;K;R;T;Personuppgifter;Sekretess;System\n\
    SN-1;Socialnämnden;Personakter;7.2.3;3;3;2;Ja, känsliga;OSL 26:1;Omsorgen, Arkivet\n\
    SN-2;Socialnämnden;Protokoll;1.1;0;2;1;Nej;;Diariet\n\
    UN-1;Utbildningsnämnden;Protokoll;1.1;0;2;1;Nej;;Diariet\n\
    XX-1;Räddningsförbundet;Insatser;9.1;1;1;1;Ja;sekretess räddning;\n";

async fn loaded(client: &Client, text: &str) -> String {
    let path = bring(client, "informationsmangder.csv", text).await;
    decide(client, &path, "las-in", "good").await.expect(303);
    path
}

#[tokio::test]
async fn information_comes_with_its_systems_levels_and_provisions() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = loaded(&coordinator, SETS).await;
    assert_eq!(count(&test, "information_sets", "state = 'proposed'").await, 4);
    assert_eq!(
        count(&test, "information_sets", "personal_data = 'sensitive' AND process_code = '7.2.3'").await,
        1
    );
    assert_eq!(count(&test, "information_sets", "personal_data = 'none'").await, 2);
    assert_eq!(count(&test, "information_provisions", "provision = 'osl.26.1'").await, 1);
    assert_eq!(
        count(&test, "systems", "state = 'proposed' AND name IN ('Omsorgen', 'Arkivet', 'Diariet')").await,
        3
    );
    assert_eq!(count(&test, "links", "kind = 'lives_in'").await, 4);
    assert_eq!(
        count(&test, "classifications", "source = 'imported' AND object_kind = 'information_set'").await,
        4
    );
    let kept = "note LIKE '%Räddningsförbundet%' AND note LIKE '%sekretess räddning%'";
    assert_eq!(count(&test, "information_sets", kept).await, 1);
    // What stands in the systems is derived in the same transaction.
    assert_eq!(count(&test, "needs", "node_kind = 'system' AND confidentiality = 3").await, 2);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("href=\"/information/"), "{page}");
}

#[tokio::test]
async fn sets_of_one_name_in_two_committees_are_two() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unnumbered =
        SETS.replace("SN-2;", ";").replace("UN-1;", ";").replace("SN-1;", ";").replace("XX-1;", ";");
    loaded(&coordinator, &unnumbered).await;
    assert_eq!(count(&test, "information_sets", "name = 'Protokoll'").await, 2);
    let path = bring(&coordinator, "informationsmangder.csv", &unnumbered).await;
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("inget som registret inte redan säger"), "{page}");
}

#[tokio::test]
async fn a_level_that_a_person_has_judged_is_not_overwritten() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    loaded(&coordinator, SETS).await;
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    tx.exec("UPDATE classifications SET source = 'judged' WHERE tenant_id = $1", Vec::new()).await.unwrap();
    let event = crate::platform::event::Event::new(crate::platform::event::EventKind::SystemUpdated);
    test.app.commit(tx, event).await.unwrap();
    let newer = SETS.replace(";3;3;2;Ja", ";1;1;1;Ja").replace("Insatser", "Insatser i länet");
    let path = bring(&coordinator, "informationsmangder.csv", &newer).await;
    let page = coordinator.get(&format!("{path}?rader=conflict")).await.expect(200).text();
    assert!(page.contains("<del>3</del> <ins>1</ins>"), "{page}");
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    assert_eq!(count(&test, "classifications", "confidentiality = 3 AND superseded_at IS NULL").await, 1);
    assert_eq!(count(&test, "information_sets", "name = 'Insatser i länet'").await, 1);
}

#[tokio::test]
async fn undoing_takes_sets_links_levels_and_named_systems_away() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = loaded(&coordinator, SETS).await;
    coordinator.post(&format!("{path}/angra"), &[]).await.expect(303);
    for table in
        ["information_sets", "information_provisions", "systems", "links", "classifications", "needs"]
    {
        assert_eq!(count(&test, table, "TRUE").await, 0, "{table}");
    }
}

#[tokio::test]
async fn possible_protective_security_among_information_leaves_no_trace() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let list = SETS
        .replace("Personakter;7.2.3;3", "Kanariefågeln;7.2.3;4")
        .replace("Omsorgen, Arkivet", "Kanarieburen");
    let file = ("file", "informationsmangder.csv", list.as_bytes());
    let waiting = coordinator.upload("/inlasning", &[], file).await.expect(303).location();
    let answer = [("level_four", "protective_security")];
    let path = coordinator.post(&format!("{waiting}/niva-4"), &answer).await.expect(303).location();
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    let all = everything(&test).await.to_lowercase();
    assert!(all.contains("protokoll") && !all.contains("kanarie"), "{all}");
    assert_eq!(count(&test, "protective_security_stubs", "TRUE").await, 1);
    assert_eq!(count(&test, "information_sets", "TRUE").await, 3);
}

#[tokio::test]
async fn a_record_that_must_leave_no_trace_leaves_the_import_too() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    loaded(&coordinator, SETS).await;
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = "SELECT id FROM information_sets WHERE tenant_id = $1 AND name = 'Insatser'";
    let (id,): (uuid::Uuid,) = tx.one(sql, Vec::new()).await.unwrap();
    super::super::erase(&mut tx, crate::registers::information::KIND, id).await.unwrap();
    let event = crate::platform::event::Event::new(crate::platform::event::EventKind::ContentErased);
    test.app.commit(tx, event).await.unwrap();
    assert_eq!(count(&test, "import_rows", "\"values\" LIKE '%Insatser%'").await, 0);
    assert_eq!(count(&test, "imports", "reading LIKE '%sekretess räddning%'").await, 0);
    assert_eq!(count(&test, "import_rows", "TRUE").await, 3);
}

#[tokio::test]
async fn a_self_assessment_is_the_whole_organisations() {
    let test = TestApp::start().await;
    let list = "Nr;Säkerhetsåtgärd;Finns?;Brist;Kommentar;Ansvarig\n\
        1;Beslutad policy för informationssäkerhet;Ja;Försumbar;Från 2024;IT-chef\n\
        2;Rutin för nycklar på skolorna;Nej;Allvarlig;;Tage Sund\n";
    let school = test.sign_in_for(Role::Coordinator, test.town.school).await;
    school.upload("/inlasning", &[], ("file", "gapanalys.csv", list.as_bytes())).await.expect(422);
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = bring(&coordinator, "gapanalys.csv", list).await;
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    let policy = "control = 'control.infosec_policy' AND \"exists\" = 'yes' AND responsible_id IS NOT NULL";
    assert_eq!(count(&test, "judgements", policy).await, 1);
    assert_eq!(count(&test, "own_controls", "title = 'Rutin för nycklar på skolorna'").await, 1);
    let newer = list.replace(";Nej;Allvarlig;", ";Delvis;Måttlig;");
    let path = bring(&coordinator, "gapanalys.csv", &newer).await;
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("Läs in raden"), "{page}");
    decide(&coordinator, &path, "las-in", "good").await.expect(303);
    coordinator.post(&format!("{path}/angra"), &[]).await.expect(303);
    assert_eq!(count(&test, "judgements", "\"exists\" = 'no' AND deficiency = 3").await, 1);
    let theirs = [(Role::Coordinator, None)];
    test.sign_in_at(test.other_town, &theirs, MembershipState::Active).await.get(&path).await.expect(404);
}
