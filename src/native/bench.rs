//! The speed of training on this machine.

use std::time::Instant;

use serde_json::json;

use super::{Result, report};
use crate::ml::N_PIXELS;
use crate::ml::models::{Autoregressive, Model, PixelCnn, pixel_cnn};
use crate::ml::ops::adam;
use crate::ml::rng::{Draws, Purpose};
use crate::ml::training::Optimizer;
use crate::ml::weights::FreshVars;

const BATCH: usize = 16;
const N_STEPS: usize = 8;

/// Images a second of PixelCNN training, batch 16, one thread.
pub fn native() -> Result<()> {
    let fresh = FreshVars::new(1);
    let model = PixelCnn::new(&pixel_cnn::Config::small_28(), fresh.builder())?;
    let config = adam::Config {
        beta1: 0.9,
        beta2: 0.99,
        epsilon: 1e-8,
    };
    let mut optimizer = Optimizer::adam(config, fresh.vars().into_values());
    let draws = Draws::new(1, Purpose::Pixel);
    let images: Vec<u8> = (0..BATCH * N_PIXELS)
        .map(|i| draws.bits(i as u64) as u8)
        .collect();
    let mut seconds = Vec::new();
    for _ in 0..=N_STEPS {
        let start = Instant::now();
        let loss = model.loss(&images)?;
        optimizer.step(&loss, 1e-4, 1.0)?;
        seconds.push(start.elapsed().as_secs_f64());
    }
    // The first step warms the allocator and the caches.
    let mut rest = seconds.split_off(1);
    rest.sort_by(f64::total_cmp);
    report::print(
        "pixelcnn.training_images_per_second",
        BATCH as f64 / rest[rest.len() / 2],
        "images/s",
        json!({ "batch": BATCH, "threads": 1 }),
    );
    Ok(())
}
