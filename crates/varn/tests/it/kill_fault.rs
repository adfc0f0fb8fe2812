//! The server is killed in the middle of writing, again and again. What it had acknowledged is there once, nothing is
//! half, and the log still verifies. See `docs/drift` for what this shows and what it does not.

use crate::server::{Server, printed, run, send};
use crate::testing::{TestApp, Town, database};
use chrono::Duration as Days;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use varn::args;
use varn::platform::app::App;
use varn::platform::clock::Clock;
use varn::platform::config::Config;
use varn::platform::permission::Role;

const WRITERS: usize = 4;

/// How many times the server is killed: a few, or as many as `FAULT_ROUNDS` says.
fn rounds() -> u64 {
    #[allow(clippy::disallowed_methods, reason = "how long the fault tests take is said by xtask")]
    let asked = std::env::var("FAULT_ROUNDS").ok();
    asked.and_then(|rounds| rounds.parse().ok()).unwrap_or(3)
}

/// Names of systems: those the server said were saved, and all that were sent.
#[derive(Default)]
struct Sent {
    acknowledged: Mutex<BTreeSet<String>>,
    all: Mutex<BTreeSet<String>>,
    next: AtomicU64,
}

impl Sent {
    /// Adds systems one after the other until told to stop or the server is gone.
    fn write(&self, address: &str, cookie: &str, unit: &str, stop: &AtomicBool) {
        while !stop.load(Ordering::Relaxed) {
            let name = format!("System {:06}", self.next.fetch_add(1, Ordering::Relaxed));
            self.all.lock().unwrap().insert(name.clone());
            let form = [("name", name.as_str()), ("unit", unit), ("hosting", "cloud")];
            match send(address, cookie, "/system/nytt", Some(&form)) {
                Ok(reply) if reply.status == 303 => {
                    self.acknowledged.lock().unwrap().insert(name);
                }
                Ok(reply) => panic!("{}: {}", reply.status, reply.body),
                Err(_) => return,
            }
        }
    }
}

/// Each system with how many times it is there, and how many revisions and events tell of it.
async fn stored(app: &App, town: Town) -> BTreeMap<String, (i64, i64, i64)> {
    let mut tx = app.db().read(app.scene(town.tenant)).await.unwrap();
    let rows: Vec<(String, i64, i64, i64)> = tx
        .all(
            "SELECT s.name, COUNT(DISTINCT s.id), COUNT(DISTINCT r.seq), COUNT(DISTINCT e.seq) FROM systems s \
             LEFT JOIN revisions r ON r.tenant_id = $1 AND r.kind = 'system' AND r.record_id = s.id \
             LEFT JOIN events e ON e.tenant_id = $1 AND e.kind = 'system.created' AND e.subject_id = s.id \
             WHERE s.tenant_id = $1 GROUP BY s.name",
            args![],
        )
        .await
        .unwrap();
    rows.into_iter().map(|(name, systems, revisions, events)| (name, (systems, revisions, events))).collect()
}

/// How many systems the log and the history know, also of those that are not in the register.
async fn told(app: &App, town: Town) -> (i64, i64) {
    let mut tx = app.db().read(app.scene(town.tenant)).await.unwrap();
    tx.one(
        "SELECT (SELECT COUNT(*) FROM events e WHERE e.tenant_id = $1 AND e.kind = 'system.created'), \
         (SELECT COUNT(*) FROM revisions r WHERE r.tenant_id = $1 AND r.kind = 'system')",
        args![],
    )
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn fault_what_was_acknowledged_survives_a_kill_and_nothing_is_half() {
    let clock = Clock::System(Days::zero());
    let test = TestApp::start_on(database().await, Config::default(), clock).await;
    let client = test.sign_in(Role::Coordinator).await;
    let folder = tempfile::tempdir().unwrap();
    let (url, unit) = (test.place.url(), test.town.social.to_string());
    let sent = Sent::default();
    for round in 0..rounds() {
        let mut server = Server::start(folder.path(), &url);
        let address = server.address().to_owned();
        let stop = AtomicBool::new(false);
        std::thread::scope(|threads| {
            for _ in 0..WRITERS {
                threads.spawn(|| sent.write(&address, &client.cookie, &unit, &stop));
            }
            // Another moment in each round: while it starts to write, and when it has been at it for a while.
            std::thread::sleep(Duration::from_millis(80 + (round * 137) % 900));
            server.kill();
            stop.store(true, Ordering::Relaxed);
        });
        check(&test, &sent).await;
    }
    assert!(!sent.acknowledged.lock().unwrap().is_empty(), "nothing was written before the kills");
    let verified = run(folder.path(), &url, &["verify"]);
    assert!(verified.status.success(), "{}", printed(&verified));
    // It starts again and knows everything.
    let server = Server::start(folder.path(), &url);
    assert_eq!(send(server.address(), &client.cookie, "/system", None).unwrap().status, 200);
}

async fn check(test: &TestApp, sent: &Sent) {
    let stored = stored(&test.app, test.town).await;
    let acknowledged = sent.acknowledged.lock().unwrap().clone();
    let all = sent.all.lock().unwrap().clone();
    for name in &acknowledged {
        assert!(stored.contains_key(name), "{name} was acknowledged and is gone");
    }
    for (name, counts) in &stored {
        assert!(all.contains(name), "{name} was never sent");
        assert_eq!(*counts, (1, 1, 1), "{name}: rows, revisions and events");
    }
    let count = i64::try_from(stored.len()).unwrap();
    assert_eq!(told(&test.app, test.town).await, (count, count), "events and revisions without their system");
}
