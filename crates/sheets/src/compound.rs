//! Streams of a compound file, the container of XLS and of encrypted Office files.
//! Source: [MS-CFB]. Must hold: no chain of sectors is followed further than the file has sectors; nothing bigger than
//! the file is allocated. The directory tree is not walked: names are looked up in the plain list of entries.

use crate::archive::corrupt;
use crate::limits::Refusal;

const HEADER: usize = 512;
const ENTRY: usize = 128;
/// From this value on a sector number is a mark (end of chain, free and so on).
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
const END: u32 = 0xFFFF_FFFE;
const IN_HEADER: usize = 109;

/// An opened compound file.
pub(crate) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    fat: Vec<u32>,
    directory: Vec<u8>,
}

impl<'b> Compound<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let sector = match u16_at(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(cut_off()),
        };
        let mut file = Self { bytes, sector, fat: Vec::new(), directory: Vec::new() };
        file.fat = file.allocation_table()?;
        file.directory = file.chain(header(bytes, 48)?)?;
        Ok(file)
    }

    /// Whether there is a stream of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// A stream by name; `None` where there is none.
    pub(crate) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(entry) = self.entry(name) else { return Ok(None) };
        let (start, size) = place(entry)?;
        let is_short = size < header(self.bytes, 56)? as usize;
        let mut stream = if is_short { self.short_chain(start)? } else { self.chain(start)? };
        if stream.len() < size {
            return Err(cut_off());
        }
        stream.truncate(size);
        Ok(Some(stream))
    }

    fn entry(&self, name: &str) -> Option<&[u8]> {
        const STREAM: u8 = 2;
        let units: Vec<u16> = name.encode_utf16().chain([0]).collect();
        self.directory.chunks_exact(ENTRY).find(|entry| {
            let length = usize::from(u16_at(entry, 64).unwrap_or(0));
            let same = |(pair, unit): (&[u8], &u16)| {
                let read = u16::from_le_bytes([pair[0], pair[1]]);
                let lower =
                    |unit: u16| u8::try_from(unit).map_or(unit, |byte| u16::from(byte.to_ascii_lowercase()));
                lower(read) == lower(*unit)
            };
            entry[66] == STREAM && length == units.len() * 2 && entry.chunks_exact(2).zip(&units).all(same)
        })
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    fn sector(&self, number: u32) -> Result<&'b [u8], Refusal> {
        let start = (number as usize + 1).checked_mul(self.sector).ok_or_else(cut_off)?;
        // The last sector may be shorter in files of careless writers.
        let end = start.saturating_add(self.sector).min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty()).ok_or_else(cut_off)
    }

    fn allocation_table(&self) -> Result<Vec<u32>, Refusal> {
        let mut fat = Vec::new();
        let header_list = self.bytes.get(76..HEADER).ok_or_else(cut_off)?;
        let mut list: Vec<u32> = numbers(header_list).take(IN_HEADER).collect();
        let mut next = header(self.bytes, 68)?;
        for _ in 0..self.sectors() {
            if next >= LAST_SECTOR {
                break;
            }
            let sector: Vec<u32> = numbers(self.sector(next)?).collect();
            let Some((following, entries)) = sector.split_last() else { break };
            list.extend(entries);
            next = *following;
        }
        for number in list.into_iter().filter(|&number| number < LAST_SECTOR) {
            // Nothing beyond the sectors of the file is ever looked up.
            if fat.len() >= self.sectors() {
                break;
            }
            fat.extend(numbers(self.sector(number)?));
        }
        Ok(fat)
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Refusal> {
        let mut stream = Vec::new();
        let mut next = start;
        for _ in 0..=self.sectors() {
            if next >= LAST_SECTOR {
                return Ok(stream);
            }
            stream.extend_from_slice(self.sector(next)?);
            next = *self.fat.get(next as usize).ok_or_else(cut_off)?;
        }
        Err(corrupt("a chain of sectors without end"))
    }

    /// Short streams are kept in small sectors inside the stream of the root entry.
    fn short_chain(&self, start: u32) -> Result<Vec<u8>, Refusal> {
        const SHORT: usize = 64;
        let root = self.directory.get(..ENTRY).ok_or_else(cut_off)?;
        let container = self.chain(place(root)?.0)?;
        let table_bytes = self.chain(header(self.bytes, 60)?)?;
        let table: Vec<u32> = numbers(&table_bytes).collect();
        let mut stream = Vec::new();
        let mut next = start;
        for _ in 0..=container.len() / SHORT {
            if next >= LAST_SECTOR {
                return Ok(stream);
            }
            let at = next as usize * SHORT;
            let end = (at + SHORT).min(container.len());
            stream.extend_from_slice(container.get(at..end).ok_or_else(cut_off)?);
            next = table.get(next as usize).copied().unwrap_or(END);
        }
        Err(corrupt("a chain of sectors without end"))
    }
}

/// First sector and size of the stream of a directory entry.
fn place(entry: &[u8]) -> Result<(u32, usize), Refusal> {
    Ok((u32_at(entry, 116).ok_or_else(cut_off)?, u32_at(entry, 120).ok_or_else(cut_off)? as usize))
}

fn header(bytes: &[u8], at: usize) -> Result<u32, Refusal> {
    u32_at(bytes, at).ok_or_else(cut_off)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn cut_off() -> Refusal {
    corrupt("the compound file is cut off")
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|pair| u16::from_le_bytes(*pair))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

pub(crate) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..)?.first_chunk().map(|eight| f64::from_le_bytes(*eight))
}
