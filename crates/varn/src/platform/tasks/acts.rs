//! What is done with tasks by hand: writing one, doing it, giving it to another, dropping it with a reason.

use super::store::{self, Task, TaskRow};
use super::web::{may_change, may_close, seen, words};
use super::{Closed, KIND, TaskId, WRITTEN};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::kinds::{self, Found};
use crate::platform::page::{PageFrame, done};
use crate::platform::permission::Permission::{RegistersWrite, SignedIn};
use crate::platform::routes::Routes;
use chrono::NaiveDate;
use uuid::Uuid;

/// The routes of what is done by hand.
pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/uppgifter/ny", RegistersWrite, new)
        .post("/uppgifter/ny", RegistersWrite, create)
        .get("/uppgifter/{id}/andra", SignedIn, edit)
        .post("/uppgifter/{id}/andra", SignedIn, update)
        .post("/uppgifter/{id}/klar", SignedIn, finish)
        .get("/uppgifter/{id}/lamna-over", SignedIn, delegate_page)
        .post("/uppgifter/{id}/lamna-over", SignedIn, delegate)
        .get("/uppgifter/{id}/avfarda", SignedIn, drop_page)
        .post("/uppgifter/{id}/avfarda", SignedIn, drop_it)
}

/// The record that a new task is about, from the address.
async fn about(ctx: &Ctx, tx: &mut Tx) -> Result<Option<Found>> {
    let value = |name: &str| {
        let mut pairs = form_urlencoded::parse(ctx.query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let (kind, id) = (value("slag"), value("post"));
    if kind.is_empty() {
        return Ok(None);
    }
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    kinds::find(ctx, tx, &kind, id, &ctx.scope).await.map(Some)
}

fn fields(page: &PageFrame, people: Vec<(String, String)>) -> Vec<(String, Vec<Field>)> {
    let nobody = page.t("task-nobody").into_owned();
    let fields = vec![
        Field::new(page, "task_title", Control::Text).must(),
        Field::new(page, "task_owner", Control::Select(people, nobody)),
        Field::new(page, "task_due", Control::Day),
    ];
    vec![(String::new(), fields)]
}

/// What the form says; wrong input is said beside its field.
fn read(form: &mut Form, people: &[(String, String)]) -> (String, Option<Uuid>, Option<NaiveDate>) {
    let title = form.text("task_title", 200, Need::Must);
    let owner: Option<Uuid> = form.choice("task_owner", Need::May);
    let due = form.day("task_due", Need::May);
    if owner.is_some_and(|owner| !people.iter().any(|(id, _)| *id == owner.to_string())) {
        form.reject("task_owner", "form-choose");
    }
    (title, owner, due)
}

fn new_page(ctx: &Ctx, form: Form, about: Option<&Found>, people: Vec<(String, String)>) -> EditPage {
    let page = ctx.page();
    let query =
        about.map_or_else(String::new, |found| format!("?slag={}&post={}", found.info.kind.0, found.id));
    EditPage {
        heading: page.t("task-new").into_owned(),
        lead: about.map_or_else(String::new, |found| found.name.clone()),
        back: about.map_or_else(
            || ("/uppgifter".to_owned(), page.t("nav-tasks").into_owned()),
            |found| (found.page(), found.name.clone()),
        ),
        action: format!("/uppgifter/ny{query}"),
        save: page.t("task-save").into_owned(),
        groups: fields(&page, people),
        form,
        page,
    }
}

async fn new(ctx: Ctx) -> Result {
    let mut tx = ctx.read().await?;
    let about = about(&ctx, &mut tx).await?;
    let people = store::people(&mut tx).await?;
    new_page(&ctx, Form::default(), about.as_ref(), people).response()
}

async fn create(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let about = about(&ctx, &mut tx).await?;
    let people = store::people(&mut tx).await?;
    let (title, owner_id, due) = read(&mut form, &people);
    if form.is_wrong() {
        return new_page(&ctx, form, about.as_ref(), people).response();
    }
    let task = Task {
        id: tx.new_id(),
        reason: WRITTEN.to_owned(),
        record_kind: about.as_ref().map(|found| found.info.kind.0.to_owned()),
        record_id: about.as_ref().map(|found| found.id),
        title,
        owner_id,
        delegated: false,
        due,
        created_at: tx.now(),
        closed_at: None,
        closed_why: String::new(),
        version: 1,
    };
    store::insert_many(&mut tx, std::slice::from_ref(&task)).await?;
    ctx.commit(tx, Event::new(EventKind::TaskCreated).on(KIND, task.id)).await?;
    let back = about.map_or_else(|| "/uppgifter".to_owned(), |found| found.page());
    done(&back, "task-created")
}

/// The task that somebody has written, open or closed, if the person may change it: what is mistyped can be mended.
async fn written(ctx: &Ctx, tx: &mut Tx, id: TaskId) -> Result<TaskRow> {
    let (row, _) = seen(ctx, tx, id).await?;
    if row.task.has_rule() {
        return Err(Error::NotFound);
    }
    if may_change(ctx, tx, &row).await? { Ok(row) } else { Err(Error::Forbidden) }
}

fn edit_page(ctx: &Ctx, form: Form, row: &TaskRow, people: Vec<(String, String)>) -> EditPage {
    let page = ctx.page();
    EditPage {
        heading: page.t("task-edit").into_owned(),
        lead: row.record.clone().unwrap_or_default(),
        back: (format!("/uppgifter/{}", row.task.id), row.task.title.clone()),
        action: format!("/uppgifter/{}/andra", row.task.id),
        save: page.t("task-save").into_owned(),
        groups: fields(&page, people),
        form,
        page,
    }
}

async fn edit(ctx: Ctx, Id(id): Id<TaskId>) -> Result {
    let mut tx = ctx.read().await?;
    let row = written(&ctx, &mut tx, id).await?;
    let people = store::people(&mut tx).await?;
    let mut form = Form::default();
    form.set("task_title", &row.task.title);
    form.set("task_owner", row.task.owner_id.map(|id| id.to_string()).unwrap_or_default());
    form.set("task_due", row.task.due.map(|due| due.to_string()).unwrap_or_default());
    edit_page(&ctx, form, &row, people).response()
}

async fn update(ctx: Ctx, Id(id): Id<TaskId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let row = written(&ctx, &mut tx, id).await?;
    let people = store::people(&mut tx).await?;
    let (title, owner_id, due) = read(&mut form, &people);
    if form.is_wrong() {
        return edit_page(&ctx, form, &row, people).response();
    }
    let task = Task { title, owner_id, due, ..row.task };
    if !store::update(&mut tx, &task).await? {
        return Err(Error::Refused("task-closed-already"));
    }
    ctx.commit(tx, Event::new(EventKind::TaskUpdated).on(KIND, id)).await?;
    done(&format!("/uppgifter/{id}"), "task-updated")
}

/// The open task, if the person may close it.
async fn closable(ctx: &Ctx, tx: &mut Tx, id: TaskId) -> Result<TaskRow> {
    let (row, _) = seen(ctx, tx, id).await?;
    if may_close(ctx, tx, &row).await? {
        Ok(row)
    } else if row.task.closed_at.is_some() {
        Err(Error::Refused("task-closed-already"))
    } else {
        Err(Error::Forbidden)
    }
}

async fn finish(ctx: Ctx, Id(id): Id<TaskId>) -> Result {
    let mut tx = ctx.write().await?;
    let row = closable(&ctx, &mut tx, id).await?;
    if row.task.has_rule() {
        return Err(Error::Refused("task-has-rule"));
    }
    store::close(&mut tx, &row.task, Closed::Done).await?;
    ctx.commit(tx, Event::new(EventKind::TaskClosed).on(KIND, id)).await?;
    done("/uppgifter", "task-finished")
}

fn delegating(ctx: &Ctx, form: Form, row: &TaskRow, people: Vec<(String, String)>) -> EditPage {
    let page = ctx.page();
    let what = words(&page, &row.task);
    let nobody = page.t("task-nobody").into_owned();
    EditPage {
        heading: page.t("task-delegate").into_owned(),
        lead: page.t("task-delegate-lead").into_owned(),
        back: (format!("/uppgifter/{}", row.task.id), what),
        action: format!("/uppgifter/{}/lamna-over", row.task.id),
        save: page.t("task-delegate-save").into_owned(),
        groups: vec![(
            String::new(),
            vec![Field::new(&page, "task_owner", Control::Select(people, nobody)).must()],
        )],
        form,
        page,
    }
}

async fn delegate_page(ctx: Ctx, Id(id): Id<TaskId>) -> Result {
    let mut tx = ctx.read().await?;
    let row = closable(&ctx, &mut tx, id).await?;
    let people = store::people(&mut tx).await?;
    delegating(&ctx, Form::default(), &row, people).response()
}

async fn delegate(ctx: Ctx, Id(id): Id<TaskId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let row = closable(&ctx, &mut tx, id).await?;
    let people = store::people(&mut tx).await?;
    let owner: Option<Uuid> = form.choice("task_owner", Need::Must);
    let known = owner.filter(|owner| people.iter().any(|(id, _)| *id == owner.to_string()));
    let Some(owner) = known else {
        form.reject("task_owner", "form-choose");
        return delegating(&ctx, form, &row, people).response();
    };
    if !store::delegate(&mut tx, &row.task, owner).await? {
        return Err(Error::Refused("task-closed-already"));
    }
    ctx.commit(tx, Event::new(EventKind::TaskDelegated).on(KIND, id)).await?;
    done("/uppgifter", "task-delegated")
}

fn dropping(ctx: &Ctx, form: Form, row: &TaskRow) -> EditPage {
    let page = ctx.page();
    let what = words(&page, &row.task);
    EditPage {
        heading: page.t("task-drop").into_owned(),
        lead: page.t("task-drop-lead").into_owned(),
        back: (format!("/uppgifter/{}", row.task.id), what),
        action: format!("/uppgifter/{}/avfarda", row.task.id),
        save: page.t("task-drop").into_owned(),
        groups: vec![(String::new(), vec![Field::new(&page, "task_why", Control::Area).must()])],
        form,
        page,
    }
}

async fn drop_page(ctx: Ctx, Id(id): Id<TaskId>) -> Result {
    let mut tx = ctx.read().await?;
    let row = closable(&ctx, &mut tx, id).await?;
    dropping(&ctx, Form::default(), &row).response()
}

async fn drop_it(ctx: Ctx, Id(id): Id<TaskId>, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let row = closable(&ctx, &mut tx, id).await?;
    let why = form.text("task_why", 1000, Need::Must);
    if form.is_wrong() {
        return dropping(&ctx, form, &row).response();
    }
    store::close(&mut tx, &row.task, Closed::Dropped).await?;
    ctx.commit(tx, Event::new(EventKind::TaskClosed).on(KIND, id).why(&why)).await?;
    done("/uppgifter", "task-dropped")
}
