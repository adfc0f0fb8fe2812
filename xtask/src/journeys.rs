//! Journeys in a real browser against a real server: Playwright in `e2e/`.
//!
//! A journey is named after the recommendation it proves (`R5 klassa det mest kritiska`), so that `R5` as
//! filter runs those and no others.

use crate::process::{cargo, root, run, target_folder};
use crate::setup;
use crate::steps::Steps;
use anyhow::{Context, Result};
use std::process::Command;

/// Builds the server and runs the journeys whose title matches; `all` includes those tagged `@long`.
pub(crate) fn run_matching(steps: &mut Steps, filter: Option<&str>, all: bool) -> Result<()> {
    steps.step("build the server", || {
        run(&mut cargo(&["build", "--workspace", "--locked", "--bin", "varn"]))
    })?;
    let name = filter.map_or_else(|| "journeys".to_owned(), |f| format!("journeys {f}"));
    steps.step(&name, || playwright(filter, all))
}

fn playwright(filter: Option<&str>, all: bool) -> Result<()> {
    let chromium = setup::chromium().context("Chromium is missing: run cargo xtask setup")?;
    let mut command = Command::new("npx");
    command.args(["--no-install", "playwright", "test"]).current_dir(root().join("e2e"));
    command.env("CHROMIUM", chromium).env("SERVER_BINARY", target_folder()?.join("debug/varn"));
    if let Some(filter) = filter {
        command.args(["--grep", &pattern(filter)]);
    }
    if !all {
        command.args(["--grep-invert", "@long"]);
    }
    run(&mut command)
}

/// `R1` must not match `R10` or a word that happens to hold the letters.
fn pattern(filter: &str) -> String {
    let is_recommendation =
        filter.strip_prefix('R').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    if is_recommendation { format!(r"\b{filter}\b") } else { filter.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn a_recommendation_is_matched_as_a_word() {
        assert_eq!(pattern("R5"), r"\bR5\b");
    }

    #[test]
    fn other_filters_are_taken_as_written() {
        assert_eq!(pattern("Rapport"), "Rapport");
        assert_eq!(pattern("klassa"), "klassa");
    }
}
