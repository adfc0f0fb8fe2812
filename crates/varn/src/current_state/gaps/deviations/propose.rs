//! Proposing that a control does not apply to an object, or may lack for a time.

use super::model::{Deviation, DeviationKind};
use super::{DEVIATION, store};
use crate::current_state::controls::ControlKey;
use crate::current_state::gaps::assessment::{About, Asked, Place, back};
use crate::current_state::gaps::derived;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use chrono::NaiveDate;

fn form_page(ctx: &Ctx, form: Form, place: Place, asked: &Asked) -> EditPage {
    let page = ctx.page();
    let control = &asked.judgement.control;
    let kinds = DeviationKind::ALL.iter().map(|kind| {
        let help = page.word("deviation-kind-help", kind).into_owned();
        (kind.to_string(), page.word("deviation-kind", kind).into_owned(), help)
    });
    let fields = vec![
        Field::new(&page, "deviation_kind", Control::Radios(kinds.collect())).must(),
        Field::new(&page, "motive", Control::Area).must(),
        Field::new(&page, "last_day", Control::Day),
    ];
    EditPage {
        heading: page.with("deviations-propose-heading", "control", &asked.control).into_owned(),
        lead: page.t("deviations-propose-lead").into_owned(),
        back: (format!("{}#{control}", place.path()), asked.object.clone()),
        action: format!("{}/{control}/avvikelse", place.path()),
        save: page.t("deviations-propose").into_owned(),
        groups: vec![(String::new(), fields)],
        form,
        page,
    }
}

/// What was typed: kind, motive and last day. An exception has a last day that has not passed.
fn read(form: &mut Form, today: NaiveDate) -> Option<(DeviationKind, String, Option<NaiveDate>)> {
    let kind = form.choice("deviation_kind", Need::Must);
    let motive = form.text("motive", 2000, Need::Must);
    let until = match kind {
        Some(DeviationKind::Exception) => form.day("last_day", Need::Must),
        _ => None,
    };
    if until.is_some_and(|day| day < today) {
        form.reject("last_day", "deviations-last-day-passed");
    }
    kind.filter(|_| !form.is_wrong()).map(|kind| (kind, motive, until))
}

/// Refuses while another proposal about the same control waits for its answer.
async fn require_no_proposal(tx: &mut Tx, place: Place, control: &ControlKey) -> Result<()> {
    let standing = store::standing(tx, Some(place.id)).await?;
    let waits = |deviation: &Deviation| deviation.control == *control && deviation.approved_at.is_none();
    if standing.iter().any(waits) { Err(Error::Refused("deviations-already-proposed")) } else { Ok(()) }
}

pub(in crate::current_state::gaps) async fn new(ctx: Ctx, place: Place, About(control): About) -> Result {
    let mut tx = ctx.read().await?;
    let asked = Asked::read(&ctx, &mut tx, place, &control).await?;
    require_no_proposal(&mut tx, place, &control).await?;
    form_page(&ctx, Form::default(), place, &asked).response()
}

pub(in crate::current_state::gaps) async fn create(
    ctx: Ctx,
    place: Place,
    About(control): About,
    mut form: Form,
) -> Result {
    let mut tx = ctx.write().await?;
    let asked = Asked::read(&ctx, &mut tx, place, &control).await?;
    require_no_proposal(&mut tx, place, &control).await?;
    let Some((kind, motive, until)) = read(&mut form, ctx.app.clock().today()) else {
        return form_page(&ctx, form, place, &asked).response();
    };
    let actor = ctx.actor()?;
    let deviation = Deviation {
        id: tx.new_id(),
        object_kind: place.kind,
        object_id: place.id,
        control,
        kind,
        motive,
        until,
        proposed_by: Some(actor.user),
        proposed_name: actor.name.clone(),
        proposed_at: tx.now(),
        approved_by: None,
        approved_name: String::new(),
        approved_at: None,
        withdrawn_at: None,
    };
    store::insert_many(&mut tx, std::slice::from_ref(&deviation)).await?;
    derived::derive(&mut tx, &[place.id]).await?;
    let event = Event::new(EventKind::DeviationProposed).on(DEVIATION, deviation.id).why(&deviation.motive);
    ctx.commit(tx, event.detail("object", asked.object)).await?;
    back(&ctx, place, deviation.control.as_str(), "deviation-proposed")
}
