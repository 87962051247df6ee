//! The training loop's parts: an optimiser, a learning rate, an average, which know no model and
//! print nothing; and what is trained while somebody watches.

pub mod gan;
pub mod live;
pub mod live_latent;
mod optimizer;
pub mod race;

use candle_core::{Result, Var};

pub use optimizer::{Optimizer, Rule, StepReport};

/// The learning rate over a run: a linear rise, then half a cosine down to `last`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LearningRate {
    pub peak: f64,
    pub last: f64,
    pub n_warmup: u64,
    pub n_steps: u64,
}

impl LearningRate {
    /// At `step`, counted from 0.
    pub fn at(&self, step: u64) -> f64 {
        if step < self.n_warmup {
            return self.peak * (step + 1) as f64 / self.n_warmup as f64;
        }
        let done = (step - self.n_warmup) as f64 / (self.n_steps - self.n_warmup).max(1) as f64;
        let cosine = libm::cos(std::f64::consts::PI * done.min(1.0));
        self.last + (self.peak - self.last) * 0.5 * (1.0 + cosine)
    }
}

/// A running average of parameters, which generalises better than their last values
/// (Polyak & Juditsky 1992).
#[derive(Debug, Clone)]
pub struct Average {
    decay: f32,
    values: Vec<Vec<f32>>,
}

impl Average {
    /// Begins at the parameters as they are.
    ///
    /// # Errors
    /// Where a parameter cannot be read.
    pub fn new(decay: f32, vars: &[Var]) -> Result<Self> {
        let values = vars
            .iter()
            .map(|var| var.flatten_all()?.to_vec1())
            .collect::<Result<_>>()?;
        Ok(Self { decay, values })
    }

    /// Goes on from saved values.
    pub const fn resume(decay: f32, values: Vec<Vec<f32>>) -> Self {
        Self { decay, values }
    }

    pub fn values(&self) -> &[Vec<f32>] {
        &self.values
    }

    /// Moves towards the parameters. Early on the average follows faster, since its beginning,
    /// the parameters before training, is worth forgetting.
    ///
    /// # Errors
    /// Where a parameter cannot be read.
    pub fn update(&mut self, n_steps: u64, vars: &[Var]) -> Result<()> {
        let decay = self.decay.min((1 + n_steps) as f32 / (10 + n_steps) as f32);
        for (average, var) in self.values.iter_mut().zip(vars) {
            let values: Vec<f32> = var.flatten_all()?.to_vec1()?;
            for (average, value) in average.iter_mut().zip(values) {
                *average += (1.0 - decay) * (value - *average);
            }
        }
        Ok(())
    }
}
