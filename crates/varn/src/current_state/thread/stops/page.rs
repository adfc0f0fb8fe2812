//! The page: processes with the time until it hurts, vital ones first; then what else stops on the way.

use super::store::{self, StopRow};
use crate::current_state::thread::graph::{Thread, current, link_word, record};
use crate::current_state::thread::why::Known;
use crate::platform::ctx::{Ctx, Id};
use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::kinds::KindInfo;
use crate::platform::page::{PageFrame, page};
use crate::platform::permission::Permission::RegistersRead;
use crate::platform::routes::Routes;
use crate::registers::spans;
use crate::registers::suppliers::{self, SupplierId};
use crate::registers::systems::{self, SystemId};
use askama::Template;
use std::collections::HashMap;
use uuid::Uuid;
use varn_engine::{Affected, Band, Basis, NodeKind, Outage};

/// The routes.
pub(in crate::current_state::thread) fn routes() -> Routes {
    Routes::default().get("/system/{id}/stannar", RegistersRead, of_system).get(
        "/leverantorer/{id}/stannar",
        RegistersRead,
        of_supplier,
    )
}

/// The bands, the soonest first, with their word.
const BANDS: [(Band, &str); 6] = [
    (Band::AtOnce, "at_once"),
    (Band::Within4Hours, "within_4_hours"),
    (Band::WithinADay, "within_a_day"),
    (Band::WithinAWeek, "within_a_week"),
    (Band::Later, "later"),
    (Band::Unknown, "unknown"),
];

/// A process that stops.
struct ProcessView {
    known: Known,
    unit: String,
    vital: bool,
    band: String,
    /// When it hurts, and what that rests on.
    time: String,
    basis: String,
    /// What stopped before it: "använder Björken".
    through: String,
    reserve: String,
}

/// Something else that stops.
struct OtherView {
    known: Known,
    kind: String,
    stops: String,
    through: String,
    elsewhere: bool,
}

#[derive(Template)]
#[template(path = "current_state/thread/stops/stops.html")]
struct StopsPage {
    page: PageFrame,
    name: String,
    kind: String,
    sign: &'static str,
    list: (&'static str, &'static str),
    address: String,
    consequence: String,
    processes: Vec<ProcessView>,
    others: Vec<OtherView>,
    /// Processes per band, as bars.
    bars: Vec<(String, String, usize, usize, String)>,
}

/// What the page is about.
struct Start {
    id: Uuid,
    name: String,
    info: &'static KindInfo,
    sign: &'static str,
}

async fn of_system(ctx: Ctx, Id(id): Id<SystemId>) -> Result {
    let mut tx = ctx.read().await?;
    let system = systems::store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    show(&ctx, tx, Start { id: id.0, name: system.name, info: &systems::RECORD, sign: "system" }).await
}

async fn of_supplier(ctx: Ctx, Id(id): Id<SupplierId>) -> Result {
    let mut tx = ctx.read().await?;
    let supplier = suppliers::store::find(&mut tx, &ctx.scope, id).await?.ok_or(Error::NotFound)?;
    show(&ctx, tx, Start { id: id.0, name: supplier.name, info: &suppliers::RECORD, sign: "supplier" }).await
}

async fn show(ctx: &Ctx, mut tx: Tx, start: Start) -> Result {
    let thread = current(&ctx.app, &mut tx).await?;
    let outage = thread.outage(start.id).map_err(Error::internal)?;
    let ids: Vec<Uuid> = outage.affected.iter().map(|one| one.node).collect();
    let rows = store::stopped(&mut tx, &ctx.scope, &ids).await?;
    drop(tx);
    let rows: HashMap<Uuid, StopRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let frame = ctx.page();
    let told = Told { page: &frame, thread: &thread, rows: &rows };
    let processes = told.processes(&outage);
    let others = told.others(&outage, start.id);
    page(&StopsPage {
        consequence: told.consequence(&processes),
        bars: told.bars(&outage),
        address: start.info.page(start.id),
        name: start.name,
        kind: start.info.one(),
        sign: start.sign,
        list: (start.info.path, start.info.many),
        processes,
        others,
        page: frame,
    })
}

/// The page, the graph and the names.
struct Told<'a> {
    page: &'a PageFrame,
    thread: &'a Thread,
    rows: &'a HashMap<Uuid, StopRow>,
}

