//! Losses of logits, whose sigmoids are compared with targets; stable for any logit.

use std::sync::Mutex;

use candle_core::{CpuStorage, CustomOp2, Layout, Result, Shape, Tensor, bail};

use super::f32_slice;
use super::math::{exp, sigmoid};
use super::tape::Tape;

/// Mean over all numbers of `-t ln sigmoid(x) - (1 - t) ln(1 - sigmoid(x))`, in nats, for `logits`
/// x and `targets` t of one shape; a scalar. Targets get no gradient.
///
/// Computed as `max(x, 0) - t x + ln(1 + exp(-|x|))`, where nothing overflows and no digit is
/// lost: the error is a few times 1e-7 of the larger of 1 and |x|, at logits of a thousand too.
///
/// # Errors
/// Where shapes differ, or an argument is not contiguous f32.
pub fn binary_cross_entropy(logits: &Tensor, targets: &Tensor) -> Result<Tensor> {
    Tape::off().binary_cross_entropy(logits, targets)
}

/// Mean over all numbers of `(sigmoid(x) - t)^2`, for `logits` x and `targets` t of one shape; a
/// scalar. Targets get no gradient.
///
/// # Errors
/// As [`binary_cross_entropy`].
pub fn squared_error(logits: &Tensor, targets: &Tensor) -> Result<Tensor> {
    Tape::off().squared_error(logits, targets)
}

/// [`binary_cross_entropy`] with one target for all, and its gradient by the logits.
///
/// # Errors
/// Where there are no logits, or they are not f32.
pub fn binary_cross_entropy_and_slopes(logits: &Tensor, target: f32) -> Result<(f32, Tensor)> {
    let values: Vec<f32> = logits.flatten_all()?.to_vec1()?;
    if values.is_empty() {
        bail!("binary-cross-entropy: no logits");
    }
    let scale = 1.0 / values.len() as f32;
    let sum: f64 = (values.iter())
        .map(|&logit| f64::from(nats(logit, target)))
        .sum();
    let slopes = values
        .iter()
        .map(|&logit| scale * (sigmoid(logit) - target));
    let slopes = Tensor::from_iter(slopes, logits.device())?.reshape(logits.shape())?;
    Ok(((sum / values.len() as f64) as f32, slopes))
}

impl Tape {
    /// [`binary_cross_entropy`] of `logits`.
    ///
    /// # Errors
    /// As [`binary_cross_entropy`].
    pub fn binary_cross_entropy(&mut self, logits: &Tensor, targets: &Tensor) -> Result<Tensor> {
        self.compare(Comparison::CrossEntropy, logits, targets)
    }

    /// [`squared_error`] of `logits`.
    ///
    /// # Errors
    /// As [`squared_error`].
    pub fn squared_error(&mut self, logits: &Tensor, targets: &Tensor) -> Result<Tensor> {
        self.compare(Comparison::SquaredError, logits, targets)
    }

    fn compare(&mut self, by: Comparison, logits: &Tensor, targets: &Tensor) -> Result<Tensor> {
        let op = LogisticLoss {
            comparison: by,
            wants_gradient: logits.track_op(),
            gradient: Mutex::new(None),
        };
        self.apply2(op, logits, targets)
    }
}

/// The loss of one logit, in nats.
pub fn nats(logit: f32, target: f32) -> f32 {
    logit.max(0.0) - target * logit + exp(-logit.abs()).ln_1p()
}

#[derive(Debug, Clone, Copy)]
enum Comparison {
    CrossEntropy,
    SquaredError,
}

impl Comparison {
    fn loss(self, logit: f32, target: f32) -> f32 {
        match self {
            Self::CrossEntropy => nats(logit, target),
            Self::SquaredError => (sigmoid(logit) - target).powi(2),
        }
    }

    /// The loss's derivative by the logit.
    fn slope(self, logit: f32, target: f32) -> f32 {
        let p = sigmoid(logit);
        match self {
            Self::CrossEntropy => p - target,
            Self::SquaredError => 2.0 * (p - target) * p * (1.0 - p),
        }
    }
}

