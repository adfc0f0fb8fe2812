//! The scale of levels a file uses, and what its levels are as ordinals 0–4: 0 ingen/försumbar, 1 måttlig,
//! 2 betydande, 3 allvarlig, 4 synnerligen allvarlig. Source digits are never ordinals by themselves: in older
//! lists 4 is allvarlig.

use serde::{Deserialize, Serialize};

use crate::text;
use crate::vocabulary::vocabulary;

/// Labels by ordinal.
pub(crate) const LABELS: [&str; 5] =
    ["ingen/försumbar", "måttlig", "betydande", "allvarlig", "synnerligen allvarlig"];

/// A scale: which levels there are, and what they mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// A name to show, as `0-4 (KLASSA v4-numrering)`.
    pub id: String,
    /// Some cell explains the scale; otherwise 0–4 is assumed, or grades where the file uses such words.
    pub stated_in_file: bool,
    /// The levels.
    pub levels: Vec<ScaleLevel>,
    /// What the colours mean, where the file says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<ColourLevel>,
}

/// One level of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleLevel {
    /// As the file writes it.
    pub source: String,
    /// 0–4.
    pub ordinal: u8,
    /// What the file, or the method, calls it.
    pub label: String,
}

/// What a colour means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColourLevel {
    /// `white`, `green`, `yellow`, `orange`, `red`, `black`, `blue`, `grey`.
    pub colour: String,
    /// 0–4.
    pub ordinal: u8,
}

impl Scale {
    /// 0–4, which is taken where no cell says otherwise.
    pub fn assumed() -> Self {
        Self::of_range(0, 4, false)
    }

    /// A scale of digits from `first` to `last`. Those from 1 that go beyond 3 are older ones, where 1 is försumbar.
    pub(crate) fn of_range(first: u8, last: u8, stated: bool) -> Self {
        let shift = u8::from(first == 1 && last > 3);
        let levels = (first..=last)
            .filter_map(|source| {
                let ordinal = source - shift;
                let label = LABELS.get(usize::from(ordinal))?;
                Some(ScaleLevel { source: source.to_string(), ordinal, label: (*label).to_owned() })
            })
            .collect();
        Self::of_levels(levels, stated)
    }

    /// With one more digit, whatever it means: for seeing that a column holds levels.
    pub(crate) fn with_digit(mut self, digit: u8) -> Self {
        let ordinal = u8::try_from(LABELS.len() - 1).unwrap_or_default();
        self.levels.push(ScaleLevel { source: digit.to_string(), ordinal, label: String::new() });
        self
    }

    pub(crate) fn of_levels(mut levels: Vec<ScaleLevel>, stated: bool) -> Self {
        levels.sort_by(|one, other| (one.ordinal, &one.source).cmp(&(other.ordinal, &other.source)));
        Self { id: name_of(&levels), stated_in_file: stated, levels, colours: Vec::new() }
    }

    /// Low, medium, high, taken as måttlig, betydande, allvarlig: for lists that grade in those words.
    pub(crate) fn of_grades() -> Self {
        let levels = [("låg", 1), ("medel", 2), ("hög", 3), ("mycket hög", 4)]
            .map(|(word, ordinal)| ScaleLevel {
                source: word.to_owned(),
                ordinal,
                label: LABELS[usize::from(ordinal)].to_owned(),
            })
            .into();
        Self::of_levels(levels, false)
    }

    /// The ordinal of a level as the file writes it.
    pub(crate) fn ordinal(&self, source: &str) -> Option<u8> {
        self.levels.iter().find(|level| level.source.eq_ignore_ascii_case(source)).map(|level| level.ordinal)
    }

    fn has(&self, ordinal: u8) -> bool {
        self.levels.iter().any(|level| level.ordinal == ordinal)
    }

    /// The ordinals that the words of a folded text name: the scale's own labels first, then the method's.
    pub(crate) fn ordinals_of_words(&self, folded: &str) -> Vec<u8> {
        let own = self.levels.iter().find(|level| {
            let (label, source) = (text::fold(&level.label), text::fold(&level.source));
            label == folded || (source == folded && !source.is_empty())
        });
        if let Some(level) = own {
            return vec![level.ordinal];
        }
        let mut meanings = vocabulary("levels").meanings(folded).0;
        if meanings.is_empty() && self.is_of_grades() {
            meanings = vocabulary("grades").meanings(folded).0;
        }
        let ordinals = meanings.iter().filter_map(|word| word.parse().ok());
        ordinals.filter(|ordinal| self.has(*ordinal)).collect()
    }

    fn is_of_grades(&self) -> bool {
        self.levels.iter().any(|level| vocabulary("grades").exact(&level.source).is_some())
    }

    /// What a colour means in this file.
    pub(crate) fn of_colour(&self, colour: &str) -> Option<u8> {
        self.colours.iter().find(|level| level.colour == colour).map(|level| level.ordinal)
    }

    /// The first and last level, for messages: `0–4`.
    pub fn span(&self) -> String {
        match (self.levels.first(), self.levels.last()) {
            (Some(first), Some(last)) => format!("{}–{}", first.source, last.source),
            _ => String::new(),
        }
    }
}

fn name_of(levels: &[ScaleLevel]) -> String {
    let (Some(first), Some(last)) = (levels.first(), levels.last()) else {
        return String::new();
    };
    let span = format!("{}-{}", first.source, last.source);
    match (span.as_str(), last.ordinal) {
        ("0-4", 4) => format!("{span} (KLASSA v4-numrering)"),
        ("1-4", 3) => format!("{span} (äldre skala, 4 = allvarlig)"),
        _ => format!("{span} ({} = {})", last.source, last.label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (first, last, wanted) in
            [(0, 4, "01234"), (0, 3, "0123"), (1, 4, "0123"), (1, 3, "123"), (1, 5, "01234")]
        {
            let ordinals: String = Scale::of_range(first, last, true)
                .levels
                .iter()
                .map(|level| level.ordinal.to_string())
                .collect();
            assert_eq!(ordinals, wanted, "{first}-{last}");
        }
        assert_eq!(Scale::assumed().span(), "0–4");
    }
}
