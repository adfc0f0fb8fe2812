//! Judgement, inheritance, priority and progress, by example.

use varn_engine::{
    Assessment, AssessmentProblem, Choice, ControlIx, Day, Decision, Deficiency, Entry, Exists, Inheritance,
    Judged, Judgement, Law, Level, Object, ObjectIx, Progress, Ref, Status, Weights, Works,
};

use crate::control_rules::{catalogue, object};
use crate::fixture::{K, R};

const TODAY: Day = Day(100);

fn judgement(exists: &str, works: &str, deficiency: &str) -> Judgement {
    let exists = match exists {
        "yes" => Some(Exists::Yes),
        "partly" => Some(Exists::Partly),
        "no" => Some(Exists::No),
        _ => None,
    };
    let works = match works {
        "yes" => Some(Works::Yes),
        "partly" => Some(Works::Partly),
        "no" => Some(Works::No),
        _ => None,
    };
    let all = [Deficiency::Negligible, Deficiency::Moderate, Deficiency::Significant, Deficiency::Serious];
    Judgement { exists, works, deficiency: deficiency.parse().ok().map(|d: usize| all[d]) }
}

fn own(exists: &str, works: &str, deficiency: &str) -> Entry {
    Entry { own: judgement(exists, works, deficiency), inherits: None }
}

fn from(object: u32, accepted: bool) -> Entry {
    let inherits = Some(Inheritance { from: ObjectIx(object), accepted });
    Entry { own: Judgement::default(), inherits }
}

fn assess(objects: &[Object], entries: &[(u32, u32, Entry)]) -> Assessment {
    let entries = entries.iter().map(|&(o, c, entry)| (ObjectIx(o), ControlIx(c), entry));
    Assessment::new(catalogue(), Weights::default(), TODAY, objects.to_vec(), entries).expect("an assessment")
}

fn judged(assessment: &Assessment, object: u32) -> Judged {
    assessment.result(ObjectIx(object)).expect("an object").gaps[0].judged
}

#[test]
fn existence_and_deficiency_are_judged_independently() {
    let table = [
        ("-", "-", "-", Status::NotJudged),
        ("yes", "-", "-", Status::Begun),
        ("-", "yes", "-", Status::Begun),
        ("-", "-", "0", Status::Begun),
        ("-", "no", "-", Status::Deficient),
        ("-", "-", "1", Status::Deficient),
        ("yes", "yes", "-", Status::Fulfilled),
        ("yes", "-", "0", Status::Fulfilled),
        ("yes", "yes", "0", Status::Fulfilled),
        ("yes", "yes", "1", Status::Deficient),
        ("yes", "-", "3", Status::Deficient),
        ("yes", "partly", "0", Status::Deficient),
        ("yes", "no", "-", Status::Deficient),
        ("partly", "yes", "0", Status::Deficient),
        ("no", "-", "-", Status::Missing),
        ("no", "-", "0", Status::Missing),
        ("no", "-", "3", Status::Missing),
    ];
    for (exists, works, deficiency, status) in table {
        assert_eq!(judgement(exists, works, deficiency).status(), status, "{exists} {works} {deficiency}");
    }
}

#[test]
fn an_unjudged_deficiency_has_no_priority_rather_than_none_at_all() {
    let assessment = assess(&[object("0 0 0 0")], &[(0, 0, own("no", "-", "-"))]);
    let result = assessment.result(ObjectIx(0)).unwrap();
    assert_eq!((result.gaps[0].status, result.gaps[0].priority), (Status::Missing, None));
    assert_eq!(result.progress.without_deficiency, 1);
    assert!(assessment.top(9).is_empty());
}

