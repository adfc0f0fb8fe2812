//! How alike a heading and a known one are: the same, inflected, abbreviated, misspelt, longer, or a part of it.

use crate::text;

const SAME: f32 = 1.0;
const INFLECTED: f32 = 0.96;
const ABBREVIATED: f32 = 0.9;
const MISSPELT: f32 = 0.85;
const BEGINNING: f32 = 0.55;
const COMPOUND: f32 = 0.55;
const LONGER_AT_LEAST: f32 = 0.5;
const LONGER_MORE: f32 = 0.4;
/// What a heading is about mostly stands first: `Systemförvaltare verksamhet`.
const LATER: f32 = 0.1;

/// A heading, or a part of one, ready for comparing.
#[derive(Debug)]
pub(super) struct Phrase {
    words: Vec<Word>,
    compact: String,
}

#[derive(Debug)]
struct Word {
    text: String,
    /// A full stop follows, as in `Systemförv.`
    dotted: bool,
}

impl Phrase {
    pub(super) fn new(raw: &str) -> Self {
        let folded = text::fold(raw);
        let mut words = Vec::new();
        let mut rest = folded.as_str();
        while let Some(start) = rest.find(char::is_alphanumeric) {
            rest = &rest[start..];
            let end = rest.find(|character: char| !character.is_alphanumeric()).unwrap_or(rest.len());
            words.push(Word { text: rest[..end].to_owned(), dotted: rest[end..].starts_with('.') });
            rest = &rest[end..];
        }
        Self { words, compact: text::compact(&folded) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn compact(&self) -> &str {
        &self.compact
    }

    /// How much this heading says the known one, 0–1.
    pub(super) fn likeness(&self, known: &Phrase) -> f32 {
        const SHORTEST: usize = 3;
        let whole = self.whole_likeness(known);
        if whole > 0.0 || known.compact.len() < SHORTEST {
            return whole;
        }
        self.longer_likeness(known)
    }

    /// The same, but only where the whole heading is the known one.
    pub(super) fn whole_likeness(&self, known: &Phrase) -> f32 {
        const SHORTEST: usize = 3;
        if self.compact == known.compact {
            return SAME;
        }
        if known.compact.len() < SHORTEST || self.compact.len() < 2 {
            return 0.0;
        }
        let pairs = || self.words.iter().zip(&known.words);
        if self.words.len() == known.words.len() {
            if pairs().all(|(word, other)| is_same_word(&word.text, &other.text)) {
                return INFLECTED;
            }
            if pairs()
                .all(|(word, other)| word.abbreviates(&other.text) || is_same_word(&word.text, &other.text))
            {
                return ABBREVIATED;
            }
        }
        if self.abbreviates_compound(known) {
            return ABBREVIATED;
        }
        if is_misspelt(&self.compact, &known.compact) {
            return MISSPELT;
        }
        match (self.words.as_slice(), known.words.as_slice()) {
            ([word], [other]) if word.text.len() >= 4 && other.text.starts_with(&word.text) => BEGINNING,
            _ => 0.0,
        }
    }

    fn longer_likeness(&self, known: &Phrase) -> f32 {
        let count = known.words.len();
        if self.words.len() > count {
            let place = self.words.windows(count).position(|window| {
                window.iter().zip(&known.words).all(|(word, other)| is_same_word(&word.text, &other.text))
            });
            if let Some(place) = place {
                let later = if place > 0 { LATER } else { 0.0 };
                return LONGER_AT_LEAST - later
                    + LONGER_MORE * share(known.compact.len(), self.compact.len());
            }
        }
        match (self.words.last(), known.words.as_slice()) {
            (Some(word), [other]) if is_compound_with(&word.text, &other.text) => COMPOUND,
            _ => 0.0,
        }
    }

    /// `Pers.uppg.` for `personuppgifter`.
    fn abbreviates_compound(&self, known: &Phrase) -> bool {
        let ([other], [first, more @ ..]) = (known.words.as_slice(), self.words.as_slice()) else {
            return false;
        };
        let dotted = self.words.iter().all(|word| word.dotted && word.text.len() >= 2);
        if !dotted || more.is_empty() {
            return false;
        }
        let Some(mut rest) = other.text.strip_prefix(first.text.as_str()) else {
            return false;
        };
        more.iter().all(|word| match rest.find(&word.text) {
            Some(at) => {
                rest = &rest[at + word.text.len()..];
                true
            }
            None => false,
        })
    }
}

impl Word {
    fn abbreviates(&self, other: &str) -> bool {
        self.dotted && self.text.len() >= 2 && other.len() > self.text.len() && other.starts_with(&self.text)
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of headings")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// Equal but for an ending: `systemets` and `system`.
fn is_same_word(one: &str, other: &str) -> bool {
    const SHORTEST_STEM: usize = 4;
    const ENDINGS: [&str; 21] = [
        "", "s", "n", "t", "a", "e", "r", "en", "et", "er", "ar", "na", "ns", "ens", "ets", "arna", "erna",
        "arnas", "ernas", "ers", "ars",
    ];
    if one == other {
        return true;
    }
    let stem = one.bytes().zip(other.bytes()).take_while(|(first, second)| first == second).count();
    if stem < SHORTEST_STEM || !one.is_char_boundary(stem) || !other.is_char_boundary(stem) {
        return false;
    }
    ENDINGS.contains(&&one[stem..]) && ENDINGS.contains(&&other[stem..])
}

/// `Driftstatus` is a kind of `status`.
fn is_compound_with(word: &str, other: &str) -> bool {
    const SHORTEST_HEAD: usize = 5;
    const SHORTEST_REST: usize = 3;
    other.len() >= SHORTEST_HEAD && word.len() >= other.len() + SHORTEST_REST && word.ends_with(other)
}

/// One letter wrong in a word of six or more, two in ten or more.
fn is_misspelt(one: &str, other: &str) -> bool {
    const LONGEST: usize = 60;
    let shorter = one.len().min(other.len());
    let most = match shorter {
        0..6 => return false,
        6..10 => 1,
        _ => 2,
    };
    // Who mistypes both the first and the last letter has written another word.
    let ends = one.as_bytes().first() == other.as_bytes().first()
        || one.as_bytes().last() == other.as_bytes().last();
    let near = one.len().abs_diff(other.len()) <= most && one.len().max(other.len()) <= LONGEST;
    ends && near && distance(one, other) <= most
}

/// How many letters are missing, too many, or wrong.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.chars().enumerate() {
        let mut now = vec![row + 1];
        for (column, wanted) in other.iter().enumerate() {
            let changed = before[column] + usize::from(letter != *wanted);
            now.push(changed.min(before[column + 1] + 1).min(now[column] + 1));
        }
        before = now;
    }
    before.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(heading: &str, known: &str) -> f32 {
        Phrase::new(heading).likeness(&Phrase::new(known))
    }

    #[test]
    fn how_alike() {
        for (heading, known, wanted) in [
            ("Process-kod", "processkod", SAME),
            ("BEVARAS / GALLRAS", "bevaras/gallras", SAME),
            ("Systemets namn", "system namn", INFLECTED),
            ("Systemförv.", "systemförvaltare", ABBREVIATED),
            ("Känsliga uppg.", "känsliga uppgifter", ABBREVIATED),
            ("Pers.uppg.", "personuppgifter", ABBREVIATED),
            ("Leverentör", "leverantör", MISSPELT),
            ("Driftstatus", "status", COMPOUND),
            ("Syst", "system", BEGINNING),
        ] {
            assert!((likeness(heading, known) - wanted).abs() < 1e-6, "{heading:?} {known:?}");
        }
        assert!(likeness("Innehåller systemet personuppgifter?", "personuppgifter") > LONGER_AT_LEAST);
        assert!(likeness("Ägare verksamhet", "ägare") > likeness("Verksamhet ägare", "ägare"));
    }

    #[test]
    fn not_alike() {
        for (heading, known) in [
            ("Antal", "avtal"),
            ("Kod", "k"),
            ("Processor", "process"),
            ("Ansvarig", "ansvar"),
            ("S", "status"),
        ] {
            assert!(likeness(heading, known) < f32::EPSILON, "{heading:?} {known:?}");
        }
    }
}
