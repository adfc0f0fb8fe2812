//! What must hold for the protection need on any graph, cycles included.

use std::collections::BTreeMap;

use proptest::prelude::*;
use varn_engine::{
    Aspect, Change, Decider, Derived, Level, Link, LinkKind, Minutes, Need, NodeKind, OutageScale, PerAspect,
    Shift, Source,
};

use crate::fixture::{Model, T, any_change, any_model};

type All = BTreeMap<u32, PerAspect<Derived<u32>>>;

fn all(need: &Need<u32>) -> All {
    need.iter().map(|(node, derived)| (node.id, derived)).collect()
}

/// The highest of all that is said about a node itself.
fn own(model: &Model, id: u32, aspect: Aspect) -> Option<Level> {
    let node = model.nodes.iter().find(|node| node.id == id)?;
    let raises = node.raises.iter().filter(|raise| raise.aspect == aspect).map(|raise| raise.to);
    let outage = node.tolerated_outage.filter(|_| aspect == T).map(|t| OutageScale::default().level(t));
    node.own[aspect].into_iter().chain(outage).chain(raises).max()
}

fn flow(link: &Link<u32>) -> (u32, u32) {
    if link.kind == LinkKind::UsesInformation { (link.to, link.from) } else { (link.from, link.to) }
}

/// The rule said as plainly as can be: pass everything on until nothing moves.
fn plain(model: &Model, aspect: Aspect) -> BTreeMap<u32, Option<Level>> {
    let mut found: BTreeMap<_, _> = model.nodes.iter().map(|n| (n.id, own(model, n.id, aspect))).collect();
    loop {
        let before = found.clone();
        for link in model.links.iter().filter(|link| link.kind.carries().contains(aspect)) {
            let (source, target) = flow(link);
            found.insert(target, found[&target].max(found[&source]));
        }
        if before == found {
            return found;
        }
    }
}

/// Walks the explanation by the lists alone.
fn check_explanation(model: &Model, need: &Need<u32>, id: u32, aspect: Aspect) {
    let explanation = need.explain(id, aspect).expect("a node");
    let Some(decider) = explanation.decider else {
        assert_eq!(explanation.derived.level, None);
        assert!(explanation.hops.is_empty());
        return;
    };
    assert_eq!(own(model, decider.node(), aspect), explanation.derived.level, "own value is the level");
    assert!(need.deciders(id, aspect).expect("a node").contains(&decider.node()));
    let mut at = decider.node();
    for hop in &explanation.hops {
        assert_eq!(hop.source, at);
        assert!(hop.kind.carries().contains(aspect));
        let same = |link: &Link<u32>| link.kind == hop.kind && flow(link) == (hop.source, hop.target);
        assert!(model.links.iter().any(same), "the hop is a link");
        at = hop.target;
    }
    assert_eq!(at, id);
    assert_eq!(explanation.hops.len(), explanation.derived.distance as usize);
    if let Decider::Raised { system, from, .. } = decider {
        let mut lower = model.clone();
        lower.nodes.iter_mut().filter(|node| node.id == system).for_each(|node| node.raises.clear());
        assert_eq!(plain(&lower, aspect)[&system], from);
    }
}

fn differences(before: &All, after: &All) -> Vec<Shift<u32>> {
    let mut shifts = Vec::new();
    for (&node, derived) in after {
        for (aspect, &after) in derived.iter() {
            let before = before.get(&node).map(|derived| derived[aspect]);
            if before != Some(after) {
                shifts.push(Shift { node, aspect, before, after });
            }
        }
    }
    shifts
}

