//! What a file is by its content, and a name that is safe to save it under.

use crate::platform::swedish::clean;
use crate::word_type;

/// The longest name that is kept, in characters.
const LONGEST_NAME: usize = 120;

word_type! {
    /// The kinds of file that are accepted; the word is the media type.
    MediaType {
        /// PDF.
        Pdf = "application/pdf",
        /// PNG.
        Png = "image/png",
        /// JPEG.
        Jpeg = "image/jpeg",
        /// Excel workbook without macros.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        /// Word document without macros.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// OpenDocument spreadsheet.
        Ods = "application/vnd.oasis.opendocument.spreadsheet",
        /// Separated values, in UTF-8.
        Csv = "text/csv",
        /// Text in UTF-8.
        Text = "text/plain",
    }
}

impl MediaType {
    /// The endings of its names; the first is put on a name that has another.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Xlsx => &["xlsx"],
            Self::Docx => &["docx"],
            Self::Ods => &["ods"],
            Self::Csv => &["csv"],
            Self::Text => &["txt", "md", "log"],
        }
    }

    /// What the bytes are; the name only tells separated values from other text. `None` is not accepted.
    pub fn of(bytes: &[u8], name: &str) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"PK\x03\x04") {
            of_archive(bytes)
        } else if is_text(bytes) {
            Some(if ending(name).eq_ignore_ascii_case("csv") { Self::Csv } else { Self::Text })
        } else {
            None
        }
    }
}

fn of_archive(bytes: &[u8]) -> Option<MediaType> {
    let declared = format!("mimetype{}", MediaType::Ods.as_str());
    // The first part of an OpenDocument file is its media type, stored as it is, right behind a head of 30 bytes.
    let behind = bytes.get(30..)?;
    if behind.starts_with(declared.as_bytes()) && behind.get(declared.len()..)?.starts_with(b"PK") {
        return Some(MediaType::Ods);
    }
    let parts = parts(bytes);
    let has = |name: &str| parts.contains(&name.as_bytes());
    let has_macros = parts.iter().any(|name| name.ends_with(b"vbaProject.bin"));
    if has_macros || !has("[Content_Types].xml") {
        None
    } else if has("xl/workbook.xml") {
        Some(MediaType::Xlsx)
    } else if has("word/document.xml") {
        Some(MediaType::Docx)
    } else {
        None
    }
}

/// The names in an archive's directory, which stands at its end.
fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let number = |at: usize, width: usize| -> Option<usize> {
        let digits = bytes.get(at..at + width)?;
        Some(digits.iter().rev().fold(0, |number, digit| number << 8 | usize::from(*digit)))
    };
    let Some(end) = bytes.windows(4).rposition(|window| window == b"PK\x05\x06") else { return Vec::new() };
    let mut names = Vec::new();
    let mut at = number(end + 16, 4).unwrap_or(bytes.len());
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        let [name, extra, comment] = [28, 30, 32].map(|field| number(at + field, 2).unwrap_or(0));
        names.extend(bytes.get(at + 46..at + 46 + name));
        at += 46 + name + extra + comment;
    }
    names
}

fn is_text(bytes: &[u8]) -> bool {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    std::str::from_utf8(bytes).is_ok_and(|text| !text.is_empty() && !text.chars().any(is_control))
}

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The last part of the name as it was sent, without what a file system or a header could misread, and with the
/// ending of what the file is.
pub(super) fn clean_name(sent: &str, media_type: MediaType) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let allowed = |c: &char| !"<>:\"|?*;\n\t".contains(*c) && !is_invisible(*c);
    let cleaned: String = clean(last).chars().filter(allowed).collect();
    let cleaned = cleaned.trim_matches(['.', ' ']);
    let endings = media_type.endings();
    let known = endings.iter().find(|known| ending(cleaned).eq_ignore_ascii_case(known));
    let stem = known.map_or(cleaned, |known| &cleaned[..cleaned.len() - known.len() - 1]);
    let stem: String = stem.chars().take(LONGEST_NAME).collect();
    let stem = if stem.trim().is_empty() { "fil" } else { stem.trim() };
    format!("{stem}.{}", known.unwrap_or(&endings[0]))
}

