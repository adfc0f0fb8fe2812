//! Recomputes a municipality's audit chain from what is stored, and says in plain words where it does not hold:
//! events linked without holes, hashes right, bodies and revisions as they were digested, the head the last link.
//! Content erased by a decision stays clean; content that is gone without one does not.

use super::audit::{self, ERASURE, Erasure, Link};
use super::db::Tx;
use super::event::EventKind;
use super::history;
use super::session::hex;
use crate::args;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Events read at a time; one of them may have revised thousands of records.
const EVENTS_AT_A_TIME: i64 = 100;

/// What a chain proved to be.
#[derive(Debug, Default)]
pub struct Chain {
    /// How many events were read.
    pub events: i64,
    /// Whether one of them has the hash that was looked for.
    pub anchored: bool,
    /// What is wrong, in plain words.
    pub findings: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    seq: i64,
    at: DateTime<Utc>,
    actor_id: Option<Uuid>,
    kind: String,
    subject_kind: Option<String>,
    subject_id: Option<Uuid>,
    body_digest: Vec<u8>,
    revisions_digest: Vec<u8>,
    hash: Vec<u8>,
    body_seq: Option<i64>,
    salt: Option<Vec<u8>>,
    body: Option<String>,
}

#[derive(sqlx::FromRow)]
struct RevisionRow {
    kind: String,
    record_id: Uuid,
    seq: i64,
    at: DateTime<Utc>,
    digest: Vec<u8>,
    salt: Option<Vec<u8>>,
    data: Option<String>,
}

/// Decisions to erase: what they erased, and when in the chain.
#[derive(Default)]
struct Decisions {
    records: HashMap<(String, Uuid), i64>,
    events: HashMap<i64, i64>,
}

impl Decisions {
    async fn read(tx: &mut Tx) -> sqlx::Result<Self> {
        let sql = "SELECT kind, record_id, seq, at, digest, salt, data FROM revisions WHERE tenant_id = $1 AND kind = $2 \
                   ORDER BY seq";
        let rows: Vec<RevisionRow> = tx.all(sql, args![ERASURE.0]).await?;
        let mut decisions = Self::default();
        for row in rows {
            let erasure = row.data.and_then(|data| serde_json::from_str::<Erasure>(&data).ok());
            match erasure {
                Some(Erasure { kind: Some(kind), record: Some(record), .. }) => {
                    decisions.records.insert((kind, record), row.seq);
                }
                Some(Erasure { seq: Some(seq), .. }) => {
                    decisions.events.insert(seq, row.seq);
                }
                _ => {}
            }
        }
        Ok(decisions)
    }

    /// Whether a later decision erased what `seq` held of this record, or all that it held.
    fn cover(&self, seq: i64, record: Option<(&str, Uuid)>) -> bool {
        let of_record = record.and_then(|(kind, id)| self.records.get(&(kind.to_owned(), id)));
        let of_event = self.events.get(&seq);
        [of_record, of_event].into_iter().flatten().any(|decided| *decided > seq)
    }
}

/// Reads the chain of the transaction's municipality from the first event to the last. `anchor` is the hash that a
/// frozen picture printed.
pub async fn check(tx: &mut Tx, anchor: Option<&[u8]>) -> sqlx::Result<Chain> {
    let mut walk = Walk {
        decisions: Decisions::read(tx).await?,
        previous: Vec::new(),
        last: 0,
        chain: Chain::default(),
    };
    loop {
        let events = events_after(tx, walk.last).await?;
        let Some(last) = events.last().map(|event| event.seq) else { break };
        let mut revisions = revisions_between(tx, walk.last, last).await?;
        for event in events {
            let revisions = revisions.remove(&event.seq).unwrap_or_default();
            walk.chain.anchored |= anchor.is_some_and(|anchor| event.hash == anchor);
            walk.step(event, revisions);
        }
    }
    let head = audit::head(tx).await?;
    walk.end(head.as_ref());
    Ok(walk.chain)
}

async fn events_after(tx: &mut Tx, seq: i64) -> sqlx::Result<Vec<EventRow>> {
    tx.all(
        "SELECT e.seq, e.at, e.actor_id, e.kind, e.subject_kind, e.subject_id, e.body_digest, e.revisions_digest, e.hash, \
         b.seq AS body_seq, b.salt, b.body FROM events e \
         LEFT JOIN event_bodies b ON b.tenant_id = e.tenant_id AND b.seq = e.seq \
         WHERE e.tenant_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3",
        args![seq, EVENTS_AT_A_TIME],
    )
    .await
}

