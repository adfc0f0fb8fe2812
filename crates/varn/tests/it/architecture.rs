//! What holds the house together and no compiler checks: imports run downwards only, SQL stands in stores, files are
//! small, no interface text stands in a template.

use std::path::{Path, PathBuf};

/// The floors, lowest first; within a wing left may be used by right.
const FLOORS: [&str; 8] =
    ["platform", "knowledge", "people", "registers", "current_state", "steering", "exchange", "demo"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![source()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let name = path.strip_prefix(source()).unwrap().display().to_string();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn imports_run_downwards_only() {
    let mut wrong = Vec::new();
    for (name, text) in files(".rs") {
        let Some(floor) = FLOORS.iter().position(|wing| name.starts_with(&format!("{wing}/"))) else {
            continue;
        };
        for above in &FLOORS[floor + 1..] {
            if !name.contains("test") && text.contains(&format!("crate::{above}::")) {
                wrong.push(format!("{name} uses {above}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_are_small() {
    let large: Vec<_> = files(".rs")
        .into_iter()
        .chain(files(".html"))
        .filter(|(_, text)| text.lines().count() > 500)
        .collect();
    let names: Vec<_> = large.iter().map(|(name, _)| name).collect();
    assert!(names.is_empty(), "over 500 lines: {names:?}");
}

#[test]
fn no_text_for_people_stands_in_a_template() {
    let is_swedish = |text: &str| text.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']);
    let mut wrong = Vec::new();
    for (name, text) in files(".html") {
        // Comments tell those who write pages; addresses are Swedish.
        let mut rest = text.as_str();
        let mut shown = String::new();
        while let Some((before, after)) = rest.split_once("{#") {
            shown += before;
            rest = after.split_once("#}").map_or("", |(_, rest)| rest);
        }
        shown += rest;
        if is_swedish(&shown) {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "Swedish words in {wrong:?}");
}
