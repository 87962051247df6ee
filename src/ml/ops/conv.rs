//! Convolution and transposed convolution, any window, stride and padding, as matrix products
//! over tiles of gathered windows that stay in cache (see [`super::window`]).
//!
//! Both use one kernel layout, (rows * cols * c_large, c_small), where the image's side is the
//! large one, and a bias of one number an output channel. Their backward passes are each other,
//! and skip what needs no gradient: data, a frozen net. Sums run in f32 in another order than
//! candle's: outputs and gradients agree within 2e-5 of their largest number.

use candle_core::{CpuStorage, CustomOp3, Layout, Result, Shape, Tensor, bail};

use super::tape::Tape;
use super::window::{Window, Windows};
use super::{f32_slice, with_slices};

/// The convolution (in fact cross-correlation, as everywhere in this field) of `x` (b, h, w, c)
/// with `kernel` (rows * cols * c, c_out), plus `bias` (c_out), to (b, h', w', c_out), where
/// `h' = (h + 2 padding - rows) / stride + 1`, rounded down.
///
/// # Errors
/// Where shapes do not fit, or an argument is not contiguous f32.
pub fn conv2d(x: &Tensor, kernel: &Tensor, bias: &Tensor, window: Window) -> Result<Tensor> {
    let way = Way::Gather;
    x.apply_op3(kernel, bias, Conv { way, window })
}

/// The transposed convolution of `x` (b, h, w, c) with `kernel` (rows * cols * c_out, c), plus
/// `bias` (c_out), to (b, h', w', c_out), where `h' = (h - 1) stride + rows - 2 padding`: the
/// gradient of [`conv2d`]'s input, used as a layer that enlarges.
///
/// # Errors
/// As [`conv2d`].
pub fn conv_transpose2d(
    x: &Tensor,
    kernel: &Tensor,
    bias: &Tensor,
    window: Window,
) -> Result<Tensor> {
    let way = Way::Spread;
    x.apply_op3(kernel, bias, Conv { way, window })
}

impl Tape {
    /// [`conv2d`] of `x`, with (kernel, bias).
    ///
    /// # Errors
    /// As [`conv2d`].
    pub fn conv2d(&mut self, x: &Tensor, with: [&Tensor; 2], window: Window) -> Result<Tensor> {
        let way = Way::Gather;
        self.apply3(Conv { way, window }, x, with)
    }

    /// [`conv_transpose2d`] of `x`, with (kernel, bias).
    ///
    /// # Errors
    /// As [`conv2d`].
    pub fn conv_transpose2d(
        &mut self,
        x: &Tensor,
        with: [&Tensor; 2],
        window: Window,
    ) -> Result<Tensor> {
        let way = Way::Spread;
        self.apply3(Conv { way, window }, x, with)
    }
}

/// Whether an output pixel gathers a window, or an input pixel is spread over one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Gather,
    Spread,
}

#[derive(Debug, Clone)]
struct Conv {
    way: Way,
    window: Window,
}

impl Conv {
    /// The windows, and the output's shape.
    fn windows(&self, x: &Shape, kernel: &Shape, bias: &Shape) -> Result<(Windows, Shape)> {
        let (n_window, c_small) = kernel.dims2()?;
        let (batch, height, width, c_x) = x.dims4()?;
        let (windows, out) = match self.way {
            Way::Gather => {
                let windows = Windows::over(self.window, (batch, height, width, c_x), c_small)?;
                (windows, windows.small)
            }
            Way::Spread => {
                let c_large = n_window / self.window.n_taps().max(1);
                let small = (batch, height, width, c_x);
                let windows = Windows::from_positions(self.window, small, c_large)?;
                (windows, windows.large)
            }
        };
        if windows.n_window() != n_window
            || windows.small.2 != c_small
            || bias.dims1()? != out.2
            || n_window * c_small == 0
        {
            bail!("{self:?}: input {x:?}, kernel {kernel:?} and bias {bias:?} do not fit");
        }
        Ok((windows, Shape::from((batch, out.0, out.1, out.2))))
    }
}

impl CustomOp3 for Conv {
    fn name(&self) -> &'static str {
        match self.way {
            Way::Gather => "conv2d",
            Way::Spread => "conv-transpose2d",
        }
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        x_layout: &Layout,
        kernel: &CpuStorage,
        kernel_layout: &Layout,
        bias: &CpuStorage,
        bias_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (windows, shape) =
            self.windows(x_layout.shape(), kernel_layout.shape(), bias_layout.shape())?;
        let x = f32_slice(x, x_layout, self.name())?;
        let kernel = f32_slice(kernel, kernel_layout, self.name())?;
        let bias = f32_slice(bias, bias_layout, self.name())?;
        let mut out = bias.repeat(shape.elem_count() / bias.len());
        match self.way {
            Way::Gather => windows.correlate(x, kernel, &mut out),
            Way::Spread => windows.spread(x, kernel, &mut out),
        }
        Ok((CpuStorage::F32(out), shape))
    }

    fn bwd(
        &self,
        x: &Tensor,
        kernel: &Tensor,
        bias: &Tensor,
        _out: &Tensor,
        d_out: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let (windows, _) = self.windows(x.shape(), kernel.shape(), bias.shape())?;
        let d_out = d_out.contiguous()?;
        let d_x = gradient(x, [kernel, &d_out], |d_x, [kernel, d_out]| match self.way {
            Way::Gather => windows.spread(d_out, kernel, d_x),
            Way::Spread => windows.correlate(d_out, kernel, d_x),
        })?;
        let d_kernel = gradient(kernel, [x, &d_out], |d_kernel, [x, d_out]| match self.way {
            Way::Gather => windows.kernel_gradient(x, d_out, d_kernel),
            Way::Spread => windows.kernel_gradient(d_out, x, d_kernel),
        })?;
        let d_bias = gradient(bias, [bias, &d_out], |d_bias, [bias, d_out]| {
            for d_pixel in d_out.chunks_exact(bias.len()) {
                for (d_bias, d) in d_bias.iter_mut().zip(d_pixel) {
                    *d_bias += d;
                }
            }
        })?;
        Ok((d_x, d_kernel, d_bias))
    }
}

/// What `add` adds to zeros, from two tensors; none where `of` needs no gradient.
fn gradient(
    of: &Tensor,
    from: [&Tensor; 2],
    add: impl FnOnce(&mut [f32], [&[f32]; 2]),
) -> Result<Option<Tensor>> {
    if !of.track_op() {
        return Ok(None);
    }
    let mut gradient = vec![0.0; of.elem_count()];
    with_slices(from, "convolution", |from| add(&mut gradient, from))?;
    Tensor::from_vec(gradient, of.shape(), of.device()).map(Some)
}
