//! A convolution over any set of taps, as matrix products, with its activation and its addend.
//!
//! `out = addend + bias + sum over taps t of activation(x)[row + t.dy, col + t.dx] @ weight[t]`
//!
//! Zeros surround the image. Taps that lie side by side in one row are one product, since their
//! pixels lie side by side in memory: a masked 3x3 window is two products and no im2col, and taps
//! behind the mask cost nothing. Everything of one image stays in cache.

use candle_core::{CpuStorage, CustomOp2, CustomOp3, Layout, Result, Shape, Tensor, bail};

use super::activation::Activation;
use super::frame::Frame;
use super::gemm::{View, add_product};
use super::tape::Tape;
use super::{f32_slice, with_slices};

/// One position of a window, relative to the pixel being computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tap {
    /// Rows down.
    pub dy: i32,
    /// Columns to the right.
    pub dx: i32,
}

impl Tap {
    /// The pixel itself.
    pub const HERE: Self = Self { dy: 0, dx: 0 };
}

/// The op: which taps, and what is done to the input first.
#[derive(Debug, Clone)]
pub struct MaskedConv {
    pub taps: Vec<Tap>,
    pub activation: Activation,
}

/// Applies `op` to `x` (b, h, w, c) with `kernel` (taps * c' + 1, c_out), where c' is what the
/// activation leaves of c and the last row is the bias. Adds `addend` (b, h, w, c_out) if given.
/// Returns (b, h, w, c_out).
///
/// # Errors
/// Where shapes do not fit or an argument is not contiguous f32.
pub fn masked_conv(
    x: &Tensor,
    kernel: &Tensor,
    addend: Option<&Tensor>,
    op: &MaskedConv,
) -> Result<Tensor> {
    Tape::off().masked_conv(x, kernel, addend, op)
}

impl Tape {
    /// [`masked_conv`] of `x`.
    ///
    /// # Errors
    /// As [`masked_conv`].
    pub fn masked_conv(
        &mut self,
        x: &Tensor,
        kernel: &Tensor,
        addend: Option<&Tensor>,
        op: &MaskedConv,
    ) -> Result<Tensor> {
        match addend {
            None => self.apply2(op.clone(), x, kernel),
            Some(addend) => self.apply3(op.clone(), x, [kernel, addend]),
        }
    }
}

/// Taps next to each other in one row: one matrix product.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: usize,
    len: usize,
}

#[derive(Debug, Clone, Copy)]
struct Dims {
    batch: usize,
    height: usize,
    width: usize,
    /// Channels of `x`, after the activation, and of the output.
    c_x: usize,
    c_in: usize,
    c_out: usize,
}

impl Dims {
    const fn n_pixels(&self) -> usize {
        self.height * self.width
    }
}

impl MaskedConv {
    fn dims(&self, x: &Shape, kernel: &Shape) -> Result<Dims> {
        let (batch, height, width, c_x) = x.dims4()?;
        let (n_rows, c_out) = kernel.dims2()?;
        let c_in = self.activation.n_out(c_x);
        if n_rows != self.taps.len() * c_in + 1 || height == 0 || width == 0 {
            bail!("masked-conv: input {x:?} and kernel {kernel:?} do not fit {self:?}");
        }
        Ok(Dims {
            batch,
            height,
            width,
            c_x,
            c_in,
            c_out,
        })
    }

    fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (i, tap) in self.taps.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if self.taps[i - 1].dy == tap.dy && self.taps[i - 1].dx + 1 == tap.dx => {
                    run.len += 1;
                }
                _ => runs.push(Run { first: i, len: 1 }),
            }
        }
        runs
    }

    /// Writes `activation(x)` of one image into its frame, whose margins are zero already.
    fn fill_frame(&self, frame: Frame, dims: Dims, x: &[f32], framed: &mut [f32]) {
        for (row, x_row) in x.chunks_exact(dims.width * dims.c_x).enumerate() {
            let start = frame.row_start(row) * dims.c_in;
            let out_row = &mut framed[start..start + dims.width * dims.c_in];
            if self.activation == Activation::Identity {
                out_row.copy_from_slice(x_row);
                continue;
            }
            for (x, out) in x_row
                .chunks_exact(dims.c_x)
                .zip(out_row.chunks_exact_mut(dims.c_in))
            {
                self.activation.forward(x, out);
            }
        }
    }

    fn forward(&self, dims: Dims, x: &[f32], kernel: &[f32], addend: Option<&[f32]>) -> Vec<f32> {
        let Dims { c_in, c_out, .. } = dims;
        let frame = Frame::around(dims.height, dims.width, &self.taps);
        let bias = &kernel[self.taps.len() * c_in * c_out..];
        let n_out = dims.n_pixels() * c_out;
        let mut out: Vec<f32> = match addend {
            Some(addend) => addend.to_vec(),
            None => vec![0.0; dims.batch * n_out],
        };
        let mut framed = vec![0.0; frame.len() * c_in];
        let mut product = vec![0.0; frame.span() * c_out];
        for (x, out) in x
            .chunks_exact(dims.n_pixels() * dims.c_x)
            .zip(out.chunks_exact_mut(n_out))
        {
            self.fill_frame(frame, dims, x, &mut framed);
            for row in product.chunks_exact_mut(c_out) {
                row.copy_from_slice(bias);
            }
            for run in self.runs() {
                add_product(
                    frame.span(),
                    run.len * c_in,
                    c_out,
                    View::rows(&framed, frame.seen_by(self.taps[run.first]) * c_in, c_in),
                    View::rows(kernel, run.first * c_in * c_out, c_out),
                    &mut product,
                );
            }
            let row_len = dims.width * c_out;
            for (out, product) in out
                .chunks_exact_mut(row_len)
                .zip(product.chunks(frame.stride() * c_out))
            {
                for (out, product) in out.iter_mut().zip(product) {
                    *out += product;
                }
            }
        }
        out
    }

    /// Gradients of `x` (where wanted) and of the kernel.
    fn backward(
        &self,
        dims: Dims,
        x: &[f32],
        kernel: &[f32],
        d_out: &[f32],
        wants_d_x: bool,
    ) -> (Option<Vec<f32>>, Vec<f32>) {
        let Dims {
            c_x, c_in, c_out, ..
        } = dims;
        let frame = Frame::around(dims.height, dims.width, &self.taps);
        let d_frame = frame.flipped();
        let runs = self.runs();
        let mirrored = self.mirrored_kernel(dims, kernel, &runs);

        let mut d_kernel = vec![0.0; kernel.len()];
        let mut d_x = wants_d_x.then(|| vec![0.0; x.len()]);
        let mut framed = vec![0.0; frame.len() * c_in];
        let mut d_framed = vec![0.0; d_frame.len() * c_out];
        let mut d_in = vec![0.0; frame.span() * c_in];
        for image in 0..dims.batch {
            let x = &x[image * dims.n_pixels() * c_x..][..dims.n_pixels() * c_x];
            let d_out = &d_out[image * dims.n_pixels() * c_out..][..dims.n_pixels() * c_out];
            self.fill_frame(frame, dims, x, &mut framed);
            for (row, d_row) in d_out.chunks_exact(dims.width * c_out).enumerate() {
                d_framed[d_frame.row_start(row) * c_out..][..d_row.len()].copy_from_slice(d_row);
            }
            let d_pixels = View::rows(&d_framed, d_frame.row_start(0) * c_out, c_out);
            for run in &runs {
                let seen = View::rows(&framed, frame.seen_by(self.taps[run.first]) * c_in, c_in);
                let (start, n) = (run.first * c_in * c_out, run.len * c_in);
                add_product(
                    n,
                    frame.span(),
                    c_out,
                    seen.transposed(),
                    d_pixels,
                    &mut d_kernel[start..start + n * c_out],
                );
            }
            let d_bias = &mut d_kernel[self.taps.len() * c_in * c_out..];
            for d_pixel in d_out.chunks_exact(c_out) {
                for (d_bias, d) in d_bias.iter_mut().zip(d_pixel) {
                    *d_bias += d;
                }
            }
            let Some(d_x) = &mut d_x else { continue };
            d_in.fill(0.0);
            for run in &runs {
                // A pixel's gradient gathers from the pixels that saw it, which lie the other
                // way: in reverse order of the taps they are side by side again.
                let last = self.taps[run.first + run.len - 1];
                let from = Tap {
                    dy: -last.dy,
                    dx: -last.dx,
                };
                add_product(
                    frame.span(),
                    run.len * c_out,
                    c_in,
                    View::rows(&d_framed, d_frame.seen_by(from) * c_out, c_out),
                    View::rows(&mirrored, run.first * c_out * c_in, c_in),
                    &mut d_in,
                );
            }
            let d_x = &mut d_x[image * dims.n_pixels() * c_x..][..dims.n_pixels() * c_x];
            for row in 0..dims.height {
                let d_in = &d_in[row * frame.stride() * c_in..];
                for col in 0..dims.width {
                    let at = (row * dims.width + col) * c_x;
                    self.activation.backward(
                        &x[at..at + c_x],
                        &d_in[col * c_in..(col + 1) * c_in],
                        &mut d_x[at..at + c_x],
                    );
                }
            }
        }
        (d_x, d_kernel)
    }

    /// Each run's taps in reverse order, each tap's matrix transposed to (c_out, c_in).
    fn mirrored_kernel(&self, dims: Dims, kernel: &[f32], runs: &[Run]) -> Vec<f32> {
        let tap_len = dims.c_in * dims.c_out;
        let mut mirrored = Vec::with_capacity(self.taps.len() * tap_len);
        for run in runs {
            for tap in (run.first..run.first + run.len).rev() {
                let tap = &kernel[tap * tap_len..(tap + 1) * tap_len];
                for o in 0..dims.c_out {
                    mirrored.extend((0..dims.c_in).map(|i| tap[i * dims.c_out + o]));
                }
            }
        }
        mirrored
    }

    fn gradients(
        &self,
        x: &Tensor,
        kernel: &Tensor,
        d_out: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let dims = self.dims(x.shape(), kernel.shape())?;
        let d_out = d_out.contiguous()?;
        let (d_x, d_kernel) =
            with_slices([x, kernel, &d_out], "masked-conv", |[from, by, d_out]| {
                self.backward(dims, from, by, d_out, x.track_op())
            })?;
        let d_x = d_x
            .map(|d_x| Tensor::from_vec(d_x, x.shape(), x.device()))
            .transpose()?;
        let d_kernel = kernel
            .track_op()
            .then(|| Tensor::from_vec(d_kernel, kernel.shape(), kernel.device()))
            .transpose()?;
        Ok((d_x, d_kernel))
    }
}

