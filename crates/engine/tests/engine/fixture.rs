//! Small graphs by hand, random graphs by strategy, and plain-data models that changes are tried on.

use proptest::prelude::*;
use proptest::sample::select;
use varn_engine::{
    Aspect, Change, Graph, Level, Link, LinkKind, Minutes, Need, Node, NodeKind, PerAspect, Raise,
    RaiseCause, Settings,
};

pub(crate) const K: Aspect = Aspect::Confidentiality;
pub(crate) const R: Aspect = Aspect::Integrity;
pub(crate) const T: Aspect = Aspect::Availability;
pub(crate) const S: Aspect = Aspect::Traceability;

pub(crate) fn level(ordinal: u8) -> Level {
    Level::from_ordinal(ordinal).expect("0-3")
}

/// Own levels written as "3 1 - 2" in the order K, R, T, S.
pub(crate) fn levels(text: &str) -> PerAspect<Option<Level>> {
    let mut words = text.split(' ');
    PerAspect::from_fn(|_| words.next().and_then(|word| word.parse().ok()).map(level))
}

pub(crate) fn node(id: u32, kind: NodeKind, own: &str) -> Node<u32> {
    Node { own: levels(own), ..Node::new(id, kind) }
}

pub(crate) fn information(id: u32, own: &str) -> Node<u32> {
    node(id, NodeKind::Information, own)
}

pub(crate) fn system(id: u32) -> Node<u32> {
    Node::new(id, NodeKind::System)
}

pub(crate) fn raised(id: u32, raises: &[(u32, Aspect, u8)]) -> Node<u32> {
    let raise = |&(id, aspect, to): &(u32, Aspect, u8)| Raise {
        id,
        aspect,
        to: level(to),
        cause: RaiseCause::Accumulation,
    };
    Node { raises: raises.iter().map(raise).collect(), ..system(id) }
}

pub(crate) fn process(id: u32, tolerated: Option<u32>) -> Node<u32> {
    Node { tolerated_outage: tolerated.map(Minutes), ..Node::new(id, NodeKind::Process) }
}

pub(crate) fn supplier(id: u32) -> Node<u32> {
    Node::new(id, NodeKind::Supplier)
}

pub(crate) fn need(nodes: &[Node<u32>], links: &[(u32, LinkKind, u32)]) -> Need<u32> {
    let links = links.iter().map(|&(from, kind, to)| Link::new(from, kind, to));
    Need::new(Graph::new(Settings::default(), nodes.to_vec(), links).expect("a graph"))
}

/// Nodes and links as plain lists, in an order of their own.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) nodes: Vec<Node<u32>>,
    pub(crate) links: Vec<Link<u32>>,
}

impl Model {
    pub(crate) fn need(&self) -> Need<u32> {
        Need::new(Graph::new(Settings::default(), self.nodes.clone(), self.links.clone()).expect("a graph"))
    }

    /// What the change means for the lists, written without the engine.
    pub(crate) fn change(&mut self, change: &Change<u32>) {
        let same = |a: &Link<u32>, b: &Link<u32>| (a.from, a.kind, a.to) == (b.from, b.kind, b.to);
        match change {
            Change::PutNode(node) => {
                self.nodes.retain(|other| other.id != node.id);
                self.nodes.push(node.clone());
            }
            Change::RemoveNode(id) => {
                self.nodes.retain(|other| other.id != *id);
                self.links.retain(|link| link.from != *id && link.to != *id);
            }
            Change::PutLink(link) => {
                self.links.retain(|other| !same(other, link));
                self.links.push(*link);
            }
            Change::RemoveLink(link) => self.links.retain(|other| !same(other, link)),
        }
    }
}

/// Ids tell the kind, so that random changes never meet another kind.
pub(crate) fn kind_of(id: u32) -> NodeKind {
    match id % 6 {
        0 | 1 => NodeKind::Information,
        2 => NodeKind::Process,
        3 | 4 => NodeKind::System,
        _ => NodeKind::Supplier,
    }
}

const IDS: u32 = 36;

fn any_level() -> impl Strategy<Value = Option<Level>> {
    prop_oneof![2 => Just(None), 3 => select(Level::ALL.to_vec()).prop_map(Some)]
}

fn any_raise() -> impl Strategy<Value = Raise<u32>> {
    let cause = select(vec![RaiseCause::Accumulation, RaiseCause::Aggregation, RaiseCause::Integration]);
    let parts = (0..5_u32, select(Aspect::ALL.to_vec()), select(Level::ALL.to_vec()), cause);
    parts.prop_map(|(id, aspect, to, cause)| Raise { id, aspect, to, cause })
}

pub(crate) fn any_node() -> impl Strategy<Value = Node<u32>> {
    let own = prop::array::uniform4(any_level());
    let tolerated = prop::option::of(select(vec![0_u32, 60, 240, 241, 1_440, 9_000, 10_081]));
    let raises = prop::collection::vec(any_raise(), 0..3);
    (0..IDS, own, tolerated, raises, any::<bool>()).prop_map(|(id, own, tolerated, raises, stated)| {
        let kind = kind_of(id);
        // Others than information sets seldom state a level of their own.
        let states = kind == NodeKind::Information || (stated && id % 4 == 0);
        Node {
            id,
            kind,
            own: if states { PerAspect(own) } else { PerAspect::default() },
            tolerated_outage: tolerated.filter(|_| kind == NodeKind::Process).map(Minutes),
            raises: if kind == NodeKind::System { raises } else { Vec::new() },
        }
    })
}

pub(crate) fn any_link() -> impl Strategy<Value = Link<u32>> {
    let ends = (select(LinkKind::ALL.to_vec()), 0..IDS / 6, 0..IDS / 6, any::<[bool; 2]>());
    let endurance = select(vec![0_u32, 0, 30, 600]);
    (ends, endurance).prop_map(|((kind, from, to, second), endurance)| {
        let place = |kind: NodeKind, second: bool| match kind {
            NodeKind::Information => u32::from(second),
            NodeKind::Process => 2,
            NodeKind::System => 3 + u32::from(second),
            NodeKind::Supplier => 5,
        };
        let (a, b) = kind.joins();
        let (from, to) = (from * 6 + place(a, second[0]), to * 6 + place(b, second[1]));
        Link { from, to, kind, endurance: Minutes(endurance) }
    })
}

/// A graph of up to 36 nodes, cycles included.
pub(crate) fn any_model() -> impl Strategy<Value = Model> {
    let nodes = prop::collection::vec(any_node(), 1..50);
    let links = prop::collection::vec(any_link(), 0..120);
    (nodes, links).prop_map(|(nodes, links)| {
        let mut model = Model { nodes: Vec::new(), links: Vec::new() };
        for node in nodes {
            model.change(&Change::PutNode(node));
        }
        let known = |id: u32| model.nodes.iter().any(|node| node.id == id);
        let links: Vec<_> = links.into_iter().filter(|link| known(link.from) && known(link.to)).collect();
        for link in links {
            model.change(&Change::PutLink(link));
        }
        model
    })
}

/// A change that may or may not fit the model it meets.
pub(crate) fn any_change() -> impl Strategy<Value = Change<u32>> {
    prop_oneof![
        4 => any_node().prop_map(Change::PutNode),
        1 => (0..IDS).prop_map(Change::RemoveNode),
        4 => any_link().prop_map(Change::PutLink),
        3 => any_link().prop_map(Change::RemoveLink),
    ]
}
