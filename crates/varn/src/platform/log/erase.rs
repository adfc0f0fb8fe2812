//! Erasing logged personal content: asks for the password, a reason, and writes the decision as an event.

use super::reach::{self, Reach};
use super::store::{self, Entry};
use super::web::Seq;
use crate::platform::audit;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::erasure;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::kinds::{self, KindAndId, KindInfo};
use crate::platform::page::done;
use crate::platform::permission::Scope;
use uuid::Uuid;

/// What is asked before something is erased.
struct Question {
    heading: &'static str,
    lead: String,
    back: (String, String),
    action: String,
}

fn asked(ctx: &Ctx, form: Form, question: Question) -> EditPage {
    let page = ctx.page();
    EditPage {
        heading: page.t(question.heading).into_owned(),
        lead: question.lead,
        back: question.back,
        action: question.action,
        save: page.t("log-erase-save").into_owned(),
        groups: vec![(String::new(), vec![Field::new(&page, "log_why", Control::Area).must()])],
        form,
        page,
    }
}

/// The event, if the person may see it and it holds something that can be erased.
async fn erasable(ctx: &Ctx, tx: &mut Tx, seq: i64) -> Result<Entry> {
    let entry = store::find(&ctx.app, tx, &ctx.scope, seq).await?.ok_or(Error::NotFound)?;
    if entry.kind == EventKind::ContentErased.as_str() {
        return Err(Error::Refused("log-decision-stays"));
    }
    if entry.body.is_none() {
        return Err(Error::Refused("log-erased-already"));
    }
    if reach::still_said(&ctx.app, tx, seq).await? > 0 {
        return Err(Error::Refused("log-newest"));
    }
    Ok(entry)
}

fn of_event(ctx: &Ctx, form: Form, entry: &Entry) -> EditPage {
    let page = ctx.page();
    let address = format!("/logg/{}", entry.seq);
    let question = Question {
        heading: "log-erase-event",
        lead: page.t("log-erase-event-lead").into_owned(),
        back: (address.clone(), entry.what(&page)),
        action: format!("{address}/gallring"),
    };
    asked(ctx, form, question)
}

pub(super) async fn event_page(ctx: Ctx, Seq(seq): Seq) -> Result {
    ctx.confirmed()?;
    let entry = erasable(&ctx, &mut ctx.read().await?, seq).await?;
    of_event(&ctx, Form::default(), &entry).response()
}

pub(super) async fn event(ctx: Ctx, Seq(seq): Seq, mut form: Form) -> Result {
    ctx.confirmed()?;
    let why = form.text("log_why", 1000, Need::Must);
    let mut tx = ctx.write().await?;
    let entry = erasable(&ctx, &mut tx, seq).await?;
    if form.is_wrong() {
        return of_event(&ctx, form, &entry).response();
    }
    audit::erase_event(&mut tx, seq).await?;
    tx.commit(Event::new(EventKind::ContentErased).why(&why).detail("event", seq)).await?;
    ctx.app.db().scrub().await?;
    done(&format!("/logg/{seq}"), "content-erased")
}

/// The kind of a record whose log may be erased: one that stands in its register within scope, or that has left it,
/// for those who see everything.
async fn known(
    ctx: &Ctx,
    tx: &mut Tx,
    kind: &str,
    id: Uuid,
) -> Result<(&'static KindInfo, Reach, Option<String>)> {
    let info = ctx.app.kind(kind).ok_or(Error::NotFound)?;
    let name = match kinds::find(ctx, tx, kind, id, &ctx.scope).await {
        Ok(found) => Some(found.name),
        Err(Error::NotFound) if ctx.scope == Scope::All => None,
        Err(other) => return Err(other),
    };
    let reach = Reach::of(&ctx.app, tx, info, id).await?;
    if reach.is_empty() {
        return Err(if name.is_some() { Error::Refused("log-erased-already") } else { Error::NotFound });
    }
    Ok((info, reach, name))
}

fn of_record(ctx: &Ctx, form: Form, (kind, id): (&str, Uuid), reach: &Reach, name: Option<&str>) -> EditPage {
    let page = ctx.page();
    let mut lead = vec![
        page.with2("log-erase-record-lead", "versions", reach.versions, "texts", reach.texts).into_owned(),
        page.t(if reach.is_live { "log-erase-record-kept" } else { "log-erase-record-gone" }).into_owned(),
    ];
    if !reach.others.is_empty() {
        let numbers: Vec<_> = reach.others.iter().map(i64::to_string).collect();
        lead.push(page.with("log-erase-record-others", "numbers", numbers.join(", ")).into_owned());
    }
    lead.push(page.t("log-erase-record-beside").into_owned());
    let question = Question {
        heading: "log-erase-record",
        lead: lead.join(" "),
        back: (
            format!("/logg?slag={kind}&post={id}"),
            name.map_or_else(|| page.t("nav-log").into_owned(), str::to_owned),
        ),
        action: format!("/logg/post/{kind}/{id}/gallring"),
    };
    asked(ctx, form, question)
}

pub(super) async fn record_page(ctx: Ctx, KindAndId(kind, id): KindAndId) -> Result {
    ctx.confirmed()?;
    let (_, reach, name) = known(&ctx, &mut ctx.read().await?, &kind, id).await?;
    of_record(&ctx, Form::default(), (&kind, id), &reach, name.as_deref()).response()
}

/// Erases what is logged. What the record says now is logged anew, so that the register still can be shown from here on.
pub(super) async fn record(ctx: Ctx, KindAndId(kind, id): KindAndId, mut form: Form) -> Result {
    ctx.confirmed()?;
    let why = form.text("log_why", 1000, Need::Must);
    let mut tx = ctx.write().await?;
    let (info, reach, name) = known(&ctx, &mut tx, &kind, id).await?;
    if form.is_wrong() {
        return of_record(&ctx, form, (&kind, id), &reach, name.as_deref()).response();
    }
    let mut erased = if reach.is_live {
        erasure::run_of_log(&ctx.app, &mut tx, info.kind, id).await?
    } else {
        // Nothing of what was kept about a record that is no more is left either.
        erasure::run(&ctx.app, &mut tx, info.kind, id).await?
    };
    erased += reach.erase(&mut tx).await?;
    let event = Event::new(EventKind::ContentErased).on(info.kind, id).why(&why).detail("erased", erased);
    // Without what follows a write: nothing in the registers has changed.
    tx.commit(event).await?;
    ctx.app.db().scrub().await?;
    done(&format!("/logg?slag={kind}&post={id}"), "content-erased")
}
