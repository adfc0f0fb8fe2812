//! What must hold for required controls and gaps on any input.

use proptest::prelude::*;
use proptest::sample::select;
use varn_engine::{
    Aspect, AspectSet, Assessment, Catalogue, Choice, Condition, Control, ControlIx, Day, Decision,
    Deficiency, Entry, Exists, Inheritance, Judgement, Law, Level, NeedLevel, Object, ObjectIx, PerAspect,
    Reason, Ref, Scope, ScopeSet, Status, Weights, Works,
};

const OBJECTS: u32 = 5;
const CONTROLS: u32 = 6;
const TODAY: Day = Day(10);

fn maybe<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> impl Strategy<Value = Option<T>> + use<T> {
    prop::option::of(select(all.to_vec()))
}

fn any_control() -> impl Strategy<Value = Control> {
    let from = prop::array::uniform4(maybe(&Level::ALL));
    let laws = prop::collection::vec((0..3_u32).prop_map(Law), 0..2);
    let condition = prop::option::of((0..3_u32).prop_map(Condition));
    let parts = (any::<bool>(), from, any::<[bool; 4]>(), laws, condition);
    parts.prop_map(|(baseline, from, scopes, laws, condition)| {
        let scopes = Scope::ALL.into_iter().zip(scopes).filter(|(_, is)| *is);
        let scopes = scopes.fold(ScopeSet::NONE, |all, (scope, _)| all.with(scope));
        Control { baseline, from: PerAspect(from), scopes, laws, condition }
    })
}

fn any_need() -> impl Strategy<Value = PerAspect<NeedLevel>> {
    let one = (maybe(&Level::ALL), any::<bool>()).prop_map(|(level, open)| NeedLevel { level, open });
    prop::array::uniform4(one).prop_map(PerAspect)
}

fn any_object() -> impl Strategy<Value = Object> {
    let decision = prop_oneof![
        any::<bool>().prop_map(|approved| Decision::NotApplicable { motive: Ref(0), approved }),
        (8..13).prop_map(|day| Decision::Exception { motive: Ref(0), until: Day(day) }),
    ];
    let control = || (0..CONTROLS).prop_map(ControlIx);
    let decisions = prop::collection::vec((control(), decision), 0..3);
    let chosen = prop::collection::vec(control().prop_map(|control| Choice { control, by: Ref(1) }), 0..3);
    // Of each law and condition: not, open or sure.
    let known = || prop::array::uniform3(0..3_u8);
    let parts = (select(Scope::ALL.to_vec()), any_need(), known(), known(), chosen, decisions);
    parts.prop_map(|(scope, need, laws, conditions, chosen, decisions)| {
        let of =
            |all: [u8; 3], how: u8| (0..3_u32).zip(all).filter(move |(_, is)| *is == how).map(|(n, _)| n);
        Object {
            scope,
            need,
            laws: of(laws, 2).map(Law).collect(),
            open_laws: of(laws, 1).map(Law).collect(),
            conditions: of(conditions, 2).map(Condition).collect(),
            open_conditions: of(conditions, 1).map(Condition).collect(),
            chosen,
            decisions,
        }
    })
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let exists = maybe(&[Exists::Yes, Exists::Partly, Exists::No]);
    let works = maybe(&[Works::Yes, Works::Partly, Works::No]);
    let all = [Deficiency::Negligible, Deficiency::Moderate, Deficiency::Significant, Deficiency::Serious];
    let judgement = (exists, works, maybe(&all)).prop_map(|(exists, works, deficiency)| Judgement {
        exists,
        works,
        deficiency,
    });
    let own = prop_oneof![Just(Judgement::default()), judgement];
    let inherits = prop::option::of((0..OBJECTS, any::<bool>()));
    (own, inherits).prop_map(|(own, inherits)| {
        let inherits = inherits.map(|(from, accepted)| Inheritance { from: ObjectIx(from), accepted });
        Entry { own, inherits }
    })
}

