//! Running other programs.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths;

/// The cargo that runs this, in the workspace's root.
pub fn cargo<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(paths::root());
    command
}

/// Runs a command with its output passed through. The error names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs a command that tells its own failures, and ends this program with its status where it
/// fails: told once is enough.
pub fn run_in_its_own_words(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        std::process::exit(status.code().unwrap_or(1));
    }
    Ok(())
}

/// What a command prints, or nothing when it cannot be run or fails.
pub fn stdout_of(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// The first program of this name on the PATH.
pub fn find_on_path(name: &str) -> Option<PathBuf> {
    let file_name = format!("{name}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(&file_name))
        .find(|file| file.is_file())
}

/// Holds a folder (which is made when missing) until the returned file is dropped, so that two
/// runs at once do not both fill it.
pub fn lock(folder: &Path) -> Result<File> {
    let attempt = || -> Result<File> {
        fs::create_dir_all(folder)?;
        let file = File::create(folder.join(".lock"))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                eprintln!("waiting for another run to fill {}", folder.display());
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        Ok(file)
    };
    attempt().with_context(|| format!("cannot use the folder {}", folder.display()))
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str());
    std::iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Stdio;

    #[test]
    fn a_failure_names_the_command() {
        let error = run(cargo(["no-such-command"]).stderr(Stdio::null()));
        let text = format!("{:#}", error.unwrap_err());
        assert!(text.starts_with("`cargo no-such-command` failed"), "{text}");
    }

    #[test]
    fn a_program_is_found_on_the_path_or_not_at_all() {
        assert!(find_on_path("cargo").is_some());
        assert_eq!(find_on_path("no-such-program-anywhere"), None);
    }
}
