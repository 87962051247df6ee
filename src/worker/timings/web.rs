//! The timings as functions of the worker's wasm, for a script that imports it.

use wasm_bindgen::prelude::*;

use super::gan::{Bench, Look};
use super::{gan_step, gemm, sampling};
use crate::ml::N_PIXELS;
use crate::ml::training::gan::Settings;
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

/// The GAN's timings: what they learn from and are judged by is fetched once.
#[wasm_bindgen(js_name = GanBench)]
pub struct GanBench(Bench);

#[wasm_bindgen(js_class = GanBench)]
impl GanBench {
    /// Of the files of training digits, of more test digits, and of the classifier.
    #[wasm_bindgen(constructor)]
    pub fn new(digits: &[u8], test: &[u8], classifier: &[u8]) -> Result<GanBench, JsError> {
        Bench::new(digits, test, classifier).map(Self).map_err(told)
    }

    /// Milliseconds of each of `n` steps of both nets.
    pub fn steps(&self, n: usize, batch_size: usize) -> Result<Vec<f64>, JsError> {
        self.0.step_times(n, batch_size, &now_ms).map_err(told)
    }

    /// Until the samples are readable: steps, milliseconds, score, classes covered and spread, the
    /// last three of real digits, and the first 64 samples.
    pub fn readable(&self, seed: u32, most: u32) -> Result<Vec<f64>, JsError> {
        let look = self.0.until_readable(seed.into(), most.into(), &now_ms);
        Ok(self.numbers(&look.map_err(told)?))
    }

    /// The same of a collapsing run after its `n` steps.
    pub fn collapsed(&self, seed: u32, n: u32) -> Result<Vec<f64>, JsError> {
        let look = self.0.after(&Settings::collapse(), seed.into(), n.into());
        Ok(self.numbers(&look.map_err(told)?))
    }

    /// Bytes of memory after each number of steps.
    pub fn memory(&self, steps: &[u32]) -> Result<Vec<f64>, JsError> {
        let steps: Vec<u64> = steps.iter().map(|&n| n.into()).collect();
        let bytes = || {
            let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
            let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
            f64::from(buffer.byte_length())
        };
        self.0.memory_after(&steps, &bytes).map_err(told)
    }

    fn numbers(&self, look: &Look) -> Vec<f64> {
        /// Samples that are kept as a picture.
        const N_SHOWN: usize = 64;
        let mut numbers = vec![look.n_steps as f64, look.ms];
        for quality in [&look.quality, self.0.real()] {
            let covered = quality.n_covered() as f64;
            numbers.extend([quality.score, covered, quality.spread]);
        }
        let shown = look.pixels.iter().take(N_SHOWN * N_PIXELS);
        numbers.extend(shown.map(|&grey| f64::from(grey)));
        numbers
    }
}