/// Signs that turn the direction of text, by which `fdp.exe` can look like `exe.pdf`.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive with these parts, empty but for the first one's content.
    pub(super) fn archive(names: &[&str], first: &[u8]) -> Vec<u8> {
        let (mut bytes, mut directory) = (Vec::new(), Vec::new());
        for (at, name) in names.iter().enumerate() {
            let content: &[u8] = if at == 0 { first } else { b"" };
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            bytes.extend_from_slice(b"PK\x03\x04");
            bytes.extend_from_slice(&[0; 22]);
            bytes.extend_from_slice(&length);
            bytes.extend_from_slice(&[0; 2]);
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(content);
            directory.extend_from_slice(b"PK\x01\x02");
            directory.extend_from_slice(&[0; 24]);
            directory.extend_from_slice(&length);
            directory.extend_from_slice(&[0; 16]);
            directory.extend_from_slice(name.as_bytes());
        }
        let at = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        bytes.extend_from_slice(&directory);
        bytes.extend_from_slice(b"PK\x05\x06");
        bytes.extend_from_slice(&[0; 12]);
        bytes.extend_from_slice(&at);
        bytes.extend_from_slice(&[0; 2]);
        bytes
    }

    #[test]
    fn a_file_is_what_its_content_is() {
        let of = |bytes: &[u8]| MediaType::of(bytes, "namn.xyz");
        assert_eq!(of(b"%PDF-1.7 ..."), Some(MediaType::Pdf));
        assert_eq!(of(b"\x89PNG\r\n\x1a\n"), Some(MediaType::Png));
        assert_eq!(of(b"\xff\xd8\xff\xe0"), Some(MediaType::Jpeg));
        assert_eq!(of(&archive(&["[Content_Types].xml", "xl/workbook.xml"], b"")), Some(MediaType::Xlsx));
        assert_eq!(of(&archive(&["[Content_Types].xml", "word/document.xml"], b"")), Some(MediaType::Docx));
        let ods = archive(&["mimetype", "content.xml"], MediaType::Ods.as_str().as_bytes());
        assert_eq!(of(&ods), Some(MediaType::Ods));
        assert_eq!(of("åäö;1\n".as_bytes()), Some(MediaType::Text));
        assert_eq!(MediaType::of("åäö;1\n".as_bytes(), "a.CSV"), Some(MediaType::Csv));
    }

    #[test]
    fn programs_macros_and_unknown_content_are_not_accepted() {
        let of = |bytes: &[u8]| MediaType::of(bytes, "rapport.pdf");
        assert_eq!(of(b"MZ\x90\x00"), None);
        assert_eq!(of(b"\x7fELF\x02"), None);
        assert_eq!(of(b"GIF89a\x01\x00"), None);
        assert_eq!(of(b""), None);
        assert_eq!(of(b"\xe5\xe4\xf6 latin-1"), None);
        assert_eq!(of(b"PK\x03\x04"), None);
        assert_eq!(of(&archive(&["META-INF/MANIFEST.MF"], b"")), None);
        let macros = ["[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"];
        assert_eq!(of(&archive(&macros, b"")), None);
        let text = archive(&["mimetype"], b"application/vnd.oasis.opendocument.spreadsheet-template");
        assert_eq!(of(&text), None);
    }

    #[test]
    fn a_name_is_safe_and_says_what_the_file_is() {
        let name = |sent| clean_name(sent, MediaType::Pdf);
        assert_eq!(name("Avtal 2026.PDF"), "Avtal 2026.pdf");
        assert_eq!(name("C:\\Users\\a\\Åtgärder.pdf"), "Åtgärder.pdf");
        assert_eq!(name("../../etc/passwd"), "passwd.pdf");
        assert_eq!(name("rapport.exe"), "rapport.exe.pdf");
        assert_eq!(name("a\"b\r\n;c<d>.pdf"), "abcd.pdf");
        assert_eq!(name("faktura\u{202e}fdp.exe"), "fakturafdp.exe.pdf");
        assert_eq!(name(".pdf"), "pdf.pdf");
        assert_eq!(name(""), "fil.pdf");
        assert_eq!(name(&"å".repeat(400)).chars().count(), LONGEST_NAME + 4);
    }
}
