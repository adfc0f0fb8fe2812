//! The marks of the first thread, measured on real release servers: `cargo xtask bench marks`.
//!
//! A large municipality (2 000 information sets, 200 systems) is built on SQLite and, where `VARN_TEST_POSTGRES`
//! names a server, on PostgreSQL with row-level security. The program under test is `SERVER_BINARY`, in a process of
//! its own; the floor it is compared with is this program again, in a process of its own, in the same run. What comes
//! out is a table in Markdown: what, mark, measured, whether it is met. `bench/RESULTS.md` keeps one with its machine.

mod data;
mod floor;
mod lists;
mod load;
mod once;
mod server;
mod table;
mod writes;

use anyhow::Context as _;
use server::Place;
use std::path::PathBuf;
use table::Table;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().map(String::as_str) == Some("floor") {
        return floor::serve(&args[1..]);
    }
    let binary = PathBuf::from(variable("SERVER_BINARY").context("SERVER_BINARY names the release server")?);
    let folder = tempfile::tempdir()?;
    let mut table = Table::default();
    once::measure(&binary, folder.path(), &mut table)?;
    let mut places = vec![Place::file(folder.path().join("large.db"))];
    match variable("VARN_TEST_POSTGRES") {
        Some(url) => places.push(Place::server(&url)?),
        None => eprintln!("no PostgreSQL: VARN_TEST_POSTGRES is not set, so only SQLite is measured"),
    }
    for place in &places {
        let town = data::fill(place)?;
        lists::measure(&binary, place, &town, &mut table)?;
        writes::measure(&binary, place, &town, &mut table)?;
    }
    table.print();
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "where the server and the database are is said by xtask")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
