//! The properties again at full size: 5 000 nodes, 20 000 links, cycles through most systems.

use std::collections::BTreeMap;

use varn_engine::{
    Aspect, Change, Derived, Graph, Level, Link, LinkKind, Need, Node, NodeKind, PerAspect, Settings,
};

/// A linear congruential sequence: the same graph on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }
}

fn random(seed: u64) -> (Vec<Node<u32>>, Vec<Link<u32>>) {
    let mut dice = Dice(seed);
    let mut nodes: Vec<Node<u32>> = Vec::new();
    let mut of_kind: BTreeMap<NodeKind, Vec<u32>> = BTreeMap::new();
    for id in 0..5_000 {
        let kind = match dice.below(10) {
            0..4 => NodeKind::Information,
            4..6 => NodeKind::Process,
            6..9 => NodeKind::System,
            _ => NodeKind::Supplier,
        };
        let mut node = Node::new(id, kind);
        // Few and mostly low values, so that the high ones travel far.
        if kind == NodeKind::Information && dice.below(4) == 0 {
            node.own = PerAspect::from_fn(|_| Level::from_ordinal([0, 0, 1, 1, 1, 2, 9, 9][dice.below(8)]));
        }
        if dice.below(900) == 0 {
            node.own[Aspect::ALL[dice.below(4)]] = Some(Level::Serious);
        }
        nodes.push(node);
        of_kind.entry(kind).or_default().push(id);
    }
    let links = (0..20_000).map(|_| {
        let kind = LinkKind::ALL[dice.below(8)];
        let (from, to) = kind.joins();
        let mut pick = |kind| of_kind[&kind][dice.below(of_kind[&kind].len())];
        Link::new(pick(from), kind, pick(to))
    });
    let links = links.collect();
    (nodes, links)
}

fn all(need: &Need<u32>) -> BTreeMap<u32, PerAspect<Derived<u32>>> {
    need.iter().map(|(node, derived)| (node.id, derived)).collect()
}

#[test]
fn incremental_is_full_and_explained_is_computed_at_full_size() {
    for seed in [1, 2] {
        let (mut nodes, links) = random(seed);
        let build = |nodes: &[Node<u32>]| {
            Need::new(Graph::new(Settings::default(), nodes.to_vec(), links.clone()).expect("a graph"))
        };
        let mut need = build(&nodes);
        let mut dice = Dice(seed + 100);
        for _ in 0..8 {
            let node = &mut nodes[dice.below(5_000)];
            node.own[Aspect::ALL[dice.below(4)]] = Level::from_ordinal([0, 3, 3, 9][dice.below(4)]);
            need.apply(Change::PutNode(node.clone())).expect("a node");
        }
        assert!(all(&need) == all(&build(&nodes)), "seed {seed}");
        let mut longest = 0;
        for node in &nodes {
            for aspect in Aspect::ALL {
                let explanation = need.explain(node.id, aspect).expect("a node");
                let own = explanation.decider.and_then(|d| nodes[d.node() as usize].own[aspect]);
                assert_eq!(own, explanation.derived.level);
                longest = longest.max(explanation.hops.len());
            }
        }
        assert!(longest > 4, "the graph is one where need travels");
    }
}
