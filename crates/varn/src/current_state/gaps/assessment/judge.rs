//! Judging one control of an object. The form stands on the object's page; what was wrong with it, and what somebody
//! else saved meanwhile, is shown on a page of its own, which can also be opened by itself.

use super::load::{About, People, Place};
use super::view::Filled;
use super::web::{options, part};
use crate::current_state::controls::ControlKey;
use crate::current_state::controls::store as controls;
use crate::current_state::gaps::derived;
use crate::current_state::gaps::model::{Deficiency, Exists, Judgement, Works};
use crate::current_state::gaps::{JUDGEMENT, store};
use crate::knowledge::library::{LIBRARY, either};
use crate::people::organisation::PersonId;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::{PageFrame, go};
use crate::platform::swedish::fold;
use crate::registers::loose_day;

/// An object, a control of it, and what is recorded about that.
pub(in crate::current_state::gaps) struct Asked {
    /// Name of the object.
    pub(in crate::current_state::gaps) object: String,
    /// Name of the control.
    pub(in crate::current_state::gaps) control: String,
    /// What must be true.
    is_text: String,
    /// What is recorded; a new one where nothing is.
    pub(in crate::current_state::gaps) judgement: Judgement,
    /// Name of who is to make it better.
    responsible: Option<String>,
}

impl Asked {
    /// Three statements. An object out of scope, or an own control that is none, is not found.
    pub(in crate::current_state::gaps) async fn read(
        ctx: &Ctx,
        tx: &mut Tx,
        place: Place,
        control: &ControlKey,
    ) -> Result<Self> {
        let object =
            store::object_name(tx, &ctx.scope, place.kind, place.id).await?.ok_or(Error::NotFound)?;
        let (name, is_text) = match control.own() {
            Some(id) => {
                let own = controls::find(tx, id).await?.ok_or(Error::NotFound)?;
                (own.title, own.description)
            }
            None => {
                let control = LIBRARY.control(control.as_str()).ok_or(Error::NotFound)?;
                (
                    either(ctx.language, &control.name_sv, &control.name_en).to_owned(),
                    either(ctx.language, &control.is_sv, &control.is_en).to_owned(),
                )
            }
        };
        let recorded = store::recorded(tx, place.id, std::slice::from_ref(control)).await?.pop();
        let (judgement, responsible) = match recorded {
            Some(named) => (named.judgement, named.responsible),
            None => (Judgement::new(place.kind, place.id, control.clone()), None),
        };
        Ok(Self { object, control: name, is_text, judgement, responsible })
    }
}

/// Back to the control on its object's page, where the same part of it is shown.
pub(in crate::current_state::gaps) fn back(ctx: &Ctx, place: Place, control: &str, done: &str) -> Result {
    let part = part(&ctx.query);
    let part = if part.is_empty() { String::new() } else { format!("visa={part}&") };
    go(&format!("{}?{part}klart={done}#{control}", place.path()))
}

fn fields(page: &PageFrame) -> Vec<Field> {
    let empty = || page.t("control-state-not-judged").into_owned();
    let select = |all| Control::Select(all, empty());
    vec![
        Field::new(page, "exists", select(options(page, "exists", Exists::ALL))),
        Field::new(page, "works", select(options(page, "works", Works::ALL))),
        Field::new(page, "deficiency", select(options(page, "deficiency", Deficiency::ALL))),
        Field::new(page, "situation", Control::Area),
        Field::new(page, "evidence", Control::Area),
        Field::new(page, "improvement", Control::Area),
        Field::new(page, "responsible", Control::Text),
        Field::new(page, "due_by", Control::Text),
    ]
}

fn form_page(ctx: &Ctx, form: Form, place: Place, asked: &Asked) -> EditPage {
    let page = ctx.page();
    let control = &asked.judgement.control;
    let part = part(&ctx.query);
    let query = if part.is_empty() { String::new() } else { format!("?visa={part}") };
    EditPage {
        heading: asked.control.clone(),
        lead: asked.is_text.clone(),
        back: (format!("{}{query}#{control}", place.path()), asked.object.clone()),
        action: format!("{}/{control}{query}", place.path()),
        save: page.t("gaps-save").into_owned(),
        groups: vec![(String::new(), fields(&page))],
        form,
        page,
    }
}

