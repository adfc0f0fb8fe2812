//! What the headings of columns say (`data/headings.toml`): which fields, and how surely.
//! A heading may say several fields of several kinds; the content and the other columns decide.

mod similar;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::field::Field;
use crate::kind::Kind;
use crate::text;
use similar::Phrase;

/// What a column can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Field(Field),
    /// The levels of several aspects in one cell.
    Together(Kind),
    /// Its colour, or colour word, says a level.
    Colour,
    /// Known, and no field.
    Ignored,
}

/// A target and how surely the heading says it, 0–1.
pub(crate) type Said = (Target, f32);

struct Entry {
    phrase: Phrase,
    targets: Vec<Said>,
}

#[derive(Deserialize)]
struct Synonyms {
    strong: Vec<String>,
    weak: Vec<String>,
}

type Group = BTreeMap<String, Synonyms>;

#[derive(Deserialize)]
struct File {
    system: Group,
    information_set: Group,
    processing: Group,
    control: Group,
    action: Group,
    levels: Group,
    columns: Group,
    titles: BTreeMap<Kind, Vec<String>>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/headings.toml")).expect("the embedded headings are tested TOML")
});

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut by_compact: BTreeMap<String, Entry> = BTreeMap::new();
    for (targets, synonyms) in all() {
        let weighted = [(&synonyms.strong, STRONG), (&synonyms.weak, WEAK)];
        for (list, weight) in weighted {
            for (place, synonym) in list.iter().enumerate() {
                let phrase = Phrase::new(synonym);
                let key =
                    if phrase.compact().is_empty() { synonym.clone() } else { phrase.compact().to_owned() };
                let entry = by_compact.entry(key).or_insert_with(|| Entry { phrase, targets: Vec::new() });
                // What stands earlier in the list is a little surer, so that equals are not told apart by place.
                let weight = weight - 0.002 * f32::from(u8::try_from(place).unwrap_or(u8::MAX)).min(40.0);
                entry.targets.extend(targets.iter().map(|target| (*target, weight)));
            }
        }
    }
    by_compact.into_values().collect()
});

const STRONG: f32 = 1.0;
const WEAK: f32 = 0.6;

fn all() -> Vec<(Vec<Target>, &'static Synonyms)> {
    let mut out = Vec::new();
    let kinds = [
        (Kind::System, &FILE.system),
        (Kind::InformationSet, &FILE.information_set),
        (Kind::Processing, &FILE.processing),
        (Kind::Control, &FILE.control),
        (Kind::Action, &FILE.action),
    ];
    for (kind, group) in kinds {
        for (name, synonyms) in group {
            out.push((Field::named(kind, name).into_iter().map(Target::Field).collect(), synonyms));
        }
    }
    let classified = [Kind::System, Kind::InformationSet];
    for (name, synonyms) in &FILE.levels {
        let targets = classified.into_iter().filter_map(|kind| {
            if name == "together" {
                Some(Target::Together(kind))
            } else {
                Field::named(kind, name).map(Target::Field)
            }
        });
        out.push((targets.collect(), synonyms));
    }
    for (name, synonyms) in &FILE.columns {
        let target = if name == "colour" { Target::Colour } else { Target::Ignored };
        out.push((vec![target], synonyms));
    }
    out
}

/// Remembers what it was asked: the same headings are looked at several times.
#[derive(Default)]
pub(crate) struct Headings {
    known: HashMap<(String, String), Vec<Said>>,
}

impl Headings {
    /// What a heading says, with the group above it (blank where there is none).
    pub(crate) fn said(&mut self, group: &str, label: &str) -> &[Said] {
        self.known.entry((group.to_owned(), label.to_owned())).or_insert_with(|| said(group, label))
    }
}

/// A way to read a heading.
struct Variant {
    phrase: Phrase,
    weight: f32,
    /// Only a heading that is wholly the known one counts.
    whole: bool,
}

fn said(group: &str, label: &str) -> Vec<Said> {
    const LONGEST: usize = 120;
    // Who has written a known heading has hardly misspelt another one.
    const PLAIN: f32 = 0.95;
    const ROUGH: f32 = 0.88;
    const BESIDE_PLAIN: f32 = 0.4;
    if label.len() > LONGEST {
        return Vec::new();
    }
    let variants = variants(group, label);
    let likenesses: Vec<(&Entry, f32)> = ENTRIES
        .iter()
        .map(|entry| {
            (entry, variants.iter().map(|variant| variant.likeness(&entry.phrase)).fold(0.0, f32::max))
        })
        .filter(|(_, likeness)| *likeness > 0.0)
        .collect();
    let best = likenesses.iter().map(|(_, likeness)| *likeness).fold(0.0, f32::max);
    let mut out: Vec<Said> = Vec::new();
    for (entry, likeness) in likenesses {
        let likeness = if best >= PLAIN && likeness < ROUGH { likeness * BESIDE_PLAIN } else { likeness };
        for (target, weight) in &entry.targets {
            let score = likeness * weight;
            match out.iter_mut().find(|(known, _)| known == target) {
                Some((_, best)) => *best = best.max(score),
                None => out.push((*target, score)),
            }
        }
    }
    out
}

