//! Reads spreadsheets and prints, for each, what was found and how long it took. `--cells` prints the cells too.

use std::io::Write;
use std::time::Instant;

use varn_sheets::{Limits, Workbook, read};

fn main() -> std::io::Result<()> {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let mut out = std::io::stdout().lock();
    for file in files {
        let bytes = std::fs::read(&file)?;
        let start = Instant::now();
        let result = read(&file, &bytes, &Limits::default());
        writeln!(out, "{file}: {} bytes, {:.1} ms", bytes.len(), start.elapsed().as_secs_f64() * 1000.0)?;
        match result {
            Ok(workbook) => describe(&mut out, &workbook, flags.iter().any(|flag| flag == "--cells"))?,
            Err(refusal) => writeln!(out, "  refused: {} ({refusal})", refusal.code())?,
        }
    }
    Ok(())
}

fn describe(out: &mut impl Write, workbook: &Workbook, cells: bool) -> std::io::Result<()> {
    writeln!(out, "  {:?}, notes {:?}", workbook.format, workbook.notes)?;
    for sheet in &workbook.sheets {
        let count: usize = sheet.rows.iter().map(|row| row.cells.len()).sum();
        let (rows, merges) = (sheet.rows.len(), sheet.merges.len());
        let hidden = if sheet.hidden { ", hidden" } else { "" };
        let columns = &sheet.hidden_columns;
        writeln!(
            out,
            "  {:?}{hidden}: {rows} rows, {count} cells, {merges} merges, hidden columns {columns:?}",
            sheet.name
        )?;
        for row in sheet.rows.iter().filter(|_| cells) {
            let texts: Vec<_> = row
                .cells
                .iter()
                .map(|cell| {
                    let fill =
                        cell.fill.map_or(String::new(), |[r, g, b]| format!("#{r:02x}{g:02x}{b:02x} "));
                    format!("{fill}{:?}", cell.value)
                })
                .collect();
            writeln!(out, "  {} {:?} {}", row.number, row.line, texts.join(" | "))?;
        }
    }
    Ok(())
}
