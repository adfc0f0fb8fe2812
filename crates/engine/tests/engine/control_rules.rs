//! Which controls are required and why, by example.

use varn_engine::{
    AspectSet, Catalogue, Choice, Condition, Control, ControlIx, Day, Decision, Law, NeedLevel, Object,
    PerAspect, Reason, Ref, Scope, ScopeSet, Standing,
};

use crate::fixture::{K, R, level, levels};

const GDPR: Law = Law(1);
const OTHER_LAW: Law = Law(2);
const TODAY: Day = Day(100);

/// 0 baseline, 1 from K2 or R3, 2 by law, 3 asked for by nothing, 4 baseline for suppliers.
pub(crate) fn catalogue() -> Catalogue {
    let system = ScopeSet::NONE.with(Scope::System);
    let control = Control { scopes: system, ..Control::default() };
    Catalogue::new(
        vec![
            Control { baseline: true, ..control.clone() },
            Control { from: levels("2 3 - -"), ..control.clone() },
            Control { laws: vec![GDPR], ..control.clone() },
            control,
            Control { baseline: true, scopes: ScopeSet::NONE.with(Scope::Supplier), ..Control::default() },
        ],
        AspectSet::ALL,
    )
}

pub(crate) fn object(need: &str) -> Object {
    let levels = levels(need);
    let need = PerAspect::from_fn(|aspect| NeedLevel { level: levels[aspect], open: false });
    Object { need, ..Object::new(Scope::System) }
}

fn required(object: &Object) -> Vec<u32> {
    catalogue().required(object, TODAY).controls.iter().map(|r| r.control.0).collect()
}

fn standing(decisions: &[Decision]) -> Standing {
    let decisions = decisions.iter().map(|decision| (ControlIx(0), *decision)).collect();
    let object = Object { decisions, ..object("0 0 0 0") };
    catalogue().required(&object, TODAY).controls[0].standing
}

#[test]
fn baseline_level_law_and_choice_each_ask_for_a_control() {
    assert_eq!(required(&object("0 0 0 0")), [0]);
    assert_eq!(required(&object("1 2 3 3")), [0], "below the level, and other aspects, ask for nothing");
    assert_eq!(required(&object("2 0 0 0")), [0, 1]);
    assert_eq!(required(&object("0 3 0 0")), [0, 1]);
    assert_eq!(required(&Object { laws: vec![OTHER_LAW], ..object("0 0 0 0") }), [0]);
    assert_eq!(required(&Object { laws: vec![GDPR], ..object("0 0 0 0") }), [0, 2]);
    let chosen = vec![Choice { control: ControlIx(3), by: Ref(7) }];
    assert_eq!(required(&Object { chosen, ..object("0 0 0 0") }), [0, 3]);
}

#[test]
fn scope_decides_but_a_choice_goes_beyond_it() {
    assert_eq!(required(&Object { scope: Scope::Supplier, ..object("3 3 3 3") }), [4]);
    assert_eq!(required(&Object { scope: Scope::Unit, ..object("3 3 3 3") }), [0_u32; 0]);
    let chosen = vec![Choice { control: ControlIx(4), by: Ref(7) }];
    let object = Object { chosen, ..object("0 0 0 0") };
    assert_eq!(required(&object), [0, 4]);
    assert_eq!(catalogue().reasons(ControlIx(4), &object), [Reason::Chosen(Ref(7))]);
}

#[test]
fn every_reason_is_given() {
    let laws = vec![OTHER_LAW, GDPR];
    let chosen =
        vec![Choice { control: ControlIx(1), by: Ref(9) }, Choice { control: ControlIx(1), by: Ref(7) }];
    let object = Object { laws, chosen, ..object("3 3 0 0") };
    let reached = |aspect, from, need| Reason::Reached { aspect, from: level(from), need: level(need) };
    let expected = [reached(K, 2, 3), reached(R, 3, 3), Reason::Chosen(Ref(7)), Reason::Chosen(Ref(9))];
    assert_eq!(catalogue().reasons(ControlIx(1), &object), expected);
    assert_eq!(catalogue().reasons(ControlIx(2), &object), [Reason::Law(GDPR)]);
    assert_eq!(catalogue().reasons(ControlIx(0), &object), [Reason::Baseline]);
    assert_eq!(catalogue().reasons(ControlIx(3), &object), []);
    assert_eq!(catalogue().reasons(ControlIx(99), &object), []);
}

#[test]
fn an_unknown_or_open_level_leaves_the_control_undecided() {
    let undecided = |object: &Object| {
        let required = catalogue().required(object, TODAY);
        required.undecided.iter().map(|u| (u.control.0, u.aspects)).collect::<Vec<_>>()
    };
    let none = AspectSet::NONE;
    assert_eq!(undecided(&object("- 0 - -")), [(1, none.with(K))]);
    assert_eq!(undecided(&object("- - - -")), [(1, none.with(K).with(R))]);
    assert_eq!(undecided(&object("1 1 - -")), []);
    assert_eq!(undecided(&object("2 - - -")), [], "asked for already");
    let mut open = object("1 1 0 0");
    open.need[R].open = true;
    assert_eq!(undecided(&open), [(1, none.with(R))]);
    open.decisions = vec![(ControlIx(1), Decision::NotApplicable { motive: Ref(1), approved: true })];
    assert_eq!(undecided(&open), []);
}

