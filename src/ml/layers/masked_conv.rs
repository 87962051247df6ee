use candle_core::{Result, Tensor};
use candle_nn::{Init, VarBuilder};

use crate::ml::ops::activation::Activation;
use crate::ml::ops::masked_conv::{MaskedConv, Tap};
use crate::ml::ops::tape::Tape;

/// A convolution over some taps, with the activation of its input.
#[derive(Debug, Clone)]
pub struct MaskedConv2d {
    op: MaskedConv,
    /// (taps * c_in + 1, c_out): one matrix per tap, then the bias.
    kernel: Tensor,
}

impl MaskedConv2d {
    /// `n_in` counts the channels after the activation.
    ///
    /// # Errors
    /// Where the weights cannot be had from `vb`.
    pub fn new(
        taps: Vec<Tap>,
        activation: Activation,
        n_in: usize,
        n_out: usize,
        vb: VarBuilder<'_>,
    ) -> Result<Self> {
        let n_rows = taps.len() * n_in + 1;
        Ok(Self {
            op: MaskedConv { taps, activation },
            kernel: vb.get_with_hints((n_rows, n_out), "kernel", init(n_rows - 1))?,
        })
    }

    /// A 1x1 convolution.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn pointwise(
        activation: Activation,
        n_in: usize,
        n_out: usize,
        vb: VarBuilder<'_>,
    ) -> Result<Self> {
        Self::new(vec![Tap::HERE], activation, n_in, n_out, vb)
    }

    /// (b, h, w, c) to (b, h, w, n_out).
    ///
    /// # Errors
    /// Where `x` does not fit.
    pub fn forward(&self, tape: &mut Tape, x: &Tensor) -> Result<Tensor> {
        tape.masked_conv(x, &self.kernel, None, &self.op)
    }

    /// `addend + forward(x)` in one pass.
    ///
    /// # Errors
    /// Where `x` or `addend` does not fit.
    pub fn forward_onto(&self, tape: &mut Tape, x: &Tensor, addend: &Tensor) -> Result<Tensor> {
        tape.masked_conv(x, &self.kernel, Some(addend), &self.op)
    }

    pub fn taps(&self) -> &[Tap] {
        &self.op.taps
    }

    /// Multiply-adds of one image of `side` by `side` pixels, for the taps that lie inside it.
    pub fn multiply_adds(&self, side: usize) -> u64 {
        let [n_rows, n_out] = [0, 1].map(|i| self.kernel.dims()[i]);
        let n_in = (n_rows - 1) / self.op.taps.len().max(1);
        taps_inside(&self.op.taps, side) * (n_in * n_out) as u64
    }

    pub const fn activation(&self) -> Activation {
        self.op.activation
    }

    pub const fn kernel(&self) -> &Tensor {
        &self.kernel
    }
}

/// How many taps of all windows over an image lie inside it.
pub fn taps_inside(taps: &[Tap], side: usize) -> u64 {
    let along = |d: i32| side.saturating_sub(d.unsigned_abs() as usize) as u64;
    taps.iter().map(|tap| along(tap.dy) * along(tap.dx)).sum()
}

/// Uniform within 1 / sqrt(fan in), bias included: the common default for convolutions.
pub fn init(fan_in: usize) -> Init {
    let bound = 1.0 / (fan_in as f64).sqrt();
    Init::Uniform {
        lo: -bound,
        up: bound,
    }
}
