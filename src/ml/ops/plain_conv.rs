//! A convolution at one pixel of several images, on plain slices.

use candle_core::{Result, Tensor};

use crate::masked_conv::Tap;

/// The weights of a masked convolution, ready to be applied one pixel at a time to activated
/// inputs.
#[derive(Debug, Clone)]
pub struct PlainConv {
    taps: Vec<Tap>,
    kernel: Vec<f32>,
    /// Pixels along one side of the images.
    side: usize,
    c_in: usize,
    c_out: usize,
}

/// Outputs summed at once for one image and for two: as many as stay in registers. A weight that
/// is loaded for two images costs half.
const LANES_OF_ONE: usize = 32;
const LANES_OF_TWO: usize = 16;

impl PlainConv {
    /// Of `taps` and `kernel` (taps * c_in + 1, c_out), for images of `side` by `side` pixels.
    ///
    /// # Errors
    /// Where the weights cannot be read.
    pub fn new(taps: &[Tap], kernel: &Tensor, side: usize) -> Result<Self> {
        let (n_rows, c_out) = kernel.dims2()?;
        Ok(Self {
            taps: taps.to_vec(),
            kernel: kernel.flatten_all()?.to_vec1()?,
            side,
            c_in: n_rows.saturating_sub(1) / taps.len().max(1),
            c_out,
        })
    }

    pub const fn c_out(&self) -> usize {
        self.c_out
    }

    /// Adds bias and windows around pixel `at` of the images `x` (pixels, n, c_in) to `out`
    /// (n, c_out).
    pub fn add_at(&self, x: &[f32], at: usize, out: &mut [f32]) {
        self.add_bias(out);
        let (row, col) = ((at / self.side) as i32, (at % self.side) as i32);
        for (i, tap) in self.taps.iter().enumerate() {
            let (row, col) = (row + tap.dy, col + tap.dx);
            let side = self.side as i32;
            if !(0..side).contains(&row) || !(0..side).contains(&col) {
                continue;
            }
            let pixel = (row * side + col) as usize;
            let n = out.len() / self.c_out * self.c_in;
            self.add_tap(i, &x[pixel * n..(pixel + 1) * n], out);
        }
    }

    /// Adds bias and a 1x1 window over one pixel of each image, `x` (n, c_in), to `out`
    /// (n, c_out).
    pub fn add_pointwise(&self, x: &[f32], out: &mut [f32]) {
        self.add_bias(out);
        self.add_tap(0, x, out);
    }

    fn add_bias(&self, out: &mut [f32]) {
        let bias = &self.kernel[self.taps.len() * self.c_in * self.c_out..];
        for out in out.chunks_exact_mut(self.c_out) {
            for (out, bias) in out.iter_mut().zip(bias) {
                *out += bias;
            }
        }
    }

    /// `out += x @ weight[tap]`, with `x` (n, c_in). Each output is summed in the order of `x`
    /// whatever the other images are, so that the result depends neither on them nor on the
    /// machine.
    fn add_tap(&self, tap: usize, x: &[f32], out: &mut [f32]) {
        let weight = &self.kernel[tap * self.c_in * self.c_out..][..self.c_in * self.c_out];
        let image = |i: usize| &x[i * self.c_in..(i + 1) * self.c_in];
        let mut pairs = out.chunks_exact_mut(2 * self.c_out);
        let mut n_done = 0;
        for pair in &mut pairs {
            let (first, second) = pair.split_at_mut(self.c_out);
            let x = [image(n_done), image(n_done + 1)];
            add_products::<LANES_OF_TWO, 2>(weight, x, [first, second]);
            n_done += 2;
        }
        let last = pairs.into_remainder();
        if !last.is_empty() {
            add_products::<LANES_OF_ONE, 1>(weight, [image(n_done)], [last]);
        }
    }
}

/// `out += x @ weight` for `N` images at once, `weight` (c_in, c_out).
fn add_products<const LANES: usize, const N: usize>(
    weight: &[f32],
    x: [&[f32]; N],
    mut out: [&mut [f32]; N],
) {
    let c_out = out[0].len();
    let mut column = 0;
    while column + LANES <= c_out {
        add_columns::<LANES, N>(weight, x, &mut out, column);
        column += LANES;
    }
    while column + 8 <= c_out {
        add_columns::<8, N>(weight, x, &mut out, column);
        column += 8;
    }
    while column < c_out {
        add_columns::<1, N>(weight, x, &mut out, column);
        column += 1;
    }
}

/// The outputs `column..column + LANES`, whose sums stay in registers.
fn add_columns<const LANES: usize, const N: usize>(
    weight: &[f32],
    x: [&[f32]; N],
    out: &mut [&mut [f32]; N],
    column: usize,
) {
    let mut sums = [[0.0f32; LANES]; N];
    for (sums, out) in sums.iter_mut().zip(out.iter()) {
        sums.copy_from_slice(&out[column..column + LANES]);
    }
    for (i, row) in weight.chunks_exact(out[0].len()).enumerate() {
        let Some(row) = row[column..].first_chunk::<LANES>() else {
            continue;
        };
        for (sums, x) in sums.iter_mut().zip(x) {
            for (sum, w) in sums.iter_mut().zip(row) {
                *sum += x[i] * w;
            }
        }
    }
    for (sums, out) in sums.iter().zip(out) {
        out[column..column + LANES].copy_from_slice(sums);
    }
}
