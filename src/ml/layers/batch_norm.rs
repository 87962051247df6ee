use candle_core::{Result, Tensor};
use candle_nn::{Init, VarBuilder};

use crate::ml::ops::batch_norm::{Source, Statistics};
use crate::ml::ops::tape::Tape;

/// How far a step pulls the running statistics towards its batch's.
const PULL: f32 = 0.1;

/// What a layer that behaves differently then is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// With the statistics of the batch, which the running ones follow: what becomes of a sample
    /// depends on those beside it.
    Training,
    /// With the running statistics: a sample stands alone.
    Sampling,
}

/// Batch normalisation, with the leaky rectifier after it.
#[derive(Debug, Clone)]
pub struct BatchNorm {
    slope: f32,
    gamma: Tensor,
    beta: Tensor,
    /// Mean and variance, which no gradient moves.
    running: (Tensor, Tensor),
}

impl BatchNorm {
    /// # Errors
    /// Where the weights cannot be had from `vb`.
    pub fn new(slope: f32, n_channels: usize, vb: &VarBuilder<'_>) -> Result<Self> {
        let get = |name: &str, first: f64| vb.get_with_hints(n_channels, name, Init::Const(first));
        Ok(Self {
            slope,
            gamma: get("gamma", 1.0)?,
            beta: get("beta", 0.0)?,
            running: (get("running_mean", 0.0)?, get("running_variance", 1.0)?),
        })
    }

    /// Whether the tensor of this name is one of the running statistics.
    pub fn is_statistic(name: &str) -> bool {
        name.ends_with("running_mean") || name.ends_with("running_variance")
    }

    /// (.., n_channels) to the same shape.
    ///
    /// # Errors
    /// Where `x` does not fit.
    pub fn forward(&self, tape: &mut Tape, x: &Tensor, used: Use) -> Result<Tensor> {
        let (mean, variance) = &self.running;
        let (statistics, source) = match used {
            Use::Training => {
                let of_batch = Statistics::of(x)?;
                of_batch.pull(mean, variance, PULL)?;
                (of_batch, Source::Batch)
            }
            Use::Sampling => (Statistics::from_tensors(mean, variance)?, Source::Running),
        };
        let affine = [&self.gamma, &self.beta];
        tape.batch_norm(x, affine, statistics, source, self.slope)
    }
}
