//! `verify`, `backup` and `restore` as one types them: what they print and how they end.

use crate::server::{Server, printed, run, send};
use crate::testing::{Place, TestApp, database};
use varn::args;
use varn::platform::audit;
use varn::platform::clock::Clock;
use varn::platform::config::Config;
use varn::platform::permission::Role;
use varn::platform::session::hex;

async fn started() -> TestApp {
    let clock = Clock::System(chrono::Duration::zero());
    TestApp::start_on(database().await, Config::default(), clock).await
}

#[tokio::test]
async fn verify_ends_well_goes_through_the_anchor_and_fails_on_a_strange_one() {
    let test = started().await;
    let folder = tempfile::tempdir().unwrap();
    let url = test.place.url();
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let anchor = hex(&audit::head(&mut tx).await.unwrap().unwrap().hash);
    drop(tx);
    let verified = run(folder.path(), &url, &["verify", "--anchor", &anchor]);
    let words = printed(&verified);
    assert!(verified.status.success() && words.contains("goes through the hash"), "{words}");
    assert!(words.contains("Granköpings kommun 0180: 1 events, all is well"), "{words}");
    let strange = "0".repeat(64);
    let verified = run(folder.path(), &url, &["verify", "--anchor", &strange]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(printed(&verified).contains("rewritten or truncated"), "{}", printed(&verified));
    // The hash of one municipality is no proof of another's log.
    let verified = run(folder.path(), &url, &["verify", "--anchor", &anchor, "--organization", "0181"]);
    assert_eq!(verified.status.code(), Some(1));
    let verified = run(folder.path(), &url, &["verify", "--organization", "9999"]);
    assert!(printed(&verified).contains("no organization with the code 9999"));
}

#[tokio::test]
async fn verify_says_what_is_wrong_and_fails() {
    let test = started().await;
    let folder = tempfile::tempdir().unwrap();
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    tx.exec("UPDATE event_bodies SET body = 'x' WHERE tenant_id = $1 AND seq = 1", args![]).await.unwrap();
    test.app
        .commit(tx, varn::platform::event::Event::new(varn::platform::event::EventKind::OwnersSet))
        .await
        .unwrap();
    let verified = run(folder.path(), &test.place.url(), &["verify"]);
    let words = printed(&verified);
    assert_eq!(verified.status.code(), Some(1));
    assert!(
        words.contains("FAULT  the text of event 1 has been changed") && words.contains("1 fault was found"),
        "{words}"
    );
}

#[tokio::test]
async fn verify_does_not_make_the_database_that_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("missing.db");
    let verified = run(folder.path(), &format!("sqlite:{}", path.display()), &["verify"]);
    assert!(!verified.status.success() && printed(&verified).contains("there is no database at"));
    assert!(!path.exists());
}

#[tokio::test]
async fn a_broken_foreign_key_is_found() {
    let test = started().await;
    let Place::File(place) = &test.place else { return };
    use sqlx::Connection as _;
    let url = format!("sqlite:{}", place.path().join("varn.db").display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
    let sql = "PRAGMA foreign_keys = OFF; UPDATE units SET parent_id = x'00' WHERE parent_id IS NOT NULL";
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    let verified = run(place.path(), &url, &["verify"]);
    assert!(!verified.status.success());
    assert!(printed(&verified).contains("of units refers to a row of units that does not exist"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_backed_up_from_a_running_server_is_served_from_the_copy() {
    let test = started().await;
    let client = test.sign_in(Role::Coordinator).await;
    let folder = tempfile::tempdir().unwrap();
    let (url, unit) = (test.place.url(), test.town.social.to_string());
    let server = Server::start(folder.path(), &url);
    let form = [("name", "Omsorgssystem Linden"), ("unit", unit.as_str())];
    assert_eq!(send(server.address(), &client.cookie, "/system/nytt", Some(&form)).unwrap().status, 303);
    let made = run(folder.path(), &url, &["backup", "kopia.varn"]);
    assert!(made.status.success(), "{}", printed(&made));
    let again = run(folder.path(), &url, &["backup", "kopia.varn"]);
    assert!(!again.status.success() && printed(&again).contains("exists already"), "{}", printed(&again));
    let refused = run(folder.path(), &url, &["restore", "kopia.varn"]);
    assert!(
        !refused.status.success() && printed(&refused).contains("there is data in this database already")
    );
    drop(server);
    let (db, place) = database().await;
    db.close().await;
    let restored = run(folder.path(), &place.url(), &["restore", "kopia.varn"]);
    assert!(restored.status.success(), "{}", printed(&restored));
    let verified = run(folder.path(), &place.url(), &["verify"]);
    assert!(verified.status.success(), "{}", printed(&verified));
    let server = Server::start(folder.path(), &place.url());
    let page = send(server.address(), &client.cookie, "/system", None).unwrap();
    assert!(page.status == 200 && page.body.contains("Omsorgssystem Linden"), "{}", page.body);
}
