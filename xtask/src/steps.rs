//! Named steps: a heading before, the time after, a table of all at the end.
//!
//! A failing step stops the run; the table then shows how far it came.

use anyhow::{Context, Result};
use std::time::{Duration, Instant};

/// What has run so far, in order.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<Step>,
    summaries: Vec<String>,
}

struct Step {
    name: String,
    took: Duration,
    ok: bool,
}

impl Steps {
    /// Runs `work` under the heading `name`.
    pub(crate) fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        eprintln!("\n── {name}");
        let start = Instant::now();
        let result = work();
        let took = start.elapsed();
        eprintln!("── {name}: {} after {:.1} s", outcome(result.is_ok()), took.as_secs_f64());
        self.done.push(Step { name: name.to_owned(), took, ok: result.is_ok() });
        result.with_context(|| format!("step '{name}' failed"))
    }

    /// Keeps a line of a step, a test runner's own summary, to show again after the table.
    pub(crate) fn keep(&mut self, lines: impl IntoIterator<Item = String>) {
        self.summaries.extend(lines);
    }

    /// The table of steps with seconds, then the kept lines.
    pub(crate) fn print(&self) {
        if self.done.is_empty() {
            return;
        }
        let width = self.done.iter().map(|s| s.name.chars().count()).max().unwrap_or(0).max("total".len());
        eprintln!();
        for step in &self.done {
            let Step { name, took, ok } = step;
            eprintln!("{name:width$}  {:8.1} s  {}", took.as_secs_f64(), outcome(*ok));
        }
        let total: Duration = self.done.iter().map(|s| s.took).sum();
        eprintln!("{:width$}  {:8.1} s", "total", total.as_secs_f64());
        for line in &self.summaries {
            eprintln!("{line}");
        }
    }
}

fn outcome(ok: bool) -> &'static str {
    if ok { "ok" } else { "FAILED" }
}
