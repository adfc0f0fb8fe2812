//! The file of a backup: written beside its place and moved there when it is whole; read line by line, with cut off
//! told apart from damaged.

use super::Error;
use crate::platform::migrate;
use crate::platform::session::hex;
use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// The version of the file's own form.
const FORM: u32 = 1;

/// The first line: what the file is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Header {
    /// The version of the file's own form.
    pub varn_backup: u32,
    /// The version of the tables.
    pub schema: i64,
    /// The version of the program that made it.
    pub program: String,
    /// When it was made.
    pub made: DateTime<Utc>,
    /// How many rows it holds.
    pub rows: u64,
}

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
struct Seal {
    sha256: String,
}

impl Header {
    pub(super) fn new(schema: i64, made: DateTime<Utc>, rows: u64) -> Self {
        Self { varn_backup: FORM, schema, program: env!("CARGO_PKG_VERSION").to_owned(), made, rows }
    }
}

/// A backup being written. Dropped before it is finished, it leaves nothing behind.
pub(super) struct Writer {
    out: Option<GzEncoder<BufWriter<File>>>,
    hash: Sha256,
    beside: PathBuf,
    path: PathBuf,
}

impl Writer {
    pub(super) fn create(path: &Path, header: &Header) -> io::Result<Self> {
        if path.exists() {
            return Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                format!("{} exists already", path.display()),
            ));
        }
        let mut beside = path.as_os_str().to_owned();
        beside.push(".part");
        let beside = PathBuf::from(beside);
        // What lies in a backup is for nobody else on the machine.
        let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        let out = Some(GzEncoder::new(BufWriter::new(file), Compression::default()));
        let mut writer = Self { out, hash: Sha256::new(), beside, path: path.to_owned() };
        writer.line(header)?;
        Ok(writer)
    }

    /// One line of JSON.
    pub(super) fn line(&mut self, line: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        self.out.as_mut().map_or(Ok(()), |out| out.write_all(&bytes))
    }

    /// Seals the file, makes it durable and gives it its name.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let seal = Seal { sha256: hex(&self.hash.clone().finalize()) };
        self.line(&seal)?;
        if let Some(out) = self.out.take() {
            let file = out.finish()?.into_inner()?;
            file.sync_all()?;
            fs::rename(&self.beside, &self.path)?;
        }
        Ok(())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.out.take().is_some() {
            fs::remove_file(&self.beside).ok();
        }
    }
}

/// A backup being read.
pub(super) struct Reader {
    lines: BufReader<GzDecoder<BufReader<File>>>,
    hash: Sha256,
    is_sealed: bool,
}

impl Reader {
    /// Opens the file and reads what it is.
    pub(super) fn open(path: &Path) -> Result<(Header, Self), Error> {
        let lines = BufReader::new(GzDecoder::new(BufReader::new(File::open(path)?)));
        let mut reader = Self { lines, hash: Sha256::new(), is_sealed: false };
        let first = reader.line().map_err(|error| match error {
            Error::Damaged => Error::NotABackup,
            other => other,
        })?;
        let first = first.ok_or(Error::NotABackup)?;
        let header: Header = serde_json::from_slice(&first).map_err(|_| Error::NotABackup)?;
        let known = migrate::newest();
        if header.varn_backup > FORM || header.schema > known {
            return Err(Error::Newer { found: header.schema, known });
        }
        Ok((header, reader))
    }

    /// The next line, and nothing after the seal.
    pub(super) fn line(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let mut line = Vec::new();
        self.lines.read_until(b'\n', &mut line).map_err(fault)?;
        if self.is_sealed {
            return if line.is_empty() { Ok(None) } else { Err(Error::Damaged) };
        }
        if line.pop() != Some(b'\n') {
            return Err(Error::CutOff);
        }
        if line.starts_with(b"{\"sha256\"") {
            let seal: Seal = serde_json::from_slice(&line).map_err(|_| Error::Damaged)?;
            if seal.sha256 != hex(&self.hash.clone().finalize()) {
                return Err(Error::Damaged);
            }
            self.is_sealed = true;
            return self.line();
        }
        self.hash.update(&line);
        self.hash.update(b"\n");
        Ok(Some(line))
    }
}

fn fault(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Error::CutOff,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Error::Damaged,
        _ => Error::File(error),
    }
}

/// Reads a backup from beginning to end without using it: whole, unchanged, and not from a newer program.
pub fn check(path: &Path) -> Result<Header, Error> {
    let (header, mut reader) = Reader::open(path)?;
    while reader.line()?.is_some() {}
    Ok(header)
}
