//! Workbooks, read as XML.

use varn_documents::{Kind, Sheet, SheetColumn, Value, Workbook, csv, xlsx};

use crate::sample;
use crate::tools::part;

/// The cells of a sheet as (type, text): `s` text, `n` number, nothing where there is no cell.
fn cells(package: &[u8], number: usize) -> Vec<Vec<(String, String)>> {
    let text = |name: &str| String::from_utf8(part(package, name)).expect("UTF-8");
    let strings = text("xl/sharedStrings.xml");
    let strings = roxmltree::Document::parse(&strings).expect("XML");
    let plain = |node: roxmltree::Node<'_, '_>| -> String {
        node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect()
    };
    let strings: Vec<String> = strings
        .descendants()
        .filter(|node| node.has_tag_name(("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "si")))
        .map(plain)
        .collect();
    let sheet = text(&format!("xl/worksheets/sheet{number}.xml"));
    let sheet = roxmltree::Document::parse(&sheet).expect("XML");
    let cell = |node: roxmltree::Node<'_, '_>| {
        let value = plain(node);
        if node.attribute("t") == Some("s") {
            ("s".to_owned(), strings[value.parse::<usize>().expect("an index")].clone())
        } else {
            ("n".to_owned(), value)
        }
    };
    let rows = sheet.descendants().filter(|node| node.tag_name().name() == "row");
    rows.map(|row| row.children().filter(|node| node.tag_name().name() == "c").map(cell).collect()).collect()
}

fn text(value: &str) -> (String, String) {
    ("s".to_owned(), value.to_owned())
}

fn number(value: &str) -> (String, String) {
    ("n".to_owned(), value.to_owned())
}

fn sheet(values: Vec<Value>) -> Sheet {
    let column = SheetColumn { title: "=Rubrik".into(), kind: Kind::Text, width: 20 };
    Sheet {
        name: "Blad".into(),
        columns: vec![column],
        rows: values.into_iter().map(|value| vec![value]).collect(),
    }
}

#[test]
fn values_come_back_as_what_they_were() {
    let bytes = xlsx(&sample::workbook(8)).expect("a workbook");
    let rows = cells(&bytes, 1);
    assert_eq!(rows.len(), 9);
    assert_eq!(rows[0][1], text("System"));
    let last = &rows[8];
    assert_eq!(last[0], number("7"));
    assert_eq!(last[4], text("Beskrivning av system 7, med å, ä och ö"));
    assert_eq!(last[6], number("1"));
    assert_eq!(last[7], number("46307"), "2026-10-12 as days from 1900");
    assert_eq!(last[8], number("7000"));
    assert_eq!(last[9], text("=HYPERLINK(\"http://x\")"));
    assert_eq!((rows[1].len(), last.len()), (11, 12), "an empty value leaves no cell");
}

#[test]
fn headings_are_frozen_and_filtered_and_the_same_input_gives_the_same_bytes() {
    let workbook = sample::workbook(3);
    let bytes = xlsx(&workbook).expect("a workbook");
    let xml = String::from_utf8(part(&bytes, "xl/worksheets/sheet1.xml")).expect("UTF-8");
    assert!(xml.contains("<pane ySplit=\"1\"") && xml.contains("state=\"frozen\""), "{xml}");
    assert!(xml.contains("<autoFilter ref=\"A1:L4\"/>"));
    assert!(!xml.contains("<f>"));
    assert_eq!(bytes, xlsx(&workbook).expect("a workbook"));
}

#[test]
fn metadata_holds_what_the_model_says_only() {
    let bytes = xlsx(&sample::workbook(1)).expect("a workbook");
    let core = String::from_utf8(part(&bytes, "docProps/core.xml")).expect("UTF-8");
    assert!(core.contains("<dc:title>Systemregister</dc:title>"));
    assert!(core.contains("<dc:creator>Maja Lind</dc:creator>"));
    assert!(core.contains("2026-10-12T00:00:00Z"));
}

#[test]
fn odd_values_and_names_are_written_too() {
    let odd = vec![
        Value::Decimal(f64::NAN),
        Value::Decimal(f64::INFINITY),
        Value::Integer(i64::MIN),
        Value::Date(chrono::NaiveDate::MIN),
        Value::Date(chrono::NaiveDate::MAX),
        Value::Text("å".repeat(40_000)),
    ];
    let sheets = vec![
        sheet(odd),
        sheet(vec![]),
        Sheet { name: "a/b".into(), columns: vec![], rows: vec![vec![1_i64.into()]] },
    ];
    let workbook = Workbook { title: String::new(), author: None, date: chrono::NaiveDate::MIN, sheets };
    let bytes = xlsx(&workbook).expect("a workbook");
    let book = String::from_utf8(part(&bytes, "xl/workbook.xml")).expect("UTF-8");
    for name in ["Blad", "Blad (2)", "a-b"] {
        assert!(book.contains(&format!("<sheet name=\"{name}\"")), "{name} in {book}");
    }
    let rows = cells(&bytes, 1);
    assert_eq!(rows[1], [text(&i64::MIN.to_string())]);
    assert_eq!(rows.len(), 5, "what is no number leaves no row");
    let none = Workbook { title: String::new(), author: None, date: chrono::NaiveDate::MIN, sheets: vec![] };
    assert!(xlsx(&none).is_ok());
}

#[test]
fn csv_opens_in_a_swedish_spreadsheet() {
    let mut rows =
        sheet(vec!["Räksmörgås; med \"dill\"".into(), "=1+1".into(), 7_i64.into(), Value::Empty, 1.5.into()]);
    rows.rows.push(vec![]);
    rows.rows.push(vec!["a".into(), "för mycket".into()]);
    let expected =
        "\u{feff}\"'=Rubrik\"\r\n\"Räksmörgås; med \"\"dill\"\"\"\r\n\"'=1+1\"\r\n7\r\n\r\n1,5\r\n\r\na\r\n";
    assert_eq!(csv(&rows), expected);
}
