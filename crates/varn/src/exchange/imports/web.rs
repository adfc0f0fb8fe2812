//! Pages of imports: choose a file, answer what level 4 means, look at the dry run, accept it, take it back.

use super::editor::{self, Editor};
use super::level_four::LevelFour;
use super::model::{Accepted, Import, ImportId, ImportState};
use super::reader::{self, Understood, Wish, file_digest};
use super::show::{self, ShowPage};
use super::take_in::{self, Incoming};
use super::waiting::{self, Waiting};
use super::{KIND, accepted_event, large, store, upload};
use crate::people::organisation::UnitId;
use crate::people::organisation::store as organisation;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::WriteTx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::{self, NavItem, PageFrame, done, go, invalid};
use crate::platform::permission::Permission::ImportsWrite;
use crate::platform::routes::Routes;
use crate::platform::tenant::TenantId;
use askama::Template;
use axum::extract::Multipart;
use uuid::Uuid;

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-imports",
    href: "/inlasning",
    permission: ImportsWrite,
};

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default()
        .get("/inlasning", ImportsWrite, start)
        .post("/inlasning", ImportsWrite, bring)
        .get("/inlasning/vantar/{id}", ImportsWrite, wait)
        .post("/inlasning/vantar/{id}/niva-4", ImportsWrite, answer)
        .post("/inlasning/vantar/{id}/tolkning", ImportsWrite, interpret_waiting)
        .get("/inlasning/{id}", ImportsWrite, show)
        .post("/inlasning/{id}/tolkning", ImportsWrite, interpret)
        .post("/inlasning/{id}/del", ImportsWrite, place)
        .post("/inlasning/{id}/las-in", ImportsWrite, accept)
        .post("/inlasning/{id}/avbryt", ImportsWrite, cancel)
        .post("/inlasning/{id}/angra", ImportsWrite, undo)
}

/// Imports on the first page.
const LATEST: i64 = 50;

#[derive(Template)]
#[template(path = "exchange/imports/start.html")]
struct StartPage {
    page: PageFrame,
    form: Form,
    kinds: Vec<(String, String)>,
    error: String,
    latest: Vec<Import>,
}

async fn start(ctx: Ctx) -> Result {
    page::page(&start_page(&ctx, Form::default(), String::new()).await?)
}

async fn start_page(ctx: &Ctx, form: Form, error: String) -> Result<StartPage> {
    let latest = store::list(&mut ctx.read().await?, &ctx.scope, LATEST).await?;
    let page = ctx.page();
    Ok(StartPage { form, kinds: editor::kinds(&page), error, latest, page })
}

fn whose(ctx: &Ctx) -> Result<(TenantId, Uuid)> {
    let actor = ctx.actor()?;
    Ok((actor.tenant, actor.user))
}

async fn bring(ctx: Ctx, parts: Multipart) -> Result {
    let brought = upload::read(parts).await?;
    let form = Form::filled([("kind", brought.kind.clone())]);
    let Some((name, bytes)) = brought.file else {
        let error = ctx.t("imports-no-file").into_owned();
        return invalid(&start_page(&ctx, form, error).await?);
    };
    let (tenant, user) = whose(&ctx)?;
    let file = Waiting {
        tenant,
        user,
        name,
        bytes,
        kind: brought.kind.parse().ok(),
        mapping: None,
        answer: None,
        import: None,
        at_four: 0,
        since: ctx.app.clock().now(),
    };
    match understand(&ctx, &file).await? {
        Ok(understood) => go_on(&ctx, None, file, understood).await,
        Err(refused) => invalid(&start_page(&ctx, form, refused.message).await?),
    }
}

/// Reads a waiting file. What helps to read it is fetched first, so that no transaction is open while it is unpacked.
async fn understand(ctx: &Ctx, file: &Waiting) -> Result<std::result::Result<Understood, reader::Refused>> {
    let known = take_in::known(&mut ctx.read().await?).await?;
    let wish = Wish { kind: file.kind, mapping: file.mapping.clone(), language: ctx.language, ..known };
    reader::understand_waiting(file.name.clone(), file.bytes.clone(), wish).await
}

