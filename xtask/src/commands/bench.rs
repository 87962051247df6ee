//! `bench`: the timings, measured in a real browser on the release build.

use std::path::Path;

use anyhow::Result;
use xtask::process::{cargo, run};
use xtask::{paths, tools};

use super::dist;

/// Measures the parts named, or all where none is.
///
/// The driver's own speed is not what is measured: it is built like the browser tests, so that
/// the two share their artifacts.
pub fn in_browser(parts: &[String]) -> Result<()> {
    dist::build()?;
    build_timings("release", &paths::timings())?;
    build_timings("worker", &paths::shipped_timings())?;
    run(cargo(["run", "--package", "browser-tests", "--bin", "bench", "--"]).args(parts))
}

/// The worker with what is timed: next to the site, not in it. In the profile `release` candle is
/// at full speed, which is what our own ops are measured against; in the profile `worker` all is as
/// it ships.
fn build_timings(profile: &str, out: &Path) -> Result<()> {
    let target = paths::root().join("target");
    run(cargo([
        "build",
        "--profile",
        profile,
        "--bin",
        "worker",
        "--features",
        "timings",
    ])
    .args(["--target", tools::WASM_TARGET, "--target-dir"])
    .arg(&target))?;
    let wasm = target
        .join(tools::WASM_TARGET)
        .join(profile)
        .join("worker.wasm");
    run(tools::wasm_bindgen()?
        .args([
            "--target",
            "web",
            "--no-typescript",
            "--out-name",
            "worker",
            "--out-dir",
        ])
        .arg(out)
        .arg(wasm))
}
