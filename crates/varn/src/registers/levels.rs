//! Levels as small badges, alike on every page.

use crate::platform::list::{Cell, LevelBadge};
use crate::platform::page::PageFrame;
use crate::platform::text::Language;
use std::sync::OnceLock;

/// The aspects in the order of K, R, T, S.
const ASPECTS: [&str; 4] = ["confidentiality", "integrity", "availability", "traceability"];
/// "" for a level that is not known.
const ORDINALS: [&str; 5] = ["", "0", "1", "2", "3"];

/// Letter and words of each aspect at each level. A list has hundreds of badges, so they are worded once.
type Words = [(String, [String; 5]); 4];

fn words(language: Language) -> &'static Words {
    static SWEDISH: OnceLock<Words> = OnceLock::new();
    static ENGLISH: OnceLock<Words> = OnceLock::new();
    let kept = match language {
        Language::Swedish => &SWEDISH,
        Language::English => &ENGLISH,
    };
    kept.get_or_init(|| {
        ASPECTS.map(|aspect| {
            let name = language.t(&format!("aspect-{aspect}"));
            let word = |ordinal: &str| match ordinal {
                "" => format!("{name}: {}", language.t("level-unknown")),
                _ => format!("{name} {ordinal}: {}", language.t(&format!("level-{ordinal}"))),
            };
            (language.t(&format!("aspect-letter-{aspect}")).into_owned(), ORDINALS.map(word))
        })
    })
}

/// K, R, T and (where it is known) S; a level that is not known is a dash, never 0.
pub fn badges(page: &PageFrame, levels: [Option<i64>; 4]) -> Cell {
    let shown = words(page.words).iter().zip(levels).enumerate();
    let shown = shown.filter(|(at, (_, level))| *at < 3 || level.is_some());
    let badge = |(_, ((letter, words), level)): (usize, (&'static (String, [String; 5]), Option<i64>))| {
        let at = level.and_then(|level| usize::try_from(level + 1).ok()).filter(|at| *at < 5).unwrap_or(0);
        LevelBadge { letter, ordinal: ORDINALS[at], words: &words[at] }
    };
    Cell::Levels(shown.map(badge).collect())
}
