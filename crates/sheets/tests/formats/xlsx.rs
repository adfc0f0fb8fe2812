//! XLSX made in code: what the format allows and registers contain.

use crate::common::{cell, opened, refused, texts, value, xlsx, xlsx_of, zipped};
use varn_sheets::{Format, Limits, Merge, Note, Value, read};

const STYLES: &str = r##"<styleSheet>
    <numFmts><numFmt numFmtId="170" formatCode="yyyy\-mm\-dd;@"/><numFmt numFmtId="171" formatCode="0000"/>
        <numFmt numFmtId="172" formatCode="#,##0\ &quot;dagar&quot;"/></numFmts>
    <fills><fill><patternFill patternType="none"/></fill>
        <fill><patternFill patternType="gray125"><fgColor rgb="FF111111"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="FF92D050"/><bgColor indexed="64"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor theme="4" tint="0.8"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor indexed="10"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor indexed="64"/></patternFill></fill></fills>
    <cellStyleXfs><xf numFmtId="14" fillId="2"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0" fillId="0"/><xf numFmtId="170" fillId="2"/><xf numFmtId="171" fillId="3"/>
        <xf numFmtId="14" fillId="4"/><xf numFmtId="172" fillId="1"/><xf numFmtId="46" fillId="5"/></cellXfs>
    <dxfs><dxf><fill><patternFill patternType="solid"><fgColor rgb="FF000001"/></patternFill></fill></dxf></dxfs>
    </styleSheet>"##;
const THEME: &str = r#"<a:theme><a:themeElements><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>
    <a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="1F497D"/></a:dk2>
    <a:lt2><a:srgbClr val="EEECE1"/></a:lt2><a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme>
    </a:themeElements></a:theme>"#;
const STRINGS: &str = r#"<sst><si><t>Lön</t></si><si><r><t>Hals</t></r><r><rPr/><t xml:space="preserve"> och </t></r>
    <r><t>ben</t></r><rPh><t>reading aid</t></rPh></si><si><t>a_x000D_
b &amp; &#229;</t></si></sst>"#;

#[test]
fn every_kind_of_value() {
    let sheet = r#"<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2">
        <x:c r="A2" t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="s"><x:v>2</x:v></x:c>
        <x:c t="inlineStr"><x:is><x:t> inne </x:t></x:is></x:c><x:c t="b"><x:v>1</x:v></x:c>
        <x:c t="e"><x:v>#REF!</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>svar</x:v></x:c>
        <x:c><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c t="d"><x:v>2024-02-29T13:30:00Z</x:v></x:c>
        <x:c><x:v>7.10</x:v></x:c><x:c t="str"><x:v><![CDATA[<b>]]></x:v></x:c><x:c><x:f>SUM(A1)</x:f><x:v/></x:c>
        </x:row></x:sheetData></x:worksheet>"#;
    let workbook = opened(&xlsx(sheet, &[("xl/strings.xml", STRINGS)]));
    let sheet = &workbook.sheets[0];
    assert_eq!((workbook.format, sheet.name.as_str()), (Format::Xlsx, "Å & ä"));
    assert!(sheet.rows[0].cells.is_empty());
    assert_eq!(sheet.rows[1].number, 2);
    let expected = [
        "Lön",
        "Hals och ben",
        "a\nb & å",
        " inne ",
        "TRUE",
        "#REF!",
        "svar",
        "2",
        "2024-02-29 13:30",
        "7.1",
        "<b>",
        "=SUM(A1)",
    ];
    assert_eq!(texts(sheet)[1], expected);
    assert_eq!(value(sheet, 1, 5), &Value::Error("#REF!".into()));
    assert_eq!(workbook.notes, [Note::FormulasWithoutValue { sheet: "Å & ä".into(), cells: 1 }]);
}

#[test]
fn fills_formats_and_dates() {
    let sheet = r#"<worksheet><sheetData><row><c s="1"><v>37653</v></c><c s="2"><v>42</v></c><c s="3"/>
        <c s="4"><v>3</v></c><c s="5"><v>1.5</v></c><c s="99"><v>1</v></c></row>
        <row><c s="1"/><c s="3"><v>60</v></c><c s="3"><v>0.5625</v></c><c s="3"><v>-1</v></c><c s="1"/>
        <c s="1"/><c s="1"/></row><row><c s="1"/></row></sheetData></worksheet>"#;
    let workbook = opened(&xlsx(sheet, &[("xl/styles.xml", STYLES), ("xl/theme.xml", THEME)]));
    let sheet = &workbook.sheets[0];
    assert_eq!(texts(sheet)[0], ["2003-02-01", "0042", "", "3", "1.5", "1"]);
    let fills: Vec<_> = sheet.rows[0].cells.iter().map(|cell| cell.fill).collect();
    let expected = [Some([0x92, 0xD0, 0x50]), Some([0xDC, 0xE6, 0xF2]), Some([0xFF, 0, 0]), None, None, None];
    assert_eq!(fills, expected);
    assert_eq!(cell(sheet, 0, 0).format.as_deref(), Some("yyyy\\-mm\\-dd;@"));
    assert_eq!(cell(sheet, 0, 4).format.as_deref(), Some("[h]:mm:ss"));
    assert_eq!(texts(sheet)[1], ["", "1900-02-28", "13:30", "-1", "", ""]);
    assert_eq!(cell(sheet, 1, 0).fill, Some([0x92, 0xD0, 0x50]));
    assert_eq!(sheet.rows.len(), 2, "a row with nothing but colour is blank, and the last one goes");
}

