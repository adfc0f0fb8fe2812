//! Reading: the list of 50 among 2 000 with every order and filter it offers, against the floor; a record's page.

use crate::data::Town;
use crate::load::{Connection, Load, run};
use crate::server::{Place, Server};
use crate::table::Table;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const CONNECTIONS: usize = 16;
const LASTING: Duration = Duration::from_secs(5);
const SHORT: Duration = Duration::from_secs(2);

pub(crate) fn measure(binary: &Path, place: &Place, town: &Town, table: &mut Table) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let server =
        Server::varn(binary, &["serve", "--database-url", &place.url], &folder.path().join("ready.json"))?;
    let mut connection = Connection::open(&server.address, &town.cookie)?;
    let page = connection.ask("/information", None)?;
    anyhow::ensure!(page.status == 200, "the list answered {}: {}", page.status, page.text());
    let of = |what: &str| format!("{}: {what}", place.name);
    table.at_most(&of("list, statements"), 4.0, f64::from(page.queries().unwrap_or(99)), "");
    // The first one after a start brings the graph of the municipality into memory.
    connection.ask(&format!("/system/{}", town.system), None)?;
    let record = connection.ask(&format!("/system/{}", town.system), None)?;
    anyhow::ensure!(record.status == 200, "the record answered {}", record.status);
    table.at_most(&of("record page, statements"), 8.0, f64::from(record.queries().unwrap_or(99)), "");

    let bytes = folder.path().join("page.html");
    std::fs::write(&bytes, &page.body)?;
    let ready = folder.path().join("floor.json");
    let mut floor = Command::new(std::env::current_exe()?);
    floor.args(["floor", &place.url]).arg(&bytes).arg(&ready);
    let floor = Server::start(floor, &ready)?;
    // In turns, so that what else the machine does falls on both.
    let [mut ours, mut bare] = [Vec::new(), Vec::new()];
    for _ in 0..3 {
        ours.push(load(&server, town, "/information", LASTING)?);
        bare.push(load(&floor, town, "/information", LASTING)?);
    }
    let (ours, bare) = (middle(ours), middle(bare));
    let mark = if place.name == "SQLite" { 2_000.0 } else { 1_400.0 };
    table.at_least(&of("list of 50 of 2 000 at 16 connections"), mark, ours.per_second, "requests/s");
    table.time(&of("the same, p99"), 20.0, ours.p99);
    table.at_most(&of("the same, floor ÷ ours"), 1.5, bare.per_second / ours.per_second, "×");
    let mut slowest: Option<(String, Load)> = None;
    let mut latest: Option<(String, Load)> = None;
    for path in offered(&page.text()) {
        let load = load(&server, town, &path, SHORT)?;
        eprintln!("    {path}: {:.0} requests/s, p99 {:?}", load.per_second, load.p99);
        if slowest.as_ref().is_none_or(|(_, other)| load.per_second < other.per_second) {
            slowest = Some((path.clone(), load.clone()));
        }
        if latest.as_ref().is_none_or(|(_, other)| load.p99 > other.p99) {
            latest = Some((path, load));
        }
    }
    if let Some(((path, load), (late, latest))) = slowest.zip(latest) {
        table.at_least(
            &of(&format!("slowest order or filter, `{path}`")),
            400.0,
            load.per_second,
            "requests/s",
        );
        table.time(&of(&format!("order or filter with the longest p99, `{late}`")), 60.0, latest.p99);
    }
    Ok(())
}

fn load(server: &Server, town: &Town, path: &str, lasting: Duration) -> anyhow::Result<Load> {
    run((&server.address, &town.cookie), CONNECTIONS, lasting, 200, |_| (path.to_owned(), None))
}

/// The one in the middle by speed.
fn middle(mut loads: Vec<Load>) -> Load {
    loads.sort_by(|one, other| one.per_second.total_cmp(&other.per_second));
    loads.swap_remove(loads.len() / 2)
}

/// Every order and every choice of every filter on the page; of a filter with many choices the first three.
fn offered(page: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::from(["/information?q=akt".to_owned(), "/information?sida=20".to_owned()]);
    for part in page.split("href=\"/information?ordning=").skip(1) {
        let value = part.split(['"', '&']).next().unwrap_or_default();
        let column = value.trim_start_matches('-');
        paths.extend([format!("/information?ordning={column}"), format!("/information?ordning=-{column}")]);
    }
    for part in page.split("<select").skip(1) {
        let Some(name) = part.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()) else {
            continue;
        };
        let part = part.split("</select>").next().unwrap_or_default();
        let values = part.split("<option value=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let chosen = values.filter(|value| !value.is_empty()).take(3);
        if ["enhet", "agare", "klassning", "niva", "personuppgifter", "lage"].contains(&name) {
            paths.extend(chosen.map(|value| format!("/information?{name}={value}")));
        }
    }
    paths
}
