//! `varn import`: a municipality's own list into its registers, or only told what it would become.
//! Standard output holds the result; a file that is not read gives exit code 2.

use super::database;
use crate::exchange::imports::reader::{self, Refused, Understood, Wish};
use crate::exchange::imports::{self, Accepted, Dry, Import, Incoming, LevelFour};
use crate::people::accounts;
use crate::platform::app::App;
use crate::platform::config::Config;
use crate::platform::permission::Scope;
use crate::platform::tenant::TenantId;
use crate::platform::text::Language;
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::json;
use std::io::{Read as _, Write};
use std::path::PathBuf;
use varn_recognition::{Kind, Reading};

/// Flags of `import`.
#[derive(Debug, Args)]
pub struct Flags {
    /// The list: XLSX, XLS, ODS or CSV
    pub file: PathBuf,
    /// What it is a list of
    #[arg(long, value_enum, default_value_t = Wanted::Auto)]
    pub kind: Wanted,
    /// Code of the municipality, as 0180; not needed where there is only one
    #[arg(long)]
    pub organization: Option<String>,
    /// Tell what it would become; store nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How the result is told
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// How it is to be read: sheet, heading rows and columns, as JSON
    #[arg(long)]
    pub mapping: Option<PathBuf>,
    /// Language of messages: sv or en
    #[arg(long, default_value = "sv", value_parser = ["sv", "en"])]
    pub language: String,
    /// What level 4 means in the list
    #[arg(long, value_enum)]
    pub level_4: Option<Level4>,
}

/// What the list is a list of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Wanted {
    /// Found out from the content
    Auto,
    /// Systems
    Systems,
    /// Information sets, or a records plan
    Information,
    /// Processings of personal data
    Processing,
    /// A classification
    Classification,
    /// Controls, a gap analysis
    Controls,
    /// Actions
    Actions,
}

/// How the result is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// What level 4 means in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Level4 {
    /// Its highest ordinary level; stored as 3
    Ordinary,
    /// Possible säkerhetsskydd; those rows are left out
    ProtectiveSecurity,
}

impl Flags {
    fn language(&self) -> Language {
        Language::parse(&self.language)
    }

    fn kind(&self) -> Option<Kind> {
        match self.kind {
            Wanted::Auto => None,
            Wanted::Systems => Some(Kind::System),
            Wanted::Information => Some(Kind::InformationSet),
            Wanted::Processing => Some(Kind::Processing),
            Wanted::Classification => Some(Kind::Classification),
            Wanted::Controls => Some(Kind::Control),
            Wanted::Actions => Some(Kind::Action),
        }
    }

    fn answer(&self) -> Option<LevelFour> {
        self.level_4.map(|answer| match answer {
            Level4::Ordinary => LevelFour::Ordinary,
            Level4::ProtectiveSecurity => LevelFour::ProtectiveSecurity,
        })
    }
}

/// The result as JSON: the reading, and what it became where a municipality was asked for.
#[derive(Serialize)]
struct Told<'a> {
    file: &'a str,
    format: &'static str,
    #[serde(flatten)]
    reading: &'a Reading,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Dry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<serde_json::Value>,
}

/// Loads the file, or tells what it would become.
pub async fn run(config: Config, flags: &Flags) -> anyhow::Result<()> {
    let app = if flags.dry_run && flags.organization.is_none() {
        None
    } else {
        let db = database::existing(&config).await?;
        Some(crate::app::build(config, db, database::clock())?.0)
    };
    let told = load(app.as_ref(), flags, &mut std::io::stdout().lock()).await;
    if let Some(app) = app {
        app.db().close().await;
    }
    told
}

/// The same with an application that is there already, told to `out`.
pub async fn load(app: Option<&App>, flags: &Flags, out: &mut impl Write) -> anyhow::Result<()> {
    let name = flags.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match read_and_store(app, flags, &name, out).await {
        Err(error) => {
            if let (Some(refused), Format::Json) = (error.downcast_ref::<Refused>(), flags.format) {
                let told = json!({ "file": name, "refused": { "reason": refused.reason, "message": refused.message } });
                writeln!(out, "{told:#}")?;
            }
            Err(error)
        }
        done => done,
    }
}

async fn read_and_store(
    app: Option<&App>,
    flags: &Flags,
    name: &str,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let bytes = bytes(flags)?;
    let tenant = match app {
        Some(app) => Some(tenant(app, flags.organization.as_deref()).await?),
        None => None,
    };
    let wish = wish(app.zip(tenant), flags).await?;
    let mut understood = reader::understand(name, &bytes, wish)?;
    let at_four = understood.rows_at_level_four();
    if at_four > 0 && flags.answer().is_none() && !flags.dry_run {
        let message = flags.language().n("imports-level-four-command", at_four).into_owned();
        return Err(Refused { reason: "level_4_question", message }.into());
    }
    let withheld = flags.answer().filter(|_| at_four > 0).map_or(0, |answer| understood.settle(answer));
    let digest = reader::file_digest(&bytes);
    let format = understood.workbook.format.extension();
    let told = Told { file: name, format, reading: &understood.reading, plan: None, result: None };
    let Some((app, tenant)) = app.zip(tenant) else { return tell(out, flags, told) };
    if flags.dry_run {
        let plan = dry(app, tenant, &understood).await?;
        return tell(out, flags, Told { plan, ..told });
    }
    if understood.reading.kind.is_none() {
        let message = flags.language().t("imports-nothing-understood").into_owned();
        return Err(Refused { reason: "not_understood", message }.into());
    }
    let incoming = Incoming {
        file_name: name.to_owned(),
        file_digest: digest,
        reading: understood.reading.clone(),
        headings: understood.headings(),
        withheld,
        unit: None,
    };
    let import = store(app, tenant, incoming).await?;
    let result = json!({
        "import": import.id, "created": import.created_count, "changed": import.changed_count,
        "left": import.left_count, "withheld": withheld,
    });
    tell(out, flags, Told { result: Some(result), ..told })
}

