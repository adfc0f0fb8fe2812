//! Writes the sample report and workbook to a folder and measures them:
//! `cargo run --release -p varn-documents --example report -- FOLDER`.

#[path = "../tests/it/sample.rs"]
mod sample;

use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).ok_or("give a folder")?);
    eprintln!("before: resident {} kB", resident());
    let report = sample::report(7);
    for turn in 1..=10 {
        let start = Instant::now();
        let pdf = varn_documents::pdf(&report)?;
        eprintln!("pdf {turn}: {:?}, {} kB, resident {} kB", start.elapsed(), pdf.len() / 1024, resident());
        std::fs::write(folder.join("report.pdf"), pdf)?;
    }
    for turn in 1..=2 {
        let start = Instant::now();
        let docx = varn_documents::docx(&report)?;
        eprintln!("docx {turn}: {:?}, {} kB, resident {} kB", start.elapsed(), docx.len() / 1024, resident());
        std::fs::write(folder.join("report.docx"), docx)?;
    }
    let workbook = sample::workbook(7_500);
    for turn in 1..=2 {
        let start = Instant::now();
        let xlsx = varn_documents::xlsx(&workbook)?;
        eprintln!("xlsx {turn}: {:?}, {} kB, resident {} kB", start.elapsed(), xlsx.len() / 1024, resident());
        std::fs::write(folder.join("report.xlsx"), xlsx)?;
    }
    let start = Instant::now();
    let csv = varn_documents::csv(&workbook.sheets[0]);
    eprintln!("csv: {:?}, {} kB", start.elapsed(), csv.len() / 1024);
    std::fs::write(folder.join("report.csv"), csv)?;
    Ok(())
}

/// Resident memory and its share of the program's own data in kB, where the system tells it.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.and_then(|line| line.split_whitespace().next()).unwrap_or("?").to_owned()
    };
    format!("{} (data {})", field("VmRSS"), field("RssAnon"))
}
