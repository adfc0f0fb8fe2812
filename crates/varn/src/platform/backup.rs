//! Everything in one portable file, and back again, on and between both databases. The file is gzip of lines of JSON:
//! what it is, then for each table of each municipality its columns and its rows, last the SHA-256 of all lines before.
//! Written from one consistent state while the program goes on; read back whole or not at all.

mod file;
mod line;

pub use file::{Header, check};

use super::arg::Arg;
use super::clock::Clock;
use super::db::{Db, Scene, WriteTx};
use super::migrate;
use super::schema::{self, Column, Table};
use super::tenant::TenantId;
use file::{Reader, Writer};
use line::{Heading, from_json, to_json};
use serde_json::Value;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Rows are put in when so many bytes of lines have been read.
const BYTES_AT_A_TIME: usize = 8 * 1024 * 1024;

/// Why a backup was not made or not read back.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be read or written.
    #[error("the file could not be read or written: {0}")]
    File(#[from] io::Error),
    /// The database said no.
    #[error("the database did not do its part: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables could not be made.
    #[error(transparent)]
    Schema(#[from] migrate::Error),
    /// It is another kind of file.
    #[error("the file is no backup made by `varn backup`")]
    NotABackup,
    /// The end is missing.
    #[error("the file is cut off: its end is missing, so nothing was read back. Use a whole copy")]
    CutOff,
    /// Something in it has changed.
    #[error("the file is damaged: its checksum is wrong, so nothing was read back. Use another copy")]
    Damaged,
    /// A newer program made it.
    #[error(
        "the backup has schema {found} and this program knows up to {known}: use the program that made it, or a newer one"
    )]
    Newer {
        /// The schema of the file.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// There is something where it should be put.
    #[error(
        "there is data in this database already: a backup is only read back into an empty one. Give an empty --data-dir or --database-url"
    )]
    NotEmpty,
    /// The place is empty, but its tables are newer than the file's.
    #[error(
        "the tables of this database have schema {found} and the backup has {backup}: give a database that no program has been started on"
    )]
    Prepared {
        /// The schema of the database.
        found: i64,
        /// The schema of the file.
        backup: i64,
    },
}

/// Is told how many rows of how many are done.
pub type Progress<'a> = &'a mut (dyn FnMut(u64, u64) + Send);

fn scene(clock: &Clock) -> Scene {
    Scene { tenant: TenantId::INSTALLATION, actor: None, clock: clock.clone(), cost: Arc::default() }
}

/// Writes everything to `path`, which appears when it is whole. Gives how many rows it holds.
pub async fn write(db: &Db, clock: &Clock, path: &Path, progress: Progress<'_>) -> Result<u64, Error> {
    let tables = schema::tables(migrate::newest());
    let mut tx = db.read(scene(clock)).await?;
    let tenants = tx.tenants().await?;
    let mut total = 0;
    for tenant in &tenants {
        tx.turn_to(*tenant).await?;
        for table in tables.iter().filter(|table| table.has_tenant() || *tenant == TenantId::INSTALLATION) {
            total += tx.count(table).await?;
        }
    }
    let header = Header::new(migrate::newest(), clock.now(), total);
    let mut file = Writer::create(path, &header)?;
    let mut done = 0;
    for tenant in tenants {
        tx.turn_to(tenant).await?;
        for table in tables.iter().filter(|table| table.has_tenant() || tenant == TenantId::INSTALLATION) {
            let mut heading = Some(Heading::of(table, tenant));
            let mut sink = |row: Vec<Arg>| {
                if let Some(heading) = heading.take() {
                    file.line(&heading)?;
                }
                done += 1;
                progress(done, total);
                file.line(&Value::Array(row.into_iter().map(to_json).collect()))
            };
            tx.each(table, &mut sink).await?;
        }
    }
    drop(tx);
    file.finish()?;
    Ok(total)
}

