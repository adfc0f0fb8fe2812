//! The pages of judging and confirming.

use super::past::PastPage;
use super::read::{self, Typed, asks_for_four};
use super::view::{ClassifyPage, Known, filled};
use crate::current_state::classification::levels::lowered;
use crate::current_state::classification::model::{
    Classification, Lowering, LoweringId, Object, ObjectKind, Source, Stand,
};
use crate::current_state::classification::scale::{Model, store as scales};
use crate::current_state::classification::store::{self, Judged};
use crate::current_state::classification::suggest::{Facts, suggest};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::{Tx, WriteTx};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::Form;
use crate::platform::page::{NavItem, conflict, done, go, invalid, page};
use crate::platform::permission::Permission::{
    ClassificationConfirm, ClassificationRead, ClassificationWrite, DeviationsApprove,
};
use crate::platform::routes::Routes;
use axum::extract::Path;
use chrono::{Months, NaiveDate};
use uuid::Uuid;

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-current-state",
    label: "nav-classification",
    href: "/klassning",
    permission: ClassificationRead,
};

/// The routes of judging.
pub(in crate::current_state::classification) fn routes() -> Routes {
    Routes::default()
        .get("/klassning/{slag}/{id}", ClassificationWrite, classify)
        .post_keeping("/klassning/{slag}/{id}", ClassificationWrite, save, super::may_keep)
        .post("/klassning/{slag}/{id}/bekraftelse", ClassificationConfirm, confirm)
        .get("/klassning/{slag}/{id}/historik", ClassificationRead, past)
        .post("/sankning/{id}/godkannande", DeviationsApprove, approve)
}

/// The object of an address, if the actor may see it.
pub(in crate::current_state::classification) async fn subject(
    ctx: &Ctx,
    tx: &mut Tx,
    address: &(String, String),
) -> Result<Object> {
    let kind = ObjectKind::of_slug(&address.0).ok_or(Error::NotFound)?;
    let id: Uuid = address.1.parse().map_err(|_| Error::NotFound)?;
    store::object(tx, &ctx.scope, kind, id).await?.ok_or(Error::NotFound)
}

/// What the form needs beside the object. Four statements.
struct Ground {
    model: std::sync::Arc<Model>,
    facts: Facts,
    stand: Stand,
}

async fn ground(tx: &mut Tx, object: &Object) -> Result<Ground> {
    Ok(Ground {
        model: scales::model(tx).await?,
        facts: store::facts(tx, object).await?,
        stand: store::stand(tx, object.id).await?,
    })
}

impl Ground {
    fn page(&self, ctx: &Ctx, form: Form, object: Object) -> ClassifyPage {
        let suggested = suggest(&self.model, &self.facts);
        let known =
            Known { model: &self.model, facts: &self.facts, suggested: &suggested, stand: &self.stand };
        ClassifyPage::new(ctx.page(), form, object, &known)
    }

    fn read(&self, form: &mut Form, today: NaiveDate) -> Option<Typed> {
        let suggested = suggest(&self.model, &self.facts);
        let common = self.stand.common.as_ref().map(Classification::levels);
        read::read(form, &self.model, &suggested, common.as_ref(), today)
    }
}

async fn classify(ctx: Ctx, Path(address): Path<(String, String)>) -> Result {
    let mut tx = ctx.read().await?;
    let object = subject(&ctx, &mut tx, &address).await?;
    let ground = ground(&mut tx, &object).await?;
    let own = ground.stand.own.as_ref();
    let rows = match own {
        Some(own) => store::judgements(&mut tx, &[own.id.0]).await?,
        None => Vec::new(),
    };
    drop(tx);
    let judgements: Vec<_> = rows.into_iter().map(|row| row.judgement).collect();
    let today = ctx.app.clock().today();
    let in_a_year = today.checked_add_months(Months::new(12)).unwrap_or(today);
    let form = filled(own, &judgements, in_a_year);
    page(&ground.page(&ctx, form, object))
}

async fn save(ctx: Ctx, Path(address): Path<(String, String)>, mut form: Form) -> Result {
    if asks_for_four(&form) {
        // Nothing that was typed goes any further than this.
        drop(form);
        let (slug, id) = address;
        let kind = ObjectKind::of_slug(&slug).ok_or(Error::NotFound)?;
        let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
        return go(&format!("/klassning/{}/{id}/sakerhetsskydd", kind.slug()));
    }
    let mut tx = ctx.write().await?;
    let object = subject(&ctx, &mut tx, &address).await?;
    let ground = ground(&mut tx, &object).await?;
    let Some(typed) = ground.read(&mut form, ctx.app.clock().today()) else {
        return invalid(&ground.page(&ctx, form, object));
    };
    let base = ground.stand.own.as_ref().map(|own| own.id.to_string()).unwrap_or_default();
    if form.value("base") != base {
        return stale(&ctx, form, object, &ground);
    }
    let back = object.address();
    let event =
        Event::new(EventKind::ClassificationSaved).on(object.kind.record(), object.id).why(&typed.motive);
    match record(&ctx, &mut tx, &object, &ground.stand, typed).await {
        Err(Failed::Meanwhile) => {
            drop(tx);
            let ground = self::ground(&mut ctx.read().await?, &object).await?;
            return stale(&ctx, form, object, &ground);
        }
        Err(Failed::Other(error)) => return Err(error),
        Ok(()) => {}
    }
    ctx.commit(tx, event).await?;
    done(&back, "classification-saved")
}

