//! The disk is full. The person is told that nothing was saved, what was saved stays, and when there is room again
//! everything goes on.

use crate::server::{Server, printed, run, send};
use crate::testing::TestApp;
use std::path::{Path, PathBuf};
use std::process::Command;
use varn::platform::clock::Clock;
use varn::platform::config::Config;
use varn::platform::db::Db;
use varn::platform::permission::Role;

/// A small disk of its own; gone when dropped.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    /// `None` where this user may not mount one.
    fn mount(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(folder.path());
        let output = mount.output().ok()?;
        output.status.success().then_some(Self { folder })
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        Command::new("umount").arg("--lazy").arg(self.folder.path()).status().ok();
    }
}

/// Takes up what is left but `spare` bytes.
fn take_up_room(disk: &Disk, spare: u64) -> PathBuf {
    let path = disk.path().join("ballast");
    let mut size = 16 * 1024 * 1024;
    // What does not fit is halved until it does.
    while size > 0 && std::fs::write(&path, vec![0_u8; size]).is_err() {
        size = size * 15 / 16;
    }
    let left = u64::try_from(size).unwrap().saturating_sub(spare);
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(left).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn fault_a_full_disk_is_told_and_loses_nothing() {
    let Some(disk) = Disk::mount("8m") else {
        eprintln!("skipped: this user may not mount a small disk (mount -t tmpfs)");
        return;
    };
    let url = format!("sqlite:{}", disk.path().join("varn.db").display());
    let config = Config { database_url: url.clone(), ..Config::default() };
    let clock = Clock::System(chrono::Duration::zero());
    let (other, place) = crate::testing::embedded().await;
    other.close().await;
    let db = Db::connect(&config.database().unwrap()).await.unwrap();
    let test = TestApp::start_on((db, place), config, clock).await;
    let client = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    test.app.db().close().await;
    let outside = tempfile::tempdir().unwrap();
    let server = Server::start(outside.path(), &url);
    let text = "Lång beskrivning. ".repeat(200);
    let add = |name: &str| {
        let form = [("name", name), ("unit", unit.as_str()), ("description", text.as_str())];
        send(server.address(), &client.cookie, "/system/nytt", Some(&form)).unwrap()
    };
    assert_eq!(add("Före").status, 303);
    let ballast = take_up_room(&disk, 256 * 1024);
    let mut saved = vec!["Före".to_owned()];
    let mut full = None;
    for number in 0..2000 {
        let name = format!("Nr {number:04}");
        let reply = add(&name);
        match reply.status {
            303 => saved.push(name),
            507 => {
                full = Some(reply);
                break;
            }
            other => panic!("{other}: {}", reply.body),
        }
    }
    let full = full.expect("the disk became full");
    assert!(
        full.body.contains("Disken är full") && full.body.contains("Ingenting sparades"),
        "{}",
        full.body
    );
    assert_eq!(add("Fortfarande fullt").status, 507);
    let list = send(server.address(), &client.cookie, "/system", None).unwrap();
    assert!(list.status == 200 && list.body.contains("Före"), "{}", list.body);
    // There is room again, without a restart.
    std::fs::remove_file(&ballast).unwrap();
    assert_eq!(add("Efter").status, 303);
    saved.push("Efter".to_owned());
    let export = send(server.address(), &client.cookie, "/system/lista.csv", None).unwrap();
    for name in &saved {
        assert!(export.body.contains(name), "{name} is gone");
    }
    assert!(!export.body.contains("Fortfarande fullt"));
    drop(server);
    let verified = run(outside.path(), &url, &["verify"]);
    assert!(verified.status.success(), "{}", printed(&verified));
}
