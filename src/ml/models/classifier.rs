//! The classifier: which digit an image shows. It judges what the other models make.
//!
//! Strided convolutions, then two fully connected layers. Its last hidden layer gives features in
//! which distances mean more than in pixels.
//!
//! Pixels (n, 784) in 0..1 to features (n, 64) to logits (n, 10).

use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::Model;
use crate::ml::SIDE;
use crate::ml::layers::{Conv2d, Mlp};
use crate::ml::ops::activation::Activation;
use crate::ml::ops::pointwise::leaky_relu;
use crate::ml::ops::tape::Tape;
use crate::ml::ops::window::Window;

/// Digits.
pub const N_CLASSES: usize = 10;

/// The network's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Channels of each convolution, with the stride of its 3x3 window.
    pub convolutions: Vec<(usize, usize)>,
    pub n_features: usize,
}

impl Config {
    /// The one that ships.
    pub fn shipped() -> Self {
        Self {
            convolutions: vec![(24, 2), (32, 1), (48, 2), (48, 1), (64, 2)],
            n_features: 64,
        }
    }
}

/// The classifier itself.
#[derive(Debug, Clone)]
pub struct Classifier {
    convolutions: Vec<Conv2d>,
    features: Mlp,
    logits: Mlp,
}

const SLOPE: f32 = 0.1;

impl Model for Classifier {
    type Config = Config;

    fn new(config: &Config, vb: VarBuilder<'_>) -> Result<Self> {
        let (mut side, mut n_in) = (SIDE, 1);
        let mut convolutions = Vec::new();
        for (i, &(n_out, stride)) in config.convolutions.iter().enumerate() {
            let vb = vb.pp("convolutions").pp(i);
            convolutions.push(Conv2d::new(Window::square(3, stride, 1), n_in, n_out, &vb)?);
            (side, n_in) = (side.div_ceil(stride), n_out);
        }
        let n_flat = side * side * n_in;
        let mlp = |sizes: &[usize], name: &str| Mlp::new(Activation::Silu, sizes, &vb.pp(name));
        Ok(Self {
            convolutions,
            features: mlp(&[n_flat, config.n_features], "features")?,
            logits: mlp(&[config.n_features, N_CLASSES], "logits")?,
        })
    }
}

impl Classifier {
    /// Pixels (n, 784) in 0..1 to features (n, n_features), none negative but by a tenth.
    ///
    /// # Errors
    /// Where `pixels` does not fit.
    pub fn features(&self, pixels: &Tensor) -> Result<Tensor> {
        let mut x = pixels.reshape(((), SIDE, SIDE, 1))?;
        for convolution in &self.convolutions {
            x = leaky_relu(&convolution.forward(&mut Tape::off(), &x)?, SLOPE)?;
        }
        leaky_relu(&self.features.forward(&x.flatten_from(1)?)?, SLOPE)
    }

    /// Features (n, n_features) to logits (n, 10).
    ///
    /// # Errors
    /// Where `features` does not fit.
    pub fn logits(&self, features: &Tensor) -> Result<Tensor> {
        self.logits.forward(features)
    }
}
