//! The timings as functions of the worker's wasm, for a script that imports it.

use wasm_bindgen::prelude::*;

use super::{gan_step, gemm, sampling};
use crate::worker::host::now_ms;

fn told(error: candle_core::Error) -> JsError {
    JsError::new(&error.to_string())
}

/// Milliseconds of each of `n` matrix products of 512 cubed.
#[wasm_bindgen(js_name = timeGemm)]
pub fn time_gemm(n: usize) -> Result<Vec<f64>, JsError> {
    gemm::times(n, &now_ms).map_err(told)
}

/// `n` training steps of the DCGAN-shaped pair with our convolutions and with candle's, in turn:
/// for each pair of steps the milliseconds of our passes, then of candle's.
#[wasm_bindgen(js_name = timeGanStep)]
pub fn time_gan_step(n: usize) -> Result<Vec<f64>, JsError> {
    let [ours, candles] = gan_step::interleaved(n, &now_ms).map_err(told)?;
    let pairs = ours.iter().zip(&candles);
    Ok(pairs
        .flat_map(|(ours, candles)| [ours.passes, candles.passes].concat())
        .collect())
}

/// Milliseconds of one image with kept activations, of sixteen together, and of one by a whole
/// forward pass for each pixel, from the PixelCNN of these weights.
#[wasm_bindgen(js_name = timeSampling)]
pub fn time_sampling(weights: &[u8]) -> Result<Vec<f64>, JsError> {
    sampling::times(weights, &now_ms).map_err(told)
}
