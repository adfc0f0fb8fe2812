//! Tables as `WordprocessingML`: table style, repeated heading row, widths, and a caption as its description.

use super::body::{Body, state_style};
use super::xml::escape;
use crate::model::{Align, Cell, Column, Level, State, Table};

/// Width of the text in twentieths of a point: A4 less the margins.
pub(super) const TEXT_WIDTH: u32 = 8958;

/// Writes the table and the small space after it.
pub(super) fn write(body: &mut Body<'_>, table: &Table) {
    if table.columns.is_empty() {
        return;
    }
    let first = u8::from(table.row_headers);
    // The bits of the conditions, for readers that know no attributes: first row 0x20, first column 0x80, no bands.
    let conditions = if table.row_headers { "06A0" } else { "0620" };
    body.xml.markup(&format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"{conditions}\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"{first}\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>\
         <w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
        escape(&table.caption),
    ));
    let widths = widths(&table.columns);
    for width in &widths {
        body.xml.markup(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    body.xml.markup("</w:tblGrid>");
    heading_row(body, table, &widths);
    for row in &table.rows {
        body.xml.markup("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (index, column) in table.columns.iter().enumerate() {
            open_cell(body, widths[index]);
            cell(body, column, row.get(index));
            body.xml.markup("</w:tc>");
        }
        body.xml.markup("</w:tr>");
    }
    body.xml.markup("</w:tbl>").paragraph("AfterTable", "");
}

fn heading_row(body: &mut Body<'_>, table: &Table, widths: &[u32]) {
    body.xml.markup("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in table.columns.iter().zip(widths) {
        open_cell(body, *width);
        body.xml
            .open("TableText", &format!("<w:keepNext/>{}", alignment(column.align)))
            .run("", &column.title)
            .close();
        body.xml.markup("</w:tc>");
    }
    body.xml.markup("</w:tr>");
}

fn open_cell(body: &mut Body<'_>, width: u32) {
    body.xml.markup(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
}

fn cell(body: &mut Body<'_>, column: &Column, cell: Option<&Cell>) {
    let properties = alignment(column.align);
    body.xml.open("TableText", properties);
    match cell {
        None => {}
        Some(Cell::Text(runs)) => body.runs(runs),
        Some(Cell::Levels(levels)) => badges(body, levels),
        Some(Cell::State(state, word)) => {
            let style = format!("<w:rStyle w:val=\"{}\"/>", state_style(*state));
            body.xml.run(&style, &format!("{}\u{a0}{word}", sign(*state)));
        }
    }
    body.xml.close();
}

fn badges(body: &mut Body<'_>, levels: &[Level]) {
    for (index, level) in levels.iter().enumerate() {
        if index > 0 {
            body.xml.run("", " ");
        }
        let style = format!("<w:rStyle w:val=\"Level{}\"/>", level.level.min(4));
        body.xml.run(&style, &format!("\u{a0}{}\u{a0}", level.text));
    }
}

/// The sign before a state's word, so that colour never stands alone.
fn sign(state: State) -> char {
    match state {
        State::Good => '✓',
        State::Partial => '◐',
        State::Bad => '✗',
        State::Unknown => '○',
    }
}

fn alignment(align: Align) -> &'static str {
    match align {
        Align::Start => "",
        Align::Center => "<w:jc w:val=\"center\"/>",
        Align::End => "<w:jc w:val=\"right\"/>",
    }
}

/// Widths in twentieths of a point; together they are the width of the text.
fn widths(columns: &[Column]) -> Vec<u32> {
    let sum: u32 = columns.iter().map(|column| u32::from(column.width.max(1))).sum();
    columns.iter().map(|column| TEXT_WIDTH * u32::from(column.width.max(1)) / sum).collect()
}