proptest! {
    #[test]
    fn the_level_is_what_the_plain_rule_says(model in any_model()) {
        let need = model.need();
        for aspect in Aspect::ALL {
            for (id, level) in plain(&model, aspect) {
                prop_assert_eq!(need.of(id).expect("a node")[aspect].level, level);
            }
        }
    }

    #[test]
    fn explained_is_computed(model in any_model()) {
        let need = model.need();
        for node in &model.nodes {
            for aspect in Aspect::ALL {
                check_explanation(&model, &need, node.id, aspect);
            }
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(
        (model, nodes, links) in any_model().prop_flat_map(|model| {
            let nodes = Just(model.nodes.clone()).prop_shuffle();
            let links = Just(model.links.clone()).prop_shuffle();
            (Just(model), nodes, links)
        })
    ) {
        let mut shuffled = Model { nodes, links };
        shuffled.nodes.iter_mut().for_each(|node| node.raises.reverse());
        prop_assert_eq!(all(&model.need()), all(&shuffled.need()));
    }

    #[test]
    fn to_recompute_changes_nothing(model in any_model()) {
        let mut need = model.need();
        let before = all(&need);
        need.recompute();
        prop_assert_eq!(before, all(&need));
    }

    #[test]
    fn derived_levels_fed_back_as_own_change_nothing(model in any_model()) {
        let need = model.need();
        let mut fed = model.clone();
        for node in &mut fed.nodes {
            node.own = PerAspect(need.of(node.id).expect("a node").0.map(|derived| derived.level));
        }
        let levels = |need: &Need<u32>| -> BTreeMap<_, _> {
            all(need).into_iter().map(|(id, derived)| (id, derived.0.map(|d| d.level))).collect()
        };
        prop_assert_eq!(levels(&need), levels(&fed.need()));
    }

    #[test]
    fn to_raise_one_value_never_lowers_another(
        model in any_model(), pick in any::<prop::sample::Index>(), aspect in 0..4_usize, to in 0..4_u8,
    ) {
        let before = all(&model.need());
        let mut higher = model;
        let node = pick.index(higher.nodes.len());
        let own = &mut higher.nodes[node].own[Aspect::ALL[aspect]];
        *own = (*own).max(Level::from_ordinal(to));
        for (id, derived) in all(&higher.need()) {
            for (aspect, derived) in derived.iter() {
                prop_assert!(derived.level >= before[&id][aspect].level);
            }
        }
    }

    #[test]
    fn to_add_a_link_never_lowers(model in any_model(), link in crate::fixture::any_link()) {
        let mut need = model.need();
        let before = all(&need);
        if need.apply(Change::PutLink(link)).is_ok() {
            for (id, derived) in all(&need) {
                for (aspect, derived) in derived.iter() {
                    prop_assert!(derived.level >= before[&id][aspect].level);
                }
            }
        }
    }

    /// Whatever the unknown turns out to be: what was known holds as "at least", and what was not open
    /// stays as it was. Taking unknown for 0 would break the second.
    #[test]
    fn unknown_is_never_counted_as_zero(model in any_model(), found in prop::array::uniform4(0..4_u8)) {
        let need = model.need();
        let before = all(&need);
        let mut known = model.clone();
        for (index, node) in known.nodes.iter_mut().enumerate() {
            for aspect in Aspect::ALL {
                if before[&node.id][aspect].level.is_none() {
                    node.own[aspect] = Level::from_ordinal(found[(index + aspect as usize) % 4]);
                }
            }
        }
        for (id, derived) in all(&known.need()) {
            for (aspect, after) in derived.iter() {
                let before = before[&id][aspect];
                prop_assert!(after.level >= before.level && !after.open);
                prop_assert!(before.open || after.level == before.level);
                prop_assert_eq!(before.level.is_none(), before.source == Source::Unknown);
                let coverage = need.coverage(id, aspect).expect("a node");
                prop_assert_eq!(before.open, !(coverage.unclassified.is_empty() && coverage.unknown.is_empty()));
                prop_assert!(coverage.unclassified.len() <= coverage.information);
            }
        }
    }

    #[test]
    fn a_change_equals_a_full_recomputation(
        model in any_model(), changes in prop::collection::vec(any_change(), 1..12),
    ) {
        let (mut model, mut need) = (model.clone(), model.need());
        for change in changes {
            let before = all(&need);
            match need.apply(change.clone()) {
                Err(_) => prop_assert_eq!(&before, &all(&need)),
                Ok(shifts) => {
                    model.change(&change);
                    let after = all(&need);
                    prop_assert_eq!(&after, &all(&model.need()));
                    prop_assert_eq!(shifts, differences(&before, &after));
                    let mut links: Vec<_> = need.graph().links().map(|l| (l.from, l.kind, l.to, l.endurance)).collect();
                    let mut listed: Vec<_> = model.links.iter().map(|l| (l.from, l.kind, l.to, l.endurance)).collect();
                    links.sort_unstable();
                    listed.sort_unstable();
                    prop_assert_eq!(links, listed);
                }
            }
        }
    }

    #[test]
    fn an_outage_reaches_all_that_relies_on_it_by_the_earliest_way(model in any_model()) {
        let need = model.need();
        for start in &model.nodes {
            let mut stops = BTreeMap::from([(start.id, Minutes(0))]);
            loop {
                let before = stops.clone();
                for link in &model.links {
                    if let Some(&Minutes(at)) = stops.get(&link.to) {
                        let after = Minutes(at + link.endurance.0);
                        let known = stops.entry(link.from).or_insert(after);
                        *known = after.min(*known);
                    }
                }
                if before == stops {
                    break;
                }
            }
            let outage = need.outage(start.id).expect("a node");
            let found: BTreeMap<_, _> = outage.affected.iter().map(|a| (a.node, a.stops_after)).collect();
            prop_assert_eq!(found, stops);
            for affected in &outage.affected {
                let chain = outage.chain(affected.node);
                prop_assert_eq!(chain[0].node, start.id);
                prop_assert!(chain.windows(2).all(|pair| pair[0].stops_after <= pair[1].stops_after));
                for pair in chain.windows(2) {
                    let (kind, before) = pair[1].through.expect("a link");
                    prop_assert_eq!(before, pair[0].node);
                    let link = |l: &&Link<u32>| (l.from, l.kind, l.to) == (pair[1].node, kind, before);
                    let link = model.links.iter().find(link).expect("the link is one of the model");
                    prop_assert_eq!(pair[0].stops_after.0 + link.endurance.0, pair[1].stops_after.0);
                }
                let waits = affected.hurts_after.is_none_or(|after| after >= affected.stops_after);
                prop_assert!(waits && (affected.kind == NodeKind::Process || affected.hurts_after == Some(affected.stops_after)));
            }
        }
    }
}
