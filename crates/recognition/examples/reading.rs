//! Reads registers and prints what they were understood as, and how long it took. `--json` prints all of it.

use std::io::Write;
use std::time::Instant;

use varn_recognition::{Options, Reading, read};
use varn_sheets::Limits;

fn main() -> std::io::Result<()> {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let mut out = std::io::stdout().lock();
    for file in files {
        let bytes = std::fs::read(&file)?;
        let workbook = match varn_sheets::read(&file, &bytes, &Limits::default()) {
            Ok(workbook) => workbook,
            Err(refusal) => {
                writeln!(out, "{file}: refused: {refusal}")?;
                continue;
            }
        };
        let start = Instant::now();
        let reading = read(&workbook, &Options::default());
        writeln!(out, "{file}: {:.1} ms", start.elapsed().as_secs_f64() * 1000.0)?;
        if flags.iter().any(|flag| flag == "--json") {
            writeln!(out, "{}", serde_json::to_string_pretty(&reading)?)?;
        } else {
            describe(&mut out, &reading)?;
        }
    }
    Ok(())
}

fn describe(out: &mut impl Write, reading: &Reading) -> std::io::Result<()> {
    writeln!(
        out,
        "  {:?} {:?} on {:?}, sure to {:.2}",
        reading.kind, reading.form, reading.sheet, reading.confidence
    )?;
    for column in &reading.columns {
        writeln!(out, "  {} {:?} {:?}", column.column, column.header.label(), column.fields)?;
    }
    writeln!(out, "  {:?}", reading.counts)?;
    for note in &reading.notes {
        writeln!(out, "  {}", note.message)?;
    }
    for message in reading.rejected.iter().map(|rejected| &rejected.message).take(10) {
        writeln!(out, "  {message}")?;
    }
    for message in reading.warnings.iter().map(|warned| &warned.message).take(10) {
        writeln!(out, "  {message}")?;
    }
    Ok(())
}
