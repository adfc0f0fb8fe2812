//! `OpenDocument` spreadsheets.
//! Source: OASIS `OpenDocument` 1.3 part 3, 9 (tables), 16 (styles), 19.370–19.390 (`office:value` and the like).
//! Must hold: repeated cells and rows are counted, never written out, unless something stands in them.

mod cell;
mod content;
mod styles;

use crate::archive::{Archive, corrupt};
use crate::draft::Budget;
use crate::grid::{Format, Workbook};
use crate::limits::{Limits, Refusal};
use crate::xml::{Token, Xml};

const SPREADSHEET: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Whether the archive is a spreadsheet of this kind.
pub(crate) fn is_ods(archive: &mut Archive<'_>) -> Result<bool, Refusal> {
    if let Some(mut part) = archive.part("mimetype")? {
        let mime = part.beginning(SPREADSHEET.len() as u64)?;
        return Ok(mime == SPREADSHEET);
    }
    // Packed again by hand, the part is often lost; only a document has this list.
    Ok(archive.has("META-INF/manifest.xml") && archive.has("content.xml"))
}

/// Reads the spreadsheet.
pub(crate) fn read(archive: &mut Archive<'_>, limits: &Limits) -> Result<Workbook, Refusal> {
    if is_encrypted(archive)? {
        return Err(Refusal::Encrypted);
    }
    let mut styles = styles::Styles::default();
    if let Some(part) = archive.part("styles.xml")? {
        styles::read(Xml::new(part), &mut styles)?;
    }
    let part = archive.part("content.xml")?.ok_or_else(|| corrupt("no content"))?;
    let mut workbook = Workbook { format: Format::Ods, sheets: Vec::new(), notes: Vec::new() };
    content::read(Xml::new(part), styles, &mut Budget::new(limits), &mut workbook)?;
    if workbook.sheets.is_empty() { Err(Refusal::UnknownFormat) } else { Ok(workbook) }
}

fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, Refusal> {
    let Some(part) = archive.part("META-INF/manifest.xml")? else { return Ok(false) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name() == b"encryption-data" => return Ok(true),
            Token::End => return Ok(false),
            _ => {}
        }
    }
}
