//! The database as every command opens it: connected, migrated, ready.

use crate::platform::clock::Clock;
use crate::platform::config::{Config, DatabaseUrl};
use crate::platform::db::Db;
use crate::platform::migrate;
use anyhow::Context as _;
use chrono::Duration;

/// Opens and migrates the database that the settings name.
pub async fn open(config: &Config) -> anyhow::Result<Db> {
    let db = connected(config).await?;
    migrate::run(&db).await?;
    Ok(db)
}

/// Opens the database that the settings name, and makes it where there is none. Runs no migration.
pub async fn connected(config: &Config) -> anyhow::Result<Db> {
    let url = config.database().map_err(anyhow::Error::msg)?;
    if let DatabaseUrl::Sqlite(path) = &url
        && let Some(folder) = path.parent()
    {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("could not make the folder {}", folder.display()))?;
    }
    connect(config, &url).await
}

/// Opens the database as it is, for commands that only read: it must exist and have the schema of this program.
pub async fn existing(config: &Config) -> anyhow::Result<Db> {
    let url = config.database().map_err(anyhow::Error::msg)?;
    if let DatabaseUrl::Sqlite(path) = &url {
        anyhow::ensure!(path.exists(), "there is no database at {}", path.display());
    }
    let db = connect(config, &url).await?;
    let (found, known) = (migrate::applied(&db).await?, migrate::newest());
    if found > known {
        return Err(migrate::Error::Newer { found, known }.into());
    }
    anyhow::ensure!(
        found == known,
        "the database has schema {found} and this program needs {known}: start it once with `varn serve`"
    );
    Ok(db)
}

/// A role that passes by row-level security would see every municipality whatever the second lock says.
async fn connect(config: &Config, url: &DatabaseUrl) -> anyhow::Result<Db> {
    let db = Db::connect(url).await.context("could not open the database")?;
    let passes = db.passes_row_security().await.context("could not read the role of the database")?;
    require_row_security(passes, config.allow_superuser)?;
    Ok(db)
}

fn require_row_security(passes: bool, allowed: bool) -> anyhow::Result<()> {
    anyhow::ensure!(
        allowed || !passes,
        "the role that Värn uses in PostgreSQL is SUPERUSER or has BYPASSRLS, so the lock that keeps municipalities \
         apart does not hold for it. Give Värn a role of its own: CREATE ROLE varn LOGIN NOSUPERUSER NOBYPASSRLS. \
         To start anyway, say --allow-superuser"
    );
    Ok(())
}

/// The machine's clock.
pub const fn clock() -> Clock {
    Clock::System(Duration::zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_that_passes_by_row_security_is_refused_unless_it_is_asked_for() {
        assert!(require_row_security(true, false).unwrap_err().to_string().contains("NOBYPASSRLS"));
        require_row_security(true, true).unwrap();
        require_row_security(false, false).unwrap();
    }
}
