//! What the program does for each municipality once a day, as a job: tasks whose reason comes by the calendar, and an
//! end to what is only kept for a time.

use super::app::App;
use super::event::{Event, EventKind};
use super::files::store as files;
use super::jobs::{JobFuture, JobHandler, Run, worker};
use super::tasks;

/// Days that ended jobs are remembered.
const REMEMBERED: i64 = 30;

/// The work of the job.
pub const HANDLER: JobHandler = JobHandler { kind: "daily", run, daily: true };

fn run(app: App, run: Run) -> JobFuture {
    Box::pin(async move {
        tasks::sweep(&app, run.tenant).await?;
        let mut tx = app.db().write(app.scene(run.tenant)).await?;
        let until = tx.now() - files::KEPT_RESULT;
        let removed = files::remove_older(&mut tx, files::RESULT, until).await?;
        if removed > 0 {
            app.commit(tx, Event::new(EventKind::FileRemoved).detail("files", removed)).await?;
        } else {
            drop(tx);
        }
        worker::forget_old(&app, run.tenant, REMEMBERED).await?;
        Ok(String::new())
    })
}
