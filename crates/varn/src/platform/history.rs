//! Revisions: the content of a record after each write, so that any register can be shown as it was at a date
//! and a record's page can tell who changed what. Written with the audit event, in the same transaction.

use super::db::{Tx, WriteTx, in_list};
use crate::args;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The kind of a record, as it stands in history, links and files: `system`, `information`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordKind(pub &'static str);

/// One record as it became by this write.
#[derive(Debug)]
pub(super) struct Revision {
    pub(super) kind: RecordKind,
    pub(super) id: Uuid,
    pub(super) salt: [u8; 16],
    pub(super) data: Option<String>,
}

impl Revision {
    /// Salted, so that erased content cannot be guessed from its digest.
    pub(super) fn digest(&self) -> Vec<u8> {
        digest(self.kind.0, self.id, &self.salt, self.data.as_deref())
    }
}

pub(super) fn digest(kind: &str, id: Uuid, salt: &[u8], data: Option<&str>) -> Vec<u8> {
    Sha256::new()
        .chain_update(salt)
        .chain_update(kind.as_bytes())
        .chain_update(id.as_bytes())
        .chain_update(data.unwrap_or("\0removed").as_bytes())
        .finalize()
        .to_vec()
}

impl WriteTx {
    /// Records what `record` became. Call it for each row written, before `commit`.
    pub fn revise(&mut self, kind: RecordKind, id: impl Into<Uuid>, record: &impl Serialize) {
        let data = serde_json::to_string(record).unwrap_or_else(|error| format!("\"unwritable: {error}\""));
        self.push_revision(kind, id.into(), Some(data));
    }

    /// Records that the record was removed from its register.
    pub fn revise_removed(&mut self, kind: RecordKind, id: impl Into<Uuid>) {
        self.push_revision(kind, id.into(), None);
    }

    /// Which of these records the transaction has removed from their registers.
    pub fn removed(&self, of: &[(RecordKind, Uuid)]) -> Vec<Uuid> {
        let gone = self.revisions.iter().filter(|revision| revision.data.is_none());
        gone.filter(|revision| of.contains(&(revision.kind, revision.id)))
            .map(|revision| revision.id)
            .collect()
    }

    fn push_revision(&mut self, kind: RecordKind, id: Uuid, data: Option<String>) {
        let salt = self.clock().random();
        self.revisions.push(Revision { kind, id, salt, data });
    }
}

/// One line of a record's history.
#[derive(Debug, sqlx::FromRow)]
pub struct Change {
    /// Position in the audit chain.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What happened, dotted.
    pub event: String,
    /// The event's body (who by name, why, details), unless erased.
    pub body: Option<String>,
    /// The record after the change, unless removed or erased.
    pub data: Option<String>,
}

/// The latest changes of a record, newest first. One query.
pub async fn of_record(tx: &mut Tx, kind: RecordKind, id: Uuid, most: i64) -> sqlx::Result<Vec<Change>> {
    tx.all(
        "SELECT e.seq, e.at, e.kind AS event, b.body, r.data FROM revisions r \
         JOIN events e ON e.tenant_id = r.tenant_id AND e.seq = r.seq \
         LEFT JOIN event_bodies b ON b.tenant_id = e.tenant_id AND b.seq = e.seq \
         WHERE r.tenant_id = $1 AND r.kind = $2 AND r.record_id = $3 ORDER BY r.seq DESC LIMIT $4",
        args![kind.0, id, most],
    )
    .await
}

/// A record as it was at a moment.
#[derive(Debug, sqlx::FromRow)]
pub struct AsOf {
    /// The record.
    pub record_id: Uuid,
    /// Its content then, as JSON.
    pub data: Option<String>,
}

/// A record of one of several kinds as it was at a moment.
#[derive(Debug, sqlx::FromRow)]
pub struct Then {
    /// Its kind.
    pub kind: String,
    /// The record.
    pub record_id: Uuid,
    /// Its content then, as JSON; `None` when it has been erased by a decision.
    pub data: Option<String>,
}

/// Every record of these kinds as it was at `at`; those that were removed by then are left out. One query.
pub async fn then(tx: &mut Tx, kinds: &[RecordKind], at: DateTime<Utc>) -> sqlx::Result<Vec<Then>> {
    let mut args = args![at];
    let list = in_list(&mut args, kinds.iter().map(|kind| kind.0));
    let sql = format!(
        "SELECT r.kind, r.record_id, r.data FROM revisions r WHERE r.tenant_id = $1 AND r.kind IN {list} \
         AND (r.data IS NOT NULL OR r.salt IS NULL) AND r.seq = (SELECT MAX(n.seq) FROM revisions n \
         WHERE n.tenant_id = $1 AND n.kind = r.kind AND n.record_id = r.record_id AND n.at <= $2)"
    );
    tx.all(&sql, args).await
}

/// Every record of a kind as it was at `at`; removed ones are left out. One query.
pub async fn at_date(tx: &mut Tx, kind: RecordKind, at: DateTime<Utc>) -> sqlx::Result<Vec<AsOf>> {
    tx.all(
        "SELECT r.record_id, r.data FROM revisions r WHERE r.tenant_id = $1 AND r.kind = $2 AND r.data IS NOT NULL \
         AND r.seq = (SELECT MAX(n.seq) FROM revisions n WHERE n.tenant_id = $1 AND n.kind = $2 \
         AND n.record_id = r.record_id AND n.at <= $3)",
        args![kind.0, at],
    )
    .await
}
