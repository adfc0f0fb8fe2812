//! Pages of files: the panel on a record, adding, handing out, removing.

use super::FileId;
use super::sniff::{MediaType, clean_name};
use super::store::{self, File, New};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::Form;
use crate::platform::kinds::{self, Found, KindAndId};
use crate::platform::page::{PageFrame, done, invalid, page};
use crate::platform::permission::Permission::{FilesWrite, SignedIn};
use crate::platform::permission::Scope;
use crate::platform::routes::Routes;
use askama::Template;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::IntoResponse as _;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The routes of this module.
pub fn routes() -> Routes {
    Routes::default()
        .get("/bilagor/{kind}/{id}", FilesWrite, list)
        .post("/bilagor/{kind}/{id}", FilesWrite, add)
        .get("/bilaga/{id}", SignedIn, download)
        .post("/bilaga/{id}/ta-bort", FilesWrite, remove)
}

#[derive(Template)]
#[template(path = "platform/files/files.html")]
struct FilesPage {
    page: PageFrame,
    form: Form,
    record: Found,
    files: Vec<File>,
    largest: String,
}

impl FilesPage {
    fn error(&self) -> String {
        self.form.error(&self.page, "file").unwrap_or_default()
    }
}

async fn files_page(ctx: &Ctx, tx: &mut Tx, record: Found, form: Form) -> Result<FilesPage> {
    let files = store::of_record(tx, record.info.kind.0, record.id).await?;
    let largest = store::worded(i64::try_from(ctx.app.config().upload_bytes).unwrap_or(i64::MAX));
    Ok(FilesPage { page: ctx.page(), form, record, files, largest })
}

async fn list(ctx: Ctx, KindAndId(kind, id): KindAndId) -> Result {
    let mut tx = ctx.read().await?;
    let record = kinds::find(&ctx, &mut tx, &kind, id, &ctx.scope).await?;
    page(&files_page(&ctx, &mut tx, record, Form::default()).await?)
}

/// The file of a form: its name as sent and its bytes, or the key of what was wrong.
async fn sent(
    parts: std::result::Result<Multipart, MultipartRejection>,
) -> std::result::Result<(String, Vec<u8>), &'static str> {
    let mut parts = parts.map_err(|_| "files-none")?;
    loop {
        let part = parts.next_field().await.map_err(|_| "files-too-large")?.ok_or("files-none")?;
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|_| "files-too-large")?;
        return if bytes.is_empty() { Err("files-none") } else { Ok((name, bytes.to_vec())) };
    }
}

async fn add(
    ctx: Ctx,
    KindAndId(kind, id): KindAndId,
    parts: std::result::Result<Multipart, MultipartRejection>,
) -> Result {
    let sent = sent(parts).await;
    let sent = sent.and_then(|(name, bytes)| {
        let media_type = MediaType::of(&bytes, &name).ok_or("files-refused")?;
        Ok((clean_name(&name, media_type), media_type, bytes))
    });
    let mut tx = ctx.write().await?;
    let record = kinds::find(&ctx, &mut tx, &kind, id, &ctx.scope).await?;
    let (name, media_type, bytes) = match sent {
        Ok(file) => file,
        Err(key) => {
            let mut form = Form::default();
            form.reject("file", key);
            return invalid(&files_page(&ctx, &mut tx, record, form).await?);
        }
    };
    let (kind, back) = (record.info.kind, record.page());
    let new = New { record_kind: kind.0, record_id: id, name: &name, media_type: media_type.as_str() };
    store::insert(&mut tx, new, bytes).await?;
    ctx.commit(tx, Event::new(EventKind::FileAttached).on(kind, id).detail("file", name)).await?;
    done(&back, "file-attached")
}

async fn download(ctx: Ctx, Id(id): Id<FileId>) -> Result {
    let mut tx = ctx.read().await?;
    let file = store::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    kinds::find(&ctx, &mut tx, &file.record_kind, file.record_id, &Scope::All).await?;
    let content = store::content(&mut tx, id).await?;
    drop(tx);
    handed_out(&file.name, &file.media_type, content)
}

async fn remove(ctx: Ctx, Id(id): Id<FileId>) -> Result {
    let mut tx = ctx.write().await?;
    let file = store::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let record = kinds::find(&ctx, &mut tx, &file.record_kind, file.record_id, &ctx.scope).await?;
    store::remove(&mut tx, id).await?;
    let (kind, back) = (record.info.kind, format!("/bilagor/{}/{}", record.info.kind.0, record.id));
    let event = Event::new(EventKind::FileRemoved).on(kind, record.id).detail("file", file.name);
    ctx.commit(tx, event).await?;
    done(&back, "file-removed")
}

/// What a header's value may hold of a name as it is (RFC 8187, `attr-char`).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

/// A file as something to save: never shown by the browser in our name, whatever it holds.
pub fn handed_out(name: &str, media_type: &str, content: Vec<u8>) -> Result {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || " .-_".contains(c) { c } else { '_' }).collect();
    let disposition =
        format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, PLAIN));
    let value = |text: &str| HeaderValue::from_str(text).map_err(Error::internal);
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, value(media_type)?),
        (header::CONTENT_DISPOSITION, value(&disposition)?),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    Ok((headers, content).into_response())
}
