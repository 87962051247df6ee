//! `bench`: the timings, measured in a real browser on the release build.

use anyhow::Result;
use xtask::process::{cargo, run};

use super::dist;

/// The driver's own speed is not what is measured: it is built like the browser tests, so that
/// the two share their artifacts.
pub fn in_browser() -> Result<()> {
    dist::build()?;
    run(&mut cargo([
        "run",
        "--package",
        "browser-tests",
        "--bin",
        "bench",
    ]))
}
