//! Each rule of the protection need, by example.

use varn_engine::{
    AspectSet, Change, Decider, Graph, Hop, Level, Link, LinkKind, Minutes, Need, Node, NodeKind,
    OutageScale, Problem, RaiseCause, Settings, Source,
};

use crate::fixture::{K, R, S, T, information, level, levels, need, node, process, raised, supplier, system};
use LinkKind::{
    AccessControlledBy, DataHeldBy, DeliveredBy, FedBy, LivesIn, NeedsToRun, UsesInformation, UsesSystem,
};

fn found(need: &Need<u32>, id: u32) -> [Option<Level>; 4] {
    need.of(id).expect("a node").0.map(|derived| derived.level)
}

#[test]
fn each_kind_of_link_carries_its_aspects() {
    let ends = |kind: LinkKind| {
        let (from, to) = kind.joins();
        if kind == UsesInformation { (to, from) } else { (from, to) }
    };
    let table = [
        (LivesIn, "3 2 1 0"),
        (UsesInformation, "3 2 1 0"),
        (UsesSystem, "- - 1 -"),
        (DataHeldBy, "3 2 1 0"),
        (AccessControlledBy, "3 2 1 0"),
        (FedBy, "- 2 1 -"),
        (NeedsToRun, "- - 1 -"),
        (DeliveredBy, "3 2 1 0"),
    ];
    assert_eq!(table.len(), LinkKind::ALL.len());
    for (kind, expected) in table {
        let (source, target) = ends(kind);
        let nodes = [node(1, source, "3 2 1 0"), Node::new(2, target)];
        let link = if kind == UsesInformation { (2, kind, 1) } else { (1, kind, 2) };
        assert_eq!(found(&need(&nodes, &[link]), 2), levels(expected).0, "{kind:?}");
        assert_eq!(found(&need(&nodes, &[link]), 1), levels("3 2 1 0").0, "{kind:?} gives nothing back");
    }
}

#[test]
fn the_highest_of_the_contents_decides_per_aspect() {
    let nodes = [information(1, "1 3 0 -"), information(2, "2 1 1 -"), system(3)];
    let need = need(&nodes, &[(1, LivesIn, 3), (2, LivesIn, 3)]);
    assert_eq!(found(&need, 3), levels("2 3 1 -").0);
}

#[test]
fn a_tolerated_outage_is_a_level_of_availability() {
    let table = [(0, 3), (240, 3), (241, 2), (1_440, 2), (1_441, 1), (10_080, 1), (10_081, 0)];
    for (minutes, expected) in table {
        let need = need(&[process(1, Some(minutes)), system(2)], &[(1, UsesSystem, 2)]);
        assert_eq!(found(&need, 2), [None, None, Some(level(expected)), None], "{minutes} minutes");
    }
}

#[test]
fn a_municipality_sets_its_own_outage_scale() {
    let scale = OutageScale { serious: Minutes(60), ..OutageScale::default() };
    let settings = Settings { outage_scale: scale, ..Settings::default() };
    let graph = Graph::new(settings, [process(1, Some(240))], []).unwrap();
    assert_eq!(found(&Need::new(graph), 1)[T as usize], Some(Level::Significant));
}

#[test]
fn a_raise_raises_and_never_lowers() {
    for (content, to, expected) in [("1", 3, 3), ("3", 1, 3), ("2", 2, 2), ("-", 1, 1)] {
        let nodes = [information(1, content), raised(2, &[(9, K, to)])];
        let need = need(&nodes, &[(1, LivesIn, 2)]);
        assert_eq!(found(&need, 2)[0], Some(level(expected)), "{content} raised to {to}");
    }
}

#[test]
fn the_chain_is_explained_link_by_link() {
    let nodes = [information(1, "3 - - -"), information(2, "2 - - -"), system(3), system(4), supplier(5)];
    let links = [(1, LivesIn, 3), (2, LivesIn, 3), (3, DataHeldBy, 4), (4, DeliveredBy, 5)];
    let need = need(&nodes, &links);
    let explanation = need.explain(5, K).unwrap();
    assert_eq!(explanation.derived.level, Some(Level::Serious));
    assert_eq!(explanation.decider, Some(Decider::Classified(1)));
    let hops = [(1, LivesIn, 3), (3, DataHeldBy, 4), (4, DeliveredBy, 5)];
    assert_eq!(explanation.hops, hops.map(|(source, kind, target)| Hop { source, kind, target }));
    assert_eq!(need.deciders(5, K).unwrap(), [1]);
}

