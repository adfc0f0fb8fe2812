//! The binary Excel format, BIFF 5 (Excel 5 and 95) and BIFF 8 (97 to 2003): the stream and its sheets.
//! Source: [MS-XLS]; for BIFF 5 the `OpenOffice` documentation of the Excel file format.
//! Must hold: the sheets together are no longer than the stream, however their places overlap.

mod globals;
mod records;
mod sheet;
mod text;

use crate::archive::corrupt;
use crate::compound::Compound;
use crate::draft::{Budget, Draft};
use crate::grid::{Format, Workbook};
use crate::limits::{Limits, Refusal};

use records::Records;

/// Kinds of records that more than one module looks for.
mod kind {
    pub(super) const BOF: u16 = 0x0809;
    pub(super) const EOF: u16 = 0x000A;
    pub(super) const CONTINUE: u16 = 0x003C;
}

/// Reads a compound file: an XLS workbook, or the shell of an encrypted document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        return Err(Refusal::Encrypted);
    }
    for name in ["Workbook", "Book"] {
        if let Some(stream) = file.stream(name)? {
            return read_stream(&stream, limits);
        }
    }
    Err(Refusal::UnknownFormat)
}

/// Reads a workbook stream, which some programs save without its container.
pub(crate) fn read_stream(stream: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let mut budget = Budget::new(limits);
    let mut globals = globals::read(Records::new(stream, 0), &mut budget)?;
    let mut workbook = Workbook { format: Format::Xls, sheets: Vec::new(), notes: Vec::new() };
    let mut left = stream.len();
    for listed in std::mem::take(&mut globals.sheets) {
        let draft = Draft::new(listed.name, listed.hidden);
        let mut records = Records::new(stream, listed.start);
        let filled = sheet::read(&mut records, draft, &globals, &mut budget)?;
        left = left.checked_sub(records.consumed()).ok_or_else(|| corrupt("overlapping sheets"))?;
        workbook.sheets.push(filled.finish(&mut budget, &mut workbook.notes)?);
    }
    if workbook.sheets.is_empty() { Err(corrupt("no sheet")) } else { Ok(workbook) }
}
