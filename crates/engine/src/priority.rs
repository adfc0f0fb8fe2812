//! Priority of a gap = weight(need, legal duty) × deficiency, with its parts.
//!
//! Actions lower the deficiency, never the need. An unknown need is not a low one: it has a weight of
//! its own and the priority says that it is assumed.

use crate::controls::{Catalogue, ControlIx, Object, Why};
use crate::gaps::Deficiency;
use crate::level::{Aspect, AspectSet, Level};

/// The figures of the municipality. Higher need, duty or deficiency must never weigh less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// By level of need, 0–3.
    pub need: [u32; 4],
    /// When no aspect's need is known.
    pub need_unknown: u32,
    /// Without and with a legal duty.
    pub duty: [u32; 2],
    /// By deficiency, negligible to serious.
    pub deficiency: [u32; 4],
}

impl Default for Weights {
    /// Need 1–4, unknown as betydande; a legal duty half as much again; deficiency 0–3.
    fn default() -> Self {
        Self { need: [1, 2, 3, 4], need_unknown: 3, duty: [2, 3], deficiency: [0, 1, 2, 3] }
    }
}

/// The priority of a gap and its parts: `points` = `need_weight` × `duty_weight` × `deficiency_weight`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Priority {
    /// The product; 0 only for what needs nothing done.
    pub points: u32,
    /// The aspect and level of need that weighs, `None` when none is known.
    pub need: Option<(Aspect, Level)>,
    /// The need may prove higher than what weighs here.
    pub need_open: bool,
    /// Weight of the need.
    pub need_weight: u32,
    /// A law asks for the control.
    pub legal_duty: bool,
    /// Weight of the duty.
    pub duty_weight: u32,
    /// The judged deficiency.
    pub deficiency: Deficiency,
    /// Weight of the deficiency.
    pub deficiency_weight: u32,
}

impl Weights {
    /// Whether higher need, a duty and higher deficiency never weigh less: what edited figures must pass.
    pub fn is_ordered(&self) -> bool {
        self.need.is_sorted() && self.duty.is_sorted() && self.deficiency.is_sorted()
    }

    /// Weighs a deficiency. The need that counts is the highest among the aspects the control protects,
    /// or among all aspects of the model when it names none.
    pub fn priority(
        &self,
        catalogue: &Catalogue,
        object: &Object,
        (control, why): (ControlIx, Why),
        deficiency: Deficiency,
    ) -> Priority {
        let aspects = protected(catalogue, control);
        let known = aspects.iter().filter_map(|a| object.need[a].level.map(|level| (a, level)));
        // Of equal levels the first aspect is named.
        let need = known.reduce(|best, next| if next.1 > best.1 { next } else { best });
        let unknown = |aspect: Aspect| object.need[aspect].level.is_none() || object.need[aspect].open;
        let highest = need.is_some_and(|(_, level)| level == Level::Serious);
        let need_weight = need.map_or(self.need_unknown, |(_, l)| self.need[l as usize]);
        let duty_weight = self.duty[usize::from(why.law)];
        let deficiency_weight = self.deficiency[deficiency as usize];
        Priority {
            points: need_weight.saturating_mul(duty_weight).saturating_mul(deficiency_weight),
            need,
            need_open: !highest && aspects.iter().any(unknown),
            need_weight,
            legal_duty: why.law,
            duty_weight,
            deficiency,
            deficiency_weight,
        }
    }
}

fn protected(catalogue: &Catalogue, control: ControlIx) -> AspectSet {
    let named = catalogue.control(control).map_or(AspectSet::NONE, |entry| {
        let named = entry.from.iter().filter(|(_, from)| from.is_some());
        named.fold(AspectSet::NONE, |all, (aspect, _)| all.with(aspect))
    });
    let named = named.and(catalogue.aspects());
    if named.is_empty() { catalogue.aspects() } else { named }
}
