use candle_core::{Result, Tensor};
use candle_nn::{Init, VarBuilder};

use crate::ml::ops::conv::conv2d;
use crate::ml::ops::window::Window;

/// A convolution with any window.
#[derive(Debug, Clone)]
pub struct Conv2d {
    window: Window,
    /// (rows * cols * c_in, c_out).
    kernel: Tensor,
    /// (c_out).
    bias: Tensor,
}

impl Conv2d {
    /// # Errors
    /// Where the weights cannot be had from `vb`.
    pub fn new(window: Window, n_in: usize, n_out: usize, vb: &VarBuilder<'_>) -> Result<Self> {
        let fan_in = window.n_taps() * n_in;
        // He et al. 2015: a rectifier halves what passes through.
        let bound = (6.0 / fan_in as f64).sqrt();
        let init = Init::Uniform {
            lo: -bound,
            up: bound,
        };
        Ok(Self {
            window,
            kernel: vb.get_with_hints((fan_in, n_out), "kernel", init)?,
            bias: vb.get_with_hints(n_out, "bias", Init::Const(0.0))?,
        })
    }

    /// (b, h, w, n_in) to (b, h', w', n_out).
    ///
    /// # Errors
    /// Where `x` does not fit.
    pub fn forward(&self, x: &Tensor) -> Result<Tensor> {
        conv2d(x, &self.kernel, &self.bias, self.window)
    }
}
