//! Normal distributions with independent axes, as a VAE's encoder says them: (n, 2a), of each the
//! means of its axes, then the logarithms of their variances.

use candle_core::{CpuStorage, CustomOp1, CustomOp2, Layout, Result, Shape, Tensor, bail};

use super::tape::Tape;
use super::{f32_slice, with_slices};

impl Tape {
    /// A draw of each posterior, (n, a), by `noise` (n, a): mean + standard deviation * noise
    /// (Kingma & Welling 2014, section 2.4). Noise gets no gradient.
    ///
    /// # Errors
    /// Where `noise` does not fit.
    pub fn draw(&mut self, posteriors: &Tensor, noise: &Tensor) -> Result<Tensor> {
        self.apply2(Draw, posteriors, noise)
    }

    /// The divergence from the standard normal in closed form, in nats, by axis and as the mean
    /// over all posteriors, (a): `(mean^2 + variance - 1 - log variance) / 2` (Kingma & Welling
    /// 2014, appendix B).
    ///
    /// # Errors
    /// Where `posteriors` is no matrix of f32.
    pub fn mean_kl(&mut self, posteriors: &Tensor) -> Result<Tensor> {
        self.apply1(MeanKl, posteriors)
    }
}

/// Posteriors, and axes of each.
fn dims(posteriors: &Shape) -> Result<(usize, usize)> {
    match posteriors.dims2()? {
        (n, both) if n > 0 && both > 0 && both.is_multiple_of(2) => Ok((n, both / 2)),
        _ => bail!("posterior: {posteriors:?}"),
    }
}

struct Draw;

impl CustomOp2 for Draw {
    fn name(&self) -> &'static str {
        "draw"
    }

    fn cpu_fwd(
        &self,
        posteriors: &CpuStorage,
        layout: &Layout,
        noise: &CpuStorage,
        noise_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (n, a) = dims(layout.shape())?;
        let shape = Shape::from((n, a));
        if noise_layout.shape() != &shape {
            bail!("draw: noise {:?}, expected {shape:?}", noise_layout.shape());
        }
        let posteriors = f32_slice(posteriors, layout, self.name())?;
        let noise = f32_slice(noise, noise_layout, self.name())?;
        let mut out = Vec::with_capacity(n * a);
        for (of_one, noise) in posteriors.chunks_exact(2 * a).zip(noise.chunks_exact(a)) {
            let (mean, log_variance) = of_one.split_at(a);
            let axes = mean.iter().zip(log_variance).zip(noise);
            out.extend(axes.map(|((m, v), e)| m + libm::expf(v * 0.5) * e));
        }
        Ok((CpuStorage::F32(out), shape))
    }

    fn bwd(
        &self,
        posteriors: &Tensor,
        noise: &Tensor,
        _out: &Tensor,
        d_out: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        if !posteriors.track_op() {
            return Ok((None, None));
        }
        let (n, a) = dims(posteriors.shape())?;
        let d_out = d_out.contiguous()?;
        let of = [posteriors, noise, &d_out];
        let d = with_slices(of, self.name(), |[posteriors, noise, d_out]| {
            let mut d = vec![0.0; 2 * n * a];
            for i in 0..n {
                let log_variance = &posteriors[(2 * i + 1) * a..][..a];
                let (d_mean, d_log_variance) = d[2 * i * a..][..2 * a].split_at_mut(a);
                for j in 0..a {
                    let (d_out, noise) = (d_out[i * a + j], noise[i * a + j]);
                    d_mean[j] = d_out;
                    d_log_variance[j] = d_out * noise * 0.5 * libm::expf(log_variance[j] * 0.5);
                }
            }
            d
        })?;
        let d = Tensor::from_vec(d, posteriors.shape(), posteriors.device())?;
        Ok((Some(d), None))
    }
}

struct MeanKl;

impl CustomOp1 for MeanKl {
    fn name(&self) -> &'static str {
        "mean-kl"
    }

    fn cpu_fwd(&self, posteriors: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (n, a) = dims(layout.shape())?;
        let posteriors = f32_slice(posteriors, layout, self.name())?;
        let mut kl = vec![0.0; a];
        for of_one in posteriors.chunks_exact(2 * a) {
            let (mean, log_variance) = of_one.split_at(a);
            for ((kl, m), v) in kl.iter_mut().zip(mean).zip(log_variance) {
                *kl += 0.5 * (m * m + libm::expf(*v) - v - 1.0);
            }
        }
        let mean = kl.into_iter().map(|kl: f32| kl / n as f32).collect();
        Ok((CpuStorage::F32(mean), Shape::from(a)))
    }

    fn bwd(&self, posteriors: &Tensor, _kl: &Tensor, d_kl: &Tensor) -> Result<Option<Tensor>> {
        if !posteriors.track_op() {
            return Ok(None);
        }
        let (n, a) = dims(posteriors.shape())?;
        let d_kl = d_kl.contiguous()?;
        let d = with_slices([posteriors, &d_kl], self.name(), |[posteriors, d_kl]| {
            let mut d = Vec::with_capacity(posteriors.len());
            for of_one in posteriors.chunks_exact(2 * a) {
                let (mean, log_variance) = of_one.split_at(a);
                let share = |d: &f32| d / n as f32;
                d.extend(mean.iter().zip(d_kl).map(|(m, d)| m * share(d)));
                let slopes = log_variance.iter().zip(d_kl);
                d.extend(slopes.map(|(v, d)| 0.5 * (libm::expf(*v) - 1.0) * share(d)));
            }
            d
        })?;
        Tensor::from_vec(d, posteriors.shape(), posteriors.device()).map(Some)
    }
}
