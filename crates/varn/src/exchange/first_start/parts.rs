//! The second question: which parts the municipality has. What is usual is ticked, names can be changed, and what is
//! there already is shown and not added again.

use super::model::{Begun, Question};
use super::web::{Step, load, steps};
use crate::knowledge::library::{ORGANISATION, UsualPart};
use crate::people::organisation::store::{self as organisation, Below, NewUnit, Unit};
use crate::people::organisation::{UnitId, UnitKind};
use crate::people::words::Words;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::event::{Event, EventKind};
use crate::platform::form::{Form, Need};
use crate::platform::page::{PageFrame, done, go, invalid, page};
use crate::platform::swedish::{clean, fold};
use askama::Template;
use std::collections::HashSet;

/// Names typed one on each line: the field, and what kind of unit they become.
const OWN: [(&str, UnitKind); 3] = [
    ("own_committees", UnitKind::Committee),
    ("own_departments", UnitKind::Department),
    ("own_companies", UnitKind::Company),
];

/// The longest name.
const LONGEST: usize = 200;

/// A part that can be ticked, and the department below it.
struct Row {
    field: String,
    kind: String,
    /// The name of the part that is there already, which leaves the row unticked and still.
    known: String,
    is_ticked: bool,
    name: String,
    department: String,
    error: String,
    department_error: String,
    has_department: bool,
}

#[derive(Template)]
#[template(path = "exchange/first_start/parts.html")]
struct PartsPage {
    page: PageFrame,
    steps: Vec<Step>,
    form: Form,
    rows: Vec<Row>,
    own: Vec<&'static str>,
    /// Whether something is typed there, so that it has to be seen.
    own_open: bool,
    /// Names of the parts that are there.
    there: Vec<String>,
}

fn usual(begun: &Begun) -> Vec<&'static UsualPart> {
    ORGANISATION.parts.iter().filter(|part| part.place == begun.kind).collect()
}

/// The name of a field of a part.
fn field(of: &str, part: &UsualPart) -> String {
    format!("{of}-{}", part.committee.replace('_', "-"))
}

/// The open unit that a part is already, by its name.
fn known<'a>(units: &'a [Unit], part: &UsualPart) -> Option<&'a Unit> {
    let is_it = |unit: &&Unit| {
        // There is one executive board, whatever it is called.
        let is_named = || ORGANISATION.committee_of(&fold(&unit.name)) == Some(part.committee.as_str());
        unit.parent_id.is_some()
            && unit.closed_on.is_none()
            && unit.kind.as_str() == part.kind
            && (unit.kind == UnitKind::ExecutiveBoard || is_named())
    };
    units.iter().find(is_it)
}

fn template(ctx: &Ctx, begun: &Begun, (units, words): (&[Unit], &Words), form: Form) -> Result {
    let frame = ctx.page();
    let row = |part: &UsualPart| Row {
        field: part.committee.replace('_', "-"),
        kind: words.title(&frame, "unit-kind", &part.kind),
        known: known(units, part).map(|unit| unit.name.clone()).unwrap_or_default(),
        is_ticked: form.ticked(&field("has", part)),
        name: form.value(&field("name", part)).to_owned(),
        department: form.value(&field("department", part)).to_owned(),
        error: form.error(&frame, &field("name", part)).unwrap_or_default(),
        department_error: form.error(&frame, &field("department", part)).unwrap_or_default(),
        has_department: !part.department_sv.is_empty(),
    };
    let open = units.iter().filter(|unit| unit.parent_id.is_some() && unit.closed_on.is_none());
    let own = OWN.iter().filter(|(_, kind)| begun.kind == "municipality" || *kind == UnitKind::Department);
    let template = PartsPage {
        steps: steps(&frame, begun, Some(Question::Parts)),
        rows: usual(begun).into_iter().map(row).collect(),
        own: own.map(|(field, _)| *field).collect(),
        own_open: OWN.iter().any(|(field, _)| !form.value(field).is_empty()),
        there: open.map(|unit| unit.name.clone()).collect(),
        page: frame,
        form,
    };
    if template.form.is_wrong() { invalid(&template) } else { page(&template) }
}

pub(super) async fn show(ctx: Ctx) -> Result {
    let mut tx = ctx.read().await?;
    let begun = load(&ctx, &mut tx).await?;
    let units = organisation::units(&mut tx).await?;
    let words = Words::load(&mut tx).await?;
    drop(tx);
    let mut form = Form::default();
    for part in usual(&begun) {
        form.set(&field("name", part), part.name_sv.clone());
        form.set(&field("department", part), part.department_sv.clone());
        // Once the question is answered nothing more is taken for granted.
        if part.usual && begun.parts == 0 {
            form.set(&field("has", part), "1");
        }
    }
    template(&ctx, &begun, (&units, &words), form)
}

/// What is to be added, as typed: each name stands once in the organisation.
fn read(form: &mut Form, begun: &Begun, units: &[Unit], root: UnitId) -> Vec<NewUnit> {
    let open = units.iter().filter(|unit| unit.closed_on.is_none());
    let mut taken: HashSet<String> = open.map(|unit| fold(&unit.name)).collect();
    let mut new: Vec<NewUnit> = Vec::new();
    for part in usual(begun) {
        let there = known(units, part);
        if there.is_some() || !form.ticked(&field("has", part)) {
            continue;
        }
        let Ok(kind) = part.kind.parse::<UnitKind>() else { continue };
        let name = form.text(&field("name", part), LONGEST, Need::Must);
        if !name.is_empty() && !taken.insert(fold(&name)) {
            form.reject(&field("name", part), "first-start-name-twice");
        }
        new.push(NewUnit { kind, name, below: Below::Unit(root) });
        let above = new.len() - 1;
        let department = form.text(&field("department", part), LONGEST, Need::May);
        if department.is_empty() {
            continue;
        }
        if !taken.insert(fold(&department)) {
            form.reject(&field("department", part), "first-start-name-twice");
        }
        new.push(NewUnit { kind: UnitKind::Department, name: department, below: Below::New(above) });
    }
    for (field, kind) in OWN {
        let typed = form.value(field).to_owned();
        let names: Vec<String> = typed.lines().map(clean).filter(|name| !name.is_empty()).collect();
        if names.iter().any(|name| name.chars().count() > LONGEST) {
            form.reject(field, "first-start-name-long");
        }
        for name in names {
            if taken.insert(fold(&name)) {
                new.push(NewUnit { kind, name, below: Below::Unit(root) });
            } else {
                form.reject(field, "first-start-name-twice");
            }
        }
    }
    new
}

pub(super) async fn answer(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let begun = load(&ctx, &mut tx).await?;
    organisation::hold_tree(&mut tx).await?;
    let units = organisation::units(&mut tx).await?;
    let root = units.iter().find(|unit| unit.parent_id.is_none()).map(|unit| unit.id);
    let new = read(&mut form, &begun, &units, root.ok_or(Error::NotFound)?);
    if form.is_wrong() {
        let words = Words::load(&mut tx).await?;
        return template(&ctx, &begun, (&units, &words), form);
    }
    if new.is_empty() {
        return go(&Question::Parts.next());
    }
    let made = organisation::insert_units(&mut tx, &units, &new).await?;
    ctx.commit(tx, Event::new(EventKind::FirstStartAnswered).detail("units", made.len())).await?;
    done(&Question::Parts.next(), "first-start-parts")
}