/// On to what the file needs next: a mapping, an answer, or a decision.
async fn go_on(ctx: &Ctx, token: Option<String>, mut file: Waiting, mut understood: Understood) -> Result {
    let now = ctx.app.clock().now();
    let token = token.unwrap_or_else(waiting::token);
    file.at_four = understood.rows_at_level_four();
    if understood.reading.kind.is_none() || file.asks() {
        waiting::keep(token.clone(), file, now);
        return go(&format!("/inlasning/vantar/{token}"));
    }
    let answer = file.answer.filter(|_| file.at_four > 0);
    let withheld = answer.map_or(0, |answer| understood.settle(answer));
    let headings = understood.headings();
    let mut tx = ctx.write().await?;
    let open = match file.import {
        Some(id) => Some(open(&mut tx, ctx, id).await?),
        None => None,
    };
    if let (Some(headings), true) = (&headings, file.mapping.is_some()) {
        take_in::remember(&mut tx, headings, &understood.reading.mapping()).await?;
    }
    let incoming = Incoming {
        file_name: file.name.clone(),
        file_digest: file_digest(&file.bytes),
        reading: understood.reading,
        headings,
        withheld,
        unit: None,
    };
    let import = take_in::keep(&mut tx, &ctx.scope, incoming, open).await?;
    let event = Event::new(EventKind::ImportRead)
        .detail("file", import.file_name.as_str())
        .detail("rows", import.accepted_rows);
    commit(ctx, tx, &import, event).await?;
    if answer == Some(LevelFour::ProtectiveSecurity) {
        waiting::drop(&token);
    } else {
        waiting::keep(token, Waiting { import: Some(import.id), ..file }, now);
    }
    go(&format!("/inlasning/{}", import.id))
}

/// Makes durable what became of an import.
async fn commit(ctx: &Ctx, mut tx: WriteTx, import: &Import, event: Event) -> Result<()> {
    tx.revise(KIND, import.id, import);
    ctx.commit(tx, event.on(KIND, import.id)).await
}

