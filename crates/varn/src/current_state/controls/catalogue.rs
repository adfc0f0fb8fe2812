//! The catalogue as one list: the library's controls and the municipality's own, in the order they are shown; and the
//! same as the engine takes it.
//!
//! A level 0 at a control only tells what a baseline control protects (content/README.md). Controls for units are the
//! organisation's. An own control is asked for by choice alone, since it says nothing of levels or laws; one that is
//! another name for a control of the library is no control of its own.

use super::facts::{Fact, condition_fact};
use super::model::{ControlKey, OwnControl, OwnControlId};
use crate::knowledge::library::{self, LIBRARY, either};
use crate::platform::text::Language;
use std::collections::HashMap;
use varn_engine::{Aspect, AspectSet, Catalogue, Condition, Control, ControlIx, Law, Level, Scope, ScopeSet};

/// A control as pages and rules see it.
#[derive(Clone, Debug)]
pub enum Item {
    /// One of the library's.
    Library(&'static library::Control),
    /// One of the municipality's own.
    Own(OwnControl),
}

impl Item {
    /// How it is referred to.
    pub fn key(&self) -> ControlKey {
        match self {
            Self::Library(control) => ControlKey::of_library(&control.id),
            Self::Own(own) => own.key(),
        }
    }

    /// The library's control, if it is one.
    pub fn library(&self) -> Option<&'static library::Control> {
        match self {
            Self::Library(control) => Some(control),
            Self::Own(_) => None,
        }
    }

    /// Its name.
    pub fn name(&self, language: Language) -> &str {
        match self {
            Self::Library(control) => either(language, &control.name_sv, &control.name_en),
            Self::Own(own) => &own.title,
        }
    }

    /// What must be true.
    pub fn is_text(&self, language: Language) -> &str {
        match self {
            Self::Library(control) => either(language, &control.is_sv, &control.is_en),
            Self::Own(own) => &own.description,
        }
    }

    /// What happens without it, or "".
    pub fn consequence(&self) -> &str {
        self.library().map_or("", |control| &control.consequence_sv)
    }

    /// What would prove it, or "".
    pub fn evidence(&self) -> &str {
        self.library().map_or("", |control| &control.evidence_sv)
    }

    /// Its area, or "".
    pub fn area(&self) -> &str {
        match self {
            Self::Library(control) => &control.area,
            Self::Own(own) => &own.area,
        }
    }

    /// Its number, or "".
    pub fn number(&self) -> String {
        match self {
            Self::Library(control) => control.number.to_string(),
            Self::Own(own) => own.external_id.clone(),
        }
    }
}

/// Every control of a municipality, each at its [`ControlIx`].
#[derive(Clone, Debug)]
pub struct Controls {
    items: Vec<Item>,
    places: HashMap<ControlKey, u32>,
    names: Vec<OwnControl>,
}

impl Controls {
    /// The library with the municipality's own.
    pub fn new(own: Vec<OwnControl>) -> Self {
        let (names, mut own): (Vec<_>, Vec<_>) =
            own.into_iter().partition(|own| LIBRARY.control(&own.library_ref).is_some());
        let mut items = Vec::with_capacity(LIBRARY.controls.len() + own.len());
        for area in &LIBRARY.areas {
            let controls = LIBRARY.controls.iter().filter(|control| control.area == area.id);
            items.extend(controls.map(Item::Library));
            items.extend(own.extract_if(.., |own| own.area == area.id).map(Item::Own));
        }
        items.extend(own.into_iter().map(Item::Own));
        let places = (0..).zip(&items).map(|(at, item)| (item.key(), at)).collect();
        Self { items, places, names }
    }

    /// The controls, in the order they are shown.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The control with that key.
    pub fn item(&self, key: &ControlKey) -> Option<&Item> {
        self.places.get(key).map(|&at| &self.items[at as usize])
    }

    /// The control at a position of the engine's.
    pub fn at(&self, control: ControlIx) -> Option<&Item> {
        self.items.get(control.0 as usize)
    }

    /// Where a control stands, for the engine.
    pub fn place(&self, key: &ControlKey) -> Option<ControlIx> {
        self.places.get(key).map(|&at| ControlIx(at))
    }

    /// An own control that is another name for one of the library's.
    pub fn name(&self, id: OwnControlId) -> Option<&OwnControl> {
        self.names.iter().find(|own| own.id == id)
    }

