//! Which controls an object must have, with every reason.
//!
//! Required = baseline ∪ aspect level reached ∪ tagged by an applicable law ∪ chosen (method §3.4). What
//! is not applicable is left out with its motive only when approved; an exception counts until its end
//! date. A condition narrows a control to objects where it has a meaning. What is unknown (a level, a law, a
//! condition) asks for nothing, but leaves the control undecided instead of not needed.

use crate::level::{Aspect, AspectSet, Level, PerAspect};

/// A control: its position in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ControlIx(pub u32);

/// An object: its position in the assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectIx(pub u32);

/// A law or provision, by the caller's numbering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Law(pub u32);

/// A circumstance that gives a control its meaning (a cloud service, cameras), by the caller's numbering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Condition(pub u32);

/// A record of the caller's (a motive, a risk treatment), by the caller's numbering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref(pub u32);

/// A date, in days from a start the caller chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// What kind of object a control is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The whole organisation.
    Organisation,
    /// A unit of it.
    Unit,
    /// A system.
    System,
    /// A supplier.
    Supplier,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 4] = [Self::Organisation, Self::Unit, Self::System, Self::Supplier];
}

/// A set of scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct ScopeSet(u8);

impl ScopeSet {
    /// No scope.
    pub const NONE: Self = Self(0);

    /// This set and one scope more.
    #[must_use]
    pub const fn with(self, scope: Scope) -> Self {
        Self(self.0 | 1 << scope as u8)
    }

    /// Whether the scope is in the set.
    pub const fn contains(self, scope: Scope) -> bool {
        self.0 & 1 << scope as u8 != 0
    }
}

/// A control as the catalogue describes it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Control {
    /// Grundskydd: required of every object in scope.
    pub baseline: bool,
    /// Required from this level of the aspect on.
    pub from: PerAspect<Option<Level>>,
    /// The kinds of object it is for.
    pub scopes: ScopeSet,
    /// The laws that ask for it.
    pub laws: Vec<Law>,
    /// Where it has a meaning; `None` is everywhere. A choice goes beyond it, as beyond the scope.
    pub condition: Option<Condition>,
}

/// The controls, each at its [`ControlIx`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    controls: Vec<Control>,
    aspects: AspectSet,
}

/// A level of need as the controls see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct NeedLevel {
    /// The level, `None` for unknown.
    pub level: Option<Level>,
    /// It may prove higher.
    pub open: bool,
}

/// A control chosen by a risk treatment or by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice {
    /// The control, in or out of scope.
    pub control: ControlIx,
    /// The record of the choice.
    pub by: Ref,
}

/// A decision not to have a required control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// Not applicable, with a motive; counts only when approved.
    NotApplicable {
        /// The record of the motive.
        motive: Ref,
        /// Whether an approver has approved it.
        approved: bool,
    },
    /// Accepted to lack until the end of a day.
    Exception {
        /// The record of the motive.
        motive: Ref,
        /// The last day it counts.
        until: Day,
    },
}

/// Something that is asked for controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// What it is.
    pub scope: Scope,
    /// Its protection need.
    pub need: PerAspect<NeedLevel>,
    /// The laws that apply to it.
    pub laws: Vec<Law>,
    /// Those of which it is not known whether they apply.
    pub open_laws: Vec<Law>,
    /// The conditions that hold for it.
    pub conditions: Vec<Condition>,
    /// Those of which it is not known whether they hold; all others do not.
    pub open_conditions: Vec<Condition>,
    /// Controls chosen for it.
    pub chosen: Vec<Choice>,
    /// Decisions not to have a control.
    pub decisions: Vec<(ControlIx, Decision)>,
}

impl Object {
    /// An object about which nothing is known but its kind.
    pub fn new(scope: Scope) -> Self {
        Self {
            scope,
            need: PerAspect::default(),
            laws: Vec::new(),
            open_laws: Vec::new(),
            conditions: Vec::new(),
            open_conditions: Vec::new(),
            chosen: Vec::new(),
            decisions: Vec::new(),
        }
    }
}