/// The file's bytes; of one that is too large only enough to be refused for it.
fn bytes(flags: &Flags) -> anyhow::Result<Vec<u8>> {
    let file = std::fs::File::open(&flags.file)
        .with_context(|| format!("could not open {}", flags.file.display()))?;
    let mut bytes = Vec::new();
    file.take(varn_sheets::Limits::default().file_bytes + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

async fn wish(place: Option<(&App, TenantId)>, flags: &Flags) -> anyhow::Result<Wish> {
    let mapping = match &flags.mapping {
        None => None,
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("could not read {}", path.display()))?;
            Some(serde_json::from_str(&text).with_context(|| format!("{} is no mapping", path.display()))?)
        }
    };
    let wish = match place {
        Some((app, tenant)) => {
            let mut tx = app.db().read(app.scene(tenant)).await?;
            imports::known(&mut tx).await?
        }
        None => Wish::default(),
    };
    Ok(Wish { kind: flags.kind(), mapping, language: flags.language(), ..wish })
}

/// The municipality with a code, or the only one.
pub(super) async fn tenant(app: &App, code: Option<&str>) -> anyhow::Result<TenantId> {
    let mut tx = app.db().read(app.scene(TenantId::INSTALLATION)).await?;
    let all = accounts::store::tenants(&mut tx).await?;
    match code {
        Some(code) => {
            let found = all.iter().find(|tenant| tenant.code == code);
            let found = found.with_context(|| format!("there is no organisation with the code {code}"))?;
            Ok(TenantId(found.id))
        }
        None => match all.as_slice() {
            [only] => Ok(TenantId(only.id)),
            _ => {
                anyhow::bail!("there are {} organisations: say which by --organization", all.len())
            }
        },
    }
}

async fn dry(app: &App, tenant: TenantId, understood: &Understood) -> anyhow::Result<Option<Dry>> {
    let mut tx = app.db().read(app.scene(tenant)).await?;
    Ok(imports::dry(&mut tx, &Scope::All, &understood.reading).await?)
}

async fn store(app: &App, tenant: TenantId, incoming: Incoming) -> anyhow::Result<Import> {
    let mut tx = app.db().write(app.scene(tenant)).await?;
    let read = imports::keep(&mut tx, &Scope::All, incoming, None).await?;
    let (import, digest) = imports::accept(&mut tx, &Scope::All, read, Accepted::Good).await?;
    tx.revise(imports::KIND, import.id, &import);
    app.commit(tx, imports::accepted_event(&import, &digest).on(imports::KIND, import.id)).await?;
    app.db().analyze().await?;
    Ok(import)
}

fn tell(out: &mut impl Write, flags: &Flags, told: Told<'_>) -> anyhow::Result<()> {
    if flags.format == Format::Json {
        serde_json::to_writer_pretty(&mut *out, &told)?;
        writeln!(out)?;
        return Ok(());
    }
    let language = flags.language();
    let reading = told.reading;
    let rows: Vec<String> = reading.header_rows.iter().map(u32::to_string).collect();
    let kind = reading.kind.map_or("none", Kind::as_str).replace('_', "-");
    let values = [
        ("file", told.file),
        ("kind", &language.t(&format!("imports-kind-{kind}"))),
        ("sheet", reading.sheet.as_deref().unwrap_or("–")),
        ("rows", &rows.join(", ")),
        ("data", &reading.counts.data_rows.to_string()),
        ("accepted", &reading.counts.accepted.to_string()),
        ("rejected", &reading.counts.rejected.to_string()),
    ];
    writeln!(
        out,
        "{}\n{}",
        language.with("imports-told-file", &values),
        language.with("imports-told-counts", &values)
    )?;
    for note in &reading.notes {
        writeln!(out, "{}", note.message)?;
    }
    let sections = [
        ("imports-rejected-heading", reading.rejected.iter().map(|one| &one.message).collect::<Vec<_>>()),
        ("imports-warnings-heading", reading.warnings.iter().map(|one| &one.message).collect()),
    ];
    for (heading, messages) in sections.iter().filter(|(_, messages)| !messages.is_empty()) {
        writeln!(out, "\n{} ({})", language.t(heading), messages.len())?;
        for message in messages {
            writeln!(out, "  {message}")?;
        }
    }
    let outcome = match (&told.plan, &told.result) {
        (_, Some(result)) => {
            let number = |name: &str| result[name].to_string();
            let values =
                [("created", number("created")), ("changed", number("changed")), ("left", number("left"))];
            language
                .with("imports-told-result", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        (Some(plan), None) => {
            let values = [
                ("create", plan.create.to_string()),
                ("change", plan.change.to_string()),
                ("same", plan.same.to_string()),
                ("conflict", plan.conflict.to_string()),
            ];
            language
                .with("imports-told-plan", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        (None, None) => language.t("imports-told-dry"),
    };
    writeln!(out, "\n{outcome}")?;
    Ok(())
}
