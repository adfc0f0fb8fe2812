//! Small files made in code, and where the shared register files are.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use varn_sheets::{Cell, Limits, Refusal, Sheet, Value, Workbook, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) const RELATIONS: &str = r#"<Relationships><Relationship Id="a" Type="t/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#;

pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part can be started");
        zip.write_all(content.as_bytes()).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

/// A workbook with one sheet; `more` are further parts, of which `styles.xml`, `strings.xml` and `theme.xml` are
/// related to the workbook.
pub(crate) fn xlsx(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let workbook = r#"<x:workbook xmlns:x="m"><x:sheets><x:sheet name="Å &amp; ä" sheetId="1" r:id="s"/></x:sheets>
        </x:workbook>"#;
    xlsx_of(workbook, sheet, more)
}

pub(crate) fn xlsx_of(workbook: &str, sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let relations = r#"<Relationships><Relationship Id="s" Type="t/worksheet" Target="worksheets/one.xml"/>
        <Relationship Id="c" Type="t/chartsheet" Target="charts/one.xml"/>
        <Relationship Id="y" Type="t/styles" Target="styles.xml"/>
        <Relationship Id="g" Type="t/sharedStrings" Target="../xl/strings.xml"/>
        <Relationship Id="h" Type="t/theme" Target="theme.xml"/></Relationships>"#;
    let mut parts = vec![
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/one.xml", sheet),
    ];
    parts.extend(more);
    zipped(&parts)
}

pub(crate) fn ods(content: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut parts =
        vec![("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)];
    parts.extend(more);
    zipped(&parts)
}

pub(crate) fn opened(bytes: &[u8]) -> Workbook {
    read("", bytes, &Limits::default()).expect("the file can be read")
}

pub(crate) fn refused(bytes: &[u8]) -> Refusal {
    read("", bytes, &Limits::default()).expect_err("the file is refused")
}

pub(crate) fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
    sheet.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text().into_owned()).collect()).collect()
}

pub(crate) fn cell(sheet: &Sheet, row: usize, column: usize) -> &Cell {
    sheet.rows[row].cell(column)
}

pub(crate) fn value(sheet: &Sheet, row: usize, column: usize) -> &Value {
    &cell(sheet, row, column).value
}

/// The folder of shared register files, or `None`, said aloud, where this machine lacks it.
pub(crate) fn registers() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/registers"));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not there", folder.display());
    None
}
