//! The styles of cells and tables, as far as they matter here: background colour, hidden or not.

use std::collections::HashMap;

use crate::archive::corrupt;
use crate::colour::{Rgb, from_hex};
use crate::limits::Refusal;
use crate::xml::{Tag, Token, Xml};

const MOST_STYLES: usize = 1 << 16;
const LONGEST_NAME: usize = 200;
/// Styles build on each other; a circle of them must end somewhere.
const MOST_PARENTS: usize = 20;

/// One style of a cell or a table.
#[derive(Default)]
struct Style {
    parent: Option<String>,
    fill: Fill,
    hidden: bool,
}

#[derive(Default, Clone, Copy)]
enum Fill {
    #[default]
    OfParent,
    Transparent,
    Colour(Rgb),
}

/// All styles, by family and name.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<(Family, String), Style>,
    current: Option<(Family, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Family {
    Cell,
    Table,
}

impl Styles {
    /// The background colour of a cell with this style.
    pub(super) fn fill(&self, name: &str) -> Option<Rgb> {
        let mut key = (Family::Cell, name.to_owned());
        for _ in 0..MOST_PARENTS {
            let style = self.styles.get(&key)?;
            match style.fill {
                Fill::Colour(colour) => return Some(colour),
                Fill::Transparent => return None,
                Fill::OfParent => key.1 = style.parent.clone()?,
            }
        }
        None
    }

    /// Whether a table with this style is hidden.
    pub(super) fn hides(&self, name: &str) -> bool {
        self.styles.get(&(Family::Table, name.to_owned())).is_some_and(|style| style.hidden)
    }

    /// Takes in a tag of the style part or of the styles at the beginning of the content.
    pub(super) fn take(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        match tag.name() {
            b"style" => self.start(tag)?,
            b"table-cell-properties" => {
                if let (Some(style), Some(colour)) = (self.open(), tag.attribute("background-color")) {
                    let colour = colour.strip_prefix('#').and_then(from_hex);
                    style.fill = colour.map_or(Fill::Transparent, Fill::Colour);
                }
            }
            b"table-properties" => {
                if let Some(style) = self.open() {
                    style.hidden = tag.attribute("display").as_deref() == Some("false");
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        let family = match tag.attribute("family").as_deref() {
            Some("table-cell") => Some(Family::Cell),
            Some("table") => Some(Family::Table),
            _ => None,
        };
        let short = |name: &String| name.len() <= LONGEST_NAME;
        self.current = family.zip(tag.attribute("name").filter(short));
        let Some(key) = self.current.clone() else { return Ok(()) };
        if self.styles.len() >= MOST_STYLES {
            return Err(corrupt("too many styles"));
        }
        let parent = tag.attribute("parent-style-name").filter(short);
        self.styles.insert(key, Style { parent, ..Style::default() });
        Ok(())
    }

    fn open(&mut self) -> Option<&mut Style> {
        self.styles.get_mut(self.current.as_ref()?)
    }
}

/// Reads the part with the named styles.
pub(super) fn read(mut xml: Xml<'_, '_>, styles: &mut Styles) -> Result<(), Refusal> {
    loop {
        match xml.next()? {
            Token::Open(tag) => styles.take(&tag)?,
            Token::End => return Ok(()),
            _ => {}
        }
    }
}