/// Reads a backup into an empty database: makes the tables as they were, fills them in one transaction, and brings
/// them to the newest schema. The file is read through first, so that a damaged one leaves no trace. Gives the rows.
pub async fn read(db: &Db, clock: &Clock, path: &Path, progress: Progress<'_>) -> Result<u64, Error> {
    let header = check(path)?;
    let found = migrate::applied(db).await?;
    if found > 0 && !db.is_empty(scene(clock), &schema::tables(found)).await? {
        return Err(Error::NotEmpty);
    }
    if found > header.schema {
        return Err(Error::Prepared { found, backup: header.schema });
    }
    migrate::run_to(db, header.schema).await?;
    let tables = schema::tables(header.schema);
    let mut tx = db.write(scene(clock)).await?;
    let rows = fill(&mut tx, path, &tables, header.rows, progress).await?;
    tx.finish().await?;
    migrate::run(db).await?;
    db.analyze().await?;
    Ok(rows)
}

async fn fill(
    tx: &mut WriteTx,
    path: &Path,
    tables: &[Table],
    total: u64,
    progress: Progress<'_>,
) -> Result<u64, Error> {
    let (_, mut file) = Reader::open(path)?;
    let mut part: Option<Part<'_>> = None;
    let mut done = 0;
    while let Some(line) = file.line()? {
        match serde_json::from_slice(&line).map_err(|_| Error::Damaged)? {
            Value::Array(row) => {
                let part = part.as_mut().ok_or(Error::Damaged)?;
                part.take(row, line.len())?;
                if part.is_full() {
                    part.put(tx).await?;
                }
                done += 1;
                progress(done, total);
            }
            heading => {
                if let Some(mut part) = part.take() {
                    part.put(tx).await?;
                }
                let heading: Heading = serde_json::from_value(heading).map_err(|_| Error::Damaged)?;
                tx.turn_to(heading.tenant.unwrap_or(TenantId::INSTALLATION)).await?;
                part = Some(Part::new(&heading, tables)?);
            }
        }
    }
    if let Some(mut part) = part {
        part.put(tx).await?;
    }
    Ok(done)
}

/// Rows of one table on their way in.
struct Part<'a> {
    table: &'a Table,
    columns: Vec<Column>,
    rows: Vec<Vec<Arg>>,
    bytes: usize,
}

impl<'a> Part<'a> {
    fn new(heading: &Heading, tables: &'a [Table]) -> Result<Self, Error> {
        let table = tables.iter().find(|table| table.name == heading.table).ok_or(Error::Damaged)?;
        let known = |name: &String| table.columns.iter().find(|column| column.name == *name).cloned();
        let columns: Option<Vec<_>> = heading.columns.iter().map(known).collect();
        Ok(Self { table, columns: columns.ok_or(Error::Damaged)?, rows: Vec::new(), bytes: 0 })
    }

    fn take(&mut self, row: Vec<Value>, bytes: usize) -> Result<(), Error> {
        if row.len() != self.columns.len() {
            return Err(Error::Damaged);
        }
        let values = row.into_iter().zip(&self.columns).map(|(value, column)| from_json(value, column.kind));
        self.rows.push(values.collect::<Option<_>>().ok_or(Error::Damaged)?);
        self.bytes += bytes;
        Ok(())
    }

    /// Rows that refer to others of their table wait for all of them, to be put in after those.
    fn is_full(&self) -> bool {
        self.bytes > BYTES_AT_A_TIME && self.table.within.is_empty()
    }

    async fn put(&mut self, tx: &mut WriteTx) -> sqlx::Result<()> {
        self.bytes = 0;
        let mut rows = std::mem::take(&mut self.rows);
        for column in &self.table.within {
            let at = |name: &str| self.columns.iter().position(|column| column.name == name);
            if let (Some(id), Some(to)) = (at("id"), at(column)) {
                rows = line::referred_first(rows, id, to);
            }
        }
        tx.fill(self.table, &self.columns, rows).await
    }
}

#[cfg(test)]
mod tests;
