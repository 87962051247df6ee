//! The last layer and its softmax cross-entropy in one op.
//!
//! The logits of a batch are the largest tensor of the whole network (256 numbers a pixel); made
//! and used image by image they never leave the cache. The gradient falls out of the same pass
//! (softmax minus one-hot), so it is taken there and kept for the backward pass.

use std::sync::Mutex;

use candle_core::{CpuStorage, CustomOp1, CustomOp3, Layout, Result, Shape, Tensor, bail};

use super::gemm::{View, add_product};
use super::math::exp;
use super::tape::Tape;
use super::{f32_slice, with_slices};

/// Mean of `-ln softmax(hidden @ weight + bias)[target]` over all pixels, in nats; a scalar.
///
/// `hidden` (n, c), `kernel` (c + 1, levels) with the bias as its last row, `targets` (n) of u8.
///
/// # Errors
/// Where shapes or types do not fit, or a target is no level.
pub fn linear_cross_entropy(hidden: &Tensor, kernel: &Tensor, targets: &Tensor) -> Result<Tensor> {
    Tape::off().linear_cross_entropy(hidden, kernel, targets)
}

impl Tape {
    /// [`linear_cross_entropy`] of `hidden`.
    ///
    /// # Errors
    /// As [`linear_cross_entropy`].
    pub fn linear_cross_entropy(
        &mut self,
        hidden: &Tensor,
        kernel: &Tensor,
        targets: &Tensor,
    ) -> Result<Tensor> {
        let op = LinearCrossEntropy {
            wants_gradient: hidden.track_op() || kernel.track_op(),
            gradients: Mutex::new(None),
        };
        self.apply3(op, hidden, [kernel, targets])
    }

    /// Mean of `-ln softmax(logits)[label]` over all rows of `logits` (n, k), in nats; a scalar.
    ///
    /// # Errors
    /// Where there is not one label a row, or one is no class.
    pub fn softmax_cross_entropy(&mut self, logits: &Tensor, labels: &[u8]) -> Result<Tensor> {
        let labels = labels.to_vec();
        self.apply1(SoftmaxCrossEntropy { labels }, logits)
    }
}

struct SoftmaxCrossEntropy {
    labels: Vec<u8>,
}

impl SoftmaxCrossEntropy {
    /// The mean loss, and its derivatives by `logits` (n, k).
    fn loss_and_slopes(&self, logits: &[f32], shape: &Shape) -> Result<(f32, Vec<f32>)> {
        let (n, k) = shape.dims2()?;
        if n == 0 || n != self.labels.len() || self.labels.iter().any(|&t| usize::from(t) >= k) {
            let n_labels = self.labels.len();
            bail!("softmax-cross-entropy: {n_labels} labels for logits {shape:?}");
        }
        let mut slopes = logits.to_vec();
        let mut sum_nats = 0.0f64;
        for (row, &label) in slopes.chunks_exact_mut(k).zip(&self.labels) {
            let nats = softmax_minus_one_hot(row, usize::from(label), 1.0 / n as f32);
            sum_nats += f64::from(nats);
        }
        Ok(((sum_nats / n as f64) as f32, slopes))
    }
}

impl CustomOp1 for SoftmaxCrossEntropy {
    fn name(&self) -> &'static str {
        "softmax-cross-entropy"
    }

    fn cpu_fwd(&self, logits: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let logits = f32_slice(logits, layout, self.name())?;
        let (loss, _) = self.loss_and_slopes(logits, layout.shape())?;
        Ok((CpuStorage::F32(vec![loss]), Shape::from(())))
    }

    fn bwd(&self, logits: &Tensor, _loss: &Tensor, d_loss: &Tensor) -> Result<Option<Tensor>> {
        if !logits.track_op() {
            return Ok(None);
        }
        let d_loss = d_loss.to_scalar::<f32>()?;
        let shape = logits.shape();
        let (_, mut slopes) = with_slices([logits], self.name(), |[logits]| {
            self.loss_and_slopes(logits, shape)
        })??;
        slopes.iter_mut().for_each(|slope| *slope *= d_loss);
        Tensor::from_vec(slopes, shape, logits.device()).map(Some)
    }
}

struct LinearCrossEntropy {
    wants_gradient: bool,
    /// Of `hidden` and `kernel`, for a gradient of 1 at the scalar.
    gradients: Mutex<Option<(Vec<f32>, Vec<f32>)>>,
}

/// Rows whose logits are in memory at once.
const TILE: usize = 392;

