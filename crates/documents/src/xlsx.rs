//! The workbook as XLSX: types, frozen headings, filters. Text is always written as text, never as a formula.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate, NaiveTime};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};

use crate::workbook::{Kind, Sheet, SheetColumn, Value, Workbook};
use crate::{Error, text};

/// The longest text a cell can hold.
const LONGEST_TEXT: usize = 32_767;
/// The longest name of a sheet.
const LONGEST_NAME: usize = 31;

/// Writes the workbook as XLSX.
///
/// # Errors
/// [`Error::Workbook`] when there are more rows or columns than a sheet can hold.
pub fn xlsx(workbook: &Workbook) -> Result<Vec<u8>, Error> {
    let mut out = rust_xlsxwriter::Workbook::new();
    out.set_properties(&properties(workbook));
    let mut names = HashSet::new();
    for sheet in &workbook.sheets {
        let worksheet = out.add_worksheet();
        worksheet.set_name(unique_name(&sheet.name, &mut names))?;
        write_sheet(worksheet, sheet)?;
    }
    if workbook.sheets.is_empty() {
        out.add_worksheet();
    }
    Ok(out.save_to_buffer()?)
}

fn properties(workbook: &Workbook) -> DocProperties {
    let author = workbook.author.as_deref().map(cell_text).unwrap_or_default();
    DocProperties::new()
        .set_title(cell_text(&workbook.title))
        .set_author(author)
        .set_creation_datetime(&workbook.date.and_time(NaiveTime::MIN))
}

fn write_sheet(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color("#E2EEE9")
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color("#1D5B4B");
    for (index, column) in (0_u16..).zip(&sheet.columns) {
        worksheet.write_string_with_format(0, index, cell_text(&column.title), &heading)?;
        worksheet.set_column_width(index, column.width.clamp(3, 255))?;
    }
    let formats: Vec<_> = sheet.columns.iter().map(Formats::of).collect();
    for (index, row) in (1_u32..).zip(&sheet.rows) {
        for ((column, value), formats) in (0_u16..).zip(row).zip(&formats) {
            write_value(worksheet, (index, column), value, formats)?;
        }
    }
    finish_sheet(worksheet, sheet)
}

fn finish_sheet(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    worksheet.set_freeze_panes(1, 0)?;
    worksheet.set_repeat_rows(0, 0)?;
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P / &N");
    if let Some(last) = u16::try_from(sheet.columns.len()).ok().and_then(|count| count.checked_sub(1)) {
        let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
        worksheet.autofilter(0, 0, rows, last)?;
    }
    Ok(())
}

/// The formats that values of one column may need.
struct Formats {
    text: Format,
    number: Format,
    date: Format,
}

impl Formats {
    fn of(column: &SheetColumn) -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let number = match column.kind {
            Kind::Integer | Kind::Text | Kind::Date => "0",
            Kind::Decimal => "#,##0.00",
            Kind::Money => "#,##0",
        };
        Self {
            text: top.clone().set_text_wrap(),
            number: top.clone().set_num_format(number),
            date: top.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
        }
    }
}

fn write_value(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match value {
        Value::Text(text) => {
            worksheet.write_string_with_format(row, column, cell_text(text), &formats.text)?;
        }
        Value::Integer(number) => write_integer(worksheet, (row, column), *number, formats)?,
        Value::Decimal(number) if number.is_finite() => {
            worksheet.write_number_with_format(row, column, *number, &formats.number)?;
        }
        Value::Empty | Value::Decimal(_) => {}
        Value::Date(date) => match excel_date(*date) {
            Some(date) => {
                worksheet.write_datetime_with_format(row, column, date, &formats.date)?;
            }
            None => {
                worksheet.write_string_with_format(row, column, date.to_string(), &formats.text)?;
            }
        },
    }
    Ok(())
}

/// Spreadsheets hold numbers as 64-bit floats: what does not fit exactly is written as text.
fn write_integer(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    number: i64,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if number.unsigned_abs() < 1_000_000_000_000_000 {
        #[expect(clippy::cast_precision_loss, reason = "15 digits fit exactly")]
        let number = number as f64;
        worksheet.write_number_with_format(row, column, number, &formats.number)?;
    } else {
        worksheet.write_string_with_format(row, column, number.to_string(), &formats.text)?;
    }
    Ok(())
}

/// Dates that a spreadsheet knows: 1900 to 9999.
fn excel_date(date: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    ExcelDateTime::from_ymd(year, month, day).ok().filter(|_| year >= 1900)
}

fn cell_text(value: &str) -> String {
    let clean = text::unify_breaks(value);
    let mut clean: String = clean.chars().filter(|&character| text::in_xml(character)).collect();
    if let Some((end, _)) = clean.char_indices().nth(LONGEST_TEXT) {
        clean.truncate(end);
        clean.pop();
        clean.push('…');
    }
    clean
}

/// A name that a spreadsheet accepts and that no earlier sheet has, in any case.
fn unique_name(name: &str, taken: &mut HashSet<String>) -> String {
    let clean: String = text::one_line(name)
        .chars()
        .filter(|&character| text::in_xml(character))
        .map(|character| if "[]:*?/\\'".contains(character) { '-' } else { character })
        .collect();
    let clean = if clean.trim().is_empty() { "1".to_owned() } else { clean.trim().to_owned() };
    let mut number = 1;
    loop {
        let suffix = if number == 1 { String::new() } else { format!(" ({number})") };
        let room = LONGEST_NAME - suffix.len();
        let candidate = cut(&clean, room) + &suffix;
        // The word is reserved for change tracking.
        let reserved = candidate.eq_ignore_ascii_case("history");
        if !reserved && taken.insert(candidate.to_lowercase()) {
            return candidate;
        }
        number += 1;
    }
}

/// At most `room` UTF-16 units of the text, as spreadsheets count.
fn cut(text: &str, room: usize) -> String {
    let mut used = 0;
    text.chars()
        .take_while(|character| {
            used += character.len_utf16();
            used <= room
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_made_acceptable_and_different() {
        let mut taken = HashSet::new();
        assert_eq!(unique_name("System: [a/b]", &mut taken), "System- -a-b-");
        assert_eq!(unique_name("SYSTEM- -a-b-", &mut taken), "SYSTEM- -a-b- (2)");
        assert_eq!(unique_name("History", &mut taken), "History (2)");
        assert_eq!(unique_name(" \n", &mut taken), "1");
        assert_eq!(unique_name(&"å".repeat(40), &mut taken).chars().count(), 31);
        assert_eq!(unique_name(&"å".repeat(40), &mut taken), "å".repeat(27) + " (2)");
    }

    #[test]
    fn too_long_text_is_cut_with_a_sign() {
        let text = cell_text(&"å".repeat(40_000));
        assert_eq!(text.chars().count(), LONGEST_TEXT);
        assert!(text.ends_with('…'));
        assert_eq!(cell_text("a\u{0}b\u{fffe}\r\nc"), "ab\nc");
    }
}
