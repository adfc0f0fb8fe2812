//! Settings by file (`varn.toml`), environment (`VARN_…`) and flag, in that order of growing strength.
//! The only module that reads the environment.

use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Every setting. Field names are the names in the file; `VARN_DATA_DIR` sets `data_dir`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the embedded database and its backups lie.
    pub data_dir: PathBuf,
    /// `sqlite:PATH` or `postgres://…`; empty means `varn.db` in `data_dir`.
    pub database_url: String,
    /// Where people reach the pages.
    pub listen: SocketAddr,
    /// Where `/halsa` and `/metrics` answer; empty means nowhere.
    pub operations_listen: Option<SocketAddr>,
    /// Adds `Server-Timing` with database time and number of queries to each response.
    pub timing: bool,
    /// `json` or `text` log lines on standard error.
    pub log_format: String,
    /// Which log lines: `info`, `debug`, or a filter such as `varn=debug`.
    pub log_filter: String,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Other origins that may post to this server (a proxy under another name), e.g. `https://varn.kommun.example`.
    pub trusted_origins: Vec<String>,
    /// A session ends after so many minutes without a request.
    pub session_idle_minutes: i64,
    /// A session ends after so many hours whatever happens.
    pub session_hours: i64,
    /// Largest attachment or import, in bytes.
    pub upload_bytes: usize,
    /// Starts although the role passes by PostgreSQL's row-level security.
    pub allow_superuser: bool,
    /// Set by `varn demo`: shows the style sheet page and the demo banner.
    #[serde(skip)]
    pub demo: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("data"),
            database_url: String::new(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            operations_listen: None,
            timing: false,
            log_format: "json".to_owned(),
            log_filter: "info".to_owned(),
            trusted_proxies: Vec::new(),
            trusted_origins: Vec::new(),
            session_idle_minutes: 60,
            session_hours: 12,
            upload_bytes: 50 * 1024 * 1024,
            allow_superuser: false,
            demo: false,
        }
    }
}

/// Which database, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// Path of the file.
    Sqlite(PathBuf),
    /// The URL as PostgreSQL's clients know it.
    Postgres(String),
}

impl Config {
    /// Reads `file` (or `varn.toml` if it exists) and the environment.
    pub fn load(file: Option<&Path>) -> Result<Self, Box<figment::Error>> {
        let figment = Figment::from(Serialized::defaults(Self::default()));
        let figment = match file {
            Some(path) => figment.merge(Toml::file_exact(path)),
            None => figment.merge(Toml::file("varn.toml")),
        };
        figment.merge(Env::prefixed("VARN_").ignore(&["test_postgres"])).extract().map_err(Box::new)
    }

    /// The database that the settings name.
    pub fn database(&self) -> Result<DatabaseUrl, String> {
        let url = self.database_url.as_str();
        if url.is_empty() {
            Ok(DatabaseUrl::Sqlite(self.data_dir.join("varn.db")))
        } else if let Some(path) = url.strip_prefix("sqlite:") {
            Ok(DatabaseUrl::Sqlite(PathBuf::from(path.trim_start_matches("//"))))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(DatabaseUrl::Postgres(url.to_owned()))
        } else {
            Err("database_url must begin with sqlite: or postgres://".to_owned())
        }
    }
}
