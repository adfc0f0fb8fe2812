//! `varn report`: a document for management from the newest frozen picture, into a file.

use super::database;
use crate::current_state::picture::{KIND, store as pictures};
use crate::exchange::reports::{Format, Variant, write};
use crate::platform::config::Config;
use crate::platform::event::{Event, EventKind};
use crate::platform::text::Language;
use anyhow::Context as _;
use clap::Args;
use std::path::PathBuf;

/// Flags of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// Which report: picture
    #[arg(value_parser = ["picture"])]
    kind: String,
    /// Of which municipality or association, by its code (needed where there are several)
    #[arg(long)]
    organization: Option<String>,
    /// pdf, docx or xlsx
    #[arg(long, default_value = "pdf")]
    format: Format,
    /// open (numbers only) or restricted (names what is weak)
    #[arg(long, default_value = "open")]
    variant: Variant,
    /// sv or en
    #[arg(long, default_value = "sv")]
    language: String,
    /// Where to write it; an existing file is replaced
    #[arg(long)]
    out: PathBuf,
}

/// Writes the report and notes in the log that it was taken out.
pub async fn run(config: Config, flags: &Report) -> anyhow::Result<()> {
    let db = database::existing(&config).await?;
    let (app, _) = crate::app::build(config, db, database::clock())?;
    let tenant = super::import::tenant(&app, flags.organization.as_deref()).await?;
    let mut tx = app.db().read(app.scene(tenant)).await?;
    let picture = pictures::newest(&mut tx).await?;
    drop(tx);
    let picture =
        picture.context("no picture is frozen yet: freeze one under Nulägesbild, then run this again")?;
    let (id, variant, format) = (picture.id, flags.variant, flags.format);
    let words = Language::parse(&flags.language);
    let bytes = tokio::task::spawn_blocking(move || write(&picture, variant, format, words)).await??;
    std::fs::write(&flags.out, bytes).with_context(|| format!("could not write {}", flags.out.display()))?;
    let tx = app.db().write(app.scene(tenant)).await?;
    let event = Event::new(EventKind::ReportTaken).on(KIND, id);
    app.commit(tx, event.detail("variant", variant.as_str()).detail("format", format.as_str())).await?;
    app.db().close().await;
    Ok(())
}
