//! The activations of a net, kept pixel by pixel.

mod pixel_cnn;
mod pixel_rnn;

use std::fmt::Debug;

use candle_core::Result;

use crate::ml::SIDE;
use crate::ml::layers::MaskedConv2d;
use crate::ml::models::Autoregressive;
use crate::ml::ops::plain_conv::PlainConv;

/// A net that can be run one pixel at a time.
pub trait Stepwise: Autoregressive {
    /// Its weights, ready for that, and nothing kept yet of one image.
    ///
    /// # Errors
    /// Where the weights cannot be read.
    fn kept(&self) -> Result<Box<dyn Kept>>;

    /// The layer before the last.
    fn head(&self) -> &MaskedConv2d;
}

/// What is kept of images that go side by side: all for one pixel lie side by side in memory.
pub trait Kept: Debug {
    /// The same weights, for `n_images` images of which nothing is there.
    fn with_images(&self, n_images: usize) -> Box<dyn Kept>;

    /// Forgets what depends on any pixel but the first `n_pixels`.
    fn keep(&mut self, n_pixels: usize);

    /// Computes pixel `at` of each image; the pixels before it are computed. `planes` (784,
    /// images, n_planes) holds what those tell.
    fn compute(&mut self, at: usize, planes: &[f32]);

    /// Features before the head (784, images, c).
    fn features(&self) -> &[f32];

    /// The recurrent layers' states, where there are any.
    fn states(&self) -> &[States] {
        &[]
    }

    /// What a recurrent layer's gates were computed from at pixel `at`, which is computed.
    fn causes(&self, _layer: usize, _at: usize) -> Option<Causes> {
        None
    }
}

/// What is kept of one recurrent layer.
#[derive(Debug, Clone)]
pub struct States {
    /// Numbers of a state.
    pub n_channels: usize,
    /// (784, images, c).
    pub hidden: Vec<f32>,
    /// Alike.
    pub cells: Vec<f32>,
    /// Output, forget and input gate in 0..1 and the candidate in -1..1, (784, images, 4c).
    pub gates: Vec<f32>,
}

/// What adds up to a recurrent layer's gates before their activations, (images, 4c) each.
#[derive(Debug, Clone)]
pub struct Causes {
    /// From `x_t`, the features of the row so far; the bias too.
    pub input: Vec<f32>,
    /// From `h_(t-1)`, the states of the row above.
    pub state: Vec<f32>,
}

/// Pixel `at` of all images of `from` (784, images, n), as long as `to`.
fn pick(from: &[f32], at: usize, to: &mut [f32]) {
    let n = to.len();
    to.copy_from_slice(&from[at * n..(at + 1) * n]);
}

/// The way back of [`pick`].
fn put(from: &[f32], at: usize, to: &mut [f32]) {
    let n = from.len();
    to[at * n..(at + 1) * n].copy_from_slice(from);
}

/// The layer's weights, to be applied one pixel at a time.
fn plain(layer: &MaskedConv2d) -> Result<PlainConv> {
    PlainConv::new(layer.taps(), layer.kernel(), SIDE)
}