#[derive(Clone, Debug)]
enum Step {
    Need(u32, PerAspect<NeedLevel>),
    Object(u32, Object),
    Entry(u32, u32, Entry),
    Today(Day),
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..OBJECTS, any_need()).prop_map(|(at, need)| Step::Need(at, need)),
        (0..OBJECTS, any_object()).prop_map(|(at, object)| Step::Object(at, object)),
        (0..OBJECTS, 0..CONTROLS, any_entry())
            .prop_map(|(at, control, entry)| Step::Entry(at, control, entry)),
        (7..14).prop_map(|day| Step::Today(Day(day))),
    ]
}

/// The input as plain lists.
#[derive(Clone, Debug)]
struct Input {
    controls: Vec<Control>,
    objects: Vec<Object>,
    entries: Vec<Entry>,
    today: Day,
}

impl Input {
    fn catalogue(&self) -> Catalogue {
        Catalogue::new(self.controls.clone(), AspectSet::ALL)
    }

    fn assess(&self) -> Assessment {
        let all = (0..OBJECTS).flat_map(|o| (0..CONTROLS).map(move |c| (ObjectIx(o), ControlIx(c))));
        let entries = all.zip(&self.entries).map(|((o, c), entry)| (o, c, *entry));
        let objects = self.objects.clone();
        Assessment::new(self.catalogue(), Weights::default(), self.today, objects, entries).expect("valid")
    }
}

fn any_input() -> impl Strategy<Value = Input> {
    let controls = prop::collection::vec(any_control(), CONTROLS as usize);
    let objects = prop::collection::vec(any_object(), OBJECTS as usize);
    let entries = prop::collection::vec(any_entry(), (OBJECTS * CONTROLS) as usize);
    let parts = (controls, objects, entries);
    parts.prop_map(|(controls, objects, entries)| Input { controls, objects, entries, today: TODAY })
}

/// The step by the lists alone, and by the assessment; the objects it says became different.
fn take(step: Step, input: &mut Input, assessment: &mut Assessment) -> Vec<ObjectIx> {
    let one = |at: u32, changed: bool| changed.then_some(ObjectIx(at)).into_iter().collect();
    match step {
        Step::Need(at, need) => {
            input.objects[at as usize].need = need;
            one(at, assessment.set_need(ObjectIx(at), need).expect("valid"))
        }
        Step::Object(at, object) => {
            input.objects[at as usize] = object.clone();
            one(at, assessment.set_object(ObjectIx(at), object).expect("valid"))
        }
        Step::Entry(at, control, entry) => {
            input.entries[(at * CONTROLS + control) as usize] = entry;
            assessment.set_entry(ObjectIx(at), ControlIx(control), entry).expect("valid")
        }
        Step::Today(day) => {
            input.today = day;
            assessment.set_today(day)
        }
    }
}

