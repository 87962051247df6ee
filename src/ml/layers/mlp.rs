use candle_core::{Result, Tensor};
use candle_nn::{Init, VarBuilder};

use crate::ml::ops::activation::Activation;
use crate::ml::ops::tape::Tape;

/// Fully connected layers, one after the other, with an activation between them.
#[derive(Debug, Clone)]
pub struct Mlp {
    /// (n_in + 1, n_out) each: the matrix, then the bias.
    kernels: Vec<Tensor>,
    activation: Activation,
}

impl Mlp {
    /// Layers from each of `sizes` to the next. Their tensors are named `0`, `1`, ...
    ///
    /// # Errors
    /// Where the weights cannot be had from `vb`.
    pub fn new(activation: Activation, sizes: &[usize], vb: &VarBuilder<'_>) -> Result<Self> {
        let layer = |(i, pair): (usize, &[usize])| {
            let (n_in, n_out) = (pair[0], pair[1]);
            vb.get_with_hints((n_in + 1, n_out), &i.to_string(), init(n_in))
        };
        Ok(Self {
            kernels: sizes
                .windows(2)
                .enumerate()
                .map(layer)
                .collect::<Result<_>>()?,
            activation,
        })
    }

    /// (n, first size) to (n, last size).
    ///
    /// # Errors
    /// Where `x` does not fit.
    pub fn forward(&self, x: &Tensor) -> Result<Tensor> {
        self.forward_on(&mut Tape::off(), x)
    }

    /// The same, kept on a tape.
    ///
    /// # Errors
    /// As [`Self::forward`].
    pub fn forward_on(&self, tape: &mut Tape, x: &Tensor) -> Result<Tensor> {
        let mut x = x.clone();
        for (i, kernel) in self.kernels.iter().enumerate() {
            let activation = match i {
                0 => Activation::Identity,
                _ => self.activation,
            };
            x = tape.dense(&x, kernel, activation)?;
        }
        Ok(x)
    }

    /// Multiplications of one sample, each with its addition.
    pub fn multiply_adds(&self) -> u64 {
        let of_layer = |kernel: &Tensor| ((kernel.dims()[0] - 1) * kernel.dims()[1]) as u64;
        self.kernels.iter().map(of_layer).sum()
    }

    /// Weights and biases.
    pub fn n_parameters(&self) -> u64 {
        self.kernels
            .iter()
            .map(|kernel| kernel.elem_count() as u64)
            .sum()
    }

    /// Numbers that come out.
    pub fn n_out(&self) -> usize {
        self.kernels.last().map_or(0, |kernel| kernel.dims()[1])
    }
}

/// Uniform with variance 1 / fan in (LeCun et al. 1998), so that what leaves a layer is about as
/// large as what enters it.
fn init(n_in: usize) -> Init {
    let bound = (3.0 / n_in as f64).sqrt();
    Init::Uniform {
        lo: -bound,
        up: bound,
    }
}
