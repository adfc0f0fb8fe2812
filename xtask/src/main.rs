//! The chores of the repository: `cargo xtask --help` lists them.
//!
//! Plain programs started one after the other, in the debug profile (except `bench`) and always with
//! `--workspace --locked`, so that a check here and a check in CI can never mean different things.

mod accept;
mod audit;
mod bench;
mod deny;
mod journeys;
mod postgres;
mod process;
mod setup;
mod steps;
mod suite;

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use steps::Steps;

/// Chores of the Värn repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Install what the tests need, or say what is missing and how to get it
    Setup,
    /// Everything CI runs: format, lints, licences, advisories, tests on both databases, journeys, docs
    Test,
    /// The tests of the application on a PostgreSQL of their own
    TestPg {
        /// Only tests whose name contains this
        filter: Option<String>,
    },
    /// Journeys in Chromium against a demo server
    E2e {
        /// Only journeys whose title matches; `R5` runs those that prove recommendation 5
        filter: Option<String>,
        /// Also the journeys tagged @long, which CI leaves out
        #[arg(long)]
        all: bool,
    },
    /// Benchmarks, in the release profile
    Bench {
        /// Only benchmark targets of this name
        name: Option<String>,
    },
    /// Fault tests at full length, on SQLite and PostgreSQL
    Fault {
        /// How many times the server is killed on each database
        #[arg(long, default_value_t = 100)]
        rounds: u32,
    },
    /// Take the new text of changed snapshots, then show what changed
    Accept {
        /// Only tests whose name contains this
        filter: Option<String>,
    },
    /// Licences, banned and duplicate crates, sources: the rules of deny.toml
    Deny,
    /// Known vulnerabilities in Cargo.lock, looked up offline
    Audit,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut steps = Steps::default();
    let result = process::end_children_on_interrupt().and_then(|()| run(cli.chore, &mut steps));
    steps.print();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore, steps: &mut Steps) -> anyhow::Result<()> {
    match chore {
        Chore::Setup => steps.step("setup", setup::run_all),
        Chore::Test => suite::everything(steps),
        Chore::TestPg { filter } => suite::on_postgres(steps, filter.as_deref()),
        Chore::E2e { filter, all } => journeys::run_matching(steps, filter.as_deref(), all),
        Chore::Bench { name } => bench::run_all(steps, name.as_deref()),
        Chore::Fault { rounds } => suite::fault(steps, rounds),
        Chore::Accept { filter } => accept::run_matching(steps, filter.as_deref()),
        Chore::Deny => steps.step("deny", deny::run),
        Chore::Audit => steps.step("audit", audit::run),
    }
}
