//! The first question: which municipality it is, or which kommunalförbund or company.

use super::model::{Begun, Question};
use super::web::{Step, load, steps};
use crate::knowledge::library::LIBRARY;
use crate::people::accounts::store as accounts;
use crate::people::organisation::store::{self as organisation, Place};
use crate::people::organisation::{PLACE, is_organisation_number};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::{PageFrame, done, invalid, page};
use crate::word_type;
use askama::Template;

word_type! {
    /// What it can be.
    Kind {
        /// One of the 290.
        Municipality = "municipality",
        /// Kommunalförbund.
        Association = "association",
        /// A municipal company with a Värn of its own.
        Company = "company",
    }
}

/// A county with its municipalities: code and name.
type County = (&'static str, Vec<(&'static str, &'static str)>);

#[derive(Template)]
#[template(path = "exchange/first_start/place.html")]
struct PlacePage {
    page: PageFrame,
    steps: Vec<Step>,
    form: Form,
    kinds: Vec<(String, String, String)>,
    counties: Vec<County>,
    /// What it is called, when it can no longer become another.
    fixed: Option<String>,
}

fn counties() -> Vec<County> {
    let of = |code: &str| {
        let here = LIBRARY.municipalities.iter().filter(|place| place.county == code);
        here.map(|place| (place.code.as_str(), place.name.as_str())).collect()
    };
    LIBRARY.counties.iter().map(|county| (county.name.as_str(), of(&county.code))).collect()
}

fn template(ctx: &Ctx, begun: &Begun, form: Form) -> Result {
    let frame = ctx.page();
    let kind = |kind: &Kind| {
        let word = frame.word("place-kind", kind).into_owned();
        (kind.to_string(), word, frame.word("first-start-kind-hint", kind).into_owned())
    };
    let template = PlacePage {
        steps: steps(&frame, begun, Some(Question::Place)),
        kinds: Kind::ALL.iter().map(kind).collect(),
        counties: counties(),
        fixed: (!begun.may_change_place()).then(|| begun.name.clone()),
        page: frame,
        form,
    };
    if template.form.is_wrong() { invalid(&template) } else { page(&template) }
}

pub(super) async fn show(ctx: Ctx) -> Result {
    let begun = load(&ctx, &mut ctx.read().await?).await?;
    let mut form = Form::filled([("kind", begun.kind.clone())]);
    if begun.kind == Kind::Municipality.as_str() {
        form.set("municipality", begun.code.clone());
    } else {
        form.set("name", begun.name.clone());
        form.set("number", begun.code.clone());
    }
    template(&ctx, &begun, form)
}

/// Who it is, as typed.
fn read(form: &mut Form) -> Option<Place> {
    let kind: Kind = form.choice("kind", Need::Must)?;
    let place = |code: String, name: String, county: String| Place {
        kind: kind.to_string(),
        code,
        name,
        county_code: county,
        accent: String::new(),
    };
    if kind == Kind::Municipality {
        let code: String = form.choice("municipality", Need::Must)?;
        let Some(known) = LIBRARY.municipality(&code) else {
            form.reject("municipality", "form-choose");
            return None;
        };
        return Some(place(code, known.name.clone(), known.county.clone()));
    }
    let (name, number) = (form.text("name", 200, Need::Must), form.text("number", 11, Need::Must));
    if !number.is_empty() && !is_organisation_number(&number) {
        form.reject("number", "first-start-number-wrong");
    }
    (!form.is_wrong()).then(|| place(number, name, String::new()))
}

pub(super) async fn answer(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let begun = load(&ctx, &mut tx).await?;
    if !begun.may_change_place() {
        return Err(Error::Refused("first-start-place-fixed"));
    }
    let Some(place) = read(&mut form) else { return template(&ctx, &begun, form) };
    let id = ctx.tenant().0;
    if accounts::tenant_by_code(&mut tx, &place.code).await?.is_some_and(|other| other.id != id) {
        let field = if place.kind == Kind::Municipality.as_str() { "municipality" } else { "number" };
        form.reject(field, "first-start-place-taken");
        return template(&ctx, &begun, form);
    }
    let old = organisation::place(&mut tx).await?.ok_or(Error::NotFound)?;
    let place = Place { accent: old.accent, ..place };
    organisation::set_identity(&mut tx, &place).await?;
    organisation::rename_root(&mut tx, &old.name, &place.name).await?;
    tx.revise(PLACE, id, &place);
    ctx.commit(tx, Event::new(EventKind::FirstStartAnswered).on(PLACE, id)).await?;
    done(&Question::Place.next(), "first-start-place")
}
