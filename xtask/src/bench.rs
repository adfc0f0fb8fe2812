//! Benchmarks: the `[[bench]]` targets of the crates, in the release profile.
//!
//! They find a PostgreSQL through `VARN_TEST_POSTGRES` and the release server through `SERVER_BINARY`. Figures
//! worth keeping go into `bench/RESULTS.md` together with the command that made them.

use crate::postgres::{Cluster, URL_VARIABLE};
use crate::process::{cargo, run, target_folder};
use crate::steps::Steps;
use anyhow::Result;

/// Builds the server for release and runs the benchmarks, or only the target called `name`.
pub(crate) fn run_all(steps: &mut Steps, name: Option<&str>) -> Result<()> {
    steps.step("build for release", || {
        run(&mut cargo(&["build", "--release", "--workspace", "--locked", "--bin", "varn"]))
    })?;
    let cluster = steps.step("start PostgreSQL", Cluster::start)?;
    let server = target_folder()?.join("release/varn");
    let mut bench = cargo(&["bench", "--workspace", "--locked", "--bench", name.unwrap_or("*")]);
    bench.env(URL_VARIABLE, cluster.url()).env("SERVER_BINARY", server);
    steps.step("benchmarks", || run(&mut bench))
}
