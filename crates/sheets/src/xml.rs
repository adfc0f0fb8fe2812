//! A part as a stream of XML tokens, with names and attributes told by their local part.
//! Must hold: no entity but the five of XML itself is ever replaced, nesting is bounded, the part has to be whole;
//! bytes that are not UTF-8 become U+FFFD rather than an error.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, BytesText, Event};

use crate::archive::{Part, corrupt};
use crate::limits::Refusal;

/// Spreadsheets nest some ten elements deep.
const DEEPEST: usize = 200;
/// The parser keeps the names of all open elements.
const LONGEST_NAME: usize = 1_000;

/// A stream of tokens.
pub(crate) struct Xml<'a, 'b> {
    reader: Reader<Part<'a, 'b>>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What comes next. An element without content comes as `Open` and `Close`.
pub(crate) enum Token<'t> {
    Open(Tag<'t>),
    Close(Closing<'t>),
    Text(Cow<'t, str>),
    /// A comment, an instruction, a document type.
    Other,
    End,
}

impl<'a, 'b> Xml<'a, 'b> {
    pub(crate) fn new(part: Part<'a, 'b>) -> Self {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    pub(crate) fn next(&mut self) -> Result<Token<'_>, Refusal> {
        self.buffer.clear();
        self.reader.get_mut().start_event();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(self.reader.get_ref().refusal(&error)),
        };
        Ok(match event {
            Event::Start(_) if self.depth >= DEEPEST => return Err(corrupt("nested too deep")),
            Event::Start(start) if start.name().into_inner().len() > LONGEST_NAME => {
                return Err(corrupt("a name beyond all measure"));
            }
            Event::Start(start) => {
                self.depth += 1;
                Token::Open(Tag { start })
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Token::Close(Closing { end })
            }
            Event::Text(text) => Token::Text(plain(text)),
            Event::CData(data) => Token::Text(lossy(data.into_inner())),
            Event::GeneralRef(reference) => Token::Text(referred(&reference)),
            Event::Eof if self.depth > 0 => return Err(corrupt("the XML is cut off")),
            Event::Eof => Token::End,
            _ => Token::Other,
        })
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Skips the rest of the element that was opened last.
    pub(crate) fn skip(&mut self) -> Result<(), Refusal> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }
}

fn lossy(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// The text with line ends as XML has them (`\n`).
fn plain(text: BytesText<'_>) -> Cow<'_, str> {
    match text.xml10_content() {
        Ok(content) => content,
        Err(_) => lossy(text.into_inner()),
    }
}

fn referred(reference: &BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(char)) = reference.resolve_char_ref() {
        return Cow::Owned(char.to_string());
    }
    Cow::Borrowed(match &**reference {
        b"amp" => "&",
        b"lt" => "<",
        b"gt" => ">",
        b"quot" => "\"",
        b"apos" => "'",
        _ => "\u{FFFD}",
    })
}

/// An opening tag.
pub(crate) struct Tag<'t> {
    start: BytesStart<'t>,
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &[u8] {
        local(self.start.name().into_inner())
    }

    /// Local names and raw values of the attributes; broken ones are left out.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&[u8], Cow<'_, [u8]>)> {
        let mut attributes = self.start.attributes();
        // Finding duplicates takes the square of the number of attributes.
        attributes.with_checks(false);
        attributes.flatten().map(|attribute| (local(attribute.key.into_inner()), attribute.value))
    }

    /// The value of an attribute by its local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes().find(|(key, _)| *key == name.as_bytes())?;
        let raw = lossy(value);
        Some(unescape(&raw).map_or_else(|_| raw.to_string(), Cow::into_owned))
    }

    /// The value of an attribute as a number.
    pub(crate) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }
}

/// A closing tag.
pub(crate) struct Closing<'t> {
    end: BytesEnd<'t>,
}

impl Closing<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &[u8] {
        local(self.end.name().into_inner())
    }
}

/// Adds to a text as long as more of it could matter under a limit in characters.
pub(crate) fn gather(text: &mut String, more: &str, chars: usize) {
    const LONGEST_CHAR: usize = 4;
    if text.len() <= chars.saturating_mul(LONGEST_CHAR) {
        text.push_str(more);
    }
}

fn local(name: &[u8]) -> &[u8] {
    name.iter().rposition(|&byte| byte == b':').map_or(name, |colon| &name[colon + 1..])
}
