//! What hangs on every kind of record, on its page: what is to be done about it, and its files. One statement for both.

use super::ctx::Ctx;
use super::db::Tx;
use super::error::Result;
use super::files::store::worded;
use super::kinds::KindInfo;
use super::page::PageFrame;
use super::panel::PanelView;
use super::permission::Permission::{FilesWrite, RegistersWrite};
use super::tasks::words_of;
use crate::args;
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// A task or a file.
#[derive(sqlx::FromRow)]
struct Row {
    /// `task` or `file`.
    what: String,
    id: Uuid,
    /// What is written, or the file's name.
    name: String,
    /// The rule of a task, or the media type.
    reason: String,
    /// The owner, or who added it.
    who: Option<String>,
    due: Option<NaiveDate>,
    /// Bytes.
    size: i64,
    at: DateTime<Utc>,
}

impl Row {
    fn size_words(&self) -> String {
        worded(self.size)
    }

    fn task_words(&self, page: &PageFrame) -> String {
        words_of(page, &self.reason, &self.name)
    }
}

/// Open tasks, those due first, and files, oldest first.
async fn of_record(tx: &mut Tx, kind: &str, id: Uuid) -> sqlx::Result<Vec<Row>> {
    tx.all(
        "SELECT 'task' AS what, t.id, t.title AS name, t.reason, p.name AS who, t.due, CAST(0 AS BIGINT) AS size, \
         t.created_at AS at FROM tasks t LEFT JOIN people p ON p.tenant_id = t.tenant_id AND p.id = t.owner_id \
         WHERE t.tenant_id = $1 AND t.record_kind = $2 AND t.record_id = $3 AND t.closed_at IS NULL \
         UNION ALL SELECT 'file', f.id, f.name, f.media_type, f.added_by, NULL, f.size, f.added_at FROM files f \
         WHERE f.tenant_id = $1 AND f.record_kind = $2 AND f.record_id = $3 ORDER BY due NULLS LAST, at, id",
        args![kind, id],
    )
    .await
}

#[derive(Template)]
#[template(path = "platform/attached/tasks.html")]
struct Tasks<'a> {
    page: &'a PageFrame,
    tasks: &'a [Row],
    today: NaiveDate,
    add: String,
}

#[derive(Template)]
#[template(path = "platform/attached/files.html")]
struct Files<'a> {
    page: &'a PageFrame,
    files: &'a [Row],
    add: String,
}

/// Both panels; one that is empty only for whoever may add to it.
pub(super) async fn panels(ctx: &Ctx, tx: &mut Tx, info: &KindInfo, id: Uuid) -> Result<Vec<PanelView>> {
    let kind = info.kind.0;
    let (tasks, files): (Vec<_>, Vec<_>) =
        of_record(tx, kind, id).await?.into_iter().partition(|row| row.what == "task");
    let page = &ctx.page();
    let mut panels = Vec::new();
    let may_add = ctx.may(RegistersWrite);
    if may_add || !tasks.is_empty() {
        let add = if may_add { format!("/uppgifter/ny?slag={kind}&post={id}") } else { String::new() };
        let html = Tasks { page, tasks: &tasks, today: ctx.app.clock().today(), add }.render()?;
        panels.push(PanelView { anchor: "uppgifter", title: page.t("nav-tasks").into_owned(), html });
    }
    let may_add = ctx.may(FilesWrite);
    if may_add || !files.is_empty() {
        let add = if may_add { format!("/bilagor/{kind}/{id}") } else { String::new() };
        let html = Files { page, files: &files, add }.render()?;
        panels.push(PanelView { anchor: "bilagor", title: page.t("files-heading").into_owned(), html });
    }
    Ok(panels)
}
