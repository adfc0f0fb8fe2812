//! What a file says of its scale: `0 ingen, 1 måttlig …` in a text, a table of levels on a sheet of its own, a span
//! (`skala 1–4`), and what the colours mean. Levels are told by their names; a digit alone says nothing.

mod statements;

use varn_sheets::{Cell, Row, Sheet, Value as CellValue};

use crate::colour;
use crate::parse::levels::is_unclassified;
use crate::parse::triples::aspect_of;
use crate::scale::{ColourLevel, Scale, ScaleLevel};
use crate::text;
use crate::vocabulary::vocabulary;
pub(crate) use statements::is_statement;
use statements::{Pair, ordinal_of_words, pairs, span};

/// What has been found so far.
#[derive(Debug, Default)]
pub(crate) struct Legend {
    pairs: Vec<Pair>,
    span: Option<(u8, u8)>,
    /// Colour word, and the level as a digit or a word.
    colours: Vec<(&'static str, String)>,
    /// What the colours are about.
    colour_aspect: Option<char>,
}

impl Legend {
    /// Takes in a sheet that is no register; says whether it explained anything.
    pub(crate) fn take_sheet(&mut self, sheet: &Sheet) -> bool {
        const LOOKED_AT: usize = 200;
        let mut any = false;
        for row in sheet.rows.iter().take(LOOKED_AT) {
            any |= self.take_row(row);
        }
        any
    }

    /// Takes in a row that is no data.
    pub(crate) fn take_row(&mut self, row: &Row) -> bool {
        let mut any = false;
        for cell in &row.cells {
            if let CellValue::Text(raw) = &cell.value {
                any |= self.take_text(raw);
            }
        }
        any | self.take_table_row(row)
    }

    /// Takes in a text.
    pub(crate) fn take_text(&mut self, raw: &str) -> bool {
        const LONGEST: usize = 2_000;
        if raw.len() > LONGEST {
            return false;
        }
        let cleaned = text::clean(raw);
        let found = pairs(&cleaned);
        let spanned = span(&cleaned);
        let coloured = self.take_colours(&cleaned);
        let any = !found.is_empty() || spanned.is_some() || coloured;
        self.pairs.extend(found);
        self.span = self.span.or(spanned);
        any || is_statement(&cleaned)
    }

    /// `Röd = allvarlig`, `Färgen visar konfidentialitet`.
    fn take_colours(&mut self, cleaned: &str) -> bool {
        let folded = text::fold(cleaned);
        let words = text::words(&folded);
        let about_colours = words.iter().any(|word| word.starts_with("farg") || word.starts_with("colo"));
        if about_colours
            && let Some(aspect) = words.iter().filter(|word| word.len() >= 5).find_map(|word| aspect_of(word))
        {
            self.colour_aspect = Some(aspect);
            return true;
        }
        let mut any = false;
        for part in cleaned.split([',', ';', '\n']) {
            let Some((colour, level)) = part.split_once(['=', ':', '–', '-']) else {
                continue;
            };
            let level = level.trim();
            if let Some(colour) = colour::named(colour)
                && (ordinal_of_words(level).is_some() || level.parse::<u8>().is_ok())
            {
                self.colours.push((colour, level.to_owned()));
                any = true;
            }
        }
        any
    }

    /// A row of a table of levels: a digit, what it is called, perhaps a colour.
    fn take_table_row(&mut self, row: &Row) -> bool {
        let cells = || row.cells.iter().filter(|cell| !cell.is_empty());
        let digit = cells().find_map(digit_of);
        let name = cells().find_map(|cell| {
            let text = text::clean(&cell.text());
            ordinal_of_words(&text).map(|_| text)
        });
        let word = cells().find_map(|cell| colour::named(&cell.text()));
        let filled = || {
            row.cells
                .iter()
                .filter_map(|cell| colour::of_fill(cell.fill?))
                .find(|colour| !colour::is_plain(colour))
        };
        let colour = word.or_else(filled);
        let level = digit.map(|digit| digit.to_string()).or_else(|| name.clone());
        let told = match (colour, &level) {
            (Some(colour), Some(level)) => {
                self.colours.push((colour, level.clone()));
                true
            }
            _ => false,
        };
        match (digit, name) {
            (Some(digit), Some(name)) if cells().count() <= 5 => {
                self.pairs.push(Pair { digit, name });
                true
            }
            _ => told,
        }
    }

    /// The scale of levels, with colours where they are explained.
    pub(crate) fn scale(&self) -> Scale {
        let mut scale = match (self.levels(), self.span) {
            (Some(levels), _) => Scale::of_levels(levels, true),
            (None, Some((first, last))) => Scale::of_range(first, last, true),
            (None, None) => Scale::assumed(),
        };
        scale.colours = self.colours(&scale);
        scale
    }

    /// The aspect the colours speak of; confidentiality where nothing else is said.
    pub(crate) fn colour_aspect(&self) -> char {
        self.colour_aspect.unwrap_or('k')
    }

