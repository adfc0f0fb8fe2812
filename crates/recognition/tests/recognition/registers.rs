//! The shared register files, read without a mapping, against what their answer keys say.

use std::fs;

use serde_json::{Value, json};
use varn_recognition::{Options, read};
use varn_sheets::Limits;

use crate::common::registers;

/// One test per file; all that differs from the key is told at once.
macro_rules! registers {
    ($($test:ident $name:literal;)*) => {
        $(#[test]
        fn $test() {
            compare($name);
        })*
    };
}

registers! {
    systems_with_groups_hidden_columns_and_dates "01_systemforteckning_grankoping.xlsx";
    systems_exported_as_text "02_systemlista_sjovalla_export.csv";
    records_management_plan "03_dokumenthanteringsplan_socialnamnden.xlsx";
    record_of_processing "04_registerforteckning_art30_sjovalla.xlsx";
    classification_on_an_older_scale "05_klassningslista_aldre_skala.xlsx";
    gap_analysis "06_gapanalys_sjalvskattning.ods";
    action_plan "07_handlingsplan_atgarder.xls";
    twenty_thousand_information_sets "08_informationsmangder_alla_namnder.xlsx";
}

/// Tells what a reading and its key differ in.
type Part = fn(&Value, &Value) -> Vec<String>;

/// A reading as JSON, and its key.
fn both(name: &str) -> Option<(Value, Value)> {
    let folder = registers()?;
    let bytes = fs::read(folder.join(name)).expect("a listed file is there");
    let key = fs::read(folder.join(format!("{name}.expected.json"))).expect("every file has a key");
    let workbook = varn_sheets::read(name, &bytes, &Limits::default()).expect("the file can be read");
    let reading = read(&workbook, &Options::default());
    let shown = serde_json::to_value(&reading).expect("a reading is JSON");
    Some((shown, serde_json::from_slice(&key).expect("the key is JSON")))
}

