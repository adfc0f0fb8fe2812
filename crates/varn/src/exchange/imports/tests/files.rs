use super::{count, decide};
use crate::commands::import::{Flags, load};
use crate::platform::permission::Role;
use crate::testing::TestApp;
use clap::Parser;
use serde_json::{Value as Json, json};
use std::path::PathBuf;

const FILES: [&str; 8] = [
    "01_systemforteckning_grankoping.xlsx",
    "02_systemlista_sjovalla_export.csv",
    "03_dokumenthanteringsplan_socialnamnden.xlsx",
    "04_registerforteckning_art30_sjovalla.xlsx",
    "05_klassningslista_aldre_skala.xlsx",
    "06_gapanalys_sjalvskattning.ods",
    "07_handlingsplan_atgarder.xls",
    "08_informationsmangder_alla_namnder.xlsx",
];

/// The folder of shared registers, or `None`, said aloud, where this machine lacks it.
fn registers() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/registers"));
    let found = Some(folder).filter(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: the shared registers are not there");
    }
    found
}

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    flags: Flags,
}

fn flags(words: &[&str]) -> Flags {
    Line::parse_from([&["import"], words].concat()).flags
}

/// What a trial reading prints, and whether it was refused.
async fn told(words: &[&str]) -> (Json, bool) {
    let mut out = Vec::new();
    let refused = load(None, &flags(words), &mut out).await.is_err();
    (serde_json::from_slice(&out).unwrap(), refused)
}

#[tokio::test]
async fn every_shared_register_gives_what_its_key_says() {
    let Some(folder) = registers() else { return };
    for name in FILES {
        let path = folder.join(name);
        let (told, _) = told(&[path.to_str().unwrap(), "--dry-run", "--format", "json"]).await;
        let key = std::fs::read(folder.join(format!("{name}.expected.json"))).unwrap();
        let key: Json = serde_json::from_slice(&key).unwrap();
        for part in ["kind", "format", "counts"] {
            assert_eq!(told[part], key[part], "{name} {part}");
        }
        assert_eq!(told["header_rows"], key["read"]["header_rows"], "{name}");
        let reasons = |list: &Json| -> Vec<Json> {
            let all = list.as_array().unwrap().iter();
            all.map(|one| json!([one["row"], one["column"], one["field"], one["reason"]])).collect()
        };
        assert_eq!(reasons(&told["rejected"]), reasons(&key["rejected"]), "{name}");
        for checked in key["spot_checks"].as_array().unwrap() {
            let rows = told["rows"].as_array().unwrap();
            let row = rows.iter().find(|row| row["row"] == checked["row"]).unwrap();
            assert_eq!(row["values"], checked["values"], "{name} row {}", checked["row"]);
        }
    }
}

#[tokio::test]
async fn hostile_files_are_refused_with_words() {
    let Some(folder) = registers() else { return };
    let cases = [
        ("zipbomb_systemlista.xlsx", "decompression_limit"),
        ("avbruten_nedladdning.xlsx", "corrupt_container"),
        ("tom_fil.xlsx", "empty_file"),
    ];
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    for (name, reason) in cases {
        let path = folder.join("hostile").join(name);
        let (told, refused) = told(&[path.to_str().unwrap(), "--dry-run", "--format", "json"]).await;
        assert!(refused && told["refused"]["reason"] == reason, "{told}");
        let message = told["refused"]["message"].as_str().unwrap().to_owned();
        let bytes = std::fs::read(&path).unwrap();
        let page = coordinator.upload("/inlasning", &[], ("file", name, &bytes)).await.expect(422).text();
        assert!(page.contains(&message), "{page}");
    }
    let path = folder.join("hostile/systemlista_fel_filandelse.csv");
    let (told, refused) = told(&[path.to_str().unwrap(), "--dry-run", "--format", "json"]).await;
    assert!(!refused && told["counts"]["accepted"] == 5, "{told}");
    assert!(
        told["notes"].as_array().unwrap().iter().any(|note| note["code"] == "extension_mismatch"),
        "{told}"
    );
    assert_eq!(count(&test, "imports", "TRUE").await, 0);
    coordinator.upload("/inlasning", &[], ("file", "", b"")).await.expect(422);
}

#[tokio::test]
async fn the_command_line_loads_and_asks_about_level_4() {
    let Some(folder) = registers() else { return };
    let test = TestApp::start().await;
    let path = folder.join(FILES[0]);
    let path = path.to_str().unwrap();
    let run = async |more: &[&str]| {
        let mut out = Vec::new();
        let words = [&[path, "--organization", "0180", "--format", "json"], more].concat();
        let outcome = load(Some(&test.app), &flags(&words), &mut out).await;
        let told = serde_json::from_slice::<Json>(&out);
        (told.unwrap_or_else(|_| format!("{outcome:?}").into()), outcome.is_err())
    };
    let (told, refused) = run(&[]).await;
    assert!(refused && told["refused"]["reason"] == "level_4_question", "{told}");
    assert_eq!(count(&test, "systems", "TRUE").await, 0);
    let (told, _) = run(&["--level-4", "protective-security"]).await;
    let created = told["result"]["created"].as_i64().unwrap_or_default();
    assert_eq!(created + told["result"]["withheld"].as_i64().unwrap_or_default(), 40, "{told}");
    let (told, _) = run(&["--dry-run", "--level-4", "protective-security"]).await;
    assert_eq!(told["plan"], json!({ "create": 0, "change": 0, "same": created, "conflict": 0 }));
    let mut out = Vec::new();
    assert!(load(Some(&test.app), &flags(&[path]), &mut out).await.is_err());
    assert!(load(Some(&test.app), &flags(&[path, "--organization", "9999"]), &mut out).await.is_err());
}

