//! Rows to engine and back: what each object must have today, judged and weighed. Pure.
//!
//! An exception counts only when approved, and "not applicable" too. A judgement is offered to an object by its suppliers
//! and by the organisation as long as nothing of its own is judged; it counts when it has been accepted.

use super::deviations::{Deviation, DeviationKind};
use super::model::{Judgement, State};
use crate::current_state::controls::{ControlKey, Controls, ObjectKind, Subject, Subjects};
use crate::platform::error::{Error, Result};
use chrono::{Datelike as _, NaiveDate};
use sha2::{Digest as _, Sha256};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;
use varn_engine::{
    Assessment, Choice, ControlIx, Day, Decision, Entry, Gap, Inheritance, Object, ObjectIx, ObjectResult,
    Ref, Standing, Weights,
};

/// What an assessment is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inputs<'a> {
    pub(super) controls: &'a Controls,
    pub(super) subjects: &'a Subjects,
    pub(super) judgements: &'a [Judgement],
    /// Those that have not been withdrawn.
    pub(super) deviations: &'a [Deviation],
    pub(super) today: NaiveDate,
}

/// Objects with what they must have and how it stands.
pub(super) struct Assessed {
    assessment: Assessment,
    ids: Vec<Uuid>,
}

/// A day as the engine takes it.
pub(super) fn day(day: NaiveDate) -> Day {
    Day(day.num_days_from_ce())
}

/// What is chosen for each object and decided about it; a decision's motive is the place of its deviation.
#[derive(Debug, Default)]
pub(super) struct ByHand<'a> {
    chosen: HashMap<Uuid, Vec<&'a ControlKey>>,
    decided: HashMap<Uuid, Vec<(Ref, &'a Deviation)>>,
}

