//! What the page of an object rests on, read in five statements however many controls there are.

use crate::current_state::controls::store::{Which, own_controls, subjects};
use crate::current_state::controls::words::assessment_path;
use crate::current_state::controls::{ControlKey, Controls, Facts, ObjectKind, Subject, Subjects};
use crate::current_state::gaps::assess::{Assessed, Inputs, assess};
use crate::current_state::gaps::deviations::{self, Deviation};
use crate::current_state::gaps::model::Judgement;
use crate::current_state::gaps::store::{self, NamedJudgement};
use crate::people::organisation::{PersonId, store as organisation};
use crate::platform::actor::Actor;
use crate::platform::app::App;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::swedish::fold;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The object that an address names.
#[derive(Clone, Copy, Debug)]
pub(in crate::current_state::gaps) struct Place {
    pub(in crate::current_state::gaps) kind: ObjectKind,
    pub(in crate::current_state::gaps) id: Uuid,
}

impl Place {
    /// The address of its page.
    pub(in crate::current_state::gaps) fn path(self) -> String {
        assessment_path(self.kind, self.id)
    }
}

impl FromRequestParts<App> for Place {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let kind = match parts.uri.path().split('/').nth(2) {
            Some("organisation") => ObjectKind::Organisation,
            Some("system") => ObjectKind::System,
            _ => ObjectKind::Supplier,
        };
        if kind == ObjectKind::Organisation {
            let actor = parts.extensions.get::<Actor>().ok_or(Error::NotFound)?;
            return Ok(Self { kind, id: actor.tenant.0 });
        }
        Ok(Self { kind, id: param(parts, app, "id").await?.parse().map_err(|_| Error::NotFound)? })
    }
}

/// The control that an address names, of its object.
#[derive(Clone, Debug)]
pub(in crate::current_state::gaps) struct About(pub(in crate::current_state::gaps) ControlKey);

impl FromRequestParts<App> for About {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Ok(Self(param(parts, app, "control").await?.parse().map_err(|_| Error::NotFound)?))
    }
}

async fn param(parts: &mut Parts, app: &App, name: &str) -> Result<String> {
    let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
    let value = params.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned());
    value.ok_or(Error::NotFound)
}

/// People to choose among, each with a name of her own: of those who share one, the end of the id tells who.
pub(super) struct People(Vec<(PersonId, String)>);

impl People {
    /// Everybody who works here. One statement.
    pub(super) async fn read(ctx: &Ctx, tx: &mut Tx) -> Result<Self> {
        let (_, people) = organisation::options(tx, &ctx.scope).await?;
        let mut number: HashMap<String, usize> = HashMap::new();
        for (_, name) in &people {
            *number.entry(fold(name)).or_default() += 1;
        }
        let named = people.into_iter().filter_map(|(id, name)| {
            let shared = number.get(&fold(&name)).is_some_and(|number| *number > 1);
            let end = id.get(id.len() - 4..).unwrap_or_default();
            let label = if shared { format!("{name} ({end})") } else { name };
            Some((id.parse().ok()?, label))
        });
        Ok(Self(named.collect()))
    }

    /// What she is called among the others.
    pub(super) fn label(&self, id: PersonId) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, label)| label.as_str())
    }

    /// Who is called so.
    pub(super) fn named(&self, label: &str) -> Option<PersonId> {
        let wanted = fold(label);
        self.0.iter().find(|(_, known)| fold(known) == wanted).map(|(id, _)| *id)
    }

    /// All names, in Swedish order.
    pub(super) fn labels(&self) -> Vec<String> {
        self.0.iter().map(|(_, label)| label.clone()).collect()
    }
}

/// An object with everything that is known about its controls.
pub(super) struct Loaded {
    pub(super) subject: Subject,
    pub(super) controls: Controls,
    pub(super) assessed: Assessed,
    pub(super) judgements: HashMap<(Uuid, ControlKey), NamedJudgement>,
    pub(super) deviations: Vec<Deviation>,
    /// Names of the suppliers that may hold a judgement for it.
    pub(super) suppliers: HashMap<Uuid, String>,
}

impl Loaded {
    /// The object at a place, if it lies in the route's scope. Four statements.
    pub(super) async fn read(ctx: &Ctx, tx: &mut Tx, place: Place) -> Result<Self> {
        let which = match place.kind {
            ObjectKind::Organisation => Which::Organisation,
            ObjectKind::System => Which::System(place.id),
            ObjectKind::Supplier => Which::Supplier(place.id),
        };
        let Subjects { list, traced, .. } = subjects(tx, &ctx.scope, which).await?;
        let found = list.into_iter().find(|subject| subject.id == place.id && subject.kind == place.kind);
        let subject = found.filter(|subject| subject.in_scope).ok_or(Error::NotFound)?;
        let controls = Controls::new(own_controls(tx).await?);
        let named = store::named_judgements(tx, place.id).await?;
        let deviations = deviations::store::standing(tx, Some(place.id)).await?;
        let suppliers = named.iter().filter(|row| row.judgement.object_id != place.id);
        let suppliers: HashMap<Uuid, String> =
            suppliers.filter_map(|row| Some((row.judgement.object_id, row.supplier.clone()?))).collect();
        let subjects = with_holders(&subject, &named, traced);
        let rows: Vec<Judgement> = named.iter().map(|row| row.judgement.clone()).collect();
        let inputs = Inputs {
            controls: &controls,
            subjects: &subjects,
            judgements: &rows,
            deviations: &deviations,
            today: ctx.app.clock().today(),
        };
        let assessed = assess(inputs, Some(place.id))?;
        let keyed = |row: NamedJudgement| ((row.judgement.object_id, row.judgement.control.clone()), row);
        let judgements = named.into_iter().map(keyed).collect();
        Ok(Self { subject, controls, assessed, judgements, deviations, suppliers })
    }

    /// What is recorded about a control of the object itself.
    pub(super) fn own(&self, control: &ControlKey) -> Option<&NamedJudgement> {
        self.judgements.get(&(self.subject.id, control.clone()))
    }
}

/// The object, and whoever has judged something that it may inherit, in the order they were read.
fn with_holders(subject: &Subject, named: &[NamedJudgement], traced: bool) -> Subjects {
    let mut seen = HashSet::from([subject.id]);
    let rows = named.iter().map(|row| &row.judgement);
    let holders = rows.filter(|row| seen.insert(row.object_id)).map(|row| Subject {
        kind: row.object_kind,
        id: row.object_id,
        name: String::new(),
        unit: String::new(),
        in_scope: false,
        need: varn_engine::PerAspect::default(),
        facts: Facts::default(),
    });
    let holders: Vec<_> = holders.collect();
    let suppliers = holders.iter().filter(|holder| holder.kind == ObjectKind::Supplier);
    let deliveries = suppliers.map(|holder| (subject.id, holder.id)).collect();
    let list = std::iter::once(subject.clone()).chain(holders).collect();
    Subjects { list, deliveries, traced }
}