/// One reason why a control is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Grundskydd.
    Baseline,
    /// The need of the aspect has reached the level from which the control is required.
    Reached {
        /// The aspect.
        aspect: Aspect,
        /// The level from which it is required.
        from: Level,
        /// The level of need.
        need: Level,
    },
    /// A law that applies asks for it.
    Law(Law),
    /// Chosen, by this record.
    Chosen(Ref),
}

/// The kinds of reason, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct Why {
    /// Grundskydd.
    pub baseline: bool,
    /// The aspects whose level is reached.
    pub reached: AspectSet,
    /// A law that applies asks for it: a legal duty.
    pub law: bool,
    /// Chosen.
    pub chosen: bool,
}

impl Why {
    fn any(self) -> bool {
        self.baseline || self.law || self.chosen || !self.reached.is_empty()
    }
}

/// Whether a required control is asked for today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It is.
    Required,
    /// Not applicable, approved.
    NotApplicable(Ref),
    /// It is, although someone has proposed that it is not applicable.
    ProposedNotApplicable(Ref),
    /// Accepted to lack until the end of the day.
    Excepted(Ref, Day),
    /// It is again: the exception ended with this day.
    ExceptionEnded(Ref, Day),
}

impl Standing {
    /// Whether the control is asked for today.
    pub fn counts(self) -> bool {
        !matches!(self, Self::NotApplicable(_) | Self::Excepted(..))
    }
}

/// A control the rules ask for. [`Catalogue::reasons`] gives the reasons in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Requirement {
    /// The control.
    pub control: ControlIx,
    /// The kinds of reason.
    pub why: Why,
    /// Whether a decision changes it.
    pub standing: Standing,
}

/// A control not asked for by what is known, that more knowledge may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Undecided {
    /// The control.
    pub control: ControlIx,
    /// The aspects that are unknown or may prove higher, and so reach its level.
    pub aspects: AspectSet,
    /// A law that asks for it may apply.
    pub law: bool,
    /// Its condition may hold, and may not.
    pub condition: bool,
}

/// What an object must have, in the order of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Required {
    /// What the rules ask for, decisions marked.
    pub controls: Vec<Requirement>,
    /// What more knowledge may ask for.
    pub undecided: Vec<Undecided>,
}

impl Catalogue {
    /// A catalogue for a model with these aspects; levels of other aspects ask for nothing.
    pub fn new(controls: Vec<Control>, aspects: AspectSet) -> Self {
        Self { controls, aspects }
    }

    /// The control at a position.
    pub fn control(&self, control: ControlIx) -> Option<&Control> {
        self.controls.get(control.0 as usize)
    }

    /// The aspects of the model.
    pub fn aspects(&self) -> AspectSet {
        self.aspects
    }

    /// What the object must have on this day.
    pub fn required(&self, object: &Object, today: Day) -> Required {
        let mut required = Required::default();
        for (control, entry) in (0..).map(ControlIx).zip(&self.controls) {
            let why = self.why(control, entry, object);
            if why.any() {
                let standing = standing(object, control, today);
                required.controls.push(Requirement { control, why, standing });
            } else if let Some(undecided) = self.undecided(control, entry, object)
                && !matches!(standing(object, control, today), Standing::NotApplicable(_))
            {
                required.undecided.push(undecided);
            }
        }
        required
    }