proptest! {
    #[test]
    fn a_change_equals_a_full_recomputation(
        input in any_input(), steps in prop::collection::vec(any_step(), 1..10),
    ) {
        let mut input = input;
        let mut assessment = input.assess();
        for step in steps {
            let before = assessment.clone();
            let changed = take(step, &mut input, &mut assessment);
            prop_assert_eq!(&assessment, &input.assess());
            let differs = |at: &ObjectIx| before.result(*at) != assessment.result(*at);
            prop_assert_eq!(changed, (0..OBJECTS).map(ObjectIx).filter(differs).collect::<Vec<_>>());
        }
    }

    #[test]
    fn explained_is_required(input in any_input()) {
        let catalogue = input.catalogue();
        for object in &input.objects {
            let required = catalogue.required(object, TODAY);
            for control in (0..CONTROLS).map(ControlIx) {
                let reasons = catalogue.reasons(control, object);
                let found = required.controls.iter().find(|r| r.control == control);
                prop_assert_eq!(found.is_some(), !reasons.is_empty());
                let Some(found) = found else { continue };
                let has = |kind: fn(&Reason) -> bool| reasons.iter().any(kind);
                prop_assert_eq!(found.why.baseline, has(|r| matches!(r, Reason::Baseline)));
                prop_assert_eq!(found.why.law, has(|r| matches!(r, Reason::Law(_))));
                prop_assert_eq!(found.why.chosen, has(|r| matches!(r, Reason::Chosen(_))));
                for reason in reasons {
                    if let Reason::Reached { aspect, from, need } = reason {
                        prop_assert!(found.why.reached.contains(aspect) && need >= from);
                        prop_assert_eq!(object.need[aspect].level, Some(need));
                    }
                }
            }
        }
    }

    /// Whatever the unknown turns out to be, it asks for what is required now, and for nothing that is
    /// not required or undecided now.
    #[test]
    fn what_is_unknown_is_never_counted_as_nothing(
        input in any_input(), found in prop::array::uniform4(select(Level::ALL.to_vec())),
        true_of in any::<[bool; 6]>(),
    ) {
        let catalogue = input.catalogue();
        for object in &input.objects {
            let now = catalogue.required(object, TODAY);
            let mut known = object.clone();
            for aspect in Aspect::ALL {
                let need = object.need[aspect];
                let found = found[aspect as usize];
                let level = if need.level.is_none() || need.open { need.level.max(Some(found)) } else { need.level };
                known.need[aspect] = NeedLevel { level, open: false };
            }
            let open = std::mem::take(&mut known.open_laws);
            known.laws.extend(open.into_iter().filter(|law| true_of[law.0 as usize]));
            let open = std::mem::take(&mut known.open_conditions);
            known.conditions.extend(open.into_iter().filter(|one| true_of[3 + one.0 as usize]));
            let then = catalogue.required(&known, TODAY);
            prop_assert!(then.undecided.is_empty());
            let dropped = |control| object.decisions.iter().any(|(about, d)| {
                *about == control && matches!(d, Decision::NotApplicable { approved: true, .. })
            });
            for requirement in &now.controls {
                prop_assert!(then.controls.iter().any(|r| r.control == requirement.control));
            }
            for requirement in then.controls {
                let required = now.controls.iter().any(|r| r.control == requirement.control);
                let undecided = now.undecided.iter().any(|u| u.control == requirement.control);
                prop_assert!(required || undecided || dropped(requirement.control));
            }
        }
    }

    #[test]
    fn not_judged_is_never_missing_and_points_are_their_parts(input in any_input()) {
        let assessment = input.assess();
        let mut sum = 0;
        for at in (0..OBJECTS).map(ObjectIx) {
            for gap in &assessment.result(at).expect("an object").gaps {
                let judgement = gap.judged.judgement();
                prop_assert_eq!(judgement.is_none(), gap.status == Status::NotJudged);
                let exists = judgement.and_then(|j| j.exists);
                prop_assert_eq!(exists == Some(Exists::No), gap.status == Status::Missing);
                prop_assert_eq!(judgement.and_then(|j| j.deficiency), gap.priority.map(|p| p.deficiency));
                if let Some(p) = gap.priority {
                    prop_assert_eq!(p.points, p.need_weight * p.duty_weight * p.deficiency_weight);
                    prop_assert_eq!(p.legal_duty, gap.requirement.why.law);
                }
                sum += u64::from(gap.remaining());
            }
        }
        prop_assert_eq!(sum, assessment.remaining());
        prop_assert_eq!(sum, assessment.top(usize::MAX).iter().map(|(_, g)| u64::from(g.remaining())).sum::<u64>());
        let p = assessment.progress();
        prop_assert_eq!(p.required, p.not_judged + p.begun + p.fulfilled + p.deficient + p.missing);
    }

    /// To raise a known level never drops a control and never lowers a priority.
    #[test]
    fn more_need_never_means_less(input in any_input(), at in 0..OBJECTS, aspect in 0..4_usize, to in 0..4_u8) {
        let before = input.assess();
        let mut after = before.clone();
        let mut need = before.object(ObjectIx(at)).expect("an object").need;
        let level = &mut need[Aspect::ALL[aspect]].level;
        prop_assume!(level.is_some());
        *level = (*level).max(Level::from_ordinal(to));
        after.set_need(ObjectIx(at), need).expect("valid");
        let gaps = |all: &Assessment| all.result(ObjectIx(at)).expect("an object").gaps.clone();
        let later = gaps(&after);
        for gap in gaps(&before) {
            let same = later.iter().find(|other| other.control() == gap.control()).expect("still required");
            prop_assert!(same.priority.map(|p| p.points) >= gap.priority.map(|p| p.points));
        }
    }
}
