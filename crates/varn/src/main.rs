//! Reads the command line and runs one command.

use clap::Parser as _;
use std::process::ExitCode;
use varn::commands::{Cli, Command, admin, backup, demo, import, report, serve, verify};
use varn::exchange::imports::reader::Refused;
use varn::platform::config::Config;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("varn: {error:#}");
            // Told apart from a fault, for scripts: the file was looked at and not read.
            if error.is::<Refused>() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    let config = cli.settings.load()?;
    log(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(flags) => serve::run(config, &flags).await,
            Command::Demo(flags) => demo::run(config, &flags).await,
            Command::Admin(command) => admin::run(config, &command).await,
            Command::Backup(place) => backup::backup(config, &place).await,
            Command::Restore(place) => backup::restore(config, &place).await,
            Command::Report(flags) => report::run(config, &flags).await,
            Command::Verify(flags) => verify::run(config, &flags).await,
            Command::Import(flags) => import::run(config, &flags).await,
        }
    })
}

/// Log lines go to standard error, so that standard output holds what a command prints.
fn log(config: &Config) -> anyhow::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log_filter)?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format.as_str() {
        "json" => lines.json().init(),
        "text" => lines.init(),
        other => anyhow::bail!("log_format is {other:?}, and must be json or text"),
    }
    Ok(())
}
