//! The first part of the stream: sheets, shared texts, styles.
//! Source: [MS-XLS] 2.4.28 (`BoundSheet8`), 2.4.265 (`SST`), 2.4.353 (`XF`), 2.4.126 (`Format`), 2.4.188 (`Palette`).

use std::collections::HashMap;

use crate::archive::corrupt;
use crate::colour::{Rgb, indexed};
use crate::compound::{u16_at, u32_at};
use crate::draft::Budget;
use crate::limits::Refusal;
use crate::number_format::{LONGEST_CODE, builtin, is_date};
use crate::strings::Strings;
use crate::text::Codepage;
use crate::xls::kind;
use crate::xls::records::{Record, Records};
use crate::xls::text::{Pieces, Storage};

const FILEPASS: u16 = 0x002F;
const CODEPAGE: u16 = 0x0042;
const DATEMODE: u16 = 0x0022;
const BOUNDSHEET: u16 = 0x0085;
const PALETTE: u16 = 0x0092;
const XF: u16 = 0x00E0;
const SST: u16 = 0x00FC;
const FORMAT: u16 = 0x041E;

/// Excel 2003 has 4,000 at most.
const MOST_STYLES: usize = 1 << 14;

/// A sheet and where it starts in the stream.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) start: usize,
}

/// One cell style.
#[derive(Clone, Default)]
pub(super) struct Style {
    pub(super) fill: Option<Rgb>,
    pub(super) format: Option<String>,
    pub(super) is_date: bool,
}

/// What the sheets refer to.
pub(super) struct Globals {
    pub(super) storage: Storage,
    pub(super) from_1904: bool,
    pub(super) sheets: Vec<Listed>,
    pub(super) strings: Strings,
    pub(super) styles: Vec<Style>,
}

/// A style as stored: number of the format, number of the fill colour.
struct Xf {
    format: u16,
    fill: Option<usize>,
}

/// Reads the part up to the first sheet.
pub(super) fn read(mut records: Records<'_>, budget: &mut Budget<'_>) -> Result<Globals, Refusal> {
    let mut globals = Globals {
        storage: storage(&mut records)?,
        from_1904: false,
        sheets: Vec::new(),
        strings: Strings::default(),
        styles: Vec::new(),
    };
    let mut formats = HashMap::new();
    let mut palette: Vec<Rgb> = Vec::new();
    let mut looks: Vec<Xf> = Vec::new();
    while let Some(Record { kind, data }) = records.next()? {
        match kind {
            kind::EOF => break,
            FILEPASS => return Err(Refusal::Encrypted),
            DATEMODE => globals.from_1904 = u16_at(data, 0) == Some(1),
            CODEPAGE => globals.code_page(u16_at(data, 0)),
            BOUNDSHEET => {
                budget.sheet()?;
                globals.sheets.extend(listed(data, globals.storage));
            }
            PALETTE => palette = colours(data),
            XF if looks.len() == MOST_STYLES => return Err(corrupt("too many styles")),
            XF => looks.extend(xf(data, globals.storage)),
            SST => globals.strings = texts(Pieces::new(records.continued(data)?), budget)?,
            FORMAT => drop(format(data, globals.storage).map(|(id, code)| formats.insert(id, code))),
            _ => {}
        }
    }
    globals.styles = looks.iter().map(|xf| style(xf, &formats, &palette)).collect();
    Ok(globals)
}

fn storage(records: &mut Records<'_>) -> Result<Storage, Refusal> {
    const BIFF5: u16 = 0x0500;
    const BIFF8: u16 = 0x0600;
    let first = records.next()?.filter(|record| record.kind == kind::BOF).ok_or(Refusal::UnknownFormat)?;
    match u16_at(first.data, 0) {
        Some(BIFF8) => Ok(Storage::Unicode),
        Some(BIFF5) => Ok(Storage::Bytes(Codepage::Windows1252)),
        _ => Err(Refusal::UnknownFormat),
    }
}

impl Globals {
    fn code_page(&mut self, number: Option<u16>) {
        if let Storage::Bytes(codepage) = &mut self.storage {
            *codepage = match number {
                Some(10_000 | 0x8000) => Codepage::Macintosh,
                Some(437 | 850) => Codepage::Cp850,
                _ => Codepage::Windows1252,
            };
        }
    }
}

fn listed(data: &[u8], storage: Storage) -> Option<Listed> {
    const WORKSHEET: u8 = 0;
    let (start, state, of_kind) = (u32_at(data, 0)? as usize, *data.get(4)?, *data.get(5)?);
    let name = Pieces::of(data.get(6..)?).short(storage)?;
    (of_kind == WORKSHEET).then_some(Listed { name, hidden: state & 3 != 0, start })
}

fn colours(data: &[u8]) -> Vec<Rgb> {
    // The palette starts at index 8; the eight before it are fixed.
    let fixed = (0..8).filter_map(|index| indexed(index, &[]));
    let own =
        data.get(2..).unwrap_or_default().chunks_exact(4).map(|colour| [colour[0], colour[1], colour[2]]);
    fixed.chain(own).collect()
}

fn xf(data: &[u8], storage: Storage) -> Option<Xf> {
    const SOLID: u32 = 1;
    let (pattern, colour) = match storage {
        Storage::Unicode => (u32_at(data, 14)? >> 26, u16_at(data, 18)? & 0x7F),
        Storage::Bytes(_) => (u32::from(u16_at(data, 10)? & 0x3F), u16_at(data, 8)? & 0x7F),
    };
    let fill = (pattern == SOLID).then_some(usize::from(colour));
    Some(Xf { format: u16_at(data, 2)?, fill })
}

fn format(data: &[u8], storage: Storage) -> Option<(u16, String)> {
    let mut code = Pieces::of(data.get(2..)?);
    let code = match storage {
        Storage::Unicode => code.long(storage)?,
        Storage::Bytes(_) => code.short(storage)?,
    };
    Some((u16_at(data, 0)?, code.chars().take(LONGEST_CODE).collect()))
}

fn style(xf: &Xf, formats: &HashMap<u16, String>, palette: &[Rgb]) -> Style {
    let own = formats.get(&xf.format).cloned();
    let format = own.or_else(|| builtin(u32::from(xf.format)).map(str::to_owned));
    let format = format.filter(|code| !code.eq_ignore_ascii_case("general"));
    let fill = xf.fill.and_then(|index| indexed(index, palette));
    Style { fill, is_date: format.as_deref().is_some_and(is_date), format }
}

fn texts(mut pieces: Pieces<'_>, budget: &mut Budget<'_>) -> Result<Strings, Refusal> {
    const COUNTS: usize = 8;
    let mut strings = Strings::default();
    pieces.skip(COUNTS).ok_or_else(|| corrupt("no shared texts"))?;
    // The count of texts in the record is often wrong; the texts end where the record does.
    while !pieces.is_at_end() {
        let text = pieces.long(Storage::Unicode).ok_or_else(|| corrupt("a shared text is cut off"))?;
        strings.push(&text, budget)?;
    }
    Ok(strings)
}
