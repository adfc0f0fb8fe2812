//! What happens once: starting, the demo, memory, page weight, reports, an import of a large file.

use crate::load::Connection;
use crate::server::Server;
use crate::table::Table;
use anyhow::Context as _;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

pub(crate) fn measure(binary: &Path, folder: &Path, table: &mut Table) -> anyhow::Result<()> {
    let ready = folder.join("once.json");
    let (demo, empty) = (folder.join("demo"), folder.join("empty"));
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let first = Server::varn(binary, &["serve", "--data-dir", &text(&empty)], &ready)?;
    table.time("first start on an empty folder", 3_000.0, first.took);
    drop(first);
    let built = Server::varn(binary, &["demo", "--data-dir", &text(&demo)], &ready)?;
    table.time("`varn demo` from nothing", 3_000.0, built.took);
    drop(built);
    let serve = ["serve", "--data-dir", &text(&demo)];
    let times =
        (0..5).map(|_| Ok(Server::varn(binary, &serve, &ready)?.took)).collect::<anyhow::Result<Vec<_>>>()?;
    table.time("ready on a migrated database, median of 5", 100.0, median(times));
    let server = Server::varn(binary, &serve, &ready)?;
    let picture = walk(&server, table)?;
    table.at_most("resident memory after every kind of page was walked", 70.0, server.resident()?, "MB");
    report(&server, &picture, table)?;
    eprintln!("    resident memory after six reports besides: {:.0} MB", server.resident()?);
    drop(server);
    import(binary, folder, &demo, table)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn sign_in(server: &Server) -> anyhow::Result<Connection> {
    let password = "tre+gr%C3%B6na+cyklar+i+regn";
    let form = format!("email=maja.lind%40grankoping.example&password={password}");
    let answer = Connection::open(&server.address, "")?.ask("/logga-in", Some(&form))?;
    let cookie = answer.header("set-cookie").context("no session")?;
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    Connection::open(&server.address, &cookie)
}

/// Every page that links lead to, one of each kind; gives the id of a frozen picture.
fn walk(server: &Server, table: &mut Table) -> anyhow::Result<String> {
    let mut connection = sign_in(server)?;
    let (mut seen, mut waiting) = (BTreeSet::new(), vec!["/".to_owned()]);
    let (mut heaviest, mut weight) = (String::new(), 0);
    let mut picture = None;
    while let Some(path) = waiting.pop() {
        let answer = connection.ask(&path, None)?;
        if answer.status != 200 || !answer.header("content-type").is_some_and(|kind| kind.contains("html")) {
            continue;
        }
        if answer.body.len() > weight {
            (heaviest, weight) = (path.clone(), answer.body.len());
        }
        let page = answer.text();
        for href in page.split("href=\"/").skip(1).filter_map(|rest| rest.split(['"', '#', '?']).next()) {
            let href = format!("/{href}");
            if href.starts_with("/nulagesbild/") && href.len() > 40 {
                picture = Some(href.trim_start_matches("/nulagesbild/").to_owned());
            }
            if !href.contains('.') && seen.insert(kind_of(&href)) {
                waiting.push(href);
            }
        }
    }
    eprintln!("    {} kinds of pages walked", seen.len());
    let sent = compressed(&mut connection, &heaviest)?;
    table.at_most(&format!("heaviest page as it is sent, `{}`", kind_of(&heaviest)), 100.0, sent, "kB");
    picture.context("the demo has no picture")
}

/// What a page weighs with its style and script, compressed as browsers ask for it, in kilobytes.
fn compressed(connection: &mut Connection, path: &str) -> anyhow::Result<f64> {
    let page = connection.ask(path, None)?.text();
    connection.accept_gzip = true;
    let mut bytes = connection.ask(path, None)?.body.len();
    let assets: BTreeSet<&str> = page
        .split(['"', '\''])
        .filter(|part| part.starts_with("/tillgangar/") && !part.contains(' '))
        .collect();
    for asset in assets {
        bytes += connection.ask(asset, None)?.body.len();
    }
    Ok(f64::from(u32::try_from(bytes)?) / 1000.0)
}

fn report(server: &Server, picture: &str, table: &mut Table) -> anyhow::Result<()> {
    let mut connection = sign_in(server)?;
    let report = format!("/rapport/nulage/{picture}/open.pdf");
    connection.ask(&report, None)?;
    let times = (0..5)
        .map(|_| {
            let started = Instant::now();
            let answer = connection.ask(&report, None)?;
            anyhow::ensure!(answer.body.starts_with(b"%PDF"), "no PDF: {}", answer.status);
            Ok(started.elapsed())
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    table.time("picture report as PDF, warm, median of 5", 700.0, median(times));
    Ok(())
}

/// The address without what tells records apart.
fn kind_of(href: &str) -> String {
    let is_id = |part: &&str| part.len() == 36 && part.matches('-').count() == 4;
    href.split('/').map(|part| if is_id(&part) { "*" } else { part }).collect::<Vec<_>>().join("/")
}

/// 20 000 information sets in a file, read and then written; and a list of them out as a workbook.
fn import(binary: &Path, folder: &Path, demo: &Path, table: &mut Table) -> anyhow::Result<()> {
    let file = large_file(folder)?;
    for (what, dry) in [("dry run of an import of 20 000 rows", true), ("the same, written", false)] {
        let mut command = Command::new(binary);
        command.arg("import").arg(&file).arg("--data-dir").arg(demo).args(["--organization", "9901"]);
        if dry {
            command.arg("--dry-run");
        }
        let started = Instant::now();
        let output = command.output()?;
        let took = started.elapsed();
        let said = String::from_utf8_lossy(&output.stderr);
        anyhow::ensure!(output.status.code().is_some_and(|code| code < 2), "the import failed: {said}");
        table.time(what, 2_000.0, took);
    }
    let ready = folder.join("export.json");
    let server = Server::varn(binary, &["serve", "--data-dir", &demo.to_string_lossy()], &ready)?;
    let mut connection = sign_in(&server)?;
    // The search leaves 7 500 of them.
    let started = Instant::now();
    let answer = connection.ask("/information/lista.xlsx?q=7500", None)?;
    let took = started.elapsed();
    anyhow::ensure!(answer.body.starts_with(b"PK"), "no workbook: {}", answer.status);
    table.time("7 500 rows as XLSX over HTTP", 300.0, took);
    Ok(())
}

fn large_file(folder: &Path) -> anyhow::Result<PathBuf> {
    let mut text = "Id;Nämnd;Informationsmängd;K;R;T;Personuppgifter;System\n".to_owned();
    let boards = ["Socialnämnden", "Kommunstyrelsen", "Kultur- och fritidsnämnden"];
    for n in 0..20_000 {
        let some = if n < 7_500 { "serie 7500" } else { "serie" };
        let board = boards[n % boards.len()];
        text += &format!(
            "I-{n};{board};Handlingar {n} i {some};{};{};{};Ja;System {}\n",
            n % 4,
            n % 3,
            n % 4,
            n % 90
        );
    }
    let file = folder.join("stor.csv");
    std::fs::write(&file, text)?;
    Ok(file)
}
