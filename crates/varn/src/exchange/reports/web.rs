//! Where a report is chosen and fetched.

use super::picture::{Format, Variant, file_name, write};
use crate::current_state::picture::model::PictureId;
use crate::current_state::picture::store::{self, Picture};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::page::{PageFrame, page};
use crate::platform::permission::Permission::PicturesRead;
use crate::platform::routes::Routes;
use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse as _;

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default().get("/rapport/nulage/{id}", PicturesRead, choose).get(
        "/rapport/nulage/{id}/{file}",
        PicturesRead,
        fetch,
    )
}

#[derive(Template)]
#[template(path = "exchange/reports/choose.html")]
struct ChoosePage {
    page: PageFrame,
    picture: Picture,
    variants: Vec<(&'static str, Vec<(String, String)>)>,
}

async fn choose(ctx: Ctx, Id(id): Id<PictureId>) -> Result {
    let picture = store::find(&mut ctx.read().await?, id).await?.ok_or(Error::NotFound)?;
    let frame = ctx.page();
    let variants = Variant::ALL.iter().map(|variant| {
        let links = Format::ALL.iter().map(|format| {
            let word = frame.word("report-format", format.as_str()).into_owned();
            (format!("/rapport/nulage/{id}/{variant}.{format}"), word)
        });
        (variant.as_str(), links.collect())
    });
    page(&ChoosePage { picture, variants: variants.collect(), page: frame })
}

async fn fetch(ctx: Ctx, Id(id): Id<PictureId>, Path((_, file)): Path<(String, String)>) -> Result {
    let (variant, format) = file.split_once('.').ok_or(Error::NotFound)?;
    let variant: Variant = variant.parse().map_err(|_| Error::NotFound)?;
    let format: Format = format.parse().map_err(|_| Error::NotFound)?;
    let picture = store::find(&mut ctx.read().await?, id).await?.ok_or(Error::NotFound)?;
    let name = file_name(&picture, variant, format);
    let words = ctx.language;
    let bytes = tokio::task::spawn_blocking(move || write(&picture, variant, format, words))
        .await
        .map_err(Error::internal)??;
    // Who took out what is worth stealing.
    let tx = ctx.write().await?;
    let event = Event::new(EventKind::ReportTaken).on(crate::current_state::picture::KIND, id);
    ctx.commit(tx, event.detail("variant", variant.as_str()).detail("format", format.as_str())).await?;
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok((
        [(header::CONTENT_TYPE, format.media_type()), (header::CONTENT_DISPOSITION, disposition.as_str())],
        bytes,
    )
        .into_response())
}