#[test]
fn an_open_law_leaves_the_control_undecided() {
    let open = Object { open_laws: vec![GDPR], ..object("0 0 0 0") };
    let required = catalogue().required(&open, TODAY);
    assert_eq!(required.controls.len(), 1);
    let undecided: Vec<_> = required.undecided.iter().map(|u| (u.control.0, u.law, u.condition)).collect();
    assert_eq!(undecided, [(2, true, false)]);
}

#[test]
fn a_condition_narrows_a_control_to_where_it_has_a_meaning() {
    let cloud = Condition(4);
    let control = Control {
        from: levels("2 - - -"),
        scopes: ScopeSet::NONE.with(Scope::System),
        laws: vec![GDPR],
        condition: Some(cloud),
        ..Control::default()
    };
    let catalogue = Catalogue::new(vec![control], AspectSet::ALL);
    let of = |object: &Object| {
        let required = catalogue.required(object, TODAY);
        let undecided = required.undecided.iter().map(|u| (u.aspects.contains(K), u.law, u.condition));
        (required.controls.len(), undecided.collect::<Vec<_>>())
    };
    let without = Object { laws: vec![GDPR], ..object("3 0 0 0") };
    assert_eq!(of(&without), (0, vec![]), "neither level nor law asks for it where it means nothing");
    assert_eq!(of(&object("- - - -")), (0, vec![]), "nor is it undecided there");
    assert_eq!(of(&Object { conditions: vec![cloud], ..without.clone() }), (1, vec![]));
    assert_eq!(of(&Object { conditions: vec![cloud], ..object("1 0 0 0") }), (0, vec![]));
    let open = Object { open_conditions: vec![cloud], ..without };
    assert_eq!(of(&open), (0, vec![(false, false, true)]), "it is asked for if the condition holds");
    assert_eq!(catalogue.reasons(ControlIx(0), &open), []);
    let low = Object { open_conditions: vec![cloud], ..object("1 0 0 0") };
    assert_eq!(of(&low), (0, vec![]), "it would not be asked for even if the condition holds");
    let open_both = Object { open_conditions: vec![cloud], ..object("- 0 0 0") };
    assert_eq!(of(&open_both), (0, vec![(true, false, true)]));
    let chosen = vec![Choice { control: ControlIx(0), by: Ref(1) }];
    assert_eq!(of(&Object { chosen, ..object("0 0 0 0") }), (1, vec![]), "a choice goes beyond it");
}

#[test]
fn an_aspect_outside_the_model_asks_for_nothing() {
    let control =
        Control { from: levels("- - - 1"), scopes: ScopeSet::NONE.with(Scope::System), ..Control::default() };
    let catalogue = Catalogue::new(vec![control], AspectSet::WITHOUT_TRACEABILITY);
    for need in ["0 0 0 3", "0 0 0 -"] {
        assert_eq!(catalogue.required(&object(need), TODAY), varn_engine::Required::default());
    }
}

#[test]
fn not_applicable_counts_only_when_approved() {
    let decision = |approved| Decision::NotApplicable { motive: Ref(5), approved };
    assert_eq!(standing(&[]), Standing::Required);
    assert_eq!(standing(&[decision(true)]), Standing::NotApplicable(Ref(5)));
    assert_eq!(standing(&[decision(false)]), Standing::ProposedNotApplicable(Ref(5)));
    assert!(!standing(&[decision(true)]).counts());
    assert!(standing(&[decision(false)]).counts());
}

#[test]
fn an_exception_ends_after_its_last_day() {
    let exception = |day| Decision::Exception { motive: Ref(5), until: Day(day) };
    assert_eq!(standing(&[exception(101)]), Standing::Excepted(Ref(5), Day(101)));
    assert_eq!(standing(&[exception(100)]), Standing::Excepted(Ref(5), Day(100)));
    assert_eq!(standing(&[exception(99)]), Standing::ExceptionEnded(Ref(5), Day(99)));
    assert!(!standing(&[exception(100)]).counts());
    assert!(standing(&[exception(99)]).counts());
}

#[test]
fn the_strongest_of_several_decisions_counts_in_any_order() {
    let proposed = Decision::NotApplicable { motive: Ref(1), approved: false };
    let approved = Decision::NotApplicable { motive: Ref(2), approved: true };
    let short = Decision::Exception { motive: Ref(3), until: Day(100) };
    let long = Decision::Exception { motive: Ref(4), until: Day(200) };
    let ended = Decision::Exception { motive: Ref(5), until: Day(9) };
    for (mut decisions, expected) in [
        (vec![proposed, approved, long], Standing::NotApplicable(Ref(2))),
        (vec![short, long, proposed], Standing::Excepted(Ref(4), Day(200))),
        (vec![ended, proposed], Standing::ProposedNotApplicable(Ref(1))),
    ] {
        assert_eq!(standing(&decisions), expected);
        decisions.reverse();
        assert_eq!(standing(&decisions), expected);
    }
}