async fn revisions_between(
    tx: &mut Tx,
    after: i64,
    last: i64,
) -> sqlx::Result<BTreeMap<i64, Vec<RevisionRow>>> {
    let sql = "SELECT kind, record_id, seq, at, digest, salt, data FROM revisions \
               WHERE tenant_id = $1 AND seq > $2 AND seq <= $3";
    let rows: Vec<RevisionRow> = tx.all(sql, args![after, last]).await?;
    let mut by_event: BTreeMap<i64, Vec<RevisionRow>> = BTreeMap::new();
    for row in rows {
        by_event.entry(row.seq).or_default().push(row);
    }
    Ok(by_event)
}

/// Where the reading stands.
struct Walk {
    decisions: Decisions,
    previous: Vec<u8>,
    last: i64,
    chain: Chain,
}

impl Walk {
    fn find(&mut self, words: String) {
        self.chain.findings.push(words);
    }

    fn step(&mut self, event: EventRow, mut revisions: Vec<RevisionRow>) {
        let expected = self.last + 1;
        if event.seq > expected {
            let missing = if event.seq - 1 == expected {
                format!("event {expected} is missing")
            } else {
                format!("events {expected} to {} are missing", event.seq - 1)
            };
            self.find(missing);
        } else if self.hash(&event) != event.hash {
            self.find(format!("event {} or its place in the chain has been changed", event.seq));
        }
        self.body(&event);
        revisions.sort_by(|one, other| (&one.kind, one.record_id).cmp(&(&other.kind, other.record_id)));
        for revision in &revisions {
            self.revision(&event, revision);
        }
        let digests = revisions.iter().map(|revision| revision.digest.as_slice());
        if audit::revisions_digest(digests) != event.revisions_digest {
            let seq = event.seq;
            self.find(format!("what event {seq} changed in the registers is not what was logged: a record's history has been changed, added or removed"));
        }
        self.chain.events += 1;
        self.last = event.seq;
        self.previous = event.hash;
    }

    fn hash(&self, event: &EventRow) -> Vec<u8> {
        Link {
            previous: &self.previous,
            seq: event.seq,
            at: event.at,
            actor: event.actor_id,
            kind: &event.kind,
            subject: event.subject_kind.as_deref().zip(event.subject_id),
            body_digest: &event.body_digest,
            revisions_digest: &event.revisions_digest,
        }
        .hash()
    }

    fn body(&mut self, event: &EventRow) {
        let seq = event.seq;
        let is_decision = event.kind == EventKind::ContentErased.as_str();
        let subject = event.subject_kind.as_deref().zip(event.subject_id).filter(|_| !is_decision);
        match (event.body_seq, &event.salt, &event.body) {
            (None, ..) => self.find(format!("the text of event {seq} is missing")),
            (_, None, None) if self.decisions.cover(seq, subject) && !is_decision => {}
            (_, None, None) => {
                self.find(format!("the text of event {seq} is gone without a decision to erase it"));
            }
            (_, Some(salt), Some(body)) if audit::body_digest(salt, body) == event.body_digest => {}
            _ => self.find(format!("the text of event {seq} has been changed")),
        }
    }

    fn revision(&mut self, event: &EventRow, row: &RevisionRow) {
        let (kind, id, seq) = (&row.kind, row.record_id, row.seq);
        if row.at != event.at {
            self.find(format!("the history of {kind} {id} has another time than its event {seq}"));
        }
        match &row.salt {
            None if row.data.is_none() && self.decisions.cover(seq, Some((kind, id))) => {}
            None => self.find(format!(
                "the history of {kind} {id} at event {seq} is gone without a decision to erase it"
            )),
            Some(salt) if history::digest(kind, id, salt, row.data.as_deref()) == row.digest => {}
            Some(_) => self.find(format!("the history of {kind} {id} at event {seq} has been changed")),
        }
    }

    fn end(&mut self, head: Option<&audit::Head>) {
        let (seq, hash) = head.map_or((0, &[] as &[u8]), |head| (head.seq, &head.hash));
        if seq > self.last {
            let last = self.last;
            self.find(format!(
                "the log ends at event {last} and should end at event {seq}: its end has been cut off"
            ));
        } else if seq < self.last || hash != self.previous {
            let (last, now) = (self.last, hex(&self.previous));
            self.find(format!(
                "the end of the log is event {last} with {now}, and not what is noted as its end"
            ));
        }
    }
}
