//! Pages of jobs: one's own, how one goes, and its result while it is kept.

use super::store::{self, Job};
use super::{JobId, JobState};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::error::{Error, Result};
use crate::platform::files::{self, store::KEPT_RESULT};
use crate::platform::page::{NavItem, PageFrame, page};
use crate::platform::permission::Permission::{RegistersRead, SignedIn};
use crate::platform::routes::Routes;
use askama::Template;
use chrono::{DateTime, Utc};

/// The menu entry.
pub const NAV: NavItem =
    NavItem { group: "nav-group-settings", label: "nav-jobs", href: "/jobb", permission: SignedIn };

/// The routes of this module.
pub fn routes() -> Routes {
    Routes::default()
        .get("/jobb", SignedIn, list)
        .get("/jobb/{id}", SignedIn, show)
        .get("/jobb/{id}/lage", SignedIn, fragment)
        .get("/jobb/{id}/fil", SignedIn, result)
}

#[derive(Template)]
#[template(path = "platform/jobs/jobs.html")]
struct JobsPage {
    page: PageFrame,
    jobs: Vec<Job>,
    now: DateTime<Utc>,
    may_export: bool,
}

#[derive(Template)]
#[template(path = "platform/jobs/job.html")]
struct JobPage {
    page: PageFrame,
    job: Job,
    now: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "platform/jobs/fragment.html")]
struct Fragment {
    page: PageFrame,
    job: Job,
}

impl JobPage {
    fn sign(&self) -> &'static str {
        if self.job.leaves_file() { "download" } else { "arrow" }
    }
}

impl Job {
    /// What it does, in words.
    fn words(&self, page: &PageFrame) -> String {
        page.word("job", &self.kind).into_owned()
    }

    /// What is being done, or how it ended, in words.
    fn doing_words(&self, page: &PageFrame) -> String {
        match self.state {
            JobState::Running if !self.doing.is_empty() => page.t(&self.doing).into_owned(),
            JobState::Failed if !self.outcome.is_empty() => page.t(&self.outcome).into_owned(),
            state => page.word("job-state", state).into_owned(),
        }
    }

    /// What to do about what went wrong, in words.
    fn help_words(&self, page: &PageFrame) -> String {
        page.word(&self.outcome, "help").into_owned()
    }

    /// The sign of where it stands.
    const fn sign(&self) -> &'static str {
        match self.state {
            JobState::Done => "ok",
            JobState::Failed => "miss",
            JobState::Running => "part",
            JobState::Waiting => "none",
        }
    }

    const fn has_ended(&self) -> bool {
        matches!(self.state, JobState::Done | JobState::Failed)
    }

    fn percent(&self) -> u8 {
        u8::try_from(self.done.clamp(0, 100)).unwrap_or(0)
    }

    /// Where its result is, if it left any that is still kept.
    fn result(&self, now: &DateTime<Utc>) -> Option<&str> {
        let is_kept = !self.leaves_file() || self.ended_at.is_some_and(|at| *now - at < KEPT_RESULT);
        (self.state == JobState::Done && self.outcome.starts_with('/') && is_kept).then_some(&self.outcome)
    }

    /// What the result is called.
    fn result_words(&self, page: &PageFrame) -> String {
        page.word("job-result", &self.kind).into_owned()
    }

    /// Whether its result is a file, which is kept for a time.
    fn leaves_file(&self) -> bool {
        self.state == JobState::Done && self.outcome.ends_with("/fil")
    }
}

async fn list(ctx: Ctx) -> Result {
    let user = ctx.actor()?.user;
    let jobs = store::list(&mut ctx.read().await?, user).await?;
    page(&JobsPage { page: ctx.page(), jobs, now: ctx.app.clock().now(), may_export: ctx.may(RegistersRead) })
}

async fn find(ctx: &Ctx, id: JobId) -> Result<Job> {
    let user = ctx.actor()?.user;
    store::find(&mut ctx.read().await?, user, id).await?.ok_or(Error::NotFound)
}

async fn show(ctx: Ctx, Id(id): Id<JobId>) -> Result {
    let job = find(&ctx, id).await?;
    page(&JobPage { page: ctx.page(), job, now: ctx.app.clock().now() })
}

async fn fragment(ctx: Ctx, Id(id): Id<JobId>) -> Result {
    let job = find(&ctx, id).await?;
    page(&Fragment { page: ctx.page(), job })
}

/// The file that the job left, while it is kept.
async fn result(ctx: Ctx, Id(id): Id<JobId>) -> Result {
    let user = ctx.actor()?.user;
    let mut tx = ctx.read().await?;
    store::find(&mut tx, user, id).await?.ok_or(Error::NotFound)?;
    let file = files::store::of_record(&mut tx, files::store::RESULT, id.0).await?.pop();
    let file = file.filter(|file| tx.now() - file.added_at < KEPT_RESULT);
    let file = file.ok_or(Error::NotFound)?;
    let content = files::store::content(&mut tx, file.id).await?;
    drop(tx);
    files::handed_out(&file.name, &file.media_type, content)
}