#[test]
fn a_process_is_explained_by_its_information_or_its_outage() {
    let nodes = [information(1, "- - 2 -"), process(2, Some(60)), process(3, None)];
    let need = need(&nodes, &[(2, UsesInformation, 1), (3, UsesInformation, 1)]);
    assert_eq!(need.explain(2, T).unwrap().decider, Some(Decider::ToleratedOutage(2, Minutes(60))));
    let explanation = need.explain(3, T).unwrap();
    assert_eq!(explanation.hops, [Hop { source: 1, kind: UsesInformation, target: 3 }]);
}

#[test]
fn a_raise_is_explained_with_what_it_rose_from() {
    // The raised system depends on one that depends on it: what comes back round does not count.
    let nodes = [information(1, "1 - - -"), raised(2, &[(8, K, 2), (9, K, 3)]), system(3)];
    let need = need(&nodes, &[(1, LivesIn, 2), (2, DataHeldBy, 3), (3, DataHeldBy, 2)]);
    let decider = need.explain(3, K).unwrap().decider;
    let from = Some(Level::Moderate);
    let expected = Decider::Raised { system: 2, raise: 9, cause: RaiseCause::Accumulation, from };
    assert_eq!(decider, Some(expected));
}

#[test]
fn the_most_direct_reason_is_given_and_ties_go_by_kind_then_id() {
    let nodes = [information(7, "2 - - -"), information(6, "2 - - -"), system(3), system(4)];
    let need = need(&nodes, &[(7, LivesIn, 3), (6, LivesIn, 3), (3, DataHeldBy, 4), (7, LivesIn, 4)]);
    assert_eq!(need.of(3).unwrap()[K].source, Source::Link { kind: LivesIn, source: 6 });
    assert_eq!(need.of(4).unwrap()[K].source, Source::Link { kind: LivesIn, source: 7 });
    assert_eq!(need.deciders(4, K).unwrap(), [6, 7]);
}

#[test]
fn a_cycle_ends_and_is_not_its_own_reason() {
    let nodes = [information(1, "- 2 - -"), system(2), system(3), system(4)];
    let ring = [(2, FedBy, 3), (3, FedBy, 4), (4, FedBy, 2), (4, FedBy, 4)];
    let mut links = ring.to_vec();
    assert_eq!(found(&need(&nodes, &links), 4), [None; 4], "a cycle of unknowns stays unknown");
    links.push((1, LivesIn, 2));
    let need = need(&nodes, &links);
    for (system, hops) in [(2, 1), (3, 2), (4, 3)] {
        assert_eq!(found(&need, system)[R as usize], Some(Level::Significant));
        assert_eq!(need.explain(system, R).unwrap().hops.len(), hops);
    }
}

#[test]
fn unknown_stays_unknown_and_is_listed() {
    let nodes =
        [information(1, "- - - -"), information(2, "1 - - -"), system(3), system(4), process(5, None)];
    let links = [(1, LivesIn, 3), (2, LivesIn, 3), (4, NeedsToRun, 3), (5, UsesSystem, 3)];
    let need = need(&nodes, &links);
    let system = need.of(3).unwrap();
    assert_eq!((system[K].level, system[K].open), (Some(Level::Moderate), true));
    assert_eq!((system[R].level, system[R].open), (None, true));
    let coverage = need.coverage(3, K).unwrap();
    assert_eq!((coverage.information, coverage.unclassified, coverage.unknown), (2, vec![1], vec![]));
    let coverage = need.coverage(3, T).unwrap();
    assert_eq!((coverage.unclassified, coverage.unknown), (vec![1, 2], vec![3, 4, 5]));
    assert_eq!(need.explain(3, R).unwrap().decider, None);
}

#[test]
fn what_cannot_rise_is_not_said_to() {
    let nodes = [information(1, "- - - -"), information(2, "3 - - -"), information(4, "0 - - -"), system(3)];
    let mut need = need(&nodes, &[(1, LivesIn, 3), (2, LivesIn, 3)]);
    assert!(need.of(3).unwrap()[K].open && !need.of(3).unwrap()[K].may_rise());
    assert!(!need.of(4).unwrap()[K].open && !need.of(4).unwrap()[K].may_rise());
    need.apply(Change::PutNode(information(2, "2"))).unwrap();
    assert!(need.of(3).unwrap()[K].may_rise());
}

