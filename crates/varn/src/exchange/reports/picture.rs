//! The picture as a document: cover, marking and source are the same in both variants.

use super::{open, restricted};
use crate::current_state::picture::model::Content;
use crate::current_state::picture::store::Picture;
use crate::platform::clock::swedish_day;
use crate::platform::error::{Error, Result};
use crate::platform::text::Language;
use crate::word_type;
use chrono::Datelike as _;
use varn_documents::{Align, Block, Column, Document, Labels, Sheet, Theme, Workbook};

word_type! {
    /// For whom a report is.
    Variant {
        /// For anybody: numbers only.
        Open = "open",
        /// For those who may see vulnerabilities.
        Restricted = "restricted",
    }
}

word_type! {
    /// What kind of file a report is.
    Format {
        /// PDF/UA.
        Pdf = "pdf",
        /// Word.
        Docx = "docx",
        /// Excel.
        Xlsx = "xlsx",
    }
}

impl Format {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Writes the report. Slow (hundreds of milliseconds): call it outside every transaction and off the event loop.
pub fn write(picture: &Picture, variant: Variant, format: Format, words: Language) -> Result<Vec<u8>> {
    let content = picture.read().ok_or_else(|| Error::internal("the picture differs from its checksum"))?;
    let document = document(picture, &content, variant, words);
    match format {
        Format::Pdf => varn_documents::pdf(&document),
        Format::Docx => varn_documents::docx(&document),
        Format::Xlsx => varn_documents::xlsx(&workbook(&document, &content, variant, words)),
    }
    .map_err(Error::internal)
}

/// The name of the file: what it is and when, nothing that somebody has typed.
pub(super) fn file_name(picture: &Picture, variant: Variant, format: Format) -> String {
    let kind = match variant {
        Variant::Open => "oppen",
        Variant::Restricted => "begransad",
    };
    format!("nulagesbild-{}-{kind}.{format}", swedish_day(picture.as_of))
}

fn document(picture: &Picture, content: &Content, variant: Variant, words: Language) -> Document {
    let text = |key: &str| words.t(key).into_owned();
    let day = swedish_day(picture.as_of);
    let date_text = format!("{} {} {}", day.day(), words.t(&format!("month-{}", day.month())), day.year());
    let blocks = match variant {
        Variant::Open => open::blocks(&content.municipality, &content.measured.open, words),
        Variant::Restricted => restricted::blocks(content, words),
    };
    let source = words.with(
        "report-source",
        &[("day", &date_text), ("checksum", &picture.checksum), ("chain", &picture.chain_hash)],
    );
    Document {
        title: text("report-title"),
        subtitle: Some(words.with("report-subtitle", &[("day", &date_text)]).into_owned()),
        language: match words {
            Language::Swedish => varn_documents::Language::Swedish,
            Language::English => varn_documents::Language::English,
        },
        organisation: content.municipality.clone(),
        reference: Some(picture.case_number.clone()).filter(|number| !number.is_empty()),
        date: day,
        date_text,
        variant: Some(words.t(&format!("report-variant-{variant}")).into_owned()),
        source: Some(source.into_owned()),
        // Who froze it is a name that somebody has typed: only in the restricted variant.
        author: (variant == Variant::Restricted && !picture.frozen_by.is_empty())
            .then(|| picture.frozen_by.clone()),
        labels: labels(words),
        theme: Theme::default(),
        blocks,
    }
}

fn labels(words: Language) -> Labels {
    let text = |key: &str| words.t(key).into_owned();
    Labels {
        contents: text("report-contents"),
        page: text("report-page"),
        reference: text("field-case-number"),
        date: text("report-date"),
        author: text("report-author"),
        variant: text("report-variant"),
        source: text("report-basis"),
        table: text("report-table"),
        chart: text("report-chart"),
        twin: text("report-twin"),
    }
}

/// Every table of the document as a sheet, and the charts' figures with them.
fn workbook(document: &Document, content: &Content, variant: Variant, words: Language) -> Workbook {
    let mut sheets = vec![
        open::levels_sheet(&content.measured.open, words),
        open::areas_sheet(&content.measured.open, words),
    ];
    if variant == Variant::Restricted {
        sheets.extend(restricted::sheets(content, words));
    }
    sheets.retain(|sheet: &Sheet| !sheet.rows.is_empty());
    Workbook { title: document.title.clone(), author: document.author.clone(), date: document.date, sheets }
}

/// A heading.
pub(super) fn heading(level: u8, words: Language, key: &str) -> Block {
    Block::Heading { level, text: words.t(key).into_owned() }
}

/// A paragraph of one sentence or more.
pub(super) fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![varn_documents::Run::Plain(text.into())])
}

/// A column of a table.
pub(super) fn column(title: impl Into<String>, align: Align, width: u16) -> Column {
    Column { title: title.into(), align, width }
}
