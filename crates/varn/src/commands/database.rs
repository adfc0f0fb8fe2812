//! The database as every command opens it: connected, migrated, ready.

use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::migrate;
use anyhow::Context as _;
use chrono::Duration;

/// Opens and migrates the database that the settings name.
pub async fn open(config: &Config) -> anyhow::Result<Db> {
    let url = config.database().map_err(anyhow::Error::msg)?;
    if let crate::platform::config::DatabaseUrl::Sqlite(path) = &url
        && let Some(folder) = path.parent()
    {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("could not make the folder {}", folder.display()))?;
    }
    let db = Db::connect(&url).await.context("could not open the database")?;
    migrate::run(&db).await?;
    Ok(db)
}

/// The machine's clock.
pub const fn clock() -> Clock {
    Clock::System(Duration::zero())
}
