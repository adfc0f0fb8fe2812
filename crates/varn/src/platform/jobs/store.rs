//! The table of jobs. It lies outside the tenant policy, since nodes claim across municipalities: every statement of a
//! person names the municipality and the account.

use super::{JobId, JobState, Run};
use crate::args;
use crate::platform::db::{Cost, Db, Tx, WriteTx};
use crate::platform::error::{Error, Result};
use crate::platform::tenant::TenantId;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A running job that has not been heard of for so long is taken over.
const DEAD_AFTER: Duration = Duration::seconds(60);
/// Jobs that a list shows.
const SHOWN: i64 = 100;

/// A job as its person sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What it does.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// Of 100.
    pub done: i64,
    /// Key of what is being done, or "".
    pub doing: String,
    /// Where the result is, or the key of what went wrong, or "".
    pub outcome: String,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "id, kind, state, done, doing, outcome, created_at, ended_at";

/// Queues a job for the person who acts; it exists when the transaction commits.
pub async fn enqueue(tx: &mut WriteTx, kind: &str, input: &impl Serialize) -> Result<JobId> {
    let (id, now, place) = (tx.new_id::<JobId>(), tx.now(), tx.tenant().0);
    let user = tx.actor().map(|actor| actor.user).unwrap_or_default();
    let input = serde_json::to_string(input).map_err(Error::internal)?;
    let sql = "INSERT INTO jobs (id, municipality_id, user_id, kind, input, state, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    tx.outside().exec(sql, args![id, place, user, kind, input, JobState::Waiting, now]).await?;
    Ok(id)
}

/// One of the person's jobs in the transaction's municipality.
pub async fn find(tx: &mut Tx, user: Uuid, id: JobId) -> sqlx::Result<Option<Job>> {
    let place = tx.tenant().0;
    let sql = format!("SELECT {COLUMNS} FROM jobs WHERE id = $1 AND municipality_id = $2 AND user_id = $3");
    tx.outside().opt(&sql, args![id, place, user]).await
}

/// The person's jobs in the transaction's municipality, newest first.
pub async fn list(tx: &mut Tx, user: Uuid) -> sqlx::Result<Vec<Job>> {
    let place = tx.tenant().0;
    let sql = format!(
        "SELECT {COLUMNS} FROM jobs WHERE municipality_id = $1 AND user_id = $2 ORDER BY created_at DESC, id DESC \
         LIMIT {SHOWN}"
    );
    tx.outside().all(&sql, args![place, user]).await
}

/// Queues a job of the program itself for a municipality, once a day however many nodes ask: its id follows from the day.
pub(super) async fn enqueue_daily(
    db: &Db,
    kind: &str,
    tenant: TenantId,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let digest = Sha256::new()
        .chain_update(kind)
        .chain_update([0])
        .chain_update(tenant.0.as_bytes())
        .chain_update(day.to_string())
        .finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    let id = uuid::Builder::from_custom_bytes(id).into_uuid();
    let sql = "INSERT INTO jobs (id, municipality_id, user_id, kind, input, state, created_at) \
               VALUES ($1, $2, $3, $4, 'null', $5, $6) ON CONFLICT (id) DO NOTHING";
    db.note(sql, args![id, tenant.0, Uuid::nil(), kind, JobState::Waiting, now]).await
}

#[derive(sqlx::FromRow)]
struct Claimed {
    id: JobId,
    municipality_id: TenantId,
    user_id: Uuid,
    kind: String,
    input: String,
    attempts: i64,
}

/// Claims the job that has waited longest, or one whose node has died. Gives its kind with it.
pub(super) async fn claim(db: &Db, now: DateTime<Utc>) -> sqlx::Result<Option<(String, Run)>> {
    let open = "state = 'waiting' OR (state = 'running' AND beat_at < $1)";
    // Looking costs nothing; claiming takes the writer.
    let dead = now - DEAD_AFTER;
    let sql = format!("SELECT id FROM jobs WHERE {open} LIMIT 1");
    let waiting: Vec<(JobId,)> = db.lookup(&Cost::default(), &sql, args![dead]).await?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let sql = format!(
        "UPDATE jobs SET state = 'running', started_at = $2, beat_at = $2, attempts = attempts + 1 WHERE id = (SELECT id FROM jobs \
         WHERE {open} ORDER BY created_at, id LIMIT 1{}) RETURNING id, municipality_id, user_id, kind, input, attempts",
        db.skip_locked()
    );
    let claimed: Vec<Claimed> = db.take(&sql, args![dead, now]).await?;
    Ok(claimed.into_iter().next().map(|job| {
        let run = Run {
            id: job.id,
            tenant: job.municipality_id,
            user: job.user_id,
            input: job.input,
            attempts: job.attempts,
            claimed: now,
        };
        (job.kind, run)
    }))
}

/// This claim is alive; false when another node has taken the job over.
pub(super) async fn beat(db: &Db, run: &Run, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let sql =
        "UPDATE jobs SET beat_at = $3 WHERE id = $1 AND started_at = $2 AND state = 'running' RETURNING id";
    let alive: Vec<(JobId,)> = db.take(sql, args![run.id, run.claimed, now]).await?;
    Ok(!alive.is_empty())
}

/// How far this claim has come.
pub(super) async fn progress(
    db: &Db,
    run: &Run,
    now: DateTime<Utc>,
    percent: i64,
    doing: &str,
) -> sqlx::Result<()> {
    let sql = "UPDATE jobs SET done = $3, doing = $4, beat_at = $5 WHERE id = $1 AND started_at = $2";
    db.note(sql, args![run.id, run.claimed, percent.clamp(0, 100), doing, now]).await
}

/// Gives the job back, for another node or a later start.
pub(super) async fn give_back(db: &Db, run: &Run) -> sqlx::Result<()> {
    let sql = "UPDATE jobs SET state = 'waiting', started_at = NULL, beat_at = NULL, attempts = attempts - 1 \
               WHERE id = $1 AND started_at = $2 AND state = 'running'";
    db.note(sql, args![run.id, run.claimed]).await
}

/// Ends the job, unless another node has taken it over: then false.
pub(super) async fn end(tx: &mut WriteTx, run: &Run, state: JobState, outcome: &str) -> sqlx::Result<bool> {
    let now = tx.now();
    let sql = "UPDATE jobs SET state = $3, outcome = $4, ended_at = $5, done = CASE WHEN $3 = 'done' THEN 100 ELSE done END \
               WHERE id = $1 AND started_at = $2 AND state = 'running'";
    Ok(tx.outside().exec(sql, args![run.id, run.claimed, state, outcome, now]).await? == 1)
}

/// The same for a job of the program itself, which the log does not tell of.
pub(super) async fn end_quietly(db: &Db, run: &Run, state: JobState, now: DateTime<Utc>) -> sqlx::Result<()> {
    let sql =
        "UPDATE jobs SET state = $3, ended_at = $4 WHERE id = $1 AND started_at = $2 AND state = 'running'";
    db.note(sql, args![run.id, run.claimed, state, now]).await
}

/// Forgets jobs of the municipality that ended before `time`.
pub(super) async fn forget(db: &Db, tenant: TenantId, time: DateTime<Utc>) -> sqlx::Result<()> {
    db.note("DELETE FROM jobs WHERE municipality_id = $1 AND ended_at < $2", args![tenant.0, time]).await
}
