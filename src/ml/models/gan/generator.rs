use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::{Config, SLOPE, SMALL, Shape, WINDOW, deviation, init};
use crate::ml::N_PIXELS;
use crate::ml::layers::{BatchNorm, ConvTranspose2d, Linear, Use};
use crate::ml::models::Model;
use crate::ml::ops::tape::Tape;

/// Noise (n, n_latent) to pixels (n, 784).
#[derive(Debug, Clone)]
pub struct Generator {
    n_latent: usize,
    layers: Layers,
}

#[derive(Debug, Clone)]
enum Layers {
    Convolutional {
        linears: [Linear; 2],
        norms: [BatchNorm; 3],
        enlarge: [ConvTranspose2d; 2],
    },
    Dense {
        linears: [Linear; 3],
        norms: [BatchNorm; 2],
    },
}

impl Model for Generator {
    type Config = Config;

    fn new(config: &Config, vb: VarBuilder<'_>) -> Result<Self> {
        let n_latent = config.n_latent;
        let linear = |n_in: usize, n_out: usize, name: &str| {
            Linear::new(deviation(n_in), (n_in, n_out), name, &vb)
        };
        let norm = |n: usize, i: usize| BatchNorm::new(SLOPE, n, &vb.pp("norms").pp(i));
        let layers = match config.shape {
            Shape::Convolutional {
                generator: [hidden, wide, narrow],
                ..
            } => {
                // A pixel of the enlarged image is under a quarter of the taps.
                let init = |n_in: usize| init(WINDOW.n_taps() / 4 * n_in);
                let vb = |i: usize| vb.pp("enlarge").pp(i);
                let n_small = SMALL * SMALL * wide;
                Layers::Convolutional {
                    linears: [
                        linear(n_latent, hidden, "linears.0")?,
                        linear(hidden, n_small, "linears.1")?,
                    ],
                    // Each number of the smallest map has a mean and a variance of its own. With
                    // one of each a channel, a picture that all samples share may make up the
                    // variance, and the generator begins by drawing that picture only.
                    norms: [norm(hidden, 0)?, norm(n_small, 1)?, norm(narrow, 2)?],
                    enlarge: [
                        ConvTranspose2d::unbiased(init(wide), WINDOW, (wide, narrow), &vb(0))?,
                        ConvTranspose2d::new(init(narrow), WINDOW, (narrow, 1), &vb(1))?,
                    ],
                }
            }
            Shape::Dense {
                hidden: [first, second],
            } => Layers::Dense {
                linears: [
                    linear(n_latent, first, "linears.0")?,
                    linear(first, second, "linears.1")?,
                    linear(second, N_PIXELS, "linears.2")?,
                ],
                norms: [norm(first, 0)?, norm(second, 1)?],
            },
        };
        Ok(Self { n_latent, layers })
    }
}

impl Generator {
    /// Numbers of the noise.
    pub const fn n_latent(&self) -> usize {
        self.n_latent
    }

    /// Noise (n, n_latent) to pixels (n, 784) in -1..1.
    ///
    /// # Errors
    /// Where `noise` does not fit.
    pub fn forward(&self, noise: &Tensor, used: Use) -> Result<Tensor> {
        self.forward_on(&mut Tape::off(), noise, used)
    }

    /// The same, kept on a tape.
    ///
    /// # Errors
    /// As [`Self::forward`].
    pub fn forward_on(&self, tape: &mut Tape, noise: &Tensor, used: Use) -> Result<Tensor> {
        let n = noise.dims()[0];
        let pixels = match &self.layers {
            Layers::Convolutional {
                linears,
                norms: [of_hidden, of_small, of_middle],
                enlarge: [first, last],
            } => {
                let mut x = linears[0].forward(tape, noise)?;
                x = of_hidden.forward(tape, &x, used)?;
                x = linears[1].forward(tape, &x)?;
                x = of_small.forward(tape, &x, used)?;
                let n_channels = x.dims()[1] / (SMALL * SMALL);
                x = tape.reshape(&x, (n, SMALL, SMALL, n_channels))?;
                x = first.forward(tape, &x)?;
                x = of_middle.forward(tape, &x, used)?;
                x = last.forward(tape, &x)?;
                tape.reshape(&x, (n, N_PIXELS))?
            }
            Layers::Dense {
                linears: [first, second, last],
                norms,
            } => {
                let mut x = first.forward(tape, noise)?;
                x = norms[0].forward(tape, &x, used)?;
                x = second.forward(tape, &x)?;
                x = norms[1].forward(tape, &x, used)?;
                last.forward(tape, &x)?
            }
        };
        tape.tanh(&pixels)
    }
}
