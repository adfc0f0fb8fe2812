//! Text as people leave it in cells, made comparable: cleaned (what is stored), folded (what is compared).
//! Folding is for recognition only; nothing folded is ever stored.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Trimmed, NFC, plain spaces and line feeds; invisible characters gone. Line breaks inside stay.
pub(crate) fn clean(raw: &str) -> String {
    let plain = raw.is_ascii() && !raw.bytes().any(|byte| byte == b'\r' || byte == b'\t' || byte == 0);
    if plain {
        return raw.trim().to_owned();
    }
    let mut text = String::with_capacity(raw.len());
    let mut characters = raw.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    text.push('\n');
                }
            }
            '\u{a0}' | '\u{2007}' | '\u{202f}' | '\t' => text.push(' '),
            '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\0' => {}
            other => text.push(other),
        }
    }
    if !is_nfc(&text) {
        text = text.nfc().collect();
    }
    text.trim().to_owned()
}

/// One line: cleaned, runs of white space are one space, a footnote mark at the end and quotes around the whole dropped.
pub(crate) fn line(raw: &str) -> String {
    let mut text = one_spaced(&clean(raw));
    loop {
        let shorter = without_quotes(text.trim_end_matches(['*', '†']).trim_end());
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter.to_owned();
    }
}

/// Runs of white space as one space.
pub(crate) fn one_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn without_quotes(text: &str) -> &str {
    const QUOTES: [char; 8] = ['"', '\'', '”', '“', '„', '’', '»', '«'];
    let inner = text.strip_prefix(QUOTES).and_then(|rest| rest.strip_suffix(QUOTES));
    match inner {
        Some(inner) if !inner.contains(QUOTES) && !inner.trim().is_empty() => inner.trim(),
        _ => text,
    }
}

/// Nothing is stated: blank, or nothing but dashes.
pub(crate) fn is_missing(cleaned: &str) -> bool {
    cleaned.chars().all(|character| character.is_whitespace() || is_dash(character))
}

pub(crate) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '‐' | '‑' | '−')
}

/// Lower case without å ä ö and other accents, dashes alike, one-spaced: for comparing, never for storing.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars() {
        if character.is_whitespace() || character == '\u{a0}' {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push(' ');
            gap = false;
        }
        if character.is_ascii() {
            out.push(character.to_ascii_lowercase());
        } else {
            fold_beyond_ascii(character, &mut out);
        }
    }
    out
}

fn fold_beyond_ascii(character: char, out: &mut String) {
    for lower in character.to_lowercase() {
        match lower {
            'å' | 'ä' | 'á' | 'à' | 'â' | 'æ' => out.push('a'),
            'ö' | 'ø' | 'ó' | 'ò' | 'ô' => out.push('o'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'ü' | 'ú' | 'û' => out.push('u'),
            dash if is_dash(dash) => out.push('-'),
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            other => out.push(other),
        }
    }
}

/// The words of a folded text: runs of letters and digits.
pub(crate) fn words(folded: &str) -> Vec<&str> {
    folded.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Only the letters and digits of a folded text, run together.
pub(crate) fn compact(folded: &str) -> String {
    folded.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// For finding doubles: case and white space do not count.
pub(crate) fn key(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_marks_and_quotes() {
        for (raw, wanted) in [
            ("  Trygghetslarm Linden*", "Trygghetslarm Linden"),
            ("Kartsystem\u{a0}Kompassen ", "Kartsystem Kompassen"),
            ("”Diarium”", "Diarium"),
            ("\"Diarium  Ärendet\" *", "Diarium Ärendet"),
            ("Systemet \"GS\"", "Systemet \"GS\""),
            ("\"A\" och \"B\"", "\"A\" och \"B\""),
            ("A\u{30a}sa", "Åsa"),
            ("\"", "\""),
            ("*", ""),
        ] {
            assert_eq!(line(raw), wanted, "{raw:?}");
        }
    }

    #[test]
    fn clean_keeps_line_breaks() {
        assert_eq!(clean(" a\r\nb\rc \u{feff}"), "a\nb\nc");
    }

    #[test]
    fn folding() {
        assert_eq!(fold(" Säkerhets–\u{a0}ÅTGÄRD  É "), "sakerhets- atgard e");
        assert_eq!(compact("k-r-t (s)"), "krts");
        assert_eq!(key("Ekonomisystem  KRONAN "), "ekonomisystemkronan");
        assert!(is_missing(" – ") && is_missing("") && !is_missing("-1"));
    }
}
