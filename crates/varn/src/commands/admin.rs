//! `varn admin`: the first administrator of a municipality, and a new password where nobody else may give one. Whoever
//! can run this on the server is trusted with every municipality on it.

use super::database;
use crate::knowledge::library::LIBRARY;
use crate::people::accounts::{self, MEMBERSHIP, MembershipState, Purpose, store};
use crate::people::organisation::{UnitKind, is_organisation_number, store as organisation};
use crate::platform::app::App;
use crate::platform::config::Config;
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::platform::session;
use crate::platform::swedish::clean;
use crate::platform::tenant::TenantId;
use crate::platform::text::Language;
use anyhow::{Context as _, bail, ensure};
use clap::{Args, Subcommand};
use std::io::Write as _;

/// What `admin` can do.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Make somebody an administrator; adds the municipality where it is not there yet
    Create(Create),
    /// Make a one-time link by which somebody who has an account chooses a new password
    Link(Link),
}

/// Flags of `admin create`.
#[derive(Debug, Args)]
pub struct Create {
    /// Sign-in name
    #[arg(long)]
    pub email: String,
    /// Full name
    #[arg(long)]
    pub name: String,
    /// The municipality's code, as 0180; a kommunalförbund or a company has its organisation number. Left out: the only
    /// one there is, or a new one that says in the browser which it is
    #[arg(long)]
    pub organization: Option<String>,
    /// Name of a kommunalförbund that is not there yet
    #[arg(long, value_name = "NAME")]
    pub association: Option<String>,
}

/// Flags of `admin link`.
#[derive(Debug, Args)]
pub struct Link {
    /// Sign-in name
    #[arg(long)]
    pub email: String,
}

/// What was done, and the path of a one-time link where one was made.
#[derive(Debug)]
pub struct Outcome {
    /// In words.
    pub text: String,
    /// As `/valkommen/…`.
    pub link: Option<String>,
}

/// Runs the command and prints what came of it.
pub async fn run(config: Config, command: &Admin) -> anyhow::Result<()> {
    let listen = config.listen;
    let db = database::open(&config).await?;
    let (app, _) = crate::app::build(config, db, database::clock())?;
    let outcome = match command {
        Admin::Create(wish) => create(&app, wish).await,
        Admin::Link(wish) => link(&app, wish).await,
    };
    app.db().close().await;
    let Outcome { text, link } = outcome?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    if let Some(path) = link {
        writeln!(out, "\n  http://{listen}{path}\n")?;
        writeln!(
            out,
            "The link works once. Put the address by which people reach Värn in front of the path."
        )?;
    }
    Ok(())
}

/// Makes somebody an administrator of the municipality, which is added where it is not there yet.
pub async fn create(app: &App, wish: &Create) -> anyhow::Result<Outcome> {
    let (email, name) = (clean(&wish.email).to_lowercase(), clean(&wish.name));
    ensure!(accounts::is_address(&email), "{email:?} is not an e-mail address");
    ensure!(!name.is_empty(), "--name is empty");
    let (tenant, place) = municipality(app, wish).await?;
    let mut tx = app.db().write(app.scene(tenant)).await?;
    let account = store::by_email(&mut tx, &email).await?;
    let user = match &account {
        Some(account) => account.id,
        None => store::create_user(&mut tx, &email, &name).await?,
    };
    let now = store::membership_of(&mut tx, user).await?;
    let held = store::grants_of_user(&mut tx, user).await?;
    let mut grants: Vec<_> = held.iter().map(|held| (held.role, held.unit_id)).collect();
    if !grants.contains(&(Role::Administrator, None)) {
        grants.push((Role::Administrator, None));
    }
    let is_active = now == Some(MembershipState::Active);
    let state = if is_active { MembershipState::Active } else { MembershipState::Invited };
    let membership = store::set_membership(&mut tx, user, state, &grants).await?;
    store::revise_member(&mut tx, membership).await?;
    if is_active {
        app.commit(tx, Event::new(EventKind::MembershipSet).on(MEMBERSHIP, membership)).await?;
        let text = format!("{email} is an administrator of {place} and signs in as usual.");
        return Ok(Outcome { text, link: None });
    }
    let token = session::new_token();
    let until = tx.now() + Purpose::Invitation.lasts();
    store::keep_link(&mut tx, session::hash(&token), user, Purpose::Invitation, until).await?;
    app.commit(tx, Event::new(EventKind::MembershipInvited).on(MEMBERSHIP, membership)).await?;
    let text =
        format!("{email} becomes an administrator of {place} by this link, until {}:", until.date_naive());
    Ok(Outcome { text, link: Some(format!("/valkommen/{token}")) })
}

