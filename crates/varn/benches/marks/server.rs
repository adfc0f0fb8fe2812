//! Where the data is, and servers in processes of their own.

use anyhow::{Context as _, bail};
use sqlx::Connection as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A database to measure on.
pub(crate) struct Place {
    /// For the table.
    pub(crate) name: &'static str,
    /// As the settings name it.
    pub(crate) url: String,
}

impl Place {
    pub(crate) fn file(path: PathBuf) -> Self {
        Self { name: "SQLite", url: format!("sqlite:{}", path.display()) }
    }

    /// A new database on the server.
    pub(crate) fn server(admin: &str) -> anyhow::Result<Self> {
        let name = format!("marks_{}", std::process::id());
        block_on(async {
            let mut connection = sqlx::postgres::PgConnection::connect(admin).await?;
            let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
            sqlx::raw_sql(create).execute(&mut connection).await?;
            anyhow::Ok(())
        })?;
        let (server, _) = admin.rsplit_once('/').context("a URL ends in a database")?;
        Ok(Self { name: "PostgreSQL", url: format!("{server}/{name}") })
    }
}

/// Runs to the end on a runtime of its own.
pub(crate) fn block_on<T>(future: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(future)
}

/// A server that ends with this.
pub(crate) struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`.
    pub(crate) address: String,
    /// From start to being ready.
    pub(crate) took: Duration,
}

impl Server {
    /// Starts a program that writes `{"address": …}` to its ready file, and waits for that.
    pub(crate) fn start(mut command: Command, ready: &Path) -> anyhow::Result<Self> {
        std::fs::remove_file(ready).ok();
        let started = Instant::now();
        let child = command.stdout(Stdio::null()).spawn().context("could not start the server")?;
        let mut server = Self { child, address: String::new(), took: Duration::ZERO };
        while !ready.exists() {
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended with {status}");
            }
            if started.elapsed() > Duration::from_mins(2) {
                bail!("the server was not ready within two minutes");
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        server.took = started.elapsed();
        let said: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(ready)?)?;
        server.address = said["address"].as_str().unwrap_or_default().to_owned();
        Ok(server)
    }

    /// `varn COMMAND` on a database.
    pub(crate) fn varn(binary: &Path, args: &[&str], ready: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(binary);
        command.args(args).args(["--listen", "127.0.0.1:0", "--timing", "--log-filter", "warn"]);
        command.arg("--ready-file").arg(ready);
        Self::start(command, ready)
    }

    /// Resident memory in megabytes.
    pub(crate) fn resident(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS")).context("no VmRSS")?;
        let kilobytes: f64 = line.split_whitespace().nth(1).context("no figure")?.parse()?;
        Ok(kilobytes / 1000.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
