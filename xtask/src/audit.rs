//! Known vulnerabilities in `Cargo.lock`, looked up in a copy of the RustSec advisory database.
//!
//! The copy lies beside the repository and nothing is fetched. A vulnerable version, and one that is unsound
//! or no longer maintained, fails unless `deny.toml` accepts it with a reason; an acceptance that is no
//! longer needed fails too, so that the list tells the truth.

use crate::deny::Rules;
use crate::process::{root, run as start};
use anyhow::{Context, Result, bail};
use rustsec::advisory::{Informational, Metadata};
use rustsec::package::Package;
use rustsec::report::Settings;
use rustsec::{Database, Lockfile, Report};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const DATABASE: &str = "../shared/data/rustsec/advisory-db.tar.gz";

/// One advisory that concerns a locked crate.
struct Finding {
    id: String,
    line: String,
}

/// Audits; without a database it says so and passes, since there is nothing to look in.
pub(crate) fn run() -> Result<()> {
    let archive = root().join(DATABASE);
    if !archive.is_file() {
        eprintln!("NOT AUDITED: no advisory database at {DATABASE}");
        return Ok(());
    }
    let database = open(&archive)?;
    let lockfile = Lockfile::load(root().join("Cargo.lock"))?;
    let accepted = Rules::read()?.advisories.ignore;
    let findings = findings(&database, &lockfile);
    let found: BTreeSet<&str> = findings.iter().map(|f| f.id.as_str()).collect();
    let known: BTreeSet<&str> = accepted.iter().map(|i| i.id.as_str()).collect();
    let new = findings.iter().filter(|f| !known.contains(f.id.as_str())).map(|f| f.line.clone());
    let unneeded = accepted.iter().filter(|i| !found.contains(i.id.as_str()));
    let wrong: Vec<String> = new
        .chain(unneeded.map(|i| format!("deny.toml accepts {}, which concerns nothing here", i.id)))
        .collect();
    let newest = database.iter().map(|a| a.metadata.date.as_str().to_owned()).max().unwrap_or_default();
    eprintln!("{} crates, {} advisories to {newest}", lockfile.packages.len(), database.iter().count());
    for ignored in accepted.iter().filter(|i| found.contains(i.id.as_str())) {
        eprintln!("accepted: {}: {}", ignored.id, ignored.reason);
    }
    if wrong.is_empty() { Ok(()) } else { bail!("{} findings:\n  {}", wrong.len(), wrong.join("\n  ")) }
}

fn open(archive: &Path) -> Result<Database> {
    let folder = tempfile::tempdir()?;
    start(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(folder.path()))?;
    Database::open(folder.path()).context("could not read the advisory database")
}

fn findings(database: &Database, lockfile: &Lockfile) -> Vec<Finding> {
    let informational_warnings =
        vec![Informational::Unmaintained, Informational::Unsound, Informational::Notice];
    let report =
        Report::generate(database, lockfile, &Settings { informational_warnings, ..Settings::default() });
    let vulnerable = report.vulnerabilities.list.iter().map(|v| finding(&v.package, &v.advisory));
    let warned = report.warnings.values().flatten();
    let warned = warned.filter_map(|w| w.advisory.as_ref().map(|advisory| finding(&w.package, advisory)));
    vulnerable.chain(warned).collect()
}

fn finding(package: &Package, advisory: &Metadata) -> Finding {
    let id = advisory.id.to_string();
    let kind = advisory.informational.as_ref().map_or("vulnerable", |kind| kind.as_str());
    let line = format!("{} {}: {kind}: {id} {}", package.name, package.version, advisory.title);
    Finding { id, line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr as _;

    fn database() -> Option<Database> {
        let archive = root().join(DATABASE);
        if !archive.is_file() {
            eprintln!("skipped: no advisory database at {DATABASE}");
            return None;
        }
        open(&archive).ok()
    }

    fn locked(name: &str, version: &str) -> Lockfile {
        let source = "registry+https://github.com/rust-lang/crates.io-index";
        let text = format!(
            "version = 4\n\n[[package]]\nname = \"{name}\"\nversion = \"{version}\"\nsource = \"{source}\"\n"
        );
        Lockfile::from_str(&text).expect("a lockfile")
    }

    #[test]
    fn a_vulnerable_version_is_found_and_a_patched_one_is_not() {
        let Some(database) = database() else { return };
        let old = findings(&database, &locked("time", "0.1.43"));
        assert!(old.iter().any(|f| f.id == "RUSTSEC-2020-0071"), "time 0.1.43 has a known vulnerability");
        let new = findings(&database, &locked("time", "0.2.23"));
        assert!(!new.iter().any(|f| f.id == "RUSTSEC-2020-0071"), "0.2.23 is patched");
    }
}
