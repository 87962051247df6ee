//! What it takes to draw one image, counted from the shapes of the layers.

use candle_core::Result;

use super::autoregressive::multiply_adds;
use super::gan::{self, Generator};
use super::{Autoregressive, Model};
use crate::ml::N_PIXELS;
use crate::ml::layers::{BatchNorm, Mlp};

/// Counts of one image drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawingCost {
    /// Multiplications, each with its addition; of taps that lie inside the image.
    pub multiply_adds: u64,
    /// Numbers that training has set, of the layers that drawing goes through.
    pub n_parameters: u64,
    /// Stages of which each needs the one before: as many as pixels where these are drawn one after
    /// another, or one for all of them.
    pub n_stages: u64,
}

impl DrawingCost {
    /// Of an image drawn pixel by pixel by a net of `n_parameters` with its activations kept: each
    /// pixel passes each layer once ([`crate::ml::sampling::Sampler`]).
    pub fn of_pixel_net(net: &dyn Autoregressive, n_parameters: u64) -> Self {
        Self {
            multiply_adds: multiply_adds(net),
            n_parameters,
            n_stages: N_PIXELS as u64,
        }
    }

    /// Of a code's way through a decoder.
    pub fn of_decoder(decoder: &Mlp) -> Self {
        Self {
            multiply_adds: decoder.multiply_adds(),
            n_parameters: decoder.n_parameters(),
            n_stages: 1,
        }
    }

    /// Of noise's way through a generator.
    ///
    /// # Errors
    /// Where `config` describes no net.
    pub fn of_generator(config: &gan::Config) -> Result<Self> {
        let spec = Generator::spec(config)?;
        let parameters = spec
            .iter()
            .filter(|(name, _)| !BatchNorm::is_statistic(name));
        let sizes = parameters.map(|(_, shape)| shape.iter().product::<usize>() as u64);
        Ok(Self {
            multiply_adds: gan::generator_costs(config).iter().sum(),
            n_parameters: sizes.sum(),
            n_stages: 1,
        })
    }
}