    /// The levels named with digits, if at least two of them have known names that rise with the digits.
    fn levels(&self) -> Option<Vec<ScaleLevel>> {
        let mut named: Vec<(u8, Option<u8>, &str)> = Vec::new();
        for pair in &self.pairs {
            if named.iter().all(|(digit, ..)| *digit != pair.digit) {
                named.push((pair.digit, ordinal_of_words(&pair.name), &pair.name));
            }
        }
        named.sort_unstable_by_key(|(digit, ..)| *digit);
        let known: Vec<(u8, u8)> =
            named.iter().filter_map(|(digit, ordinal, _)| Some((*digit, (*ordinal)?))).collect();
        let rises = known.windows(2).all(|pair| pair[0].1 < pair[1].1);
        if known.len() < 2 || !rises || known.len() * 2 < named.len() {
            return None;
        }
        let (first_digit, first_ordinal) = known.first()?;
        let shift = i16::from(*first_ordinal) - i16::from(*first_digit);
        let even = known.iter().all(|(digit, ordinal)| i16::from(*ordinal) - i16::from(*digit) == shift);
        let levels = named.into_iter().filter_map(|(digit, ordinal, name)| {
            let shifted =
                || u8::try_from(i16::from(digit) + shift).ok().filter(|ordinal| even && *ordinal <= 4);
            Some(ScaleLevel {
                source: digit.to_string(),
                ordinal: ordinal.or_else(shifted)?,
                label: name.to_lowercase(),
            })
        });
        Some(levels.collect())
    }

    fn colours(&self, scale: &Scale) -> Vec<ColourLevel> {
        let mut out: Vec<ColourLevel> = Vec::new();
        for (colour, level) in &self.colours {
            let ordinal = scale.ordinal(level).or_else(|| ordinal_of_words(level));
            if let Some(ordinal) = ordinal
                && out.iter().all(|known| known.colour != *colour)
            {
                out.push(ColourLevel { colour: (*colour).to_owned(), ordinal });
            }
        }
        out.sort_by_key(|colour| colour.ordinal);
        out
    }

    /// What a digit means as a deficiency, where the file says.
    pub(crate) fn deficiencies(&self) -> Option<Vec<(String, u8)>> {
        let levels = self.levels()?;
        Some(levels.into_iter().map(|level| (level.source, level.ordinal)).collect())
    }
}

fn digit_of(cell: &Cell) -> Option<u8> {
    let text = text::fold(&cell.text());
    let figure = text.strip_prefix("niva ").or_else(|| text.strip_prefix("level ")).unwrap_or(&text);
    figure.parse().ok().filter(|digit| *digit <= 5)
}

/// The scale of cells that mostly say their levels in words of high and low; figures beside such words mean the same.
pub(crate) fn grades_in<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<Scale> {
    const LOOKED_AT: usize = 400;
    let (mut grades, mut others) = (0_usize, 0_usize);
    let mut scale = Scale::of_grades();
    for cell in cells.filter(|cell| !cell.is_empty()).take(LOOKED_AT) {
        let cleaned = text::clean(&cell.text());
        if is_unclassified(&cleaned) || cleaned.contains('?') {
            continue;
        }
        if vocabulary("grades").meanings(&text::fold(&cleaned)).0.is_empty() {
            others += 1;
            continue;
        }
        grades += 1;
        for Pair { digit, name } in pairs(&cleaned) {
            if let Some(ordinal) =
                ordinal_of_words(&name).filter(|_| scale.ordinal(&digit.to_string()).is_none())
            {
                // Between the words, so that the scale is still told from its first to its last.
                let level = ScaleLevel { source: digit.to_string(), ordinal, label: name.to_lowercase() };
                scale.levels.insert(1, level);
            }
        }
    }
    (grades > others).then_some(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordinals(texts: &[&str]) -> String {
        let mut legend = Legend::default();
        for text in texts {
            legend.take_text(text);
        }
        let levels = legend.scale().levels;
        let shown: Vec<String> =
            levels.iter().map(|level| format!("{}{}", level.source, level.ordinal)).collect();
        shown.join(" ")
    }

    #[test]
    fn texts() {
        for (texts, wanted) in [
            (
                &[
                    "Skala 0–4: 0 ingen/försumbar, 1 måttlig, 2 betydande, 3 allvarlig, 4 synnerligen allvarlig",
                ][..],
                "00 11 22 33 44",
            ),
            (&["1 = försumbar", "2 = måttlig", "3 = betydande", "4 = allvarlig"], "10 21 32 43"),
            (
                &["Nivåer: 1 - Försumbar skada; 2 - Måttlig skada; 3 - Betydande skada; 4 - Allvarlig skada"],
                "10 21 32 43",
            ),
            (&["Allvarlig (4), betydande (3), måttlig (2), försumbar (1)"], "10 21 32 43"),
            (&["1 = låg, 2 = medel, 3 = hög"], "11 22 33"),
            (&["Informationsklassning (skala 1–4)"], "10 21 32 43"),
            (&["Klassas enligt skala 0-3"], "00 11 22 33"),
            (&["K = konfidentialitet"], "00 11 22 33 44"),
            (&["2 bilagor, 3 beslut"], "00 11 22 33 44"),
        ] {
            assert_eq!(ordinals(texts), wanted, "{texts:?}");
        }
    }

    #[test]
    fn colours() {
        let mut legend = Legend::default();
        legend.take_text("1 = försumbar, 2 = måttlig, 3 = betydande, 4 = allvarlig");
        legend.take_text("Röd = 4, gul = 3, grön = måttlig");
        legend.take_text("Färgen visar tillgänglighet");
        let scale = legend.scale();
        assert_eq!(legend.colour_aspect(), 't');
        assert_eq!(
            ["red", "yellow", "green", "white"].map(|colour| scale.of_colour(colour)),
            [Some(3), Some(2), Some(1), None]
        );
    }
}
