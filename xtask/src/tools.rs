//! The pinned build tools: taken from the PATH where the version fits exactly, otherwise built
//! once into the user's cache. Also what rustup has to bring: the wasm target and two components.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::process::{cargo, find_on_path, lock, run, stdout_of};

/// The newest Trunk that the pinned Rust can build.
const TRUNK_VERSION: &str = "0.21.14";
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// A Trunk command that finds the right wasm-bindgen, so that it has nothing to download.
pub fn trunk() -> Result<Command> {
    let trunk = Tool::trunk().ensure()?;
    let wasm_bindgen = Tool::wasm_bindgen()?.ensure()?;

    let mut folders = Vec::new();
    folders.extend(wasm_bindgen.parent().map(Path::to_path_buf));
    if let Some(path) = env::var_os("PATH") {
        folders.extend(env::split_paths(&path));
    }
    let mut command = Command::new(trunk);
    command
        .current_dir(paths::root())
        .env("PATH", env::join_paths(folders)?)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Trunk stops at the usual value of this variable, "1".
        .env_remove("NO_COLOR")
        // Where in Trunk a build failed is of no use to anyone here.
        .env("RUST_BACKTRACE", "0");
    Ok(command)
}

/// A wasm-bindgen command of the right version.
pub fn wasm_bindgen() -> Result<Command> {
    Ok(Command::new(Tool::wasm_bindgen()?.ensure()?))
}

/// Makes sure that Rust can compile to wasm.
pub fn ensure_wasm_target() -> Result<()> {
    let sysroot = stdout_of(Command::new("rustc").args(["--print", "sysroot"]))
        .context("rustc is missing: install Rust from https://rustup.rs")?;
    let target = Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM_TARGET);
    if target.is_dir() {
        return Ok(());
    }
    rustup(&["target", "add", WASM_TARGET])
}

/// Makes sure that `cargo fmt` and `cargo clippy` exist.
pub fn ensure_components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if stdout_of(&mut cargo([subcommand, "--version"])).is_none() {
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(args: &[&str]) -> Result<()> {
    if find_on_path("rustup").is_none() {
        bail!(
            "needs what `rustup {}` brings, and there is no rustup",
            args.join(" ")
        );
    }
    run(Command::new("rustup").args(args))
}

struct Tool {
    /// The name of the program.
    name: &'static str,
    package: &'static str,
    version: String,
    install_args: &'static [&'static str],
    install_env: &'static [(&'static str, &'static str)],
    /// How long two cores take to build it.
    minutes: u32,
}

impl Tool {
    fn trunk() -> Self {
        Self {
            name: "trunk",
            package: "trunk",
            version: TRUNK_VERSION.to_owned(),
            install_args: &["--locked"],
            // Its own profile links for minutes, for a program that mostly waits for cargo.
            install_env: &[
                ("CARGO_PROFILE_RELEASE_LTO", "off"),
                ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
                ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
            ],
            minutes: 5,
        }
    }

    /// The command line tool must be of the very version that the crate is built with.
    fn wasm_bindgen() -> Result<Self> {
        let lock_file = paths::root().join("Cargo.lock");
        let text = fs::read_to_string(&lock_file)
            .with_context(|| format!("cannot read {}", lock_file.display()))?;
        let version =
            locked_version(&text, "wasm-bindgen").context("no wasm-bindgen in Cargo.lock")?;
        Ok(Self {
            name: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: version.to_owned(),
            install_args: &[],
            install_env: &[],
            minutes: 2,
        })
    }

    fn ensure(&self) -> Result<PathBuf> {
        if let Some(found) = find_on_path(self.name).filter(|file| self.fits(file)) {
            return Ok(found);
        }
        let folder = paths::tools()?;
        let file_name = format!("{}{}", self.name, env::consts::EXE_SUFFIX);
        let cached = folder.join("bin").join(file_name);
        if self.fits(&cached) {
            return Ok(cached);
        }
        let _held = lock(&folder)?;
        if !self.fits(&cached) {
            self.install(&folder)?;
        }
        if !self.fits(&cached) {
            bail!("{} is not {} {}", cached.display(), self.name, self.version);
        }
        Ok(cached)
    }

    fn fits(&self, file: &Path) -> bool {
        let printed = stdout_of(Command::new(file).arg("--version"));
        printed.is_some_and(|text| text.split_whitespace().nth(1) == Some(self.version.as_str()))
    }

    fn install(&self, folder: &Path) -> Result<()> {
        eprintln!(
            "building {} {} into {}: once, about {} minutes on two cores",
            self.package,
            self.version,
            folder.display(),
            self.minutes
        );
        let build = folder.join("build");
        let result = run(
            cargo(["install", self.package, "--bin", self.name, "--force"])
                .arg("--version")
                .arg(format!("={}", self.version))
                .args(self.install_args)
                .arg("--root")
                .arg(folder)
                .arg("--target-dir")
                .arg(&build)
                .envs(self.install_env.iter().copied()),
        );
        // Left behind, the intermediate files are only a waste of room.
        fs::remove_dir_all(&build).ok();
        result
    }
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'a>(lock_text: &'a str, package: &str) -> Option<&'a str> {
    let name_line = format!("name = \"{package}\"");
    let mut lines = lock_text.lines().skip_while(|line| *line != name_line);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_comes_from_the_package_of_exactly_that_name() {
        let text = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.50\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked_version(text, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(text, "wasm"), None);
    }

    #[test]
    fn a_missing_or_foreign_program_does_not_fit() {
        let tool = Tool::trunk();
        assert!(!tool.fits(Path::new("no/such/program")));
        let cargo_itself = find_on_path("cargo").unwrap();
        assert!(!tool.fits(&cargo_itself));
    }
}
