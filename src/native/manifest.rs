//! The paper beside each file of weights: what made them, and what they measure.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Error, Result, read_file, write_file};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    pub model: String,
    pub n_parameters: u64,
    pub data: String,
    pub training: Training,
    /// What `eval` printed for these weights.
    pub figures: BTreeMap<String, f64>,
}

/// The run that made the weights.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Training {
    pub seed: u64,
    pub n_steps: u64,
    pub batch_size: usize,
    pub learning_rate: f64,
    pub averaging: f32,
    /// On the images held out from training.
    pub validation: Validation,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Validation {
    pub value: f64,
    pub unit: String,
}

pub fn read(path: &Path) -> Result<Manifest> {
    serde_json::from_slice(&read_file(path)?).map_err(|source| Error::Manifest {
        path: path.to_owned(),
        source,
    })
}

pub fn write(path: &Path, manifest: &Manifest) -> Result<()> {
    let mut text = serde_json::to_vec_pretty(manifest).map_err(|source| Error::Manifest {
        path: path.to_owned(),
        source,
    })?;
    text.push(b'\n');
    write_file(path, &text)
}