#[test]
fn priority_is_need_by_duty_by_deficiency() {
    // need, legal duty, deficiency, points
    let table = [
        ("0 0 0 0", false, "0", 0),
        ("0 0 0 0", false, "3", 6),
        ("3 0 0 0", false, "1", 8),
        ("3 0 0 0", false, "3", 24),
        ("3 0 0 0", true, "3", 36),
        ("- 1 - -", false, "2", 8),
        ("- - - -", false, "2", 12),
        ("- - - -", true, "1", 9),
    ];
    for (need, duty, deficiency, points) in table {
        let laws = duty.then_some(Law(1)).into_iter().collect();
        let chosen = vec![Choice { control: ControlIx(2), by: Ref(0) }];
        let object = Object { laws, chosen, ..object(need) };
        let assessment = assess(&[object], &[(0, 2, own("partly", "-", deficiency))]);
        let gaps = &assessment.result(ObjectIx(0)).unwrap().gaps;
        let priority = gaps.iter().find(|gap| gap.control().0 == 2).unwrap().priority.unwrap();
        assert_eq!(priority.points, points, "{need} {duty} {deficiency}");
        let product = priority.need_weight * priority.duty_weight * priority.deficiency_weight;
        assert_eq!((product, priority.legal_duty), (points, duty));
        assert_eq!(priority.need_open, need.contains('-'), "{need}");
    }
}

#[test]
fn the_need_that_weighs_is_that_of_the_aspects_the_control_protects() {
    let mut mixed = object("2 1 3 3");
    mixed.need[R].open = true;
    let assessment = assess(&[mixed], &[(0, 1, own("no", "-", "2"))]);
    let (_, gap) = assessment.top(1)[0];
    let priority = gap.priority.unwrap();
    assert_eq!(priority.need, Some((K, Level::Significant)), "T3 and S3 are not what it protects");
    assert!(priority.need_open, "R may prove higher");
    assert_eq!((priority.points, assessment.remaining()), (12, 12));
}

#[test]
fn of_equal_needs_the_first_aspect_is_named_and_the_highest_cannot_rise() {
    let priority = |need| {
        let assessment = assess(&[object(need)], &[(0, 0, own("no", "-", "2"))]);
        assessment.result(ObjectIx(0)).unwrap().gaps[0].priority.unwrap()
    };
    assert_eq!(priority("1 2 2 0").need, Some((R, Level::Significant)));
    assert!(priority("2 - - -").need_open);
    assert!(!priority("3 - - -").need_open);
}

#[test]
fn edited_weights_must_be_in_order() {
    assert!(Weights::default().is_ordered());
    assert!(!Weights { need: [1, 3, 2, 4], ..Weights::default() }.is_ordered());
    assert!(!Weights { duty: [3, 2], ..Weights::default() }.is_ordered());
    assert!(!Weights { deficiency: [1, 0, 2, 3], ..Weights::default() }.is_ordered());
}

#[test]
fn the_top_list_goes_by_points_then_duty_then_position() {
    let lawful = Object { laws: vec![Law(1)], ..object("0 0 0 0") };
    let plain = object("2 0 0 0");
    let entries = [
        (0, 0, own("no", "-", "3")), // need 3 × 2 × 3 = 18
        (1, 0, own("no", "-", "3")), // need 1 × 2 × 3 = 6
        (1, 2, own("no", "-", "2")), // need 1 × 3 × 2 = 6, by law
        (2, 0, own("no", "-", "3")), // as the first
        (0, 1, own("yes", "yes", "0")),
    ];
    let assessment = assess(&[plain.clone(), lawful, plain], &entries);
    let top = |limit| assessment.top(limit).iter().map(|(o, g)| (o.0, g.control().0)).collect::<Vec<_>>();
    assert_eq!(top(9), [(0, 0), (2, 0), (1, 2), (1, 0)]);
    assert_eq!(top(2), [(0, 0), (2, 0)]);
    assert_eq!(assessment.remaining(), 48);
}

