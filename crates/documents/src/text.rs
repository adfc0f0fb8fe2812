//! Text that is safe to write: numbers as a language writes them, and characters that a format can carry.

use crate::Language;

/// A number with at most one decimal, as it is written in the language: `1 234,5` or `1,234.5`.
pub(crate) fn number(value: f64, language: Language) -> String {
    let tenths = format!("{value:.1}");
    let (whole, decimal) = tenths.split_once('.').unwrap_or((&tenths, "0"));
    let (group, point) = match language {
        Language::Swedish => ('\u{a0}', ','),
        Language::English => (',', '.'),
    };
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if decimal != "0" {
        out.push(point);
        out.push_str(decimal);
    }
    out
}

/// Whether a character may stand in XML 1.0 (section 2.2, `Char`), control and non-characters left out.
pub(crate) fn in_xml(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
        && !is_noncharacter(character)
}

/// Code points that Unicode keeps out of interchange.
pub(crate) fn is_noncharacter(character: char) -> bool {
    matches!(character, '\u{fdd0}'..='\u{fdef}') || u32::from(character) & 0xfffe == 0xfffe
}

/// Line breaks of every kind as `\n`.
pub(crate) fn unify_breaks(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

/// The text on one line.
pub(crate) fn one_line(text: &str) -> String {
    unify_breaks(text).replace(['\n', '\t'], " ").trim().to_owned()
}

/// The address if it may become a link: a web or mail address without blanks or control characters.
pub(crate) fn link_target(url: &str) -> Option<&str> {
    let url = url.trim();
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    let clean =
        url.chars().all(|character| character.is_ascii_graphic() && !"\"<>\\^`{|}".contains(character));
    (known && clean && url.len() > 8 && url.len() <= 2000).then_some(url)
}

/// Fills the placeholders `{key}` of a pattern in one pass, so that what is filled in is never read as a pattern.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let found = values.iter().find_map(|(key, value)| {
            from.strip_prefix('{')?.strip_prefix(key)?.strip_prefix('}').map(|after| (*value, after))
        });
        if let Some((value, after)) = found {
            out.push_str(value);
            rest = after;
        } else {
            out.push('{');
            rest = &from[1..];
        }
    }
    out + rest
}

/// A part of the page pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PagePart {
    /// Words.
    Text(String),
    /// The page's number.
    Page,
    /// How many pages there are.
    Pages,
}

/// The page pattern, with its placeholders `{page}` and `{pages}` told apart from the words.
pub(crate) fn page_parts(pattern: &str) -> Vec<PagePart> {
    const PAGE: char = '\u{1}';
    const PAGES: char = '\u{2}';
    let plain = one_line(pattern).replace([PAGE, PAGES], "");
    let marked = fill(&plain, &[("page", "\u{1}"), ("pages", "\u{2}")]);
    let mut parts = Vec::new();
    for piece in marked.split_inclusive([PAGE, PAGES]) {
        let words = piece.trim_end_matches([PAGE, PAGES]);
        if !words.is_empty() {
            parts.push(PagePart::Text(words.to_owned()));
        }
        if piece.ends_with(PAGE) {
            parts.push(PagePart::Page);
        } else if piece.ends_with(PAGES) {
            parts.push(PagePart::Pages);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(number(1_234_567.25, Language::English), "1,234,567.2");
        assert_eq!(number(1234.5, Language::Swedish), "1\u{a0}234,5");
        assert_eq!(number(412.0, Language::Swedish), "412");
        assert_eq!(number(0.04, Language::Swedish), "0");
    }

    #[test]
    fn only_web_and_mail_addresses_become_links() {
        assert_eq!(link_target("HTTPS://www.msb.se/x?y=1#z"), Some("HTTPS://www.msb.se/x?y=1#z"));
        assert_eq!(link_target("mailto:a@example.se"), Some("mailto:a@example.se"));
        for no in
            ["javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b", "", "å", "https://x\"y"]
        {
            assert_eq!(link_target(no), None, "{no}");
        }
    }

    #[test]
    fn the_page_pattern_comes_apart() {
        let text = |words: &str| PagePart::Text(words.to_owned());
        let parts = vec![text("Sida "), PagePart::Page, text(" ("), PagePart::Pages, text(")")];
        assert_eq!(page_parts("Sida {page} ({pages})"), parts);
        assert_eq!(page_parts("{page}{pages}"), vec![PagePart::Page, PagePart::Pages]);
        assert_eq!(page_parts(""), vec![]);
    }

    #[test]
    fn patterns_are_filled_once() {
        assert_eq!(fill("Sida {page} ({pages})", &[("page", "{pages}"), ("pages", "9")]), "Sida {pages} (9)");
        assert_eq!(fill("{x} {", &[("page", "1")]), "{x} {");
    }
}
