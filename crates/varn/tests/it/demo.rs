//! The demo is the same whenever and wherever it is built: documents, pictures and tests rest on it.

use crate::testing::{database, moment};
use varn::platform::clock::Clock;
use varn::platform::config::Config;
use varn::platform::{backup, migrate};

/// The demo in a database of its own, as a backup of it.
async fn built(seed: u64) -> Vec<u8> {
    let (db, _place) = database().await;
    migrate::run(&db).await.unwrap();
    let clock = Clock::frozen(moment(), 1);
    let (app, _) = varn::app::build(Config::default(), db, clock.clone()).unwrap();
    varn::demo::build(&app, seed, moment().date_naive()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.varn");
    backup::write(app.db(), &clock, &file, &mut |_, _| {}).await.unwrap();
    std::fs::read(file).unwrap()
}

#[tokio::test]
async fn the_same_seed_and_day_give_the_same_bytes() {
    let demo = built(7).await;
    assert!(demo == built(7).await, "the second demo differs from the first");
    assert!(demo != built(8).await, "the seed decides nothing");
}
