//! A PostgreSQL of our own for one run: temporary folder, free loopback port, gone when dropped.
//!
//! The tests find it through `VARN_TEST_POSTGRES`: the URL of the role `varn_owner` on the database
//! `postgres`. That role may create databases but is no superuser and cannot bypass row-level security;
//! every test makes a database of its own with it, owns the schema there and connects with it.
//! Without the variable the same tests run on SQLite.

use crate::process::{find, run, signal};
use anyhow::{Context, Result, bail};
use std::fs::File;
use std::io::Read as _;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The name of the environment variable that carries the URL to the tests.
pub(crate) const URL_VARIABLE: &str = "VARN_TEST_POSTGRES";

const START_LIMIT: Duration = Duration::from_secs(30);
const STOP_LIMIT: Duration = Duration::from_secs(10);

/// A running server; dropping it stops the server and removes its folder.
pub(crate) struct Cluster {
    server: Child,
    folder: TempDir,
    port: u16,
    superuser_password: String,
    owner_password: String,
}

/// The account the server runs as when we are root, which `initdb` refuses.
#[derive(Clone, Copy)]
struct Account {
    uid: u32,
    gid: u32,
}

impl Cluster {
    /// Creates the cluster, starts the server and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        let account = account()?;
        let folder = tempfile::Builder::new().prefix("varn-postgres-").tempdir()?;
        if let Some(Account { uid, gid }) = account {
            chown(folder.path(), Some(uid), Some(gid))?;
        }
        let (superuser_password, owner_password) = (secret()?, secret()?);
        initialise(folder.path(), account, &superuser_password)?;
        let port = free_port()?;
        let server = launch(folder.path(), account, port)?;
        Self { server, folder, port, superuser_password, owner_password }.started()
    }

    fn started(mut self) -> Result<Self> {
        let give_up = Instant::now() + START_LIMIT;
        while !self.answers()? {
            if let Some(status) = self.server.try_wait()? {
                bail!("postgres ended with {status}:\n{}", self.log());
            }
            if Instant::now() > give_up {
                bail!("postgres did not answer within {START_LIMIT:?}:\n{}", self.log());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        self.create_owner()?;
        Ok(self)
    }

    /// The URL for the tests; see the module.
    pub(crate) fn url(&self) -> String {
        format!("postgres://varn_owner:{}@127.0.0.1:{}/postgres", self.owner_password, self.port)
    }

    fn answers(&self) -> Result<bool> {
        let mut ready = client("pg_isready", self.folder.path(), self.port)?;
        Ok(ready.stdout(Stdio::null()).status()?.success())
    }

    fn create_owner(&self) -> Result<()> {
        let file = self.folder.path().join("roles.sql");
        let role = "CREATE ROLE varn_owner LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB";
        std::fs::write(&file, format!("{role} PASSWORD '{}';", self.owner_password))?;
        let mut psql = client("psql", self.folder.path(), self.port)?;
        psql.args(["--username", "postgres", "--dbname", "postgres", "--no-psqlrc", "--quiet"]);
        psql.args(["--set", "ON_ERROR_STOP=1"]).arg("--file").arg(file);
        psql.env("PGPASSWORD", &self.superuser_password);
        run(&mut psql).context("could not create the role varn_owner")
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        signal(self.server.id(), "INT");
        let give_up = Instant::now() + STOP_LIMIT;
        while matches!(self.server.try_wait(), Ok(None)) {
            if Instant::now() > give_up {
                let _already_gone = self.server.kill();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn initialise(folder: &Path, account: Option<Account>, password: &str) -> Result<()> {
    let password_file = folder.join("password");
    std::fs::write(&password_file, password)?;
    if let Some(Account { uid, gid }) = account {
        chown(&password_file, Some(uid), Some(gid))?;
    }
    let mut initdb = in_folder(Command::new(binary("initdb")?), folder, account);
    initdb.arg("--pgdata").arg(folder.join("data"));
    initdb.args(["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]);
    initdb.args(["--no-sync", "--no-instructions"]).arg("--pwfile").arg(&password_file);
    initdb.stdout(Stdio::null());
    run(&mut initdb).context("could not create a PostgreSQL cluster")?;
    std::fs::remove_file(password_file)?;
    Ok(())
}

fn launch(folder: &Path, account: Option<Account>, port: u16) -> Result<Child> {
    let mut postgres = in_folder(tied_to_us(&binary("postgres")?), folder, account);
    postgres.arg("-D").arg(folder.join("data")).arg("-k").arg(folder).args(["-p", &port.to_string()]);
    for setting in SETTINGS {
        postgres.args(["-c", setting]);
    }
    let log = File::create(folder.join("log"))?;
    postgres.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    // A group of its own: Ctrl-C must reach the tests first and the database after them.
    postgres.process_group(0);
    postgres.spawn().context("could not start postgres")
}

/// Nothing here outlives the run, so nothing needs to survive a power cut.
const SETTINGS: [&str; 5] = [
    "listen_addresses=127.0.0.1",
    "max_connections=200",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
];

/// Where `setpriv` exists the server is told to stop even if we are killed and cannot stop it.
fn tied_to_us(program: &Path) -> Command {
    let Some(setpriv) = find(&["setpriv"]) else {
        return Command::new(program);
    };
    let mut command = Command::new(setpriv);
    command.args(["--pdeathsig", "INT", "--"]).arg(program);
    command
}

fn client(name: &str, folder: &Path, port: u16) -> Result<Command> {
    let mut command = Command::new(binary(name)?);
    command.arg("--host").arg(folder).args(["--port", &port.to_string()]);
    Ok(command)
}

fn in_folder(mut command: Command, folder: &Path, account: Option<Account>) -> Command {
    command.current_dir(folder).env("HOME", folder).env("LC_ALL", "C").env_remove("PGDATA");
    if let Some(Account { uid, gid }) = account {
        command.uid(uid).gid(gid);
    }
    command
}

/// A server program: Debian keeps them out of the search path, newest version first here.
pub(crate) fn binary(name: &str) -> Result<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = versions.map(|v| v.path()).collect();
    folders.sort_by_key(|f| f.file_name().and_then(|n| n.to_str()?.parse::<u32>().ok()));
    let debian = folders.iter().rev().map(|f| f.join("bin").join(name)).find(|p| p.is_file());
    debian.or_else(|| find(&[name])).with_context(|| format!("{name} of PostgreSQL is not installed"))
}

fn account() -> Result<Option<Account>> {
    if id(&["-u"])? != 0 {
        return Ok(None);
    }
    for name in ["postgres", "nobody"] {
        if let (Ok(uid), Ok(gid)) = (id(&["-u", name]), id(&["-g", name])) {
            return Ok(Some(Account { uid, gid }));
        }
    }
    bail!("PostgreSQL refuses to run as root, and there is no user 'postgres' or 'nobody' to run it as")
}

/// What `id` prints for these arguments.
pub(crate) fn id(args: &[&str]) -> Result<u32> {
    let output = Command::new("id").args(args).output().context("could not start id")?;
    String::from_utf8(output.stdout)?.trim().parse().context("id did not print a number")
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// 128 random bits as hexadecimal: other users of the machine can reach a loopback port too.
fn secret() -> Result<String> {
    let mut bytes = [0_u8; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}
