//! Tying records together and apart. A link may be changed by whoever may change either end; what it is tied to must
//! be the actor's to see.

use super::LINK;
use super::model::{LinkKind, Relation, end};
use super::store;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::kinds::KindInfo;
use crate::platform::page::{self, PageFrame, done};
use crate::platform::permission::Permission::{RegistersRead, RegistersWrite};
use crate::platform::permission::Scope;
use crate::platform::routes::Routes;
use askama::Template;
use uuid::Uuid;

/// Records shown to choose among; a search finds the rest.
const SHOWN: i64 = 50;
/// The longest endurance that can be typed: a year.
const MOST_HOURS: i64 = 8760;

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default().get("/lank/ny", RegistersWrite, new).post("/lank", RegistersWrite, create).post(
        "/lank/ta-bort",
        RegistersWrite,
        remove,
    )
}

/// The record that is tied, and what is to be said of it.
struct Asked {
    info: &'static KindInfo,
    id: Uuid,
    relation: Relation,
    q: String,
}

impl Asked {
    /// From the words of an address or a form; an unknown relation is the first one there is.
    fn read(kind: &str, id: &str, relation: &str, q: &str) -> Result<Self> {
        let info = end(kind).ok_or(Error::NotFound)?;
        let id = id.parse().map_err(|_| Error::NotFound)?;
        let relations = Relation::of(info.kind);
        let chosen = relations.iter().find(|one| one.word() == relation).or_else(|| relations.first());
        let q = q.trim().chars().take(200).collect();
        Ok(Self { info, id, relation: *chosen.ok_or(Error::NotFound)?, q })
    }
}

#[derive(Template)]
#[template(path = "registers/links/new.html")]
struct NewPage {
    page: PageFrame,
    kind: &'static str,
    id: Uuid,
    name: String,
    back: String,
    relation: String,
    relation_words: String,
    relations: Vec<(String, String)>,
    q: String,
    candidates: Vec<(String, String, String)>,
    more: String,
    has_endurance: bool,
    form: Form,
}

/// What the actor may see, which may be more than what she may change.
fn reading(ctx: &Ctx) -> Result<Scope> {
    ctx.actor()?.scope(RegistersRead).ok_or(Error::Forbidden)
}

/// The page; 422 when something was wrong. Two statements.
async fn new_page(ctx: &Ctx, mut tx: Tx, asked: Asked, form: Form) -> Result {
    let Asked { info, id, relation, q } = asked;
    let name = store::name(&mut tx, &ctx.scope, info.kind, id).await?.ok_or(Error::NotFound)?;
    let mut rows = store::candidates(&mut tx, &reading(ctx)?, relation.other(), id, &q, SHOWN + 1).await?;
    drop(tx);
    let page = ctx.page();
    let is_cut = rows.len() > usize::try_from(SHOWN).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    let words = |one: &Relation| page.word("link", one.word()).into_owned();
    let template = NewPage {
        kind: info.kind.0,
        id,
        back: info.page(id),
        name,
        relation: relation.word(),
        relation_words: words(&relation),
        relations: Relation::of(info.kind).iter().map(|one| (one.word(), words(one))).collect(),
        q,
        candidates: rows.into_iter().map(|row| (row.id.to_string(), row.name, row.unit)).collect(),
        more: if is_cut { page.n("link-more", SHOWN).into_owned() } else { String::new() },
        has_endurance: relation.kind.has_endurance(),
        form,
        page,
    };
    if template.form.is_wrong() { page::invalid(&template) } else { page::page(&template) }
}

async fn new(ctx: Ctx) -> Result {
    let value = |name: &str| {
        let mut pairs = form_urlencoded::parse(ctx.query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let asked = Asked::read(&value("fran_slag"), &value("fran"), &value("slag"), &value("q"))?;
    new_page(&ctx, ctx.read().await?, asked, Form::default()).await
}

async fn create(ctx: Ctx, mut form: Form) -> Result {
    let word = |field: &str| form.value(field);
    let asked = Asked::read(word("this_kind"), word("this"), word("relation"), word("q"))?;
    let other: Option<Uuid> = form.choice("other", Need::Must);
    if other == Some(asked.id) {
        form.reject("other", "link-to-itself");
    }
    let hours = if asked.relation.kind.has_endurance() {
        form.number("endurance", 0, MOST_HOURS, Need::May)
    } else {
        None
    };
    let Some(other) = other.filter(|_| !form.is_wrong()) else {
        return new_page(&ctx, ctx.read().await?, asked, form).await;
    };
    let mut tx = ctx.write().await?;
    store::name(&mut tx, &ctx.scope, asked.info.kind, asked.id).await?.ok_or(Error::NotFound)?;
    store::name(&mut tx, &reading(&ctx)?, asked.relation.other(), other).await?.ok_or(Error::NotFound)?;
    let mut link = asked.relation.link(asked.id, other);
    link.endurance_minutes = hours.unwrap_or(0) * 60;
    store::put(&mut tx, &link).await?;
    ctx.commit(tx, Event::new(EventKind::LinkAdded).on(LINK, link.revision_id())).await?;
    done(&asked.info.page(asked.id), "link-added")
}

async fn remove(ctx: Ctx, mut form: Form) -> Result {
    let kind: LinkKind = form.choice("kind", Need::Must).ok_or(Error::NotFound)?;
    let from: Uuid = form.choice("from", Need::Must).ok_or(Error::NotFound)?;
    let to: Uuid = form.choice("to", Need::Must).ok_or(Error::NotFound)?;
    let this: Uuid = form.choice("this", Need::Must).ok_or(Error::NotFound)?;
    let relation = Relation { kind, is_outward: this == from };
    if this != from && this != to {
        return Err(Error::NotFound);
    }
    let (joins_from, joins_to) = kind.joins();
    let this_kind = if relation.is_outward { joins_from } else { joins_to };
    let info = end(this_kind.0).ok_or(Error::NotFound)?;
    let mut tx = ctx.write().await?;
    store::name(&mut tx, &ctx.scope, this_kind, this).await?.ok_or(Error::NotFound)?;
    let link = super::Link::new(kind, from, to);
    if !store::remove(&mut tx, &link).await? {
        return Err(Error::NotFound);
    }
    ctx.commit(tx, Event::new(EventKind::LinkRemoved).on(LINK, link.revision_id())).await?;
    done(&info.page(this), "link-removed")
}
