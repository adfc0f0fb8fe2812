//! What is read back is row for row what was written, on and between both databases; what cannot be used is refused.

use super::line::to_json;
use super::{Error, check, read, write};
use crate::platform::arg::Arg;
use crate::platform::db::Db;
use crate::platform::db::sample::fill_every_table;
use crate::platform::migrate;
use crate::platform::schema::{self, Table};
use crate::platform::tenant::TenantId;
use crate::testing::{Place, TestApp, database, embedded};
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Every row of every table, as the file writes it.
async fn rows(test: &TestApp, db: &Db) -> BTreeMap<(String, TenantId), Vec<String>> {
    let mut tx = db.read(super::scene(test.app.clock())).await.unwrap();
    let mut all: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for tenant in tx.tenants().await.unwrap() {
        tx.turn_to(tenant).await.unwrap();
        for table in schema::tables(migrate::newest()) {
            let rows = all.entry((table.name.clone(), tenant)).or_default();
            let mut sink = |row: Vec<Arg>| {
                rows.push(format!("{:?}", row.into_iter().map(to_json).collect::<Vec<_>>()));
                Ok(())
            };
            tx.each(&table, &mut sink).await.unwrap();
            rows.sort();
        }
    }
    all
}

struct Copy {
    folder: tempfile::TempDir,
    test: TestApp,
}

impl Copy {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn made(name: &str) -> (Self, PathBuf) {
        let test = TestApp::start().await;
        fill_every_table(&test).await;
        let copy = Self { folder: tempfile::tempdir().unwrap(), test };
        let path = copy.path(name);
        write(copy.test.app.db(), copy.test.app.clock(), &path, &mut |_, _| {}).await.unwrap();
        (copy, path)
    }

    async fn read(&self, db: &Db, path: &Path) -> Result<u64, Error> {
        read(db, self.test.app.clock(), path, &mut |_, _| {}).await
    }
}

fn tables_without_rows(rows: &BTreeMap<(String, TenantId), Vec<String>>) -> Vec<String> {
    let is_empty =
        |table: &Table| !rows.iter().any(|((name, _), rows)| *name == table.name && !rows.is_empty());
    schema::tables(migrate::newest()).into_iter().filter(is_empty).map(|table| table.name).collect()
}

#[tokio::test]
async fn what_is_read_back_is_row_for_row_what_was_written() {
    let (copy, path) = Copy::made("all.varn").await;
    let written = rows(&copy.test, copy.test.app.db()).await;
    assert_eq!(tables_without_rows(&written), Vec::<String>::new());
    let (db, _place) = database().await;
    let count = copy.read(&db, &path).await.unwrap();
    let known = rows(&copy.test, &db).await;
    assert_eq!(known, written);
    assert_eq!(count, check(&path).unwrap().rows);
}

#[tokio::test]
async fn a_backup_moves_between_the_databases() {
    if crate::testing::server().is_none() {
        eprintln!("skipped: VARN_TEST_POSTGRES names no server to move to");
        return;
    }
    let (copy, path) = Copy::made("server.varn").await;
    let written = rows(&copy.test, copy.test.app.db()).await;
    let (file, _place): (Db, Place) = embedded().await;
    copy.read(&file, &path).await.unwrap();
    assert_eq!(rows(&copy.test, &file).await, written);
    let again = copy.path("file.varn");
    write(&file, copy.test.app.clock(), &again, &mut |_, _| {}).await.unwrap();
    let (server, _place) = database().await;
    copy.read(&server, &again).await.unwrap();
    assert_eq!(rows(&copy.test, &server).await, written);
}

#[tokio::test]
async fn a_place_that_is_not_empty_is_refused_and_left_as_it_is() {
    let (copy, path) = Copy::made("all.varn").await;
    let before = rows(&copy.test, copy.test.app.db()).await;
    let refused = copy.read(copy.test.app.db(), &path).await.unwrap_err();
    assert!(matches!(refused, Error::NotEmpty), "{refused}");
    assert_eq!(rows(&copy.test, copy.test.app.db()).await, before);
}

