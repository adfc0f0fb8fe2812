//! The checks CI runs, in the order in which they fail cheapest.
//!
//! Tests run through `cargo nextest` where it is installed and through `cargo test` elsewhere. With
//! `VARN_TEST_POSTGRES` set the application's tests use that server, without it SQLite.

use crate::postgres::{Cluster, URL_VARIABLE};
use crate::process::{Stream, cargo, has_cargo, output, root, run, run_keeping};
use crate::steps::Steps;
use crate::{audit, deny, journeys, setup};
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The whole of CI.
pub(crate) fn everything(steps: &mut Steps) -> Result<()> {
    steps.step("setup", setup::run_all)?;
    steps.step("format", || run(&mut cargo(&["fmt", "--all", "--check"])))?;
    steps.step("deny", deny::run)?;
    steps.step("audit", audit::run)?;
    steps.step("lint", lint)?;
    on_sqlite(steps)?;
    steps.step("doctests", || run(&mut cargo(&["test", "--workspace", "--locked", "--doc"])))?;
    on_postgres(steps, None)?;
    journeys::run_matching(steps, None, false)?;
    steps.step("docs", docs)
}

fn lint() -> Result<()> {
    run(&mut cargo(&["clippy", "--workspace", "--locked", "--all-targets", "--", "-D", "warnings"]))
}

fn docs() -> Result<()> {
    run(cargo(&["doc", "--workspace", "--locked", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

/// All tests on SQLite; a snapshot that no test refers to is an error.
fn on_sqlite(steps: &mut Steps) -> Result<()> {
    let referenced = tempfile::NamedTempFile::new()?;
    let mut tests = tests(Scope::Everything, None);
    tests.env_remove(URL_VARIABLE).env("INSTA_SNAPSHOT_REFERENCES_FILE", referenced.path());
    run_tests(steps, "tests on SQLite", &mut tests)?;
    steps.step("snapshots", || reject_unreferenced(referenced.path()))
}

/// The application's tests on a PostgreSQL that lives as long as they do.
pub(crate) fn on_postgres(steps: &mut Steps, filter: Option<&str>) -> Result<()> {
    let cluster = steps.step("start PostgreSQL", Cluster::start)?;
    let mut tests = tests(Scope::Application, filter);
    run_tests(steps, "tests on PostgreSQL", tests.env(URL_VARIABLE, cluster.url()))
}

/// The tests whose name contains `fault`, with as many rounds as asked for; CI runs them with few.
pub(crate) fn fault(steps: &mut Steps, rounds: u32) -> Result<()> {
    let rounds = rounds.to_string();
    let mut tests = tests(Scope::Application, Some("fault"));
    tests.env("FAULT_ROUNDS", rounds);
    run_tests(steps, "faults on SQLite", tests.env_remove(URL_VARIABLE))?;
    let cluster = steps.step("start PostgreSQL", Cluster::start)?;
    run_tests(steps, "faults on PostgreSQL", tests.env(URL_VARIABLE, cluster.url()))
}

/// Whose tests to run: only the application's depend on the database.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Scope {
    Everything,
    Application,
}

/// The test runner that is there. `cargo test` cannot pick one package and keep `--workspace`, so it runs
/// all of them in either scope.
pub(crate) fn tests(scope: Scope, filter: Option<&str>) -> Command {
    let mut command = if has_cargo("nextest") {
        cargo(&["nextest", "run", "--workspace", "--locked", "--no-fail-fast"])
    } else {
        cargo(&["test", "--workspace", "--locked", "--no-fail-fast", "--lib", "--bins", "--tests"])
    };
    if scope == Scope::Application && has_cargo("nextest") {
        command.args(["--filterset", "package(varn)"]);
    }
    if std::io::stderr().is_terminal() {
        command.args(["--color", "always"]);
    }
    // A new snapshot is proposed and accepted by a person, never written by a test run.
    command.args(filter).env("INSTA_UPDATE", "no");
    command
}

fn run_tests(steps: &mut Steps, name: &str, tests: &mut Command) -> Result<()> {
    let nextest = has_cargo("nextest");
    let (stream, mark) = if nextest { (Stream::Error, "Summary") } else { (Stream::Output, "test result:") };
    let kept = steps.step(name, || run_keeping(tests, &stream, mark))?;
    steps.keep(kept.iter().map(|line| format!("{name}: {}", line.trim())));
    Ok(())
}

/// Compares the snapshot files in the tree with those the tests asked for.
fn reject_unreferenced(references: &Path) -> Result<()> {
    let asked: BTreeSet<PathBuf> = std::fs::read_to_string(references)?.lines().filter_map(real).collect();
    let listed = output(Command::new("git").args(["ls-files", "--", "*.snap"]).current_dir(root()))?;
    let stale = listed.lines().filter(|path| real(root().join(path)).is_some_and(|p| !asked.contains(&p)));
    let stale: Vec<&str> = stale.collect();
    if !stale.is_empty() {
        bail!("no test refers to these snapshots, remove them:\n  {}", stale.join("\n  "));
    }
    eprintln!("{} in use", asked.len());
    Ok(())
}

fn real(path: impl AsRef<Path>) -> Option<PathBuf> {
    path.as_ref().canonicalize().ok()
}