/// An import that waits for a decision.
async fn open(tx: &mut WriteTx, ctx: &Ctx, id: ImportId) -> Result<Import> {
    let import = store::find(tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    if import.state == ImportState::Read { Ok(import) } else { Err(Error::Refused("imports-stale")) }
}

/// The same, unless it has become another since the page was shown.
async fn open_as_shown(tx: &mut WriteTx, ctx: &Ctx, id: ImportId, form: &Form) -> Result<Import> {
    let import = open(tx, ctx, id).await?;
    let shown = form.value("version").parse() == Ok(import.version);
    if shown { Ok(import) } else { Err(Error::Refused("imports-stale")) }
}

#[derive(Template)]
#[template(path = "exchange/imports/wait.html")]
struct WaitPage {
    page: PageFrame,
    token: String,
    file: Waiting,
    form: Form,
    answers: Vec<(String, String, String)>,
    editor: Editor,
}

impl WaitPage {
    const fn at_four(&self) -> usize {
        self.file.at_four
    }
}

fn waiting_file(ctx: &Ctx, token: &str) -> Result<Waiting> {
    waiting::find(token, whose(ctx)?, ctx.app.clock().now()).ok_or(Error::Refused("imports-file-gone"))
}

async fn wait(ctx: Ctx, Id(token): Id<String>) -> Result {
    let file = waiting_file(&ctx, &token)?;
    page::page(&wait_page(&ctx, token, file, Form::default()).await?)
}

async fn wait_page(ctx: &Ctx, token: String, file: Waiting, form: Form) -> Result<WaitPage> {
    let page = ctx.page();
    let answers = LevelFour::ALL.iter().map(|answer| {
        let word =
            |tail: &str| page.t(&format!("imports-level-four-{}{tail}", answer.as_str().replace('_', "-")));
        (answer.to_string(), word("").into_owned(), word("-hint").into_owned())
    });
    let answers = answers.collect();
    let editor = if file.asks() {
        Editor::default()
    } else {
        match understand(ctx, &file).await? {
            Ok(understood) => Editor::of_waiting(&page, &understood),
            Err(_) => return Err(Error::Refused("imports-file-gone")),
        }
    };
    Ok(WaitPage { page, token, file, form, answers, editor })
}

async fn answer(ctx: Ctx, Id(token): Id<String>, mut form: Form) -> Result {
    let mut file = waiting_file(&ctx, &token)?;
    let Some(answer) = form.choice::<LevelFour>("level_four", Need::Must) else {
        return invalid(&wait_page(&ctx, token, file, form).await?);
    };
    file.answer = Some(answer);
    read_again(&ctx, token, file).await
}

async fn interpret_waiting(ctx: Ctx, Id(token): Id<String>, mut form: Form) -> Result {
    let mut file = waiting_file(&ctx, &token)?;
    file.mapping = Some(editor::mapping(&mut form, None));
    if form.is_wrong() {
        file.mapping = None;
        return invalid(&wait_page(&ctx, token, file, form).await?);
    }
    read_again(&ctx, token, file).await
}

async fn read_again(ctx: &Ctx, token: String, file: Waiting) -> Result {
    match understand(ctx, &file).await? {
        Ok(understood) => go_on(ctx, Some(token), file, understood).await,
        Err(_) => Err(Error::Refused("imports-file-gone")),
    }
}

async fn interpret(ctx: Ctx, Id(id): Id<ImportId>, mut form: Form) -> Result {
    let import = store::find(&mut ctx.read().await?, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let found = waiting::of_import(id, whose(&ctx)?, ctx.app.clock().now());
    let (token, mut file) = found.ok_or(Error::Refused("imports-file-gone"))?;
    file.mapping = Some(editor::mapping(&mut form, Some(&import)));
    if form.is_wrong() {
        return invalid(&show_page(&ctx, id, form).await?);
    }
    read_again(&ctx, token, file).await
}

async fn show(ctx: Ctx, Id(id): Id<ImportId>) -> Result {
    page::page(&show_page(&ctx, id, Form::default()).await?)
}

async fn show_page(ctx: &Ctx, id: ImportId, form: Form) -> Result<ShowPage> {
    let mut tx = ctx.read().await?;
    let import = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let counts = store::actions(&mut tx, id).await?;
    let asked = show::Asked::parse(&ctx.query, &counts);
    let rows = store::rows_page(&mut tx, id, asked.action, asked.rows()).await?;
    let (units, _) = organisation::options(&mut tx, &ctx.scope).await?;
    drop(tx);
    let again = waiting::of_import(id, whose(ctx)?, ctx.app.clock().now()).is_some();
    Ok(ShowPage::new(ctx, show::Shown { import, counts, asked, rows, units, again, form }))
}

async fn place(ctx: Ctx, Id(id): Id<ImportId>, mut form: Form) -> Result {
    let unit: Option<UnitId> = form.choice("unit", Need::Must);
    let mut tx = ctx.write().await?;
    let import = open_as_shown(&mut tx, &ctx, id, &form).await?;
    let unit = unit.ok_or(Error::Forbidden)?;
    let import = take_in::replan(&mut tx, &ctx.scope, import, unit).await?;
    commit(&ctx, tx, &import, Event::new(EventKind::ImportRead)).await?;
    done(&format!("/inlasning/{id}"), "import-placed")
}

async fn accept(ctx: Ctx, Id(id): Id<ImportId>, mut form: Form) -> Result {
    let which = form.choice::<Accepted>("which", Need::Must).ok_or(Error::Refused("imports-stale"))?;
    let mut tx = ctx.write().await?;
    let import = open_as_shown(&mut tx, &ctx, id, &form).await?;
    if import.accepted_rows >= large::LARGE {
        drop(tx);
        let job = large::start(&ctx, id, import.version, which).await?;
        return go(&format!("/jobb/{job}"));
    }
    let (import, digest) = super::accept(&mut tx, &ctx.scope, import, which).await?;
    take_in::remember_of(&mut tx, &import).await?;
    commit(&ctx, tx, &import, accepted_event(&import, &digest)).await?;
    if import.created_count + import.changed_count > take_in::MANY {
        ctx.app.db().analyze().await?;
    }
    done(&format!("/inlasning/{id}"), "import-accepted")
}

async fn cancel(ctx: Ctx, Id(id): Id<ImportId>, form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let import = open_as_shown(&mut tx, &ctx, id, &form).await?;
    let import = take_in::cancel(&mut tx, import).await?;
    commit(&ctx, tx, &import, Event::new(EventKind::ImportCancelled)).await?;
    if let Some((token, _)) = waiting::of_import(id, whose(&ctx)?, ctx.app.clock().now()) {
        waiting::drop(&token);
    }
    done("/inlasning", "import-cancelled")
}

async fn undo(ctx: Ctx, Id(id): Id<ImportId>) -> Result {
    let mut tx = ctx.write().await?;
    let import = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    if import.state != ImportState::Accepted {
        return Err(Error::Refused("imports-stale"));
    }
    let (import, kept) = super::undo(&mut tx, &ctx.scope, import).await?;
    commit(&ctx, tx, &import, Event::new(EventKind::ImportUndone).detail("kept", kept)).await?;
    done(&format!("/inlasning/{id}"), if kept == 0 { "import-undone" } else { "import-partly-undone" })
}