/// The municipality with its name, added with its root unit where it is not there yet.
async fn municipality(app: &App, wish: &Create) -> anyhow::Result<(TenantId, String)> {
    let Some(code) = wish.organization.as_deref().map(str::trim) else { return unnamed(app).await };
    let known = {
        let mut tx = app.db().read(app.scene(TenantId::INSTALLATION)).await?;
        store::tenant_by_code(&mut tx, code).await?
    };
    if let Some(known) = known {
        return Ok((TenantId(known.id), known.name));
    }
    let (kind, name, county) = match (LIBRARY.municipality(code), &wish.association) {
        (Some(place), None) => ("municipality", place.name.clone(), place.county.as_str()),
        (None, Some(name)) => {
            ensure!(is_organisation_number(code), "{code:?} is no organisation number, as 222000-1234");
            ("association", clean(name), "")
        }
        (Some(place), Some(_)) => bail!("{code} is {}, which is no kommunalförbund", place.name),
        (None, None) => bail!(
            "{code:?} is none of the 290 municipality codes, as 0180 (with its leading zero). A kommunalförbund has its \
             organisation number here, and its name by --association"
        ),
    };
    ensure!(!name.is_empty(), "--association is empty");
    add(app, (kind, code, &name, county)).await
}

/// The only municipality, or a new one that has yet to say which it is.
async fn unnamed(app: &App) -> anyhow::Result<(TenantId, String)> {
    let known = {
        let mut tx = app.db().read(app.scene(TenantId::INSTALLATION)).await?;
        store::tenants(&mut tx).await?
    };
    match known.as_slice() {
        [] => add(app, ("municipality", "", &Language::Swedish.t("place-unnamed"), "")).await,
        [one] => Ok((TenantId(one.id), one.name.clone())),
        _ => bail!("there are several municipalities here: say which by --organization CODE"),
    }
}

async fn add(
    app: &App,
    (kind, code, name, county): (&str, &str, &str, &str),
) -> anyhow::Result<(TenantId, String)> {
    let tenant: TenantId = app.clock().new_id().into();
    let mut tx = app.db().write(app.scene(tenant)).await?;
    store::create_tenant(&mut tx, tenant, (kind, code, name, county)).await?;
    organisation::insert_unit(&mut tx, UnitKind::Municipality, name, None).await?;
    app.commit(tx, Event::new(EventKind::TenantCreated)).await?;
    Ok((tenant, name.to_owned()))
}

/// Makes a link to a new password for an account, whichever municipalities it is used in.
pub async fn link(app: &App, wish: &Link) -> anyhow::Result<Outcome> {
    let email = clean(&wish.email).to_lowercase();
    let mut tx = app.db().write(app.scene(TenantId::INSTALLATION)).await?;
    let account =
        store::by_email(&mut tx, &email).await?.with_context(|| format!("no account has {email}"))?;
    ensure!(
        account.password_hash.is_some(),
        "{email} has not chosen a password yet and comes in by an invitation: varn admin create, or the administrator"
    );
    let token = session::new_token();
    let until = tx.now() + Purpose::NewPassword.lasts();
    store::keep_link(&mut tx, session::hash(&token), account.id, Purpose::NewPassword, until).await?;
    let event = Event::new(EventKind::PasswordLinkMade).detail("account", account.id.to_string());
    app.commit(tx, event).await?;
    let text = format!("{email} chooses a new password by this link, until {}:", until.date_naive());
    Ok(Outcome { text, link: Some(format!("/valkommen/{token}")) })
}
