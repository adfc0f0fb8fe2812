//! What `varn` can be told on the command line; `main` only reads the words.

pub mod admin;
pub mod backup;
pub mod database;
pub mod demo;
pub mod import;
pub mod operations;
pub mod report;
pub mod serve;
pub mod verify;

use crate::platform::config::Config;
use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Information security management for Swedish municipalities.
#[derive(Debug, Parser)]
#[command(name = "varn", version, about)]
pub struct Cli {
    /// Settings that every command shares.
    #[command(flatten)]
    pub settings: Settings,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Flags that go before file and environment.
#[derive(Debug, Default, Args)]
pub struct Settings {
    /// Settings file (default: varn.toml where it exists)
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// Folder of the embedded database
    #[arg(long, global = true)]
    data_dir: Option<PathBuf>,
    /// sqlite:PATH or postgres://…
    #[arg(long, global = true)]
    database_url: Option<String>,
    /// Where pages are served
    #[arg(long, global = true)]
    listen: Option<SocketAddr>,
    /// Where /halsa and /metrics answer
    #[arg(long, global = true)]
    operations_listen: Option<SocketAddr>,
    /// Send Server-Timing with database time and number of queries
    #[arg(long, global = true)]
    timing: bool,
    /// Log lines: json or text
    #[arg(long, global = true)]
    log_format: Option<String>,
    /// Which log lines, such as info or varn=debug
    #[arg(long, global = true)]
    log_filter: Option<String>,
    /// Start although the role passes by PostgreSQL's row-level security
    #[arg(long, global = true)]
    allow_superuser: bool,
}

impl Settings {
    /// The settings by file, environment and these flags.
    pub fn load(&self) -> anyhow::Result<Config> {
        let mut config = Config::load(self.config.as_deref())?;
        let set = |target: &mut String, value: &Option<String>| {
            if let Some(value) = value {
                target.clone_from(value);
            }
        };
        set(&mut config.database_url, &self.database_url);
        set(&mut config.log_format, &self.log_format);
        set(&mut config.log_filter, &self.log_filter);
        if let Some(folder) = &self.data_dir {
            config.data_dir.clone_from(folder);
        }
        if let Some(address) = self.listen {
            config.listen = address;
        }
        if self.operations_listen.is_some() {
            config.operations_listen = self.operations_listen;
        }
        config.timing |= self.timing;
        config.allow_superuser |= self.allow_superuser;
        Ok(config)
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the pages
    Serve(serve::Serve),
    /// Build a fictional municipality and serve it
    Demo(demo::Demo),
    /// The first administrator of a municipality, and new passwords
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Write a report to management from the newest frozen picture
    Report(report::Report),
    /// Recompute the log and what is derived, and say where it does not hold
    Verify(verify::Verify),
    /// Write everything to one file, while the program goes on
    Backup(backup::Place),
    /// Read a backup into an empty place
    Restore(backup::Place),
    /// Load a list of systems, information, processings, controls or actions
    Import(import::Flags),
}
