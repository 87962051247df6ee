//! Autoencoder: an image through a narrow code and back.
//!
//! The encoder makes a code of a few numbers of an image's 784 pixels, the decoder an image of a
//! code, and both are trained on the squared error between image and reconstruction (Hinton &
//! Salakhutdinov 2006, "Reducing the dimensionality of data with neural networks"). It says
//! nothing of which codes are likely, so it is no generator.
//!
//! Pixels (n, 784) in 0..1 to codes (n, n_code) to logits (n, 784), whose sigmoids are pixels.

use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::Model;
use crate::ml::N_PIXELS;
use crate::ml::layers::Mlp;
use crate::ml::ops::activation::Activation;
use crate::ml::ops::tape::Tape;

/// The network's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Numbers of a code.
    pub n_code: usize,
    /// Widths of the encoder's hidden layers; the decoder has them in reverse.
    pub hidden: Vec<usize>,
}

impl Config {
    /// The code that fits on a sheet of paper. Two numbers leave most of the work to the layers
    /// around them.
    pub fn code_2() -> Self {
        Self {
            n_code: 2,
            hidden: vec![152, 96, 48],
        }
    }

    pub fn code_8() -> Self {
        Self {
            n_code: 8,
            hidden: vec![128, 64],
        }
    }

    pub fn code_32() -> Self {
        Self {
            n_code: 32,
            hidden: vec![136],
        }
    }
}

/// The autoencoder itself.
#[derive(Debug, Clone)]
pub struct Autoencoder {
    encoder: Mlp,
    decoder: Mlp,
}

impl Model for Autoencoder {
    type Config = Config;

    fn new(config: &Config, vb: VarBuilder<'_>) -> Result<Self> {
        let mut sizes = vec![N_PIXELS];
        sizes.extend(&config.hidden);
        sizes.push(config.n_code);
        let encoder = Mlp::new(Activation::Silu, &sizes, &vb.pp("encoder"))?;
        sizes.reverse();
        let decoder = Mlp::new(Activation::Silu, &sizes, &vb.pp("decoder"))?;
        Ok(Self { encoder, decoder })
    }
}

impl Autoencoder {
    /// Numbers of a code.
    pub fn n_code(&self) -> usize {
        self.encoder.n_out()
    }

    /// The half that images are drawn with.
    pub const fn decoder(&self) -> &Mlp {
        &self.decoder
    }

    /// Pixels (n, 784) in 0..1 to codes (n, n_code).
    ///
    /// # Errors
    /// Where `pixels` does not fit.
    pub fn encode(&self, pixels: &Tensor) -> Result<Tensor> {
        self.encoder.forward(pixels)
    }

    /// Codes (n, n_code) to logits (n, 784); a pixel is the sigmoid of its logit.
    ///
    /// # Errors
    /// Where `codes` does not fit.
    pub fn decode(&self, codes: &Tensor) -> Result<Tensor> {
        self.decoder.forward(codes)
    }

    /// The mean squared error of a pixel in 0..1 between `pixels` (n, 784) and what becomes of
    /// `seen`, the same images or what corruption left of them (Vincent et al. 2008).
    ///
    /// # Errors
    /// Where shapes do not fit.
    pub fn loss(&self, seen: &Tensor, pixels: &Tensor) -> Result<Tensor> {
        self.loss_on(&mut Tape::off(), seen, pixels)
    }

    /// The same, kept on a tape.
    ///
    /// # Errors
    /// As [`Self::loss`].
    pub fn loss_on(&self, tape: &mut Tape, seen: &Tensor, pixels: &Tensor) -> Result<Tensor> {
        let code = self.encoder.forward_on(tape, seen)?;
        let logits = self.decoder.forward_on(tape, &code)?;
        tape.squared_error(&logits, pixels)
    }
}