impl<'a> ByHand<'a> {
    pub(super) fn new(
        chosen: impl IntoIterator<Item = (Uuid, &'a ControlKey)>,
        deviations: &'a [Deviation],
    ) -> Self {
        let mut by_hand = Self::default();
        for (object, control) in chosen {
            by_hand.chosen.entry(object).or_default().push(control);
        }
        for (place, deviation) in (0..).map(Ref).zip(deviations) {
            by_hand.decided.entry(deviation.object_id).or_default().push((place, deviation));
        }
        by_hand
    }
}

/// The object as the engine takes it, with what is chosen for it and decided about it.
pub(super) fn object(subject: &Subject, controls: &Controls, by_hand: &ByHand<'_>) -> Object {
    let mut object = subject.object();
    let chosen = by_hand.chosen.get(&subject.id).into_iter().flatten();
    let chosen = chosen.filter_map(|key| controls.place(key));
    object.chosen = chosen.map(|control| Choice { control, by: Ref(0) }).collect();
    object.chosen.sort_unstable();
    let decided = by_hand.decided.get(&subject.id).into_iter().flatten();
    object.decisions = decided
        .filter_map(|&(motive, deviation)| {
            let approved = deviation.approved_at.is_some();
            let decision = match (deviation.kind, deviation.until) {
                (DeviationKind::NotApplicable, _) => Decision::NotApplicable { motive, approved },
                (DeviationKind::Exception, Some(until)) if approved => {
                    Decision::Exception { motive, until: day(until) }
                }
                (DeviationKind::Exception, _) => return None,
            };
            Some((controls.place(&deviation.control)?, decision))
        })
        .collect();
    object
}

/// A digest of what the requirements of an object rest on; another one means that they have to be derived anew.
/// `catalogue` is the digest of the rules.
pub(super) fn basis(object: &Object, catalogue: i64, today: NaiveDate) -> i64 {
    // The number of a motive is where it stood when it was read, which says nothing.
    let decisions = object.decisions.iter().map(|(control, decision)| match decision {
        Decision::NotApplicable { approved, .. } => (control.0, 0, *approved),
        Decision::Exception { until, .. } => (control.0, until.0, day(today) <= *until),
    });
    let mut decisions: Vec<_> = decisions.collect();
    decisions.sort_unstable();
    let rest = Object { decisions: Vec::new(), ..object.clone() };
    digest(&format!("{catalogue}\n{rest:?}\n{decisions:?}"))
}

/// Sixty-four bits of a text's digest.
pub(super) fn digest(text: &str) -> i64 {
    let digest = Sha256::digest(text.as_bytes());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(bytes)
}

/// Assesses the objects; `offered_to` is the one to whom others' judgements are offered.
pub(super) fn assess(inputs: Inputs<'_>, offered_to: Option<Uuid>) -> Result<Assessed> {
    let Inputs { controls, subjects, judgements, deviations, today } = inputs;
    let ids: Vec<Uuid> = subjects.list.iter().map(|subject| subject.id).collect();
    let places: HashMap<Uuid, ObjectIx> = ids.iter().copied().zip((0..).map(ObjectIx)).collect();
    let chosen = judgements.iter().filter(|judgement| judgement.chosen);
    let by_hand = ByHand::new(chosen.map(|judgement| (judgement.object_id, &judgement.control)), deviations);
    let objects = subjects.list.iter().map(|subject| object(subject, controls, &by_hand));
    let mut entries: HashMap<(ObjectIx, ControlIx), Entry> = HashMap::new();
    for judgement in judgements {
        let (Some(&at), Some(control)) =
            (places.get(&judgement.object_id), controls.place(&judgement.control))
        else {
            continue;
        };
        let from = judgement.inherits_from.and_then(|from| places.get(&from).copied());
        let inherits = from.map(|from| Inheritance { from, accepted: judgement.inherits_accepted });
        entries.insert((at, control), Entry { own: judgement.engine(), inherits });
    }
    if let Some(asker) = offered_to.and_then(|id| subjects.find(id)) {
        let holders = holders(asker, subjects);
        offer(places[&asker.id], holders.iter().map(|id| places[id]), &mut entries);
    }
    let catalogue = controls.engine(subjects.traced);
    let entries = entries.into_iter().map(|((object, control), entry)| (object, control, entry));
    let assessment = Assessment::new(catalogue, Weights::default(), day(today), objects.collect(), entries);
    Ok(Assessed { assessment: assessment.map_err(Error::internal)?, ids })
}

/// Who may hold a judgement for an object, the nearest first: its suppliers, then the organisation.
fn holders(asker: &Subject, subjects: &Subjects) -> Vec<Uuid> {
    let suppliers: HashSet<Uuid> = match asker.kind {
        ObjectKind::System => {
            let of = subjects.deliveries.iter().filter(|(system, _)| *system == asker.id);
            of.map(|(_, supplier)| *supplier).collect()
        }
        ObjectKind::Supplier | ObjectKind::Organisation => HashSet::new(),
    };
    let holds = |subject: &&Subject| match subject.kind {
        ObjectKind::Supplier => suppliers.contains(&subject.id),
        ObjectKind::Organisation => asker.kind != ObjectKind::Organisation,
        ObjectKind::System => false,
    };
    let mut holders: Vec<_> = subjects.list.iter().filter(holds).collect();
    holders.sort_by_key(|holder| holder.kind == ObjectKind::Organisation);
    holders.into_iter().map(|holder| holder.id).collect()
}

/// Offers the judgements of `holders` for what `asker` has not judged and where nothing else is recorded.
fn offer(
    asker: ObjectIx,
    holders: impl Iterator<Item = ObjectIx>,
    entries: &mut HashMap<(ObjectIx, ControlIx), Entry>,
) {
    for from in holders {
        let held = entries.iter().filter(|((at, _), entry)| *at == from && entry.own.is_some());
        let held: Vec<_> = held.map(|((_, control), _)| *control).collect();
        for control in held {
            let entry = entries.entry((asker, control)).or_default();
            if !entry.own.is_some() && entry.inherits.is_none() {
                entry.inherits = Some(Inheritance { from, accepted: false });
            }
        }
    }
}

impl Assessed {
    /// The assessment, for reasons and weights.
    pub(super) fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// The id of an object.
    pub(super) fn id(&self, at: ObjectIx) -> Uuid {
        self.ids[at.0 as usize]
    }

