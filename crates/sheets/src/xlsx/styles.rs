//! What a style number means: fill colour, number format, whether it shows a date.
//! Source: ECMA-376 part 1, 18.8 (styles) and 20.1.6.2 (`clrScheme`).

use std::collections::HashMap;

use crate::archive::{Archive, corrupt};
use crate::colour::{Rgb, from_hex, indexed, tinted};
use crate::limits::Refusal;
use crate::number_format::{LONGEST_CODE, builtin, is_date};
use crate::xml::{Tag, Token, Xml};

/// Excel has 65,490 at most.
const MOST_STYLES: usize = 1 << 16;

/// One cell style.
#[derive(Default, Clone)]
pub(super) struct Style {
    pub(super) fill: Option<Rgb>,
    pub(super) format: Option<String>,
    pub(super) is_date: bool,
}

/// The cell styles, by number.
#[derive(Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
}

impl Styles {
    pub(super) fn at(&self, index: usize) -> Option<&Style> {
        self.styles.get(index)
    }
}

/// The lists of the part, as they stand.
#[derive(Default)]
struct Lists {
    formats: HashMap<u32, String>,
    fills: Vec<Option<Colour>>,
    cells: Vec<(u32, usize)>,
    palette: Vec<Rgb>,
    /// The fill that is being read is a solid one.
    solid: bool,
}

/// A colour before palette and theme are known.
#[derive(Clone, Copy)]
enum Colour {
    Plain(Rgb),
    Indexed(usize),
    Theme(usize, f64),
}

/// Reads the part with the styles.
pub(super) fn read(archive: &mut Archive<'_>, name: &str, theme: &[Rgb]) -> Result<Styles, Refusal> {
    let Some(part) = archive.part(name)? else { return Ok(Styles::default()) };
    let lists = lists(Xml::new(part))?;
    let fill = |fill: usize| match lists.fills.get(fill).copied().flatten()? {
        Colour::Plain(colour) => Some(colour),
        Colour::Indexed(index) => indexed(index, &lists.palette),
        Colour::Theme(index, tint) => theme.get(index).map(|&colour| tinted(colour, tint)),
    };
    let styles = lists.cells.iter().map(|&(format, fill_id)| {
        let format = lists.formats.get(&format).cloned().or_else(|| builtin(format).map(str::to_owned));
        let format = format.filter(|code| !code.eq_ignore_ascii_case("general"));
        Style { fill: fill(fill_id), is_date: format.as_deref().is_some_and(is_date), format }
    });
    Ok(Styles { styles: styles.collect() })
}

fn lists(mut xml: Xml<'_, '_>) -> Result<Lists, Refusal> {
    const LIST_DEPTH: usize = 2;
    let mut lists = Lists::default();
    // The same elements stand in other lists with another meaning (styles of tables, of conditions).
    let mut list = Vec::new();
    loop {
        let depth = xml.depth() + 1;
        match xml.next()? {
            Token::Open(tag) if depth == LIST_DEPTH => list = tag.name().to_vec(),
            Token::Open(tag) => lists.take(&list, &tag)?,
            Token::End => return Ok(lists),
            _ => {}
        }
    }
}

impl Lists {
    fn take(&mut self, list: &[u8], tag: &Tag<'_>) -> Result<(), Refusal> {
        match (list, tag.name()) {
            (b"numFmts", b"numFmt") => {
                let code: String =
                    tag.attribute("formatCode").unwrap_or_default().chars().take(LONGEST_CODE).collect();
                self.formats.insert(tag.number("numFmtId").unwrap_or_default(), code);
            }
            (b"fills", b"fill") => self.fills.push(None),
            (b"fills", b"patternFill") => {
                self.solid = tag.attribute("patternType").as_deref() == Some("solid");
            }
            (b"fills", b"fgColor") if self.solid => {
                if let Some(fill) = self.fills.last_mut() {
                    *fill = colour(tag);
                }
            }
            (b"cellXfs", b"xf") => {
                self.cells.push((tag.number("numFmtId").unwrap_or(0), tag.number("fillId").unwrap_or(0)));
            }
            (b"colors", b"rgbColor") => {
                self.palette.push(tag.attribute("rgb").and_then(|hex| from_hex(&hex)).unwrap_or_default());
            }
            _ => {}
        }
        let longest = self.formats.len().max(self.fills.len()).max(self.cells.len()).max(self.palette.len());
        if longest > MOST_STYLES { Err(corrupt("too many styles")) } else { Ok(()) }
    }
}

fn colour(tag: &Tag<'_>) -> Option<Colour> {
    if let Some(colour) = tag.attribute("rgb").and_then(|hex| from_hex(&hex)) {
        return Some(Colour::Plain(colour));
    }
    let tint = tag.number("tint").unwrap_or(0.0);
    let theme = tag.number("theme").map(|index| Colour::Theme(index, tint));
    theme.or_else(|| tag.number("indexed").map(Colour::Indexed))
}

/// The colours of the theme in the order that cells count them: light before dark.
pub(super) fn theme(archive: &mut Archive<'_>, name: &str) -> Result<Vec<Rgb>, Refusal> {
    const COLOURS: usize = 12;
    let Some(part) = archive.part(name)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(part);
    let mut colours: Vec<Rgb> = Vec::new();
    let mut in_scheme = false;
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.name() {
                b"clrScheme" => in_scheme = true,
                b"srgbClr" | b"sysClr" if in_scheme => {
                    let hex = tag.attribute("lastClr").or_else(|| tag.attribute("val"));
                    colours.push(hex.and_then(|hex| from_hex(&hex)).unwrap_or_default());
                }
                _ => {}
            },
            Token::Close(tag) if tag.name() == b"clrScheme" => in_scheme = false,
            Token::End => break,
            _ => {}
        }
        if colours.len() == COLOURS {
            break;
        }
    }
    if colours.len() >= 4 {
        colours.swap(0, 1);
        colours.swap(2, 3);
    }
    Ok(colours)
}
