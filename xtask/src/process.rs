//! Starting other programs and waiting for them.
//!
//! An interrupt (Ctrl-C, a termination from CI) ends the program that is running and makes the step fail,
//! so that what the chores started — a database, a folder — is put away by its `Drop`.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// The process that is being waited for; 0 when none is.
static RUNNING: AtomicU32 = AtomicU32::new(0);

/// From now on an interrupt ends the running program instead of this one.
pub(crate) fn end_children_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        INTERRUPTED.store(true, Ordering::SeqCst);
        let pid = RUNNING.load(Ordering::SeqCst);
        if pid != 0 {
            signal(pid, "TERM");
        }
    })
    .context("could not listen for interrupts")
}

/// Sends a signal to one process by its id; a process that is gone is no error.
pub(crate) fn signal(pid: u32, name: &str) {
    let _gone = Command::new("kill").args(["-s", name, &pid.to_string()]).stderr(Stdio::null()).status();
}

/// Runs to the end; anything but success is an error that names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = wait(spawn(command)?)?;
    judge(command, status)
}

/// As `run`, but returns what was written to standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let mut child = spawn(command.stdout(Stdio::piped()))?;
    let mut text = String::new();
    if let Some(mut out) = child.stdout.take() {
        out.read_to_string(&mut text)?;
    }
    let status = wait(child)?;
    judge(command, status)?;
    Ok(text)
}

/// Which of the two streams of a program to read.
pub(crate) enum Stream {
    Output,
    Error,
}

/// As `run`, but passes one stream on line by line and returns its lines that contain `mark`.
///
/// They are returned only on success; on failure the reader has just seen them pass.
pub(crate) fn run_keeping(command: &mut Command, stream: &Stream, mark: &str) -> Result<Vec<String>> {
    match stream {
        Stream::Output => command.stdout(Stdio::piped()),
        Stream::Error => command.stderr(Stdio::piped()),
    };
    let mut child = spawn(command)?;
    let mut kept = Vec::new();
    let output = child.stdout.take().map(|out| Box::new(out) as Box<dyn Read>);
    if let Some(pipe) = output.or_else(|| child.stderr.take().map(|err| Box::new(err) as _)) {
        for line in BufReader::new(pipe).split(b'\n') {
            let text = String::from_utf8_lossy(&line?).into_owned();
            writeln!(std::io::stderr(), "{text}")?;
            if text.contains(mark) {
                kept.push(text);
            }
        }
    }
    let status = wait(child)?;
    judge(command, status)?;
    Ok(kept)
}

fn spawn(command: &mut Command) -> Result<Child> {
    if INTERRUPTED.load(Ordering::SeqCst) {
        bail!("interrupted");
    }
    let child = command.spawn().with_context(|| format!("could not start {}", line(command)))?;
    RUNNING.store(child.id(), Ordering::SeqCst);
    Ok(child)
}

fn wait(mut child: Child) -> Result<ExitStatus> {
    let status = child.wait();
    RUNNING.store(0, Ordering::SeqCst);
    Ok(status?)
}

fn judge(command: &Command, status: ExitStatus) -> Result<()> {
    if INTERRUPTED.load(Ordering::SeqCst) {
        bail!("interrupted");
    }
    if !status.success() {
        bail!("{} ended with {status}", line(command));
    }
    Ok(())
}

/// The command as one would type it, without its environment.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// `cargo` from the root of the repository.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(args).current_dir(root());
    command
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The first of these programs that is in the search path.
pub(crate) fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().flat_map(|n| folders.iter().map(move |f| f.join(n))).find(|p| p.is_file())
}

/// A cargo subcommand such as `cargo nextest`.
pub(crate) fn has_cargo(subcommand: &str) -> bool {
    find(&[&format!("cargo-{subcommand}")]).is_some()
}

/// Where cargo puts what it builds.
pub(crate) fn target_folder() -> Result<PathBuf> {
    let metadata = cargo_metadata::MetadataCommand::new().current_dir(root()).no_deps().exec()?;
    Ok(metadata.target_directory.into_std_path_buf())
}
