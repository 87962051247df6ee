//! Likelihoods of the nets that predict pixel by pixel, and what they are held against.

use candle_core::Result;

use crate::ml::models::Autoregressive;
use crate::ml::sampling::categorical;
use crate::ml::{N_LEVELS, N_PIXELS};

/// Images scored at once: their activations stay in cache.
const CHUNK: usize = 4;

/// Mean `-ln p` of the images in `pixels`, in nats an image, at temperature 1. `progress` hears
/// how many images are done.
///
/// # Errors
/// Where `pixels` are not whole images.
pub fn nll(
    model: &dyn Autoregressive,
    pixels: &[u8],
    mut progress: impl FnMut(usize),
) -> Result<f64> {
    let mut sum_nats = 0.0;
    for (i, chunk) in pixels.chunks(CHUNK * N_PIXELS).enumerate() {
        let mean_nats = f64::from(model.loss(chunk)?.to_scalar::<f32>()?);
        sum_nats += mean_nats * chunk.len() as f64;
        progress(i * CHUNK + chunk.len() / N_PIXELS);
    }
    Ok(sum_nats / pixels.len() as f64 * N_PIXELS as f64)
}

/// [`nll`] in bits a pixel.
///
/// # Errors
/// As [`nll`].
pub fn bits_per_dim(
    model: &dyn Autoregressive,
    pixels: &[u8],
    progress: impl FnMut(usize),
) -> Result<f64> {
    Ok(nll(model, pixels, progress)? / N_PIXELS as f64 / std::f64::consts::LN_2)
}

/// The surprise of each pixel of one image, `-log2 p(pixel | pixels before)` at temperature 1, by
/// one full pass: (784).
///
/// # Errors
/// Where `pixels` are not whole images.
pub fn surprise(model: &dyn Autoregressive, pixels: &[u8]) -> Result<Vec<f32>> {
    let logits: Vec<f32> = model.forward(pixels)?.flatten_all()?.to_vec1()?;
    let bits = (logits.chunks_exact(model.n_levels()).zip(pixels))
        .map(|(logits, &value)| categorical::bits(logits, usize::from(value)));
    Ok(bits.collect())
}

/// What is known of a pixel without looking at any other: how often each grey value occurs in
/// training images.
#[derive(Debug, Clone)]
pub struct GreyHistogram {
    bits: Vec<f64>,
}

impl GreyHistogram {
    /// From how often each value was seen, each counted once more than that.
    pub fn new(counts: &[u32; N_LEVELS]) -> Self {
        let total: f64 = counts.iter().map(|&count| f64::from(count) + 1.0).sum();
        let bits = |&count: &u32| -libm::log2((f64::from(count) + 1.0) / total);
        Self {
            bits: counts.iter().map(bits).collect(),
        }
    }

    /// How often each value occurs in `pixels`.
    pub fn count(pixels: &[u8]) -> [u32; N_LEVELS] {
        let mut counts = [0; N_LEVELS];
        for &value in pixels {
            counts[usize::from(value)] += 1;
        }
        counts
    }

    /// The surprise of all of `pixels` together, in bits.
    pub fn total_bits(&self, pixels: &[u8]) -> f64 {
        pixels
            .iter()
            .map(|&value| self.bits[usize::from(value)])
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_histogram_of_uniform_values_is_eight_bits() {
        let every: Vec<u8> = (0..=255).collect();
        let uniform = GreyHistogram::new(&GreyHistogram::count(&every));
        assert!((uniform.total_bits(&every) - 8.0 * 256.0).abs() < 1e-9);
        let black = GreyHistogram::new(&GreyHistogram::count(&[0; 1000]));
        assert!(black.total_bits(&[0; 10]) < 4.0);
    }
}
