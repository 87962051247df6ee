//! The loaded models.

mod latent;
mod pixel_net;

pub use latent::{LoadedLatent, autoencoder_config, greys};
pub use pixel_net::LoadedPixelNet;

use super::task::internal;
use crate::ml::models::Model;
use crate::ml::weights::WeightsError;
use crate::protocol::{Asset, Failure, FileProblem, ModelId};

/// The model whose weights are `bytes`.
///
/// # Errors
/// Where they are not its weights.
pub fn model<M: Model>(id: ModelId, config: &M::Config, bytes: &[u8]) -> Result<M, Failure> {
    M::from_weights(config, bytes)
        .map_err(internal)?
        .map_err(|error| Failure::File {
            file: Asset::Weights(id).file(),
            problem: problem(error),
        })
}

/// What the page is told of an error.
pub fn problem(error: WeightsError) -> FileProblem {
    let wide = |shape: Vec<usize>| shape.into_iter().map(|n| n as u64).collect();
    match error {
        WeightsError::NotSafetensors => FileProblem::NotSafetensors,
        WeightsError::Truncated { received, expected } => {
            FileProblem::Truncated { received, expected }
        }
        WeightsError::TensorMissing { tensor } => FileProblem::TensorMissing { tensor },
        WeightsError::TensorUnknown { tensor } => FileProblem::TensorUnknown { tensor },
        WeightsError::WrongShape {
            tensor,
            expected,
            found,
        } => FileProblem::WrongShape {
            tensor,
            expected: wide(expected),
            found: wide(found),
        },
        WeightsError::WrongType { tensor } => FileProblem::WrongType { tensor },
        WeightsError::NotFinite { tensor } => FileProblem::NotFinite { tensor },
    }
}
