//! What a cell of a list shows.

use varn_documents::Value;

/// The level of one aspect.
#[derive(Clone, Copy, Debug)]
pub struct LevelBadge {
    /// The letter of the aspect.
    pub letter: &'static str,
    /// The level, or "" when it is not known.
    pub ordinal: &'static str,
    /// Both in words.
    pub words: &'static str,
}

/// What a cell shows, on the page and in an export.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Text, not wrapped when short.
    Text(String),
    /// A link, perhaps with a quiet line below.
    Link(String, String, String),
    /// A number, as it is to be read.
    Number(i64),
    /// A day or another short fact that is aligned as numbers are.
    Short(String),
    /// Levels, in the order of the aspects.
    Levels(Vec<LevelBadge>),
    /// `ok`, `part`, `miss` or `none`, and the word.
    State(&'static str, String),
    /// A label: kind and word.
    Tag(&'static str, String),
    /// Several cells.
    Several(Vec<Cell>),
}

impl Cell {
    /// Text, or nothing when it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A link without a line below.
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Link(href.into(), text.into(), String::new())
    }

    /// Several cells, or nothing.
    pub fn several(cells: Vec<Self>) -> Self {
        if cells.is_empty() { Self::Empty } else { Self::Several(cells) }
    }

    /// The content as words, for exports and for comparing.
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Short(text) | Self::Link(_, text, _) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Levels(levels) => {
                let known = levels.iter().filter(|one| !one.ordinal.is_empty());
                known.map(|one| format!("{}{}", one.letter, one.ordinal)).collect::<Vec<_>>().join(" ")
            }
            Self::State(_, word) | Self::Tag(_, word) => word.clone(),
            Self::Several(cells) => cells.iter().map(Self::words).collect::<Vec<_>>().join(", "),
        }
    }

    pub(super) fn value(&self) -> Value {
        match self {
            Self::Empty => Value::Empty,
            Self::Number(number) => Value::Integer(*number),
            other => Value::Text(other.words()),
        }
    }
}