#[tokio::test]
async fn a_mapping_file_decides_how_a_list_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("lista.csv");
    std::fs::write(&list, "a;b\nLinden;Ebba Norr\n").unwrap();
    let mapping = folder.path().join("tolkning.json");
    let text = json!({ "kind": "system", "header_rows": [1], "columns": [
        { "column": "A", "field": "system.name" }, { "column": "B", "field": "system.owner" } ] });
    std::fs::write(&mapping, text.to_string()).unwrap();
    let words =
        [list.to_str().unwrap(), "--dry-run", "--format", "json", "--mapping", mapping.to_str().unwrap()];
    let (told, _) = told(&words).await;
    assert_eq!(told["rows"][0]["values"]["system.owner"]["name"], "Ebba Norr", "{told}");
    let mut out = Vec::new();
    load(None, &flags(&[&words[..2], &["--language", "en"]].concat()), &mut out).await.unwrap();
    assert!(String::from_utf8(out).unwrap().contains("Nothing has been saved"));
}

#[tokio::test]
async fn a_whole_register_of_systems_comes_in_by_the_pages() {
    let Some(folder) = registers() else { return };
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let bytes = std::fs::read(folder.join(FILES[1])).unwrap();
    let file = ("file", FILES[1], bytes.as_slice());
    let answer = [("level_four", "ordinary")];
    for round in 0..2 {
        let waiting = coordinator.upload("/inlasning", &[], file).await.expect(303).location();
        let path = coordinator.post(&format!("{waiting}/niva-4"), &answer).await.expect(303).location();
        if round == 0 {
            decide(&coordinator, &path, "las-in", "good").await.expect(303);
            assert_eq!(count(&test, "systems", "external_id LIKE 'SYS-%'").await, 56);
        } else {
            let page = coordinator.get(&path).await.expect(200).text();
            assert!(page.contains("inget som registret inte redan säger"), "{page}");
        }
    }
}

/// What each file becomes: table and a condition for its rows.
const BECOMES: [(usize, &str, &str); 7] = [
    (0, "systems", "state = 'proposed'"),
    (1, "systems", "external_id LIKE 'SYS-%'"),
    (2, "information_sets", "process_code <> '' OR process_name <> ''"),
    (3, "processings", "TRUE"),
    (4, "information_sets", "TRUE"),
    (5, "judgements", "object_kind = 'organisation'"),
    (6, "actions", "TRUE"),
];

#[tokio::test]
async fn every_shared_register_comes_in_is_the_same_again_and_goes_out() {
    let Some(folder) = registers() else { return };
    for (at, table, condition) in BECOMES {
        let test = TestApp::start().await;
        let path = folder.join(FILES[at]);
        let run = async |more: &[&str]| {
            let mut out = Vec::new();
            let words = ["--organization", "0180", "--format", "json", "--level-4", "ordinary"];
            let words = [&[path.to_str().unwrap()], &words[..], more].concat();
            let outcome = load(Some(&test.app), &flags(&words), &mut out).await;
            serde_json::from_slice::<Json>(&out).unwrap_or_else(|_| format!("{outcome:?}").into())
        };
        let people = count(&test, "people", "TRUE").await;
        let told = run(&[]).await;
        let accepted = told["counts"]["accepted"].as_i64().unwrap_or_else(|| panic!("{}: {told}", FILES[at]));
        assert_eq!(told["result"]["created"], accepted, "{}: {}", FILES[at], told["result"]);
        assert!(count(&test, table, condition).await >= accepted - 5, "{}", FILES[at]);
        let again = run(&["--dry-run"]).await;
        let same = json!({ "create": 0, "change": 0, "same": accepted, "conflict": 0 });
        assert_eq!(again["plan"], same, "{}", FILES[at]);
        let coordinator = test.sign_in(Role::Coordinator).await;
        let import = format!("/inlasning/{}", told["result"]["import"].as_str().unwrap());
        let page = coordinator.get(&import).await.expect(200);
        assert!(page.text().contains("tillagda") && page.queries() <= 8, "{}", page.text());
        coordinator.post(&format!("{import}/angra"), &[]).await.expect(303);
        for table in [
            "systems",
            "information_sets",
            "processings",
            "judgements",
            "own_controls",
            "actions",
            "suppliers",
            "links",
            "classifications",
            "information_provisions",
        ] {
            assert_eq!(count(&test, table, "TRUE").await, 0, "{} {table}", FILES[at]);
        }
        assert_eq!(count(&test, "people", "TRUE").await, people, "{}", FILES[at]);
    }
}
