//! Activations that a convolution applies to its input while it reads it.

use super::math::{gate, gate_slopes};

/// What happens to a layer's input before its convolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// Nothing.
    Identity,
    /// max(0, x).
    Relu,
    /// tanh(a) * sigmoid(b), where a is the first half of the channels and b the second
    /// (van den Oord et al. 2016, "Conditional image generation with PixelCNN decoders", eq. 2).
    Gate,
}

impl Activation {
    /// Channels that come out of `n_channels`.
    pub const fn n_out(self, n_channels: usize) -> usize {
        match self {
            Self::Identity | Self::Relu => n_channels,
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
            Self::Gate => {
                let (a, b) = x.split_at(out.len());
                for ((out, &a), &b) in out.iter_mut().zip(a).zip(b) {
                    *out = gate(a, b);
                }
            }
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
            Self::Gate => {
                let (a, b) = x.split_at(d_out.len());
                let (d_a, d_b) = d_x.split_at_mut(d_out.len());
                for ((((d_a, d_b), &a), &b), &d) in d_a.iter_mut().zip(d_b).zip(a).zip(b).zip(d_out)
                {
                    let (by_a, by_b) = gate_slopes(a, b);
                    *d_a = d * by_a;
                    *d_b = d * by_b;
                }
            }
        }
    }
}