#[test]
fn an_aspect_outside_the_model_is_neither_derived_nor_missing() {
    let settings = Settings { aspects: AspectSet::WITHOUT_TRACEABILITY, ..Settings::default() };
    let nodes = [information(1, "1 1 1 3"), system(2)];
    let graph = Graph::new(settings, nodes, [Link::new(1, LivesIn, 2)]).unwrap();
    let mut need = Need::new(graph);
    assert!(need.of(2).unwrap()[S].level.is_none() && !need.of(2).unwrap()[S].open);
    assert_eq!(need.coverage(2, S).unwrap().information, 0);
    let shifts = need.apply(Change::PutNode(information(1, "1 2 1 0"))).unwrap();
    assert_eq!(shifts.iter().map(|s| (s.node, s.aspect)).collect::<Vec<_>>(), [(1, R), (2, R)]);
    assert!(shifts.iter().all(varn_engine::Shift::level_changed));
}

#[test]
fn a_change_that_decides_nothing_shifts_nothing() {
    let nodes = [information(1, "3 3 3 3"), information(2, "1 1 1 1"), system(3)];
    let mut need = need(&nodes, &[(1, LivesIn, 3), (2, LivesIn, 3)]);
    let shifts = need.apply(Change::PutNode(information(2, "2 1 1 1"))).unwrap();
    assert_eq!(shifts.iter().map(|s| s.node).collect::<Vec<_>>(), [2]);
    assert_eq!(need.apply(Change::PutNode(information(2, "2 1 1 1"))).unwrap(), []);
}

#[test]
fn another_raise_to_the_same_level_is_another_reason() {
    let mut need = need(&[raised(1, &[(8, K, 2)])], &[]);
    let shifts = need.apply(Change::PutNode(raised(1, &[(9, K, 2)]))).unwrap();
    assert_eq!(shifts.len(), 1);
    assert!(!shifts[0].level_changed());
    assert_eq!(shifts[0].after.source, Source::Raised { raise: 9, cause: RaiseCause::Accumulation });
}

#[test]
fn the_highest_of_several_is_open_if_one_is() {
    let need = need(&[information(1, "1 - 2 0"), information(2, "2 1 1 0")], &[]);
    let highest = need.highest([1, 2]);
    assert_eq!(highest.0.map(|n| n.level), levels("2 1 2 0").0);
    assert_eq!(highest.0.map(|n| n.open), [false, true, false, false]);
    assert_eq!(need.highest([]).0.map(|n| n.level), [None; 4]);
}

#[test]
fn what_is_wrong_is_refused_and_changes_nothing() {
    let graph = |nodes: &[Node<u32>], links: &[Link<u32>]| {
        Graph::new(Settings::default(), nodes.to_vec(), links.to_vec()).map(|_| ())
    };
    let twice = graph(&[system(1), system(1)], &[]);
    assert_eq!(twice, Err(Problem::DuplicateNode(1)));
    let stray = graph(&[system(1)], &[Link::new(1, NeedsToRun, 2)]);
    assert_eq!(stray, Err(Problem::UnknownNode(2)));
    let wrong = Link::new(1, DeliveredBy, 2);
    assert_eq!(graph(&[system(1), system(2)], &[wrong]), Err(Problem::WrongKinds(wrong)));
    let mut raise = raised(1, &[(1, K, 1)]);
    raise.kind = NodeKind::Supplier;
    assert_eq!(graph(&[raise], &[]), Err(Problem::RaiseOutsideSystem(1)));
    let outage = Node { kind: NodeKind::System, ..process(1, Some(1)) };
    assert_eq!(graph(&[outage], &[]), Err(Problem::OutageOutsideProcess(1)));

    let mut need = need(&[information(1, "1 1 1 1"), system(2)], &[(1, LivesIn, 2)]);
    let before = need.of(2);
    let absent = Link::new(2, NeedsToRun, 2);
    assert_eq!(need.apply(Change::PutNode(supplier(2))), Err(Problem::KindChanged(2)));
    assert_eq!(need.apply(Change::RemoveLink(absent)), Err(Problem::UnknownLink(absent)));
    assert_eq!(need.apply(Change::RemoveNode(7)), Err(Problem::UnknownNode(7)));
    assert_eq!(need.of(2), before);
    assert_eq!(need.graph().links().collect::<Vec<_>>(), [Link::new(1, LivesIn, 2)]);
}
