//! The PixelCNNs' training: grey digits, and binary ones drawn anew each time they come.

use std::path::Path;

use candle_core::Tensor;
use candle_nn::VarBuilder;

use super::{Defaults, Run, Settings};
use crate::ml::dataset::{Batches, Images, binarize};
use crate::ml::metrics::{bits_per_dim, nll};
use crate::ml::models::pixel_cnn::Config;
use crate::ml::models::{Model, PixelCnn};
use crate::ml::rng::{Draws, Purpose};
use crate::native::{Result, mnist};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Grey,
    Binary,
}

impl Kind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grey => "pixelcnn",
            Self::Binary => "pixelcnn_binary",
        }
    }

    pub const ALL: [Self; 2] = [Self::Grey, Self::Binary];

    pub const fn defaults(self) -> Defaults {
        Defaults {
            n_steps: match self {
                Self::Grey => 8_000,
                Self::Binary => 10_000,
            },
            batch_size: 16,
            learning_rate: 2e-3,
        }
    }

    pub fn config(self) -> Config {
        match self {
            Self::Grey => Config::small_28(),
            Self::Binary => Config::binary_28(),
        }
    }
}

pub struct PixelCnnRun {
    kind: Kind,
    model: PixelCnn,
    training: Images,
    validation: Images,
    batches: Batches,
    seed: u64,
    batch_size: usize,
}

impl PixelCnnRun {
    pub fn new(kind: Kind, data: &Path, settings: &Settings, vb: VarBuilder<'_>) -> Result<Self> {
        let (training, validation) = mnist::images(data, mnist::TRAINING)?.split();
        Ok(Self {
            kind,
            model: PixelCnn::new(&kind.config(), vb)?,
            batches: Batches::new(settings.seed, training.len(), settings.batch_size),
            validation: match kind {
                Kind::Grey => validation,
                Kind::Binary => validation.binarized(),
            },
            training,
            seed: settings.seed,
            batch_size: settings.batch_size,
        })
    }
}

impl Run for PixelCnnRun {
    fn name(&self) -> &'static str {
        self.kind.name()
    }

    fn data(&self) -> &'static str {
        match self.kind {
            Kind::Grey => "MNIST training images, 5,000 held out",
            Kind::Binary => {
                "MNIST training images, 5,000 held out; pixels drawn from Bernoulli(grey / 255), \
                 anew in training, from a fixed seed in measuring"
            }
        }
    }

    fn unit(&self) -> &'static str {
        match self.kind {
            Kind::Grey => "bits a pixel",
            Kind::Binary => "nats an image",
        }
    }

    fn in_unit(&self, loss: f64) -> f64 {
        match self.kind {
            Kind::Grey => loss / std::f64::consts::LN_2,
            Kind::Binary => loss * crate::ml::N_PIXELS as f64,
        }
    }

    fn loss(&mut self, step: u64) -> Result<Tensor> {
        let grey = self.training.gather(self.batches.at(step));
        let pixels = match self.kind {
            Kind::Grey => grey,
            Kind::Binary => {
                let draws = Draws::new(self.seed, Purpose::Binarize);
                let first = step * (self.batch_size * crate::ml::N_PIXELS) as u64;
                binarize(&grey, &draws, first)
            }
        };
        Ok(self.model.loss(&pixels)?)
    }

    fn is_hidden(&self, parameter: &str) -> bool {
        PixelCnn::is_hidden(parameter)
    }

    fn measure(&self, vb: VarBuilder<'_>, n_images: usize) -> Result<f64> {
        let model = PixelCnn::new(&self.kind.config(), vb)?;
        let pixels = self.validation.first(n_images);
        Ok(match self.kind {
            Kind::Grey => bits_per_dim(&model, pixels, |_| ())?,
            Kind::Binary => nll(&model, pixels, |_| ())?,
        })
    }
}

/// The PixelCNN of the weights in `folder`.
pub fn load_shipped(kind: Kind, folder: &Path) -> Result<PixelCnn> {
    super::load_shipped(kind.name(), &kind.config(), folder)
}
