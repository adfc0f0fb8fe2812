//! What a fresh machine lacks: browser, database, PDF tools by apt; npm packages for the journeys.
//!
//! Installs only where it may (root, or sudo without a password); otherwise it says what is missing and the
//! command that gets it. Cargo tools are never installed: `nextest` is used when it is there.

use crate::postgres::{binary, id};
use crate::process::{find, root, run};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

struct Need {
    what: &'static str,
    package: &'static str,
    met: fn() -> bool,
}

const NEEDS: [Need; 6] = [
    Need { what: "Chromium", package: "chromium", met: || chromium().is_some() },
    Need { what: "PostgreSQL server", package: "postgresql", met: || binary("postgres").is_ok() },
    Need { what: "pdfinfo and pdftotext", package: "poppler-utils", met: || find(&["pdfinfo"]).is_some() },
    Need { what: "qpdf", package: "qpdf", met: || find(&["qpdf"]).is_some() },
    Need { what: "a sans-serif font for the browser", package: "fonts-dejavu-core", met: has_fonts },
    Need { what: "Node.js with npm", package: "npm", met: || find(&["npm"]).is_some() },
];

/// Installs what is missing, or fails with a list of it.
pub(crate) fn run_all() -> Result<()> {
    packages()?;
    journeys()
}

fn packages() -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.met)()).collect();
    if missing.is_empty() {
        eprintln!("system packages: all there");
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|need| need.package).collect();
    eprintln!("missing: {}", missing.iter().map(|need| need.what).collect::<Vec<_>>().join(", "));
    let Some(prefix) = privilege()? else {
        bail!("may not install here; as an administrator: apt-get install {}", names.join(" "));
    };
    apt(&prefix, &["update", "--quiet"])?;
    apt(&prefix, &[&["install", "--yes", "--no-install-recommends"], names.as_slice()].concat())?;
    match missing.iter().find(|need| !(need.met)()) {
        None => Ok(()),
        Some(need) => bail!("{} is still not found after installing {}", need.what, need.package),
    }
}

fn apt(prefix: &[&str], args: &[&str]) -> Result<()> {
    let mut words = prefix.iter().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"].iter());
    let program = words.next().context("no program to start")?;
    run(Command::new(program).args(words).args(args))
}

/// What goes before a command that installs; none where that is not allowed.
fn privilege() -> Result<Option<Vec<&'static str>>> {
    if find(&["apt-get"]).is_none() {
        return Ok(None);
    }
    if id(&["-u"])? == 0 {
        return Ok(Some(vec![]));
    }
    let mut sudo = Command::new("sudo");
    sudo.args(["-n", "true"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(sudo.status().is_ok_and(|s| s.success()).then(|| vec!["sudo", "-n"]))
}

/// The packages of `e2e/`, exactly as locked; nothing is done when they are already there.
fn journeys() -> Result<()> {
    let folder = root().join("e2e");
    if is_newer(&folder.join("node_modules/.package-lock.json"), &folder.join("package-lock.json")) {
        eprintln!("npm packages: all there");
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(folder);
    run(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")).context("could not install the packages of e2e/")
}

fn is_newer(file: &Path, than: &Path) -> bool {
    let changed = |path: &Path| path.metadata().and_then(|m| m.modified());
    matches!((changed(file), changed(than)), (Ok(a), Ok(b)) if a >= b)
}

fn has_fonts() -> bool {
    std::fs::read_dir("/usr/share/fonts/truetype").is_ok_and(|mut entries| entries.next().is_some())
}

/// The browser of the journeys.
pub(crate) fn chromium() -> Option<PathBuf> {
    find(&["chromium", "chromium-browser", "google-chrome"])
}
