//! The loaded models.

use crate::ml::SIDE;
use crate::ml::models::{PixelCnn, pixel_cnn};
use crate::ml::sampling::Sampler;
use crate::ml::weights::WeightsError;
use crate::protocol::{Event, Failure, ModelId, WeightsProblem};

/// A PixelCNN and the image that it is drawing.
#[derive(Debug)]
pub struct LoadedPixelCnn {
    pub sampler: Sampler,
    model: PixelCnn,
    n_parameters: u64,
    receptive_field: u32,
}

impl LoadedPixelCnn {
    /// # Errors
    /// Where `bytes` are not this model's weights.
    pub fn new(bytes: &[u8]) -> Result<Self, Failure> {
        let config = pixel_cnn::Config::small_28();
        let internal = |error: candle_core::Error| Failure::Internal {
            detail: error.to_string(),
        };
        let model = PixelCnn::from_weights(&config, bytes)
            .map_err(internal)?
            .map_err(|error| Failure::Weights {
                file: ModelId::PixelCnn.weights_file(),
                problem: problem(error),
            })?;
        let spec = PixelCnn::spec(&config).map_err(internal)?;
        let n_parameters = (spec.values())
            .map(|shape| shape.iter().product::<usize>() as u64)
            .sum();
        // The middle of the last row sees as much as any pixel does.
        let receptive_field = model.receptive_field(SIDE - 1, SIDE / 2).len() as u32;
        Ok(Self {
            sampler: Sampler::new(&model).map_err(internal)?,
            model,
            n_parameters,
            receptive_field,
        })
    }

    /// The pixels that can reach pixel `at`, by raster index.
    pub fn receptive_field(&self, at: usize) -> Vec<u16> {
        let field = self.model.receptive_field(at / SIDE, at % SIDE);
        field.into_iter().map(|at| at as u16).collect()
    }

    pub const fn event(&self) -> Event {
        Event::Loaded {
            model: ModelId::PixelCnn,
            n_parameters: self.n_parameters,
            receptive_field: self.receptive_field,
        }
    }
}

fn problem(error: WeightsError) -> WeightsProblem {
    let wide = |shape: Vec<usize>| shape.into_iter().map(|n| n as u64).collect();
    match error {
        WeightsError::NotSafetensors => WeightsProblem::NotSafetensors,
        WeightsError::Truncated { received, expected } => {
            WeightsProblem::Truncated { received, expected }
        }
        WeightsError::TensorMissing { tensor } => WeightsProblem::TensorMissing { tensor },
        WeightsError::TensorUnknown { tensor } => WeightsProblem::TensorUnknown { tensor },
        WeightsError::WrongShape {
            tensor,
            expected,
            found,
        } => WeightsProblem::WrongShape {
            tensor,
            expected: wide(expected),
            found: wide(found),
        },
        WeightsError::WrongType { tensor } => WeightsProblem::WrongType { tensor },
        WeightsError::NotFinite { tensor } => WeightsProblem::NotFinite { tensor },
    }
}
