//! Levels in all the ways they are written: figures, words, several in one cell, colours; scales stated and not.

use chrono::NaiveDate;
use serde_json::json;
use varn_recognition::{Options, Reading, read};
use varn_sheets::{Cell, Value};

use crate::common::{fields, reading, rejected, sheet, value, warned, workbook};

const FIELDS: [&str; 3] =
    ["information_set.confidentiality", "information_set.integrity", "information_set.availability"];

fn levels(reading: &Reading) -> Vec<String> {
    let level = |at: usize, key: &str| {
        value(reading, at, key).as_u64().map_or("-".to_owned(), |level| level.to_string())
    };
    (0..reading.rows.len()).map(|at| FIELDS.iter().map(|key| level(at, key)).collect()).collect()
}

#[test]
fn grades_in_words() {
    let reading = reading(
        "
Informationsmängd|Konfidentialitet|Riktighet|Tillgänglighet
Protokoll|låg|Låg|medel
Personakter|Hög|HÖG|Medel
Avtal|medel|hög|låg
",
    );
    assert_eq!(levels(&reading), ["112", "332", "231"]);
    assert_eq!(reading.scale.as_ref().map(|scale| scale.stated_in_file), Some(false));
}

#[test]
fn grades_with_figures() {
    let reading = reading(
        "
Informationstillgång|Konfidentialitet|Riktighet|Tillgänglighet
Protokoll|Låg (1)|2 - Medel|3
Personakter|Hög (3)|Medel|Ej klassad
",
    );
    assert_eq!(levels(&reading), ["123", "32-"], "{:?}", reading.rejected);
}

#[test]
fn words_of_the_method() {
    let reading = reading(
        "
Informationsmängd|Konfidentialitet|Riktighet|Tillgänglighet
Protokoll|Ingen|Måttlig|Betydande
Personakter|Allvarlig|3 (allvarlig)|synnerligen allvarlig
Avtal|ingen/försumbar|Försumbar|Ej klassat
",
    );
    assert_eq!(levels(&reading), ["012", "334", "00-"]);
    assert_eq!(warned(&reading), ["3 D level_4_check", "4 D level_missing"]);
}

#[test]
fn several_levels_in_one_cell() {
    for heading in
        ["K-R-T", "Klassning", "KRT", "Informationsklass", "Klass (K/R/T)", "Skyddsnivå", "Info.klassning"]
    {
        let typed = format!(
            "
Informationsmängd|Ägare|{heading}
Protokoll|Anna Berg|3-2-1
Personakter|Bo Ek|K3 R2 T1
Avtal|Eva Lind|3/2/1
Kartor|Ulf Hed|3, 2, 1
Fakturor|Mia Strand|K:3, R:2, T:1
Kladd|Per Dahl|
"
        );
        let reading = reading(&typed);
        assert_eq!(fields(&reading), "A=name B=owner C=confidentiality+integrity+availability", "{heading}");
        assert_eq!(levels(&reading), ["321", "321", "321", "321", "321", "---"], "{heading}");
    }
}

#[test]
fn the_heading_gives_the_order() {
    let reading = reading(
        "Informationsmängd|Ägare|T-R-K\nProtokoll|Anna Berg|1-2-3\nAvtal|Bo Ek|1-2-3\nAkt|Eva Lind|T1 R2 K3",
    );
    assert_eq!(levels(&reading), ["321", "321", "321"]);
}

#[test]
fn four_levels_in_one_cell() {
    let reading = reading(
        "System|Ägare|Klassning\nPlatina|Anna Berg|3-2-1-0\nCastor|Bo Ek|K3 R2 T1 S0\nAkt|Eva Lind|3210",
    );
    assert_eq!(fields(&reading), "A=name B=owner C=confidentiality+integrity+availability+traceability");
    assert_eq!(value(&reading, 1, "system.traceability"), json!(0));
}

#[test]
fn levels_that_became_dates() {
    let mut sheet = sheet(
        "Lista",
        "Informationsmängd|Ägare|K-R-T\nProtokoll|Anna Berg|3-2-1\nAvtal|Bo Ek|x\nAkt|Eva Lind|2-2-2",
    );
    let day = NaiveDate::from_ymd_opt(2003, 2, 1).expect("a date").and_hms_opt(0, 0, 0).expect("a time");
    sheet.rows[2].cells[2] = Cell { value: Value::Date(day), ..Cell::default() };
    let reading = read(&workbook(vec![sheet]), &Options::default());
    assert_eq!(levels(&reading), ["321", "321", "222"]);
    assert_eq!(warned(&reading), ["3 C level_was_date"]);
    assert_eq!(reading.warnings[0].value, json!("3-2-1"));
}

