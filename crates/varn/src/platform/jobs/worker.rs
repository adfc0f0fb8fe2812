//! The loop of a node: claims a job, runs it beside a heartbeat, ends it with its event. Asked to stop, it finishes what
//! is short and gives the rest back.

use super::store;
use super::{JobHandler, JobState, KIND, Run};
use crate::platform::app::App;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::tenant::TenantId;
use chrono::NaiveDate;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinError;

/// How often a node looks for work.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often it says that it is alive.
const BEAT_EVERY: Duration = Duration::from_secs(5);
/// How long a job may go on when the node is asked to stop.
const GRACE: Duration = Duration::from_secs(8);

/// How often a job is begun: one that brings its node down again and again must not go on for ever.
const ATTEMPTS: i64 = 3;

/// Works until asked to stop: two jobs at a time, so that a long one does not keep a short one waiting.
pub async fn work(app: &App, stopped: watch::Receiver<bool>) {
    tokio::join!(loop_of(app, stopped.clone(), true), loop_of(app, stopped, false));
}

async fn loop_of(app: &App, mut stopped: watch::Receiver<bool>, queues_daily: bool) {
    let mut queued: Option<NaiveDate> = None;
    while !*stopped.borrow() {
        let today = app.clock().today();
        if queues_daily && queued != Some(today) {
            match queue_daily(app, today).await {
                Ok(()) => queued = Some(today),
                Err(error) => tracing::warn!(%error, "the daily jobs could not be queued"),
            }
        }
        match store::claim(app.db(), app.clock().now()).await {
            Ok(Some((kind, run))) => execute(app, &kind, run, &mut stopped).await,
            Ok(None) => pause(&mut stopped, LOOK_EVERY).await,
            Err(error) => {
                tracing::warn!(%error, "no job could be claimed");
                pause(&mut stopped, BEAT_EVERY).await;
            }
        }
    }
}

async fn pause(stopped: &mut watch::Receiver<bool>, time: Duration) {
    tokio::time::timeout(time, stopped.wait_for(|stopped| *stopped)).await.ok();
}

/// Queues what is done for every municipality each day.
async fn queue_daily(app: &App, today: NaiveDate) -> Result<()> {
    let tenants = app.db().read(app.scene(TenantId::INSTALLATION)).await?.tenants().await?;
    for handler in app.job_handlers().iter().filter(|handler| handler.daily) {
        for tenant in tenants.iter().filter(|tenant| **tenant != TenantId::INSTALLATION) {
            store::enqueue_daily(app.db(), handler.kind, *tenant, today, app.clock().now()).await?;
        }
    }
    Ok(())
}

/// A task that ends when whoever waits for it does.
struct Tied(tokio::task::JoinHandle<Result<String>>);

impl Drop for Tied {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Runs a claimed job to its end, unless it is taken over or the node stops first.
async fn execute(app: &App, kind: &str, run: Run, stopped: &mut watch::Receiver<bool>) {
    let Some(handler) = app.job_handlers().iter().find(|handler| handler.kind == kind) else {
        tracing::error!(kind, "a job of a kind that this program does not know");
        finish(app, kind, &run, Err(Error::NotFound)).await;
        return;
    };
    if run.attempts > ATTEMPTS {
        finish(app, kind, &run, Err(Error::Refused("job-gave-up"))).await;
        return;
    }
    let mut task = Tied(start(app, handler, &run));
    let outcome = tokio::select! {
        outcome = &mut task.0 => Some(settled(outcome)),
        () = until_lost(app, &run) => None,
        () = until_grace_is_over(stopped) => {
            if let Err(error) = store::give_back(app.db(), &run).await {
                tracing::warn!(%error, "a job could not be given back; it is taken over later");
            }
            None
        }
    };
    if let Some(outcome) = outcome {
        finish(app, kind, &run, outcome).await;
    }
}

/// On a task of its own, so that a fault in it stops nothing else.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the place where work after the response is waited for"
)]
fn start(app: &App, handler: &JobHandler, run: &Run) -> tokio::task::JoinHandle<Result<String>> {
    tokio::spawn((handler.run)(app.clone(), run.clone()))
}

fn settled(outcome: std::result::Result<Result<String>, JoinError>) -> Result<String> {
    outcome.unwrap_or_else(|error| Err(Error::internal(error)))
}

/// Says that the claim is alive, until another node has taken it over.
async fn until_lost(app: &App, run: &Run) {
    loop {
        tokio::time::sleep(BEAT_EVERY).await;
        match store::beat(app.db(), run, app.clock().now()).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => tracing::warn!(%error, "a running job could not say that it is alive"),
        }
    }
}

async fn until_grace_is_over(stopped: &mut watch::Receiver<bool>) {
    if stopped.wait_for(|stopped| *stopped).await.is_err() {
        // Nobody can ask any more; the job goes on.
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(GRACE).await;
}

/// Notes the end with its event. A fault here leaves the job to be taken over.
async fn finish(app: &App, kind: &str, run: &Run, outcome: Result<String>) {
    let (state, outcome) = match outcome {
        Ok(outcome) => (JobState::Done, outcome),
        Err(error) => {
            tracing::error!(kind, job = %run.id, %error, "a job came to nothing");
            (JobState::Failed, error.key().to_owned())
        }
    };
    if let Err(error) = try_finish(app, kind, run, state, &outcome).await {
        tracing::error!(kind, job = %run.id, %error, "the end of a job could not be noted");
    }
}

async fn try_finish(app: &App, kind: &str, run: &Run, state: JobState, outcome: &str) -> Result<()> {
    if run.user.is_nil() {
        return Ok(store::end_quietly(app.db(), run, state, app.clock().now()).await?);
    }
    let name = run.actor(app).await.map(|actor| actor.name).unwrap_or_default();
    let mut tx = app.db().write(run.scene(app, &name)).await?;
    if store::end(&mut tx, run, state, outcome).await? {
        let event = Event::new(EventKind::JobEnded).on(KIND, run.id);
        app.commit(tx, event.detail("kind", kind).detail("state", state.as_str())).await?;
    }
    Ok(())
}

/// Runs what waits until nothing does, for tests and commands.
pub async fn run_waiting(app: &App) -> Result<usize> {
    let (_stop, mut stopped) = watch::channel(false);
    let mut count = 0;
    while let Some((kind, run)) = store::claim(app.db(), app.clock().now()).await? {
        execute(app, &kind, run, &mut stopped).await;
        count += 1;
    }
    Ok(count)
}

/// Queues the daily jobs of a day, for tests and commands.
pub async fn queue_day(app: &App, day: NaiveDate) -> Result<()> {
    queue_daily(app, day).await
}

/// Forgets old jobs of a municipality.
pub async fn forget_old(app: &App, tenant: TenantId, days: i64) -> Result<()> {
    let time = app.clock().now() - chrono::Duration::days(days);
    Ok(store::forget(app.db(), tenant, time).await?)
}
