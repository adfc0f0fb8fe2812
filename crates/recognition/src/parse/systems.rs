//! Cells with several names: systems separated by commas, slashes and line breaks (some names hold a slash), and
//! plain lists. A name is matched against the known systems without regard to case and white space.

use std::collections::HashMap;

use varn_sheets::Cell;

use super::{Parsed, stated};
use crate::reason::Warning;
use crate::text;
use crate::value::Value;
use crate::vocabulary::vocabulary;

/// Systems that names are matched against.
#[derive(Debug, Default)]
pub(crate) struct KnownSystems {
    /// From a list in the file: what is not in it is not taken.
    pub(crate) binding: bool,
    names: HashMap<String, String>,
}

impl KnownSystems {
    pub(crate) fn add<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        for name in names {
            let name = text::line(name);
            self.names.entry(text::key(&name)).or_insert(name);
        }
    }

    pub(crate) fn named(&self, name: &str) -> Option<&str> {
        self.names.get(&text::key(name)).map(String::as_str)
    }
}

/// What a cell with systems says; `none_known` when the file's own list has none of those named.
#[derive(Debug, PartialEq)]
pub(crate) struct Systems {
    pub(crate) parsed: Parsed,
    pub(crate) none_known: bool,
}

/// Reads a cell with systems.
pub(crate) fn systems(cell: &Cell, known: &KnownSystems) -> Systems {
    let Some(cleaned) = stated(cell) else {
        return Systems { parsed: Parsed::nothing(), none_known: false };
    };
    if let Some(name) = known.named(&text::line(&cleaned)) {
        return Systems { parsed: Parsed::sure(Value::List(vec![name.to_owned()])), none_known: false };
    }
    let mut taken: Vec<String> = Vec::new();
    let (mut left, mut unknown) = (Vec::new(), false);
    for piece in pieces(&cleaned, known) {
        let folded = text::fold(&piece);
        let words = text::words(&folded);
        if let Some(name) = known.named(&piece) {
            taken.push(name.to_owned());
        } else if vocabulary("not_systems").exact(&piece) == Some("none") {
        } else if vocabulary("not_systems").at_start(&words).is_some_and(|(meaning, _)| meaning == "all") {
            left.push(piece);
        } else if known.binding {
            unknown = true;
            left.push(piece);
        } else {
            taken.push(piece);
        }
    }
    let none_known = unknown && taken.is_empty();
    let mut seen = std::collections::HashSet::new();
    taken.retain(|name| seen.insert(text::key(name)));
    let mut parsed = Parsed::sure(Value::List(taken));
    if !left.is_empty() {
        parsed = parsed.and_doubt(Warning::UnknownSystem, left.join(", ").into());
    }
    Systems { parsed, none_known }
}

/// Reads a plain list.
pub(crate) fn list(cell: &Cell) -> Parsed {
    let Some(cleaned) = stated(cell) else {
        return Parsed::nothing();
    };
    let items = cleaned
        .split(['\n', ';', ',', '/'])
        .map(|item| text::line(item.trim_start_matches(BULLETS)))
        .filter(|item| !text::is_missing(item))
        .collect();
    Parsed::sure(Value::List(items))
}

const BULLETS: [char; 6] = ['-', '–', '•', '*', '·', ' '];

/// An indivisible part of a cell, and whether what stands before it always separates names.
struct Atom {
    start: usize,
    end: usize,
    parted: bool,
}

/// The names in a cell: the longest runs that are known systems, and what stands between them.
fn pieces(cleaned: &str, known: &KnownSystems) -> Vec<String> {
    const LONGEST_RUN: usize = 6;
    let atoms = atoms(cleaned);
    let mut out: Vec<String> = Vec::new();
    let mut loose: Option<(usize, usize)> = None;
    let flush = |loose: &mut Option<(usize, usize)>, out: &mut Vec<String>| {
        if let Some((start, end)) = loose.take() {
            let name = text::line(cleaned[start..end].trim_start_matches(BULLETS));
            if !text::is_missing(&name) {
                out.push(name);
            }
        }
    };
    let mut at = 0;
    while let Some(atom) = atoms.get(at) {
        let longest = (at..atoms.len().min(at + LONGEST_RUN)).rev().find_map(|last| {
            let run = cleaned[atom.start..atoms[last].end].trim_start_matches(BULLETS);
            known.named(&text::line(run)).map(|name| (last, name.to_owned()))
        });
        if let Some((last, name)) = longest {
            flush(&mut loose, &mut out);
            out.push(name);
            at = last + 1;
            continue;
        }
        if atom.parted {
            flush(&mut loose, &mut out);
        }
        loose = Some((loose.map_or(atom.start, |(start, _)| start), atom.end));
        at += 1;
    }
    flush(&mut loose, &mut out);
    out
}

