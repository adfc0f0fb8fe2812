//! The objects that controls are asked of, with need and facts: the organisation, systems in use or on their way,
//! suppliers. Retired systems have nothing to fulfil.

use super::facts::{Facts, Held};
use super::model::ObjectKind;
use std::collections::HashMap;
use uuid::Uuid;
use varn_engine::{Aspect, Level, NeedLevel, Object, PerAspect, Scope};

/// An object.
#[derive(Clone, Debug)]
pub struct Subject {
    /// What it is.
    pub kind: ObjectKind,
    /// Its id; the tenant's for the organisation.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Name of the unit it belongs to.
    pub unit: String,
    /// Whether the actor may see it.
    pub in_scope: bool,
    /// Its protection need.
    pub need: PerAspect<NeedLevel>,
    /// What else is known of it.
    pub facts: Facts,
}

impl Subject {
    /// The object as the engine takes it, without choices and decisions.
    pub fn object(&self) -> Object {
        let scope = match self.kind {
            ObjectKind::Organisation => Scope::Organisation,
            ObjectKind::System => Scope::System,
            ObjectKind::Supplier => Scope::Supplier,
        };
        let (laws, open_laws) = self.facts.laws(self.kind);
        let (conditions, open_conditions) = self.facts.conditions();
        Object { need: self.need, laws, open_laws, conditions, open_conditions, ..Object::new(scope) }
    }

    /// The levels as badges take them.
    pub fn levels(&self) -> [Option<i64>; 4] {
        Aspect::ALL.map(|aspect| self.need[aspect].level.map(|level| i64::from(level.ordinal())))
    }
}

/// Objects that are looked at together.
#[derive(Clone, Debug)]
pub struct Subjects {
    /// The organisation first, then the others by kind and name.
    pub list: Vec<Subject>,
    /// System and supplier, for each delivery.
    pub deliveries: Vec<(Uuid, Uuid)>,
    /// Whether the municipality's model has traceability.
    pub traced: bool,
}

impl Subjects {
    /// The object with that id.
    pub fn find(&self, id: Uuid) -> Option<&Subject> {
        self.list.iter().find(|subject| subject.id == id)
    }
}

/// A subject as the registers tell of it; `held` is for systems.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) kind: ObjectKind,
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) in_scope: bool,
    pub(super) need: PerAspect<NeedLevel>,
    pub(super) held: Held,
}

/// A level of need; where nothing is stored it is open.
pub(super) fn need(levels: [Option<i64>; 4], open: [Option<bool>; 4]) -> PerAspect<NeedLevel> {
    PerAspect::from_fn(|aspect| {
        let ordinal = levels[aspect as usize].and_then(|level| u8::try_from(level).ok());
        let level = ordinal.and_then(Level::from_ordinal);
        NeedLevel { level, open: open[aspect as usize].unwrap_or(level.is_none()) }
    })
}

/// Puts the facts together: a supplier's and the organisation's come from the systems among `told`.
pub(super) fn together(told: Vec<Told>, deliveries: Vec<(Uuid, Uuid)>, traced: bool) -> Subjects {
    let systems = told.iter().filter(|one| one.kind == ObjectKind::System);
    let of_systems: HashMap<Uuid, Facts> = systems.map(|one| (one.id, Facts::of_system(&one.held))).collect();
    let mut delivered: HashMap<Uuid, Vec<&Facts>> = HashMap::new();
    for (system, supplier) in &deliveries {
        if let Some(facts) = of_systems.get(system) {
            delivered.entry(*supplier).or_default().push(facts);
        }
    }
    let facts = |one: &Told| match one.kind {
        ObjectKind::System => of_systems[&one.id],
        ObjectKind::Supplier => Facts::of_supplier(delivered.get(&one.id).into_iter().flatten().copied()),
        ObjectKind::Organisation => Facts::of_organisation(of_systems.values()),
    };
    let subject = |one: Told| Subject {
        facts: facts(&one),
        kind: one.kind,
        id: one.id,
        name: one.name,
        unit: one.unit,
        in_scope: one.in_scope,
        need: one.need,
    };
    let list = told.into_iter().map(subject).collect();
    Subjects { list, deliveries, traced }
}