fn compare(name: &str) {
    let Some((reading, key)) = both(name) else { return };
    let parts: [(&str, Part); 10] = [
        ("kind, sheet and headings", kind_sheet_and_headings),
        ("key columns", key_columns),
        ("columns", columns),
        ("rows that are no data", rows_that_are_no_data),
        ("scale", scales),
        ("counts", counts),
        ("rejected", rejected_rows),
        ("warnings", warnings),
        ("values", spot_checked_values),
        ("sheets", every_sheet_has_a_role),
    ];
    let told = |(part, differences): (&str, Part)| {
        let lines = differences(&reading, &key).into_iter();
        lines.map(|line| format!("{part}: {line}")).collect::<Vec<String>>()
    };
    let differences: Vec<String> = parts.into_iter().flat_map(told).collect();
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

fn differing(what: &str, found: &Value, wanted: &Value) -> Option<String> {
    (found != wanted).then(|| format!("{what}: found {found}, the key says {wanted}"))
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// A heading as the key has it: trimmed.
fn trimmed(header: &Value) -> Value {
    match header {
        Value::String(text) => text.trim().into(),
        Value::Array(texts) => texts.iter().map(trimmed).collect(),
        other => other.clone(),
    }
}

/// Raw texts: the key marks cells that are dates, shortens long texts, and tells blank CSV fields from blank cells.
fn raw(value: &Value, key: &Value) -> bool {
    const SHOWN: usize = 60;
    match (value, key) {
        (Value::Null, Value::String(text)) => text.trim().is_empty(),
        (Value::String(text), Value::String(wanted)) => {
            let dated = format!("{text} (date cell)");
            let long: String = text.chars().take(SHOWN).collect();
            let shortened = format!("{long}… ({} characters)", text.chars().count());
            [text, &dated, &shortened].contains(&wanted)
        }
        (Value::Number(number), Value::Number(wanted)) => number.as_f64() == wanted.as_f64(),
        _ => value == key,
    }
}

fn kind_sheet_and_headings(reading: &Value, key: &Value) -> Vec<String> {
    let sheet = key["read"].get("sheet").cloned().unwrap_or_else(|| json!(""));
    let municipality =
        if key["municipality_in_file"] == json!(true) { &key["municipality"] } else { &Value::Null };
    let none = json!([]);
    [
        differing("kind", &reading["kind"], &key["kind"]),
        differing("sheet", &reading["sheet"], &sheet),
        differing("header rows", &reading["header_rows"], &key["read"]["header_rows"]),
        differing("first row", &reading["first_data_row"], &key["read"]["first_data_row"]),
        differing("last row", &reading["last_data_row"], &key["read"]["last_data_row"]),
        differing("municipality", &reading["municipality"], municipality),
        differing(
            "fill down",
            &reading["fill_down_columns"],
            key["read"].get("fill_down_columns").unwrap_or(&none),
        ),
        differing("sections", &reading["section_fields"], key.get("section_fields").unwrap_or(&none)),
        differing("constants", &reading["constants"], key.get("constants").unwrap_or(&json!({}))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn key_columns(reading: &Value, key: &Value) -> Vec<String> {
    let name = |column: &&Value| {
        column["field"]
            .as_str()
            .is_some_and(|field| matches!(field.rsplit('.').next(), Some("name" | "title")))
    };
    let default = items(&key["columns"]).find(name).map(|column| json!([column["column"]]));
    let wanted = key.get("key_columns").cloned().or(default).expect("a key has a name column");
    differing("key columns", &reading["key_columns"], &wanted).into_iter().collect()
}

fn columns(reading: &Value, key: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for wanted in items(&key["columns"]) {
        let found = items(&reading["columns"]).find(|found| found["column"] == wanted["column"]);
        // Trailing columns without heading and content are not in the grid at all.
        let blank = wanted["header"] == json!("") && wanted["field"].is_null();
        match found {
            Some(found) => {
                out.extend(differing("field", &found["field"], &wanted["field"]));
                out.extend(differing("header", &found["header"], &trimmed(&wanted["header"])));
                let hidden = wanted.get("hidden").unwrap_or(&Value::Null);
                out.extend(differing("hidden", found.get("hidden").unwrap_or(&Value::Null), hidden));
            }
            None if blank => {}
            None => out.push(format!("column {} is missing", wanted["column"])),
        }
    }
    out
}

fn rows_that_are_no_data(reading: &Value, key: &Value) -> Vec<String> {
    let last = reading["last_data_row"].as_u64();
    // The reader drops blank rows at the end of a file.
    let there = |row: &&Value| {
        !(row["kind"] == json!("blank") && row["row"].as_u64() > last && key["format"] == json!("csv"))
    };
    let wanted: Vec<&Value> = items(&key["read"]["ignored_rows"]).filter(there).collect();
    let found: Vec<&Value> = items(&reading["ignored_rows"]).collect();
    differing("ignored rows", &json!(found), &json!(wanted)).into_iter().collect()
}

fn scales(reading: &Value, key: &Value) -> Vec<String> {
    let Some(wanted) = key.get("scale") else { return Vec::new() };
    let mut out = vec![differing("stated", &reading["scale"]["stated_in_file"], &wanted["stated_in_file"])];
    out.push(differing("id", &reading["scale"]["id"], &wanted["id"]));
    out.push(differing("levels", &reading["scale"]["levels"], &wanted["levels"]));
    out.into_iter().flatten().collect()
}

fn counts(reading: &Value, key: &Value) -> Vec<String> {
    differing("counts", &reading["counts"], &key["counts"]).into_iter().collect()
}

fn rejected_rows(reading: &Value, key: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let rows = |list: &Value| items(list).map(|item| item["row"].clone()).collect::<Value>();
    out.extend(differing("rows", &rows(&reading["rejected"]), &rows(&key["rejected"])));
    for wanted in items(&key["rejected"]) {
        let Some(found) = items(&reading["rejected"]).find(|found| found["row"] == wanted["row"]) else {
            continue;
        };
        for part in ["column", "field", "reason", "line"] {
            out.extend(differing(part, &found[part], &wanted[part]));
        }
        out.extend(differing("header", &found["header"], &trimmed(&wanted["header"])));
        if !raw(&found["raw"], &wanted["raw"]) {
            out.extend(differing("raw", &found["raw"], &wanted["raw"]));
        }
    }
    out
}

fn warnings(reading: &Value, key: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for wanted in items(&key["warnings"]) {
        let same = |found: &&Value| {
            ["row", "line", "column", "field", "reason"]
                .iter()
                .all(|part| found.get(part) == wanted.get(part))
        };
        match items(&reading["warnings"]).find(same) {
            None => out.push(format!("missing {wanted}")),
            Some(found) => {
                out.extend(
                    differing("value", &found["value"], &wanted["value"])
                        .map(|line| format!("row {}: {line}", wanted["row"])),
                );
                if !raw(&found["raw"], &wanted["raw"]) {
                    out.extend(differing("raw", &found["raw"], &wanted["raw"]));
                }
            }
        }
    }
    out
}

fn spot_checked_values(reading: &Value, key: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for wanted in items(&key["spot_checks"]) {
        let Some(found) = items(&reading["rows"]).find(|found| found["row"] == wanted["row"]) else {
            out.push(format!("row {} is missing", wanted["row"]));
            continue;
        };
        let keys = |values: &Value| {
            values.as_object().map(|map| map.keys().cloned().collect::<std::collections::BTreeSet<_>>())
        };
        if keys(&found["values"]) != keys(&wanted["values"]) {
            out.push(format!(
                "row {}: fields {:?} instead of {:?}",
                wanted["row"],
                keys(&found["values"]),
                keys(&wanted["values"])
            ));
        }
        for (field, value) in wanted["values"].as_object().into_iter().flatten() {
            let same = match (found["values"][field].as_f64(), value.as_f64()) {
                (Some(found), Some(wanted)) => (found - wanted).abs() < 1e-9,
                _ => found["values"][field] == *value,
            };
            if !same {
                out.extend(differing(
                    &format!("row {} {field}", wanted["row"]),
                    &found["values"][field],
                    value,
                ));
            }
        }
    }
    out
}

fn every_sheet_has_a_role(reading: &Value, key: &Value) -> Vec<String> {
    let role = |name: &Value| {
        items(&reading["sheets"]).find(|sheet| sheet["name"] == *name).map(|sheet| &sheet["role"])
    };
    let mut out = Vec::new();
    for ignored in items(&key["read"]["ignored_sheets"]) {
        if matches!(role(ignored).and_then(Value::as_str), None | Some("data" | "other_data")) {
            out.push(format!("{ignored} is {:?}", role(ignored)));
        }
    }
    if let Some(known) = key["read"].get("known_values_sheet") {
        out.extend(differing("known systems", role(known).unwrap_or(&Value::Null), &json!("known_systems")));
    }
    out
}

/// The shared registers with their columns turned round: as many rows are read and refused, for the same reasons.
#[test]
fn the_order_of_columns_does_not_matter() {
    for name in FILES {
        let Some(folder) = registers() else { return };
        let bytes = fs::read(folder.join(name)).expect("a listed file is there");
        let mut workbook = varn_sheets::read(name, &bytes, &Limits::default()).expect("the file can be read");
        let plain = read(&workbook, &Options::default());
        // Title rows stay where they are; merged cells would tear apart.
        let first = usize::try_from(plain.header_rows[0]).expect("a row") - 1;
        let sheet = &mut workbook.sheets[0];
        let width = sheet.rows[first].cells.len();
        for row in &mut sheet.rows[first..] {
            row.cells.resize(row.cells.len().max(width), varn_sheets::Cell::default());
            row.cells.reverse();
        }
        let turned = read(&workbook, &Options::default());
        let reasons = |reading: &varn_recognition::Reading| {
            reading.rejected.iter().map(|rejected| (rejected.row, rejected.reason)).collect::<Vec<_>>()
        };
        let named = |reading: &varn_recognition::Reading| {
            let mut fields: Vec<&str> =
                reading.columns.iter().flat_map(|column| &column.fields).map(|field| field.key()).collect();
            fields.sort_unstable();
            fields.join(" ")
        };
        assert_eq!(named(&turned), named(&plain), "{name}");
        assert_eq!(reasons(&turned), reasons(&plain), "{name}");
        assert_eq!(turned.counts, plain.counts, "{name}");
    }
}

const FILES: [&str; 4] = [
    "02_systemlista_sjovalla_export.csv",
    "04_registerforteckning_art30_sjovalla.xlsx",
    "05_klassningslista_aldre_skala.xlsx",
    "07_handlingsplan_atgarder.xls",
];
