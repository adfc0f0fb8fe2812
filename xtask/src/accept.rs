//! Taking the new text of changed snapshots, so that the review happens in the diff.

use crate::postgres::URL_VARIABLE;
use crate::process::{cargo, has_cargo, root, run};
use crate::steps::Steps;
use crate::suite::{Scope, tests};
use anyhow::Result;
use std::process::Command;

/// Runs the tests, writes what they produced, and shows which snapshots changed.
///
/// With `cargo-insta` installed it asks for each; without it files are rewritten, but a snapshot that stands
/// inside a test's source is left as it is and its test keeps failing.
pub(crate) fn run_matching(steps: &mut Steps, filter: Option<&str>) -> Result<()> {
    let ask = has_cargo("insta");
    let mut command = tests(Scope::Everything, filter);
    command.env_remove(URL_VARIABLE).env("INSTA_UPDATE", if ask { "new" } else { "always" });
    command.env("INSTA_FORCE_PASS", if ask { "1" } else { "0" });
    steps.step("tests on SQLite", || run(&mut command))?;
    if ask {
        steps.step("review", || run(&mut cargo(&["insta", "review", "--workspace"])))?;
    }
    let mut status = Command::new("git");
    status.args(["status", "--short", "--", "*.snap"]).current_dir(root());
    steps.step("changed snapshots", || run(&mut status))
}
