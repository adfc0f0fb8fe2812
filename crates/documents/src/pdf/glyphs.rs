//! Makes text printable: PDF/A and PDF/UA forbid glyphs that a font lacks, so what cannot be drawn becomes □.

use typst::text::Font;
use unicode_segmentation::UnicodeSegmentation;

use super::world::{FALLBACK, FAMILY};
use crate::text::{is_noncharacter, one_line, unify_breaks};

/// How much of Unicode is let through to the typesetter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repertoire {
    /// All that our fonts can draw.
    Full,
    /// Only single characters of the main family: the second try, should shaping of the full text fail.
    Plain,
}

impl Repertoire {
    /// Text that may have several lines.
    pub(super) fn lines(self, text: &str) -> String {
        unify_breaks(text).split('\n').map(|line| self.printable(line)).collect::<Vec<_>>().join("\n")
    }

    /// Text on one line.
    pub(super) fn line(self, text: &str) -> String {
        self.printable(&one_line(text))
    }

    /// Text as it is, with what cannot be drawn left out or replaced.
    pub(super) fn printable(self, text: &str) -> String {
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return text.to_owned();
        }
        let visible: String =
            text.replace('\t', " ").chars().filter(|&character| !is_invisible(character)).collect();
        visible
            .graphemes(true)
            .map(|cluster| if self.covers(cluster) { cluster } else { "\u{25a1}" })
            .collect()
    }

    fn covers(self, cluster: &str) -> bool {
        match self {
            Self::Full => draws(FAMILY.first(), cluster) || draws(FALLBACK.first(), cluster),
            Self::Plain => cluster.chars().count() == 1 && draws(FAMILY.first(), cluster),
        }
    }
}

fn draws(font: Option<&Font>, cluster: &str) -> bool {
    font.is_some_and(|font| {
        cluster
            .chars()
            .all(|character| !is_private(character) && font.info().coverage.contains(u32::from(character)))
    })
}

/// Private use characters mean nothing outside the font they were made for, and PDF/A-2a forbids them.
fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Controls, and format characters that draw nothing or only turn the direction of the text.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || is_noncharacter(character)
        || matches!(character,
            '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_text_is_left_alone() {
        let text = "Räksmörgås – 1\u{a0}234,5 kr § 8 ”å” ½ № €";
        assert_eq!(Repertoire::Full.line(text), text);
        assert_eq!(Repertoire::Plain.line(text), text);
    }

    #[test]
    fn what_no_font_draws_becomes_one_box_per_sign() {
        assert_eq!(Repertoire::Full.line("a\u{1f468}\u{200d}\u{1f469}b"), "a□□b");
        assert_eq!(Repertoire::Full.line("王"), "□");
        assert_eq!(Repertoire::Full.line("\u{e000}"), "□");
        assert_eq!(Repertoire::Full.line("ok \u{202e}evil\u{7}"), "ok evil");
        assert_eq!(Repertoire::Full.line("שלום ✓ →"), "שלום ✓ →");
    }

    #[test]
    fn breaks_survive_only_where_there_may_be_lines() {
        assert_eq!(Repertoire::Full.lines("a\r\nb\u{2028}c"), "a\nb\nc");
        assert_eq!(Repertoire::Full.line("a\r\nb\tc\n"), "a b c");
    }
}
