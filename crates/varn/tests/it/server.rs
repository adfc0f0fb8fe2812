//! The built program as a process, and just enough HTTP to talk to it.

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_mins(1);
const ANSWER_LIMIT: Duration = Duration::from_mins(1);

/// The program with its settings, in a folder where no settings file is.
pub(crate) fn varn(folder: &Path, database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_varn"));
    command.current_dir(folder).args(["--database-url", database, "--log-filter", "warn"]);
    command.stdin(Stdio::null());
    command
}

/// Runs a command of the program to its end.
pub(crate) fn run(folder: &Path, database: &str, words: &[&str]) -> Output {
    varn(folder, database).args(words).output().unwrap()
}

/// What a command printed, of both kinds.
pub(crate) fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A server that is gone when dropped.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts it and waits until it serves.
    pub(crate) fn start(folder: &Path, database: &str) -> Self {
        let ready = folder.join("ready.json");
        std::fs::remove_file(&ready).ok();
        let mut command = varn(folder, database);
        command.args(["--listen", "127.0.0.1:0", "serve", "--ready-file"]).arg(&ready);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        let give_up = Instant::now() + START_LIMIT;
        while !ready.exists() {
            assert!(child.try_wait().unwrap().is_none(), "the server ended before it served");
            assert!(Instant::now() < give_up, "the server did not serve within {START_LIMIT:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
        let ready: serde_json::Value = serde_json::from_slice(&std::fs::read(&ready).unwrap()).unwrap();
        let address = ready["address"].as_str().unwrap().trim_start_matches("http://").to_owned();
        Self { child, address }
    }

    /// As `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().ok();
        self.child.wait().unwrap();
    }

    /// Where it answers.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// An answer of the server: status and body.
pub(crate) struct Reply {
    pub status: u16,
    pub body: String,
}

/// One request on a connection of its own; an error when the server went away before it had answered.
pub(crate) fn send(
    address: &str,
    cookie: &str,
    path: &str,
    form: Option<&[(&str, &str)]>,
) -> io::Result<Reply> {
    let body = form.map(|form| form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish());
    let method = if body.is_some() { "POST" } else { "GET" };
    let body = body.unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(ANSWER_LIMIT))?;
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    Ok(Reply { status: status.ok_or(io::ErrorKind::InvalidData)?, body: body.to_owned() })
}