#[test]
fn a_judgement_is_inherited_once_accepted_and_an_own_one_goes_before() {
    let objects = [object("0 0 0 0"), object("0 0 0 0"), object("0 0 0 0")];
    let held = judgement("yes", "yes", "0");
    let held_entry = Entry { own: held, inherits: None };
    let with = |entry| judged(&assess(&objects, &[(0, 0, held_entry), (1, 0, entry)]), 1);
    assert_eq!(with(from(0, true)), Judged::Inherited(ObjectIx(0), held));
    assert_eq!(with(from(0, false)), Judged::Offered(ObjectIx(0), held));
    assert_eq!(with(from(2, true)), Judged::Not, "there is nothing to inherit");
    let mine = judgement("no", "-", "3");
    assert_eq!(with(Entry { own: mine, ..from(0, true) }), Judged::Own(mine));

    let offered = assess(&objects, &[(0, 0, held_entry), (1, 0, from(0, false))]);
    assert_eq!(offered.result(ObjectIx(1)).unwrap().gaps[0].status, Status::NotJudged);
}

#[test]
fn inheritance_follows_accepted_links_and_ends_in_a_circle() {
    let objects = [object("0 0 0 0"), object("0 0 0 0"), object("0 0 0 0")];
    let held = judgement("yes", "yes", "0");
    let chain = |middle: Entry| {
        assess(
            &objects,
            &[(0, 0, Entry { own: held, inherits: None }), (1, 0, middle), (2, 0, from(1, true))],
        )
    };
    assert_eq!(judged(&chain(from(0, true)), 2), Judged::Inherited(ObjectIx(0), held));
    assert_eq!(judged(&chain(from(0, false)), 2), Judged::Not);
    assert_eq!(judged(&chain(from(2, true)), 2), Judged::Not);
    assert_eq!(judged(&chain(from(1, true)), 1), Judged::Not);
}

#[test]
fn progress_counts_each_required_control_once() {
    let decision = |control, decision| (ControlIx(control), decision);
    let decisions = vec![
        decision(0, Decision::NotApplicable { motive: Ref(1), approved: true }),
        decision(1, Decision::Exception { motive: Ref(1), until: TODAY }),
    ];
    let decided = Object { decisions, ..object("3 3 3 3") };
    let objects = [decided, object("3 0 0 0"), object("3 0 0 0")];
    let entries = [
        (0, 0, own("no", "-", "3")),
        (0, 1, own("no", "-", "3")),
        (1, 0, own("no", "-", "-")),
        (1, 1, own("yes", "-", "-")),
        (2, 0, own("partly", "-", "1")),
    ];
    let mut assessment = assess(&objects, &entries);
    let expected = Progress {
        required: 4,
        not_judged: 1,
        begun: 1,
        deficient: 1,
        missing: 1,
        without_deficiency: 1,
        excepted: 1,
        not_applicable: 1,
        ..Progress::default()
    };
    assert_eq!((assessment.progress(), assessment.progress().judged()), (expected, 2));
    assert_eq!(assessment.remaining(), 8, "what is excepted or not applicable is not left to do");

    assert_eq!(assessment.set_today(Day(TODAY.0 + 1)), [ObjectIx(0)]);
    assert_eq!((assessment.progress().required, assessment.progress().excepted), (5, 0));
    assert_eq!(assessment.remaining(), 32);
}

#[test]
fn what_is_wrong_is_refused() {
    let objects = [object("0 0 0 0")];
    let new = |entries: &[(u32, u32, Entry)]| {
        let entries = entries.iter().map(|&(o, c, entry)| (ObjectIx(o), ControlIx(c), entry));
        Assessment::new(catalogue(), Weights::default(), TODAY, objects.to_vec(), entries).map(|_| ())
    };
    let entry = Entry::default();
    assert_eq!(new(&[(1, 0, entry)]), Err(AssessmentProblem::UnknownObject(ObjectIx(1))));
    assert_eq!(new(&[(0, 9, entry)]), Err(AssessmentProblem::UnknownControl(ControlIx(9))));
    assert_eq!(new(&[(0, 0, from(4, true))]), Err(AssessmentProblem::UnknownObject(ObjectIx(4))));
    let twice = AssessmentProblem::DuplicateEntry(ObjectIx(0), ControlIx(0));
    assert_eq!(new(&[(0, 0, entry), (0, 0, entry)]), Err(twice));
}
