//! A convolution at one pixel, on plain slices.

use candle_core::Result;

use crate::ml::SIDE;
use crate::ml::layers::Conv2d;
use crate::ml::ops::conv::Tap;

/// The weights of a [`Conv2d`], ready to be applied one pixel at a time to activated inputs.
#[derive(Debug, Clone)]
pub struct PlainConv {
    taps: Vec<Tap>,
    kernel: Vec<f32>,
    c_in: usize,
    c_out: usize,
}

impl PlainConv {
    /// # Errors
    /// Where the layer's weights cannot be read.
    pub fn new(layer: &Conv2d) -> Result<Self> {
        let (n_rows, c_out) = layer.kernel().dims2()?;
        Ok(Self {
            taps: layer.taps().to_vec(),
            kernel: layer.kernel().flatten_all()?.to_vec1()?,
            c_in: (n_rows - 1) / layer.taps().len(),
            c_out,
        })
    }

    pub const fn c_out(&self) -> usize {
        self.c_out
    }

    /// Adds bias and windows around pixel `at` of the image `x` (784, c_in) to `out` (c_out).
    pub fn add_at(&self, x: &[f32], at: usize, out: &mut [f32]) {
        self.add_bias(out);
        let (row, col) = ((at / SIDE) as i32, (at % SIDE) as i32);
        for (i, tap) in self.taps.iter().enumerate() {
            let (row, col) = (row + tap.dy, col + tap.dx);
            let side = SIDE as i32;
            if !(0..side).contains(&row) || !(0..side).contains(&col) {
                continue;
            }
            let from = (row * side + col) as usize * self.c_in;
            self.add_tap(i, &x[from..from + self.c_in], out);
        }
    }

    /// Adds bias and a 1x1 window over one pixel's `x` (c_in) to `out` (c_out).
    pub fn add_pointwise(&self, x: &[f32], out: &mut [f32]) {
        self.add_bias(out);
        self.add_tap(0, x, out);
    }

    fn add_bias(&self, out: &mut [f32]) {
        let bias = &self.kernel[self.taps.len() * self.c_in * self.c_out..];
        for (out, bias) in out.iter_mut().zip(bias) {
            *out += bias;
        }
    }

    /// `out += x @ weight[tap]`. Sixteen sums at a time stay in registers; each is summed in the
    /// order of `x`, so that the result does not depend on the machine.
    fn add_tap(&self, tap: usize, x: &[f32], out: &mut [f32]) {
        const LANES: usize = 16;
        let weight = &self.kernel[tap * self.c_in * self.c_out..][..self.c_in * self.c_out];
        let (blocks, rest) = out.as_chunks_mut::<LANES>();
        let n_blocks = blocks.len();
        for (block, out) in blocks.iter_mut().enumerate() {
            let mut sums = *out;
            for (row, &x) in weight.chunks_exact(self.c_out).zip(x) {
                if let Some(row) = row[block * LANES..].first_chunk::<LANES>() {
                    for (sum, w) in sums.iter_mut().zip(row) {
                        *sum += x * w;
                    }
                }
            }
            *out = sums;
        }
        for (i, out) in rest.iter_mut().enumerate() {
            for (row, &x) in weight.chunks_exact(self.c_out).zip(x) {
                *out += x * row[n_blocks * LANES + i];
            }
        }
    }
}
