//! The parts of a zipped document, unpacked as a stream.
//! Must hold: at most `expanded_bytes` come out of all parts together, whatever the directory says; names are only
//! looked up, never used as paths; damage is told apart from excess.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::limits::{Limits, Refusal};

/// No document has as many parts; each costs some hundred bytes of memory, however little it takes in the file.
const MOST_PARTS: usize = 10_000;
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";
/// The longest tag or run of text that is held in memory.
const LONGEST_EVENT: usize = 8 << 20;

/// An opened archive.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
    limit: u64,
}

impl<'b> Archive<'b> {
    pub(crate) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, Refusal> {
        if directory_entries(bytes) > MOST_PARTS {
            return Err(corrupt("too many parts"));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| corrupt(error.to_string()))?;
        let limit = limits.expanded_bytes;
        let mut archive = Self { zip, left: limit, limit };
        archive.check_declared()?;
        Ok(archive)
    }

    /// Whether there is a part of this very name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A part by name, ignoring case and a leading slash as the packaging rules ask; `None` where there is none.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'b>>, Refusal> {
        let wanted = name.trim_start_matches('/');
        let exact = self.zip.index_for_name(wanted);
        let index = exact.or_else(|| {
            let alike = |index: &usize| {
                self.zip
                    .name_for_index(*index)
                    .is_some_and(|name| name.replace('\\', "/").eq_ignore_ascii_case(wanted))
            };
            (0..self.zip.len()).find(alike)
        });
        let Some(index) = index else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Encrypted,
            other => corrupt(other.to_string()),
        })?;
        Ok(Some(Part {
            source: BufReader::with_capacity(32 << 10, file),
            left: &mut self.left,
            event_left: LONGEST_EVENT,
            limit: self.limit,
        }))
    }

    fn check_declared(&mut self) -> Result<(), Refusal> {
        let mut declared = 0_u64;
        for index in 0..self.zip.len() {
            let entry = self.zip.by_index_raw(index).map_err(|error| corrupt(error.to_string()))?;
            declared = declared.saturating_add(entry.size());
            if declared > self.limit {
                return Err(Refusal::ExpandsTooMuch { limit: self.limit });
            }
        }
        Ok(())
    }
}

fn directory_entries(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    let mut count = 0;
    while let Some(at) = rest.iter().position(|&byte| byte == b'P') {
        count += usize::from(rest[at..].starts_with(DIRECTORY_ENTRY));
        rest = &rest[at + 1..];
    }
    count
}

pub(crate) fn corrupt(detail: impl Into<String>) -> Refusal {
    Refusal::Corrupt { detail: detail.into() }
}

/// One part while it is unpacked.
pub(crate) struct Part<'a, 'b> {
    source: BufReader<ZipFile<'a, Cursor<&'b [u8]>>>,
    left: &'a mut u64,
    event_left: usize,
    limit: u64,
}

impl Part<'_, '_> {
    /// Tells the part that what came so far has been dealt with.
    pub(crate) fn start_event(&mut self) {
        self.event_left = LONGEST_EVENT;
    }

    /// The refusal behind a failed read: excess where a bound was hit, else damage.
    pub(crate) fn refusal(&self, error: &dyn std::fmt::Display) -> Refusal {
        if *self.left == 0 {
            Refusal::ExpandsTooMuch { limit: self.limit }
        } else {
            corrupt(error.to_string())
        }
    }

    /// The first bytes, at most `most`.
    pub(crate) fn beginning(&mut self, most: u64) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        match self.take(most).read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(self.refusal(&error)),
        }
    }
}

impl Read for Part<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Part<'_, '_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if *self.left == 0 {
            return Err(io::Error::other("expands too much"));
        }
        if self.event_left == 0 {
            return Err(io::Error::other("a tag or text beyond all measure"));
        }
        self.source.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        *self.left = self.left.saturating_sub(count as u64);
        self.event_left = self.event_left.saturating_sub(count);
        self.source.consume(count);
    }
}
