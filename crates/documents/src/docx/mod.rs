//! The document as DOCX with real styles, so that it can be edited and pasted into other documents.
//!
//! The parts are written here (ECMA-376, WordprocessingML): repeated table headings, alternative texts, the
//! language of the text and equal bytes for equal input are what the crates for DOCX lack.

mod body;
mod parts;
mod styles;
mod tables;
mod xml;

use std::io::{Cursor, Write};

use chrono::Datelike;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::{Document, Error};
use body::Body;

/// Writes the document as DOCX.
///
/// # Errors
/// [`Error::Typeset`] when a chart could not be drawn, [`Error::Package`] when the package could not be written.
pub fn docx(document: &Document) -> Result<Vec<u8>, Error> {
    let body = Body::write(document)?;
    let mut package = Package::new(document);
    package.add("[Content_Types].xml", parts::content_types(body.pictures.len()).as_bytes())?;
    package.add("_rels/.rels", parts::PACKAGE_RELATIONS.as_bytes())?;
    package.add("docProps/core.xml", parts::core(document).as_bytes())?;
    package.add("docProps/app.xml", parts::app(document).as_bytes())?;
    package.add("word/document.xml", body.document().as_bytes())?;
    package
        .add("word/_rels/document.xml.rels", parts::relations(&body.links, body.pictures.len()).as_bytes())?;
    package.add("word/styles.xml", styles::styles(document).as_bytes())?;
    package.add("word/numbering.xml", parts::numbering(body.numbered).as_bytes())?;
    package.add("word/settings.xml", parts::settings(document).as_bytes())?;
    package.add("word/header1.xml", parts::header(document).as_bytes())?;
    package.add("word/header2.xml", parts::first_header().as_bytes())?;
    package.add("word/footer1.xml", parts::footer(document).as_bytes())?;
    for (index, picture) in body.pictures.iter().enumerate() {
        package.add(&format!("word/media/image{}.png", index + 1), &picture.png)?;
    }
    package.finish()
}

/// The package under construction; all its files bear the document's date.
struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    options: SimpleFileOptions,
}

impl Package {
    fn new(document: &Document) -> Self {
        let date = document.date;
        let month = u8::try_from(date.month()).unwrap_or(1);
        let day = u8::try_from(date.day()).unwrap_or(1);
        let time = u16::try_from(date.year())
            .ok()
            .and_then(|year| DateTime::from_date_and_time(year, month, day, 0, 0, 0).ok())
            .unwrap_or(DateTime::DEFAULT);
        Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
            options: SimpleFileOptions::default().last_modified_time(time),
        }
    }

    fn add(&mut self, name: &str, content: &[u8]) -> Result<(), Error> {
        self.zip.start_file(name, self.options)?;
        Ok(self.zip.write_all(content)?)
    }

    fn finish(self) -> Result<Vec<u8>, Error> {
        Ok(self.zip.finish()?.into_inner())
    }
}
