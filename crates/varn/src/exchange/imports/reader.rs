//! From the bytes of a file to what it was understood as. No database and no clock: the command line and the pages
//! read alike. A file that would cost too much is refused, never expanded.

use super::level_four::LevelFour;
use crate::platform::error::Error;
use crate::platform::text::Language;
use std::sync::LazyLock;
use tokio::sync::Semaphore;
use varn_recognition::{Kind, Mapping, Note, Options, Reading};
use varn_sheets::{Format, Limits, Workbook};

/// How many files are unpacked at once: each may cost some hundred megabytes of memory.
static READERS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// What is known or wished beforehand.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// What it should be a register of; guessed when left out.
    pub kind: Option<Kind>,
    /// How it is to be read.
    pub mapping: Option<Mapping>,
    /// Mappings that were used before, by the digest of their headings; one that fits is used where none is given.
    pub remembered: Vec<(String, Mapping)>,
    /// Names of systems in the register, which help to part the names in a cell.
    pub known_systems: Vec<String>,
    /// The language of messages.
    pub language: Language,
}

/// A file that was read.
#[derive(Debug)]
pub struct Understood {
    /// What it was understood as.
    pub reading: Reading,
    /// The grid it was read from.
    pub workbook: Workbook,
}

/// A file that is not read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refused {
    /// A stable word, as `decompression_limit`.
    pub reason: &'static str,
    /// Why and what to do, for the person who chose the file.
    pub message: String,
}

/// Reads a file, waiting for its turn, on a thread that may block.
pub async fn understand_waiting(
    name: String,
    bytes: bytes::Bytes,
    wish: Wish,
) -> Result<Result<Understood, Refused>, Error> {
    let _turn = READERS.acquire().await.map_err(Error::internal)?;
    let work = move || understand(&name, &bytes, wish);
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

/// Reads a file. `name` is its name, of which only the extension and hints at the kind are used.
pub fn understand(name: &str, bytes: &[u8], wish: Wish) -> Result<Understood, Refused> {
    let language = wish.language;
    let workbook = varn_sheets::read(name, bytes, &Limits::default()).map_err(|refusal| Refused {
        reason: refusal.code(),
        message: language.t(&format!("imports-refused-{}", refusal.code().replace('_', "-"))).into_owned(),
    })?;
    let given = wish.mapping.is_some();
    let mut options = Options {
        kind: wish.kind,
        mapping: wish.mapping,
        language: match language {
            Language::Swedish => varn_recognition::Language::Swedish,
            Language::English => varn_recognition::Language::English,
        },
        file_name: Some(name.to_owned()),
        known_systems: wish.known_systems,
        ..Options::default()
    };
    let mut reading = varn_recognition::read(&workbook, &options);
    if !given && let Some(mapping) = remembered(&workbook, &reading, &wish.remembered) {
        options.mapping = Some(mapping);
        reading = varn_recognition::read(&workbook, &options);
        reading.notes.push(note("mapping_remembered", language, &[]));
    }
    let said = workbook.notes.iter().filter_map(|about| file_note(about, language));
    reading.notes.extend(said.collect::<Vec<_>>());
    Ok(Understood { reading, workbook })
}

/// What a person should know of how the file was read.
fn file_note(about: &varn_sheets::Note, language: Language) -> Option<Note> {
    use varn_sheets::Note as About;
    let values: Vec<(&str, String)> = match about {
        About::TextFile { .. } => return None,
        About::ExtensionMismatch { expected, found } => {
            vec![("expected", shown(*expected)), ("found", shown(*found))]
        }
        About::UndecodableText => vec![],
        About::ColumnsCut { sheet, columns } => {
            vec![("sheet", sheet.clone()), ("columns", columns.to_string())]
        }
        About::TextCut { sheet, cells } | About::FormulasWithoutValue { sheet, cells } => {
            vec![("sheet", sheet.clone()), ("cells", cells.to_string())]
        }
        About::UnclosedQuote { record } => vec![("row", record.to_string())],
    };
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(note(about.code(), language, &values))
}

fn shown(format: Format) -> String {
    format.extension().to_uppercase()
}

fn note(code: &'static str, language: Language, values: &[(&str, &str)]) -> Note {
    let key = format!("imports-note-{}", code.replace('_', "-"));
    Note { code, message: language.with(&key, values).into_owned() }
}

/// The remembered mapping whose headings stand in this workbook, placed where they stand now.
fn remembered(workbook: &Workbook, reading: &Reading, known: &[(String, Mapping)]) -> Option<Mapping> {
    if known.is_empty() {
        return None;
    }
    let guessed = reading.sheet.as_ref().and_then(|name| {
        let digest = headings_digest(workbook, name, &reading.header_rows)?;
        let (_, mapping) = known.iter().find(|(headings, _)| *headings == digest)?;
        Some(placed(mapping, name, &reading.header_rows))
    });
    guessed.or_else(|| {
        known.iter().find_map(|(headings, mapping)| {
            let rows = mapping.header_rows.as_ref()?;
            let sheet = workbook.sheets.iter().find(|sheet| {
                headings_digest(workbook, &sheet.name, rows).is_some_and(|digest| digest == *headings)
            })?;
            Some(placed(mapping, &sheet.name, rows))
        })
    })
}

fn placed(mapping: &Mapping, sheet: &str, rows: &[u32]) -> Mapping {
    Mapping { sheet: Some(sheet.to_owned()), header_rows: Some(rows.to_vec()), ..mapping.clone() }
}

/// Names a register by its headings: the same list next year has the same digest, whatever its sheet is called.
fn headings_digest(workbook: &Workbook, sheet: &str, rows: &[u32]) -> Option<String> {
    use sha2::{Digest as _, Sha256};
    let sheet = workbook.sheets.iter().find(|one| one.name == sheet)?;
    let mut hash = Sha256::new();
    let mut said = false;
    for number in rows {
        let row = sheet.rows.get(usize::try_from(*number).ok()?.checked_sub(1)?)?;
        let texts: Vec<_> =
            row.cells.iter().map(|cell| crate::platform::swedish::fold(&cell.text())).collect();
        let last = texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
        for text in &texts[..last] {
            said = true;
            hash.update(text.as_bytes());
            hash.update([0]);
        }
        hash.update([1]);
    }
    said.then(|| crate::platform::session::hex(&hash.finalize()))
}

/// SHA-256 of a file, hexadecimal.
pub fn file_digest(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    crate::platform::session::hex(&sha2::Sha256::digest(bytes))
}

impl Understood {
    /// How many rows have level 4, or may have it. Unless there are none, the person must say what it means before
    /// anything of the file is stored.
    pub fn rows_at_level_four(&self) -> usize {
        super::level_four::rows(&self.reading, &self.workbook).len()
    }

    /// Digest of the headings of the sheet that was read.
    pub fn headings(&self) -> Option<String> {
        headings_digest(&self.workbook, self.reading.sheet.as_ref()?, &self.reading.header_rows)
    }

    /// The same with the answer applied; gives how many rows were withheld.
    pub fn settle(&mut self, answer: LevelFour) -> usize {
        super::level_four::settle(&mut self.reading, &self.workbook, answer)
    }
}
