//! A unit: its page, and adding, renaming, moving, merging, closing it, each with what it touches said beforehand.

use super::model::{refuses_close, refuses_merge, refuses_move};
use super::store::{self, Touched, Unit};
use super::web::tree_options;
use super::{UNIT, UnitId, UnitKind};
use crate::people::accounts::store as accounts;
use crate::people::words::Words;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::{Tx, WriteTx};
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::list::{Cell, grouped};
use crate::platform::page::{PageFrame, done, invalid, page};
use crate::platform::panel::PanelView;
use crate::platform::permission::Permission::OrganisationWrite;
use crate::platform::permission::Scope;
use crate::platform::record::RecordPage;
use askama::Template;

/// What somebody has, as a list of links to the rows.
#[derive(Template)]
#[template(path = "people/organisation/held.html")]
pub(super) struct HeldPanel {
    /// Address ("" leaves out the link), number, word.
    pub(super) lines: Vec<(String, String, String)>,
    /// What to say when there is nothing.
    pub(super) nothing: String,
}

/// The lines of what a unit has; registers that the person may not read stand without a link.
fn lines(ctx: &Ctx, page: &PageFrame, touched: &Touched, id: UnitId) -> Vec<(String, String, String)> {
    let of = |held: &store::Held| {
        let address = format!("{}?enhet={id}", held.info.path);
        let address = if ctx.may(held.info.read) { address } else { String::new() };
        (address, grouped(held.number), page.t(held.info.many).into_owned())
    };
    let mut lines: Vec<_> = touched.records.iter().map(of).collect();
    let more = [
        (format!("/personer?enhet={id}"), touched.people, "nav-people"),
        (String::new(), touched.grants, "unit-grants"),
        (String::new(), touched.units, "unit-units-below"),
    ];
    let more = more.into_iter().filter(|(_, number, _)| *number > 0);
    lines.extend(more.map(|(href, number, key)| (href, grouped(number), page.t(key).into_owned())));
    lines
}

pub(super) async fn show(ctx: Ctx, Id(id): Id<UnitId>) -> Result {
    let mut tx = ctx.read().await?;
    let unit = store::find(&mut tx, &Scope::All, id).await?.ok_or(Error::NotFound)?;
    let touched = store::touched(&ctx.app, &mut tx, id).await?;
    let related = [unit.parent_id, Some(unit.authority_id), unit.merged_into];
    let names = store::names_of(&mut tx, related.into_iter().flatten()).await?;
    let words = Words::load(&mut tx).await?;
    let list = ("/organisation", "nav-organisation");
    let mut record = RecordPage::new(&ctx, "building", "kind-unit", &unit.name, list);
    let page = &record.page;
    let word = |key: &str| page.t(key).into_owned();
    if ctx.may(OrganisationWrite) {
        record.actions = actions(page, &unit);
        if unit.closed_on.is_some() && unit.merged_into.is_none() {
            record.acts.push((format!("/organisation/{id}/oppna"), word("unit-reopen"), "", "undo"));
        }
    }
    if let Some(day) = unit.closed_on {
        record.tags.push(Cell::Tag("", page.with("unit-closed-on", "day", day).into_owned()));
    }
    let link = |id: Option<UnitId>| {
        let known = id.and_then(|id| names.iter().find(|(known, _)| *known == id));
        known.map_or(Cell::Empty, |(id, name)| Cell::link(format!("/organisation/{id}"), name))
    };
    let mut facts = vec![
        (word("organisation-kind"), Cell::text(words.title(page, "unit-kind", unit.kind))),
        (word("unit-parent"), link(unit.parent_id)),
        (word("field-controller"), link(Some(unit.authority_id))),
    ];
    if unit.merged_into.is_some() {
        facts.push((word("unit-merged-into"), link(unit.merged_into)));
    }
    record.facts = vec![(String::new(), facts)];
    let panel = HeldPanel { lines: lines(&ctx, page, &touched, id), nothing: word("unit-holds-nothing") };
    let (title, html) = (word("unit-holds"), panel.render()?);
    record.panels.push(PanelView { anchor: "innehav", title, html });
    record.respond(&ctx, tx, UNIT, id).await
}

