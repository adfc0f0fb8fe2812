//! Secrecy provisions of offentlighets- och sekretesslagen (2009:400) in the many ways they are written, as
//! `OSL 26:1` or `OSL 21:3 a`. Only chapters 15–43 hold provisions of secrecy; other laws are not read.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use varn_sheets::{Cell, Value as CellValue};

use super::{Parsed, stated};
use crate::reason::Warning;
use crate::text;
use crate::value::Value;
use crate::vocabulary::vocabulary;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Number(u32),
    Colon,
    Comma,
    Dash,
    Word(&'a str),
}

/// Reads a cell with secrecy provisions. `[]` when it says that there is no secrecy.
pub(crate) fn secrecy(cell: &Cell) -> Parsed {
    if let CellValue::Date(time) = &cell.value {
        return of_time(*time);
    }
    let Some(cleaned) = stated(cell) else {
        return Parsed::nothing();
    };
    if vocabulary("no_secrecy").exact(&cleaned).is_some() {
        return Parsed::sure(Value::List(Vec::new()));
    }
    let folded = text::fold(&cleaned);
    let mut reader = Reader::default();
    let tokens = tokens(&folded);
    for (at, token) in tokens.iter().enumerate() {
        reader.take(*token, &tokens[at + 1..]);
    }
    if reader.found.is_empty() || cleaned.contains('?') {
        return Parsed::unresolved(Warning::SecrecyUnresolved);
    }
    let complete = reader.complete;
    let parsed = Parsed::sure(Value::List(reader.found));
    if complete { parsed } else { parsed.and_doubt(Warning::SecrecyUnresolved, cleaned.into()) }
}

/// A spreadsheet takes `26:1` for 26 hours and one minute after its first day.
fn of_time(time: NaiveDateTime) -> Parsed {
    let days = NaiveDate::from_ymd_opt(1899, 12, 30).map_or(0, |first| (time.date() - first).num_days());
    let hours = time.hour() + u32::try_from(days).unwrap_or(0).saturating_mul(24);
    match provision(hours, time.minute(), None) {
        Some(provision) if time.year() < 1901 && time.second() == 0 => {
            Parsed::doubtful(Value::List(vec![provision]), Warning::SecrecyUnresolved)
        }
        _ => Parsed::unresolved(Warning::SecrecyUnresolved),
    }
}

fn provision(chapter: u32, section: u32, letter: Option<&str>) -> Option<String> {
    let exists = (15..=43).contains(&chapter) && (1..=60).contains(&section);
    exists.then(|| match letter {
        Some(letter) => format!("OSL {chapter}:{section} {letter}"),
        None => format!("OSL {chapter}:{section}"),
    })
}

#[derive(Debug)]
struct Reader {
    found: Vec<String>,
    complete: bool,
    chapter: Option<u32>,
    last_section: Option<u32>,
    range: bool,
    foreign: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            found: Vec::new(),
            complete: true,
            chapter: None,
            last_section: None,
            range: false,
            foreign: false,
        }
    }
}

impl Reader {
    fn take(&mut self, token: Token, rest: &[Token]) {
        match token {
            Token::Number(number) => self.number(number, rest),
            Token::Dash => self.range = self.last_section.is_some(),
            Token::Word("osl" | "offentlighets" | "sekretesslagen" | "sekretesslag") => self.foreign = false,
            Token::Word(word) if is_other_law(word) => {
                self.foreign = true;
                self.complete = false;
            }
            Token::Colon | Token::Comma | Token::Word(_) => {}
        }
    }

    fn number(&mut self, number: u32, rest: &[Token]) {
        let range = std::mem::take(&mut self.range);
        match rest {
            // The law's own number, 2009:400.
            _ if number > 99 => {}
            [Token::Colon, Token::Number(_), ..] | [Token::Word("kap" | "kapitel" | "chapter"), ..] => {
                self.open(number);
            }
            // Paragraph, sentence or point within the section.
            [Token::Word("st" | "stycke" | "stycket" | "p" | "punkt" | "punkten"), ..] => {}
            _ => self.section(number, range, letter_after(rest)),
        }
    }

    fn open(&mut self, chapter: u32) {
        self.chapter = Some(chapter);
        self.last_section = None;
    }

    fn section(&mut self, section: u32, range: bool, letter: Option<&str>) {
        const LONGEST_RANGE: u32 = 20;
        let Some(chapter) = self.chapter.filter(|_| !self.foreign) else {
            self.complete = self.foreign && self.complete;
            return;
        };
        let first = match self.last_section {
            Some(last) if range && last < section && section - last <= LONGEST_RANGE => last + 1,
            _ => section,
        };
        for each in first..=section {
            let letter = letter.filter(|_| each == section);
            match provision(chapter, each, letter) {
                Some(provision) if self.found.contains(&provision) => {}
                Some(provision) => self.found.push(provision),
                None => self.complete = false,
            }
        }
        self.last_section = Some(section);
    }
}

