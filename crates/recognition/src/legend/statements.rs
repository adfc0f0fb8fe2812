//! Statements about levels in running text.

use std::sync::LazyLock;

use regex::Regex;

use crate::text;
use crate::vocabulary::vocabulary;

/// A digit and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) digit: u8,
    pub(super) name: String,
}

/// `1 = försumbar`, `1 - försumbar`, `1: försumbar`, `1 försumbar`.
static DIGIT_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\d.,–-]\s?|[,;.]\s)([0-5])\s*(?:[=:–—)-]|->|→)?\s*(\p{L}[^\d,;.()=\n]*)")
        .expect("the pattern is tested")
});

/// `Försumbar (1)`, `försumbar = 1`.
static NAME_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\p{L}[^\d,;.()=:\n]*)\s*(?:[=:(]|\(nivå)\s*([0-5])(?:$|[^\d.-])")
        .expect("the pattern is tested")
});

/// `skala 1–4`, `nivåer 0 till 4`, on folded text.
static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:skala\w*|niva\w*|scale|levels?|klass\w*)[^\d]{0,40}\b([01])\s*(?:-|till|to)\s*([3-5])\b")
        .expect("the pattern is tested")
});

/// The levels a text names with digits; at least two of them with names of levels.
pub(super) fn pairs(cleaned: &str) -> Vec<Pair> {
    let first = collect(DIGIT_FIRST.captures_iter(cleaned).map(|at| (at.get(1), at.get(2))));
    if !first.is_empty() {
        return first;
    }
    collect(NAME_FIRST.captures_iter(cleaned).map(|at| (at.get(2), at.get(1))))
}

fn collect<'t>(
    found: impl Iterator<Item = (Option<regex::Match<'t>>, Option<regex::Match<'t>>)>,
) -> Vec<Pair> {
    let pair = |(digit, name): (Option<regex::Match>, Option<regex::Match>)| {
        let name = name?.as_str().trim().trim_end_matches(['-', '–', ':', '/']).trim();
        Some(Pair { digit: digit?.as_str().parse().ok()?, name: name.to_owned() })
    };
    let all: Vec<Pair> = found.filter_map(pair).collect();
    let known: Vec<Pair> = all.into_iter().filter(|pair| ordinal_of_words(&pair.name).is_some()).collect();
    known
}

/// The ends of a scale that a text states.
pub(super) fn span(cleaned: &str) -> Option<(u8, u8)> {
    let folded = text::fold(cleaned);
    let at = SPAN.captures(&folded)?;
    Some((at[1].parse().ok()?, at[2].parse().ok()?))
}

/// The level that words name, if just one.
pub(super) fn ordinal_of_words(name: &str) -> Option<u8> {
    const MOST_WORDS: usize = 8;
    let folded = text::fold(name);
    if text::words(&folded).len() > MOST_WORDS {
        return None;
    }
    for names in ["levels", "grades"] {
        if let [one] = vocabulary(names).meanings(&folded).0.as_slice() {
            return one.parse().ok();
        }
    }
    None
}

/// Whether a text explains a scale: names of several levels, or digits with names.
pub(crate) fn is_statement(cleaned: &str) -> bool {
    const LONGEST: usize = 2_000;
    if cleaned.len() > LONGEST {
        return false;
    }
    let folded = text::fold(cleaned);
    pairs(cleaned).len() >= 2 || vocabulary("levels").meanings(&folded).0.len() >= 3
}
