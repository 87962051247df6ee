//! Samples of a pair as it is.

use candle_core::{Device, Result, Tensor};

use super::GanTraining;
use crate::ml::layers::Use;
use crate::ml::models::gan::greys;
use crate::ml::rng::{Draws, Purpose};

/// Images made at once: their activations stay in cache.
const CHUNK: usize = 50;

/// The samples `first..first + n` of `seed`, grey, one after the other. The noise of each is a
/// function of seed and number, the same for every pair.
///
/// # Errors
/// Where candle fails.
pub fn sample(run: &GanTraining, seed: u64, first: usize, n: usize) -> Result<Vec<u8>> {
    let mut pixels = Vec::new();
    let n_latent = run.config().n_latent;
    for noise in latents(seed, first, n, n_latent).chunks(CHUNK * n_latent) {
        let noise = Tensor::from_slice(noise, (noise.len() / n_latent, n_latent), &Device::Cpu)?;
        pixels.extend(greys(&run.generator.model.forward(&noise, Use::Sampling)?)?);
    }
    Ok(pixels)
}

/// The noise of the samples `first..first + n` of `seed`, `n_latent` numbers each.
pub fn latents(seed: u64, first: usize, n: usize, n_latent: usize) -> Vec<f32> {
    let draws = Draws::new(seed, Purpose::Sample);
    draws.normals((first * n_latent) as u64, n * n_latent)
}
