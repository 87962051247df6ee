//! candle's own matrix product: the roof over everything else.

use candle_core::{Device, Result, Tensor};

use super::Clock;

/// Rows, columns and depth.
pub const SIDE: usize = 512;

/// Milliseconds of each of `n` products of two f32 matrices of [`SIDE`] squared.
///
/// # Errors
/// Where candle fails.
pub fn times(n: usize, clock: Clock<'_>) -> Result<Vec<f64>> {
    let ramp = Tensor::arange(0f32, (SIDE * SIDE) as f32, &Device::Cpu)?;
    let matrix = (ramp / (SIDE * SIDE) as f64)?.reshape((SIDE, SIDE))?;
    let mut times = Vec::new();
    for _ in 0..=n {
        let start = clock();
        matrix.matmul(&matrix)?;
        times.push(clock() - start);
    }
    // The first warms up.
    Ok(times.split_off(1))
}
