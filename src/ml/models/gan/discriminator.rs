use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::{Config, SLOPE, SMALL, Shape, WINDOW, deviation, init};
use crate::ml::layers::{Conv2d, Linear};
use crate::ml::models::Model;
use crate::ml::ops::tape::Tape;
use crate::ml::{N_PIXELS, SIDE};

/// Pixels (n, 784) to logits (n, 1), whose sigmoid is the probability that an image is real.
#[derive(Debug, Clone)]
pub struct Discriminator {
    layers: Layers,
}

#[derive(Debug, Clone)]
enum Layers {
    Convolutional {
        reduce: [Conv2d; 2],
        linears: [Linear; 2],
    },
    Dense {
        linears: [Linear; 3],
    },
}

impl Model for Discriminator {
    type Config = Config;

    fn new(config: &Config, vb: VarBuilder<'_>) -> Result<Self> {
        let linear = |n_in: usize, n_out: usize, name: &str| {
            Linear::new(deviation(n_in), (n_in, n_out), name, &vb)
        };
        let layers = match config.shape {
            Shape::Convolutional {
                discriminator: [hidden, wide, narrow],
                ..
            } => {
                let reduce = |i: usize, n_in: usize, n_out: usize| {
                    let init = init(WINDOW.n_taps() * n_in);
                    Conv2d::with_init(init, WINDOW, (n_in, n_out), &vb.pp("reduce").pp(i))
                };
                Layers::Convolutional {
                    reduce: [reduce(0, 1, narrow)?, reduce(1, narrow, wide)?],
                    linears: [
                        linear(SMALL * SMALL * wide, hidden, "linears.0")?,
                        linear(hidden, 1, "linears.1")?,
                    ],
                }
            }
            Shape::Dense {
                hidden: [first, second],
            } => Layers::Dense {
                linears: [
                    linear(N_PIXELS, second, "linears.0")?,
                    linear(second, first, "linears.1")?,
                    linear(first, 1, "linears.2")?,
                ],
            },
        };
        Ok(Self { layers })
    }
}

impl Discriminator {
    /// Pixels (n, 784) in -1..1 to logits (n, 1).
    ///
    /// # Errors
    /// Where `pixels` does not fit.
    pub fn forward(&self, pixels: &Tensor) -> Result<Tensor> {
        self.forward_on(&mut Tape::off(), pixels)
    }

    /// The same, kept on a tape.
    ///
    /// # Errors
    /// As [`Self::forward`].
    pub fn forward_on(&self, tape: &mut Tape, pixels: &Tensor) -> Result<Tensor> {
        let n = pixels.dims()[0];
        match &self.layers {
            Layers::Convolutional {
                reduce,
                linears: [first, last],
            } => {
                let mut x = tape.reshape(pixels, (n, SIDE, SIDE, 1))?;
                for reduce in reduce {
                    x = reduce.forward(tape, &x)?;
                    x = tape.leaky_relu(&x, SLOPE)?;
                }
                let n_flat = x.elem_count() / n.max(1);
                x = tape.reshape(&x, (n, n_flat))?;
                x = first.forward(tape, &x)?;
                x = tape.leaky_relu(&x, SLOPE)?;
                last.forward(tape, &x)
            }
            Layers::Dense {
                linears: [first, second, last],
            } => {
                let mut x = first.forward(tape, pixels)?;
                x = tape.leaky_relu(&x, SLOPE)?;
                x = second.forward(tape, &x)?;
                x = tape.leaky_relu(&x, SLOPE)?;
                last.forward(tape, &x)
            }
        }
    }

    /// The same net as a constant: a gradient passes through to the pixels, and reaches no weight.
    pub fn frozen(&self) -> Self {
        let layers = match &self.layers {
            Layers::Convolutional { reduce, linears } => Layers::Convolutional {
                reduce: reduce.each_ref().map(Conv2d::frozen),
                linears: linears.each_ref().map(Linear::frozen),
            },
            Layers::Dense { linears } => Layers::Dense {
                linears: linears.each_ref().map(Linear::frozen),
            },
        };
        Self { layers }
    }
}
