//! Pages of jobs: one's own, how one goes, and its result while it is kept.

use super::store::{self, Job};
use super::{JobId, JobState};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::error::{Error, Result};
use crate::platform::files;
use crate::platform::page::{NavItem, PageFrame, page};
use crate::platform::permission::Permission::{RegistersRead, SignedIn};
use crate::platform::routes::Routes;
use askama::Template;

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
    may_export: bool,
}

#[derive(Template)]
#[template(path = "platform/jobs/job.html")]
struct JobPage {
    page: PageFrame,
    job: Job,
}

#[derive(Template)]
#[template(path = "platform/jobs/fragment.html")]
struct Fragment {
    page: PageFrame,
    job: Job,
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

    /// Where its result is, if it left any.
    fn result(&self) -> Option<&str> {
        (self.state == JobState::Done && self.outcome.starts_with('/')).then_some(&self.outcome)
    }
}

async fn list(ctx: Ctx) -> Result {
    let user = ctx.actor()?.user;
    let jobs = store::list(&mut ctx.read().await?, user).await?;
    page(&JobsPage { page: ctx.page(), jobs, may_export: ctx.may(RegistersRead) })
}

async fn find(ctx: &Ctx, id: JobId) -> Result<Job> {
    let user = ctx.actor()?.user;
    store::find(&mut ctx.read().await?, user, id).await?.ok_or(Error::NotFound)
}

async fn show(ctx: Ctx, Id(id): Id<JobId>) -> Result {
    let job = find(&ctx, id).await?;
    page(&JobPage { page: ctx.page(), job })
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
    let file = file.filter(|file| tx.now() - file.added_at < files::store::KEPT_RESULT);
    let file = file.ok_or(Error::NotFound)?;
    let content = files::store::content(&mut tx, file.id).await?;
    drop(tx);
    files::handed_out(&file.name, &file.media_type, content)
}
