//! Separated text: encodings, separators, lines.

use crate::common::{opened, refused, texts};
use varn_sheets::{Format, Limits, Note, Value, read};

fn guessed(bytes: &[u8]) -> (&'static str, char) {
    let notes = opened(bytes).notes;
    notes
        .iter()
        .find_map(|note| match note {
            Note::TextFile { encoding, separator } => Some((*encoding, *separator)),
            _ => None,
        })
        .expect("text files are always noted")
}

#[test]
fn encodings_of_the_same_text() {
    let text = "Namn;Ägare\nÅrsbokslut;Björn Håkansson\nVård – äldre;Östen";
    let bytes = |dash: u8, map: &[(char, u8)]| -> Vec<u8> {
        let byte = |char: char| match char {
            '–' => dash,
            ascii if ascii.is_ascii() => u8::try_from(ascii).expect("ASCII"),
            letter => map.iter().find(|(from, _)| *from == letter).expect("listed").1,
        };
        text.chars().map(byte).collect()
    };
    let western = [('Ä', 0xC4), ('Å', 0xC5), ('Ö', 0xD6), ('å', 0xE5), ('ä', 0xE4), ('ö', 0xF6)];
    let dos = [('Ä', 0x8E), ('Å', 0x8F), ('Ö', 0x99), ('å', 0x86), ('ä', 0x84), ('ö', 0x94)];
    let mac = [('Ä', 0x80), ('Å', 0x81), ('Ö', 0x85), ('å', 0x8C), ('ä', 0x8A), ('ö', 0x9A)];
    let wide: Vec<u8> = "\u{FEFF}"
        .chars()
        .chain(text.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let cases = [
        (text.as_bytes().to_vec(), "UTF-8", text.to_owned()),
        (bytes(0x96, &western), "windows-1252", text.to_owned()),
        (bytes(b'-', &dos), "cp850", text.replace('–', "-")),
        (bytes(0xD0, &mac), "macintosh", text.to_owned()),
        (wide, "UTF-16LE", text.to_owned()),
    ];
    for (bytes, encoding, text) in cases {
        assert_eq!(guessed(&bytes), (encoding, ';'));
        let rows: Vec<String> = texts(&opened(&bytes).sheets[0]).iter().map(|row| row.join(";")).collect();
        assert_eq!(rows.join("\n"), text, "{encoding}");
    }
}

#[test]
fn quotes_lines_and_blank_records() {
    let workbook = opened(b"sep=,\r\na,\"b, \"\"c\"\"\r\nd\"\r\n\r\ne,,\r\n,,\r\n\r\n");
    let sheet = &workbook.sheets[0];
    assert_eq!(workbook.format, Format::Csv);
    assert_eq!(texts(sheet), [vec!["a", "b, \"c\"\nd"], vec![], vec!["e"]]);
    let places: Vec<_> = sheet.rows.iter().map(|row| (row.number, row.line)).collect();
    assert_eq!(places, [(1, Some(2)), (2, Some(4)), (3, Some(5))]);
    assert!(sheet.rows.iter().flat_map(|row| &row.cells).all(|cell| matches!(cell.value, Value::Text(_))));
}

#[test]
fn an_unclosed_quotation_mark_loses_nothing() {
    let workbook = opened(b"a;b\n\"c;d\ne;f\n");
    assert_eq!(texts(&workbook.sheets[0]), [["a", "b"], ["\"c", "d"], ["e", "f"]]);
    assert!(workbook.notes.contains(&Note::UnclosedQuote { record: 2 }));
}

#[test]
fn separators_by_consistency() {
    assert_eq!(guessed(b"a\tb\nc\td").1, '\t');
    assert_eq!(guessed(b"Lista, alla system\n\na;b;c\n1,5;2;3\n2,5;3;4\n").1, ';');
    assert_eq!(guessed(b"a|b|c\n1|2|3").1, '|');
}

#[test]
fn a_bad_byte_is_noted() {
    let workbook = opened(
        "Förvaltning;Ägare;Åtgärd\nåäö\n"
            .repeat(9)
            .as_bytes()
            .iter()
            .chain(b"x\xFFy")
            .copied()
            .collect::<Vec<_>>()
            .as_slice(),
    );
    assert!(workbook.notes.contains(&Note::UndecodableText));
}

#[test]
fn other_formats_are_not_read_as_text() {
    let others: [&[u8]; 6] = [
        b"%PDF-1.7\n...",
        b"<html><table><tr><td>1</td></tr></table></html>",
        b"<?xml version=\"1.0\"?><Workbook/>",
        b"{\\rtf1}",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\x00\x01\x02\x03\x04\x05",
    ];
    for bytes in others {
        assert_eq!(refused(bytes).code(), "unknown_format", "{bytes:?}");
    }
    assert_eq!(refused(b"").code(), "empty_file");
}

#[test]
fn the_name_gives_a_note_and_nothing_more() {
    let noted = |name: &str| {
        let workbook = read(name, b"a;b\nc;d", &Limits::default()).expect("read as text");
        workbook.notes.iter().any(|note| note.code() == "extension_mismatch")
    };
    assert!(noted("lista.XLSX") && noted("lista.ods") && noted("x.xls"));
    assert!(!noted("lista.csv") && !noted("lista.txt") && !noted("lista") && !noted("a.tsv"));
}
