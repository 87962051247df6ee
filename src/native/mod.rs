//! The command line: training the shipped weights, measuring them, and the checks that need the
//! machine's own speed. The only part that reads files and clocks.

#![expect(
    clippy::disallowed_methods,
    reason = "what runs natively may read the clock: how long a thing took is what it reports"
)]

mod bench;
pub mod cli;
mod data;
mod eval;
mod fit;
mod manifest;
mod mnist;
mod report;

use std::path::PathBuf;

use thiserror::Error;

/// Why a command failed, in a sentence.
#[derive(Debug, Error)]
pub enum Error {
    #[error("cannot read {path}: {source}")]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("cannot write {path}: {source}")]
    Write {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{path} is no IDX file of {what}")]
    NotIdx { path: PathBuf, what: &'static str },
    #[error("{path}: {detail}")]
    Checkpoint { path: PathBuf, detail: String },
    #[error("{path}: {source}")]
    Weights {
        path: PathBuf,
        source: crate::ml::weights::WeightsError,
    },
    #[error("{path} is no manifest: {source}")]
    Manifest {
        path: PathBuf,
        source: serde_json::Error,
    },
    #[error("{0}")]
    Compute(#[from] candle_core::Error),
}

type Result<T> = std::result::Result<T, Error>;

fn read_file(path: &std::path::Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })
}

/// Writes beside `path` first and then renames, so that no reader and no power cut finds half a
/// file.
fn write_file(path: &std::path::Path, bytes: &[u8]) -> Result<()> {
    let failed = |source| Error::Write {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let beside = path.with_extension("partial");
    std::fs::write(&beside, bytes).map_err(failed)?;
    std::fs::rename(&beside, path).map_err(failed)
}
