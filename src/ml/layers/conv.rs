use candle_core::{DType, Device, Result, Tensor};
use candle_nn::{Init, VarBuilder};

use crate::ml::ops::tape::Tape;
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
        Self::with_init(init, window, (n_in, n_out), vb)
    }

    /// The same with other first weights; biases begin at zero.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_init(
        init: Init,
        window: Window,
        (n_in, n_out): (usize, usize),
        vb: &VarBuilder<'_>,
    ) -> Result<Self> {
        let fan_in = window.n_taps() * n_in;
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
    pub fn forward(&self, tape: &mut Tape, x: &Tensor) -> Result<Tensor> {
        tape.conv2d(x, [&self.kernel, &self.bias], self.window)
    }

    /// The same layer as a constant: no gradient reaches its weights.
    pub fn frozen(&self) -> Self {
        Self {
            window: self.window,
            kernel: self.kernel.detach(),
            bias: self.bias.detach(),
        }
    }
}

/// A transposed convolution, which enlarges.
#[derive(Debug, Clone)]
pub struct ConvTranspose2d {
    window: Window,
    /// (rows * cols * c_out, c_in).
    kernel: Tensor,
    /// (c_out).
    bias: Tensor,
}

impl ConvTranspose2d {
    /// Without a bias, for a layer of batch normalisation to follow.
    ///
    /// # Errors
    /// Where the weights cannot be had from `vb`.
    pub fn unbiased(
        init: Init,
        window: Window,
        (n_in, n_out): (usize, usize),
        vb: &VarBuilder<'_>,
    ) -> Result<Self> {
        Ok(Self {
            window,
            kernel: vb.get_with_hints((window.n_taps() * n_out, n_in), "kernel", init)?,
            bias: Tensor::zeros(n_out, DType::F32, &Device::Cpu)?,
        })
    }

    /// # Errors
    /// As [`Self::unbiased`].
    pub fn new(
        init: Init,
        window: Window,
        (n_in, n_out): (usize, usize),
        vb: &VarBuilder<'_>,
    ) -> Result<Self> {
        Ok(Self {
            bias: vb.get_with_hints(n_out, "bias", Init::Const(0.0))?,
            ..Self::unbiased(init, window, (n_in, n_out), vb)?
        })
    }

    /// (b, h, w, n_in) to (b, h', w', n_out).
    ///
    /// # Errors
    /// Where `x` does not fit.
    pub fn forward(&self, tape: &mut Tape, x: &Tensor) -> Result<Tensor> {
        tape.conv_transpose2d(x, [&self.kernel, &self.bias], self.window)
    }
}
