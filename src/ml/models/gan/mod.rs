//! A generative adversarial network (Goodfellow et al. 2014): a generator that makes images of
//! noise, and a discriminator that tells them from real ones.
//!
//! Two shapes: convolutional (after Radford et al. 2016, "Unsupervised representation learning
//! with deep convolutional generative adversarial networks", made slim) and fully connected. The
//! generator has batch normalisation, the discriminator none, so that its verdict on an image does
//! not depend on those beside it.
//!
//! The convolutional nets have a fully connected hidden layer where their maps are smallest (as
//! Chen et al. 2016, "InfoGAN", appendix C.1). Windows alone soon give strokes as a pen makes
//! them, but which strokes make a digit is a matter of the whole image, which only a net with two
//! layers over all of it can tell.
//!
//! Pixels here lie in -1..1, black to white.

mod cost;
mod discriminator;
mod generator;

use candle_core::{Device, Result, Tensor};
use candle_nn::Init;

pub use cost::{LayerCost, generator_costs, step_costs};
pub use discriminator::Discriminator;
pub use generator::Generator;

use crate::ml::N_PIXELS;
use crate::ml::ops::window::Window;

/// The shape of both nets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Numbers of the noise.
    pub n_latent: usize,
    pub shape: Shape,
}

/// Their layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Noise to a hidden layer to 7x7 to 14x14 to 28x28 pixels, and back to one logit: numbers of
    /// the hidden layer, channels at 7x7 and at 14x14.
    Convolutional {
        generator: [usize; 3],
        discriminator: [usize; 3],
    },
    /// Noise to hidden layers to pixels, and back through the same widths.
    Dense { hidden: [usize; 2] },
}

impl Config {
    /// The pair that the page trains unless told otherwise.
    pub const fn convolutional() -> Self {
        Self {
            n_latent: 64,
            shape: Shape::Convolutional {
                generator: [96, 32, 16],
                discriminator: [80, 16, 16],
            },
        }
    }

    pub const fn dense() -> Self {
        Self {
            n_latent: 64,
            shape: Shape::Dense { hidden: [128, 256] },
        }
    }
}

/// Pixels of a convolutional net's smallest map along each side.
const SMALL: usize = 7;

/// Each convolution halves or doubles an image's sides.
const WINDOW: Window = Window::square(4, 2, 1);

/// Of the leaky rectifiers.
const SLOPE: f32 = 0.2;

/// First weights from a normal of this standard deviation (Radford et al. 2016, section 3.1, has
/// 0.02 for nets sixteen times as wide).
fn init(fan_in: usize) -> Init {
    Init::Randn {
        mean: 0.0,
        stdev: deviation(fan_in),
    }
}

fn deviation(fan_in: usize) -> f64 {
    (1.0 / fan_in as f64).sqrt()
}

/// Grey `pixels` as the nets see them, (n, 784).
///
/// # Errors
/// Where `pixels` are not whole images.
pub fn signed_pixels(pixels: &[u8]) -> Result<Tensor> {
    let values = pixels.iter().map(|&grey| f32::from(grey) / 127.5 - 1.0);
    Tensor::from_iter(values, &Device::Cpu)?.reshape(((), N_PIXELS))
}

/// Images as the nets see them as greys, one after the other.
///
/// # Errors
/// Where candle fails.
pub fn greys(pixels: &Tensor) -> Result<Vec<u8>> {
    let values: Vec<f32> = pixels.flatten_all()?.to_vec1()?;
    let grey = |value: f32| (127.5 * (value + 1.0) + 0.5) as u8;
    Ok(values.into_iter().map(grey).collect())
}
