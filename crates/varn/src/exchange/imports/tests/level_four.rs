use super::{count, decide, everything};
use crate::platform::permission::Role;
use crate::testing::{Client, TestApp};

/// A row with level 4, the same row once more, and one that is not read and has level 4 too.
const CANARY: &str = "Systemnamn;Systemägare;K;R;T\n\
    Linden;Ebba Norr;3;2;3\n\
    Kanariefågeln;Hemlig Person;2;4;1\n\
    Kanariefågeln;Hemlig Person;1;1;1\n\
    =KANARIE();Hemlig Person;4;4;4\n\
    Pennan;Tage Sund;1;1;1\n";

async fn asked(client: &Client) -> String {
    let file = ("file", "systemlista.csv", CANARY.as_bytes());
    let path = client.upload("/inlasning", &[], file).await.expect(303).location();
    assert!(path.contains("/vantar/"), "{path}");
    path
}

#[tokio::test]
async fn nothing_is_stored_before_somebody_has_said_what_level_4_means() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = asked(&coordinator).await;
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("Vad betyder nivå 4 i listan?") && page.contains("2 rader har"), "{page}");
    assert!(!page.contains("Kanarie"), "{page}");
    coordinator.post(&format!("{path}/niva-4"), &[]).await.expect(422);
    assert_eq!(count(&test, "imports", "TRUE").await, 0);
    let all = everything(&test).await;
    assert!(!all.contains("anarie") && !all.contains("Linden"), "{all}");
}

#[tokio::test]
async fn possible_protective_security_never_comes_into_any_table() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = asked(&coordinator).await;
    let answer = [("level_four", "protective_security")];
    let import = coordinator.post(&format!("{path}/niva-4"), &answer).await.expect(303).location();
    let page = coordinator.get(&import).await.expect(200).text();
    assert!(page.contains("3 rader är uteslutna") && page.contains("Läs in 2 rader"), "{page}");
    decide(&coordinator, &import, "las-in", "good").await.expect(303);
    let all = everything(&test).await.to_lowercase();
    assert!(all.contains("linden") && !all.contains("kanarie") && !all.contains("hemlig person"), "{all}");
    assert_eq!(count(&test, "protective_security_stubs", "TRUE").await, 3);
    assert_eq!(count(&test, "systems", "TRUE").await, 2);
    coordinator.get(&path).await.expect(422);
    let again = asked(&coordinator).await;
    coordinator.post(&format!("{again}/niva-4"), &answer).await.expect(303);
    assert_eq!(count(&test, "protective_security_stubs", "TRUE").await, 3);
}

#[tokio::test]
async fn an_ordinary_level_4_becomes_3() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = asked(&coordinator).await;
    let answer = [("level_four", "ordinary")];
    let import = coordinator.post(&format!("{path}/niva-4"), &answer).await.expect(303).location();
    decide(&coordinator, &import, "las-in", "good").await.expect(303);
    assert_eq!(count(&test, "systems", "TRUE").await, 3);
    assert_eq!(count(&test, "classifications", "integrity = 3 AND confidentiality = 2").await, 1);
    assert_eq!(count(&test, "classifications", "integrity > 3 OR confidentiality > 3").await, 0);
    assert_eq!(count(&test, "protective_security_stubs", "TRUE").await, 0);
}
