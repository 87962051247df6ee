//! The browser that the browser tests drive: an installed Chrome or Chromium with its driver.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{find_on_path, run, stdout_of};

const CHROME_VARIABLE: &str = "CHROME";
const DRIVER_VARIABLE: &str = "CHROMEDRIVER";

const CHROME_NAMES: [&str; 5] = [
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "chrome",
];
const DRIVER_NAMES: [&str; 1] = ["chromedriver"];

#[cfg(target_os = "macos")]
const CHROME_PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
#[cfg(windows)]
const CHROME_PLACES: &[&str] = &[
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];
#[cfg(not(any(windows, target_os = "macos")))]
const CHROME_PLACES: &[&str] = &["/opt/google/chrome/chrome"];

const DRIVER_PLACES: &[&str] = &[
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
    "/opt/homebrew/bin/chromedriver",
    "/usr/local/bin/chromedriver",
];

/// The two programs; their major versions have to be the same.
#[derive(Clone, Debug)]
pub struct Browser {
    pub chrome: PathBuf,
    pub driver: PathBuf,
}

/// Finds the browser and its driver. On Debian as root it installs them when they are missing.
pub fn find_or_install() -> Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    if can_install() {
        eprintln!("installing chromium and chromium-driver with apt-get");
        run(&mut apt_get(&["update"]))?;
        run(&mut apt_get(&[
            "install",
            "--yes",
            "--no-install-recommends",
            "chromium",
            "chromium-driver",
        ]))?;
        if let Some(browser) = find()? {
            return Ok(browser);
        }
    }
    bail!(
        "the browser tests need Chrome or Chromium and ChromeDriver of the same version: install \
         them (Debian: apt-get install chromium chromium-driver), or name the two programs in \
         {CHROME_VARIABLE} and {DRIVER_VARIABLE}"
    )
}

fn find() -> Result<Option<Browser>> {
    let chrome = find_program(CHROME_VARIABLE, &CHROME_NAMES, CHROME_PLACES)?;
    let driver = find_program(DRIVER_VARIABLE, &DRIVER_NAMES, DRIVER_PLACES)?;
    Ok(chrome
        .zip(driver)
        .map(|(chrome, driver)| Browser { chrome, driver }))
}

/// What a variable names must exist: a wrong name is an error, not a reason to look further.
fn find_program(variable: &str, names: &[&str], places: &[&str]) -> Result<Option<PathBuf>> {
    if let Some(named) = env::var_os(variable).filter(|value| !value.is_empty()) {
        let file = PathBuf::from(named);
        if !file.is_file() {
            bail!("{variable} names {}, which is no file", file.display());
        }
        return Ok(Some(file));
    }
    let on_path = names.iter().find_map(|name| find_on_path(name));
    Ok(on_path.or_else(|| {
        let mut usual = places.iter().map(PathBuf::from);
        usual.find(|file| file.is_file())
    }))
}

/// Only Debian itself: what its descendants call `chromium` may be a stub for another packager.
fn can_install() -> bool {
    let is_debian = fs::read_to_string(Path::new("/etc/os-release"))
        .is_ok_and(|text| text.lines().any(|line| line == "ID=debian"));
    let is_root = || stdout_of(Command::new("id").arg("-u")).is_some_and(|text| text.trim() == "0");
    is_debian && find_on_path("apt-get").is_some() && is_root()
}

fn apt_get(args: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.args(args).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
