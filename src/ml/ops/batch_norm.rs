//! Batch normalisation with the rectifier that follows it, as one op.
//!
//! Ioffe & Szegedy 2015, "Batch normalization", algorithm 1. In NHWC a channel's numbers are a
//! column, so all channels are summed side by side, row by row.

use candle_core::{CpuStorage, CustomOp3, InplaceOp1, Layout, Result, Shape, Tensor, bail};

use super::tape::Tape;
use super::{f32_slice, f32_slice_mut, with_slices};

/// Added to a variance before its root is taken.
const EPSILON: f32 = 1e-5;

/// Mean and variance of each channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    pub mean: Vec<f32>,
    /// The biased one: over n, not n - 1.
    pub variance: Vec<f32>,
}

impl Statistics {
    /// Of `x` (.., channels), over all but its last dimension.
    ///
    /// # Errors
    /// Where `x` is empty or not contiguous f32.
    pub fn of(x: &Tensor) -> Result<Self> {
        let n_channels = x.dims().last().copied().unwrap_or(0);
        if x.elem_count() == 0 {
            bail!("batch normalisation: {:?} holds nothing", x.shape());
        }
        with_slices([x], "batch-norm", |[x]| {
            let scale = n_channels as f32 / x.len() as f32;
            let mut mean = vec![0.0; n_channels];
            for row in x.chunks_exact(n_channels) {
                for (mean, x) in mean.iter_mut().zip(row) {
                    *mean += x;
                }
            }
            mean.iter_mut().for_each(|mean| *mean *= scale);
            let mut variance = vec![0.0; n_channels];
            for row in x.chunks_exact(n_channels) {
                for ((variance, mean), x) in variance.iter_mut().zip(&mean).zip(row) {
                    *variance += (x - mean) * (x - mean);
                }
            }
            variance.iter_mut().for_each(|variance| *variance *= scale);
            Self { mean, variance }
        })
    }

    /// The statistics that `mean` and `variance` (channels) hold.
    ///
    /// # Errors
    /// Where they are not f32.
    pub fn from_tensors(mean: &Tensor, variance: &Tensor) -> Result<Self> {
        Ok(Self {
            mean: mean.to_vec1()?,
            variance: variance.to_vec1()?,
        })
    }

    /// Moves what `mean` and `variance` (channels) hold towards these, `part` of the way.
    ///
    /// # Errors
    /// Where shapes do not fit.
    pub fn pull(&self, mean: &Tensor, variance: &Tensor, part: f32) -> Result<()> {
        for (running, to) in [(mean, &self.mean), (variance, &self.variance)] {
            running.inplace_op1(&Pull { to, part })?;
        }
        Ok(())
    }
}

struct Pull<'a> {
    to: &'a [f32],
    part: f32,
}

impl InplaceOp1 for Pull<'_> {
    fn name(&self) -> &'static str {
        "running-statistics"
    }

    fn cpu_fwd(&self, running: &mut CpuStorage, layout: &Layout) -> Result<()> {
        let running = f32_slice_mut(running, layout, self.name())?;
        if running.len() != self.to.len() {
            bail!(
                "{}: {} channels of {}",
                self.name(),
                self.to.len(),
                running.len()
            );
        }
        for (running, to) in running.iter_mut().zip(self.to) {
            *running += self.part * (to - *running);
        }
        Ok(())
    }
}

/// Where the statistics come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// From the input itself: they move with it, and the gradient knows.
    Batch,
    /// From elsewhere: they are constants.
    Running,
}

/// `max(y, slope y)` of `y = gamma (x - mean) / sqrt(variance + 1e-5) + beta`, for `x`
/// (.., channels), gamma (channels) and beta (channels).
///
/// # Errors
/// Where shapes do not fit, or an argument is not contiguous f32.
pub fn batch_norm(
    x: &Tensor,
    (gamma, beta): (&Tensor, &Tensor),
    statistics: Statistics,
    source: Source,
    slope: f32,
) -> Result<Tensor> {
    let op = BatchNorm {
        statistics,
        source,
        slope,
    };
    x.apply_op3(gamma, beta, op)
}

impl Tape {
    /// [`batch_norm`] of `x`, with (gamma, beta).
    ///
    /// # Errors
    /// As [`batch_norm`].
    pub fn batch_norm(
        &mut self,
        x: &Tensor,
        with: [&Tensor; 2],
        statistics: Statistics,
        source: Source,
        slope: f32,
    ) -> Result<Tensor> {
        let op = BatchNorm {
            statistics,
            source,
            slope,
        };
        self.apply3(op, x, with)
    }
}

#[derive(Debug, Clone)]
struct BatchNorm {
    statistics: Statistics,
    source: Source,
    slope: f32,
}

/// One channel's line: `y = scale x + shift`, and `x` normalised is `inverse (x - mean)`.
#[derive(Debug, Clone, Copy)]
struct Channel {
    mean: f32,
    inverse: f32,
    scale: f32,
    shift: f32,
}

