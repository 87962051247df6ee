//! Activations as layers of their own, each one pass forward and one backward.

use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};

use super::math::sigmoid;
use super::tape::Tape;
use super::{f32_slice, with_slices};

/// `max(x, slope x)` for a slope below 1 (Maas et al. 2013), of any shape. candle's own makes
/// three passes forward and as many tensors backward.
///
/// # Errors
/// Where `x` is not contiguous f32.
pub fn leaky_relu(x: &Tensor, slope: f32) -> Result<Tensor> {
    x.apply_op1(LeakyRelu { slope })
}

/// The hyperbolic tangent, of any shape, within 2e-7; the same bits on every platform.
///
/// # Errors
/// Where `x` is not contiguous f32.
pub fn tanh(x: &Tensor) -> Result<Tensor> {
    x.apply_op1(Tanh)
}

impl Tape {
    /// [`tanh`] of `x`.
    ///
    /// # Errors
    /// As [`tanh`].
    pub fn tanh(&mut self, x: &Tensor) -> Result<Tensor> {
        self.apply1(Tanh, x)
    }

    /// [`leaky_relu`] of `x`.
    ///
    /// # Errors
    /// As [`leaky_relu`].
    pub fn leaky_relu(&mut self, x: &Tensor, slope: f32) -> Result<Tensor> {
        self.apply1(LeakyRelu { slope }, x)
    }
}

#[derive(Debug, Clone, Copy)]
struct Tanh;

impl CustomOp1 for Tanh {
    fn name(&self) -> &'static str {
        "tanh"
    }

    fn cpu_fwd(&self, x: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let x = f32_slice(x, layout, self.name())?;
        let out = x.iter().map(|&x| 2.0 * sigmoid(2.0 * x) - 1.0).collect();
        Ok((CpuStorage::F32(out), layout.shape().clone()))
    }

    fn bwd(&self, x: &Tensor, out: &Tensor, d_out: &Tensor) -> Result<Option<Tensor>> {
        if !x.track_op() {
            return Ok(None);
        }
        let d_out = d_out.contiguous()?;
        let d_x: Vec<f32> = with_slices([out, &d_out], self.name(), |[out, d_out]| {
            (out.iter().zip(d_out))
                .map(|(&out, &d)| d * (1.0 - out * out))
                .collect()
        })?;
        Tensor::from_vec(d_x, x.shape(), x.device()).map(Some)
    }
}

#[derive(Debug, Clone, Copy)]
struct LeakyRelu {
    slope: f32,
}

impl CustomOp1 for LeakyRelu {
    fn name(&self) -> &'static str {
        "leaky-relu"
    }

    fn cpu_fwd(&self, x: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let x = f32_slice(x, layout, self.name())?;
        // As a choice, which has an instruction of its own everywhere; a maximum has to mind NaN.
        let mut out = vec![0.0; x.len()];
        for (out, &x) in out.iter_mut().zip(x) {
            *out = if x > 0.0 { x } else { self.slope * x };
        }
        Ok((CpuStorage::F32(out), layout.shape().clone()))
    }

    fn bwd(&self, x: &Tensor, _out: &Tensor, d_out: &Tensor) -> Result<Option<Tensor>> {
        if !x.track_op() {
            return Ok(None);
        }
        let d_out = d_out.contiguous()?;
        let d_x: Vec<f32> = with_slices([x, &d_out], self.name(), |[x, d_out]| {
            let mut d_x = vec![0.0; x.len()];
            for ((d_x, &x), &d) in d_x.iter_mut().zip(x).zip(d_out) {
                *d_x = if x > 0.0 { d } else { self.slope * d };
            }
            d_x
        })?;
        Tensor::from_vec(d_x, x.shape(), x.device()).map(Some)
    }
}
