//! Texts in records: UTF-16, often with the high bytes left out, and cut anywhere by continuations.
//! Source: [MS-XLS] 2.5.293 (`XLUnicodeRichExtendedString`), 2.4.58 (`Continue`).

use crate::text::{Codepage, decode};

/// Bytes of a record and its continuations.
pub(super) struct Pieces<'s> {
    all: Vec<&'s [u8]>,
    piece: usize,
    at: usize,
}

/// How texts are stored in this file.
#[derive(Clone, Copy)]
pub(super) enum Storage {
    /// BIFF 8.
    Unicode,
    /// BIFF 5.
    Bytes(Codepage),
}

impl<'s> Pieces<'s> {
    pub(super) fn new(pieces: Vec<&'s [u8]>) -> Self {
        Self { all: pieces, piece: 0, at: 0 }
    }

    pub(super) fn of(data: &'s [u8]) -> Self {
        Self::new(vec![data])
    }

    /// What is left of the current piece, or the next one.
    fn rest(&mut self) -> &'s [u8] {
        while let Some(piece) = self.all.get(self.piece) {
            if let Some(rest) = piece.get(self.at..).filter(|rest| !rest.is_empty()) {
                return rest;
            }
            self.piece += 1;
            self.at = 0;
        }
        &[]
    }

    pub(super) fn is_at_end(&mut self) -> bool {
        self.rest().is_empty()
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.rest().first()?;
        self.at += 1;
        Some(byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let step = self.rest().len().min(count);
            if step == 0 {
                return None;
            }
            self.at += step;
            count -= step;
        }
        Some(())
    }

    /// A text with its length in two bytes.
    pub(super) fn long(&mut self, storage: Storage) -> Option<String> {
        let length = usize::from(self.u16()?);
        self.body(length, storage)
    }

    /// A text with its length in one byte.
    pub(super) fn short(&mut self, storage: Storage) -> Option<String> {
        let length = usize::from(self.byte()?);
        self.body(length, storage)
    }

    fn body(&mut self, length: usize, storage: Storage) -> Option<String> {
        match storage {
            Storage::Unicode => self.rich(length),
            Storage::Bytes(codepage) => {
                let bytes = self.rest().get(..length)?;
                self.at += length;
                Some(decode(bytes, codepage))
            }
        }
    }

    /// The text, and past the runs of letter forms and the reading aids that follow it.
    fn rich(&mut self, length: usize) -> Option<String> {
        const RUN: usize = 4;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let extra =
            if flags & 4 != 0 { usize::from(self.u16()?) | usize::from(self.u16()?) << 16 } else { 0 };
        let text = self.characters(length, flags & 1 != 0)?;
        self.skip(runs * RUN + extra)?;
        Some(text)
    }

    fn characters(&mut self, length: usize, mut wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::with_capacity(length);
        let mut piece = self.piece;
        while units.len() < length {
            let mut rest = self.rest();
            if self.piece != piece {
                piece = self.piece;
                // A text that goes on in the next record says again whether the high bytes are there.
                wide = self.byte()? & 1 != 0;
                rest = self.rest();
            }
            let width = if wide { 2 } else { 1 };
            let count = (length - units.len()).min(rest.len() / width);
            if count == 0 {
                return None;
            }
            let bytes = &rest[..count * width];
            let unit = |unit: &[u8]| unit.iter().rev().fold(0, |unit, &byte| unit << 8 | u16::from(byte));
            units.extend(bytes.chunks_exact(width).map(unit));
            self.at += bytes.len();
        }
        Some(String::from_utf16_lossy(&units))
    }
}
