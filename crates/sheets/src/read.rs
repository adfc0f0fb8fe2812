//! Tells by the content what a file is and hands it to the reader of that format.
//! Must hold: the name never decides; it only gives a note where it says something else than the content.

use crate::archive::Archive;
use crate::grid::{Format, Note, Workbook};
use crate::limits::{Limits, Refusal};
use crate::{ods, text, xls, xlsx};

const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The first record of an XLS workbook that was saved without its container.
const BARE_STREAM: &[u8] = b"\x09\x08";

/// Reads a spreadsheet of any of the formats.
///
/// `name` is the file's name, of which only the extension is looked at.
///
/// # Errors
/// A [`Refusal`] where the file is no spreadsheet, is damaged or encrypted, or would cost more than `limits` allow.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let size = bytes.len() as u64;
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if size > limits.file_bytes {
        return Err(Refusal::TooLarge { bytes: size, limit: limits.file_bytes });
    }
    let mut workbook = content(bytes, limits)?;
    let found = workbook.format;
    if let Some(expected) = by_extension(name).filter(|&expected| expected != found) {
        workbook.notes.insert(0, Note::ExtensionMismatch { expected, found });
    }
    Ok(workbook)
}

fn content(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    if bytes.starts_with(ZIP) || bytes.starts_with(EMPTY_ZIP) {
        packed(bytes, limits)
    } else if bytes.starts_with(COMPOUND_FILE) {
        xls::read(bytes, limits)
    } else if bytes.starts_with(BARE_STREAM) {
        xls::read_stream(bytes, limits)
    } else {
        text::read(bytes, limits)
    }
}

fn packed(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let mut archive = Archive::open(bytes, limits)?;
    if let Some(main) = xlsx::workbook_part(&mut archive)? {
        return xlsx::read(&mut archive, &main, limits);
    }
    if ods::is_ods(&mut archive)? { ods::read(&mut archive, limits) } else { Err(Refusal::UnknownFormat) }
}

fn by_extension(name: &str) -> Option<Format> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "xlsx" | "xlsm" | "xltx" | "xltm" => Format::Xlsx,
        "xls" | "xlt" => Format::Xls,
        "ods" | "ots" => Format::Ods,
        "csv" | "tsv" | "tab" => Format::Csv,
        _ => return None,
    })
}
