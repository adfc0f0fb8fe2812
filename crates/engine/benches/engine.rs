//! The engine at the size of a large municipality: 2 000 information sets, 200 systems, 120 processes, 40 suppliers,
//! 140 controls. `cargo xtask bench engine` prints the median of many rounds, in microseconds.

use std::hint::black_box;
use std::time::{Duration, Instant};
use varn_engine::{
    Aspect, AspectSet, Assessment, Catalogue, Change, Control, ControlIx, Day, Deficiency, Entry, Exists,
    Graph, Judgement, Level, Link, LinkKind, Need, Node, NodeKind, Object, ObjectIx, PerAspect, Scope,
    ScopeSet, Settings, Weights, Works,
};

const SETS: u32 = 2_000;
const SYSTEMS: u32 = 200;
const PROCESSES: u32 = 120;
const SUPPLIERS: u32 = 40;
const CONTROLS: u32 = 140;

/// Ids by kind: sets, then systems, processes and suppliers.
const FIRST_SYSTEM: u32 = SETS;
const FIRST_PROCESS: u32 = FIRST_SYSTEM + SYSTEMS;
const FIRST_SUPPLIER: u32 = FIRST_PROCESS + PROCESSES;

fn level(n: u32) -> Option<Level> {
    Level::from_ordinal(u8::try_from(n % 5).unwrap_or(9))
}

fn set(id: u32, shift: u32) -> Node<u32> {
    let mut node = Node::new(id, NodeKind::Information);
    node.own = PerAspect::from_fn(|aspect| level(id * 7 + aspect as u32 * 3 + shift));
    node
}

fn graph() -> Result<Graph<u32>, varn_engine::Problem<u32>> {
    let mut nodes: Vec<_> = (0..SETS).map(|id| set(id, 0)).collect();
    let more = [
        (FIRST_SYSTEM..FIRST_PROCESS, NodeKind::System),
        (FIRST_PROCESS..FIRST_SUPPLIER, NodeKind::Process),
        (FIRST_SUPPLIER..FIRST_SUPPLIER + SUPPLIERS, NodeKind::Supplier),
    ];
    for (ids, kind) in more {
        nodes.extend(ids.map(|id| Node::new(id, kind)));
    }
    let mut links = Vec::new();
    for id in 0..SETS {
        links.push(Link::new(id, LinkKind::LivesIn, FIRST_SYSTEM + id % SYSTEMS));
        links.push(Link::new(FIRST_PROCESS + id % PROCESSES, LinkKind::UsesInformation, id));
    }
    for n in 0..SYSTEMS {
        let system = FIRST_SYSTEM + n;
        links.push(Link::new(system, LinkKind::DeliveredBy, FIRST_SUPPLIER + n % SUPPLIERS));
        // Chains, and a ring among every tenth.
        links.push(Link::new(system, LinkKind::NeedsToRun, FIRST_SYSTEM + n / 2));
        links.push(Link::new(system, LinkKind::FedBy, FIRST_SYSTEM + (n + 10) % SYSTEMS));
    }
    links.retain(|link| link.from != link.to);
    Graph::new(Settings::default(), nodes, links)
}

fn catalogue() -> Catalogue {
    let control = |n: u32| {
        let mut control = Control { scopes: ScopeSet::default().with(Scope::System), ..Control::default() };
        match n % 3 {
            0 => control.baseline = true,
            _ => control.from[Aspect::ALL[(n % 4) as usize]] = level(n % 4),
        }
        control
    };
    Catalogue::new((0..CONTROLS).map(control).collect(), AspectSet::ALL)
}

fn assess(need: &Need<u32>) -> Result<Assessment, varn_engine::AssessmentProblem> {
    let object = |n: u32| {
        let mut object = Object::new(Scope::System);
        object.need = need.levels(FIRST_SYSTEM + n).unwrap_or_default();
        object
    };
    let judged = Entry {
        own: Judgement {
            exists: Some(Exists::Partly),
            works: Some(Works::Partly),
            deficiency: Some(Deficiency::Moderate),
        },
        inherits: None,
    };
    let entries = (0..SYSTEMS).flat_map(|object| {
        let controls = (0..CONTROLS).filter(move |control| (object + control) % 2 == 0);
        controls.map(move |control| (ObjectIx(object), ControlIx(control), judged))
    });
    Assessment::new(catalogue(), Weights::default(), Day(20_000), (0..SYSTEMS).map(object).collect(), entries)
}

/// The median time of many rounds.
fn measure(name: &str, mark: Duration, rounds: u32, mut round: impl FnMut(u32)) {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|n| {
            let started = Instant::now();
            round(n);
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    let median = times[times.len() / 2];
    let met = if median <= mark { "yes" } else { "**no**" };
    #[allow(clippy::print_stdout, reason = "the table is what this program is for")]
    {
        println!("| {name} | ≤ {mark:?} | {median:.1?} | {met} |");
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut need = Need::new(graph()?);
    let mut assessment = assess(&need)?;
    measure("need, required controls and gaps of everything", Duration::from_millis(20), 50, |_| {
        need.recompute();
        black_box(assess(&need).ok());
    });
    measure("the same after one classification became another", Duration::from_millis(2), 500, |n| {
        let shifts = need.apply(Change::PutNode(set(n % SETS, n + 1))).unwrap_or_default();
        for shift in shifts.iter().filter(|shift| (FIRST_SYSTEM..FIRST_PROCESS).contains(&shift.node)) {
            let levels = need.levels(shift.node).unwrap_or_default();
            black_box(assessment.set_need(ObjectIx(shift.node - FIRST_SYSTEM), levels).ok());
        }
    });
    Ok(())
}