#[test]
fn dates_from_1904() {
    let book =
        r#"<workbook><workbookPr date1904="1"/><sheets><sheet name="a" r:id="s"/></sheets></workbook>"#;
    let sheet = r#"<worksheet><sheetData><row><c s="3"><v>36191</v></c></row></sheetData></worksheet>"#;
    let workbook = opened(&xlsx_of(book, sheet, &[("xl/styles.xml", STYLES)]));
    assert_eq!(texts(&workbook.sheets[0]), [["2003-02-01"]]);
}

#[test]
fn merges_hidden_columns_and_hidden_sheets() {
    let book = r#"<workbook><sheets><sheet name="a" state="veryHidden" r:id="s"/><sheet name="b" r:id="c"/></sheets>
        </workbook>"#;
    let sheet = r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="4" max="4" width="0"/>
        <col min="6" max="16384" hidden="true"/></cols>
        <sheetData><row r="1"><c r="A1"><v>1</v></c><c r="F1"><v>2</v></c></row><row r="4"><c r="A4"><v>3</v></c></row>
        </sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A4:XFD1048576"/><mergeCell ref="C9:D9"/>
        <mergeCell ref="E3"/><mergeCell ref="B2:A1"/></mergeCells></worksheet>"#;
    let workbook = opened(&xlsx_of(book, sheet, &[]));
    assert_eq!(workbook.sheets.len(), 1, "chart sheets have no cells");
    let sheet = &workbook.sheets[0];
    assert!(sheet.hidden);
    assert_eq!(sheet.hidden_columns, [1, 2, 3, 5]);
    let merge = |row, last_column| Merge { first_row: row, first_column: 0, last_row: row, last_column };
    assert_eq!(sheet.merges, [merge(0, 1), merge(3, 5)]);
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn cells_in_any_order_and_without_position() {
    let sheet = r#"<worksheet><sheetData><row><c><v>1</v></c></row><row><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c></row>
        <row r="1"><c r="B1"><v>2</v></c></row></sheetData></worksheet>"#;
    let workbook = opened(&xlsx(sheet, &[]));
    assert_eq!(texts(&workbook.sheets[0]), [vec!["1", "2"], vec!["1", "", "3"]]);
}

#[test]
fn what_lies_beyond_a_limit_is_noted_or_refused() {
    let sheet = r#"<worksheet><sheetData><row><c r="A1" t="str"><v>en lång text</v></c><c r="D1"><v>1</v></c></row>
        <row r="3"><c r="A3"><v>1</v></c></row></sheetData></worksheet>"#;
    let bytes = xlsx(sheet, &[]);
    let limits = Limits { columns: 3, cell_chars: 7, ..Limits::default() };
    let workbook = read("a.xlsx", &bytes, &limits).expect("still read");
    assert_eq!(texts(&workbook.sheets[0]), [vec!["en lång"], vec![], vec!["1"]]);
    let sheet = || "Å & ä".to_owned();
    let expected =
        [Note::ColumnsCut { sheet: sheet(), columns: 3 }, Note::TextCut { sheet: sheet(), cells: 1 }];
    assert_eq!(workbook.notes, expected);
    let code = |limits: Limits| read("a.xlsx", &bytes, &limits).expect_err("refused").code();
    assert_eq!(code(Limits { rows: 2, ..Limits::default() }), "too_many_cells");
    assert_eq!(code(Limits { cells: 3, ..Limits::default() }), "too_many_cells");
    assert_eq!(code(Limits { text_bytes: 3, ..Limits::default() }), "too_many_cells");
    assert_eq!(code(Limits { sheets: 0, ..Limits::default() }), "too_many_cells");
    assert_eq!(code(Limits { expanded_bytes: 400, ..Limits::default() }), "decompression_limit");
    assert_eq!(code(Limits { file_bytes: 100, ..Limits::default() }), "file_too_large");
}

#[test]
fn entities_are_never_expanded() {
    let sheet = r#"<!DOCTYPE w [<!ENTITY e "gigabytes"><!ENTITY f SYSTEM "file:///etc/hostname">]>
        <worksheet><sheetData><row><c t="str"><v>a&e;b&f;&lt;</v></c></row></sheetData></worksheet>"#;
    let workbook = opened(&xlsx(sheet, &[]));
    assert_eq!(texts(&workbook.sheets[0]), [["a\u{FFFD}b\u{FFFD}<"]]);
}

#[test]
fn broken_workbooks_are_damaged_and_others_unknown() {
    let corrupt = [
        xlsx("<worksheet><sheetData><row>", &[]),
        xlsx(&format!("<worksheet>{}", "<a>".repeat(1000)), &[]),
        xlsx("<worksheet><sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>", &[]),
        xlsx_of("<workbook><sheets/></workbook>", "<worksheet/>", &[]),
        b"PK\x03\x04 and then nothing".to_vec(),
    ];
    for bytes in corrupt {
        assert_eq!(refused(&bytes).code(), "corrupt_container");
    }
    let document = xlsx_of("<w:document/>", "", &[]);
    for bytes in
        [document, zipped(&[("a.txt", "hej")]), zipped(&[("../../_rels/.rels", crate::common::RELATIONS)])]
    {
        assert_eq!(refused(&bytes).code(), "unknown_format");
    }
}

#[test]
fn a_part_that_lies_about_its_size_is_stopped() {
    let sheet = format!("<worksheet>{}</worksheet>", "<!-- nothing -->".repeat(100_000));
    let mut bytes = xlsx(&sheet, &[]);
    let size = u32::try_from(sheet.len()).expect("small");
    let at: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, at)| *at == size.to_le_bytes()).map(|(at, _)| at).collect();
    assert!(!at.is_empty(), "the directory states the size");
    for at in at {
        bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let limits = Limits { expanded_bytes: 1 << 20, ..Limits::default() };
    assert_eq!(read("a.xlsx", &bytes, &limits).expect_err("stopped").code(), "decompression_limit");
}
