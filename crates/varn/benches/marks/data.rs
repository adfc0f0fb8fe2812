//! A large municipality: the demo's organisation and year, and on top of it as many records as a big one has.

use crate::server::{Place, block_on};
use anyhow::Context as _;
use uuid::Uuid;
use varn::args;
use varn::current_state::{gaps, thread};
use varn::people::accounts::store as accounts;
use varn::platform::app::App;
use varn::platform::clock::Clock;
use varn::platform::config::Config;
use varn::platform::db::{Db, WriteTx};
use varn::platform::event::{Event, EventKind};
use varn::platform::swedish::{fold, sort_key};
use varn::platform::tenant::TenantId;
use varn::platform::{migrate, session};
use varn::registers::links::{Link, LinkKind, store as links};

/// How many information sets and systems are added to the demo's 508 and 106.
const SETS: usize = 1_492;
const SYSTEMS: usize = 94;

/// What the measurements need to know of it.
pub(crate) struct Town {
    /// `NAME=TOKEN` of a coordinator who is signed in.
    pub(crate) cookie: String,
    /// A unit that new records may belong to.
    pub(crate) unit: Uuid,
    /// The added information sets.
    pub(crate) sets: Vec<Uuid>,
    /// An added system with links.
    pub(crate) system: Uuid,
}

/// Builds it in an empty database.
pub(crate) fn fill(place: &Place) -> anyhow::Result<Town> {
    block_on(async {
        let config = Config { database_url: place.url.clone(), ..Config::default() };
        let db = Db::connect(&config.database().map_err(anyhow::Error::msg)?).await?;
        migrate::run(&db).await?;
        let clock = Clock::System(chrono::Duration::zero());
        let (app, _) = varn::app::build(config, db, clock).map_err(anyhow::Error::new)?;
        let logins = varn::demo::build(&app, 1, app.clock().today()).await.map_err(anyhow::Error::new)?;
        let email = &logins.iter().find(|login| login.role == "coordinator").context("a coordinator")?.email;
        let town = enlarge(&app, email).await?;
        app.db().analyze().await?;
        app.db().close().await;
        Ok(town)
    })
}

async fn enlarge(app: &App, email: &str) -> anyhow::Result<Town> {
    let mut tx = app.db().read(app.scene(TenantId::INSTALLATION)).await?;
    let found: Vec<(Uuid, Uuid)> = tx
        .outside()
        .all(
            "SELECT u.id, t.id FROM users u JOIN memberships m ON m.user_id = u.id JOIN tenants t ON t.id = m.municipality_id \
             WHERE u.email = $1 AND t.code = '9901'",
            args![email],
        )
        .await?;
    drop(tx);
    let (user, tenant) = *found.first().context("the coordinator is no member")?;
    let mut tx = app.db().write(app.scene(TenantId(tenant))).await?;
    let units: Vec<(Uuid,)> =
        tx.all("SELECT id FROM units WHERE tenant_id = $1 ORDER BY name_sort, id", args![]).await?;
    let unit = |at: usize| units[at % units.len()].0;
    let sets = add(&mut tx, "information_sets", SETS, unit).await?;
    let systems = add(&mut tx, "systems", SYSTEMS, unit).await?;
    classify(&mut tx, &sets).await?;
    let mut ties = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        ties.push(Link::new(LinkKind::LivesIn, *set, systems[at % SYSTEMS]));
    }
    for (at, system) in systems.iter().enumerate().skip(1) {
        ties.push(Link::new(LinkKind::NeedsToRun, *system, systems[at / 2]));
    }
    links::insert_many(&mut tx, &ties).await?;
    thread::recompute_all(&mut tx).await.map_err(anyhow::Error::new)?;
    gaps::recompute_all(&mut tx).await.map_err(anyhow::Error::new)?;
    let token = session::new_token();
    let now = tx.now();
    accounts::begin_session(&mut tx, user, session::hash(&token), ("marks", "127.0.0.1"), now).await?;
    let event = Event::new(EventKind::InformationCreated).detail("records", sets.len());
    app.commit(tx, event).await.map_err(anyhow::Error::new)?;
    Ok(Town { cookie: format!("{}={token}", session::COOKIE), unit: unit(0), sets, system: systems[1] })
}

async fn add(
    tx: &mut WriteTx,
    table: &str,
    count: usize,
    unit: impl Fn(usize) -> Uuid,
) -> anyhow::Result<Vec<Uuid>> {
    let now = tx.now();
    let columns = ["id", "name", "name_sort", "name_fold", "unit_id", "state", "created_at", "updated_at"];
    let ids: Vec<Uuid> = (0..count).map(|_| tx.new_id()).collect();
    let row = |(at, id): (usize, &Uuid)| {
        // Spread over the alphabet, and among the demo's own names.
        let letter = char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
        let name = format!("{letter}kter om ärenden av slag {at}");
        args![*id, &name, sort_key(&name), fold(&name), unit(at), "confirmed", now, now]
    };
    tx.insert_many(table, &columns, ids.iter().enumerate().map(row).collect()).await?;
    Ok(ids)
}

async fn classify(tx: &mut WriteTx, sets: &[Uuid]) -> anyhow::Result<()> {
    let now = tx.now();
    let columns = [
        "id",
        "object_kind",
        "object_id",
        "model",
        "model_version",
        "confidentiality",
        "integrity",
        "availability",
        "source",
        "classified_by",
        "classified_on",
        "created_at",
    ];
    let ids: Vec<Uuid> = sets.iter().map(|_| tx.new_id()).collect();
    let row = |(at, (id, set)): (usize, (&Uuid, &Uuid))| {
        let level = |step: usize| i64::try_from(at / step % 4).unwrap_or_default();
        args![
            *id,
            "information_set",
            *set,
            "krt",
            "1",
            level(1),
            level(3),
            level(7),
            "judged",
            "Maja Lind",
            "2026-01-15",
            now
        ]
    };
    let rows = ids.iter().zip(sets).enumerate().filter(|(at, _)| at % 3 != 0).map(row).collect();
    tx.insert_many("classifications", &columns, rows).await?;
    Ok(())
}