#[tokio::test]
async fn a_file_that_is_cut_off_is_refused_wherever_it_was_cut() {
    let (copy, path) = Copy::made("all.varn").await;
    let bytes = std::fs::read(&path).unwrap();
    let cut = copy.path("cut.varn");
    for part in 1..20 {
        std::fs::write(&cut, &bytes[..bytes.len() * part / 20]).unwrap();
        let refused = check(&cut).unwrap_err();
        assert!(matches!(refused, Error::CutOff), "{part}: {refused}");
    }
    std::fs::write(&cut, &bytes[..bytes.len() - 1]).unwrap();
    assert!(matches!(check(&cut).unwrap_err(), Error::CutOff));
}

#[tokio::test]
async fn a_file_that_has_changed_is_refused() {
    let (copy, path) = Copy::made("all.varn").await;
    let text = unpacked(&path);
    let changed = copy.path("changed.varn");
    pack(&changed, &text.replacen("Socialnämnden", "Socialnamnden", 1));
    assert!(matches!(check(&changed).unwrap_err(), Error::Damaged));
    let mut lines: Vec<_> = text.lines().collect();
    lines.remove(lines.len() / 2);
    pack(&changed, &(lines.join("\n") + "\n"));
    assert!(matches!(check(&changed).unwrap_err(), Error::Damaged));
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    std::fs::write(&changed, bytes).unwrap();
    let (db, _place) = database().await;
    let refused = copy.read(&db, &changed).await.unwrap_err();
    assert!(matches!(refused, Error::Damaged | Error::CutOff), "{refused}");
    assert_eq!(migrate::applied(&db).await.unwrap(), 0, "nothing was made");
}

#[tokio::test]
async fn a_file_from_a_newer_program_is_refused() {
    let (copy, path) = Copy::made("all.varn").await;
    let newest = migrate::newest();
    let (from, to) = (format!("\"schema\":{newest}"), format!("\"schema\":{}", newest + 1));
    let newer = copy.path("newer.varn");
    pack(&newer, &unpacked(&path).replacen(&from, &to, 1));
    let refused = check(&newer).unwrap_err();
    assert!(
        matches!(refused, Error::Newer { found, known } if found == newest + 1 && known == newest),
        "{refused}"
    );
}

#[tokio::test]
async fn another_file_is_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other");
    std::fs::write(&path, "namn;drift\n").unwrap();
    assert!(matches!(check(&path).unwrap_err(), Error::NotABackup));
    pack(&path, "namn;drift\n");
    assert!(matches!(check(&path).unwrap_err(), Error::NotABackup));
}

#[tokio::test]
async fn a_backup_is_of_one_state_while_others_write() {
    let (copy, _) = Copy::made("first.varn").await;
    let test = &copy.test;
    let before = rows(test, test.app.db()).await;
    let path = copy.path("second.varn");
    let mut wrote = false;
    // The first row is on its way to the file when somebody else writes.
    let mut progress = |at, _| {
        if at == 1 {
            std::thread::scope(|threads| {
                let other = || {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(write_elsewhere(test));
                };
                threads.spawn(other).join().unwrap();
            });
            wrote = true;
        }
    };
    write(test.app.db(), test.app.clock(), &path, &mut progress).await.unwrap();
    assert!(wrote);
    let (db, _place) = database().await;
    copy.read(&db, &path).await.unwrap();
    assert_eq!(rows(test, &db).await, before);
    assert_ne!(rows(test, test.app.db()).await, before);
}

/// Another program writes: by a connection of its own.
async fn write_elsewhere(test: &TestApp) {
    let config = crate::platform::config::Config { database_url: test.place.url(), ..Default::default() };
    let db = Db::connect(&config.database().unwrap()).await.unwrap();
    let mut tx = db.write(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = "UPDATE units SET version = 99 WHERE tenant_id = $1";
    tx.exec(sql, Vec::new()).await.unwrap();
    tx.finish().await.unwrap();
    db.close().await;
}

fn unpacked(path: &Path) -> String {
    let mut text = String::new();
    GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

fn pack(path: &Path, text: &str) {
    let mut out = GzEncoder::new(std::fs::File::create(path).unwrap(), flate2::Compression::fast());
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap();
}
