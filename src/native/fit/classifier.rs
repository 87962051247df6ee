//! The classifier's training: digits moved about by a pixel or two.

use std::path::Path;

use candle_core::{Device, Tensor};
use candle_nn::VarBuilder;

use super::{Defaults, Run, Settings};
use crate::ml::dataset::{Batches, Images, moved, split_order, unit_pixels};
use crate::ml::metrics::classes::accuracy;
use crate::ml::models::classifier::Config;
use crate::ml::models::{Classifier, Model};
use crate::ml::rng::{Draws, Purpose};
use crate::native::{Error, Result, mnist};

pub const NAME: &str = "classifier";

pub const DEFAULTS: Defaults = Defaults {
    n_steps: 6_000,
    batch_size: 64,
    learning_rate: 3e-3,
};

pub struct ClassifierRun {
    model: Classifier,
    images: Images,
    labels: Vec<u8>,
    /// Indices into the images.
    training: Vec<u32>,
    validation: Vec<u32>,
    batches: Batches,
    seed: u64,
}

impl ClassifierRun {
    pub fn new(data: &Path, settings: &Settings, vb: VarBuilder<'_>) -> Result<Self> {
        let images = mnist::images(data, mnist::TRAINING)?;
        let labels = mnist::labels(data, mnist::TRAINING_LABELS)?;
        if labels.len() != images.len() {
            return Err(Error::NotIdx {
                path: data.join(mnist::TRAINING_LABELS),
                what: "a label for each image",
            });
        }
        let (training, validation) = split_order(images.len());
        Ok(Self {
            model: Classifier::new(&Config::shipped(), vb)?,
            batches: Batches::new(settings.seed, training.len(), settings.batch_size),
            training,
            validation,
            images,
            labels,
            seed: settings.seed,
        })
    }
}

impl Run for ClassifierRun {
    fn name(&self) -> &'static str {
        NAME
    }

    fn data(&self) -> &'static str {
        "MNIST training images with their labels, 5,000 held out; moved by up to two pixels"
    }

    fn unit(&self) -> &'static str {
        "errors an image"
    }

    fn in_unit(&self, loss: f64) -> f64 {
        loss
    }

    fn loss(&mut self, step: u64) -> Result<Tensor> {
        let batch = self.batches.at(step);
        let draws = Draws::new(self.seed, Purpose::Augment);
        let first = step * batch.len() as u64;
        let chosen: Vec<u32> = batch.iter().map(|&i| self.training[i as usize]).collect();
        let pixels: Vec<u8> = (first..)
            .zip(&chosen)
            .flat_map(|(at, &i)| {
                let bits = draws.bits(at);
                let step = |bits: u64| (bits % 5) as isize - 2;
                moved(self.images.get(i as usize), step(bits), step(bits >> 32))
            })
            .collect();
        let labels = chosen.iter().map(|&i| u32::from(self.labels[i as usize]));
        let labels = Tensor::from_iter(labels, &Device::Cpu)?;
        let features = self.model.features(&unit_pixels(&pixels, 255)?)?;
        let logits = self.model.logits(&features)?;
        Ok(candle_nn::loss::cross_entropy(&logits, &labels)?)
    }

    fn is_hidden(&self, _: &str) -> bool {
        false
    }

    fn measure(&self, vb: VarBuilder<'_>, n_images: usize) -> Result<f64> {
        let model = Classifier::new(&Config::shipped(), vb)?;
        let chosen = &self.validation[..n_images.min(self.validation.len())];
        let labels: Vec<u8> = chosen.iter().map(|&i| self.labels[i as usize]).collect();
        Ok(1.0 - accuracy(&model, &self.images.gather(chosen), &labels)?)
    }
}

/// The classifier of the weights in `folder`.
pub fn load_shipped(folder: &Path) -> Result<Classifier> {
    super::load_shipped(NAME, &Config::shipped(), folder)
}
