//! Swedish order and search: keys made here and stored, so that no database needs a collation.
//! A new version of the collator rebuilds the keys (see `COLLATOR`).

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The version of the collation rules behind stored keys.
pub const COLLATOR: &str = "icu4x-2.4-sv";

fn collator() -> Option<&'static CollatorBorrowed<'static>> {
    static COLLATOR: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    COLLATOR.get_or_init(|| Collator::try_new(locale!("sv").into(), CollatorOptions::default()).ok()).as_ref()
}

/// The stored sort key of a name: bytes that compare as Swedish readers expect (…z, å, ä, ö).
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    if let Some(collator) = collator() {
        let _ = collator.write_sort_key_to(text, &mut key);
    }
    key
}

/// Folded text for search: lower case, no accents but å ä ö kept apart, white space made single.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.trim().nfc().flat_map(char::to_lowercase) {
        match c {
            'å' | 'ä' | 'ö' => folded.push(c),
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c))),
        }
    }
    folded
}

/// `%text%` for a LIKE on a folded column; what has a meaning there is escaped with a backslash.
pub fn contains(text: &str) -> String {
    let folded = fold(text);
    let escaped = folded.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// Text as it is stored: NFC, trimmed, control characters but line breaks removed.
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .nfc()
        .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A whole number with thin groups of three, as Swedish readers expect: 1 234.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    if number < 0 { format!("−{text}") } else { text }
}
