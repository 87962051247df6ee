//! `test`: everything that can be checked, cheapest first, up to the first failure.

use std::time::Instant;

use anyhow::{Context, Result};
use xtask::process::{cargo, run};
use xtask::{browser, tools};

use super::dist;

type Stage = (&'static str, fn() -> Result<()>);

const STAGES: [Stage; 7] = [
    ("set-up", set_up),
    ("formatting", formatting),
    ("clippy, native", clippy_native),
    ("clippy, wasm32", clippy_wasm),
    ("native tests", native_tests),
    ("wasm build", dist::dist),
    ("browser tests", browser_tests),
];

pub fn test() -> Result<()> {
    let started = Instant::now();
    for (stage_idx, (name, stage)) in STAGES.into_iter().enumerate() {
        let stage_started = Instant::now();
        println!("== {}/{} {name}", stage_idx + 1, STAGES.len());
        stage().with_context(|| format!("the stage \"{name}\" failed"))?;
        println!("== {name}: passed in {}", seconds_since(stage_started));
    }
    println!("== everything passed in {}", seconds_since(started));
    Ok(())
}

fn seconds_since(start: Instant) -> String {
    format!("{:.1} s", start.elapsed().as_secs_f64())
}

/// What is cheap to set up, or better told missing now than after ten minutes.
fn set_up() -> Result<()> {
    tools::ensure_components()?;
    tools::ensure_wasm_target()?;
    browser::find_or_install().map(drop)
}

fn formatting() -> Result<()> {
    run(&mut cargo(["fmt", "--all", "--check"]))
}

fn clippy_native() -> Result<()> {
    run(&mut cargo([
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        "density-lab/train",
        "--",
        "--deny",
        "warnings",
    ]))
}

fn clippy_wasm() -> Result<()> {
    run(&mut cargo([
        "clippy",
        "--target",
        "wasm32-unknown-unknown",
        "--lib",
        "--bins",
        "--features",
        "ui,timings",
        "--",
        "--deny",
        "warnings",
    ]))
}

/// Two runs, because in one the chores would be built again with the trainer's features.
fn native_tests() -> Result<()> {
    run(&mut cargo(["test", "--features", "train"]))?;
    run(&mut cargo(["test", "--package", "xtask"]))
}

fn browser_tests() -> Result<()> {
    run(&mut cargo(["test", "--package", "browser-tests"]))
}