impl BatchNorm {
    fn check(&self, x: &Shape, gamma: &Shape, beta: &Shape) -> Result<usize> {
        let n_channels = self.statistics.mean.len();
        let fits = x.dims().last() == Some(&n_channels)
            && gamma.dims() == [n_channels]
            && beta.dims() == [n_channels]
            && self.statistics.variance.len() == n_channels
            && n_channels > 0;
        match fits {
            true => Ok(n_channels),
            false => bail!("batch-norm: {x:?}, {gamma:?} and {beta:?}: {n_channels} channels"),
        }
    }

    fn channels(&self, gamma: &[f32], beta: &[f32]) -> Vec<Channel> {
        let of_batch = self.statistics.mean.iter().zip(&self.statistics.variance);
        of_batch
            .zip(gamma.iter().zip(beta))
            .map(|((&mean, variance), (gamma, beta))| {
                let inverse = 1.0 / (variance + EPSILON).sqrt();
                let scale = gamma * inverse;
                Channel {
                    mean,
                    inverse,
                    scale,
                    shift: beta - mean * scale,
                }
            })
            .collect()
    }

    /// Gradients of `x` (where wanted), gamma and beta.
    fn backward(
        &self,
        [x, gamma, beta, d_out]: [&[f32]; 4],
        wants_d_x: bool,
    ) -> (Option<Vec<f32>>, Vec<f32>, Vec<f32>) {
        let channels = self.channels(gamma, beta);
        let n_channels = channels.len();
        let (mut d_gamma, mut d_beta) = (vec![0.0; n_channels], vec![0.0; n_channels]);
        let rows = || {
            x.chunks_exact(n_channels)
                .zip(d_out.chunks_exact(n_channels))
        };
        for (x, d) in rows() {
            for (((x, d), channel), (d_gamma, d_beta)) in (x.iter().zip(d))
                .zip(&channels)
                .zip(d_gamma.iter_mut().zip(d_beta.iter_mut()))
            {
                let d = self.through_rectifier(channel, *x, *d);
                *d_gamma += d * (x - channel.mean) * channel.inverse;
                *d_beta += d;
            }
        }
        // The part of the batch's sums that each number is responsible for.
        let share = match self.source {
            Source::Batch => n_channels as f32 / x.len() as f32,
            Source::Running => 0.0,
        };
        let d_x = wants_d_x.then(|| {
            let mut d_x = vec![0.0; x.len()];
            for ((x, d), d_x) in rows().zip(d_x.chunks_exact_mut(n_channels)) {
                for ((((x, d), channel), (d_gamma, d_beta)), d_x) in (x.iter().zip(d))
                    .zip(&channels)
                    .zip(d_gamma.iter().zip(&d_beta))
                    .zip(d_x)
                {
                    let d = self.through_rectifier(channel, *x, *d);
                    let normal = (x - channel.mean) * channel.inverse;
                    *d_x = channel.scale * (d - share * (d_beta + normal * d_gamma));
                }
            }
            d_x
        });
        (d_x, d_gamma, d_beta)
    }

    #[inline(always)]
    fn through_rectifier(&self, channel: &Channel, x: f32, d: f32) -> f32 {
        match channel.scale * x + channel.shift > 0.0 {
            true => d,
            false => self.slope * d,
        }
    }
}

impl CustomOp3 for BatchNorm {
    fn name(&self) -> &'static str {
        "batch-norm"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        x_layout: &Layout,
        gamma: &CpuStorage,
        gamma_layout: &Layout,
        beta: &CpuStorage,
        beta_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let n_channels = self.check(x_layout.shape(), gamma_layout.shape(), beta_layout.shape())?;
        let x = f32_slice(x, x_layout, self.name())?;
        let gamma = f32_slice(gamma, gamma_layout, self.name())?;
        let channels = self.channels(gamma, f32_slice(beta, beta_layout, self.name())?);
        let mut out = vec![0.0; x.len()];
        for (x, out) in x
            .chunks_exact(n_channels)
            .zip(out.chunks_exact_mut(n_channels))
        {
            for ((x, channel), out) in x.iter().zip(&channels).zip(out) {
                let y = channel.scale * x + channel.shift;
                *out = y.max(self.slope * y);
            }
        }
        Ok((CpuStorage::F32(out), x_layout.shape().clone()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        gamma: &Tensor,
        beta: &Tensor,
        _out: &Tensor,
        d_out: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let d_out = d_out.contiguous()?;
        let slices = [x, gamma, beta, &d_out];
        let (d_x, d_gamma, d_beta) = with_slices(slices, self.name(), |slices| {
            self.backward(slices, x.track_op())
        })?;
        let of =
            |values: Vec<f32>, like: &Tensor| Tensor::from_vec(values, like.shape(), like.device());
        Ok((
            d_x.map(|d_x| of(d_x, x)).transpose()?,
            (gamma.track_op()).then(|| of(d_gamma, gamma)).transpose()?,
            (beta.track_op()).then(|| of(d_beta, beta)).transpose()?,
        ))
    }
}
