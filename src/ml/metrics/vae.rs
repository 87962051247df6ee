//! Bounds on a VAE's likelihood, and the likelihood itself by sampling and by a grid.

use candle_core::{Device, Result, Tensor};

use crate::ml::N_PIXELS;
use crate::ml::dataset::unit_pixels;
use crate::ml::models::Vae;
use crate::ml::models::vae::Posterior;
use crate::ml::ops::logistic::log_bernoulli;
use crate::ml::rng::{Draws, Purpose};

/// The seed of the latents that figures are taken with.
const SEED: u64 = 1;

/// Latents decoded at once: their pixels stay in cache.
pub const CHUNK: usize = 100;

/// The evidence lower bound of some images, means in nats an image.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// `-reconstruction - sum of kl`.
    pub bound: f64,
    /// `-E_q[log p(x | z)]`.
    pub reconstruction: f64,
    /// `KL(q(z | x) || p(z))` by axis, in the model's order.
    pub kl: Vec<f64>,
    /// The variance over the images of the posterior's mean, by axis: an axis is active where it
    /// is above 0.01 (Burda et al. 2016, "Importance weighted autoencoders", section 5).
    pub mean_variance: Vec<f64>,
}

/// The bound on binary `pixels` (n images of 784 zeros and ones), with `n_samples` latents an
/// image.
///
/// # Errors
/// Where `pixels` are not whole images.
pub fn elbo(model: &Vae, pixels: &[u8], n_samples: usize) -> Result<Bound> {
    let n_axes = model.n_axes();
    let n_images = pixels.len() / N_PIXELS;
    let draws = Draws::new(SEED, Purpose::Latent);
    let posterior = model.encode(&unit_pixels(pixels, 1)?)?;
    let over_images = |values: Vec<f32>| -> Vec<f64> {
        let mut means = vec![0.0; n_axes];
        for row in values.chunks_exact(n_axes) {
            for (mean, &value) in means.iter_mut().zip(row) {
                *mean += f64::from(value) / n_images as f64;
            }
        }
        means
    };
    let kl = over_images(posterior.kl()?.flatten_all()?.to_vec1()?);
    let means = over_images(posterior.mean.flatten_all()?.to_vec1()?);
    let squares = over_images(posterior.mean.sqr()?.flatten_all()?.to_vec1()?);
    let mut reconstruction = 0.0;
    for (i, of_image) in pixels.chunks_exact(N_PIXELS).enumerate() {
        let posterior = posterior.of_image(i)?;
        let first = (i * n_samples * n_axes) as u64;
        let noise = normals(&draws, first, n_samples, n_axes)?;
        let likelihoods = log_likelihoods(model, &posterior.sample_many(&noise)?, of_image)?;
        let sum: f64 = likelihoods.iter().map(|&l| f64::from(l)).sum();
        reconstruction -= sum / n_samples as f64;
    }
    reconstruction /= n_images as f64;
    Ok(Bound {
        bound: -reconstruction - kl.iter().sum::<f64>(),
        reconstruction,
        mean_variance: (means.iter().zip(squares))
            .map(|(mean, square)| square - mean * mean)
            .collect(),
        kl,
    })
}

/// Mean `-log p(x)` of binary `pixels`, in nats an image, by importance sampling with `n_samples`
/// latents an image (Burda et al. 2016, eq. 8): itself an upper bound in expectation, that
/// tightens with more. `progress` hears how many images are done.
///
/// # Errors
/// Where `pixels` are not whole images.
pub fn nll(
    model: &Vae,
    pixels: &[u8],
    n_samples: usize,
    mut progress: impl FnMut(usize),
) -> Result<f64> {
    let posterior = model.encode(&unit_pixels(pixels, 1)?)?;
    let draws = Draws::new(SEED, Purpose::Latent);
    let mut sum = 0.0;
    let n_images = pixels.len() / N_PIXELS;
    for (i, of_image) in pixels.chunks_exact(N_PIXELS).enumerate() {
        let posterior = posterior.of_image(i)?;
        let mut weights = Vec::with_capacity(n_samples);
        while weights.len() < n_samples {
            let n = CHUNK.min(n_samples - weights.len());
            let first = ((i * n_samples + weights.len()) * model.n_axes()) as u64;
            let noise = normals(&draws, first, n, model.n_axes())?;
            weights.extend(log_weights(model, &posterior, of_image, &noise)?);
        }
        sum -= log_mean_exp(&weights);
        progress(i + 1);
    }
    Ok(sum / n_images as f64)
}

/// Standard normal numbers (n, n_axes) from index `first` on.
///
/// # Errors
/// Where candle fails.
pub fn normals(draws: &Draws, first: u64, n: usize, n_axes: usize) -> Result<Tensor> {
    Tensor::from_vec(draws.normals(first, n * n_axes), (n, n_axes), &Device::Cpu)
}

/// `log p(x | z) + log p(z) - log q(z | x)` of one binary image for latents drawn from its
/// `posterior` (1, n_axes) by `noise` (n, n_axes), in nats: n numbers.
///
/// # Errors
/// Where shapes do not fit.
pub fn log_weights(
    model: &Vae,
    posterior: &Posterior,
    pixels: &[u8],
    noise: &Tensor,
) -> Result<Vec<f64>> {
    let latents = posterior.sample_many(noise)?;
    let likelihoods = log_likelihoods(model, &latents, pixels)?;
    let n_axes = model.n_axes();
    let log_variance: Vec<f32> = posterior.log_variance.flatten_all()?.to_vec1()?;
    // The constants of both densities are the same.
    let half_log: f64 = log_variance.iter().map(|&v| 0.5 * f64::from(v)).sum();
    let squares = |of: &Tensor| -> Result<Vec<f64>> {
        let values: Vec<f32> = of.flatten_all()?.to_vec1()?;
        let rows = values.chunks_exact(n_axes);
        Ok(rows
            .map(|row| row.iter().map(|&x| f64::from(x) * f64::from(x)).sum())
            .collect())
    };
    let (prior, proposal) = (squares(&latents)?, squares(noise)?);
    Ok((likelihoods.iter().zip(prior).zip(proposal))
        .map(|((&likelihood, z), e)| f64::from(likelihood) + 0.5 * (e - z) + half_log)
        .collect())
}

/// `log p(x | z)` of one binary image for each of `latents` (n, n_axes), in nats.
///
/// # Errors
/// Where shapes do not fit.
pub fn log_likelihoods(model: &Vae, latents: &Tensor, pixels: &[u8]) -> Result<Vec<f32>> {
    let logits: Vec<f32> = model.decode(latents)?.flatten_all()?.to_vec1()?;
    Ok(logits
        .chunks_exact(N_PIXELS)
        .map(|logits| log_bernoulli(logits, pixels))
        .collect())
}

/// `log of the mean of e^weights`.
pub fn log_mean_exp(weights: &[f64]) -> f64 {
    let largest = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = weights.iter().map(|w| libm::exp(w - largest)).sum();
    largest + libm::log(sum / weights.len().max(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_of_exponentials_far_from_one_is_a_number() {
        assert!((log_mean_exp(&[-1000.0, -1000.0]) + 1000.0).abs() < 1e-9);
        let two = log_mean_exp(&[0.0, -800.0]);
        assert!((two + std::f64::consts::LN_2).abs() < 1e-9);
    }
}
