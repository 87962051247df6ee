//! The logistic loss, stable for any logit.

use std::sync::Mutex;

use candle_core::{CpuStorage, CustomOp2, Layout, Result, Shape, Tensor, bail};

use super::f32_slice;
use super::math::{exp, sigmoid};

/// Mean over all numbers of `-t ln sigmoid(x) - (1 - t) ln(1 - sigmoid(x))`, in nats, for `logits`
/// x and `targets` t of one shape; a scalar. Targets get no gradient.
///
/// Computed as `max(x, 0) - t x + ln(1 + exp(-|x|))`, where nothing overflows and no digit is
/// lost: the error is a few times 1e-7 of the larger of 1 and |x|, at logits of a thousand too.
///
/// # Errors
/// Where shapes differ, or an argument is not contiguous f32.
pub fn binary_cross_entropy(logits: &Tensor, targets: &Tensor) -> Result<Tensor> {
    let op = BinaryCrossEntropy {
        wants_gradient: logits.track_op(),
        gradient: Mutex::new(None),
    };
    logits.apply_op2(targets, op)
}

/// The loss of one logit, in nats.
pub fn nats(logit: f32, target: f32) -> f32 {
    logit.max(0.0) - target * logit + exp(-logit.abs()).ln_1p()
}

struct BinaryCrossEntropy {
    wants_gradient: bool,
    /// Of the logits, for a gradient of 1 at the scalar.
    gradient: Mutex<Option<Vec<f32>>>,
}

impl CustomOp2 for BinaryCrossEntropy {
    fn name(&self) -> &'static str {
        "binary-cross-entropy"
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
                "binary-cross-entropy: logits {:?}, targets {:?}",
                logits_layout.shape(),
                targets_layout.shape()
            );
        }
        let logits = f32_slice(logits, logits_layout, self.name())?;
        let targets = f32_slice(targets, targets_layout, self.name())?;
        if logits.is_empty() {
            bail!("binary-cross-entropy: no logits");
        }
        let sum: f64 = (logits.iter().zip(targets))
            .map(|(&x, &t)| f64::from(nats(x, t)))
            .sum();
        if self.wants_gradient
            && let Ok(mut gradient) = self.gradient.lock()
        {
            let scale = 1.0 / logits.len() as f32;
            let each = logits.iter().zip(targets);
            *gradient = Some(each.map(|(&x, &t)| scale * (sigmoid(x) - t)).collect());
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
            bail!("binary-cross-entropy: the gradient was not kept, or was taken before")
        };
        let gradient = Tensor::from_vec(gradient, logits.shape(), logits.device())?;
        let d_loss = f64::from(d_loss.to_scalar::<f32>()?);
        Ok((Some((gradient * d_loss)?), None))
    }
}