    /// Where an object stands, and what is derived for it.
    pub(super) fn of(&self, id: Uuid) -> Option<(ObjectIx, &ObjectResult)> {
        let at = (0..).map(ObjectIx).zip(&self.ids).find(|(_, known)| **known == id)?.0;
        Some((at, self.assessment.result(at)?))
    }

    /// What is derived for every object.
    pub(super) fn results(&self) -> impl Iterator<Item = (Uuid, &ObjectResult)> {
        let places = (0..).map(ObjectIx).zip(&self.ids);
        places.filter_map(|(at, id)| Some((*id, self.assessment.result(at)?)))
    }
}

/// How a gap stands today: its state, or the deviation that goes before it.
pub(super) fn state(gap: &Gap) -> State {
    match gap.requirement.standing {
        Standing::NotApplicable(_) => State::NotApplicable,
        Standing::Excepted(..) => State::Excepted,
        _ => gap.status.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::current_state::controls::Facts;
    use crate::current_state::gaps::deviations::DeviationId;
    use crate::current_state::gaps::model::{Exists, Works};
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;
    use proptest::sample::select;
    use varn_engine::{Judged, Level, NeedLevel, PerAspect};

    const ORGANISATION: Uuid = Uuid::from_u128(1);
    const SYSTEM: Uuid = Uuid::from_u128(2);
    const SUPPLIER: Uuid = Uuid::from_u128(3);
    const PATCHING: &str = "control.patching";

    fn subject(kind: ObjectKind, id: Uuid, level: Level) -> Subject {
        let need = PerAspect::from_fn(|_| NeedLevel { level: Some(level), open: false });
        let text = String::new;
        Subject { kind, id, name: text(), unit: text(), in_scope: true, need, facts: Facts::default() }
    }

    fn subjects() -> Subjects {
        let list = vec![
            subject(ObjectKind::Organisation, ORGANISATION, Level::Serious),
            subject(ObjectKind::Supplier, SUPPLIER, Level::Moderate),
            subject(ObjectKind::System, SYSTEM, Level::Moderate),
        ];
        Subjects { list, deliveries: vec![(SYSTEM, SUPPLIER)], traced: true }
    }

    fn judgement(kind: ObjectKind, id: Uuid) -> Judgement {
        let control = ControlKey::of_library(PATCHING);
        Judgement { exists: Some(Exists::Yes), works: Some(Works::Yes), ..Judgement::new(kind, id, control) }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
    }

    fn deviation(control: &str, kind: DeviationKind, approved: bool, until: Option<NaiveDate>) -> Deviation {
        Deviation {
            id: DeviationId(Uuid::nil()),
            object_kind: ObjectKind::System,
            object_id: SYSTEM,
            control: ControlKey::of_library(control),
            kind,
            motive: String::new(),
            until,
            proposed_by: None,
            proposed_name: String::new(),
            proposed_at: DateTime::<Utc>::UNIX_EPOCH,
            approved_by: None,
            approved_name: String::new(),
            approved_at: approved.then_some(DateTime::<Utc>::UNIX_EPOCH),
            withdrawn_at: None,
        }
    }

    /// How patching of the system is judged and stands, with what is offered to it.
    fn patching(judgements: &[Judgement], deviations: &[Deviation]) -> (Option<Uuid>, State) {
        let (controls, subjects) = (Controls::new(Vec::new()), subjects());
        let inputs =
            Inputs { controls: &controls, subjects: &subjects, judgements, deviations, today: today() };
        let assessed = assess(inputs, Some(SYSTEM)).unwrap();
        let place = controls.place(&ControlKey::of_library(PATCHING)).unwrap();
        let (_, result) = assessed.of(SYSTEM).unwrap();
        let gap = result.gaps.iter().find(|gap| gap.control() == place).unwrap();
        let holder = match gap.judged {
            Judged::Offered(at, _) | Judged::Inherited(at, _) => Some(assessed.id(at)),
            Judged::Own(_) | Judged::Not => None,
        };
        (holder, state(gap))
    }

    #[test]
    fn the_nearest_holder_is_offered_and_nothing_counts_before_it_is_accepted() {
        let organisation = judgement(ObjectKind::Organisation, ORGANISATION);
        let supplier = judgement(ObjectKind::Supplier, SUPPLIER);
        let both = [organisation.clone(), supplier];
        assert_eq!(patching(&[], &[]), (None, State::NotJudged));
        assert_eq!(patching(&both[..1], &[]), (Some(ORGANISATION), State::NotJudged));
        assert_eq!(patching(&both, &[]), (Some(SUPPLIER), State::NotJudged));
        let unjudged = Judgement::new(ObjectKind::System, SYSTEM, ControlKey::of_library(PATCHING));
        let accepted = Judgement { inherits_from: Some(ORGANISATION), inherits_accepted: true, ..unjudged };
        let accepted = [both[0].clone(), both[1].clone(), accepted];
        assert_eq!(patching(&accepted, &[]), (Some(ORGANISATION), State::Fulfilled));
        let own = [organisation, judgement(ObjectKind::System, SYSTEM)];
        assert_eq!(patching(&own, &[]), (None, State::Fulfilled));
    }

    #[test]
    fn only_what_is_approved_deviates_and_an_exception_only_through_its_day() {
        let of = |kind, approved, until| patching(&[], &[deviation(PATCHING, kind, approved, until)]).1;
        let (yesterday, today) = (today().pred_opt(), Some(today()));
        assert_eq!(of(DeviationKind::NotApplicable, false, None), State::NotJudged);
        assert_eq!(of(DeviationKind::NotApplicable, true, None), State::NotApplicable);
        assert_eq!(of(DeviationKind::Exception, false, today), State::NotJudged);
        assert_eq!(of(DeviationKind::Exception, true, today), State::Excepted);
        assert_eq!(of(DeviationKind::Exception, true, yesterday), State::NotJudged);
    }

    fn basis_of(subject: &Subject, deviations: &[Deviation], on: NaiveDate) -> i64 {
        let controls = Controls::new(Vec::new());
        basis(&object(subject, &controls, &ByHand::new([], deviations)), 0, on)
    }

    #[test]
    fn the_basis_changes_with_the_day_only_when_an_exception_ends() {
        let system = subject(ObjectKind::System, SYSTEM, Level::Moderate);
        let exception = [deviation(PATCHING, DeviationKind::Exception, true, Some(today()))];
        let (before, after) = (today().pred_opt().unwrap(), today().succ_opt().unwrap());
        assert_eq!(basis_of(&system, &exception, before), basis_of(&system, &exception, today()));
        assert_ne!(basis_of(&system, &exception, today()), basis_of(&system, &exception, after));
        assert_eq!(basis_of(&system, &[], today()), basis_of(&system, &[], after));
    }

    proptest! {
        /// The basis does not depend on the order in which deviations were read, and tells apart what differs.
        #[test]
        fn the_basis_tells_what_requirements_rest_on(
            levels in prop::array::uniform2(select(Level::ALL.to_vec())),
            picked in prop::collection::vec((0..3_usize, any::<bool>()), 0..5),
        ) {
            let names = [PATCHING, "control.backup_taken", "control.infosec_policy"];
            let mut deviations: Vec<_> = picked
                .iter()
                .map(|(at, approved)| deviation(names[*at], DeviationKind::NotApplicable, *approved, None))
                .collect();
            let [one, other] = levels.map(|level| subject(ObjectKind::System, SYSTEM, level));
            let first = basis_of(&one, &deviations, today());
            deviations.reverse();
            prop_assert_eq!(first, basis_of(&one, &deviations, today()));
            prop_assert_eq!(first == basis_of(&other, &deviations, today()), levels[0] == levels[1]);
        }
    }
}
