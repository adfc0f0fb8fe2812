//! Raises: that a system needs more than what it holds, said explicitly and with a motive; never less (method §3.3).

use super::graph::current;
use super::{RAISE, store};
use crate::current_state::classification::{AspectWord, ObjectKind, level, ordinal, word};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::WriteTx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::{done, go};
use crate::platform::permission::Permission::ClassificationWrite;
use crate::platform::routes::Routes;
use crate::registers::systems::{self, System, SystemId, store as registered};
use crate::{id_type, word_type};
use chrono::{DateTime, Utc};
use serde::Serialize;
use varn_engine::{Aspect, RaiseCause};

id_type! {
    /// A raise.
    RaiseId
}

word_type! {
    /// Why a system is raised.
    Cause {
        /// The volume.
        Accumulation = "accumulation",
        /// The combination.
        Aggregation = "aggregation",
        /// It is tied to a system with a higher need.
        Integration = "integration",
    }
}

impl From<Cause> for RaiseCause {
    fn from(cause: Cause) -> Self {
        match cause {
            Cause::Accumulation => Self::Accumulation,
            Cause::Aggregation => Self::Aggregation,
            Cause::Integration => Self::Integration,
        }
    }
}

impl From<RaiseCause> for Cause {
    fn from(cause: RaiseCause) -> Self {
        match cause {
            RaiseCause::Accumulation => Self::Accumulation,
            RaiseCause::Aggregation => Self::Aggregation,
            RaiseCause::Integration => Self::Integration,
        }
    }
}

/// A raise as it is stored.
#[derive(Clone, Debug, Serialize, sqlx::FromRow)]
pub struct Raise {
    /// Its id.
    pub id: RaiseId,
    /// The system.
    pub system_id: SystemId,
    /// The aspect it raises.
    pub aspect: AspectWord,
    /// To at least this level, 1–3.
    pub level: i64,
    /// Why.
    pub cause: Cause,
    /// In words.
    pub motive: String,
    /// Who said so.
    pub raised_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// The routes of raises.
pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/system/{id}/hojning", ClassificationWrite, new)
        .post_keeping("/system/{id}/hojning", ClassificationWrite, create, may_keep)
        .post("/hojning/{id}/ta-bort", ClassificationWrite, remove)
}

/// Whether the form asks for a level that must not be stored.
fn asks_for_four(form: &Form) -> bool {
    form.all("raise_level").any(|value| value.trim().parse::<i64>().is_ok_and(|ordinal| ordinal > 3))
}

/// Whether the form may be kept over an ended session.
fn may_keep(body: &str) -> bool {
    !asks_for_four(&Form::decode(body.as_bytes()))
}

fn form_page(ctx: &Ctx, form: Form, system: &System, aspects: &[Aspect]) -> EditPage {
    let page = ctx.page();
    let aspects = aspects.iter().map(|aspect| {
        let word = word(*aspect);
        (word.to_owned(), page.word("aspect", word).into_owned())
    });
    let levels = (1..=3).map(|n: i64| (n.to_string(), format!("{n}: {}", page.word("level", n.to_string()))));
    let cause = |cause: &Cause| {
        let help = page.t(&format!("raise-cause-{cause}-help")).into_owned();
        (cause.to_string(), page.word("raise-cause", cause).into_owned(), help)
    };
    let choose = || page.t("raise-choose").into_owned();
    let fields = vec![
        Field::new(&page, "raise_aspect", Control::Select(aspects.collect(), choose())).must(),
        Field::new(&page, "raise_level", Control::Select(levels.collect(), choose())).must(),
        Field::new(&page, "raise_cause", Control::Radios(Cause::ALL.iter().map(cause).collect())).must(),
        Field::new(&page, "raise_motive", Control::Area).must(),
    ];
    let address = format!("/system/{}", system.id);
    EditPage {
        heading: page.with("raise-heading", "name", &system.name).into_owned(),
        lead: page.t("raise-lead").into_owned(),
        action: format!("{address}/hojning"),
        back: (address, system.name.clone()),
        save: page.t("raise-save").into_owned(),
        groups: vec![(String::new(), fields)],
        form,
        page,
    }
}

async fn new(ctx: Ctx, Id(id): Id<SystemId>) -> Result {
    let mut tx = ctx.read().await?;
    let system = registered::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let thread = current(&ctx.app, &mut tx).await?;
    drop(tx);
    let aspects: Vec<_> = thread.graph().settings().aspects.iter().collect();
    form_page(&ctx, Form::default(), &system, &aspects).response()
}

async fn create(ctx: Ctx, Id(id): Id<SystemId>, mut form: Form) -> Result {
    if asks_for_four(&form) {
        // Nothing that was typed goes any further than this.
        drop(form);
        return go(&format!("/klassning/{}/{id}/sakerhetsskydd", ObjectKind::System.slug()));
    }
    let mut tx = ctx.write().await?;
    let system = registered::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let thread = current(&ctx.app, &mut tx).await?;
    let aspect = form.choice::<AspectWord>("raise_aspect", Need::Must);
    let to = form.choice::<i64>("raise_level", Need::Must);
    let cause = form.choice::<Cause>("raise_cause", Need::Must);
    let motive = form.text("raise_motive", 2000, Need::Must);
    if to.is_some_and(|to| to < 1) {
        form.reject("raise_level", "form-choose");
    }
    let now = aspect.and_then(|aspect| Some(thread.of(id.0)?[aspect.into()].level)).flatten();
    if let (Some(now), Some(to)) = (now, to.and_then(level))
        && to <= now
    {
        form.reject_with("raise_level", "raise-not-higher", &[("level", &ordinal(now).to_string())]);
    }
    let (Some(aspect), Some(to), Some(cause), false) = (aspect, to, cause, form.is_wrong()) else {
        let aspects: Vec<_> = thread.graph().settings().aspects.iter().collect();
        return form_page(&ctx, form, &system, &aspects).response();
    };
    let raised_by = ctx.actor()?.name.clone();
    let (raise, created_at) = (tx.new_id(), tx.now());
    let raise = Raise { id: raise, system_id: id, aspect, level: to, cause, motive, raised_by, created_at };
    store::insert_raise(&mut tx, &raise).await?;
    revise(&mut tx, id).await?;
    let event = Event::new(EventKind::RaiseAdded).on(systems::KIND, id).why(&raise.motive);
    ctx.commit(tx, event).await?;
    done(&format!("/system/{id}"), "raise-added")
}

async fn remove(ctx: Ctx, Id(id): Id<RaiseId>) -> Result {
    let mut tx = ctx.write().await?;
    let raise = store::raise(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    store::remove_raise(&mut tx, id).await?;
    revise(&mut tx, raise.system_id).await?;
    ctx.commit(tx, Event::new(EventKind::RaiseRemoved).on(systems::KIND, raise.system_id)).await?;
    done(&format!("/system/{}", raise.system_id), "raise-removed")
}

/// The raises of a system as they are now, in history.
async fn revise(tx: &mut WriteTx, system: SystemId) -> Result<()> {
    let raises = store::raises_of(tx, system).await?;
    tx.revise(RAISE, system, &raises);
    Ok(())
}
