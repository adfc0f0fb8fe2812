//! Through HTTP: adding, handing out, removing; who may; and what is refused with words.

use crate::args;
use crate::people::accounts::MembershipState;
use crate::platform::config::Config;
use crate::platform::permission::Role;
use crate::platform::verify;
use crate::testing::{Client, TestApp};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n";

async fn system(test: &TestApp, client: &Client, name: &str) -> (String, String) {
    let unit = test.town.social.to_string();
    let path = client.post("/system/nytt", &[("name", name), ("unit", &unit)]).await.expect(303).location();
    let files = format!("/bilagor{path}");
    (path, files)
}

/// The address of the first file on a page.
fn file(page: &str) -> String {
    let at = page.find("/bilaga/").expect("a file");
    page[at..].chars().take_while(|c| *c != '"').collect()
}

#[tokio::test]
async fn a_file_is_added_handed_out_to_be_saved_and_removed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (path, files) = system(&test, &coordinator, "Linden").await;
    let answer = coordinator.upload(&files, &[], ("file", "C:\\Avtal åäö.pdf", PDF)).await.expect(303);
    assert_eq!(answer.location(), path);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("Avtal åäö.pdf") && page.contains("Bilagor"), "{page}");
    let address = file(&page);
    let answer = coordinator.get(&address).await.expect(200);
    assert_eq!(answer.bytes, PDF);
    let header = |name: &str| answer.headers.get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(
        header("content-disposition"),
        "attachment; filename=\"Avtal ___.pdf\"; filename*=UTF-8''Avtal%20%C3%A5%C3%A4%C3%B6.pdf"
    );
    coordinator.post(&format!("{address}/ta-bort"), &[]).await.expect(303);
    coordinator.get(&address).await.expect(404);
    assert!(!coordinator.get(&files).await.expect(200).text().contains("Avtal åäö"));
}

#[tokio::test]
async fn what_a_file_is_is_decided_by_its_content_and_said_beside_the_field() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (_, files) = system(&test, &coordinator, "Linden").await;
    let page =
        coordinator.upload(&files, &[], ("file", "rapport.pdf", b"MZ\x90\x00")).await.expect(422).text();
    assert!(page.contains("file-error") && page.contains("innehållet är inte PDF"), "{page}");
    let page = coordinator.upload(&files, &[], ("file", "", b"")).await.expect(422).text();
    assert!(page.contains("Välj en fil."), "{page}");
    let script = b"<script>alert(1)</script>";
    coordinator.upload(&files, &[], ("file", "sida.html", script)).await.expect(303);
    let address = file(&coordinator.get(&files).await.expect(200).text());
    let answer = coordinator.get(&address).await.expect(200);
    assert_eq!(answer.headers["content-type"], "text/plain");
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_with_the_limit() {
    let config = Config { upload_bytes: 2000, ..Config::default() };
    let test = TestApp::start_with(config).await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (_, files) = system(&test, &coordinator, "Linden").await;
    let page = coordinator.upload(&files, &[], ("file", "stor.txt", &[b'a'; 4000])).await.expect(422).text();
    assert!(page.contains("Filen är för stor") && page.contains("Högst 2\u{a0}kB"), "{page}");
}

#[tokio::test]
async fn a_file_is_seen_by_those_who_see_its_record_and_by_nobody_else() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (_, files) = system(&test, &coordinator, "Linden").await;
    coordinator.upload(&files, &[], ("file", "a.pdf", PDF)).await.expect(303);
    let address = file(&coordinator.get(&files).await.expect(200).text());
    test.sign_in(Role::Auditor).await.get(&address).await.expect(200);
    test.sign_in_for(Role::SystemOwner, test.town.social).await.get(&address).await.expect(200);
    let school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    school.get(&address).await.expect(404);
    school.get(&files).await.expect(404);
    school.upload(&files, &[], ("file", "b.pdf", PDF)).await.expect(404);
    school.post(&format!("{address}/ta-bort"), &[]).await.expect(404);
    test.sign_in(Role::Employee).await.get(&address).await.expect(404);
    test.sign_in(Role::Auditor).await.upload(&files, &[], ("file", "b.pdf", PDF)).await.expect(403);
    let grants = [(Role::Coordinator, None)];
    let theirs = test.sign_in_at(test.other_town, &grants, MembershipState::Active).await;
    theirs.get(&address).await.expect(404);
    theirs.upload(&files, &[], ("file", "b.pdf", PDF)).await.expect(404);
    coordinator.get("/bilagor/inget/0198a0b0-0000-7000-8000-000000000000").await.expect(404);
}

#[tokio::test]
async fn files_leave_with_their_record_and_a_changed_file_is_found() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (path, files) = system(&test, &coordinator, "Linden").await;
    coordinator.upload(&files, &[], ("file", "a.pdf", PDF)).await.expect(303);
    let address = file(&coordinator.get(&files).await.expect(200).text());
    let report = verify::municipality(&test.app, test.town.tenant, None).await.unwrap();
    assert!(report.findings.is_empty(), "{report:?}");
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    tx.exec("UPDATE files SET content = $2 WHERE tenant_id = $1", args![b"%PDF-other".to_vec()])
        .await
        .unwrap();
    tx.finish().await.unwrap();
    let report = verify::municipality(&test.app, test.town.tenant, None).await.unwrap();
    assert!(report.findings[0].starts_with("files: a.pdf"), "{report:?}");
    coordinator.post(&format!("{path}/ta-bort"), &[]).await.expect(303);
    coordinator.get(&address).await.expect(404);
    let report = verify::municipality(&test.app, test.town.tenant, None).await.unwrap();
    assert!(report.findings.is_empty(), "{report:?}");
}

#[tokio::test]
async fn a_record_with_many_files_costs_as_much_as_one_without() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (path, files) = system(&test, &coordinator, "Linden").await;
    let before = coordinator.get(&path).await.expect(200).queries();
    for _ in 0..5 {
        coordinator.upload(&files, &[], ("file", "a.pdf", PDF)).await.expect(303);
    }
    assert_eq!(coordinator.get(&path).await.expect(200).queries(), before);
    assert!(coordinator.get(&files).await.expect(200).queries() <= 4);
}
