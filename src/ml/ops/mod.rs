//! The arithmetic that everything hangs on: candle custom ops with hand-written backward passes.
//!
//! Images are NHWC, `(batch, height, width, channels)`, since a window's pixels in one row then
//! lie side by side and a convolution is a handful of matrix products without copies.

pub mod activation;
pub mod adam;
pub mod conv;
pub mod cross_entropy;
mod frame;
pub mod gemm;
pub mod math;

use candle_core::{CpuStorage, Layout, Result, bail};

/// The numbers of a contiguous f32 tensor.
///
/// # Errors
/// Where the tensor is not f32 or its numbers do not lie in order.
fn f32_slice<'a>(storage: &'a CpuStorage, layout: &Layout, op: &str) -> Result<&'a [f32]> {
    let Some((start, end)) = layout.contiguous_offsets() else {
        bail!("{op}: an argument is not contiguous")
    };
    Ok(&storage.as_slice::<f32>()?[start..end])
}
