//! The document as PDF/UA-1 and PDF/A-2a, typeset by typst from a constant template and the document as data.
//!
//! One document is typeset at a time, and the typesetter's cache is emptied after each: its memory is bounded by
//! the largest document, not by how many there were.

mod data;
mod drawing;
mod glyphs;
mod world;

use std::sync::{Mutex, PoisonError};

use chrono::{Datelike, NaiveDate};
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::foundations::{Datetime, Dict, Smart};
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use crate::{Chart, Document, Error};
use glyphs::Repertoire;
use world::{Desk, Template};

/// Written as the program that made the file.
pub(crate) const PRODUCER: &str = "Värn";

static PRESS: Mutex<()> = Mutex::new(());

/// Writes the document as PDF. Signs that our fonts lack are drawn as □.
///
/// # Errors
/// [`Error::Typeset`] when the typesetter refuses the document, which no text should be able to cause.
pub fn pdf(document: &Document) -> Result<Vec<u8>, Error> {
    let press = Press::take();
    let written =
        press.print(document, Repertoire::Full).or_else(|_| press.print(document, Repertoire::Plain));
    written.map_err(|errors| typeset_error(&errors))
}

/// A chart as PNG with its width and height in points, for formats that cannot draw it.
pub(crate) fn picture(chart: &Chart, document: &Document) -> Result<Picture, Error> {
    let press = Press::take();
    let written = press
        .draw(chart, document, Repertoire::Full)
        .or_else(|_| press.draw(chart, document, Repertoire::Plain));
    written.map_err(|errors| typeset_error(&errors))
}

/// A drawn chart.
pub(crate) struct Picture {
    /// PNG.
    pub(crate) png: Vec<u8>,
    /// Width in points.
    pub(crate) width: f64,
    /// Height in points.
    pub(crate) height: f64,
}

/// The right to typeset; empties the cache when given back.
struct Press {
    _turn: std::sync::MutexGuard<'static, ()>,
}

impl Press {
    fn take() -> Self {
        Self { _turn: PRESS.lock().unwrap_or_else(PoisonError::into_inner) }
    }

    fn print(&self, document: &Document, repertoire: Repertoire) -> SourceResult<Vec<u8>> {
        let data = data::document(document, repertoire);
        typst_pdf::pdf(&self.typeset(Template::Report, data)?, &options(document))
    }

    fn draw(&self, chart: &Chart, document: &Document, repertoire: Repertoire) -> SourceResult<Picture> {
        let typeset = self.typeset(Template::Picture, data::picture(chart, document, repertoire))?;
        let page = &typeset.pages()[0];
        let pixels = RenderOptions { pixel_per_pt: Scalar::new(200.0 / 72.0), render_bleed: false };
        let png = typst_render::render(page, &pixels).encode_png().unwrap_or_default();
        Ok(Picture { png, width: page.frame.width().to_pt(), height: page.frame.height().to_pt() })
    }

    #[expect(clippy::unused_self, reason = "only who holds the press may typeset")]
    fn typeset(&self, template: Template, data: Dict) -> SourceResult<PagedDocument> {
        typst::compile(&Desk::new(template, data)).output
    }
}

impl Drop for Press {
    fn drop(&mut self) {
        typst::comemo::evict(0);
    }
}

fn options(document: &Document) -> PdfOptions {
    // The two standards are compatible, so this never falls back; if it did, the structure tests would fail.
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap_or_default();
    PdfOptions {
        ident: Smart::Custom(identity(document)),
        creator: Smart::Custom(Some(PRODUCER.to_owned())),
        timestamp: midnight(document.date).map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    }
}

/// What makes the document the same document; only a hash of it is written.
fn identity(document: &Document) -> String {
    format!("{document:?}")
}

fn midnight(date: NaiveDate) -> Option<Datetime> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    Datetime::from_ymd_hms(date.year(), month, day, 0, 0, 0)
}

fn typeset_error(errors: &[SourceDiagnostic]) -> Error {
    let messages: Vec<_> = errors.iter().map(|error| error.message.to_string()).collect();
    Error::Typeset(messages.join("; "))
}
