//! A run of the GAN as the worker has it.

use crate::ml::models::gan::Config;
use crate::ml::training::gan::{GanTraining, pair_spec};
use crate::ml::weights;
use crate::protocol::{Failure, GanNet, Stretch};
use crate::worker::models::problem;
use crate::worker::task::internal;

/// A run, and what was done with it.
#[derive(Debug)]
pub struct Replay {
    training: GanTraining,
    past: Vec<Stretch>,
}

/// The shape of each pair.
pub const fn config(net: GanNet) -> Config {
    match net {
        GanNet::Convolutional => Config::convolutional(),
        GanNet::Dense => Config::dense(),
    }
}

/// Whether `bytes` are such a pair's weights.
///
/// # Errors
/// Where they are not.
pub fn gan_pair(net: GanNet, bytes: &[u8], file: impl FnOnce() -> String) -> Result<(), Failure> {
    let spec = pair_spec(&config(net)).map_err(internal)?;
    match weights::read(bytes, &spec) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::File {
            file: file(),
            problem: problem(error),
        }),
    }
}
