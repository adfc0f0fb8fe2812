//! The shared register files, against what their answer keys say of them.

use std::fs;

use crate::common::registers;
use varn_sheets::{Format, Limits, Refusal, Value, Workbook, read};

fn file(name: &str) -> Option<Result<Workbook, Refusal>> {
    let path = registers()?.join(name);
    let bytes = fs::read(&path).expect("a listed file is there");
    Some(read(name, &bytes, &Limits::default()))
}

struct Expected {
    name: &'static str,
    format: Format,
    /// Name, hidden, rows, merges of each sheet.
    sheets: &'static [(&'static str, bool, usize, usize)],
    hidden_columns: &'static [usize],
    /// 1-based row, 0-based column, text.
    cells: &'static [(usize, usize, &'static str)],
}

const EXPECTED: [Expected; 8] = [
    Expected {
        name: "01_systemforteckning_grankoping.xlsx",
        format: Format::Xlsx,
        sheets: &[("Systemförteckning", false, 55, 7), ("Läs mig", false, 5, 0), ("Listor", true, 4, 0)],
        hidden_columns: &[5, 9],
        cells: &[
            (4, 3, "Ansvar"),
            (5, 1, "Systemnamn"),
            (25, 11, "2002-02-03"),
            (54, 0, "Summa antal system"),
        ],
    },
    Expected {
        name: "02_systemlista_sjovalla_export.csv",
        format: Format::Csv,
        sheets: &[("", false, 62, 0)],
        hidden_columns: &[],
        cells: &[(1, 1, "Benämning"), (2, 2, "Används för:\n- registrering\n- uppföljning; statistik")],
    },
    Expected {
        name: "03_dokumenthanteringsplan_socialnamnden.xlsx",
        format: Format::Xlsx,
        sheets: &[("Plan", false, 84, 15), ("Gallringsbeslut", false, 2, 0)],
        hidden_columns: &[],
        cells: &[],
    },
    Expected {
        name: "04_registerforteckning_art30_sjovalla.xlsx",
        format: Format::Xlsx,
        sheets: &[("Register", false, 33, 1), ("Systemnamn", false, 41, 0)],
        hidden_columns: &[],
        cells: &[],
    },
    Expected {
        name: "05_klassningslista_aldre_skala.xlsx",
        format: Format::Xlsx,
        sheets: &[("Klassning 2014", false, 42, 0), ("Förklaring", false, 6, 0)],
        hidden_columns: &[],
        cells: &[(3, 0, "Personakter"), (3, 2, ""), (4, 2, "Röd")],
    },
    Expected {
        name: "06_gapanalys_sjalvskattning.ods",
        format: Format::Ods,
        sheets: &[("Nuläge", false, 44, 9), ("Skala", false, 2, 0)],
        hidden_columns: &[],
        cells: &[(5, 0, "1. Styrning"), (6, 6, "2020-04-17"), (8, 4, "Ska ses över\nunder hösten")],
    },
    Expected {
        name: "07_handlingsplan_atgarder.xls",
        format: Format::Xls,
        sheets: &[("Åtgärder", false, 51, 1), ("Diagram", false, 1, 0)],
        hidden_columns: &[],
        cells: &[(4, 6, "2021-08-28"), (7, 5, "120000"), (51, 1, "Totalt")],
    },
    Expected {
        name: "08_informationsmangder_alla_namnder.xlsx",
        format: Format::Xlsx,
        sheets: &[("Export", false, 20_001, 0), ("System", false, 41, 0)],
        hidden_columns: &[],
        cells: &[(1, 2, "Informationsmängd"), (143, 2, "=1+1"), (1544, 2, "@SUMMA(1+1)")],
    },
];

#[test]
fn registers_are_read_as_their_keys_say() {
    for expected in &EXPECTED {
        let Some(result) = file(expected.name) else { return };
        let workbook = result.expect(expected.name);
        assert_eq!(workbook.format, expected.format, "{}", expected.name);
        let found: Vec<_> = workbook
            .sheets
            .iter()
            .map(|sheet| (sheet.name.as_str(), sheet.hidden, sheet.rows.len(), sheet.merges.len()))
            .collect();
        assert_eq!(found, expected.sheets, "{}", expected.name);
        let first = &workbook.sheets[0];
        assert_eq!(first.hidden_columns, expected.hidden_columns, "{}", expected.name);
        for &(row, column, text) in expected.cells {
            assert_eq!(first.rows[row - 1].cell(column).text(), text, "{} row {row}", expected.name);
        }
        let numbered = first.rows.iter().zip(1..).all(|(row, number)| row.number == number);
        assert!(numbered, "{}: rows stand in their places", expected.name);
    }
}

#[test]
fn what_the_spreadsheet_turned_into_dates_comes_as_dates() {
    let Some(result) = file("01_systemforteckning_grankoping.xlsx") else { return };
    let sheet = &result.expect("read").sheets[0];
    let dates = sheet.rows.iter().filter(|row| matches!(row.cell(11).value, Value::Date(_))).count();
    assert!(dates >= 2, "K-R-T values in column L were turned into dates, {dates} found");
}

#[test]
fn colours_of_cells_without_text_are_kept() {
    let Some(result) = file("05_klassningslista_aldre_skala.xlsx") else { return };
    let sheet = &result.expect("read").sheets[0];
    let only_colour =
        sheet.rows.iter().map(|row| row.cell(2)).filter(|cell| cell.is_empty() && cell.fill.is_some());
    assert!(only_colour.count() > 3);
}

#[test]
fn physical_lines_of_records() {
    let Some(result) = file("02_systemlista_sjovalla_export.csv") else { return };
    let sheet = &result.expect("read").sheets[0];
    // From the spot checks of the key: record, line.
    for (record, line) in [(4, 6), (15, 20)] {
        assert_eq!(sheet.rows[record - 1].line, Some(line));
    }
}

#[test]
fn hostile_files_are_refused_with_the_reason_of_their_keys() {
    let cases = [
        ("hostile/avbruten_nedladdning.xlsx", "corrupt_container"),
        ("hostile/tom_fil.xlsx", "empty_file"),
        ("hostile/zipbomb_systemlista.xlsx", "decompression_limit"),
    ];
    for (name, code) in cases {
        let Some(result) = file(name) else { return };
        assert_eq!(result.expect_err(name).code(), code, "{name}");
    }
}

#[test]
fn a_wrong_extension_is_noted_and_the_content_read() {
    let Some(result) = file("hostile/systemlista_fel_filandelse.csv") else { return };
    let workbook = result.expect("read as what it is");
    assert_eq!(workbook.format, Format::Xlsx);
    assert_eq!(workbook.notes[0].code(), "extension_mismatch");
    let names: Vec<_> =
        workbook.sheets[0].rows.iter().skip(1).map(|row| row.cell(0).text().into_owned()).collect();
    let second: Vec<_> =
        workbook.sheets[0].rows.iter().skip(1).map(|row| row.cell(1).text().into_owned()).collect();
    let expected = [
        "Ekonomisystem Kronan",
        "Lönesystem Linet",
        "Verksamhetssystem Omsorgen",
        "Journalsystem Vården",
        "Elevregister Pennan",
    ];
    assert!(names == expected || second == expected, "{names:?} {second:?}");
}