impl CustomOp2 for MaskedConv {
    fn name(&self) -> &'static str {
        "masked-conv"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        x_layout: &Layout,
        kernel: &CpuStorage,
        kernel_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let dims = self.dims(x_layout.shape(), kernel_layout.shape())?;
        let out = self.forward(
            dims,
            f32_slice(x, x_layout, "masked-conv")?,
            f32_slice(kernel, kernel_layout, "masked-conv")?,
            None,
        );
        let shape = (dims.batch, dims.height, dims.width, dims.c_out);
        Ok((CpuStorage::F32(out), shape.into()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        kernel: &Tensor,
        _out: &Tensor,
        d_out: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        self.gradients(x, kernel, d_out)
    }
}

impl CustomOp3 for MaskedConv {
    fn name(&self) -> &'static str {
        "masked-conv-add"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        x_layout: &Layout,
        kernel: &CpuStorage,
        kernel_layout: &Layout,
        addend: &CpuStorage,
        addend_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let dims = self.dims(x_layout.shape(), kernel_layout.shape())?;
        let shape = Shape::from((dims.batch, dims.height, dims.width, dims.c_out));
        if addend_layout.shape() != &shape {
            bail!(
                "masked-conv: addend {:?}, expected {shape:?}",
                addend_layout.shape()
            );
        }
        let out = self.forward(
            dims,
            f32_slice(x, x_layout, "masked-conv")?,
            f32_slice(kernel, kernel_layout, "masked-conv")?,
            Some(f32_slice(addend, addend_layout, "masked-conv")?),
        );
        Ok((CpuStorage::F32(out), shape))
    }

    fn bwd(
        &self,
        x: &Tensor,
        kernel: &Tensor,
        addend: &Tensor,
        _out: &Tensor,
        d_out: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let (d_x, d_kernel) = self.gradients(x, kernel, d_out)?;
        let d_addend = addend.track_op().then(|| d_out.clone());
        Ok((d_x, d_kernel, d_addend))
    }
}
