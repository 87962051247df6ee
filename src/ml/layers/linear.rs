use candle_core::{Result, Tensor};
use candle_nn::{Init, VarBuilder};

use crate::ml::ops::activation::Activation;
use crate::ml::ops::tape::Tape;

/// One fully connected layer without an activation.
#[derive(Debug, Clone)]
pub struct Linear {
    /// (n_in + 1, n_out): the matrix, then the bias.
    kernel: Tensor,
}

impl Linear {
    /// Weights from a normal of this standard deviation.
    ///
    /// # Errors
    /// Where the weights cannot be had from `vb`.
    pub fn new(
        deviation: f64,
        (n_in, n_out): (usize, usize),
        name: &str,
        vb: &VarBuilder<'_>,
    ) -> Result<Self> {
        let init = Init::Randn {
            mean: 0.0,
            stdev: deviation,
        };
        Ok(Self {
            kernel: vb.get_with_hints((n_in + 1, n_out), name, init)?,
        })
    }

    /// (n, n_in) to (n, n_out).
    ///
    /// # Errors
    /// Where `x` does not fit.
    pub fn forward(&self, tape: &mut Tape, x: &Tensor) -> Result<Tensor> {
        tape.dense(x, &self.kernel, Activation::Identity)
    }

    /// The same layer as a constant: no gradient reaches its weights.
    pub fn frozen(&self) -> Self {
        Self {
            kernel: self.kernel.detach(),
        }
    }
}
