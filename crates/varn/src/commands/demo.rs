//! `varn demo`: a fictional municipality, ready to sign in to. Kept in a folder of its own, built once.

use super::{database, serve};
use crate::demo;
use crate::platform::config::Config;
use anyhow::Context as _;
use chrono::NaiveDate;
use clap::Args;
use std::io::Write as _;

/// Flags of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Decides everything that is left to chance
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The demo's today (default: the current day); the same seed and day give the same municipality
    #[arg(long)]
    today: Option<NaiveDate>,
    /// Flags of `serve`
    #[command(flatten)]
    serve: serve::Serve,
}

/// Builds the demo where it is not built yet, prints how to sign in, and serves.
pub async fn run(mut config: Config, flags: &Demo) -> anyhow::Result<()> {
    config.demo = true;
    let temporary = if config.data_dir == Config::default().data_dir && config.database_url.is_empty() {
        let folder =
            tempfile::Builder::new().prefix("varn-demo-").tempdir().context("no room for the demo")?;
        config.data_dir = folder.path().to_path_buf();
        Some(folder)
    } else {
        None
    };
    let db = database::open(&config).await?;
    let clock = database::clock();
    let today = flags.today.unwrap_or_else(|| clock.today());
    let (app, router) = crate::app::build(config, db, clock)?;
    match demo::find(&app).await? {
        demo::Found::Nothing => {
            let started = std::time::Instant::now();
            demo::build(&app, flags.seed, today).await.context("the demo could not be built")?;
            tracing::info!(millis = started.elapsed().as_millis(), "demo built");
        }
        demo::Found::Demo => {
            tracing::info!("the demo is as it was left; an empty --data-dir gives a new one");
        }
        demo::Found::Others => anyhow::bail!(
            "there are municipalities in this database that are not the demo's: give an empty --data-dir, or serve these with `varn serve`"
        ),
    }
    let logins = demo::logins();
    greet(&app.config().listen.to_string(), &logins)?;
    let served =
        serve::serve(&app, router, flags.serve.ready_file.as_deref(), &serde_json::to_value(&logins)?).await;
    drop(temporary);
    served
}

fn greet(address: &str, logins: &[demo::Login]) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "Värn demo: http://{address}\nLogins, all with the password: {}\n", demo::PASSWORD)?;
    for login in logins {
        writeln!(out, "  {:<24} {:<36} {}", login.role, login.email, login.name)?;
    }
    writeln!(out)?;
    Ok(out.flush()?)
}