/// What can be done with a unit; what its kind forbids is not offered.
fn actions(page: &PageFrame, unit: &Unit) -> Vec<crate::platform::list::Action> {
    if unit.closed_on.is_some() {
        return Vec::new();
    }
    let id = unit.id;
    let link = |act: &str, key: &str, sign| {
        (format!("/organisation/{id}/{act}"), page.t(key).into_owned(), "", sign)
    };
    let mut actions = vec![
        link("andra", "unit-rename", "edit"),
        (format!("/organisation/ny?under={id}"), page.t("unit-new-below").into_owned(), "", "plus"),
    ];
    if unit.kind != UnitKind::Municipality && !unit.kind.is_authority() {
        actions.push(link("flytta", "unit-move", "arrow"));
    }
    if !unit.kind.must_remain() {
        actions.push(link("sla-ihop", "unit-merge", "link"));
        actions.push(link("stang", "unit-close", "cross"));
    }
    actions
}

fn kinds(page: &PageFrame, kinds: &[UnitKind]) -> Vec<(String, String)> {
    kinds.iter().map(|kind| (kind.to_string(), page.word("unit-kind", kind).into_owned())).collect()
}

/// The form of a new unit: where it stands decides what it may be, which is judged when it is sent.
fn new_page(ctx: &Ctx, form: Form, units: &[Unit]) -> EditPage {
    let page = ctx.page();
    let title = |key: &str| page.t(key).into_owned();
    let addable: Vec<_> =
        UnitKind::ALL.iter().copied().filter(|kind| *kind != UnitKind::Municipality).collect();
    let fields = vec![
        Field::new(&page, "name", Control::Text).must(),
        Field::new(&page, "parent", Control::Select(tree_options(units, &[]), title("choose-unit"))).must(),
        Field::new(&page, "unit_kind", Control::Select(kinds(&page, &addable), title("unit-choose-kind")))
            .must(),
    ];
    EditPage {
        heading: title("unit-new"),
        lead: title("unit-new-lead"),
        back: ("/organisation".to_owned(), title("nav-organisation")),
        action: "/organisation/ny".to_owned(),
        save: title("unit-new-save"),
        groups: vec![(String::new(), fields)],
        form,
        page,
    }
}

pub(super) async fn new(ctx: Ctx) -> Result {
    let units = store::units(&mut ctx.read().await?).await?;
    let mut form = Form::default();
    if let Some((_, under)) = form_urlencoded::parse(ctx.query.as_bytes()).find(|(name, _)| name == "under") {
        form.set("parent", under);
    }
    new_page(&ctx, form, &units).response()
}

pub(super) async fn create(ctx: Ctx, mut form: Form) -> Result {
    let name = form.text("name", 200, Need::Must);
    let parent: Option<UnitId> = form.choice("parent", Need::Must);
    let kind: Option<UnitKind> = form.choice("unit_kind", Need::Must);
    let mut tx = ctx.write().await?;
    store::hold_tree(&mut tx).await?;
    let units = store::units(&mut tx).await?;
    let parent = match parent {
        Some(id) => Some(store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::Forbidden)?),
        None => None,
    };
    if let (Some(parent), Some(kind)) = (&parent, kind) {
        let has_board = store::has_board(&mut tx).await?;
        if parent.closed_on.is_some() {
            form.reject("parent", "unit-closed");
        } else if kind == UnitKind::ExecutiveBoard && has_board {
            form.reject("unit_kind", "unit-board-exists");
        } else if !kind.may_stand_below(parent.kind) {
            form.reject("unit_kind", "unit-wrong-place");
        }
    }
    let (Some(parent), Some(kind), false) = (parent, kind, form.is_wrong()) else {
        return new_page(&ctx, form, &units).response();
    };
    let unit = store::insert_unit(&mut tx, kind, &name, Some(&parent)).await?;
    ctx.commit(tx, Event::new(EventKind::UnitCreated).on(UNIT, unit.id)).await?;
    done(&format!("/organisation/{}", unit.id), "unit-created")
}

