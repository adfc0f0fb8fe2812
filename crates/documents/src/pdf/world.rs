//! The little world the typesetter sees: our own templates, two font families and the document as data.
//!
//! There is no file system, no network, no clock and no package in it.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// The one family of the product.
pub(super) static FAMILY: LazyLock<Vec<Font>> = LazyLock::new(|| {
    [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF]
        .into_iter()
        .filter_map(|data| Font::new(Bytes::new(data), 0))
        .collect()
});

/// For signs and scripts that the family lacks.
pub(super) static FALLBACK: LazyLock<Vec<Font>> =
    LazyLock::new(|| Font::new(Bytes::new(dejavu::sans::regular()), 0).into_iter().collect());

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FAMILY.iter().chain(FALLBACK.iter()))));

static TEMPLATES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let files = [
        ("/report.typ", include_str!("report.typ")),
        ("/blocks.typ", include_str!("blocks.typ")),
        ("/charts.typ", include_str!("charts.typ")),
        ("/picture.typ", include_str!("picture.typ")),
    ];
    files
        .into_iter()
        .filter_map(|(path, text)| {
            let path = VirtualPath::new(path).ok()?;
            let id = RootedPath::new(VirtualRoot::Project, path).intern();
            Some(Source::new(id, text.to_owned()))
        })
        .collect()
});

/// Which template is typeset.
#[derive(Debug, Clone, Copy)]
pub(super) enum Template {
    /// The whole document.
    Report = 0,
    /// One chart alone.
    Picture = 3,
}

/// A template with its data.
pub(super) struct Desk {
    library: LazyHash<Library>,
    template: Template,
}

impl Desk {
    pub(super) fn new(template: Template, data: Dict) -> Self {
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_inputs(data).with_features(features).build();
        Self { library: LazyHash::new(library), template }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        TEMPLATES[self.template as usize].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        TEMPLATES.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FAMILY.iter().chain(FALLBACK.iter()).nth(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