fn atoms(cleaned: &str) -> Vec<Atom> {
    let mut out = Vec::new();
    let (mut start, mut parted) = (0, true);
    let bytes = cleaned.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (length, always) = separator(&cleaned[at..]);
        if length == 0 {
            at += cleaned[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        out.push(Atom { start, end: at, parted });
        at += length;
        (start, parted) = (at, always);
    }
    out.push(Atom { start, end: cleaned.len(), parted });
    out
}

/// Length of a separator at the beginning of a text, and whether it always separates.
fn separator(rest: &str) -> (usize, bool) {
    for (separator, always) in [
        (" / ", true),
        (" | ", true),
        ("\n", true),
        (",", true),
        (";", true),
        ("/", false),
        (" och ", false),
        (" samt ", false),
        (" & ", false),
        (" + ", false),
    ] {
        if rest.starts_with(separator) {
            return (separator.len(), always);
        }
    }
    (0, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(binding: bool) -> KnownSystems {
        let mut known = KnownSystems { binding, ..KnownSystems::default() };
        known.add([
            "Diarium Ärendet",
            "Arkiv/Slutarkiv Hyllan",
            "E-post och kalender",
            "Trygghetslarm Linden",
        ]);
        known
    }

    fn names(parsed: &Parsed) -> Vec<&str> {
        match &parsed.value {
            Some(Value::List(names)) => names.iter().map(String::as_str).collect(),
            _ => vec!["(none)"],
        }
    }

    #[test]
    fn names_are_parted() {
        for (raw, wanted, left) in [
            ("Diarium Ärendet", &["Diarium Ärendet"][..], None),
            ("diarium  ärendet*", &["Diarium Ärendet"], None),
            (
                "Diarium Ärendet / Arkiv/Slutarkiv Hyllan",
                &["Diarium Ärendet", "Arkiv/Slutarkiv Hyllan"],
                None,
            ),
            ("Diarium Ärendet och E-post och kalender", &["Diarium Ärendet", "E-post och kalender"], None),
            ("Diarium Ärendet,\nTrygghetslarm Linden", &["Diarium Ärendet", "Trygghetslarm Linden"], None),
            ("- Diarium Ärendet\n- Trygghetslarm Linden", &["Diarium Ärendet", "Trygghetslarm Linden"], None),
            ("Excel-lista på G:, Trygghetslarm Linden", &["Trygghetslarm Linden"], Some("Excel-lista på G:")),
            ("Trygghetslarm Linden/Excel", &["Trygghetslarm Linden"], Some("Excel")),
            ("papper", &[], Some("papper")),
            ("Nej", &[], None),
            ("-", &["(none)"], None),
        ] {
            for binding in [true, false] {
                let read = systems(&Cell::of_text(raw), &known(binding));
                assert_eq!(names(&read.parsed), wanted, "{raw:?}");
                let doubt = read.parsed.doubts.first().and_then(|doubt| doubt.value.as_str());
                assert_eq!(doubt, left, "{raw:?}");
                assert!(!read.none_known, "{raw:?}");
            }
        }
    }

    #[test]
    fn strangers() {
        let stranger = Cell::of_text("Gamla Stordatorn");
        assert!(systems(&stranger, &known(true)).none_known);
        assert_eq!(names(&systems(&stranger, &known(false)).parsed), ["Gamla Stordatorn"]);
        let slash = systems(&Cell::of_text("Lifecare/Procapita, HSA och TAK"), &KnownSystems::default());
        assert_eq!(names(&slash.parsed), ["Lifecare/Procapita", "HSA och TAK"]);
        let twice = systems(&Cell::of_text("A-sys, a-sys"), &KnownSystems::default());
        assert_eq!(names(&twice.parsed), ["A-sys"]);
    }

    #[test]
    fn lists() {
        assert_eq!(
            names(&list(&Cell::of_text("Elever / Vårdnadshavare,\nAnställda"))),
            ["Elever", "Vårdnadshavare", "Anställda"]
        );
        assert_eq!(list(&Cell::of_text(" ")), Parsed::nothing());
    }
}