/// Why a classification could not be recorded.
enum Failed {
    /// Somebody else was recording one of the same object at the same moment.
    Meanwhile,
    /// Anything else.
    Other(Error),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<sqlx::Error> for Failed {
    fn from(error: sqlx::Error) -> Self {
        let is_second =
            error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation);
        if is_second { Self::Meanwhile } else { Self::Other(error.into()) }
    }
}

/// Somebody else has classified it meanwhile: what was typed stands in the form, and above it what counts now.
fn stale(ctx: &Ctx, mut form: Form, object: Object, ground: &Ground) -> Result {
    let own = ground.stand.own.as_ref();
    form.set("base", own.map(|own| own.id.to_string()).unwrap_or_default());
    let mut template = ground.page(ctx, form, object);
    template.stale = own.map(|own| {
        (crate::registers::levels::badges(&template.page, own.columns()), own.classified_by.clone())
    });
    conflict(&template)
}

async fn record(
    ctx: &Ctx,
    tx: &mut WriteTx,
    object: &Object,
    stand: &Stand,
    typed: Typed,
) -> std::result::Result<(), Failed> {
    let model = scales::kept_model(tx).await?;
    let actor = ctx.actor()?;
    let classification = store::with_levels(
        Classification {
            id: tx.new_id(),
            object_kind: object.kind,
            object_id: object.id,
            model: model.model.id.clone(),
            model_version: model.model.version.clone(),
            confidentiality: None,
            integrity: None,
            availability: None,
            traceability: None,
            source: Source::Judged,
            motive: typed.motive.clone(),
            classified_by: actor.name.clone(),
            classified_on: ctx.app.clock().today().to_string(),
            confirmed_by: None,
            confirmed_name: String::new(),
            confirmed_at: None,
            review_on: Some(typed.review_on),
            superseded_at: None,
            created_at: tx.now(),
            version: 1,
        },
        &typed.levels,
    );
    let lowers =
        stand.common.as_ref().is_some_and(|common| !lowered(&typed.levels, &common.levels()).is_empty());
    let lowering = lowers.then(|| Lowering {
        id: tx.new_id(),
        information_id: object.id,
        classification_id: classification.id,
        motive: typed.motive,
        proposed_by: actor.name.clone(),
        proposer_id: actor.user,
        proposed_at: classification.created_at,
        approved_by: String::new(),
        approved_at: None,
    });
    store::insert_many(tx, &[Judged { classification, judgements: typed.judgements }]).await?;
    if let Some(lowering) = lowering {
        store::propose_lowering(tx, &lowering).await?;
    }
    Ok(())
}

async fn confirm(ctx: Ctx, Path(address): Path<(String, String)>, form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let object = subject(&ctx, &mut tx, &address).await?;
    let own = store::stand(&mut tx, object.id).await?.own;
    let own = own.ok_or(Error::Refused("classification-nothing-to-confirm"))?;
    if form.value("classification") != own.id.to_string() {
        // The owner confirms what she has seen.
        return Err(Error::Refused("classification-changed-meanwhile"));
    }
    let actor = ctx.actor()?;
    let confirmed = Classification {
        confirmed_by: Some(actor.user),
        confirmed_name: actor.name.clone(),
        confirmed_at: Some(tx.now()),
        ..own
    };
    if !store::confirm(&mut tx, &confirmed).await? {
        return Err(Error::Refused("classification-changed-meanwhile"));
    }
    let event = Event::new(EventKind::ClassificationConfirmed).on(object.kind.record(), object.id);
    ctx.commit(tx, event).await?;
    done(&object.address(), "classification-confirmed")
}

async fn past(ctx: Ctx, Path(address): Path<(String, String)>) -> Result {
    let mut tx = ctx.read().await?;
    let object = subject(&ctx, &mut tx, &address).await?;
    let model = scales::model(&mut tx).await?;
    let rows = store::history(&mut tx, object.id).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id.0).collect();
    let judgements = store::judgements(&mut tx, &ids).await?;
    drop(tx);
    page(&PastPage::new(ctx.page(), object, &model, &rows, &judgements))
}

async fn approve(ctx: Ctx, Id(id): Id<LoweringId>) -> Result {
    let mut tx = ctx.write().await?;
    let lowering = store::lowering(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let actor = ctx.actor()?;
    if lowering.proposer_id == actor.user {
        return Err(Error::Refused("lowering-by-yourself"));
    }
    let information = lowering.information_id;
    let approved = Lowering { approved_by: actor.name.clone(), approved_at: Some(tx.now()), ..lowering };
    if !store::approve_lowering(&mut tx, &approved).await? {
        return Err(Error::Refused("lowering-approved-already"));
    }
    let event = Event::new(EventKind::LoweringApproved)
        .on(ObjectKind::Information.record(), information)
        .why(&approved.motive);
    ctx.commit(tx, event).await?;
    done(&format!("{}/{information}", ObjectKind::Information.path()), "lowering-approved")
}