fn filled(judgement: &Judgement, responsible: String) -> Form {
    let filled = Filled::new(judgement, responsible);
    Form::filled([
        ("version", filled.version.to_string()),
        ("exists", filled.exists),
        ("works", filled.works),
        ("deficiency", filled.deficiency),
        ("situation", filled.situation),
        ("evidence", filled.evidence),
        ("improvement", filled.improvement),
        ("responsible", filled.responsible),
        ("due_by", filled.due),
    ])
}

/// What the form says of who is to make it better: her name among the others, or the one who stood there.
fn responsible(form: &mut Form, people: &People, asked: &Asked) -> Option<PersonId> {
    let typed = form.text("responsible", 200, Need::May);
    if typed.is_empty() {
        return None;
    }
    let stood = asked.responsible.as_ref().filter(|name| fold(name) == fold(&typed));
    let found = people.named(&typed).or_else(|| stood.and(asked.judgement.responsible_id));
    if found.is_none() {
        form.reject_with("responsible", "gaps-responsible-unknown", &[("name", &typed)]);
    }
    found
}

fn read(form: &mut Form, people: &People, asked: &Asked) -> Option<Judgement> {
    let exists = form.choice("exists", Need::May);
    let works = form.choice("works", Need::May);
    if exists == Some(Exists::No) && works == Some(Works::Yes) {
        form.reject("works", "gaps-works-without-existing");
    }
    let deficiency: Option<Deficiency> = form.choice("deficiency", Need::May);
    let old = asked.judgement.clone();
    let mut judgement = Judgement {
        exists,
        works,
        deficiency: deficiency.map(Deficiency::ordinal),
        situation: form.text("situation", 4000, Need::May),
        evidence: form.text("evidence", 4000, Need::May),
        improvement: form.text("improvement", 4000, Need::May),
        responsible_id: responsible(form, people, asked),
        due: loose_day(form, "due_by"),
        version: form.number("version", 0, i64::MAX, Need::May).unwrap_or(old.version),
        ..old
    };
    // Own words go before inherited ones; an own control that is judged is thereby chosen.
    if judgement.is_judged() {
        (judgement.inherits_from, judgement.inherits_accepted) = (None, false);
        judgement.chosen |= judgement.control.own().is_some();
    }
    (!form.is_wrong()).then_some(judgement)
}

pub(super) async fn edit(ctx: Ctx, place: Place, About(control): About) -> Result {
    let mut tx = ctx.read().await?;
    let asked = Asked::read(&ctx, &mut tx, place, &control).await?;
    let people = People::read(&ctx, &mut tx).await?;
    let label = asked.judgement.responsible_id.and_then(|id| people.label(id)).map(str::to_owned);
    let form = filled(&asked.judgement, label.or_else(|| asked.responsible.clone()).unwrap_or_default());
    form_page(&ctx, form, place, &asked).response()
}

pub(super) async fn update(ctx: Ctx, place: Place, About(control): About, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let asked = Asked::read(&ctx, &mut tx, place, &control).await?;
    let people = People::read(&ctx, &mut tx).await?;
    let Some(judgement) = read(&mut form, &people, &asked) else {
        return form_page(&ctx, form, place, &asked).response();
    };
    if judgement.version != asked.judgement.version {
        let label = asked.judgement.responsible_id.and_then(|id| people.label(id)).unwrap_or_default();
        return form_page(&ctx, form, place, &asked).conflict(&filled(&asked.judgement, label.to_owned()));
    }
    let judgement = Judgement { judged_by: ctx.actor()?.name.clone(), judged_at: tx.now(), ..judgement };
    if !store::save(&mut tx, place.id, std::slice::from_ref(&judgement)).await? {
        return Err(Error::NotFound);
    }
    derived::derive(&mut tx, &[place.id]).await?;
    let event = Event::new(EventKind::GapJudged).on(JUDGEMENT, judgement.record_id());
    ctx.commit(tx, event.detail("control", control.as_str()).detail("object", asked.object)).await?;
    back(&ctx, place, control.as_str(), "gap-judged")
}