fn letter_after<'a>(rest: &[Token<'a>]) -> Option<&'a str> {
    match rest.first() {
        Some(Token::Word(letter)) if letter.len() == 1 && ("a"..="h").contains(letter) => Some(letter),
        _ => None,
    }
}

fn is_other_law(word: &str) -> bool {
    const OTHERS: [&str; 22] = [
        "pdl",
        "sekrl",
        "tf",
        "sol",
        "lss",
        "lvu",
        "lvm",
        "gdpr",
        "dsf",
        "lou",
        "kl",
        "pbl",
        "hsl",
        "skollagen",
        "arkivlagen",
        "patientdatalagen",
        "socialtjanstlagen",
        "tryckfrihetsforordningen",
        "yttrandefrihetsgrundlagen",
        "dataskyddsforordningen",
        "sfs",
        "ogl",
    ];
    OTHERS.contains(&word)
}

fn tokens(folded: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let run =
            |accept: fn(char) -> bool| rest.find(|character: char| !accept(character)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            let length = run(|character| character.is_ascii_digit());
            if let Ok(number) = rest[..length].parse() {
                out.push(Token::Number(number));
            }
            length
        } else if first.is_alphabetic() {
            let length = run(char::is_alphabetic);
            out.push(Token::Word(&rest[..length]));
            length
        } else {
            let after_number = matches!(out.last(), Some(Token::Number(_)));
            let before_number = rest[first.len_utf8()..].starts_with(|next: char| next.is_ascii_digit());
            match first {
                ':' => out.push(Token::Colon),
                // `OSL 26.1`
                '.' if after_number && before_number => out.push(Token::Colon),
                '-' => out.push(Token::Dash),
                ',' | ';' | '/' | '\n' | '&' => out.push(Token::Comma),
                _ => {}
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[&str]) -> Value {
        Value::List(items.iter().map(|item| (*item).to_owned()).collect())
    }

    #[test]
    fn provisions() {
        for (raw, wanted) in [
            ("OSL 26:1", &["OSL 26:1"][..]),
            ("26 kap 1 § OSL", &["OSL 26:1"]),
            ("26 kap. 1 § offentlighets- och sekretesslagen", &["OSL 26:1"]),
            ("26 kap. 1 § offentlighets- och sekretesslagen (2009:400)", &["OSL 26:1"]),
            ("OSL (2009:400) 26:1", &["OSL 26:1"]),
            ("OSL 25:1, 26:1", &["OSL 25:1", "OSL 26:1"]),
            ("25:1 och 26:1", &["OSL 25:1", "OSL 26:1"]),
            ("OSL 25 kap 1 §", &["OSL 25:1"]),
            ("OSL 25 kap 1§, 26 kap 1§", &["OSL 25:1", "OSL 26:1"]),
            ("21 kap. 1, 3 och 5 §§ OSL", &["OSL 21:1", "OSL 21:3", "OSL 21:5"]),
            ("OSL 39:1-3", &["OSL 39:1", "OSL 39:2", "OSL 39:3"]),
            ("26 kap. 1–2 §§", &["OSL 26:1", "OSL 26:2"]),
            ("21 kap. 3 a § OSL", &["OSL 21:3 a"]),
            ("OSL 18:8 b", &["OSL 18:8 b"]),
            ("26 kap. 1 § 2 st. OSL", &["OSL 26:1"]),
            ("OSL 26.1", &["OSL 26:1"]),
            ("Sekretess enligt OSL 26:1\n25:1", &["OSL 26:1", "OSL 25:1"]),
        ] {
            let parsed = secrecy(&Cell::of_text(raw));
            assert_eq!(parsed.value, Some(list(wanted)), "{raw:?}");
            assert!(parsed.doubts.is_empty(), "{raw:?}");
        }
    }

    #[test]
    fn none_and_unresolved() {
        for raw in ["Nej", "ingen sekretess", "Offentlig"] {
            assert_eq!(secrecy(&Cell::of_text(raw)).value, Some(list(&[])), "{raw:?}");
        }
        for raw in [
            "OSL 3:26?",
            "OSL 26:1?",
            "sekretess soc",
            "ja",
            "OSL 3:26",
            "OSL",
            "26 kap OSL",
            "PDL 4:1",
            "2019-05-01",
        ] {
            assert_eq!(
                secrecy(&Cell::of_text(raw)),
                Parsed::unresolved(Warning::SecrecyUnresolved),
                "{raw:?}"
            );
        }
        assert_eq!(secrecy(&Cell::of_text("-")), Parsed::nothing());
        let mixed = secrecy(&Cell::of_text("OSL 26:1, PDL 4:1"));
        assert_eq!((mixed.value, mixed.doubts.len()), (Some(list(&["OSL 26:1"])), 1));
    }

    #[test]
    fn a_time_is_turned_back() {
        let day = NaiveDate::from_ymd_opt(1899, 12, 31).expect("a date");
        let cell =
            Cell { value: CellValue::Date(day.and_hms_opt(2, 1, 0).expect("a time")), ..Cell::default() };
        assert_eq!(secrecy(&cell).value, Some(list(&["OSL 26:1"])));
    }
}
