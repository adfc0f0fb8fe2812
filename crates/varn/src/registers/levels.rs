//! Levels as small badges, alike on every page.

use crate::platform::list::Cell;
use crate::platform::page::PageFrame;

/// K, R, T and (where it is known) S; a level that is not known is a dash, never 0.
pub fn badges(page: &PageFrame, levels: [Option<i64>; 4]) -> Cell {
    let aspects = ["confidentiality", "integrity", "availability", "traceability"];
    let shown = aspects.iter().zip(levels).enumerate().filter(|(at, (_, level))| *at < 3 || level.is_some());
    let badge = |(_, (aspect, level)): (usize, (&&str, Option<i64>))| {
        let letter = page.word("aspect-letter", aspect).into_owned();
        let name = page.word("aspect", aspect);
        match level {
            None => (letter, String::new(), format!("{name}: {}", page.t("level-unknown"))),
            Some(level) => (
                letter,
                level.to_string(),
                format!("{name} {level}: {}", page.word("level", level.to_string())),
            ),
        }
    };
    Cell::Levels(shown.map(badge).collect())
}
