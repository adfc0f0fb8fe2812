//! Records and fields of separated text, after RFC 4180 but forgiving.
//! Must hold: every line break outside quotation marks ends a record, blank ones too, so that record numbers are those
//! of a spreadsheet; a quotation mark that is never closed does not swallow the rest of the file.

use std::borrow::Cow;

use super::Field;
use crate::limits::Refusal;

/// After this many unclosed quotation marks they are plain characters to the end; each costs a search to the end.
const MOST_UNCLOSED: u32 = 3;

/// What is known of a record once it is read.
pub(super) struct Record {
    /// Physical line where it starts, from 1.
    pub(super) line: u32,
    /// A quotation mark in it was never closed.
    pub(super) unclosed: bool,
}

/// The records of a text.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
    line: u32,
    unclosed: u32,
}

impl<'t> Records<'t> {
    /// `line` is the number of the first line; `separator` is an ASCII character.
    pub(super) fn new(text: &'t str, separator: u8, line: u32) -> Self {
        let text = text.strip_suffix('\x1A').unwrap_or(text);
        Self { text, at: 0, separator, line, unclosed: 0 }
    }

    /// Reads a record, giving each field with its 0-based column; `None` at the end of the text.
    pub(super) fn next(
        &mut self,
        mut field: impl FnMut(usize, Field<'t>) -> Result<(), Refusal>,
    ) -> Result<Option<Record>, Refusal> {
        if self.at >= self.text.len() {
            return Ok(None);
        }
        let (line, unclosed) = (self.line, self.unclosed);
        for column in 0.. {
            let (text, ends) = self.field();
            field(column, text)?;
            if ends {
                break;
            }
        }
        Ok(Some(Record { line, unclosed: self.unclosed > unclosed }))
    }

    /// The next field, and whether the record ends with it.
    fn field(&mut self) -> (Field<'t>, bool) {
        let quoted = (self.unclosed < MOST_UNCLOSED).then(|| self.quoted()).flatten();
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        let is_end = |&byte: &u8| byte == self.separator || byte == b'\n' || byte == b'\r';
        let length = rest.iter().position(is_end).unwrap_or(rest.len());
        let plain = &self.text[start..start + length];
        let ends = rest.get(length) != Some(&self.separator);
        let line_break =
            usize::from(rest.get(length) == Some(&b'\r') && rest.get(length + 1) == Some(&b'\n'));
        if ends {
            self.line += 1;
        }
        self.at = (start + length + line_break + 1).min(self.text.len());
        match quoted {
            // Careless programs write on after the closing mark.
            Some(text) if !plain.is_empty() => (Cow::Owned(text.into_owned() + plain), ends),
            Some(text) => (text, ends),
            None => (Cow::Borrowed(plain), ends),
        }
    }

    /// The text between quotation marks, if the field starts with one that is closed.
    fn quoted(&mut self) -> Option<Field<'t>> {
        let rest = self.text.get(self.at..)?.strip_prefix('"')?;
        let start = self.text.len() - rest.len();
        let mut search = 0;
        let mut doubled = false;
        while let Some(found) = rest[search..].find('"') {
            let end = search + found;
            if rest[end + 1..].starts_with('"') {
                doubled = true;
                search = end + 2;
                continue;
            }
            let inner = &rest[..end];
            self.at = start + end + 1;
            self.line = self.line.saturating_add(line_breaks(inner));
            return Some(if doubled {
                Cow::Owned(inner.replace("\"\"", "\""))
            } else {
                Cow::Borrowed(inner)
            });
        }
        self.unclosed += 1;
        None
    }
}

fn line_breaks(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let breaks = bytes.iter().enumerate();
    let breaks =
        breaks.filter(|(at, byte)| **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
    u32::try_from(breaks.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Records;

    /// A text, and its records with their lines.
    type Case = (&'static str, &'static [(u32, &'static [&'static str])]);

    fn all(text: &str) -> Vec<(u32, Vec<String>)> {
        let mut records = Records::new(text, b';', 1);
        let mut found = Vec::new();
        loop {
            let mut fields = Vec::new();
            let record = records.next(|_, field| {
                fields.push(field.into_owned());
                Ok(())
            });
            match record.expect("nothing refuses here") {
                Some(record) => found.push((record.line, fields)),
                None => return found,
            }
        }
    }

    #[test]
    fn records_and_their_lines() {
        let cases: [Case; 9] = [
            ("a;b\nc;d", &[(1, &["a", "b"]), (2, &["c", "d"])]),
            ("a;b\r\nc;d\r\n", &[(1, &["a", "b"]), (2, &["c", "d"])]),
            ("a\rb\r", &[(1, &["a"]), (2, &["b"])]),
            ("a\n\nb", &[(1, &["a"]), (2, &[""]), (3, &["b"])]),
            ("\"a;\nb\";c\nd", &[(1, &["a;\nb", "c"]), (3, &["d"])]),
            ("\"a\"\"b\";\"\"\nc", &[(1, &["a\"b", ""]), (2, &["c"])]),
            ("\"a\" b;c", &[(1, &["a b", "c"])]),
            ("15\" skärm;c\nd", &[(1, &["15\" skärm", "c"]), (2, &["d"])]),
            ("\"a;b\nc;d", &[(1, &["\"a", "b"]), (2, &["c", "d"])]),
        ];
        for (text, expected) in cases {
            let expected: Vec<(u32, Vec<String>)> = expected
                .iter()
                .map(|(line, row)| (*line, row.iter().map(ToString::to_string).collect()))
                .collect();
            assert_eq!(all(text), expected, "{text:?}");
        }
    }
}