impl Told<'_> {
    fn row(&self, id: Uuid) -> Option<&StopRow> {
        self.rows.get(&id)
    }

    fn known(&self, id: Uuid) -> Known {
        let kind = self.thread.graph().node(id).map(|node| record(node.kind));
        match (self.row(id).and_then(|row| row.name.clone()), kind) {
            (Some(name), Some(kind)) => Known { href: kind.page(id), name },
            (_, kind) => {
                let name = kind.map_or_else(
                    || self.page.t("thread-hidden").into_owned(),
                    |kind| self.page.word("thread-hidden", kind.kind.0).into_owned(),
                );
                Known { href: String::new(), name }
            }
        }
    }

    fn through(&self, one: &Affected<Uuid>) -> String {
        one.through.map_or_else(String::new, |(kind, before)| {
            format!("{} {}", self.page.word("stops-through", link_word(kind)), self.known(before).name)
        })
    }

    fn band(&self, band: Band) -> String {
        let word = BANDS.iter().find(|(known, _)| *known == band).map_or("unknown", |(_, word)| *word);
        self.page.word("stops-band", word).into_owned()
    }

    fn processes(&self, outage: &Outage<Uuid>) -> Vec<ProcessView> {
        let mut affected: Vec<&Affected<Uuid>> =
            outage.affected.iter().filter(|one| one.kind == NodeKind::Process).collect();
        let is_vital = |id: Uuid| self.row(id).is_some_and(|row| row.vital == Some(true));
        // Vital ones first; the soonest hurt comes first already.
        affected.sort_by_key(|one| !is_vital(one.node));
        let view = |one: &Affected<Uuid>| {
            let row = self.row(one.node);
            ProcessView {
                known: self.known(one.node),
                unit: row.and_then(|row| row.unit.clone()).unwrap_or_default(),
                vital: is_vital(one.node),
                band: self.band(one.band),
                time: one.hurts_after.map_or_else(String::new, |after| self.after(after.0)),
                basis: match one.basis {
                    Basis::Stated => self.page.t("stops-basis-stated").into_owned(),
                    Basis::Need => self.page.t("stops-basis-need").into_owned(),
                    Basis::Stops | Basis::Unknown => self.page.t("stops-basis-unknown").into_owned(),
                },
                through: self.through(one),
                reserve: row.and_then(|row| row.reserve_routine.clone()).unwrap_or_default(),
            }
        };
        affected.into_iter().map(view).collect()
    }

    fn others(&self, outage: &Outage<Uuid>, start: Uuid) -> Vec<OtherView> {
        let is_other = |one: &&Affected<Uuid>| one.kind != NodeKind::Process && one.node != start;
        let view = |one: &Affected<Uuid>| OtherView {
            known: self.known(one.node),
            kind: self.page.t(&record(one.kind).one()).into_owned(),
            stops: self.after(one.stops_after.0),
            through: self.through(one),
            elsewhere: one.also_elsewhere,
        };
        outage.affected.iter().filter(is_other).map(view).collect()
    }

    fn after(&self, minutes: u32) -> String {
        match minutes {
            0 => self.page.t("stops-at-once").into_owned(),
            minutes => self
                .page
                .with("stops-after", "span", spans::words(self.page, i64::from(minutes)))
                .into_owned(),
        }
    }

    /// The number of processes, followed by what it means.
    fn consequence(&self, processes: &[ProcessView]) -> String {
        let vital = processes.iter().filter(|process| process.vital).count();
        if processes.is_empty() {
            return self.page.t("stops-nothing").into_owned();
        }
        let count = self.page.n("stops-count", processes.len());
        match vital {
            0 => count.into_owned(),
            vital => format!("{count} {}", self.page.n("stops-count-vital", vital)),
        }
    }

    fn bars(&self, outage: &Outage<Uuid>) -> Vec<(String, String, usize, usize, String)> {
        let count = |band: Band| {
            outage.affected.iter().filter(|one| one.kind == NodeKind::Process && one.band == band).count()
        };
        let most = BANDS.iter().map(|(band, _)| count(*band)).max().unwrap_or(0).max(1);
        let bar = |band: Band| {
            let number = count(band);
            let words = self.page.n("stops-bar", number).into_owned();
            (String::new(), self.band(band), number * 100 / most, 0, words)
        };
        BANDS.iter().map(|(band, _)| bar(*band)).collect()
    }
}
