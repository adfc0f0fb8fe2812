//! Whatever the bytes, reading ends, stays within the limits and does not panic.

use std::fs;

use proptest::prelude::*;
use varn_sheets::{Limits, Workbook, read};

use crate::common::{ods, registers, xlsx};

/// Tight, so that the bounds are met often.
fn limits() -> Limits {
    Limits {
        expanded_bytes: 4 << 20,
        cells: 40_000,
        columns: 200,
        rows: 5_000,
        cell_chars: 5_000,
        text_bytes: 1 << 20,
        sheets: 20,
        ..Limits::default()
    }
}

/// What has to hold of every grid, whatever it was read from.
fn check(workbook: &Workbook) {
    let limits = limits();
    let rows: usize = workbook.sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let all = || workbook.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
    assert!(rows <= limits.rows && all().count() <= limits.cells && workbook.sheets.len() <= limits.sheets);
    assert!(all().all(|cell| cell.text().chars().count() <= limits.cell_chars.max(30)));
    for sheet in &workbook.sheets {
        let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        assert!(width <= limits.columns);
        assert!(sheet.rows.last().is_none_or(|row| !row.is_blank()), "nothing blank at the end");
        assert!(sheet.rows.iter().zip(1..).all(|(row, number)| row.number == number));
        assert!(
            sheet
                .rows
                .iter()
                .filter_map(|row| row.cells.last())
                .all(|cell| !cell.is_empty() || cell.fill.is_some())
        );
        assert!(sheet.hidden_columns.iter().all(|&column| column < width));
        assert!(
            sheet.merges.iter().all(|merge| merge.last_row < sheet.rows.len() && merge.last_column < width)
        );
    }
}

fn try_read(bytes: &[u8]) {
    if let Ok(workbook) = read("fil.csv", bytes, &limits()) {
        check(&workbook);
    }
}

/// Real files of each format that are small enough to be mutated many times.
fn samples() -> Vec<Vec<u8>> {
    let names = [
        "05_klassningslista_aldre_skala.xlsx",
        "06_gapanalys_sjalvskattning.ods",
        "07_handlingsplan_atgarder.xls",
    ];
    let Some(folder) = registers() else { return Vec::new() };
    names.iter().map(|name| fs::read(folder.join(name)).expect("a listed file is there")).collect()
}

fn mutated(bytes: &[u8], changes: &[(usize, u8)], cut: usize) -> Vec<u8> {
    let mut bytes = bytes[..bytes.len() - cut % (bytes.len() + 1)].to_vec();
    for &(at, value) in changes {
        let length = bytes.len().max(1);
        if let Some(byte) = bytes.get_mut(at % length) {
            *byte = value;
        }
    }
    bytes
}

const STARTS: [&[u8]; 5] =
    [b"", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\x09\x08\x10\0\0\x06\x05\0", b"\xFF\xFE"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(start in prop::sample::select(&STARTS[..]), bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        try_read(&[start, &bytes].concat());
    }

    #[test]
    fn arbitrary_text(text in "(?s)[a-zåäö;,\t|\"\r\n =\u{0}-\u{FFFF}]{0,400}") {
        try_read(text.as_bytes());
    }

    /// Separated text comes back as it was written.
    #[test]
    fn quoted_text_comes_back(rows in prop::collection::vec(prop::collection::vec("[a-zåäö;,\"\n ]{0,12}", 3), 1..20)) {
        let quoted = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(";");
        let text = format!("sep=;\n{}\n", rows.iter().map(line).collect::<Vec<_>>().join("\r\n"));
        let workbook = read("a.csv", text.as_bytes(), &limits()).expect("plain text");
        let sheet = &workbook.sheets[0];
        for (index, row) in rows.iter().enumerate() {
            let blank = |text: &str| text.trim().is_empty();
            for (column, field) in row.iter().enumerate().filter(|(_, field)| !blank(field)) {
                prop_assert_eq!(sheet.rows[index].cell(column).text(), field.as_str());
            }
        }
    }

    /// XML is only reached through a sound archive, so it is changed before it is packed.
    #[test]
    fn changed_sheet_xml(changes in prop::collection::vec((any::<usize>(), 0x20..0x7F_u8), 0..12), cut in 0..300_usize) {
        let sheet = r#"<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1" spans="1:3">
            <c r="A1" t="inlineStr" s="1"><is><t>text</t></is></c><c r="B1"><f>A1</f><v>45000.5</v></c></row>
            <row r="3"><c r="C3" t="b"><v>1</v></c><c r="D3" t="s"><v>0</v></c></row></sheetData>
            <mergeCells><mergeCell ref="A1:B3"/></mergeCells></worksheet>"#;
        let sheet = mutated(sheet.as_bytes(), &changes, cut);
        try_read(&xlsx(&String::from_utf8_lossy(&sheet), &[("xl/strings.xml", "<sst><si><t>a</t></si></sst>")]));
    }

    #[test]
    fn changed_content_of_ods(changes in prop::collection::vec((any::<usize>(), 0x20..0x7F_u8), 0..12)) {
        let content = r##"<d><style name="a" family="table-cell"><table-cell-properties background-color="#ff0000"/>
            </style><body><table name="x"><table-column number-columns-repeated="2" visibility="collapse"/>
            <table-row number-rows-repeated="3"><table-cell value-type="float" value="1.5"
            number-columns-repeated="12"/><table-cell style-name="a"/><table-cell value-type="string"
            number-columns-spanned="2"><p>a<s c="3"/>b</p></table-cell></table-row></table></body></d>"##;
        let content = mutated(content.as_bytes(), &changes, 0);
        try_read(&ods(&String::from_utf8_lossy(&content), &[]));
    }

    #[test]
    fn changed_real_files(
        which in 0..3_usize,
        changes in prop::collection::vec((any::<usize>(), any::<u8>()), 0..20),
        cut in prop::option::weighted(0.2, any::<usize>()),
    ) {
        let samples = samples();
        if let Some(sample) = samples.get(which) {
            try_read(&mutated(sample, &changes, cut.unwrap_or(0)));
        }
    }
}