fn edit_page(ctx: &Ctx, form: Form, unit: &Unit) -> EditPage {
    let page = ctx.page();
    let title = |key: &str| page.t(key).into_owned();
    let mut fields = vec![Field::new(&page, "name", Control::Text).must()];
    if unit.kind.may_become().len() > 1 {
        let options = kinds(&page, unit.kind.may_become());
        fields.push(Field::new(&page, "unit_kind", Control::Select(options, String::new())).must());
    }
    EditPage {
        heading: page.with("unit-edit", "name", &unit.name).into_owned(),
        lead: String::new(),
        back: (format!("/organisation/{}", unit.id), unit.name.clone()),
        action: format!("/organisation/{}/andra", unit.id),
        save: title("unit-save"),
        groups: vec![(String::new(), fields)],
        form,
        page,
    }
}

fn filled(unit: &Unit) -> Form {
    Form::filled([
        ("version", unit.version.to_string()),
        ("name", unit.name.clone()),
        ("unit_kind", unit.kind.to_string()),
    ])
}

pub(super) async fn edit(ctx: Ctx, Id(id): Id<UnitId>) -> Result {
    let mut tx = ctx.read().await?;
    let unit = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    edit_page(&ctx, filled(&unit), &unit).response()
}

pub(super) async fn update(ctx: Ctx, Id(id): Id<UnitId>, mut form: Form) -> Result {
    let name = form.text("name", 200, Need::Must);
    let kind: Option<UnitKind> = form.choice("unit_kind", Need::May);
    let version = form.number("version", 0, i64::MAX, Need::May);
    let mut tx = ctx.write().await?;
    store::hold_tree(&mut tx).await?;
    let old = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let unit =
        Unit { name, kind: kind.unwrap_or(old.kind), version: version.unwrap_or(old.version), ..old.clone() };
    if unit.kind != old.kind && !fits(&mut tx, &unit, &old).await? {
        form.reject("unit_kind", "unit-wrong-place");
    }
    if form.is_wrong() {
        return edit_page(&ctx, form, &old).response();
    }
    if unit.version != old.version {
        return edit_page(&ctx, form, &old).conflict(&filled(&old));
    }
    store::rename(&mut tx, &unit).await?;
    ctx.commit(tx, Event::new(EventKind::UnitUpdated).on(UNIT, id)).await?;
    done(&format!("/organisation/{id}"), "unit-updated")
}

/// Whether a unit may be of its new kind where it stands, and with what stands below it.
async fn fits(tx: &mut Tx, new: &Unit, old: &Unit) -> Result<bool> {
    let units = store::units(tx).await?;
    let parent = units.iter().find(|unit| Some(unit.id) == old.parent_id);
    let mut children = units.iter().filter(|unit| unit.parent_id == Some(old.id) && unit.closed_on.is_none());
    Ok(old.kind.may_become().contains(&new.kind)
        && parent.is_some_and(|parent| new.kind.may_stand_below(parent.kind))
        && children.all(|child| child.kind.may_stand_below(new.kind)))
}

/// A change of a unit, before it is made: what it touches, and to where.
#[derive(Template)]
#[template(path = "people/organisation/change.html")]
struct ChangePage {
    page: PageFrame,
    unit: Unit,
    act: &'static str,
    heading: String,
    lead: String,
    form: Form,
    options: Vec<(String, String)>,
    lines: Vec<(String, String, String)>,
    nothing: String,
    consequence: String,
    save: String,
}

/// The two changes that ask for another unit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Move,
    Merge,
}

/// What a change is about: the unit, where to, and why that cannot be.
struct Planned {
    unit: Unit,
    to: Option<Unit>,
    options: Vec<(String, String)>,
    touched: Touched,
    form: Form,
}