    /// The municipality's own names for a control of the library.
    pub fn names_of(&self, control: &str) -> impl Iterator<Item = &OwnControl> {
        self.names.iter().filter(move |own| own.library_ref == control)
    }

    /// The keys of the controls in an area ("" for those without one).
    pub fn keys_in(&self, area: &str) -> impl Iterator<Item = ControlKey> {
        self.items.iter().filter(move |item| item.area() == area).map(Item::key)
    }

    /// The catalogue as the engine takes it, for a model with or without traceability.
    pub fn engine(&self, traced: bool) -> Catalogue {
        let aspects = if traced { AspectSet::ALL } else { AspectSet::WITHOUT_TRACEABILITY };
        Catalogue::new(self.items.iter().map(rule).collect(), aspects)
    }
}

fn rule(item: &Item) -> Control {
    let Item::Library(control) = item else { return Control::default() };
    let mut rule = Control { baseline: control.baseline, ..Control::default() };
    for one in &control.aspects {
        if let Some(aspect) = aspect(&one.aspect) {
            rule.from[aspect] = Level::from_ordinal(one.level);
        }
    }
    let scopes = control.scope.iter().filter_map(|scope| scope_of(scope));
    rule.scopes = scopes.fold(ScopeSet::NONE, ScopeSet::with);
    rule.laws = control.laws.iter().filter_map(|law| law_place(law)).collect();
    rule.condition = condition_fact(&control.condition).map(condition);
    rule
}

/// The engine's aspect with that word.
pub(super) fn aspect(word: &str) -> Option<Aspect> {
    let words = ["confidentiality", "integrity", "availability", "traceability"];
    Aspect::ALL.into_iter().zip(words).find(|(_, known)| *known == word).map(|(aspect, _)| aspect)
}

/// What a scope of the library is judged as: a unit's controls are the organisation's.
fn scope_of(word: &str) -> Option<Scope> {
    match word {
        "organisation" | "unit" => Some(Scope::Organisation),
        "system" => Some(Scope::System),
        "supplier" => Some(Scope::Supplier),
        _ => None,
    }
}

/// A law of the library by its place there.
pub(super) fn law_place(id: &str) -> Option<Law> {
    (0..).zip(&LIBRARY.laws).find(|(_, law)| law.id == id).map(|(at, _)| Law(at))
}

/// A fact as the engine's condition.
pub(super) fn condition(fact: Fact) -> Condition {
    Condition(fact as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(number: u128, area: &str, library_ref: &str) -> OwnControl {
        let id = OwnControlId(uuid::Uuid::from_u128(number));
        OwnControl {
            area: area.to_owned(),
            library_ref: library_ref.to_owned(),
            title: format!("Egen {number}"),
            ..OwnControl::new(id)
        }
    }

    #[test]
    fn own_controls_stand_last_in_their_area_and_other_names_do_not_stand_at_all() {
        let controls =
            Controls::new(vec![own(1, "", ""), own(2, "risk", ""), own(3, "", "control.infosec_policy")]);
        assert_eq!(controls.items().len(), LIBRARY.controls.len() + 2);
        assert_eq!(controls.items().last().map(Item::key), Some(own(1, "", "").key()));
        assert_eq!(controls.keys_in("risk").last(), Some(own(2, "", "").key()));
        let names: Vec<_> =
            controls.names_of("control.infosec_policy").map(|own| own.title.as_str()).collect();
        assert_eq!(names, ["Egen 3"]);
        for (at, item) in (0..).zip(controls.items()) {
            assert_eq!(controls.place(&item.key()), Some(ControlIx(at)));
        }
    }

    #[test]
    fn every_word_of_the_library_means_something_to_the_rules() {
        for control in &LIBRARY.controls {
            assert!(control.aspects.iter().all(|one| aspect(&one.aspect).is_some()), "{}", control.id);
            assert!(control.scope.iter().all(|scope| scope_of(scope).is_some()), "{}", control.id);
            assert!(control.laws.iter().all(|law| law_place(law).is_some()), "{}", control.id);
            assert!(!control.scope.is_empty(), "{}", control.id);
            let asked = control.baseline
                || !control.laws.is_empty()
                || control.aspects.iter().any(|one| one.level > 0);
            assert!(asked, "{} is asked for by nothing", control.id);
        }
    }
}
