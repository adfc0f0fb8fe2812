//! Accepting a large import as a job, so that whoever accepts it need not wait on the page. A job may run twice; the
//! second run finds the import accepted and has nothing to do.

use super::model::{Accepted, ImportId, ImportState};
use super::{KIND, accepted_event, store, take_in};
use crate::platform::app::App;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::jobs::{self, JobFuture, JobHandler, JobId, Run};
use crate::platform::permission::Permission::ImportsWrite;
use serde::{Deserialize, Serialize};

/// From so many rows an import is accepted by a job.
pub(super) const LARGE: i64 = 5_000;

/// The work of the job.
pub const HANDLER: JobHandler = JobHandler { kind: "import_accept", run, daily: false };

/// What is to be accepted, as it was shown.
#[derive(Debug, Serialize, Deserialize)]
struct Input {
    import: ImportId,
    version: i64,
    which: Accepted,
}

/// Queues it; gives the job.
pub(super) async fn start(ctx: &Ctx, import: ImportId, version: i64, which: Accepted) -> Result<JobId> {
    let mut tx = ctx.write().await?;
    let id = jobs::store::enqueue(&mut tx, HANDLER.kind, &Input { import, version, which }).await?;
    ctx.commit(tx, Event::new(EventKind::JobStarted).on(jobs::KIND, id)).await?;
    Ok(id)
}

fn run(app: App, run: Run) -> JobFuture {
    Box::pin(async move {
        let input: Input = serde_json::from_str(&run.input).map_err(Error::internal)?;
        let ctx = run.ctx(&app, ImportsWrite).await?;
        run.progress(&app, 10, "import-job-writing").await?;
        accept(&ctx, &input).await?;
        run.progress(&app, 90, "import-job-measuring").await?;
        app.db().analyze().await?;
        Ok(format!("/inlasning/{}", input.import))
    })
}

async fn accept(ctx: &Ctx, input: &Input) -> Result<()> {
    let mut tx = ctx.write().await?;
    let import = store::find(&mut tx, &ctx.scope, input.import).await?.ok_or(Error::NotFound)?;
    match import.state {
        ImportState::Accepted => return Ok(()),
        ImportState::Read if import.version == input.version => {}
        _ => return Err(Error::Refused("imports-stale")),
    }
    let (import, digest) = super::accept(&mut tx, &ctx.scope, import, input.which).await?;
    take_in::remember_of(&mut tx, &import).await?;
    tx.revise(KIND, import.id, &import);
    ctx.commit(tx, accepted_event(&import, &digest).on(KIND, import.id)).await
}
