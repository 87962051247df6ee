//! Sampling with kept activations against a forward pass for each pixel.

use candle_core::Result;

use super::Clock;
use crate::ml::N_PIXELS;
use crate::ml::models::{Autoregressive, Model, PixelCnn, pixel_cnn};
use crate::ml::rng::{Draws, Purpose};
use crate::ml::sampling::{Sampler, categorical};

const SEED: u64 = 1;
const N_RUNS: usize = 7;

/// The names of what [`times`] returns, in its order.
pub const NAMES: [&str; 3] = ["image_cached_ms", "batch16_cached_ms", "image_naive_ms"];

/// Milliseconds of one image with kept activations and of sixteen side by side, medians of
/// [`N_RUNS`]; and of one image by 784 forward passes, once.
///
/// # Errors
/// Where `weights` are not the PixelCNN's, or candle fails.
pub fn times(weights: &[u8], clock: Clock<'_>) -> Result<Vec<f64>> {
    let model = PixelCnn::from_weights(&pixel_cnn::Config::small_28(), weights)?
        .map_err(candle_core::Error::wrap)?;
    let cached = |n_images: u32| -> Result<f64> {
        let numbers: Vec<u32> = (0..n_images).collect();
        let mut times = Vec::new();
        for _ in 0..N_RUNS {
            let mut sampler = Sampler::batch(&model, numbers.len())?;
            let start = clock();
            while sampler.draw(SEED, &numbers, 1.0).is_some() {}
            times.push(clock() - start);
        }
        times.sort_by(f64::total_cmp);
        Ok(times[N_RUNS / 2])
    };
    Ok(vec![cached(1)?, cached(16)?, naive(&model, clock)?])
}

fn naive(model: &PixelCnn, clock: Clock<'_>) -> Result<f64> {
    let draws = Draws::new(SEED, Purpose::Pixel);
    let mut pixels = vec![0; N_PIXELS];
    let start = clock();
    for at in 0..N_PIXELS {
        let logits: Vec<f32> = model.forward(&pixels)?.get(at)?.to_vec1()?;
        let probabilities = categorical::softmax(&logits, 1.0);
        pixels[at] = categorical::pick(&probabilities, draws.uniform(at as u64)) as u8;
    }
    Ok(clock() - start)
}
