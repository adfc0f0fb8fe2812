//! Measures the engine against its marks and prints one JSON line per figure:
//! `cargo run --release -p varn-engine --example measure`. Times are in microseconds: the median and the
//! worst of many runs. Ids are 16 bytes, like those of the application.

use std::hint::black_box;
use std::io::{Result, Write};
use std::time::Instant;

use varn_engine::{
    Aspect, AspectSet, Assessment, Catalogue, Change, Control, ControlIx, Day, Deficiency, Entry, Exists,
    Graph, Judgement, Law, Level, Link, LinkKind, Minutes, Need, Node, NodeKind, Object, ObjectIx, PerAspect,
    Scope, ScopeSet, Settings, Weights, Works,
};

type Id = [u8; 16];

/// The same sequence on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }

    fn level(&mut self) -> Option<Level> {
        Level::from_ordinal([0, 1, 1, 1, 2, 2, 3, 9][self.below(8)])
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// Time-ordered like a version 7 id: alike at the start, different at the end.
fn id(number: usize) -> Id {
    (0x0192_0000_0000_7000_8000_0000_0000_0000_u128 + number as u128).to_be_bytes()
}

struct World {
    nodes: Vec<Node<Id>>,
    links: Vec<Link<Id>>,
    by_kind: [Vec<Id>; 4],
}

impl World {
    fn new(counts: [usize; 4], dice: &mut Dice) -> Self {
        let kinds = [NodeKind::Information, NodeKind::Process, NodeKind::System, NodeKind::Supplier];
        let mut world = Self { nodes: Vec::new(), links: Vec::new(), by_kind: Default::default() };
        for (kind, count) in kinds.into_iter().zip(counts) {
            for _ in 0..count {
                let mut node = Node::new(id(world.nodes.len()), kind);
                if kind == NodeKind::Information {
                    node.own = PerAspect::from_fn(|_| dice.level());
                }
                if kind == NodeKind::Process && dice.below(2) == 0 {
                    node.tolerated_outage = Some(Minutes(dice.pick(&[0, 240, 1_440, 10_080, 20_000])));
                }
                world.by_kind[kind as usize].push(node.id);
                world.nodes.push(node);
            }
        }
        world
    }

    fn link(&mut self, kind: LinkKind, dice: &mut Dice) {
        let (from, to) = kind.joins();
        let from = dice.pick(&self.by_kind[from as usize]);
        let to = dice.pick(&self.by_kind[to as usize]);
        self.links.push(Link::new(from, kind, to));
    }

    fn graph(&self) -> Graph<Id> {
        Graph::new(Settings::default(), self.nodes.clone(), self.links.clone()).expect("a valid graph")
    }
}

fn figure(
    out: &mut impl Write,
    name: &str,
    limit: u32,
    runs: usize,
    mut run: impl FnMut(usize),
) -> Result<()> {
    let mut times: Vec<f64> = (0..runs)
        .map(|index| {
            let start = Instant::now();
            run(index);
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, worst) = (times[runs / 2], times[runs - 1]);
    writeln!(
        out,
        r#"{{"figure":"{name}","runs":{runs},"median_us":{median:.1},"worst_us":{worst:.1},"mark_us":{limit}}}"#
    )
}

/// 5 000 nodes and 20 000 links drawn at random, cycles through most systems.
fn random_graph(out: &mut impl Write) -> Result<()> {
    let mut dice = Dice(1);
    let mut world = World::new([2_000, 1_000, 1_500, 500], &mut dice);
    for _ in 0..20_000 {
        let kind = dice.pick(&LinkKind::ALL);
        world.link(kind, &mut dice);
    }
    let graph = world.graph();
    figure(out, "random: build graph", 60_000, 30, |_| drop(black_box(world.graph())))?;
    let mut need = Need::new(graph);
    figure(out, "random: full recomputation", 60_000, 200, |_| need.recompute())?;
    figure(out, "random: change one information set", 5_000, 500, |_| {
        let mut node = world.nodes[dice.below(2_000)].clone();
        node.own = PerAspect::from_fn(|_| dice.level());
        black_box(need.apply(Change::PutNode(node)).expect("known"));
    })?;
    let links = world.links.clone();
    figure(out, "random: remove or put back one link", 5_000, 500, |index| {
        let link = links[index / 2 * 37];
        let change = if index % 2 == 0 { Change::RemoveLink(link) } else { Change::PutLink(link) };
        // A link drawn twice is there once.
        let _ = black_box(need.apply(change));
    })?;
    let ids: Vec<Id> = world.nodes.iter().map(|node| node.id).collect();
    figure(out, "random: outage of one node", 10_000, 1_000, |_| {
        drop(black_box(need.outage(dice.pick(&ids)).expect("known")));
    })?;
    figure(out, "random: explain one level", 1_000, 1_000, |_| {
        drop(black_box(need.explain(dice.pick(&ids), Aspect::Availability).expect("known")));
    })?;
    figure(out, "random: coverage of one level", 1_000, 1_000, |_| {
        drop(black_box(need.coverage(dice.pick(&ids), Aspect::Availability).expect("known")));
    })
}

/// A large municipality: 2 000 information sets, 200 systems, 600 processes, 80 suppliers, 140 controls.
fn municipality(dice: &mut Dice) -> World {
    let mut world = World::new([2_000, 600, 200, 80], dice);
    let counts = [
        (LinkKind::LivesIn, 2_600),
        (LinkKind::UsesInformation, 3_000),
        (LinkKind::UsesSystem, 1_200),
        (LinkKind::DataHeldBy, 200),
        (LinkKind::AccessControlledBy, 200),
        (LinkKind::FedBy, 150),
        (LinkKind::NeedsToRun, 300),
        (LinkKind::DeliveredBy, 200),
    ];
    for (kind, count) in counts {
        for _ in 0..count {
            world.link(kind, dice);
        }
    }
    world
}

fn catalogue(dice: &mut Dice) -> Catalogue {
    let controls = (0..140).map(|index| Control {
        baseline: index % 3 == 0,
        from: PerAspect::from_fn(|_| if dice.below(2) == 0 { dice.level() } else { None }),
        scopes: Scope::ALL.into_iter().fold(ScopeSet::NONE, ScopeSet::with),
        laws: if index % 4 == 0 { vec![Law(index / 20)] } else { Vec::new() },
        condition: None,
    });
    Catalogue::new(controls.collect(), AspectSet::ALL)
}

fn assess(catalogue: Catalogue, need: &Need<Id>, systems: &[Id], dice: &mut Dice) -> Assessment {
    let objects = systems.iter().map(|&system| Object {
        need: need.levels(system).expect("known"),
        laws: vec![Law(1), Law(3), Law(5)],
        ..Object::new(Scope::System)
    });
    let objects: Vec<_> = objects.collect();
    let pairs = (0..objects.len()).flat_map(|o| (0..140_u32).map(move |c| (o, c)));
    let judged = pairs.filter(|_| dice.below(10) < 7).collect::<Vec<_>>();
    let entries = judged.into_iter().map(|(object, control)| {
        let object = ObjectIx(u32::try_from(object).expect("few objects"));
        (object, ControlIx(control), entry(dice))
    });
    let entries: Vec<_> = entries.collect();
    Assessment::new(catalogue, Weights::default(), Day(0), objects, entries).expect("valid")
}

fn entry(dice: &mut Dice) -> Entry {
    let deficiencies =
        [Deficiency::Negligible, Deficiency::Moderate, Deficiency::Significant, Deficiency::Serious];
    let own = Judgement {
        exists: Some(dice.pick(&[Exists::Yes, Exists::Partly, Exists::No])),
        works: Some(dice.pick(&[Works::Yes, Works::Partly, Works::No])),
        deficiency: Some(dice.pick(&deficiencies)),
    };
    Entry { own, inherits: None }
}

/// Hands the needs of all systems to the assessment.
fn hand_over(need: &Need<Id>, assessment: &mut Assessment, systems: &[Id]) {
    for (at, &system) in (0..).map(ObjectIx).zip(systems) {
        assessment.set_need(at, need.levels(system).expect("known")).expect("known");
    }
}

fn whole_municipality(out: &mut impl Write) -> Result<()> {
    let mut dice = Dice(2);
    let world = municipality(&mut dice);
    let systems = world.by_kind[NodeKind::System as usize].clone();
    let mut need = Need::new(world.graph());
    let catalogue = catalogue(&mut dice);
    let mut assessment = assess(catalogue, &need, &systems, &mut dice);
    figure(out, "municipality: build graph", 20_000, 50, |_| drop(black_box(world.graph())))?;
    figure(out, "municipality: need, full", 20_000, 200, |_| need.recompute())?;
    figure(out, "municipality: controls and gaps, full", 20_000, 100, |_| assessment.recompute())?;
    figure(out, "municipality: need, controls and gaps, full", 20_000, 100, |_| {
        need.recompute();
        hand_over(&need, &mut assessment, &systems);
        assessment.recompute();
    })?;
    let place =
        |node: Id| systems.binary_search(&node).ok().and_then(|at| u32::try_from(at).ok()).map(ObjectIx);
    figure(out, "municipality: one classification, through to the gaps", 2_000, 500, |_| {
        let mut node = world.nodes[dice.below(2_000)].clone();
        node.own = PerAspect::from_fn(|_| dice.level());
        let mut nodes: Vec<Id> =
            need.apply(Change::PutNode(node)).expect("known").iter().map(|shift| shift.node).collect();
        nodes.dedup();
        for (node, at) in nodes.into_iter().filter_map(|node| place(node).map(|at| (node, at))) {
            assessment.set_need(at, need.levels(node).expect("known")).expect("known");
        }
    })?;
    figure(out, "municipality: one judgement", 2_000, 500, |_| {
        let at = ObjectIx(u32::try_from(dice.below(200)).expect("few"));
        let control = ControlIx(u32::try_from(dice.below(140)).expect("few"));
        drop(black_box(assessment.set_entry(at, control, entry(&mut dice)).expect("known")));
    })?;
    figure(out, "municipality: top 20, progress, remaining", 2_000, 200, |_| {
        let top = assessment.top(20).len();
        black_box((top, assessment.progress(), assessment.remaining()));
    })?;
    figure(out, "municipality: outage of one system", 10_000, 500, |_| {
        drop(black_box(need.outage(dice.pick(&systems)).expect("known")));
    })?;
    figure(out, "municipality: coverage of 50 systems, four aspects", 10_000, 50, |_| {
        for &system in &systems[..50] {
            for aspect in Aspect::ALL {
                drop(black_box(need.coverage(system, aspect).expect("known")));
            }
        }
    })
}

fn main() -> Result<()> {
    let mut out = std::io::stdout().lock();
    random_graph(&mut out)?;
    whole_municipality(&mut out)
}
