//! Figures of quality.

use candle_core::Result;

use super::models::PixelCnn;
use super::{N_LEVELS, N_PIXELS};

/// Images scored at once: their activations stay in cache.
const CHUNK: usize = 4;

/// Mean `-ln p` of the images in `pixels`, in nats an image, at temperature 1. `progress` hears
/// how many images are done.
///
/// # Errors
/// Where `pixels` are not whole images.
pub fn nll(model: &PixelCnn, pixels: &[u8], mut progress: impl FnMut(usize)) -> Result<f64> {
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
pub fn bits_per_dim(model: &PixelCnn, pixels: &[u8], progress: impl FnMut(usize)) -> Result<f64> {
    Ok(nll(model, pixels, progress)? / N_PIXELS as f64 / std::f64::consts::LN_2)
}

/// Bits a pixel of `pixels` under the grey values' frequencies in `training`, each counted once
/// more than seen: what is known without looking at any other pixel.
pub fn histogram_bits_per_dim(training: &[u8], pixels: &[u8]) -> f64 {
    let mut counts = [1u64; N_LEVELS];
    for &value in training {
        counts[usize::from(value)] += 1;
    }
    let total = (training.len() + N_LEVELS) as f64;
    let bits: f64 = pixels
        .iter()
        .map(|&value| -(counts[usize::from(value)] as f64 / total).log2())
        .sum();
    bits / pixels.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_histogram_of_uniform_values_is_eight_bits() {
        let every: Vec<u8> = (0..=255).collect();
        assert!((histogram_bits_per_dim(&every, &every) - 8.0).abs() < 1e-12);
        assert!(histogram_bits_per_dim(&[0; 1000], &[0; 10]) < 0.4);
    }
}
