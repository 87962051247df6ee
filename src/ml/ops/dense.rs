//! A fully connected layer as one op: the activation of its input, a matrix product and the bias.

use candle_core::{CpuStorage, CustomOp2, Layout, Result, Shape, Tensor, bail};

use super::activation::Activation;
use super::gemm::{View, add_product, product};
use super::tape::Tape;
use super::{f32_slice, with_slices};

/// `activation(x) @ weights + bias` of `x` (n, c), with `kernel` (c' + 1, c_out), where c' is what
/// the activation leaves of c and the last row is the bias. Returns (n, c_out).
///
/// # Errors
/// Where shapes do not fit or an argument is not contiguous f32.
pub fn dense(x: &Tensor, kernel: &Tensor, activation: Activation) -> Result<Tensor> {
    Tape::off().dense(x, kernel, activation)
}

impl Tape {
    /// [`dense`] of `x`.
    ///
    /// # Errors
    /// As [`dense`].
    pub fn dense(&mut self, x: &Tensor, kernel: &Tensor, activation: Activation) -> Result<Tensor> {
        self.apply2(Dense { activation }, x, kernel)
    }
}

#[derive(Debug, Clone, Copy)]
struct Dense {
    activation: Activation,
}

#[derive(Debug, Clone, Copy)]
struct Dims {
    n: usize,
    /// Numbers of a row of `x`, after the activation, and of the output.
    c_x: usize,
    c_in: usize,
    c_out: usize,
}

impl Dense {
    fn dims(&self, x: &Shape, kernel: &Shape) -> Result<Dims> {
        let (n, c_x) = x.dims2()?;
        let (n_rows, c_out) = kernel.dims2()?;
        let c_in = self.activation.n_out(c_x);
        if n_rows != c_in + 1 || c_out == 0 || c_x == 0 {
            bail!("dense: input {x:?} with kernel {kernel:?}");
        }
        Ok(Dims {
            n,
            c_x,
            c_in,
            c_out,
        })
    }

    fn activated(&self, dims: Dims, x: &[f32]) -> Vec<f32> {
        let mut activated = vec![0.0; dims.n * dims.c_in];
        for (x, out) in x
            .chunks_exact(dims.c_x)
            .zip(activated.chunks_exact_mut(dims.c_in))
        {
            self.activation.forward(x, out);
        }
        activated
    }

    fn forward(&self, dims: Dims, x: &[f32], kernel: &[f32]) -> Vec<f32> {
        let Dims { n, c_in, c_out, .. } = dims;
        let bias = &kernel[c_in * c_out..];
        let mut out = bias.repeat(n);
        let activated;
        let x = match self.activation {
            Activation::Identity => x,
            _ => {
                activated = self.activated(dims, x);
                &activated
            }
        };
        let (x, kernel) = (View::rows(x, 0, c_in), View::rows(kernel, 0, c_out));
        add_product(n, c_in, c_out, x, kernel, &mut out);
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
            n,
            c_x,
            c_in,
            c_out,
        } = dims;
        let mut d_kernel = vec![0.0; kernel.len()];
        let (d_weights, d_bias) = d_kernel.split_at_mut(c_in * c_out);
        for row in d_out.chunks_exact(c_out) {
            for (d_bias, d) in d_bias.iter_mut().zip(row) {
                *d_bias += d;
            }
        }
        let d_rows = View::rows(d_out, 0, c_out);
        let activated;
        let seen = match self.activation {
            Activation::Identity => x,
            _ => {
                activated = self.activated(dims, x);
                &activated
            }
        };
        let seen = View::rows(seen, 0, c_in).transposed();
        product(c_in, n, c_out, seen, d_rows, d_weights);
        let d_x = wants_d_x.then(|| {
            let mut d_seen = vec![0.0; n * c_in];
            let weights = View::rows(kernel, 0, c_out).transposed();
            product(n, c_out, c_in, d_rows, weights, &mut d_seen);
            if self.activation == Activation::Identity {
                return d_seen;
            }
            let mut d_x = vec![0.0; x.len()];
            for ((x, d_seen), d_x) in x
                .chunks_exact(c_x)
                .zip(d_seen.chunks_exact(c_in))
                .zip(d_x.chunks_exact_mut(c_x))
            {
                self.activation.backward(x, d_seen, d_x);
            }
            d_x
        });
        (d_x, d_kernel)
    }
}

impl CustomOp2 for Dense {
    fn name(&self) -> &'static str {
        "dense"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        x_layout: &Layout,
        kernel: &CpuStorage,
        kernel_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let dims = self.dims(x_layout.shape(), kernel_layout.shape())?;
        let x = f32_slice(x, x_layout, self.name())?;
        let kernel = f32_slice(kernel, kernel_layout, self.name())?;
        let out = self.forward(dims, x, kernel);
        Ok((CpuStorage::F32(out), (dims.n, dims.c_out).into()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        kernel: &Tensor,
        _out: &Tensor,
        d_out: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let dims = self.dims(x.shape(), kernel.shape())?;
        let d_out = d_out.contiguous()?;
        let (d_x, d_kernel) = with_slices([x, kernel, &d_out], self.name(), |[x_values, k, d]| {
            self.backward(dims, x_values, k, d, x.track_op())
        })?;
        let d_x = d_x.map(|d_x| Tensor::from_vec(d_x, x.shape(), x.device()));
        let d_kernel = (kernel.track_op())
            .then(|| Tensor::from_vec(d_kernel, kernel.shape(), kernel.device()));
        Ok((d_x.transpose()?, d_kernel.transpose()?))
    }
}