async fn plan(ctx: &Ctx, tx: &mut Tx, id: UnitId, mut form: Form, change: Change) -> Result<Planned> {
    let unit = store::find(tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let units = store::units(tx).await?;
    let below = store::below(tx, id).await?;
    let touched = store::touched(&ctx.app, tx, id).await?;
    let wish: Option<UnitId> = form.choice("to", Need::May);
    let to = match wish {
        Some(to) => store::find(tx, &ctx.scope, to).await?,
        None => None,
    };
    if wish.is_some() && to.is_none() {
        form.reject("to", "form-choose");
    }
    if let Some(to) = &to {
        let children = units.iter().filter(|child| child.parent_id == Some(id) && child.closed_on.is_none());
        let children: Vec<_> = children.map(|child| child.kind).collect();
        let refused = match change {
            Change::Move => refuses_move(unit.standing(), to.standing(), &below),
            Change::Merge => refuses_merge(unit.standing(), to.standing(), &below, &children),
        };
        if let Some(key) = refused {
            form.reject("to", key);
        }
    }
    let options = tree_options(&units, &below);
    Ok(Planned { unit, to, options, touched, form })
}

fn change_page(ctx: &Ctx, planned: Planned, change: Change) -> Result {
    let frame = ctx.page();
    let Planned { unit, to, options, touched, form } = planned;
    let to = to.filter(|_| !form.is_wrong());
    let (act, heading, lead, next, save) = match change {
        Change::Move => ("flytta", "unit-move-heading", "unit-move-lead", "unit-move-next", "unit-move-save"),
        Change::Merge => {
            ("sla-ihop", "unit-merge-heading", "unit-merge-lead", "unit-merge-next", "unit-merge-save")
        }
    };
    let consequence = to.as_ref().map(|to| match change {
        Change::Move if !unit.kind.is_authority() && unit.authority_id != to.authority_id => {
            frame.with2("unit-move-border", "unit", &unit.name, "to", &to.name).into_owned()
        }
        Change::Move => frame.with2("unit-move-same", "unit", &unit.name, "to", &to.name).into_owned(),
        Change::Merge => frame.with2("unit-merge-what", "unit", &unit.name, "to", &to.name).into_owned(),
    });
    let template = ChangePage {
        heading: frame.with(heading, "name", &unit.name).into_owned(),
        lead: frame.t(lead).into_owned(),
        save: frame.t(if to.is_some() { save } else { next }).into_owned(),
        lines: lines(ctx, &frame, &touched, unit.id),
        nothing: frame.t("unit-holds-nothing").into_owned(),
        consequence: consequence.unwrap_or_default(),
        page: frame,
        unit,
        act,
        form,
        options,
    };
    if template.form.is_wrong() { invalid(&template) } else { page(&template) }
}

/// The choice from the address, so that the preview has one of its own.
fn chosen(ctx: &Ctx) -> Form {
    Form::decode(ctx.query.as_bytes())
}

pub(super) async fn move_page(ctx: Ctx, Id(id): Id<UnitId>) -> Result {
    let planned = plan(&ctx, &mut ctx.read().await?, id, chosen(&ctx), Change::Move).await?;
    change_page(&ctx, planned, Change::Move)
}

pub(super) async fn merge_page(ctx: Ctx, Id(id): Id<UnitId>) -> Result {
    let planned = plan(&ctx, &mut ctx.read().await?, id, chosen(&ctx), Change::Merge).await?;
    change_page(&ctx, planned, Change::Merge)
}

/// What was planned, when it may be done and the unit is as the preview showed it.
async fn agreed(
    ctx: &Ctx,
    tx: &mut WriteTx,
    id: UnitId,
    form: Form,
    change: Change,
) -> Result<std::result::Result<(Unit, Unit), Planned>> {
    store::hold_tree(tx).await?;
    let mut planned = plan(ctx, tx, id, form, change).await?;
    let version = planned.form.number("version", 0, i64::MAX, Need::Must);
    if planned.to.is_none() && !planned.form.is_wrong() {
        planned.form.reject("to", "form-choose");
    } else if version != Some(planned.unit.version) {
        planned.form.reject("to", "unit-changed");
        planned.form.set("version", planned.unit.version.to_string());
    }
    Ok(match planned {
        Planned { unit, to: Some(to), form, .. } if !form.is_wrong() => Ok((unit, to)),
        planned => Err(planned),
    })
}

pub(super) async fn move_below(ctx: Ctx, Id(id): Id<UnitId>, form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let (unit, to) = match agreed(&ctx, &mut tx, id, form, Change::Move).await? {
        Ok(agreed) => agreed,
        Err(planned) => return change_page(&ctx, planned, Change::Move),
    };
    store::move_below(&mut tx, &unit, &to).await?;
    let event = Event::new(EventKind::UnitMoved).on(UNIT, id).detail("to", to.name);
    ctx.commit(tx, event).await?;
    done(&format!("/organisation/{id}"), "unit-moved")
}

pub(super) async fn merge(ctx: Ctx, Id(id): Id<UnitId>, form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let (unit, to) = match agreed(&ctx, &mut tx, id, form, Change::Merge).await? {
        Ok(agreed) => agreed,
        Err(planned) => return change_page(&ctx, planned, Change::Merge),
    };
    let records = store::take_over(&ctx.app, &mut tx, unit.id, to.id).await?;
    accounts::move_grants(&mut tx, unit.id.0, to.id.0).await?;
    let today = tx.clock().today();
    store::merge(&mut tx, &unit, &to, today).await?;
    let event =
        Event::new(EventKind::UnitMerged).on(UNIT, id).detail("into", to.name).detail("records", records);
    ctx.commit(tx, event).await?;
    done(&format!("/organisation/{}", to.id), "unit-merged")
}

#[derive(Template)]
#[template(path = "people/organisation/close.html")]
struct ClosePage {
    page: PageFrame,
    unit: Unit,
    lines: Vec<(String, String, String)>,
    nothing: String,
    refused: String,
}

pub(super) async fn close_page(ctx: Ctx, Id(id): Id<UnitId>) -> Result {
    let mut tx = ctx.read().await?;
    let unit = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let touched = store::touched(&ctx.app, &mut tx, id).await?;
    drop(tx);
    let frame = ctx.page();
    let refused = refuses_close(unit.standing(), !store::is_empty(&touched));
    let refused = refused.map(|key| frame.t(key).into_owned()).unwrap_or_default();
    let lines = lines(&ctx, &frame, &touched, id);
    let nothing = frame.t("unit-holds-nothing").into_owned();
    page(&ClosePage { page: frame, unit, lines, nothing, refused })
}

pub(super) async fn close(ctx: Ctx, Id(id): Id<UnitId>) -> Result {
    let mut tx = ctx.write().await?;
    store::hold_tree(&mut tx).await?;
    let unit = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let touched = store::touched(&ctx.app, &mut tx, id).await?;
    if let Some(key) = refuses_close(unit.standing(), !store::is_empty(&touched)) {
        return Err(Error::Refused(key));
    }
    let today = tx.clock().today();
    store::close(&mut tx, &unit, today).await?;
    ctx.commit(tx, Event::new(EventKind::UnitClosed).on(UNIT, id)).await?;
    done(&format!("/organisation/{id}"), "unit-closed")
}

pub(super) async fn reopen(ctx: Ctx, Id(id): Id<UnitId>) -> Result {
    let mut tx = ctx.write().await?;
    store::hold_tree(&mut tx).await?;
    let unit = store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let parent = match unit.parent_id {
        Some(parent) => store::find(&mut tx, &Scope::All, parent).await?,
        None => None,
    };
    if unit.closed_on.is_none()
        || unit.merged_into.is_some()
        || parent.is_none_or(|parent| parent.closed_on.is_some())
    {
        return Err(Error::Refused("unit-stays-closed"));
    }
    store::reopen(&mut tx, &unit).await?;
    ctx.commit(tx, Event::new(EventKind::UnitReopened).on(UNIT, id)).await?;
    done(&format!("/organisation/{id}"), "unit-reopened")
}
