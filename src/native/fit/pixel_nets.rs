//! The training of the nets that predict pixel by pixel: grey digits, and binary ones drawn anew
//! each time they come.

use std::path::Path;

use candle_core::Tensor;
use candle_nn::VarBuilder;

use super::{Defaults, Run, Settings};
use crate::ml::dataset::{Batches, Images, binarize};
use crate::ml::metrics::{bits_per_dim, nll};
use crate::ml::models::autoregressive::{self, Autoregressive};
use crate::ml::models::{Model, PixelCnn, PixelRnn, pixel_cnn, pixel_rnn};
use crate::ml::rng::{Draws, Purpose};
use crate::native::{Result, mnist};

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PixelCNN of grey digits.
    Grey,
    /// PixelCNN of binary digits.
    Binary,
    /// PixelRNN of grey digits.
    Recurrent,
}

impl Kind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grey => "pixelcnn",
            Self::Binary => "pixelcnn_binary",
            Self::Recurrent => "pixelrnn",
        }
    }

    pub const ALL: [Self; 3] = [Self::Grey, Self::Binary, Self::Recurrent];

    pub const fn defaults(self) -> Defaults {
        Defaults {
            n_steps: match self {
                Self::Grey | Self::Recurrent => 8_000,
                Self::Binary => 10_000,
            },
            batch_size: 16,
            learning_rate: 2e-3,
        }
    }

    fn model(self, vb: VarBuilder<'_>) -> candle_core::Result<Box<dyn Autoregressive>> {
        Ok(match self {
            Self::Grey => Box::new(PixelCnn::new(&pixel_cnn::Config::small_28(), vb)?),
            Self::Binary => Box::new(PixelCnn::new(&pixel_cnn::Config::binary_28(), vb)?),
            Self::Recurrent => Box::new(PixelRnn::new(&pixel_rnn::Config::small_28(), vb)?),
        })
    }
}

pub struct PixelNetRun {
    kind: Kind,
    model: Box<dyn Autoregressive>,
    training: Images,
    validation: Images,
    batches: Batches,
    seed: u64,
    batch_size: usize,
}

impl PixelNetRun {
    pub fn new(kind: Kind, data: &Path, settings: &Settings, vb: VarBuilder<'_>) -> Result<Self> {
        let (training, validation) = mnist::images(data, mnist::TRAINING)?.split();
        Ok(Self {
            kind,
            model: kind.model(vb)?,
            batches: Batches::new(settings.seed, training.len(), settings.batch_size),
            validation: match kind {
                Kind::Grey | Kind::Recurrent => validation,
                Kind::Binary => validation.binarized(),
            },
            training,
            seed: settings.seed,
            batch_size: settings.batch_size,
        })
    }
}

impl Run for PixelNetRun {
    fn name(&self) -> &'static str {
        self.kind.name()
    }

    fn data(&self) -> &'static str {
        match self.kind {
            Kind::Grey | Kind::Recurrent => "MNIST training images, 5,000 held out",
            Kind::Binary => {
                "MNIST training images, 5,000 held out; pixels drawn from Bernoulli(grey / 255), \
                 anew in training, from a fixed seed in measuring"
            }
        }
    }

    fn unit(&self) -> &'static str {
        match self.kind {
            Kind::Grey | Kind::Recurrent => "bits a pixel",
            Kind::Binary => "nats an image",
        }
    }

    fn in_unit(&self, loss: f64) -> f64 {
        match self.kind {
            Kind::Grey | Kind::Recurrent => loss / std::f64::consts::LN_2,
            Kind::Binary => loss * crate::ml::N_PIXELS as f64,
        }
    }

    fn loss(&mut self, step: u64) -> Result<Tensor> {
        let grey = self.training.gather(self.batches.at(step));
        let pixels = match self.kind {
            Kind::Grey | Kind::Recurrent => grey,
            Kind::Binary => {
                let draws = Draws::new(self.seed, Purpose::Binarize);
                let first = step * (self.batch_size * crate::ml::N_PIXELS) as u64;
                binarize(&grey, &draws, first)
            }
        };
        Ok(self.model.loss(&pixels)?)
    }

    fn is_hidden(&self, parameter: &str) -> bool {
        autoregressive::is_hidden(parameter)
    }

    fn measure(&self, vb: VarBuilder<'_>, n_images: usize) -> Result<f64> {
        let model = self.kind.model(vb)?;
        let pixels = self.validation.first(n_images);
        Ok(match self.kind {
            Kind::Grey | Kind::Recurrent => bits_per_dim(&*model, pixels, |_| ())?,
            Kind::Binary => nll(&*model, pixels, |_| ())?,
        })
    }
}

/// The shipped PixelCNN of grey or binary digits.
pub fn load_pixel_cnn(kind: Kind, folder: &Path) -> Result<PixelCnn> {
    let config = match kind {
        Kind::Binary => pixel_cnn::Config::binary_28(),
        Kind::Grey | Kind::Recurrent => pixel_cnn::Config::small_28(),
    };
    super::load_shipped(kind.name(), &config, folder)
}

/// The shipped PixelRNN.
pub fn load_pixel_rnn(folder: &Path) -> Result<PixelRnn> {
    let config = pixel_rnn::Config::small_28();
    super::load_shipped(Kind::Recurrent.name(), &config, folder)
}
