//! The autoencoders' training: on the squared error of what they make of a spoilt input.

use std::path::Path;

use candle_core::Tensor;
use candle_nn::VarBuilder;

use super::{Defaults, Run, Settings};
use crate::ml::dataset::{Batches, Images, corrupt, unit_pixels};
use crate::ml::models::autoencoder::Config;
use crate::ml::models::{Autoencoder, Model};
use crate::ml::rng::{Draws, Purpose};
use crate::native::{Result, mnist};

/// Which of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Code2,
    Code8,
    Code32,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Code2, Self::Code8, Self::Code32];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Code2 => "autoencoder_2",
            Self::Code8 => "autoencoder_8",
            Self::Code32 => "autoencoder_32",
        }
    }

    pub const fn defaults(self) -> Defaults {
        Defaults {
            n_steps: match self {
                Self::Code2 => 50_000,
                Self::Code8 | Self::Code32 => 30_000,
            },
            batch_size: 128,
            learning_rate: 2e-3,
        }
    }

    pub fn config(self) -> Config {
        match self {
            Self::Code2 => Config::code_2(),
            Self::Code8 => Config::code_8(),
            Self::Code32 => Config::code_32(),
        }
    }

    /// The part of the input's pixels that is blotted out (Vincent et al. 2008).
    const fn corruption(self) -> f64 {
        match self {
            Self::Code2 | Self::Code8 => 0.0,
            Self::Code32 => 0.1,
        }
    }
}

pub struct AutoencoderRun {
    kind: Kind,
    model: Autoencoder,
    training: Images,
    validation: Images,
    batches: Batches,
    seed: u64,
}

impl AutoencoderRun {
    pub fn new(kind: Kind, data: &Path, settings: &Settings, vb: VarBuilder<'_>) -> Result<Self> {
        let (training, validation) = mnist::images(data, mnist::TRAINING)?.split();
        Ok(Self {
            kind,
            model: Autoencoder::new(&kind.config(), vb)?,
            batches: Batches::new(settings.seed, training.len(), settings.batch_size),
            training,
            validation,
            seed: settings.seed,
        })
    }
}

impl Run for AutoencoderRun {
    fn name(&self) -> &'static str {
        self.kind.name()
    }

    fn data(&self) -> &'static str {
        match self.kind {
            Kind::Code2 | Kind::Code8 => "MNIST training images, 5,000 held out",
            Kind::Code32 => {
                "MNIST training images, 5,000 held out; a tenth of the input blotted out"
            }
        }
    }

    fn unit(&self) -> &'static str {
        "mean squared error"
    }

    fn in_unit(&self, loss: f64) -> f64 {
        loss
    }

    fn loss(&mut self, step: u64) -> Result<Tensor> {
        let grey = self.training.gather(self.batches.at(step));
        let draws = Draws::new(self.seed, Purpose::Corrupt);
        let seen = corrupt(
            &grey,
            self.kind.corruption(),
            &draws,
            step * grey.len() as u64,
        );
        let (seen, pixels) = (unit_pixels(&seen, 255)?, unit_pixels(&grey, 255)?);
        Ok(self.model.loss(&seen, &pixels)?)
    }

    fn is_hidden(&self, _: &str) -> bool {
        false
    }

    fn measure(&self, vb: VarBuilder<'_>, n_images: usize) -> Result<f64> {
        let model = Autoencoder::new(&self.kind.config(), vb)?;
        let pixels = unit_pixels(self.validation.first(n_images), 255)?;
        Ok(f64::from(model.loss(&pixels, &pixels)?.to_scalar::<f32>()?))
    }
}

/// The autoencoder of the weights in `folder`.
pub fn load_shipped(kind: Kind, folder: &Path) -> Result<Autoencoder> {
    super::load_shipped(kind.name(), &kind.config(), folder)
}
