//! Writing: a record with its audit event, alone and among sixteen; a classification with everything that follows it.

use crate::data::Town;
use crate::load::run;
use crate::server::{Place, Server};
use crate::table::Table;
use std::path::Path;
use std::time::Duration;

const LASTING: Duration = Duration::from_secs(4);

pub(crate) fn measure(binary: &Path, place: &Place, town: &Town, table: &mut Table) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let server =
        Server::varn(binary, &["serve", "--database-url", &place.url], &folder.path().join("ready.json"))?;
    let at = (server.address.as_str(), town.cookie.as_str());
    let of = |what: &str| format!("{}: {what}", place.name);
    let action = |n: usize| {
        (
            "/atgarder/ny".to_owned(),
            Some(format!("name=Skydda+arkiv+{n}&unit={}&status=not_started", town.unit)),
        )
    };
    let alone = run(at, 1, LASTING, 303, action)?;
    table.time(&of("one write with its event over HTTP, p50"), 2.0, alone.p50);
    let together = run(at, 16, LASTING, 303, action)?;
    table.at_least(&of("the same at 16 writers"), 1_000.0, together.per_second, "writes/s");
    let classified = run(at, 1, LASTING, 303, |n| {
        let path = format!("/klassning/informationsmangd/{}", town.sets[n * 3 % town.sets.len()]);
        let level = n % 4;
        let form = format!(
            "base=&level_confidentiality={level}&level_integrity=2&level_availability=2&review_on=2027-03-05"
        );
        (path, Some(form))
    })?;
    table.time(&of("saving a classification with all that follows, p50"), 50.0, classified.p50);
    table.time(&of("the same, p99"), 50.0, classified.p99);
    Ok(())
}
