//! Nets whose likelihood is exact: `p(x) = product over i of p(x_i | x_1 .. x_(i-1))`, each factor
//! a softmax over the values that a pixel can have.

use candle_core::{Device, Result, Tensor};

use super::pixel_input::PixelInput;
use crate::ml::layers::{MaskedConv2d, Watch};
use crate::ml::ops::tape::Tape;

/// What a net has to say of every pixel given those before it.
pub trait Autoregressive {
    /// How it reads an image.
    fn input(&self) -> &PixelInput;

    /// Features before the last layer, (b, side, side, n_head), of the images in `pixels`. Those
    /// of a pixel know only the pixels before it. Where somebody watches, each stage is told when
    /// it is done.
    ///
    /// # Errors
    /// Where `pixels` are not whole images.
    fn features(
        &self,
        tape: &mut Tape,
        pixels: &[u8],
        watch: Option<&mut Watch<'_>>,
    ) -> Result<Tensor>;

    /// Multiply-adds of the features of one image.
    fn feature_multiply_adds(&self) -> u64;

    /// The last layer, from features to logits.
    fn last(&self) -> &MaskedConv2d;

    /// Values that a pixel can have.
    fn n_levels(&self) -> usize {
        self.input().n_levels()
    }

    /// The logits of every pixel given the pixels before it, (b * side * side, n_levels).
    ///
    /// # Errors
    /// Where `pixels` are not whole images.
    fn forward(&self, pixels: &[u8]) -> Result<Tensor> {
        let mut tape = Tape::off();
        let features = self.features(&mut tape, pixels, None)?;
        let n_levels = self.n_levels();
        let logits = self.last().forward(&mut tape, &features)?;
        logits.reshape(((), n_levels))
    }

    /// Mean nats a pixel of the images in `pixels`: the training loss, a scalar.
    ///
    /// # Errors
    /// Where `pixels` are not whole images.
    fn loss(&self, pixels: &[u8]) -> Result<Tensor> {
        self.loss_on(&mut Tape::off(), pixels, None)
    }

    /// The same, kept on a tape, each stage told when it is done but the last, which is done with
    /// the loss.
    ///
    /// # Errors
    /// As [`Self::loss`].
    fn loss_on(
        &self,
        tape: &mut Tape,
        pixels: &[u8],
        watch: Option<&mut Watch<'_>>,
    ) -> Result<Tensor> {
        let features = self.features(tape, pixels, watch)?;
        let features = tape.leaky_relu(&features, 0.0)?;
        let n_head = features.dim(3)?;
        let features = tape.reshape(&features, (pixels.len(), n_head))?;
        let targets = Tensor::from_slice(pixels, pixels.len(), &Device::Cpu)?;
        tape.linear_cross_entropy(&features, self.last().kernel(), &targets)
    }
}

/// Multiply-adds of one image through the whole net: what drawing it takes with kept activations,
/// and a third of what learning from it takes.
pub fn multiply_adds(net: &dyn Autoregressive) -> u64 {
    net.feature_multiply_adds() + net.last().multiply_adds(net.input().side())
}

/// Whether a parameter is a matrix between hidden layers.
pub fn is_hidden(parameter: &str) -> bool {
    !parameter.starts_with("embedding") && !parameter.starts_with("logits")
}
