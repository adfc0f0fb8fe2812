//! Forms for the municipality's own controls.

use super::OWN_CONTROL;
use super::model::{ControlKey, OwnControl, OwnControlId};
use super::store;
use super::words::{area_options, control_path};
use crate::knowledge::library::{LIBRARY, either};
use crate::platform::ctx::{Ctx, Id};
use crate::platform::edit::{Control, EditPage, Field};
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::done;

fn form_page(ctx: &Ctx, form: Form, id: Option<OwnControlId>) -> EditPage {
    let page = ctx.page();
    let t = |key: &str| page.t(key).into_owned();
    let same = LIBRARY.controls.iter().map(|control| {
        let name = either(page.words, &control.name_sv, &control.name_en);
        (control.id.clone(), format!("{} {name}", control.number))
    });
    let fields = vec![
        Field::new(&page, "name", Control::Text).must(),
        Field::new(&page, "description", Control::Area),
        Field::new(&page, "external_id", Control::Text),
        Field::new(&page, "area", Control::Select(area_options(&page), t("controls-area-none"))),
        Field::new(&page, "same_as", Control::Select(same.collect(), t("controls-same-as-none"))),
    ];
    let (heading, action, back) = match id {
        None => ("controls-new", "/sakerhetsatgarder/ny".to_owned(), "/sakerhetsatgarder".to_owned()),
        Some(id) => {
            let path = control_path(&id.into());
            ("controls-edit", format!("{path}/andra"), path)
        }
    };
    EditPage {
        heading: t(heading),
        lead: t("controls-own-lead"),
        back: (back, t("nav-controls")),
        action,
        save: t("controls-save"),
        groups: vec![(String::new(), fields)],
        form,
        page,
    }
}

fn filled(control: &OwnControl) -> Form {
    Form::filled([
        ("version", control.version.to_string()),
        ("name", control.title.clone()),
        ("description", control.description.clone()),
        ("external_id", control.external_id.clone()),
        ("area", control.area.clone()),
        ("same_as", control.library_ref.clone()),
    ])
}

fn read(form: &mut Form, old: OwnControl) -> Option<OwnControl> {
    let area = form.text("area", 100, Need::May);
    if !area.is_empty() && LIBRARY.area(&area).is_none() {
        form.reject("area", "form-choose");
    }
    let library_ref = form.text("same_as", 100, Need::May);
    if !library_ref.is_empty() && LIBRARY.control(&library_ref).is_none() {
        form.reject("same_as", "form-choose");
    }
    let control = OwnControl {
        title: form.text("name", 300, Need::Must),
        description: form.text("description", 4000, Need::May),
        external_id: form.text("external_id", 100, Need::May),
        area,
        library_ref,
        version: form.number("version", 0, i64::MAX, Need::May).unwrap_or(old.version),
        ..old
    };
    (!form.is_wrong()).then_some(control)
}

pub(super) async fn new(ctx: Ctx) -> Result {
    form_page(&ctx, Form::default(), None).response()
}

pub(super) async fn create(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let id: OwnControlId = tx.new_id();
    let Some(control) = read(&mut form, OwnControl::new(id)) else {
        return form_page(&ctx, form, None).response();
    };
    store::insert_many(&mut tx, std::slice::from_ref(&control)).await?;
    ctx.commit(tx, Event::new(EventKind::OwnControlCreated).on(OWN_CONTROL, id)).await?;
    done(&control_path(&control.key()), "own-control-created")
}

pub(super) async fn edit(ctx: Ctx, Id(key): Id<ControlKey>) -> Result {
    let id = key.own().ok_or(Error::NotFound)?;
    let control = store::find(&mut ctx.read().await?, id).await?.ok_or(Error::NotFound)?;
    form_page(&ctx, filled(&control), Some(id)).response()
}

pub(super) async fn update(ctx: Ctx, Id(key): Id<ControlKey>, mut form: Form) -> Result {
    let id = key.own().ok_or(Error::NotFound)?;
    let mut tx = ctx.write().await?;
    let old = store::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let control = read(&mut form, old.clone());
    if let Some(control) = &control
        && !control.library_ref.is_empty()
        && old.library_ref.is_empty()
        && store::is_judged(&mut tx, &control.key()).await?
    {
        form.reject("same_as", "controls-judged-already");
    }
    let Some(control) = control.filter(|_| !form.is_wrong()) else {
        return form_page(&ctx, form, Some(id)).response();
    };
    if control.version != old.version || !store::update(&mut tx, &control).await? {
        return form_page(&ctx, form, Some(id)).conflict(&filled(&old));
    }
    ctx.commit(tx, Event::new(EventKind::OwnControlUpdated).on(OWN_CONTROL, id)).await?;
    done(&control_path(&control.key()), "own-control-updated")
}
