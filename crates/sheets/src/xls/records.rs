//! The stream as a row of records: kind, length, data.

use crate::archive::corrupt;
use crate::compound::u16_at;
use crate::limits::Refusal;
use crate::xls::kind;

/// Pieces hold some 8,000 bytes each in real files; empty ones would cost more memory than they take in the file.
const MOST_PIECES: usize = 1 << 16;

/// One record.
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
}

/// Records from a place on.
pub(super) struct Records<'s> {
    stream: &'s [u8],
    start: usize,
    at: usize,
}

impl<'s> Records<'s> {
    pub(super) fn new(stream: &'s [u8], start: usize) -> Self {
        Self { stream, start, at: start }
    }

    /// How many bytes have been read.
    pub(super) fn consumed(&self) -> usize {
        self.at - self.start
    }

    /// The next record; `None` at the end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<Record<'s>>, Refusal> {
        let Some(kind) = u16_at(self.stream, self.at) else { return Ok(None) };
        let length = u16_at(self.stream, self.at + 2).map(usize::from);
        let start = self.at + 4;
        let data = length.and_then(|length| self.stream.get(start..start + length));
        let data = data.ok_or_else(|| corrupt("the workbook stream is cut off"))?;
        self.at = start + data.len();
        Ok(Some(Record { kind, data }))
    }

    /// The data of a record and of those that continue it.
    pub(super) fn continued(&mut self, first: &'s [u8]) -> Result<Vec<&'s [u8]>, Refusal> {
        let mut pieces = vec![first];
        while u16_at(self.stream, self.at) == Some(kind::CONTINUE) {
            if pieces.len() == MOST_PIECES {
                return Err(corrupt("a record continued beyond all measure"));
            }
            pieces.extend(self.next()?.map(|record| record.data));
        }
        Ok(pieces)
    }
}