impl Variant {
    fn likeness(&self, known: &Phrase) -> f32 {
        let likeness =
            if self.whole { self.phrase.whole_likeness(known) } else { self.phrase.likeness(known) };
        likeness * self.weight
    }
}

fn variants(group: &str, label: &str) -> Vec<Variant> {
    const GENERIC: [&str; 9] = ["namn", "name", "niva", "level", "varde", "klass", "text", "vem", "datum"];
    // Words are parted at the end of lines: `Person-⏎uppgifter`.
    let label = label.replace("-\n", "");
    let (outside, inside) = without_brackets(&label);
    let mut out = Vec::new();
    let mut add = |raw: &str, weight, whole| {
        let phrase = Phrase::new(raw);
        if !phrase.is_empty() || raw.trim() == "#" {
            out.push(Variant { phrase, weight, whole });
        }
    };
    add(&label, 1.0, false);
    if let Some(inside) = inside {
        add(&outside, 0.98, false);
        add(&inside, 0.8, true);
    }
    for (place, part) in parts(&outside).into_iter().enumerate() {
        add(part, if place == 0 { 0.9 } else { 0.84 }, false);
    }
    if !group.trim().is_empty() {
        add(&format!("{group} {label}"), 0.99, true);
        add(&format!("{label} {group}"), 0.98, true);
        if GENERIC.contains(&text::fold(&outside).as_str()) {
            add(group, 0.8, false);
        }
    }
    out
}

fn without_brackets(label: &str) -> (String, Option<String>) {
    let Some((before, rest)) = label.split_once(['(', '[']) else {
        return (label.to_owned(), None);
    };
    let (inside, after) = rest.split_once([')', ']']).unwrap_or((rest, ""));
    (format!("{before} {after}"), Some(inside.to_owned()))
}

/// The parts of `Leverantör / avtalspart`; none where there is only one.
fn parts(label: &str) -> Vec<&str> {
    let parts: Vec<&str> = label
        .split(['/', ',', ';', '|', '\n', ':'])
        .flat_map(|part| part.split(" och "))
        .flat_map(|part| part.split(" eller "))
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" – "))
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" or "))
        .collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// The kinds that the words of a title speak of.
pub(crate) fn kinds_in_title(title: &str) -> Vec<Kind> {
    let folded = text::fold(title);
    let words = text::words(&folded).join(" ");
    let says = |phrase: &String| {
        let phrase = text::fold(phrase);
        let phrase = text::words(&phrase).join(" ");
        format!(" {words} ").contains(&format!(" {phrase} "))
    };
    FILE.titles.iter().filter(|(_, phrases)| phrases.iter().any(says)).map(|(kind, _)| *kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(kind: Kind, group: &str, label: &str) -> Option<&'static str> {
        let mut said: Vec<(Field, f32)> = said(group, label)
            .into_iter()
            .filter_map(|(target, score)| match target {
                Target::Field(field) if field.kind() == kind => Some((field, score)),
                _ => None,
            })
            .collect();
        said.sort_by(|one, other| other.1.total_cmp(&one.1));
        said.first().map(|(field, _)| field.name())
    }

    #[test]
    fn every_group_names_a_field() {
        for (targets, synonyms) in all() {
            assert!(!targets.is_empty(), "{:?}", synonyms.strong);
        }
        assert!(FILE.titles.keys().all(|kind| Kind::READ.contains(kind)));
    }

    #[test]
    fn headings_say_fields() {
        use Kind::{Action, Control, InformationSet, Processing, System};
        for (kind, group, label, wanted) in [
            (System, "", "Systemförv.", "manager"),
            (System, "", "Molntjänst (J/N)", "hosting"),
            (System, "Systemägare", "Namn", "owner"),
            (System, "Klassning", "Datum", "classified_at"),
            (System, "", "Objektägare", "owner"),
            (System, "", "Finns personuppgifter i systemet?", "personal_data"),
            (InformationSet, "", "Person-\nuppgifter", "personal_data"),
            (InformationSet, "", "Gallringsfrist (år)", "retention"),
            (InformationSet, "", "Konf.", "confidentiality"),
            (Processing, "", "Känsliga uppg. (art. 9)", "sensitive"),
            (Processing, "", "PuB-avtal finns?", "processor_agreement"),
            (Control, "", "Finns? (ja/nej/delvis)", "exists"),
            (Action, "", "Prio (1=högst)", "priority"),
            (Action, "", "Ansv.", "owner"),
            (Action, "", "#", "external_id"),
        ] {
            assert_eq!(best(kind, group, label), Some(wanted), "{kind} {group:?} {label:?}");
        }
    }

    #[test]
    fn titles_say_kinds() {
        assert_eq!(kinds_in_title("Dokumenthanteringsplan för socialnämnden"), [Kind::InformationSet]);
        assert_eq!(kinds_in_title("Granköpings kommun"), []);
    }
}
