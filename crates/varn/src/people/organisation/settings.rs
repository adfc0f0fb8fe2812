//! The municipality itself: its name, its colour, the members of an association; and its own words.

use super::PLACE;
use super::accent::{self, Colour};
use super::store::{self, Place};
use crate::knowledge::library::LIBRARY;
use crate::people::words::{WORDS, Words};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::{PageFrame, done, invalid, page};
use crate::platform::permission::Permission::OrganisationWrite;
use crate::platform::permission::Scope;
use askama::Template;

/// Some municipalities write to the whole installation, so a part of one is not enough.
fn whole(ctx: &Ctx) -> Result<()> {
    if ctx.scope == Scope::All { Ok(()) } else { Err(Error::Forbidden) }
}

#[derive(Template)]
#[template(path = "people/organisation/place.html")]
struct PlacePage {
    page: PageFrame,
    place: Place,
    county: String,
    form: Form,
    members: Option<Vec<(String, String, String)>>,
}

/// The municipalities as choices: code, name, nothing more to say.
fn municipalities() -> Vec<(String, String, String)> {
    let one = |place: &crate::knowledge::library::Municipality| {
        (place.code.clone(), place.name.clone(), String::new())
    };
    LIBRARY.municipalities.iter().map(one).collect()
}

fn place_page(ctx: &Ctx, place: Place, form: Form) -> Result {
    let county = LIBRARY.counties.iter().find(|county| county.code == place.county_code);
    let template = PlacePage {
        page: ctx.page(),
        county: county.map(|county| county.name.clone()).unwrap_or_default(),
        members: (place.kind == "association").then(municipalities),
        place,
        form,
    };
    if template.form.is_wrong() { invalid(&template) } else { page(&template) }
}

pub(super) async fn place(ctx: Ctx) -> Result {
    whole(&ctx)?;
    let mut tx = ctx.read().await?;
    let place = store::place(&mut tx).await?.ok_or(Error::NotFound)?;
    let members = store::members_of_association(&mut tx).await?;
    drop(tx);
    let mut form = Form::filled([("name", place.name.clone()), ("accent", place.accent.clone())]);
    form.set_all("members", members.iter().map(String::as_str));
    place_page(&ctx, place, form)
}

/// The accent as typed, in lower case; "" is ours.
fn read_accent(form: &mut Form) -> String {
    let typed = form.text("accent", 7, Need::May).to_lowercase();
    if typed.is_empty() {
        return typed;
    }
    match typed.parse::<Colour>() {
        Err(()) => form.reject("accent", "place-accent-shape"),
        Ok(colour) => {
            if let Err((contrast, nearest)) = accent::check(colour) {
                let (contrast, nearest) = (format!("{contrast:.1}").replace('.', ","), nearest.to_string());
                form.reject_with(
                    "accent",
                    "place-accent-pale",
                    &[("contrast", &contrast), ("nearest", &nearest)],
                );
            }
        }
    }
    typed
}

pub(super) async fn save_place(ctx: Ctx, mut form: Form) -> Result {
    whole(&ctx)?;
    let name = form.text("name", 200, Need::Must);
    let accent = read_accent(&mut form);
    let members: Vec<String> = form.choices("members");
    if members.iter().any(|code| LIBRARY.municipality(code).is_none()) {
        form.reject("members", "form-choose");
    }
    let mut tx = ctx.write().await?;
    let old = store::place(&mut tx).await?.ok_or(Error::NotFound)?;
    if form.is_wrong() {
        return place_page(&ctx, old, form);
    }
    store::set_place(&mut tx, &name, &accent).await?;
    if old.kind == "association" {
        store::set_association_members(&mut tx, &members).await?;
    }
    store::rename_root(&mut tx, &old.name, &name).await?;
    let id = ctx.tenant().0;
    tx.revise(PLACE, id, &Place { name, accent, ..old });
    ctx.commit(tx, Event::new(EventKind::PlaceUpdated).on(PLACE, id).detail("members", members)).await?;
    done("/kommun", "place-updated")
}

/// A word with what it is called here.
struct WordRow {
    word: &'static str,
    ours: String,
    one: String,
    many: String,
    error: String,
}

#[derive(Template)]
#[template(path = "people/organisation/words.html")]
struct WordsPage {
    page: PageFrame,
    form: Form,
    rows: Vec<WordRow>,
    may_write: bool,
}

fn words_page(ctx: &Ctx, form: Form) -> Result {
    let frame = ctx.page();
    let rows = WORDS.iter().map(|word| WordRow {
        word,
        ours: format!("{}, {}", frame.word("word-one", word), frame.word("word-many", word)),
        one: form.value(&format!("one-{word}")).to_owned(),
        many: form.value(&format!("many-{word}")).to_owned(),
        error: form.error(&frame, &format!("one-{word}")).unwrap_or_default(),
    });
    let template =
        WordsPage { rows: rows.collect(), may_write: ctx.may(OrganisationWrite), page: frame, form };
    if template.form.is_wrong() { invalid(&template) } else { page(&template) }
}

pub(super) async fn words(ctx: Ctx) -> Result {
    let mut form = Form::default();
    for (word, one, many) in Words::load(&mut ctx.read().await?).await?.own() {
        form.set(&format!("one-{word}"), one);
        form.set(&format!("many-{word}"), many);
    }
    words_page(&ctx, form)
}

pub(super) async fn save_words(ctx: Ctx, mut form: Form) -> Result {
    whole(&ctx)?;
    let mut own = Vec::new();
    for word in WORDS {
        let (of_one, of_many) = (format!("one-{word}"), format!("many-{word}"));
        let (one, many) = (form.text(&of_one, 60, Need::May), form.text(&of_many, 60, Need::May));
        if one.is_empty() != many.is_empty() {
            form.reject(&of_one, "words-both");
        } else if !one.is_empty() {
            own.push((word.to_owned(), one, many));
        }
    }
    if form.is_wrong() {
        return words_page(&ctx, form);
    }
    let mut tx = ctx.write().await?;
    let count = own.len();
    Words::save(&mut tx, own).await?;
    ctx.commit(tx, Event::new(EventKind::WordsSet).detail("words", count)).await?;
    done("/organisation/ord", "words-set")
}
