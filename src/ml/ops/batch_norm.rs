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

/// Channels computed at once: a compiler that cannot tell six slices apart makes no vectors of
/// them by itself.
const LANES: usize = 8;

/// Each channel's line: `y = scale x + shift`, and `x` normalised is `inverse (x - mean)`.
#[derive(Debug)]
struct Lines {
    mean: Vec<f32>,
    inverse: Vec<f32>,
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl Lines {
    const fn len(&self) -> usize {
        self.mean.len()
    }
}

/// The `i`th `L` numbers.
#[inline(always)]
fn lanes<const L: usize>(values: &[f32], i: usize) -> [f32; L] {
    values.as_chunks::<L>().0[i]
}

impl BatchNorm {
    fn check(&self, x: &Shape, gamma: &Shape, beta: &Shape) -> Result<()> {
        let n_channels = self.statistics.mean.len();
        let fits = x.dims().last() == Some(&n_channels)
            && gamma.dims() == [n_channels]
            && beta.dims() == [n_channels]
            && self.statistics.variance.len() == n_channels
            && n_channels > 0;
        match fits {
            true => Ok(()),
            false => bail!("batch-norm: {x:?}, {gamma:?} and {beta:?}: {n_channels} channels"),
        }
    }

    fn lines(&self, gamma: &[f32], beta: &[f32]) -> Lines {
        let Statistics { mean, variance } = &self.statistics;
        let inverse: Vec<f32> = (variance.iter())
            .map(|variance| 1.0 / (variance + EPSILON).sqrt())
            .collect();
        let scale: Vec<f32> = gamma.iter().zip(&inverse).map(|(g, i)| g * i).collect();
        let shift = (beta.iter().zip(mean).zip(&scale))
            .map(|((beta, mean), scale)| beta - mean * scale)
            .collect();
        Lines {
            mean: mean.clone(),
            inverse,
            scale,
            shift,
        }
    }

    fn forward<const L: usize>(&self, x: &[f32], lines: &Lines) -> Vec<f32> {
        let n = lines.len();
        let mut out = vec![0.0; x.len()];
        for (x, out) in x.chunks_exact(n).zip(out.chunks_exact_mut(n)) {
            let out = out.as_chunks_mut::<L>().0;
            for (i, out) in out.iter_mut().enumerate() {
                let x = lanes::<L>(x, i);
                let (scale, shift) = (lanes::<L>(&lines.scale, i), lanes::<L>(&lines.shift, i));
                for k in 0..L {
                    let y = scale[k] * x[k] + shift[k];
                    // As a choice, which has an instruction of its own everywhere; a maximum has
                    // to mind NaN.
                    out[k] = if y > 0.0 { y } else { self.slope * y };
                }
            }
        }
        out
    }

    /// The gradients of gamma and beta: sums over all rows.
    fn sums<const L: usize>(&self, x: &[f32], d_out: &[f32], lines: &Lines) -> [Vec<f32>; 2] {
        let n = lines.len();
        let (mut d_gamma, mut d_beta) = (vec![0.0; n], vec![0.0; n]);
        for (x, d_out) in x.chunks_exact(n).zip(d_out.chunks_exact(n)) {
            let sums = d_gamma.as_chunks_mut::<L>().0.iter_mut();
            for (i, (d_gamma, d_beta)) in sums.zip(d_beta.as_chunks_mut::<L>().0).enumerate() {
                let d = self.through_rectifier::<L>(x, d_out, lines, i);
                let (x, mean) = (lanes::<L>(x, i), lanes::<L>(&lines.mean, i));
                let inverse = lanes::<L>(&lines.inverse, i);
                for k in 0..L {
                    d_gamma[k] += d[k] * ((x[k] - mean[k]) * inverse[k]);
                    d_beta[k] += d[k];
                }
            }
        }
        [d_gamma, d_beta]
    }

    /// The gradient of `x`: what comes through the line, less what the statistics take of it, which
    /// is a line in `x` as well.
    fn d_x<const L: usize>(
        &self,
        x: &[f32],
        d_out: &[f32],
        lines: &Lines,
        [d_gamma, d_beta]: &[Vec<f32>; 2],
    ) -> Vec<f32> {
        let n = lines.len();
        let share = match self.source {
            Source::Batch => n as f32 / x.len() as f32,
            Source::Running => 0.0,
        };
        let taken = |i: usize| {
            let slope = share * lines.scale[i] * lines.inverse[i] * d_gamma[i];
            (slope, share * lines.scale[i] * d_beta[i])
        };
        let (slopes, starts): (Vec<f32>, Vec<f32>) = (0..n).map(taken).unzip();
        let mut d_x = vec![0.0; x.len()];
        for ((x, d_out), d_x) in (x.chunks_exact(n))
            .zip(d_out.chunks_exact(n))
            .zip(d_x.chunks_exact_mut(n))
        {
            for (i, d_x) in d_x.as_chunks_mut::<L>().0.iter_mut().enumerate() {
                let d = self.through_rectifier::<L>(x, d_out, lines, i);
                let (x, mean) = (lanes::<L>(x, i), lanes::<L>(&lines.mean, i));
                let scale = lanes::<L>(&lines.scale, i);
                let (slope, start) = (lanes::<L>(&slopes, i), lanes::<L>(&starts, i));
                for k in 0..L {
                    d_x[k] = scale[k] * d[k] - start[k] - slope[k] * (x[k] - mean[k]);
                }
            }
        }
        d_x
    }

    #[inline(always)]
    fn through_rectifier<const L: usize>(
        &self,
        x: &[f32],
        d_out: &[f32],
        lines: &Lines,
        i: usize,
    ) -> [f32; L] {
        let (x, d_out) = (lanes::<L>(x, i), lanes::<L>(d_out, i));
        let (scale, shift) = (lanes::<L>(&lines.scale, i), lanes::<L>(&lines.shift, i));
        let mut d = [0.0; L];
        for k in 0..L {
            let is_up = scale[k] * x[k] + shift[k] > 0.0;
            d[k] = if is_up {
                d_out[k]
            } else {
                self.slope * d_out[k]
            };
        }
        d
    }

    /// Gradients of `x` (where wanted), and of gamma and beta.
    fn backward(
        &self,
        [x, gamma, beta, d_out]: [&[f32]; 4],
        wants_d_x: bool,
    ) -> (Option<Vec<f32>>, [Vec<f32>; 2]) {
        let lines = self.lines(gamma, beta);
        match lines.len().is_multiple_of(LANES) {
            true => {
                let sums = self.sums::<LANES>(x, d_out, &lines);
                let d_x = wants_d_x.then(|| self.d_x::<LANES>(x, d_out, &lines, &sums));
                (d_x, sums)
            }
            false => {
                let sums = self.sums::<1>(x, d_out, &lines);
                let d_x = wants_d_x.then(|| self.d_x::<1>(x, d_out, &lines, &sums));
                (d_x, sums)
            }
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
        self.check(x_layout.shape(), gamma_layout.shape(), beta_layout.shape())?;
        let x = f32_slice(x, x_layout, self.name())?;
        let gamma = f32_slice(gamma, gamma_layout, self.name())?;
        let lines = self.lines(gamma, f32_slice(beta, beta_layout, self.name())?);
        let out = match lines.len().is_multiple_of(LANES) {
            true => self.forward::<LANES>(x, &lines),
            false => self.forward::<1>(x, &lines),
        };
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
        let (d_x, [d_gamma, d_beta]) = with_slices(slices, self.name(), |slices| {
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
