//! `varn verify`: recomputes the audit chain of every municipality and what is derived, and says where it does not hold.

use super::database;
use crate::args;
use crate::platform::config::Config;
use crate::platform::tenant::TenantId;
use crate::platform::verify::{self, Report};
use anyhow::Context as _;
use clap::Args;
use std::io::Write as _;

/// Flags of `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The hash that a frozen picture printed: the log must go through it
    #[arg(long, value_parser = hash)]
    anchor: Option<Hash>,
    /// Only this municipality or association, by its code
    #[arg(long)]
    organization: Option<String>,
}

/// A SHA-256.
#[derive(Clone, Debug)]
struct Hash(Vec<u8>);

fn hash(text: &str) -> Result<Hash, String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 64 || !digits.is_ascii() {
        return Err("a hash has 64 hexadecimal digits".to_owned());
    }
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|error| error.to_string());
    (0..64).step_by(2).map(byte).collect::<Result<_, _>>().map(Hash)
}

#[derive(sqlx::FromRow)]
struct Place {
    id: TenantId,
    code: String,
    name: String,
}

/// Verifies, prints what was found, and fails when anything is wrong.
pub async fn run(config: Config, flags: &Verify) -> anyhow::Result<()> {
    let db = database::existing(&config).await?;
    let (app, _) = crate::app::build(config, db, database::clock())?;
    let mut places = places(&app).await?;
    match &flags.organization {
        Some(code) => {
            places.retain(|place| place.code == *code);
            anyhow::ensure!(!places.is_empty(), "there is no organization with the code {code}");
        }
        None => places.push(Place {
            id: TenantId::INSTALLATION,
            code: String::new(),
            name: "Accounts of the installation".to_owned(),
        }),
    }
    let mut out = std::io::stdout().lock();
    let mut wrong = 0;
    for fault in app.db().faults().await? {
        wrong += 1;
        writeln!(out, "FAULT  {fault}")?;
    }
    let anchor = flags.anchor.as_ref().map(|hash| hash.0.as_slice());
    let mut anchored = false;
    for place in &places {
        let report = verify::municipality(&app, place.id, anchor)
            .await
            .with_context(|| format!("could not read {}", place.name))?;
        anchored |= report.anchored;
        wrong += report.findings.len();
        print(&mut out, place, &report)?;
    }
    if anchor.is_some() && !anchored {
        wrong += 1;
        writeln!(
            out,
            "FAULT  no event has the hash of the picture: the log has been rewritten or truncated"
        )?;
    } else if anchored {
        writeln!(out, "The log goes through the hash of the picture.")?;
    }
    app.db().close().await;
    match wrong {
        0 => Ok(writeln!(out, "All is well.")?),
        1 => anyhow::bail!("1 fault was found"),
        many => anyhow::bail!("{many} faults were found"),
    }
}

async fn places(app: &crate::platform::app::App) -> anyhow::Result<Vec<Place>> {
    let mut tx = app.db().read(app.scene(TenantId::INSTALLATION)).await?;
    Ok(tx.outside().all("SELECT id, code, name FROM tenants ORDER BY code", args![]).await?)
}

fn print(out: &mut impl std::io::Write, place: &Place, report: &Report) -> std::io::Result<()> {
    let name = format!("{} {}", place.name, place.code);
    let events = report.events;
    if report.findings.is_empty() {
        return writeln!(out, "{}: {events} events, all is well", name.trim());
    }
    writeln!(out, "{}: {events} events, {} wrong", name.trim(), report.findings.len())?;
    report.findings.iter().try_for_each(|finding| writeln!(out, "FAULT  {finding}"))
}