struct LogisticLoss {
    comparison: Comparison,
    wants_gradient: bool,
    /// Of the logits, for a gradient of 1 at the scalar.
    gradient: Mutex<Option<Vec<f32>>>,
}

impl CustomOp2 for LogisticLoss {
    fn name(&self) -> &'static str {
        match self.comparison {
            Comparison::CrossEntropy => "binary-cross-entropy",
            Comparison::SquaredError => "squared-error",
        }
    }

    fn cpu_fwd(
        &self,
        logits: &CpuStorage,
        logits_layout: &Layout,
        targets: &CpuStorage,
        targets_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        if logits_layout.shape() != targets_layout.shape() {
            bail!(
                "{}: logits {:?}, targets {:?}",
                self.name(),
                logits_layout.shape(),
                targets_layout.shape()
            );
        }
        let logits = f32_slice(logits, logits_layout, self.name())?;
        let targets = f32_slice(targets, targets_layout, self.name())?;
        if logits.is_empty() {
            bail!("{}: no logits", self.name());
        }
        let sum: f64 = (logits.iter().zip(targets))
            .map(|(&x, &t)| f64::from(self.comparison.loss(x, t)))
            .sum();
        if self.wants_gradient
            && let Ok(mut gradient) = self.gradient.lock()
        {
            let scale = 1.0 / logits.len() as f32;
            let each = logits.iter().zip(targets);
            let slope = |(&x, &t)| scale * self.comparison.slope(x, t);
            *gradient = Some(each.map(slope).collect());
        }
        let mean = (sum / logits.len() as f64) as f32;
        Ok((CpuStorage::F32(vec![mean]), Shape::from(())))
    }

    fn bwd(
        &self,
        logits: &Tensor,
        _targets: &Tensor,
        _loss: &Tensor,
        d_loss: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        if !logits.track_op() {
            return Ok((None, None));
        }
        let Some(gradient) = self.gradient.lock().ok().and_then(|mut g| g.take()) else {
            bail!(
                "{}: the gradient was not kept, or was taken before",
                self.name()
            )
        };
        let gradient = Tensor::from_vec(gradient, logits.shape(), logits.device())?;
        let d_loss = f64::from(d_loss.to_scalar::<f32>()?);
        Ok((Some((gradient * d_loss)?), None))
    }
}

/// The log probability of binary `pixels` under independent pixels of these `logits`:
/// `sum of x l - max(l, 0) - log(1 + e^-|l|)`, in nats.
///
/// The logarithms of some factors, each between 1 and 2, are taken of their product.
pub fn log_bernoulli(logits: &[f32], pixels: &[u8]) -> f32 {
    const LANES: usize = 8;
    /// Factors of one product: 2^98 is still a number.
    const FACTORS: usize = 98;
    let mut sum = 0.0f32;
    for (logits, pixels) in logits
        .chunks(LANES * FACTORS)
        .zip(pixels.chunks(LANES * FACTORS))
    {
        let (mut products, mut sums) = ([1.0f32; LANES], [0.0f32; LANES]);
        for (logits, pixels) in logits.chunks(LANES).zip(pixels.chunks(LANES)) {
            for (i, (&l, &x)) in logits.iter().zip(pixels).enumerate() {
                sums[i] += f32::from(x) * l - l.max(0.0);
                products[i] *= 1.0 + exp(-l.abs());
            }
        }
        let logarithms = products.iter().map(|&product| libm::logf(product));
        sum += sums.iter().sum::<f32>() - logarithms.sum::<f32>();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_factors_give_the_sum_of_losses() {
        let logits: Vec<f32> = (0..784).map(|i| 12.0 * (i as f32).sin()).collect();
        let pixels: Vec<u8> = (0..784).map(|i| u8::from(i % 3 == 0)).collect();
        let one_by_one: f32 = (logits.iter().zip(&pixels))
            .map(|(&l, &x)| -nats(l, f32::from(x)))
            .sum();
        let all = log_bernoulli(&logits, &pixels);
        assert!(
            (all - one_by_one).abs() < 1e-5 * one_by_one.abs(),
            "{all} {one_by_one}"
        );
    }
}
