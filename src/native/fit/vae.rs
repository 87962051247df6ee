//! The VAEs' training: on the bound, with digits drawn binary anew each time they come.

use std::path::Path;

use candle_core::{Device, Tensor};
use candle_nn::VarBuilder;

use super::{Defaults, Run, Settings};
use crate::ml::N_PIXELS;
use crate::ml::dataset::{Batches, Images, binarize, unit_pixels};
use crate::ml::metrics::vae::elbo;
use crate::ml::models::vae::Config;
use crate::ml::models::{Model, Vae};
use crate::ml::rng::{Draws, Purpose};
use crate::native::{Result, mnist};

/// Which of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Good,
    Readable,
    Plane,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Good, Self::Readable, Self::Plane];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Good => "vae",
            Self::Readable => "vae_readable",
            Self::Plane => "vae_plane",
        }
    }

    pub const fn defaults(self) -> Defaults {
        Defaults {
            n_steps: match self {
                Self::Good => 60_000,
                Self::Readable | Self::Plane => 30_000,
            },
            batch_size: 100,
            learning_rate: 2e-3,
        }
    }

    pub fn config(self) -> Config {
        match self {
            Self::Good => Config::good(),
            Self::Readable => Config::readable(),
            Self::Plane => Config::plane(),
        }
    }

    /// What the divergence from the prior weighs against the reconstruction. Above 1 an axis has
    /// to be worth its price, and few are (Higgins et al. 2017, "beta-VAE").
    pub const fn beta(self) -> f64 {
        match self {
            Self::Good | Self::Plane => 1.0,
            Self::Readable => 4.0,
        }
    }
}

pub struct VaeRun {
    kind: Kind,
    model: Vae,
    training: Images,
    validation: Images,
    batches: Batches,
    seed: u64,
    batch_size: usize,
}

impl VaeRun {
    pub fn new(kind: Kind, data: &Path, settings: &Settings, vb: VarBuilder<'_>) -> Result<Self> {
        let (training, validation) = mnist::images(data, mnist::TRAINING)?.split();
        Ok(Self {
            kind,
            model: Vae::new(&kind.config(), vb)?,
            batches: Batches::new(settings.seed, training.len(), settings.batch_size),
            validation: validation.binarized(),
            training,
            seed: settings.seed,
            batch_size: settings.batch_size,
        })
    }
}

impl Run for VaeRun {
    fn name(&self) -> &'static str {
        self.kind.name()
    }

    fn data(&self) -> &'static str {
        "MNIST training images, 5,000 held out; pixels drawn from Bernoulli(grey / 255), anew in \
         training, from a fixed seed in measuring"
    }

    fn unit(&self) -> &'static str {
        "nats an image"
    }

    fn in_unit(&self, loss: f64) -> f64 {
        loss * N_PIXELS as f64
    }

    fn loss(&mut self, step: u64) -> Result<Tensor> {
        let grey = self.training.gather(self.batches.at(step));
        let draws = Draws::new(self.seed, Purpose::Binarize);
        let first = step * (self.batch_size * N_PIXELS) as u64;
        let pixels = unit_pixels(&binarize(&grey, &draws, first), 1)?;
        let shape = (pixels.dims()[0], self.model.n_axes());
        let n = shape.0 * shape.1;
        let noise = Draws::new(self.seed, Purpose::Latent).normals(step * n as u64, n);
        let noise = Tensor::from_vec(noise, shape, &Device::Cpu)?;
        let terms = self.model.terms(&pixels, &noise)?;
        // A pixel's share, as the other models' losses: the gradient is cut at the same length.
        Ok((terms.loss(self.kind.beta())? / N_PIXELS as f64)?)
    }

    fn is_hidden(&self, _: &str) -> bool {
        false
    }

    fn measure(&self, vb: VarBuilder<'_>, n_images: usize) -> Result<f64> {
        let model = Vae::new(&self.kind.config(), vb)?;
        Ok(-elbo(&model, self.validation.first(n_images), 4)?.bound)
    }
}

/// The VAE of the weights in `folder`.
pub fn load_shipped(kind: Kind, folder: &Path) -> Result<Vae> {
    super::load_shipped(kind.name(), &kind.config(), folder)
}
