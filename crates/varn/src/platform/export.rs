//! "Hämta allt som Excel": every register that the person may see, one sheet each, as a job whose file waits for her.

use super::app::App;
use super::as_of::{Subject, picture};
use super::ctx::Ctx;
use super::error::{Error, Result};
use super::event::{Event, EventKind};
use super::files::{self, MediaType};
use super::jobs::{self, JobFuture, JobHandler, Run};
use super::page::go;
use super::permission::Permission::RegistersRead;
use super::routes::Routes;
use varn_documents::{Sheet, Workbook};

/// The kind of the job.
const EXPORT: &str = "export_all";

/// The routes of this module.
pub fn routes() -> Routes {
    Routes::default().post("/jobb/hamta-allt", RegistersRead, start)
}

/// The work of the job.
pub const HANDLER: JobHandler = JobHandler { kind: EXPORT, run, daily: false };

async fn start(ctx: Ctx) -> Result {
    let mut tx = ctx.write().await?;
    let id = jobs::store::enqueue(&mut tx, EXPORT, &()).await?;
    ctx.commit(tx, Event::new(EventKind::JobStarted).on(jobs::KIND, id).detail("kind", EXPORT)).await?;
    go(&format!("/jobb/{id}"))
}

fn run(app: App, run: Run) -> JobFuture {
    Box::pin(async move {
        let ctx = run.ctx(&app, RegistersRead).await?;
        let sheets = sheets(&app, &run, &ctx).await?;
        run.progress(&app, 85, "export-writing").await?;
        let page = ctx.page();
        let day = app.clock().today();
        let title = page.t("export-title").into_owned();
        let workbook = Workbook { title, author: Some(page.user_name.clone()), date: day, sheets };
        // Packing is work for the processor, and must not hold up the pages.
        let packed = tokio::task::spawn_blocking(move || varn_documents::xlsx(&workbook)).await;
        let bytes = packed.map_err(Error::internal)?.map_err(Error::internal)?;
        keep(&app, &run, &ctx, &format!("{}-{day}.xlsx", page.t("export-file")), bytes).await?;
        Ok(format!("/jobb/{}/fil", run.id))
    })
}

/// One sheet for each register, all of one moment and one transaction.
async fn sheets(app: &App, run: &Run, ctx: &Ctx) -> Result<Vec<Sheet>> {
    let page = ctx.page();
    let seen: Vec<_> =
        Subject::all(app).filter_map(|subject| Some((subject, subject.scope(ctx).ok()?))).collect();
    let mut tx = ctx.read().await?;
    let now = tx.now();
    let mut sheets = Vec::new();
    for (at, (subject, scope)) in seen.iter().enumerate() {
        let percent = 80 * at / seen.len().max(1);
        run.progress(app, i64::try_from(percent).unwrap_or(0), "export-reading").await?;
        sheets.push(picture(app, &mut tx, &page, *subject, scope, now).await?.sheet(&page));
    }
    Ok(sheets)
}

/// Keeps the file for the person; a second run of the same job leaves one file.
async fn keep(app: &App, run: &Run, ctx: &Ctx, name: &str, bytes: Vec<u8>) -> Result<()> {
    let mut tx = ctx.write().await?;
    for earlier in files::store::of_record(&mut tx, files::store::RESULT, run.id.0).await? {
        files::store::remove(&mut tx, earlier.id).await?;
    }
    let new = files::store::New {
        record_kind: files::store::RESULT,
        record_id: run.id.0,
        name,
        media_type: MediaType::Xlsx.as_str(),
    };
    files::store::insert(&mut tx, new, bytes).await?;
    app.commit(tx, Event::new(EventKind::FileAttached).on(jobs::KIND, run.id).detail("file", name)).await
}
