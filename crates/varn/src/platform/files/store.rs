//! The table of files.

use super::{FileId, KIND};
use crate::args;
use crate::platform::db::{Tx, WriteTx, in_list};
use crate::platform::session::hex;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Files read at a time when all are checked: their content is in memory.
const FILES_AT_A_TIME: i64 = 8;

/// A file without its content.
#[derive(Clone, Debug, Serialize, sqlx::FromRow)]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// The kind of record it is kept with.
    pub record_kind: String,
    /// The record.
    pub record_id: Uuid,
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the content, hexadecimal.
    pub digest: String,
    /// Name of whoever added it.
    pub added_by: String,
    /// When.
    pub added_at: DateTime<Utc>,
}

impl File {
    /// Its size for people.
    pub fn size_words(&self) -> String {
        worded(self.size)
    }
}

/// A size for people: 340 kB, 1,2 MB.
pub fn worded(size: i64) -> String {
    let kilobytes = (size.max(1) + 999) / 1000;
    if kilobytes < 1000 {
        format!("{kilobytes}\u{a0}kB")
    } else {
        format!("{},{}\u{a0}MB", kilobytes / 1000, kilobytes % 1000 / 100)
    }
}

const COLUMNS: &str =
    "f.id, f.record_kind, f.record_id, f.name, f.media_type, f.size, f.digest, f.added_by, f.added_at";

/// What is added: kind and id of the record, name and media type.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// The kind of record.
    pub record_kind: &'a str,
    /// The record.
    pub record_id: Uuid,
    /// Its name.
    pub name: &'a str,
    /// What it is.
    pub media_type: &'a str,
}

/// Keeps a file with a record.
pub async fn insert(tx: &mut WriteTx, new: New<'_>, content: Vec<u8>) -> sqlx::Result<File> {
    let file = File {
        id: tx.new_id(),
        record_kind: new.record_kind.to_owned(),
        record_id: new.record_id,
        name: new.name.to_owned(),
        media_type: new.media_type.to_owned(),
        size: i64::try_from(content.len()).unwrap_or(i64::MAX),
        digest: hex(&Sha256::digest(&content)),
        added_by: tx.actor().map(|actor| actor.name.clone()).unwrap_or_default(),
        added_at: tx.now(),
    };
    tx.exec(
        "INSERT INTO files (tenant_id, id, record_kind, record_id, name, media_type, size, digest, content, added_by, \
         added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            file.id,
            &file.record_kind,
            file.record_id,
            &file.name,
            &file.media_type,
            file.size,
            &file.digest,
            content,
            &file.added_by,
            file.added_at
        ],
    )
    .await?;
    tx.revise(KIND, file.id, &file);
    Ok(file)
}

/// The files of a record, oldest first.
pub async fn of_record(tx: &mut Tx, kind: &str, id: Uuid) -> sqlx::Result<Vec<File>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM files f WHERE f.tenant_id = $1 AND f.record_kind = $2 AND f.record_id = $3 \
         ORDER BY f.added_at, f.id"
    );
    tx.all(&sql, args![kind, id]).await
}

/// A file; who may see it is decided by its record.
pub async fn find(tx: &mut Tx, id: FileId) -> sqlx::Result<Option<File>> {
    tx.opt(&format!("SELECT {COLUMNS} FROM files f WHERE f.tenant_id = $1 AND f.id = $2"), args![id]).await
}

/// What is in it.
pub async fn content(tx: &mut Tx, id: FileId) -> sqlx::Result<Vec<u8>> {
    let sql = "SELECT content FROM files WHERE tenant_id = $1 AND id = $2";
    let (content,): (Vec<u8>,) = tx.one(sql, args![id]).await?;
    Ok(content)
}

/// Removes a file.
pub async fn remove(tx: &mut WriteTx, id: FileId) -> sqlx::Result<()> {
    tx.exec("DELETE FROM files WHERE tenant_id = $1 AND id = $2", args![id]).await?;
    tx.revise_removed(KIND, id);
    Ok(())
}

/// Removes the files of records that are no more.
pub(super) async fn remove_of(tx: &mut WriteTx, records: &[Uuid]) -> sqlx::Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    let mut args = args![];
    let list = in_list(&mut args, records.iter().copied());
    let sql = format!("DELETE FROM files WHERE tenant_id = $1 AND record_id IN {list} RETURNING id");
    let removed: Vec<(FileId,)> = tx.all(&sql, args).await?;
    for (id,) in removed {
        tx.revise_removed(KIND, id);
    }
    Ok(())
}

/// The kind of record that results of jobs are kept with.
pub const RESULT: &str = "job";
/// How long a result is kept for the person who asked.
pub const KEPT_RESULT: chrono::Duration = chrono::Duration::hours(24);

/// Removes every file of a record, and the results of jobs; gives which. Leaves no revision behind.
pub(super) async fn remove_with_results(tx: &mut WriteTx, record: Uuid) -> sqlx::Result<Vec<Uuid>> {
    let sql = "DELETE FROM files WHERE tenant_id = $1 AND (record_id = $2 OR record_kind = $3) RETURNING id";
    let removed: Vec<(Uuid,)> = tx.all(sql, args![record, RESULT]).await?;
    Ok(removed.into_iter().map(|(id,)| id).collect())
}

/// Removes the files of a kind that were added before `time`; gives how many.
pub async fn remove_older(tx: &mut WriteTx, kind: &str, time: DateTime<Utc>) -> sqlx::Result<usize> {
    let sql = "DELETE FROM files WHERE tenant_id = $1 AND record_kind = $2 AND added_at < $3 RETURNING id";
    let removed: Vec<(FileId,)> = tx.all(sql, args![kind, time]).await?;
    for (id,) in &removed {
        tx.revise_removed(KIND, *id);
    }
    Ok(removed.len())
}

#[derive(sqlx::FromRow)]
struct Kept {
    id: FileId,
    name: String,
    digest: String,
    content: Vec<u8>,
}

/// Files whose content is not what was added.
pub(super) async fn changed(tx: &mut Tx) -> sqlx::Result<Vec<(FileId, String)>> {
    let mut changed = Vec::new();
    let mut last = FileId(Uuid::nil());
    loop {
        let sql = "SELECT id, name, digest, content FROM files WHERE tenant_id = $1 AND id > $2 ORDER BY id LIMIT $3";
        let files: Vec<Kept> = tx.all(sql, args![last, FILES_AT_A_TIME]).await?;
        let Some(end) = files.last() else { return Ok(changed) };
        last = end.id;
        let differs = |file: &Kept| hex(&Sha256::digest(&file.content)) != file.digest;
        changed.extend(files.into_iter().filter(differs).map(|file| (file.id, file.name)));
    }
}
