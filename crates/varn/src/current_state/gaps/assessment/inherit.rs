//! What is said about a control without judging it: that another's judgement counts here, or that the control is chosen.

use super::judge::{Asked, back};
use super::load::{About, Loaded, Place};
use crate::current_state::controls::ControlKey;
use crate::current_state::gaps::model::Judgement;
use crate::current_state::gaps::{JUDGEMENT, derived, store};
use crate::platform::ctx::Ctx;
use crate::platform::db::WriteTx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use uuid::Uuid;
use varn_engine::Judged;

/// The judgements offered to the object: by control, whose.
fn offers(loaded: &Loaded, id: Uuid) -> Vec<(ControlKey, String, Uuid)> {
    let Some((_, result)) = loaded.assessed.of(id) else { return Vec::new() };
    let offered = result.gaps.iter().filter_map(|gap| {
        let Judged::Offered(holder, _) = gap.judged else { return None };
        let item = loaded.controls.at(gap.control())?;
        Some((item.key(), item.area().to_owned(), loaded.assessed.id(holder)))
    });
    offered.collect()
}

/// Accepts the judgement offered for one control (`control`), or all those of an area (`area`).
pub(super) async fn accept(ctx: Ctx, place: Place, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let loaded = Loaded::read(&ctx, &mut tx, place).await?;
    let (one, area) = (form.choice::<ControlKey>("control", Need::May), form.value("area").to_owned());
    let is_asked = |control: &ControlKey, of: &str| match &one {
        Some(one) => control == one,
        None => (if of.is_empty() { "egna" } else { of }) == area,
    };
    let now = tx.now();
    let judged_by = ctx.actor()?.name.clone();
    let offered = offers(&loaded, place.id).into_iter().filter(|(control, of, _)| is_asked(control, of));
    let judgements: Vec<_> = offered
        .map(|(control, _, holder)| {
            let recorded = loaded.own(&control).map(|named| named.judgement.clone());
            let recorded = recorded.unwrap_or_else(|| Judgement::new(place.kind, place.id, control));
            Judgement {
                inherits_from: Some(holder),
                inherits_accepted: true,
                judged_by: judged_by.clone(),
                judged_at: now,
                ..recorded
            }
        })
        .collect();
    let Some(first) = judgements.first() else { return Err(Error::Refused("gaps-nothing-offered")) };
    let anchor = one.map_or(area, |control| control.to_string());
    let event = Event::new(EventKind::GapInherited).on(JUDGEMENT, first.record_id());
    let event = event.detail("controls", judgements.len()).detail("object", loaded.subject.name.clone());
    save(&ctx, tx, place, &judgements, event).await?;
    back(&ctx, place, &anchor, "gap-inherited")
}

async fn save(
    ctx: &Ctx,
    mut tx: WriteTx,
    place: Place,
    judgements: &[Judgement],
    event: Event,
) -> Result<()> {
    if !store::save(&mut tx, place.id, judgements).await? {
        return Err(Error::NotFound);
    }
    derived::derive(&mut tx, &[place.id]).await?;
    ctx.commit(tx, event).await
}

/// Changes what is recorded about one control, and comes back to it.
async fn change(
    ctx: &Ctx,
    place: Place,
    control: &ControlKey,
    (kind, done): (EventKind, &str),
    change: impl FnOnce(&mut Judgement),
) -> Result {
    let mut tx = ctx.write().await?;
    let mut asked = Asked::read(ctx, &mut tx, place, control).await?;
    change(&mut asked.judgement);
    let event = Event::new(kind).on(JUDGEMENT, asked.judgement.record_id());
    let event = event.detail("control", control.as_str()).detail("object", asked.object);
    save(ctx, tx, place, &[asked.judgement], event).await?;
    back(ctx, place, control.as_str(), done)
}

/// The object no longer inherits the judgement of the control.
pub(super) async fn leave(ctx: Ctx, place: Place, About(control): About) -> Result {
    let done = (EventKind::GapInheritanceEnded, "gap-inheritance-ended");
    change(&ctx, place, &control, done, |judgement| {
        (judgement.inherits_from, judgement.inherits_accepted) = (None, false);
    })
    .await
}

/// The control is asked of the object, whatever the rules say.
pub(super) async fn choose(ctx: Ctx, place: Place, mut form: Form) -> Result {
    let Some(control) = form.choice::<ControlKey>("control", Need::Must) else {
        return Err(Error::Refused("gaps-nothing-chosen"));
    };
    let done = (EventKind::GapControlChosen, "gap-control-chosen");
    change(&ctx, place, &control, done, |judgement| judgement.chosen = true).await
}

/// The control is asked of the object only if the rules say so.
pub(super) async fn drop_choice(ctx: Ctx, place: Place, About(control): About) -> Result {
    let done = (EventKind::GapControlDropped, "gap-control-dropped");
    change(&ctx, place, &control, done, |judgement| judgement.chosen = false).await
}
