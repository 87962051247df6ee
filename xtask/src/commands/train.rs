//! `train`, `eval` and `bench --native`: the native trainer, given its data.

use std::env;
use std::ffi::OsString;

use anyhow::Result;
use xtask::process::{cargo, run_in_its_own_words};

use super::mnist;

/// Names a folder with the four MNIST files, plain or gzipped.
const DATA_VARIABLE: &str = "DENSITY_LAB_DATA";

pub fn fit(model: &str, args: &[String]) -> Result<()> {
    trainer(
        "fit",
        &[&[model.to_owned()], args].concat(),
        &data_args(args)?,
    )
}

pub fn eval(args: &[String]) -> Result<()> {
    trainer("eval", args, &data_args(args)?)
}

pub fn bench() -> Result<()> {
    trainer("bench", &[], &[])
}

/// Runs in the project's folder, wherever it is called from: relative paths start there.
fn trainer(subcommand: &str, args: &[String], data_args: &[OsString]) -> Result<()> {
    let mut command = cargo(["run", "--release", "--features", "train", "--bin", "train"]);
    command.args(["--", subcommand]).args(args).args(data_args);
    // Nets this small lose more to hand-overs between threads than they gain, and the trainer
    // never leaves this machine: it may use all that the processor has.
    command
        .env("RAYON_NUM_THREADS", "1")
        // Each step asks for the same memory again: giving it back in between only costs time.
        .env("MIMALLOC_PURGE_DELAY", "-1")
        .env("RUSTFLAGS", "-C target-cpu=native");
    run_in_its_own_words(&mut command)
}

/// The data folder, where the user's own arguments do not name one.
fn data_args(args: &[String]) -> Result<Vec<OsString>> {
    let named = |arg: &String| arg == "--data" || arg.starts_with("--data=");
    let only_help = |arg: &String| arg == "--help" || arg == "-h";
    if args.iter().any(|arg| named(arg) || only_help(arg)) {
        return Ok(Vec::new());
    }
    let folder = match env::var_os(DATA_VARIABLE).filter(|value| !value.is_empty()) {
        Some(folder) => folder,
        None => mnist::folder()?.into_os_string(),
    };
    Ok(vec!["--data".into(), folder])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_the_user_names_is_not_named_twice() {
        for args in [vec!["--data", "digits"], vec!["pixelcnn", "--data=digits"]] {
            let args: Vec<String> = args.into_iter().map(str::to_owned).collect();
            assert!(data_args(&args).unwrap().is_empty());
        }
    }
}
