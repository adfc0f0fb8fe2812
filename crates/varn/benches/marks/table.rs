//! What was measured, as a table in Markdown.

use std::time::Duration;

/// Rows in the order they were measured.
#[derive(Default)]
pub(crate) struct Table(Vec<Row>);

struct Row {
    what: String,
    mark: String,
    measured: String,
    met: bool,
}

impl Table {
    /// A figure that must not be above its mark.
    pub(crate) fn at_most(&mut self, what: &str, mark: f64, measured: f64, unit: &str) {
        self.add(what, format!("≤ {mark} {unit}"), format!("{} {unit}", short(measured)), measured <= mark);
    }

    /// A figure that must not be below its mark.
    pub(crate) fn at_least(&mut self, what: &str, mark: f64, measured: f64, unit: &str) {
        self.add(what, format!("≥ {mark} {unit}"), format!("{} {unit}", short(measured)), measured >= mark);
    }

    /// A time that must not be above its mark, in milliseconds.
    pub(crate) fn time(&mut self, what: &str, mark_ms: f64, measured: Duration) {
        self.at_most(what, mark_ms, measured.as_secs_f64() * 1000.0, "ms");
    }

    fn add(&mut self, what: &str, mark: String, measured: String, met: bool) {
        eprintln!("{} {what}: {measured} ({mark})", if met { "  " } else { "! " });
        self.0.push(Row { what: what.to_owned(), mark, measured, met });
    }

    /// Writes the table to standard output.
    pub(crate) fn print(&self) {
        let mut text = "| what | mark | measured | met |\n| --- | --- | --- | --- |\n".to_owned();
        for row in &self.0 {
            let met = if row.met { "yes" } else { "**no**" };
            text += &format!("| {} | {} | {} | {met} |\n", row.what, row.mark, row.measured);
        }
        #[allow(clippy::print_stdout, reason = "the table is what this program is for")]
        {
            println!("{text}");
        }
    }
}

fn short(figure: f64) -> String {
    if figure >= 100.0 {
        format!("{figure:.0}")
    } else if figure >= 10.0 {
        format!("{figure:.1}")
    } else {
        format!("{figure:.2}")
    }
}
