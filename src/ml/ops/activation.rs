//! Activations that a convolution applies to its input while it reads it.

use super::math::{gate, gate_slopes, sigmoid};

/// What happens to a layer's input before its convolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// Nothing.
    Identity,
    /// max(0, x).
    Relu,
    /// x * sigmoid(x) (Elfwing et al. 2018), a smooth relative of the last.
    Silu,
    /// tanh(a) * sigmoid(b), where a is the first half of the channels and b the second
    /// (van den Oord et al. 2016, "Conditional image generation with PixelCNN decoders", eq. 2).
    Gate,
}

/// Channels computed at once: in slices of an unknown length the compiler gives up on vectors
/// where five of them might overlap.
const LANES: usize = 8;

#[inline(always)]
fn gate_gradients(a: f32, b: f32, d: f32) -> (f32, f32) {
    let (by_a, by_b) = gate_slopes(a, b);
    (d * by_a, d * by_b)
}

impl Activation {
    /// Channels that come out of `n_channels`.
    pub const fn n_out(self, n_channels: usize) -> usize {
        match self {
            Self::Identity | Self::Relu | Self::Silu => n_channels,
            Self::Gate => n_channels / 2,
        }
    }

    /// One pixel forward: `x` (channels) to `out` (`n_out`).
    #[inline]
    pub fn forward(self, x: &[f32], out: &mut [f32]) {
        match self {
            Self::Identity => out.copy_from_slice(x),
            Self::Relu => {
                for (out, &x) in out.iter_mut().zip(x) {
                    *out = x.max(0.0);
                }
            }
            Self::Silu => {
                for (out, &x) in out.iter_mut().zip(x) {
                    *out = x * sigmoid(x);
                }
            }
            Self::Gate => {
                let (a, b) = x.split_at(out.len());
                for ((out, &a), &b) in out.iter_mut().zip(a).zip(b) {
                    *out = gate(a, b);
                }
            }
        }
    }

    /// Rows forward: `x` (n, channels) to `out` (n, `n_out`).
    pub fn forward_rows(self, x: &[f32], out: &mut [f32], n_out: usize) {
        let n_channels = match self {
            Self::Gate => 2 * n_out,
            Self::Identity | Self::Relu | Self::Silu => n_out,
        };
        for (x, out) in x.chunks_exact(n_channels).zip(out.chunks_exact_mut(n_out)) {
            self.forward(x, out);
        }
    }

    /// One pixel backward: the gradient `d_out` (`n_out`) to `d_x` (channels).
    #[inline]
    pub fn backward(self, x: &[f32], d_out: &[f32], d_x: &mut [f32]) {
        match self {
            Self::Identity => d_x.copy_from_slice(d_out),
            Self::Relu => {
                for ((d_x, &x), &d_out) in d_x.iter_mut().zip(x).zip(d_out) {
                    *d_x = if x > 0.0 { d_out } else { 0.0 };
                }
            }
            Self::Silu => {
                for ((d_x, &x), &d_out) in d_x.iter_mut().zip(x).zip(d_out) {
                    let s = sigmoid(x);
                    *d_x = d_out * s * (1.0 + x * (1.0 - s));
                }
            }
            Self::Gate => {
                let (a, b) = x.split_at(d_out.len());
                let (d_a, d_b) = d_x.split_at_mut(d_out.len());
                let (a, a_rest) = a.as_chunks::<LANES>();
                let (b, b_rest) = b.as_chunks::<LANES>();
                let (d_out, d_rest) = d_out.as_chunks::<LANES>();
                let (d_a, d_a_rest) = d_a.as_chunks_mut::<LANES>();
                let (d_b, d_b_rest) = d_b.as_chunks_mut::<LANES>();
                for ((((d_a, d_b), a), b), d) in d_a.iter_mut().zip(d_b).zip(a).zip(b).zip(d_out) {
                    let mut both = [[0.0; LANES]; 2];
                    for i in 0..LANES {
                        (both[0][i], both[1][i]) = gate_gradients(a[i], b[i], d[i]);
                    }
                    [*d_a, *d_b] = both;
                }
                for (i, &d) in d_rest.iter().enumerate() {
                    (d_a_rest[i], d_b_rest[i]) = gate_gradients(a_rest[i], b_rest[i], d);
                }
            }
        }
    }
}
