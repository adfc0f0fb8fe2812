//! The shared texts of a workbook, and the escapes inside texts.
//! Source: ECMA-376 part 1, 18.4.9 (`sst`), 18.4.6 (`rPh`, reading aids that are not part of the text).

use std::borrow::Cow;

use crate::archive::Archive;
use crate::draft::Budget;
use crate::limits::Refusal;
use crate::strings::Strings;
use crate::xml::{Token, Xml, gather};

/// Reads the part with the shared texts.
pub(super) fn read(
    archive: &mut Archive<'_>,
    name: &str,
    budget: &mut Budget<'_>,
) -> Result<Strings, Refusal> {
    let mut strings = Strings::default();
    let Some(part) = archive.part(name)? else { return Ok(strings) };
    let mut xml = Xml::new(part);
    let mut current = String::new();
    let mut in_text = false;
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.name() {
                b"rPh" => xml.skip()?,
                name => in_text = name == b"t",
            },
            Token::Text(text) if in_text => gather(&mut current, &text, budget.limits.cell_chars),
            Token::Close(tag) => {
                in_text = false;
                if tag.name() == b"si" {
                    strings.push(&unescaped(&current), budget)?;
                    current.clear();
                }
            }
            Token::End => return Ok(strings),
            _ => {}
        }
    }
}

/// Replaces `_x000D_` and the like, which stand for characters that XML cannot hold.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let char = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        if let Some(char) = char {
            out.push(char);
            rest = &rest[at + 7..];
        } else {
            out.push_str("_x");
            rest = &rest[at + 2..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_of_texts() {
        let cases = [
            ("plain", "plain"),
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("min_xyz_fil", "min_xyz_fil"),
            ("_x12", "_x12"),
            ("_xåäö_", "_xåäö_"),
            ("_xD800_", "_xD800_"),
        ];
        for (stored, expected) in cases {
            assert_eq!(unescaped(stored), expected);
        }
    }
}
