//! ODS made in code.

use crate::common::{ods, opened, refused, texts, value};
use varn_sheets::{Format, Limits, Merge, Note, Value, read};

fn table(rows: &str) -> Vec<u8> {
    let styles = r#"<office:automatic-styles>
        <style:style style:name="röd" style:family="table-cell" style:parent-style-name="bas"/>
        <style:style style:name="dold" style:family="table"><style:table-properties table:display="false"/></style:style>
        </office:automatic-styles>"#;
    let content = format!(
        r#"<office:document-content>{styles}<office:body><office:spreadsheet>
        <table:tracked-changes><table:table-cell office:value-type="string"><text:p>borta</text:p></table:table-cell>
        </table:tracked-changes>
        <table:table table:name="Blad &amp; ett" table:style-name="dold">
        <table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>
        {rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let named = r##"<s><style:style style:name="bas" style:family="table-cell">
        <style:table-cell-properties fo:background-color="#ff0000"/></style:style></s>"##;
    ods(&content, &[("styles.xml", named)])
}

#[test]
fn every_kind_of_value() {
    let bytes = table(
        r#"<table:table-row>
        <table:table-cell office:value-type="string"><text:p>en  <text:span>två</text:span><text:s text:c="2"/>tre</text:p>
            <office:annotation><text:p>kommentar</text:p></office:annotation><text:p>ny<text:line-break/>rad</text:p>
        </table:table-cell>
        <table:table-cell office:value-type="float" office:value="7.5"><text:p>7,50</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2024-05-01"><text:p>maj</text:p></table:table-cell>
        <table:table-cell office:value-type="time" office:time-value="PT08H05M00S"/>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>SANT</text:p></table:table-cell>
        <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">
            <text:p>#REF!</text:p></table:table-cell>
        <table:table-cell office:value-type="percentage" office:value="0.5"/>
        <table:table-cell table:formula="of:=SUM([.A1:.A2])"/>
        <table:table-cell table:style-name="röd"/>
        <table:table-cell office:value-type="string" table:style-name="röd"><text:p>sist</text:p></table:table-cell>
        </table:table-row>"#,
    );
    let workbook = opened(&bytes);
    let sheet = &workbook.sheets[0];
    assert_eq!((workbook.format, sheet.name.as_str(), sheet.hidden), (Format::Ods, "Blad & ett", true));
    let expected = [
        "en två  tre\nny\nrad",
        "7.5",
        "2024-05-01",
        "08:05",
        "TRUE",
        "#REF!",
        "0.5",
        "=SUM([.A1:.A2])",
        "",
        "sist",
    ];
    assert_eq!(texts(sheet), [expected]);
    assert_eq!(value(sheet, 0, 5), &Value::Error("#REF!".into()));
    let red = Some([255, 0, 0]);
    assert_eq!((sheet.rows[0].cells[8].fill, sheet.rows[0].cells[9].fill), (red, red));
    assert_eq!(sheet.hidden_columns, [1, 2]);
    assert_eq!(workbook.notes, [Note::FormulasWithoutValue { sheet: "Blad & ett".into(), cells: 1 }]);
}

#[test]
fn repeats_and_merges() {
    let text = |text: &str, more: &str| {
        format!(
            r#"<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let rows = format!(
        r#"<table:table-header-rows><table:table-row>{}<table:covered-table-cell/>
            <table:table-cell table:number-columns-repeated="16382"/></table:table-row></table:table-header-rows>
        <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2"/>{}
            </table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"
            table:style-name="röd"/></table:table-row>
        <table:table-row>{}</table:table-row>
        <table:table-row table:number-rows-repeated="1048570"><table:table-cell
            table:number-columns-repeated="16384"/></table:table-row>"#,
        text("a", r#"table:number-columns-spanned="2""#),
        text("b", r#"table:number-columns-repeated="2""#),
        text("c", ""),
    );
    let workbook = opened(&table(&rows));
    let sheet = &workbook.sheets[0];
    let b = || vec!["", "", "b", "b"];
    assert_eq!(texts(sheet), [vec!["a"], b(), b(), b(), vec![], vec![], vec!["c"]]);
    assert_eq!(sheet.merges, [Merge { first_row: 0, first_column: 0, last_row: 0, last_column: 1 }]);
    assert!(workbook.notes.is_empty());
}

#[test]
fn a_million_filled_rows_are_refused_at_once() {
    let many = "18446744073709551615";
    let rows = format!(
        r#"<table:table-row table:number-rows-repeated="{many}"><table:table-cell office:value-type="float"
        office:value="1" table:number-columns-repeated="{many}"/></table:table-row>"#
    );
    assert_eq!(refused(&table(&rows)).code(), "too_many_cells");
    let limits = Limits { columns: 5, cells: 20, ..Limits::default() };
    let wide = r#"<table:table-row><table:table-cell office:value-type="float" office:value="1"
        table:number-columns-repeated="7"/></table:table-row>"#;
    let workbook = read("a.ods", &table(wide), &limits).expect("cut, not refused");
    assert_eq!(workbook.sheets[0].rows[0].cells.len(), 5);
    assert_eq!(workbook.notes, [Note::ColumnsCut { sheet: "Blad & ett".into(), columns: 5 }]);
}

#[test]
fn encrypted_and_foreign_documents() {
    let manifest = r#"<m><f full-path="content.xml"><encryption-data/></f></m>"#;
    let encrypted = ods("rubbish", &[("META-INF/manifest.xml", manifest)]);
    assert_eq!(refused(&encrypted).code(), "encrypted");
    let text = crate::common::zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", "<a/>"),
    ]);
    assert_eq!(refused(&text).code(), "unknown_format");
}