impl CustomOp3 for LinearCrossEntropy {
    fn name(&self) -> &'static str {
        "linear-cross-entropy"
    }

    fn cpu_fwd(
        &self,
        hidden: &CpuStorage,
        hidden_layout: &Layout,
        kernel: &CpuStorage,
        kernel_layout: &Layout,
        targets: &CpuStorage,
        targets_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (n, c) = hidden_layout.shape().dims2()?;
        let (n_rows, n_levels) = kernel_layout.shape().dims2()?;
        let targets = match targets_layout.contiguous_offsets() {
            Some((start, end)) => &targets.as_slice::<u8>()?[start..end],
            None => bail!("linear-cross-entropy: targets are not contiguous"),
        };
        if n_rows != c + 1 || targets.len() != n || n == 0 {
            bail!("linear-cross-entropy: {n} rows of {c}, kernel of {n_rows} rows");
        }
        if targets.iter().any(|&t| usize::from(t) >= n_levels) {
            bail!("linear-cross-entropy: a target is not below {n_levels}");
        }
        let hidden = f32_slice(hidden, hidden_layout, self.name())?;
        let kernel = f32_slice(kernel, kernel_layout, self.name())?;
        let bias = &kernel[c * n_levels..];
        let scale = 1.0 / n as f32;

        let mut d_hidden = vec![0.0; if self.wants_gradient { hidden.len() } else { 0 }];
        let mut d_kernel = vec![0.0; if self.wants_gradient { kernel.len() } else { 0 }];
        let mut logits = vec![0.0; TILE.min(n) * n_levels];
        let mut sum_nats = 0.0f64;
        for (tile, (hidden, targets)) in hidden
            .chunks(TILE * c)
            .zip(targets.chunks(TILE))
            .enumerate()
        {
            let rows = targets.len();
            let logits = &mut logits[..rows * n_levels];
            for row in logits.chunks_exact_mut(n_levels) {
                row.copy_from_slice(bias);
            }
            let weight = View::rows(kernel, 0, n_levels);
            let hidden = View::rows(hidden, 0, c);
            add_product(rows, c, n_levels, hidden, weight, logits);
            for (row, &target) in logits.chunks_exact_mut(n_levels).zip(targets) {
                let nats = softmax_minus_one_hot(row, usize::from(target), scale);
                sum_nats += f64::from(nats);
            }
            if !self.wants_gradient {
                continue;
            }
            let d_logits = View::rows(logits, 0, n_levels);
            let (d_weight, d_bias) = d_kernel.split_at_mut(c * n_levels);
            add_product(c, rows, n_levels, hidden.transposed(), d_logits, d_weight);
            for row in logits.chunks_exact(n_levels) {
                for (d_bias, d) in d_bias.iter_mut().zip(row) {
                    *d_bias += d;
                }
            }
            let d_hidden = &mut d_hidden[tile * TILE * c..][..rows * c];
            add_product(rows, n_levels, c, d_logits, weight.transposed(), d_hidden);
        }
        if self.wants_gradient
            && let Ok(mut gradients) = self.gradients.lock()
        {
            *gradients = Some((d_hidden, d_kernel));
        }
        let mean_nats = (sum_nats / n as f64) as f32;
        Ok((CpuStorage::F32(vec![mean_nats]), Shape::from(())))
    }

    fn bwd(
        &self,
        hidden: &Tensor,
        kernel: &Tensor,
        _targets: &Tensor,
        _loss: &Tensor,
        d_loss: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let Some((d_hidden, d_kernel)) = self.gradients.lock().ok().and_then(|mut g| g.take())
        else {
            bail!("linear-cross-entropy: the gradient was not kept, or was taken before")
        };
        let d_loss = f64::from(d_loss.to_scalar::<f32>()?);
        let scaled = |values: Vec<f32>, like: &Tensor| -> Result<Option<Tensor>> {
            if !like.track_op() {
                return Ok(None);
            }
            let gradient = Tensor::from_vec(values, like.shape(), like.device())?;
            if d_loss == 1.0 {
                return Ok(Some(gradient));
            }
            Ok(Some((gradient * d_loss)?))
        };
        Ok((scaled(d_hidden, hidden)?, scaled(d_kernel, kernel)?, None))
    }
}

/// Turns one row of logits into `scale * (softmax - one_hot(target))` and returns
/// `-ln softmax[target]`. Shifted by the largest logit, so that nothing overflows.
fn softmax_minus_one_hot(row: &mut [f32], target: usize, scale: f32) -> f32 {
    let max = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shifted_target = row[target] - max;
    let mut sum = 0.0;
    for lanes in row.chunks_mut(16) {
        for x in lanes.iter_mut() {
            *x = exp(*x - max);
        }
        sum += lanes.iter().sum::<f32>();
    }
    let factor = scale / sum;
    for x in row.iter_mut() {
        *x *= factor;
    }
    row[target] -= scale;
    sum.ln() - shifted_target
}
