//! Work that goes on after the response: queued in the transaction that asks for it, claimed by one node, told of as it
//! goes, taken over when its node dies. A job may therefore run twice, so what it leaves is the same both times.
//! Handlers are registered in `crate::app` by kind; a job is worded by `job-<kind>`.

pub mod store;
mod web;
pub mod worker;

#[cfg(test)]
mod tests;

pub use web::{NAV, routes};

use super::actor::{self, Actor};
use super::app::App;
use super::ctx::Ctx;
use super::db::{ActorRef, Scene};
use super::error::{Error, Result};
use super::history::RecordKind;
use super::permission::Permission;
use super::tenant::TenantId;
use crate::{id_type, word_type};
use chrono::{DateTime, Utc};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use uuid::Uuid;

id_type! {
    /// A job.
    JobId
}

word_type! {
    /// Where a job stands.
    JobState {
        /// Nobody has begun.
        Waiting = "waiting",
        /// A node is at it.
        Running = "running",
        /// It is ready.
        Done = "done",
        /// It came to nothing.
        Failed = "failed",
    }
}

/// A job in history and in the log.
pub const KIND: RecordKind = RecordKind("job");

/// What a job's function gives: where its result is, or "".
pub type JobFuture = Pin<Box<dyn Future<Output = Result<String>> + Send>>;

/// What is to be done for jobs of one kind.
#[derive(Clone, Copy)]
pub struct JobHandler {
    /// The kind.
    pub kind: &'static str,
    /// Its work. Heavy computing goes into `tokio::task::spawn_blocking`.
    pub run: fn(App, Run) -> JobFuture,
    /// Whether the program itself queues one for each municipality every day.
    pub daily: bool,
}

/// A job that this node has claimed.
#[derive(Clone, Debug)]
pub struct Run {
    /// The job.
    pub id: JobId,
    /// Whose data it is about.
    pub tenant: TenantId,
    /// The account that asked for it; nil for the program itself.
    pub user: Uuid,
    /// What it is to do, as JSON.
    pub input: String,
    /// How often it has been begun, this time counted; a node that stops in good order gives it back uncounted.
    pub(super) attempts: i64,
    /// When this node claimed it, which tells this claim from a later one.
    pub(super) claimed: DateTime<Utc>,
}

impl Run {
    /// Tells how far it has come, of 100, and what is being done (key of a text). Not while a write is open.
    pub async fn progress(&self, app: &App, percent: i64, doing: &'static str) -> Result<()> {
        Ok(store::progress(app.db(), self, app.clock().now(), percent, doing).await?)
    }

    /// The person who asked, as she is now: 403 when she no longer works here.
    pub async fn actor(&self, app: &App) -> Result<Actor> {
        let actor = actor::of_user(app.db(), &Arc::default(), self.user, self.tenant).await?;
        actor.ok_or(Error::Forbidden)
    }

    /// The request as the person would make it herself, by a permission that she must have.
    pub async fn ctx(&self, app: &App, permission: Permission) -> Result<Ctx> {
        let actor = self.actor(app).await?;
        let scope = actor.scope(permission).ok_or(Error::Forbidden)?;
        Ok(Ctx::of_job(app, actor, scope))
    }

    fn scene(&self, app: &App, name: &str) -> Scene {
        let actor = ActorRef { user: self.user, name: name.to_owned() };
        Scene { actor: Some(actor), ..app.scene(self.tenant) }
    }
}
