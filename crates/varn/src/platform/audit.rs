//! Who did what and when, in one hash chain per municipality, written in the transaction of the write itself.
//! The chain holds salted digests; bodies and revisions lie apart and can be erased by a decision that is itself
//! an event, and `verify` stays clean. One event per transaction; the chain head is taken last.

use super::db::{Tx, WriteTx, in_list};
use super::event::{Event, EventKind};
use super::history::RecordKind;
use crate::args;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What the hash of an event covers.
pub(super) struct Link<'a> {
    pub(super) previous: &'a [u8],
    pub(super) seq: i64,
    pub(super) at: DateTime<Utc>,
    pub(super) actor: Option<Uuid>,
    pub(super) kind: &'a str,
    pub(super) subject: Option<(&'a str, Uuid)>,
    pub(super) body_digest: &'a [u8],
    pub(super) revisions_digest: &'a [u8],
}

impl Link<'_> {
    pub(super) fn hash(&self) -> Vec<u8> {
        let mut hash = Sha256::new()
            .chain_update(self.previous)
            .chain_update(self.seq.to_be_bytes())
            .chain_update(self.at.to_rfc3339_opts(SecondsFormat::Micros, true))
            .chain_update(self.actor.unwrap_or_default().as_bytes())
            .chain_update(self.kind)
            .chain_update([0]);
        if let Some((kind, id)) = self.subject {
            hash = hash.chain_update(kind).chain_update(id.as_bytes());
        }
        hash.chain_update(self.body_digest).chain_update(self.revisions_digest).finalize().to_vec()
    }
}

/// Digest of an event's body, salted so that an erased body cannot be guessed.
pub(super) fn body_digest(salt: &[u8], body: &str) -> Vec<u8> {
    Sha256::new().chain_update(salt).chain_update(body).finalize().to_vec()
}

/// Digest of the revisions written with an event, in the order of kind and id.
pub(super) fn revisions_digest<'a>(digests: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    digests.fold(Sha256::new(), sha2::Digest::chain_update).finalize().to_vec()
}

/// The last link of the chain: how many events, and the hash that a frozen picture prints.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Head {
    /// Number of events.
    pub seq: i64,
    /// Hash of the newest.
    pub hash: Vec<u8>,
}

/// The head of this tenant's chain, if anything has happened yet.
pub async fn head(tx: &mut Tx) -> sqlx::Result<Option<Head>> {
    tx.opt("SELECT seq, hash FROM chain_heads WHERE tenant_id = $1", args![]).await
}

/// That content was erased, as a revision of its own, so that `verify` tells a decision from a tampering.
pub(super) const ERASURE: RecordKind = RecordKind("erasure");

/// Which content a decision erased.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Erasure {
    /// The kind of the record, where one was erased.
    pub(super) kind: Option<String>,
    /// The record.
    #[serde(default)]
    pub(super) record: Option<Uuid>,
    /// The event, where one was erased.
    pub(super) seq: Option<i64>,
}

