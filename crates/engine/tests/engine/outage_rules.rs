//! The outage question, by example.

use varn_engine::{Band, Basis, Change, Graph, Link, LinkKind, Minutes, Need, Outage, Settings};

use crate::fixture::{information, need, process, supplier, system};
use LinkKind::{DeliveredBy, LivesIn, NeedsToRun, UsesInformation, UsesSystem};

/// A supplier delivers a network; a care system needs it and holds the records of two processes.
fn care() -> Need<u32> {
    let nodes = [
        supplier(1),
        system(2),
        system(3),
        information(4, "3 3 3 -"),
        process(5, Some(0)),
        process(6, None),
        process(7, None),
        process(8, Some(20_000)),
        system(9),
    ];
    need(
        &nodes,
        &[
            (2, DeliveredBy, 1),
            (3, NeedsToRun, 2),
            (4, LivesIn, 3),
            (5, UsesSystem, 3),
            (6, UsesInformation, 4),
            (7, UsesSystem, 3),
            (8, UsesSystem, 3),
        ],
    )
}

fn bands(outage: &Outage<u32>) -> Vec<(u32, Band, Basis)> {
    outage.affected.iter().map(|a| (a.node, a.band, a.basis)).collect()
}

#[test]
fn a_supplier_stops_all_that_rests_on_it_soonest_first() {
    use {Band::*, Basis::*};
    let expected = [
        (1, AtOnce, Stops),
        (2, AtOnce, Stops),
        (3, AtOnce, Stops),
        (4, AtOnce, Stops),
        (5, AtOnce, Stated),
        (6, Within4Hours, Need),
        (8, Later, Stated),
        (7, Band::Unknown, Basis::Unknown),
    ];
    assert_eq!(bands(&care().outage(1).unwrap()), expected);
}

#[test]
fn a_process_stops_nothing_else() {
    assert_eq!(bands(&care().outage(5).unwrap()), [(5, Band::AtOnce, Basis::Stated)]);
}

#[test]
fn an_outage_is_traced_back_to_where_it_began() {
    let outage = care().outage(1).unwrap();
    let chain: Vec<_> = outage.chain(6).iter().map(|affected| affected.node).collect();
    assert_eq!(chain, [1, 2, 3, 4, 6]);
    assert!(outage.chain(9).is_empty(), "what is not affected has no chain");
}

#[test]
fn endurance_delays_and_the_earliest_way_counts() {
    let mut need = care();
    let battery = Link { endurance: Minutes(300), ..Link::new(3, NeedsToRun, 2) };
    assert_eq!(need.apply(Change::PutLink(battery)).unwrap(), [], "endurance is no matter of need");
    let find = |need: &Need<u32>, id| need.outage(1).unwrap().chain(id).last().map(|a| **a).unwrap();
    assert_eq!((find(&need, 5).stops_after, find(&need, 5).band), (Minutes(300), Band::WithinADay));
    assert_eq!(find(&need, 6).hurts_after, Some(Minutes(540)), "five hours of battery and four of need");
    need.apply(Change::PutLink(Link::new(5, UsesSystem, 2))).unwrap();
    assert_eq!(find(&need, 5).through, Some((UsesSystem, 2)));
}

#[test]
fn of_two_endurances_for_one_link_the_shorter_counts_in_any_order() {
    let link = |minutes| Link { endurance: Minutes(minutes), ..Link::new(1, UsesSystem, 2) };
    for links in [[link(60), link(30)], [link(30), link(60)]] {
        let nodes = [process(1, Some(0)), system(2)];
        let need = Need::new(Graph::new(Settings::default(), nodes, links).unwrap());
        assert_eq!(need.outage(2).unwrap().chain(1)[1].stops_after, Minutes(30));
        assert_eq!(need.graph().links().count(), 1);
    }
}

#[test]
fn information_that_lives_elsewhere_too_is_said_to() {
    let mut need = care();
    let also = |need: &Need<u32>| need.outage(3).unwrap().chain(4)[1].also_elsewhere;
    assert!(!also(&need));
    need.apply(Change::PutLink(Link::new(4, LivesIn, 9))).unwrap();
    assert!(also(&need));
}

#[test]
fn no_limit_is_only_said_when_all_is_known() {
    let nodes = [system(1), information(2, "- - 0 -"), information(3, "- - - -"), process(4, None)];
    let mut need = need(&nodes, &[(4, UsesSystem, 1), (4, UsesInformation, 2), (4, UsesInformation, 3)]);
    let last = |need: &Need<u32>| bands(&need.outage(1).unwrap())[1];
    assert_eq!(last(&need), (4, Band::Unknown, Basis::Unknown));
    need.apply(Change::PutNode(information(3, "- - 0 -"))).unwrap();
    assert_eq!(last(&need), (4, Band::Later, Basis::Need));
}

#[test]
fn each_band_ends_where_it_says() {
    use Band::*;
    let table = [
        (0, AtOnce),
        (1, Within4Hours),
        (240, Within4Hours),
        (241, WithinADay),
        (1_440, WithinADay),
        (1_441, WithinAWeek),
        (10_080, WithinAWeek),
        (10_081, Later),
    ];
    for (minutes, band) in table {
        let need = need(&[process(1, Some(minutes))], &[]);
        assert_eq!(bands(&need.outage(1).unwrap()), [(1, band, Basis::Stated)], "{minutes} minutes");
    }
}
