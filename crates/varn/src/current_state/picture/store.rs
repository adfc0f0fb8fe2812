//! Frozen pictures.

use super::KIND;
use super::model::{Content, PictureId, checksum};
use crate::args;
use crate::platform::audit;
use crate::platform::db::{Tx, WriteTx};
use crate::platform::session::hex;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// A frozen picture as it is stored.
#[derive(Clone, Debug, sqlx::FromRow, Serialize)]
pub struct Picture {
    /// Its id.
    pub id: PictureId,
    /// What it is called.
    pub name: String,
    /// The moment it shows.
    pub as_of: DateTime<Utc>,
    /// Number in the register of public records, or "".
    pub case_number: String,
    /// The JSON that the checksum is of.
    #[serde(skip)]
    pub content: String,
    /// SHA-256 of the content.
    pub checksum: String,
    /// Events in the audit chain when it was frozen.
    pub chain_seq: i64,
    /// Hash of the newest of them.
    pub chain_hash: String,
    /// Who froze it.
    pub frozen_by: String,
}

impl Picture {
    /// The content, if it is still what was frozen.
    pub fn read(&self) -> Option<Content> {
        if checksum(&self.content) == self.checksum { serde_json::from_str(&self.content).ok() } else { None }
    }
}

const COLUMNS: &str = "id, name, as_of, case_number, content, checksum, chain_seq, chain_hash, frozen_by";

/// All pictures, newest first.
pub async fn all(tx: &mut Tx) -> sqlx::Result<Vec<Picture>> {
    tx.all(
        &format!("SELECT {COLUMNS} FROM pictures WHERE tenant_id = $1 ORDER BY as_of DESC, id DESC"),
        args![],
    )
    .await
}

/// A picture.
pub async fn find(tx: &mut Tx, id: PictureId) -> sqlx::Result<Option<Picture>> {
    tx.opt(&format!("SELECT {COLUMNS} FROM pictures WHERE tenant_id = $1 AND id = $2"), args![id]).await
}

/// The newest picture.
pub async fn newest(tx: &mut Tx) -> sqlx::Result<Option<Picture>> {
    let sql =
        format!("SELECT {COLUMNS} FROM pictures WHERE tenant_id = $1 ORDER BY as_of DESC, id DESC LIMIT 1");
    tx.opt(&sql, args![]).await
}

/// Freezes the state as it is in this transaction.
pub async fn freeze(
    tx: &mut WriteTx,
    municipality: &str,
    name: &str,
    case_number: &str,
) -> sqlx::Result<PictureId> {
    let measured = super::measure::everything(tx).await?;
    let head = audit::head(tx).await?;
    let as_of = tx.now();
    let content =
        Content { format: 1, municipality: municipality.to_owned(), as_of: as_of.to_rfc3339(), measured };
    let content = serde_json::to_string(&content).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let picture = Picture {
        id: tx.new_id(),
        name: name.to_owned(),
        as_of,
        case_number: case_number.to_owned(),
        checksum: checksum(&content),
        content,
        chain_seq: head.as_ref().map_or(0, |head| head.seq),
        chain_hash: head.map(|head| hex(&head.hash)).unwrap_or_default(),
        frozen_by: tx.actor().map(|actor| actor.name.clone()).unwrap_or_default(),
    };
    tx.exec(
        "INSERT INTO pictures (tenant_id, id, name, as_of, case_number, content, checksum, chain_seq, chain_hash, frozen_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            picture.id,
            &picture.name,
            as_of,
            &picture.case_number,
            &picture.content,
            &picture.checksum,
            picture.chain_seq,
            &picture.chain_hash,
            &picture.frozen_by,
        ],
    )
    .await?;
    tx.revise(KIND, picture.id, &picture);
    Ok(picture.id)
}