#[test]
fn stated_scales() {
    let register = "
Informationsmängd|K|R|T
Protokoll|1|2|3
Personakter|4|3|2
Avtal|0|1|1
";
    let older = "Nivå|Betydelse\n1|Försumbar\n2|Måttlig\n3|Betydande\n4|Allvarlig";
    let newer = "Nivå|Betydelse\n0|Ingen\n1|Måttlig\n2|Betydande\n3|Allvarlig\n4|Synnerligen allvarlig";
    let short = "1|Låg\n2|Medel\n3|Hög";
    for (legend, wanted, refused) in [
        (older, &["012", "321"][..], &["4 unknown_level"][..]),
        (newer, &["123", "432", "011"], &[]),
        (short, &["123"], &["3 unknown_level", "4 unknown_level"]),
        ("Klassning enligt skala 1–4", &["012", "321"], &["4 unknown_level"]),
        ("Kontakta samordnaren vid frågor", &["123", "432", "011"], &[]),
    ] {
        let sheets = vec![sheet("Lista", register), sheet("Förklaring", legend)];
        let reading = read(&workbook(sheets), &Options::default());
        assert_eq!(levels(&reading), wanted, "{legend}");
        assert_eq!(rejected(&reading), refused, "{legend}");
    }
}

#[test]
fn the_heading_states_the_scale() {
    let reading = reading(
        "Informationsmängd|Konfidentialitet (1-4)|Riktighet (1-4)|Tillgänglighet (1-4)\nProtokoll|1|2|3\nAkt|4|4|0",
    );
    assert_eq!(levels(&reading), ["012"]);
    assert_eq!(rejected(&reading), ["3 unknown_level"]);
    assert!(reading.scale.is_some_and(|scale| scale.stated_in_file));
}

#[test]
fn unknown_levels_are_asked_about() {
    let reading = reading("Informationsmängd|K|R|T\nProtokoll|1|2|sju\nAkt|2|5|9\nAvtal|1|1|1\nKarta|2|2|2");
    assert_eq!(rejected(&reading), ["2 unknown_level", "3 unknown_level"]);
    assert_eq!(reading.rejected[1].column, "C");
    assert_eq!(
        reading.rejected[0].message,
        "Rad 2, kolumn \"T\": \"sju\" är inget värde på skalan 0–4. Raden är inte inläst."
    );
}

fn filled(fill: [u8; 3]) -> Cell {
    Cell { fill: Some(fill), ..Cell::default() }
}

const RED: [u8; 3] = [0xff, 0, 0];
const GREEN: [u8; 3] = [0x92, 0xd0, 0x50];
const YELLOW: [u8; 3] = [0xff, 0xff, 0];

#[test]
fn colours_instead_of_levels() {
    let mut list = sheet(
        "Lista",
        "Informationsmängd|Konfidentialitet|Riktighet|Tillgänglighet\nProtokoll|1|1|1\nAkt||2|2\nAvtal|1|1|1\nKarta|2|2|2",
    );
    list.rows[2].cells[1] = filled(RED);
    list.rows[3].cells[1] = Cell { fill: Some(RED), ..list.rows[3].cells[1].clone() };
    let legend = sheet("Färger", "Röd = allvarlig, gul = betydande, grön = måttlig");
    let reading = read(&workbook(vec![list, legend]), &Options::default());
    assert_eq!(levels(&reading), ["111", "322", "111", "222"]);
    assert_eq!(warned(&reading), ["3 B level_from_colour", "4 B colour_contradicts_level"]);
}

#[test]
fn a_column_of_colours_alone() {
    let mut list = sheet(
        "Lista",
        "Informationstillgång|Förvaltning|Färg|System\nAkt|Miljökontoret||Platina\nAvtal|IT-enheten|Grön|Castor\nKarta|IT-enheten||Castor",
    );
    list.rows[1].cells[2] = filled(RED);
    list.rows[3].cells[2] = filled(YELLOW);
    let mut legend =
        sheet("Förklaring", "Nivå|Betydelse\n3|Allvarlig\n2|Betydande\n1|Måttlig\nFärgen visar riktighet");
    for (row, fill) in [(1, RED), (2, YELLOW), (3, GREEN)] {
        legend.rows[row].cells.push(filled(fill));
    }
    let reading = read(&workbook(vec![list, legend]), &Options::default());
    let integrity: Vec<_> = (0..3).map(|at| value(&reading, at, "information_set.integrity")).collect();
    assert_eq!(integrity, [json!(3), json!(1), json!(2)]);
    assert_eq!(warned(&reading), ["2 C level_from_colour", "3 C level_from_colour", "4 C level_from_colour"]);
}

#[test]
fn colours_that_nobody_explains_are_learnt_from_use() {
    let rows = |at: i32| format!("Akt {at}|Röd|3|2|2\nAvtal {at}|Grön|1|1|1\n");
    let mut typed = "Informationstillgång|Färg|K|R|T\n".to_owned();
    typed.extend((0..4).map(rows));
    typed += "Karta|Röd|1|1|1\nRitning|Grön||1|1";
    let reading = reading(&typed);
    assert_eq!(warned(&reading), ["10 B colour_contradicts_level", "11 B level_from_colour"]);
    assert_eq!(value(&reading, 9, "information_set.confidentiality"), json!(1));
}
