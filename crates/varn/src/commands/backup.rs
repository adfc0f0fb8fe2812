//! `varn backup FILE` and `varn restore FILE`: everything in one file, and back into an empty place.

use super::database;
use crate::platform::backup;
use crate::platform::config::Config;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

/// Where the file is.
#[derive(Debug, Args)]
pub struct Place {
    /// The backup
    file: PathBuf,
}

/// A bar on a terminal, nothing elsewhere.
fn bar() -> anyhow::Result<ProgressBar> {
    if !std::io::stderr().is_terminal() {
        return Ok(ProgressBar::hidden());
    }
    let style = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} rows, {eta} left")?;
    Ok(ProgressBar::new(0).with_style(style))
}

fn show(bar: &ProgressBar, done: u64, total: u64) {
    bar.set_length(total);
    bar.set_position(done);
}

/// Writes everything to the file while the program goes on.
pub async fn backup(config: Config, place: &Place) -> anyhow::Result<()> {
    let db = database::existing(&config).await?;
    let bar = bar()?;
    let mut progress = |done, total| show(&bar, done, total);
    let rows = backup::write(&db, &database::clock(), &place.file, &mut progress).await?;
    bar.finish_and_clear();
    db.close().await;
    let bytes = std::fs::metadata(&place.file)?.len();
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{}: {rows} rows, {bytes} bytes. It holds everything: encrypt it and keep it apart.",
        place.file.display()
    )?;
    Ok(())
}

/// Reads the file back into an empty place.
pub async fn restore(config: Config, place: &Place) -> anyhow::Result<()> {
    // Before the database is touched: a file that cannot be used leaves no trace.
    let header = backup::check(&place.file)?;
    let db = database::connected(&config).await?;
    let bar = bar()?;
    let mut progress = |done, total| show(&bar, done, total);
    let rows = backup::read(&db, &database::clock(), &place.file, &mut progress).await?;
    bar.finish_and_clear();
    db.close().await;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{rows} rows read back, as they were {}. Check them with `varn verify`.",
        header.made.to_rfc3339()
    )?;
    Ok(())
}
