//! The models: for each a `Config`, its layers, and what they make of what.

pub mod autoencoder;
pub mod autoregressive;
pub mod classifier;
mod cost;
pub mod gan;
pub mod pixel_cnn;
pub mod pixel_input;
pub mod pixel_rnn;
mod places;
pub mod vae;

use candle_core::{DType, Device, Result};
use candle_nn::VarBuilder;

pub use autoencoder::Autoencoder;
pub use autoregressive::Autoregressive;
pub use classifier::Classifier;
pub use cost::DrawingCost;
pub use gan::{Discriminator, Generator};
pub use pixel_cnn::PixelCnn;
pub use pixel_rnn::PixelRnn;
pub use vae::Vae;

use super::weights::{self, FreshVars, Spec, WeightsError};

/// What all models have: a shape, and weights of that shape.
pub trait Model: Sized {
    /// The network's shape.
    type Config;

    /// # Errors
    /// Where the weights cannot be had from `vb`.
    fn new(config: &Self::Config, vb: VarBuilder<'_>) -> Result<Self>;

    /// Names and shapes of the weights.
    ///
    /// # Errors
    /// Where `config` describes no network.
    fn spec(config: &Self::Config) -> Result<Spec> {
        let fresh = FreshVars::new(0);
        Self::new(config, fresh.builder())?;
        Ok(fresh.spec())
    }

    /// The model whose weights are the safetensors file `bytes`.
    ///
    /// # Errors
    /// The outer one where the model itself cannot be built; the inner one where `bytes` are not
    /// its weights.
    fn from_weights(
        config: &Self::Config,
        bytes: &[u8],
    ) -> Result<std::result::Result<Self, WeightsError>> {
        match weights::read(bytes, &Self::spec(config)?) {
            Err(error) => Ok(Err(error)),
            Ok(tensors) => {
                let vb = VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu);
                Self::new(config, vb).map(Ok)
            }
        }
    }
}
