//! The arithmetic that everything hangs on: candle custom ops with hand-written backward passes.
//!
//! Images are NHWC, `(batch, height, width, channels)`, since a window's pixels in one row then
//! lie side by side and a convolution is a handful of matrix products without copies.

pub mod activation;
pub mod adam;
pub mod batch_norm;
pub mod conv;
pub mod cross_entropy;
pub mod dense;
mod frame;
pub mod gemm;
pub mod logistic;
pub mod lstm_cell;
pub mod masked_conv;
pub mod math;
pub mod muon;
pub mod plain_conv;
pub mod pointwise;
pub mod posterior;
pub mod row_lstm;
pub mod table;
pub mod tape;
pub mod window;

use candle_core::{CpuStorage, Layout, Result, Storage, Tensor, bail};

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

/// The same, to be changed in place.
///
/// # Errors
/// As [`f32_slice`].
fn f32_slice_mut<'a>(
    storage: &'a mut CpuStorage,
    layout: &Layout,
    op: &str,
) -> Result<&'a mut [f32]> {
    match (storage, layout.contiguous_offsets()) {
        (CpuStorage::F32(values), Some((start, end))) => Ok(&mut values[start..end]),
        _ => bail!("{op}: a parameter is not contiguous f32"),
    }
}

/// The sum of the squares of a tensor's numbers.
///
/// # Errors
/// Where the tensor is not contiguous f32.
pub fn sum_of_squares(tensor: &Tensor) -> Result<f64> {
    const LANES: usize = 8;
    with_slices([tensor], "sum-of-squares", |[values]| {
        let (lanes, rest) = values.as_chunks::<LANES>();
        let mut sums = [0.0f32; LANES];
        for lane in lanes {
            for (sum, x) in sums.iter_mut().zip(lane) {
                *sum += x * x;
            }
        }
        let all = sums.into_iter().chain(rest.iter().map(|x| x * x));
        all.map(f64::from).sum()
    })
}

/// What `f` makes of the numbers of some tensors.
///
/// # Errors
/// As [`f32_slice`].
fn with_slices<const N: usize, T>(
    tensors: [&Tensor; N],
    op: &str,
    f: impl FnOnce([&[f32]; N]) -> T,
) -> Result<T> {
    let locked = tensors.map(Tensor::storage_and_layout);
    let mut slices: [&[f32]; N] = [&[]; N];
    for (slice, (storage, layout)) in slices.iter_mut().zip(&locked) {
        let Storage::Cpu(storage) = &**storage else {
            bail!("{op}: only on the CPU")
        };
        *slice = f32_slice(storage, layout, op)?;
    }
    Ok(f(slices))
}
