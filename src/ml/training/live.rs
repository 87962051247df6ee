//! Training while somebody watches: a small PixelCNN from scratch, one image at a time, so that
//! whoever waits for something else waits a few milliseconds.

use candle_core::{Result, Var};

use super::{LearningRate, Optimizer, Rule};
use crate::ml::dataset::{Batches, Images};
use crate::ml::metrics::surprise;
use crate::ml::models::autoregressive::{Autoregressive, is_hidden};
use crate::ml::models::pixel_cnn::Config;
use crate::ml::models::{Model, PixelCnn};
use crate::ml::ops::muon;
use crate::ml::ops::tape::{Gradients, Tape};
use crate::ml::weights::FreshVars;

/// Images of a step.
pub const BATCH_SIZE: usize = 8;

/// As high as the first steps bear, for there is everything to learn; then it falls to what a run
/// without an end stays calm at.
pub const LEARNING_RATE: LearningRate = LearningRate {
    peak: 24e-3,
    last: 2e-3,
    n_warmup: 3,
    n_steps: 200,
};

/// Shorter of memory than [`Rule::MUON`]: in a run this short, gradients of twenty steps ago were
/// another net's.
const MUON: Rule = Rule::Muon(muon::Config {
    momentum: 0.8,
    step_size: 1.0,
});

/// The length to which a step's gradient is cut.
pub const MAX_GRADIENT_NORM: f64 = 1.0;

/// How the parameter of this name is moved.
pub fn rule(parameter: &str) -> Rule {
    match is_hidden(parameter) {
        true => MUON,
        false => Rule::ADAM,
    }
}

/// A run under way.
#[derive(Debug)]
pub struct LiveTraining {
    seed: u64,
    model: PixelCnn,
    vars: Vec<Var>,
    optimizer: Optimizer,
    batches: Batches,
    step: Step,
    last: Option<Report>,
}

/// What one step did, with all that is shown of it taken before the weights moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Mean loss of the step's images, in nats a pixel.
    pub loss: f64,
    /// The first of the step's images.
    pub digit: Vec<u8>,
    /// The surprise of each of its pixels, in bits.
    pub bits: Vec<f32>,
}

/// The part of a step that is done.
#[derive(Debug, Default)]
struct Step {
    /// Sums of the images'.
    gradients: Gradients,
    n_images: usize,
    sum_of_losses: f64,
    bits: Vec<f32>,
}

impl LiveTraining {
    /// A net that nothing has been taught, for `n_images` to learn from.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn new(seed: u64, n_images: usize) -> Result<Self> {
        let fresh = FreshVars::new(seed);
        let model = PixelCnn::new(&Config::live(), fresh.builder())?;
        let named = fresh.vars();
        let parameter = |(name, var): (&String, &Var)| (var.clone(), rule(name));
        Ok(Self {
            seed,
            model,
            optimizer: Optimizer::new(named.iter().map(parameter)),
            vars: named.into_values().collect(),
            batches: Batches::new(seed, n_images, BATCH_SIZE),
            step: Step::default(),
            last: None,
        })
    }

    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// Steps made.
    pub const fn n_steps(&self) -> u64 {
        self.optimizer.n_steps()
    }

    /// What the last step made did.
    pub const fn last(&self) -> Option<&Report> {
        self.last.as_ref()
    }

    /// The net as it is.
    pub const fn model(&self) -> &PixelCnn {
        &self.model
    }

    pub fn n_parameters(&self) -> usize {
        self.vars.iter().map(|var| var.elem_count()).sum()
    }

    /// Forward and backward pass of the step's next image; with the last one the weights move.
    ///
    /// # Errors
    /// Where candle fails, or the loss is no number.
    pub fn go_on(&mut self, images: &Images) -> Result<Option<Report>> {
        let order = self.batches.at(self.n_steps());
        let Some(&index) = order.get(self.step.n_images) else {
            candle_core::bail!("live training: there are fewer than {BATCH_SIZE} images");
        };
        let digit = images.get(index as usize);
        if self.step.n_images == 0 {
            self.step.bits = surprise(&self.model, digit)?;
        }
        let mut tape = Tape::on();
        let loss = self.model.loss_on(&mut tape, digit, None)?;
        tape.backward_from_loss(&loss, &mut self.step.gradients)?;
        self.step.sum_of_losses += f64::from(loss.to_scalar::<f32>()?);
        self.step.n_images += 1;
        if self.step.n_images < BATCH_SIZE {
            return Ok(None);
        }
        let report = self.finish(images)?;
        self.last = Some(report.clone());
        Ok(Some(report))
    }

    fn finish(&mut self, images: &Images) -> Result<Report> {
        let first = self.batches.at(self.n_steps())[0];
        let step = std::mem::take(&mut self.step);
        let loss = step.sum_of_losses / step.n_images as f64;
        if !loss.is_finite() {
            candle_core::bail!("the loss is {loss}: training has diverged");
        }
        let rate = LEARNING_RATE.at(self.n_steps());
        let mean = 1.0 / step.n_images as f64;
        let norm = self.optimizer.gradient_norm(&step.gradients)? * mean;
        let scale = mean * (MAX_GRADIENT_NORM / norm).min(1.0);
        self.optimizer.apply(&step.gradients, rate, scale)?;
        Ok(Report {
            loss,
            digit: images.get(first as usize).to_vec(),
            bits: step.bits,
        })
    }
}