/// Where the erasure of a record is kept among the revisions: several kinds of content may stand under one id, so it
/// is a place of its own for each (UUIDv8 of a SHA-256).
fn erased_record(kind: &str, id: Uuid) -> Uuid {
    let digest = Sha256::new().chain_update(kind).chain_update([0]).chain_update(id.as_bytes()).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Where the erasure of one event is kept among the revisions.
pub(super) fn erased_event(seq: i64) -> Uuid {
    Uuid::from_u128(u128::try_from(seq).unwrap_or(0))
}

/// Erases what is logged of a record by a decision: every revision so far that stands under its id, of whatever kind
/// (its classification has the same id), and the bodies of the events about it. The digests stay, so the chain still
/// verifies. What the same transaction revises afterwards is kept. Gives how many rows lost their content; the decision
/// is itself the event that the caller commits.
pub async fn erase_record(tx: &mut WriteTx, id: Uuid) -> sqlx::Result<u64> {
    erase_records(tx, &[id]).await
}

/// What lost its content.
#[derive(sqlx::FromRow)]
struct Gone {
    kind: String,
    id: Uuid,
}

/// Records named in one statement; SQLite takes 32 766 values.
const RECORDS_PER_STATEMENT: usize = 10_000;

/// The same for several records. Three statements for each ten thousand.
pub async fn erase_records(tx: &mut WriteTx, ids: &[Uuid]) -> sqlx::Result<u64> {
    let (mut gone, mut rows) = (BTreeSet::new(), 0);
    for ids in ids.chunks(RECORDS_PER_STATEMENT) {
        let mut args = args![ERASURE.0];
        let list = in_list(&mut args, ids.iter().copied());
        let sql = format!(
            "UPDATE revisions SET salt = NULL, data = NULL WHERE tenant_id = $1 AND kind <> $2 AND record_id IN {list} \
             AND salt IS NOT NULL RETURNING kind, record_id AS id"
        );
        let revisions: Vec<Gone> = tx.all(&sql, args).await?;
        let mut args = args![EventKind::ContentErased];
        let list = in_list(&mut args, ids.iter().copied());
        let about = format!(
            "FROM events e WHERE e.tenant_id = $1 AND e.kind <> $2 AND e.subject_id IN {list} \
             AND e.subject_kind IS NOT NULL"
        );
        let subjects: Vec<Gone> = tx
            .all(&format!("SELECT DISTINCT e.subject_kind AS kind, e.subject_id AS id {about}"), args.clone())
            .await?;
        let sql = format!(
            "UPDATE event_bodies SET salt = NULL, body = NULL WHERE tenant_id = $1 AND salt IS NOT NULL \
             AND seq IN (SELECT e.seq {about})"
        );
        rows += tx.exec(&sql, args).await? + u64::try_from(revisions.len()).unwrap_or(u64::MAX);
        gone.extend(revisions.into_iter().chain(subjects).map(|one| (one.kind, one.id)));
    }
    for (kind, id) in gone {
        let place = erased_record(&kind, id);
        tx.revise(ERASURE, place, &Erasure { kind: Some(kind), record: Some(id), seq: None });
    }
    Ok(rows)
}

/// Erases the texts of these events. A decision to erase stays. Gives how many lost their content. One statement, or none.
pub async fn erase_bodies(tx: &mut WriteTx, seqs: &[i64]) -> sqlx::Result<u64> {
    let mut bodies = 0;
    for some in seqs.chunks(RECORDS_PER_STATEMENT) {
        let mut args = args![EventKind::ContentErased];
        let list = in_list(&mut args, some.iter().copied());
        let sql = format!(
            "UPDATE event_bodies SET salt = NULL, body = NULL WHERE tenant_id = $1 AND salt IS NOT NULL AND seq IN {list} \
             AND seq NOT IN (SELECT e.seq FROM events e WHERE e.tenant_id = $1 AND e.kind = $2)"
        );
        bodies += tx.exec(&sql, args).await?;
    }
    for seq in seqs {
        tx.revise(ERASURE, erased_event(*seq), &Erasure { kind: None, record: None, seq: Some(*seq) });
    }
    Ok(bodies)
}

/// Erases what is logged of one event by a decision: its body and the revisions written with it. A decision to
/// erase stays. Gives how many rows lost their content.
pub async fn erase_event(tx: &mut WriteTx, seq: i64) -> sqlx::Result<u64> {
    let revisions = tx
        .exec(
            "UPDATE revisions SET salt = NULL, data = NULL WHERE tenant_id = $1 AND seq = $2 AND salt IS NOT NULL \
             AND kind <> $3",
            args![seq, ERASURE.0],
        )
        .await?;
    Ok(revisions + erase_bodies(tx, &[seq]).await?)
}

impl WriteTx {
    /// Writes the event with everything revised, and makes the transaction durable.
    pub async fn commit(mut self, event: Event) -> sqlx::Result<()> {
        self.record(event).await?;
        self.finish().await
    }

    async fn write_event(
        &mut self,
        link: &Link<'_>,
        hash: &[u8],
        body: String,
        salt: &[u8],
    ) -> sqlx::Result<()> {
        self.exec(
            "INSERT INTO events (tenant_id, seq, at, actor_id, kind, subject_kind, subject_id, body_digest, \
             revisions_digest, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            args![
                link.seq,
                link.at,
                link.actor,
                link.kind,
                link.subject.map(|(kind, _)| kind),
                link.subject.map(|(_, id)| id),
                link.body_digest.to_vec(),
                link.revisions_digest.to_vec(),
                hash.to_vec(),
            ],
        )
        .await?;
        self.exec(
            "INSERT INTO event_bodies (tenant_id, seq, salt, body) VALUES ($1, $2, $3, $4)",
            args![link.seq, salt.to_vec(), body],
        )
        .await?;
        Ok(())
    }

    async fn record(&mut self, event: Event) -> sqlx::Result<()> {
        let mut body = event.body;
        if let Some(name) = self.actor().map(|actor| actor.name.clone()) {
            body.insert("actor".to_owned(), name.into());
        }
        let body = serde_json::Value::Object(body).to_string();
        let salt: [u8; 16] = self.clock().random();
        let body_digest = body_digest(&salt, &body);
        let mut revisions = std::mem::take(&mut self.revisions);
        // Of a record that was revised twice, what it became last.
        revisions.reverse();
        revisions.sort_by_key(|revision| (revision.kind, revision.id));
        revisions.dedup_by_key(|revision| (revision.kind, revision.id));
        let digests: Vec<_> = revisions.iter().map(super::history::Revision::digest).collect();
        let revisions_digest = revisions_digest(digests.iter().map(Vec::as_slice));
        // Last, since it holds the lock on the chain until the commit.
        let head: Head = self
            .one(
                "INSERT INTO chain_heads (tenant_id, seq, hash) VALUES ($1, 1, $2) \
                 ON CONFLICT (tenant_id) DO UPDATE SET seq = chain_heads.seq + 1 RETURNING seq, hash",
                args![Vec::<u8>::new()],
            )
            .await?;
        // Read after the lock, so that the chain's times never run backwards between nodes.
        let at = self.now();
        let actor = self.actor().map(|actor| actor.user);
        let subject = event.subject.map(|(kind, id)| (kind.0, id));
        let link = Link {
            previous: &head.hash,
            seq: head.seq,
            at,
            actor,
            kind: event.kind.as_str(),
            subject,
            body_digest: &body_digest,
            revisions_digest: &revisions_digest,
        };
        let hash = link.hash();
        self.write_event(&link, &hash, body, &salt).await?;
        let rows = revisions.into_iter().zip(digests).map(|(revision, digest)| {
            let super::history::Revision { kind, id, salt, data } = revision;
            args![kind.0, id, head.seq, at, digest, salt.to_vec(), data]
        });
        let columns = ["kind", "record_id", "seq", "at", "digest", "salt", "data"];
        self.insert_many("revisions", &columns, rows.collect()).await?;
        self.exec("UPDATE chain_heads SET hash = $2 WHERE tenant_id = $1", args![hash]).await?;
        Ok(())
    }
}
