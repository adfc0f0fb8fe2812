//! A load over HTTP/1.1 on connections that are kept: as many threads as connections, each asking again as soon as it
//! has its answer.

use anyhow::{Context as _, bail};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What a load came to.
#[derive(Clone, Debug)]
pub(crate) struct Load {
    /// Answers each second.
    pub(crate) per_second: f64,
    /// Half of the answers came within this time.
    pub(crate) p50: Duration,
    /// All but one in a hundred came within this time.
    pub(crate) p99: Duration,
}

/// One answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: u16,
    /// The headers, in lower case as far as their names go.
    pub(crate) head: Vec<String>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let line = self.head.iter().find(|line| line.to_lowercase().starts_with(&format!("{name}:")))?;
        line.split_once(':').map(|(_, value)| value.trim())
    }

    /// Statements that the page cost, as `--timing` tells it.
    pub(crate) fn queries(&self) -> Option<u32> {
        let timing = self.header("server-timing")?;
        timing.split('"').nth(1)?.split(' ').next()?.parse().ok()
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A connection that is kept.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    cookie: String,
    host: String,
    /// Whether answers may come compressed.
    pub(crate) accept_gzip: bool,
}

impl Connection {
    /// Opens one, with the session's cookie.
    pub(crate) fn open(address: &str, cookie: &str) -> anyhow::Result<Self> {
        let host = address.trim_start_matches("http://").to_owned();
        let stream = TcpStream::connect(&host).with_context(|| format!("no server at {host}"))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::with_capacity(256 * 1024, stream),
            cookie: cookie.to_owned(),
            host,
            accept_gzip: false,
        })
    }

    /// Asks for a page, or posts a form where there is one.
    pub(crate) fn ask(&mut self, path: &str, form: Option<&str>) -> anyhow::Result<Answer> {
        let (host, cookie) = (&self.host, &self.cookie);
        let accept = if self.accept_gzip { "Accept-Encoding: gzip\r\n" } else { "" };
        let request = match form {
            None => format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n{accept}\r\n"),
            Some(form) => format!(
                "POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nOrigin: http://{host}\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
                form.len()
            ),
        };
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line)? == 0 {
                bail!("the server hung up on {path}");
            }
            let line = line.trim_end().to_owned();
            if line.is_empty() {
                break;
            }
            head.push(line);
        }
        let status = head.first().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
        let mut answer = Answer { status, head, body: Vec::new() };
        if answer.header("transfer-encoding").is_some() {
            answer.body = self.chunks()?;
            return Ok(answer);
        }
        let length = answer.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        answer.body = vec![0; length];
        self.stream.read_exact(&mut answer.body)?;
        Ok(answer)
    }

    /// A body whose length was not known when it began, which is what compressed ones are.
    fn chunks(&mut self) -> anyhow::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let length = usize::from_str_radix(line.trim(), 16).context("a length in hexadecimal digits")?;
            let mut chunk = vec![0; length + 2];
            self.stream.read_exact(&mut chunk)?;
            if length == 0 {
                return Ok(body);
            }
            body.extend_from_slice(&chunk[..length]);
        }
    }
}

/// Loads a server. `request` gives path and form of the n-th request of all; every answer must have `status`.
pub(crate) fn run(
    (address, cookie): (&str, &str),
    connections: usize,
    lasting: Duration,
    status: u16,
    request: impl Fn(usize) -> (String, Option<String>) + Sync,
) -> anyhow::Result<Load> {
    let next = AtomicUsize::new(0);
    let started = Instant::now();
    let worker = || -> anyhow::Result<Vec<Duration>> {
        let mut connection = Connection::open(address, cookie)?;
        let mut times = Vec::new();
        while started.elapsed() < lasting {
            let (path, form) = request(next.fetch_add(1, Ordering::Relaxed));
            let asked = Instant::now();
            let answer = connection.ask(&path, form.as_deref())?;
            times.push(asked.elapsed());
            if answer.status != status {
                bail!("{path} answered {} instead of {status}: {}", answer.status, answer.text());
            }
        }
        Ok(times)
    };
    let times = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..connections).map(|_| scope.spawn(worker)).collect();
        let results =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|_| bail!("a worker died")));
        results.collect::<anyhow::Result<Vec<_>>>()
    })?;
    let took = started.elapsed();
    let mut times: Vec<Duration> = times.into_iter().flatten().collect();
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    #[allow(clippy::cast_precision_loss, reason = "a count of requests")]
    let per_second = times.len() as f64 / took.as_secs_f64();
    Ok(Load { per_second, p50: at(50), p99: at(99) })
}
