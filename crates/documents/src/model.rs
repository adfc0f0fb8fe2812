//! The document model: what a report says, free of how it is drawn and of what it is about.
//!
//! All text is plain text. It is never read as markup by any of the writers.

use chrono::NaiveDate;

use crate::{Chart, Theme};

/// A whole document: cover, contents and blocks.
#[derive(Debug, Clone)]
pub struct Document {
    /// Title, on the cover and in the metadata.
    pub title: String,
    /// A line under the title.
    pub subtitle: Option<String>,
    /// Language of the text, written to the metadata and used for numbers and hyphenation.
    pub language: Language,
    /// The organisation whose document it is, on the cover and in the header.
    pub organisation: String,
    /// Reference in the register of documents, shown on every page.
    pub reference: Option<String>,
    /// Date of the document: its timestamp in the metadata. Years 1980 to 9999.
    pub date: NaiveDate,
    /// The date as it is written on the cover, for instance `5 mars 2026`.
    pub date_text: String,
    /// Marking shown on every page, for instance that the document is open or restricted and by which provision.
    pub variant: Option<String>,
    /// What the document was made from, and its checksum.
    pub source: Option<String>,
    /// Who made it, on the cover and in the metadata.
    pub author: Option<String>,
    /// The words that the document itself needs.
    pub labels: Labels,
    /// Colours.
    pub theme: Theme,
    /// The content, in order.
    pub blocks: Vec<Block>,
}

/// Language of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Swedish as written in Sweden.
    #[default]
    Swedish,
    /// British English.
    English,
}

impl Language {
    /// Two letter code, `sv` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    /// Language with region, `sv-SE` or `en-GB`.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Swedish => "sv-SE",
            Self::English => "en-GB",
        }
    }
}

/// Every word that a document shows without it being in the blocks.
#[derive(Debug, Clone)]
pub struct Labels {
    /// Heading of the table of contents.
    pub contents: String,
    /// Page number of page count, with `{page}` and `{pages}`.
    pub page: String,
    /// Before the reference on the cover.
    pub reference: String,
    /// Before the date on the cover.
    pub date: String,
    /// Before the author on the cover.
    pub author: String,
    /// Before the variant on the cover.
    pub variant: String,
    /// Before the source on the cover.
    pub source: String,
    /// Word before a table's number.
    pub table: String,
    /// Word before a chart's number.
    pub chart: String,
    /// Caption of the table that repeats a chart's figures, with `{title}`.
    pub twin: String,
}

/// A block of the document.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading. A level is never skipped (PDF/UA forbids it): under level 1, level 3 becomes 2.
    Heading {
        /// 1, 2 or 3; others are taken as the nearest of these.
        level: u8,
        /// The heading.
        text: String,
    },
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list.
    List {
        /// Bullets or numbers.
        kind: ListKind,
        /// The items.
        items: Vec<Vec<Run>>,
    },
    /// A table with caption and headers.
    Table(Table),
    /// Numbers that carry the message, each with what it means.
    KeyFigures(Vec<KeyFigure>),
    /// Terms with their values.
    Facts(Vec<Fact>),
    /// A chart, followed by the same figures as a table.
    Chart(Chart),
    /// A note set apart from the text.
    Note {
        /// Gives the colour of the note.
        state: State,
        /// What the note is about.
        title: Option<String>,
        /// The note.
        text: Vec<Run>,
    },
    /// What follows starts on a new page.
    PageBreak,
}

/// The blocks, each with the level that a heading in its place is written with.
pub(crate) fn with_levels(blocks: &[Block]) -> impl Iterator<Item = (u8, &Block)> {
    let mut last = 0;
    blocks.iter().map(move |block| {
        if let Block::Heading { level, .. } = block {
            last = (*level).clamp(1, 3).min(last + 1);
        }
        (last, block)
    })
}

/// A piece of text in one style.
#[derive(Debug, Clone)]
pub enum Run {
    /// Plain text.
    Plain(String),
    /// Strong importance.
    Bold(String),
    /// Emphasis.
    Emphasis(String),
    /// A link. Only `https:`, `http:` and `mailto:` become links, others are written as text.
    Link {
        /// The text.
        text: String,
        /// The address.
        url: String,
    },
}

impl Run {
    /// The text without style.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Bold(text) | Self::Emphasis(text) | Self::Link { text, .. } => text,
        }
    }
}

impl<T: Into<String>> From<T> for Run {
    fn from(text: T) -> Self {
        Self::Plain(text.into())
    }
}

/// How a list is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// With bullets.
    Bullet,
    /// With numbers from 1.
    Numbered,
}

/// A table. Rows that are shorter or longer than the columns are filled up or cut off.
#[derive(Debug, Clone)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The first column names its row (a row header for assistive technology).
    pub row_headers: bool,
    /// The cells, row by row.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// The heading.
    pub title: String,
    /// Alignment of heading and cells.
    pub align: Align,
    /// Share of the width in relation to the other columns.
    pub width: u16,
}

/// Horizontal alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the start of the line.
    #[default]
    Start,
    /// Centred.
    Center,
    /// At the end of the line, as numbers.
    End,
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Text.
    Text(Vec<Run>),
    /// Levels, each as a small badge.
    Levels(Vec<Level>),
    /// A state with symbol and word.
    State(State, String),
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::Text(vec![Run::Plain(text.into())])
    }
}

/// A level as a badge: the text says it, the colour only strengthens it.
#[derive(Debug, Clone)]
pub struct Level {
    /// What the badge says, for instance `K 3`.
    pub text: String,
    /// 0 to 4, decides the colour.
    pub level: u8,
}

/// A state, shown with its own symbol and colour beside its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Good,
    /// Partly as it should be.
    Partial,
    /// Not as it should be.
    Bad,
    /// Not known or not measured.
    Unknown,
}

impl State {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Partial => "partial",
            Self::Bad => "bad",
            Self::Unknown => "unknown",
        }
    }
}

/// A number with its consequence.
#[derive(Debug, Clone)]
pub struct KeyFigure {
    /// The number, as it is to be read: `246 av 412`.
    pub figure: String,
    /// One sentence on what it means.
    pub text: String,
}

/// A term and its value.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The term.
    pub term: String,
    /// The value.
    pub value: Vec<Run>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_level_of_headings_is_skipped() {
        let blocks = [3, 3, 9, 1, 0, 2].map(|level| Block::Heading { level, text: String::new() });
        assert_eq!(with_levels(&blocks).map(|(level, _)| level).collect::<Vec<_>>(), [1, 2, 3, 1, 1, 2]);
    }
}