    /// Every reason why the object must have the control, in a fixed order.
    pub fn reasons(&self, control: ControlIx, object: &Object) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let Some(entry) = self.control(control) else { return reasons };
        if meaning(entry, object) == Meaning::Sure {
            reasons.extend(entry.baseline.then_some(Reason::Baseline));
            reasons.extend(self.aspects.iter().filter_map(|aspect| reached(entry, object, aspect)));
            let applies = |law: &&Law| object.laws.contains(law);
            reasons.extend(entry.laws.iter().filter(applies).copied().map(Reason::Law));
        }
        let chosen = object.chosen.iter().filter(|choice| choice.control == control);
        reasons.extend(chosen.map(|choice| Reason::Chosen(choice.by)));
        reasons.sort_unstable();
        reasons.dedup();
        reasons
    }

    fn why(&self, control: ControlIx, entry: &Control, object: &Object) -> Why {
        let chosen = object.chosen.iter().any(|choice| choice.control == control);
        match meaning(entry, object) {
            Meaning::Sure => Why { chosen, ..self.asked(entry, object) },
            Meaning::Open | Meaning::None => Why { chosen, ..Why::default() },
        }
    }

    /// What asks for the control where it has a meaning.
    fn asked(&self, entry: &Control, object: &Object) -> Why {
        let reached = self.aspects.iter().filter(|&a| reached(entry, object, a).is_some());
        Why {
            baseline: entry.baseline,
            reached: reached.fold(AspectSet::NONE, AspectSet::with),
            law: entry.laws.iter().any(|law| object.laws.contains(law)),
            chosen: false,
        }
    }

    fn undecided(&self, control: ControlIx, entry: &Control, object: &Object) -> Option<Undecided> {
        let condition = match meaning(entry, object) {
            Meaning::None => return None,
            Meaning::Open => true,
            Meaning::Sure => false,
        };
        let aspects = self.may_reach(entry, object);
        let law = entry.laws.iter().any(|law| object.open_laws.contains(law));
        let asked = condition && self.asked(entry, object).any();
        (asked || law || !aspects.is_empty()).then_some(Undecided { control, aspects, law, condition })
    }

    /// The aspects whose need may still reach the control's level.
    fn may_reach(&self, entry: &Control, object: &Object) -> AspectSet {
        let may = |aspect: &Aspect| {
            let need = object.need[*aspect];
            entry.from[*aspect].is_some() && (need.level.is_none() || need.open)
        };
        self.aspects.iter().filter(may).fold(AspectSet::NONE, AspectSet::with)
    }
}

/// Whether a control has a meaning for an object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Sure,
    Open,
    None,
}

fn meaning(entry: &Control, object: &Object) -> Meaning {
    match entry.condition {
        _ if !entry.scopes.contains(object.scope) => Meaning::None,
        Some(condition) if object.open_conditions.contains(&condition) => Meaning::Open,
        Some(condition) if !object.conditions.contains(&condition) => Meaning::None,
        _ => Meaning::Sure,
    }
}

fn reached(entry: &Control, object: &Object, aspect: Aspect) -> Option<Reason> {
    let (from, need) = (entry.from[aspect]?, object.need[aspect].level?);
    (need >= from).then_some(Reason::Reached { aspect, from, need })
}

/// Of several decisions the strongest counts: approved, then the exception that lasts longest.
fn standing(object: &Object, control: ControlIx, today: Day) -> Standing {
    let decisions = object.decisions.iter().filter(|(about, _)| *about == control);
    let strongest = decisions.map(|(_, decision)| *decision).max_by_key(|decision| match *decision {
        Decision::NotApplicable { motive, approved: true } => (3, Day(0), motive),
        Decision::Exception { motive, until } if today <= until => (2, until, motive),
        Decision::NotApplicable { motive, approved: false } => (1, Day(0), motive),
        Decision::Exception { motive, until } => (0, until, motive),
    });
    match strongest {
        None => Standing::Required,
        Some(Decision::NotApplicable { motive, approved: true }) => Standing::NotApplicable(motive),
        Some(Decision::NotApplicable { motive, .. }) => Standing::ProposedNotApplicable(motive),
        Some(Decision::Exception { motive, until }) if today <= until => Standing::Excepted(motive, until),
        Some(Decision::Exception { motive, until }) => Standing::ExceptionEnded(motive, until),
    }
}
