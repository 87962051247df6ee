//! Where things are: the project's own folders, and the user's cache.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Moves the folder of everything that is fetched or built once and kept.
pub const CACHE_VARIABLE: &str = "DENSITY_LAB_CACHE";

/// The folder of the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}

/// The site as built: a static folder for any web server.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The worker's wasm with the functions that `bench` times in it.
pub fn timings() -> PathBuf {
    root().join("target/timings")
}

/// The same, built as it ships.
pub fn shipped_timings() -> PathBuf {
    root().join("target/timings-shipped")
}

/// Pictures that `bench` keeps.
pub fn bench() -> PathBuf {
    root().join("target/bench")
}

/// The pinned tools, as `cargo install` lays them out.
pub fn tools() -> Result<PathBuf> {
    Ok(cache()?.join("tools"))
}

/// Data sets that `train` and `eval` have fetched.
pub fn data() -> Result<PathBuf> {
    Ok(cache()?.join("data"))
}

fn cache() -> Result<PathBuf> {
    let folder = match non_empty(CACHE_VARIABLE) {
        Some(chosen) => chosen,
        None => user_cache()
            .with_context(|| format!("no cache folder is known: name one in {CACHE_VARIABLE}"))?
            .join("density-lab"),
    };
    std::path::absolute(&folder).with_context(|| format!("cannot use {}", folder.display()))
}

fn user_cache() -> Option<PathBuf> {
    let home = || env::home_dir().filter(|home| !home.as_os_str().is_empty());
    if cfg!(windows) {
        non_empty("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        non_empty("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    }
}

fn non_empty(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}
