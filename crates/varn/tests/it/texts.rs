//! Every text stands in both languages, once, and is asked for; no key is asked for that does not exist.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![source()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Key → how often it stands.
fn keys(language: &str) -> BTreeMap<String, usize> {
    let mut keys = BTreeMap::new();
    for (_, text) in files(&format!("{language}.ftl")) {
        for line in text.lines() {
            let Some((key, _)) = line.split_once('=') else { continue };
            if line.starts_with(|first: char| first.is_ascii_lowercase()) {
                *keys.entry(key.trim().to_owned()).or_default() += 1;
            }
        }
    }
    keys
}

#[test]
fn every_text_stands_once_in_both_languages() {
    let (swedish, english) = (keys("sv"), keys("en"));
    let twice: Vec<_> = swedish.iter().chain(&english).filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "these stand twice: {twice:?}");
    let missing: Vec<_> = swedish.keys().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "these are not in English: {missing:?}");
    let missing: Vec<_> = english.keys().filter(|key| !swedish.contains_key(*key)).collect();
    assert!(missing.is_empty(), "these are not in Swedish: {missing:?}");
}

/// The literals that follow `call(` in a text.
fn asked<'a>(text: &'a str, call: &str) -> Vec<&'a str> {
    let literals = text.split(call).skip(1).filter_map(|rest| rest.strip_prefix('"')?.split('"').next());
    literals
        .filter(|key| {
            !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        })
        .collect()
}

#[test]
fn every_key_that_is_asked_for_exists() {
    let known = keys("sv");
    let mut missing = BTreeSet::new();
    for (path, text) in files(".html").into_iter().chain(files(".rs")) {
        if path.to_string_lossy().contains("tests") {
            continue;
        }
        for call in
            ["page.t(", "page.n(", "page.with(", "page.with2(", "words.t(", "words.n(", "frame.t(", "ctx.t("]
        {
            for key in asked(&text, call) {
                if !known.contains_key(key) {
                    missing.insert(format!("{}: {key}", path.strip_prefix(source()).unwrap().display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_event_has_a_text() {
    let known = keys("sv");
    let events = varn::platform::event::EventKind::ALL
        .iter()
        .map(|kind| format!("event-{}", kind.as_str().replace(['_', '.'], "-")));
    let missing: Vec<_> = events.filter(|key| !known.contains_key(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
