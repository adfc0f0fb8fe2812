//! The page that points to the säkerhetsskyddschef, and the act that takes the record out of Värn.

use crate::current_state::classification::judge::subject;
use crate::current_state::classification::model::{Object, ObjectKind};
use crate::current_state::classification::{STUB, store};
use crate::platform::audit;
use crate::platform::ctx::Ctx;
use crate::platform::db::WriteTx;
use crate::platform::erasure;
use crate::platform::error::Result;
use crate::platform::event::{Event, EventKind};
use crate::platform::page::{PageFrame, done, page};
use crate::platform::permission::Permission::ClassificationWrite;
use crate::platform::routes::Routes;
use crate::registers::information::{InformationId, store as information};
use crate::registers::processes::{ProcessId, store as processes};
use crate::registers::systems::{SystemId, store as systems};
use askama::Template;
use axum::extract::Path;
use uuid::Uuid;

/// The routes of the referral.
pub(in crate::current_state::classification) fn routes() -> Routes {
    Routes::default().get("/klassning/{slag}/{id}/sakerhetsskydd", ClassificationWrite, ask).post(
        "/klassning/{slag}/{id}/sakerhetsskydd",
        ClassificationWrite,
        refer,
    )
}

#[derive(Template)]
#[template(path = "current_state/classification/referral/ask.html")]
struct AskPage {
    page: PageFrame,
    object: Object,
}

async fn ask(ctx: Ctx, Path(address): Path<(String, String)>) -> Result {
    let object = subject(&ctx, &mut ctx.read().await?, &address).await?;
    page(&AskPage { page: ctx.page(), object })
}

async fn refer(ctx: Ctx, Path(address): Path<(String, String)>) -> Result {
    let mut tx = ctx.write().await?;
    let object = subject(&ctx, &mut tx, &address).await?;
    let record = object.kind.record();
    let mut erased = audit::erase_record(&mut tx, object.id).await?;
    erased += erasure::run(&ctx.app, &mut tx, record, object.id).await?;
    store::forget(&mut tx, object.id).await?;
    remove(&mut tx, object.kind, object.id).await?;
    let stub = store::insert_stub(&mut tx, object.unit_id.0).await?;
    let event = Event::new(EventKind::ReferredToProtectiveSecurity).on(STUB, stub).detail("erased", erased);
    ctx.commit(tx, event).await?;
    ctx.app.db().scrub().await?;
    done("/klassning", "classification-referred")
}

/// Takes the record out of its register.
async fn remove(tx: &mut WriteTx, kind: ObjectKind, id: Uuid) -> Result<()> {
    match kind {
        ObjectKind::Information => {
            information::unfollow(tx, InformationId(id)).await?;
            information::remove(tx, InformationId(id)).await?;
        }
        ObjectKind::System => systems::remove(tx, SystemId(id)).await?,
        ObjectKind::Process => processes::remove(tx, ProcessId(id)).await?,
    }
    Ok(())
}
