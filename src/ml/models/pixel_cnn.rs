//! PixelCNN: an image's exact likelihood, one pixel at a time.
//!
//! `p(x) = product over i of p(x_i | x_1 .. x_(i-1))`, each factor a softmax over the values that a
//! pixel can have: 256 greys, or two.
//! Two stacks of gated residual layers, a vertical one that sees the rows above and a horizontal
//! one that sees the row so far and takes the vertical one in (van den Oord et al. 2016,
//! "Conditional image generation with PixelCNN decoders", figure 2); dilated windows widen the
//! view. A pixel's value enters as a number, and as a vector learned for each value; beside it
//! come constants: that the pixel lies inside the image, its row and its column.
//!
//! Images (b, 28, 28) of u8 to logits (b * 784, n_levels).

use candle_core::{Device, Result, Tensor};
use candle_nn::{Init, VarBuilder};

use super::Model;
use crate::ml::layers::{MaskedConv2d, above, above_and_row, left, left_and_here};
use crate::ml::ops::activation::Activation;
use crate::ml::ops::cross_entropy::linear_cross_entropy;
use crate::ml::ops::masked_conv::Tap;
use crate::ml::{N_LEVELS, N_PIXELS, SIDE};

/// What each pixel tells the first layer beside its value's embedding: the value in 0..1, one, row and
/// column in 0..1.
pub const N_PLANES: usize = 4;

/// The network's shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Values that a pixel can have: 256 greys, or ink and none.
    pub n_levels: usize,
    /// Length of the vector that is learned for each grey value. MNIST's strokes end in 252, 253,
    /// 254 or 255, the same throughout an image, and one number in 0..1 hardly tells them apart.
    pub n_embedding: usize,
    /// Channels of each stack.
    pub n_channels: usize,
    /// One gated layer each.
    pub dilations: Vec<i32>,
    /// Rows above and pixels to the left that the first layer sees.
    pub first_reach: i32,
    /// Channels between the stacks and the softmax.
    pub n_head: usize,
}

impl Config {
    /// The net of grey digits.
    pub fn small_28() -> Self {
        Self {
            n_levels: N_LEVELS,
            n_embedding: 12,
            n_channels: 32,
            dilations: vec![1, 2, 1, 4, 1, 2, 1],
            first_reach: 3,
            n_head: 64,
        }
    }

    /// The net of binary digits.
    pub fn binary_28() -> Self {
        Self {
            n_levels: 2,
            n_embedding: 1,
            n_channels: 24,
            dilations: vec![1, 2, 1, 4, 1, 2, 1],
            first_reach: 3,
            n_head: 24,
        }
    }

    /// The net that is trained while the visitor watches: of those tried the one that knows most
    /// after half a minute. Few channels make fast steps; a wide second window looks seven rows
    /// up all the same.
    pub fn live() -> Self {
        Self {
            n_levels: N_LEVELS,
            n_embedding: 4,
            n_channels: 16,
            dilations: vec![1, 4],
            first_reach: 2,
            n_head: 32,
        }
    }

    /// A net for tests, whose view reaches only a few pixels.
    pub fn tiny() -> Self {
        Self {
            n_levels: N_LEVELS,
            n_embedding: 2,
            n_channels: 4,
            dilations: vec![1, 2],
            first_reach: 2,
            n_head: 8,
        }
    }
}

/// One layer of both stacks. State between layers: the vertical stack's gate inputs
/// (b, h, w, 2c) and the horizontal stack's features (b, h, w, c).
#[derive(Debug, Clone)]
pub struct GatedLayer {
    pub vertical: MaskedConv2d,
    pub horizontal: MaskedConv2d,
    pub vertical_to_horizontal: MaskedConv2d,
    pub out: MaskedConv2d,
}

impl GatedLayer {
    fn new(n_channels: usize, dilation: i32, vb: VarBuilder<'_>) -> Result<Self> {
        let n = n_channels;
        Ok(Self {
            vertical: MaskedConv2d::new(
                above_and_row(dilation),
                Activation::Gate,
                n,
                2 * n,
                vb.pp("vertical"),
            )?,
            horizontal: MaskedConv2d::new(
                left_and_here(dilation),
                Activation::Identity,
                n,
                2 * n,
                vb.pp("horizontal"),
            )?,
            vertical_to_horizontal: MaskedConv2d::pointwise(
                Activation::Gate,
                n,
                2 * n,
                vb.pp("vertical_to_horizontal"),
            )?,
            out: MaskedConv2d::pointwise(Activation::Gate, n, n, vb.pp("out"))?,
        })
    }

    /// Both stacks' next state.
    fn forward(&self, vertical: &Tensor, horizontal: &Tensor) -> Result<(Tensor, Tensor)> {
        let vertical = self.vertical.forward_onto(vertical, vertical)?; // (b, h, w, 2c)
        let gate = self.horizontal.forward(horizontal)?; // (b, h, w, 2c)
        let gate = self.vertical_to_horizontal.forward_onto(&vertical, &gate)?;
        let horizontal = self.out.forward_onto(&gate, horizontal)?; // (b, h, w, c)
        Ok((vertical, horizontal))
    }
}

/// What one layer of both stacks sees around a pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// Of the vertical stack: rows above.
    pub above: Vec<Tap>,
    /// Of the horizontal stack: the row itself.
    pub beside: Vec<Tap>,
}

#[derive(Debug, Clone)]
pub struct PixelCnn {
    /// (n_levels, n_embedding).
    pub embedding: Tensor,
    pub first_vertical: MaskedConv2d,
    pub first_horizontal: MaskedConv2d,
    pub first_vertical_to_horizontal: MaskedConv2d,
    pub layers: Vec<GatedLayer>,
    pub head: MaskedConv2d,
    pub logits: MaskedConv2d,
}

impl Model for PixelCnn {
    type Config = Config;

    fn new(config: &Config, vb: VarBuilder<'_>) -> Result<Self> {
        let (n, reach) = (config.n_channels, config.first_reach);
        let n_planes = N_PLANES + config.n_embedding;
        let layers = vb.pp("layers");
        let init = Init::Uniform { lo: -0.5, up: 0.5 };
        Ok(Self {
            embedding: vb.get_with_hints(
                (config.n_levels, config.n_embedding),
                "embedding",
                init,
            )?,
            first_vertical: MaskedConv2d::new(
                above(reach, reach),
                Activation::Identity,
                n_planes,
                2 * n,
                vb.pp("first_vertical"),
            )?,
            first_horizontal: MaskedConv2d::new(
                left(reach),
                Activation::Identity,
                n_planes,
                n,
                vb.pp("first_horizontal"),
            )?,
            first_vertical_to_horizontal: MaskedConv2d::pointwise(
                Activation::Gate,
                n,
                n,
                vb.pp("first_vertical_to_horizontal"),
            )?,
            layers: (config.dilations.iter().enumerate())
                .map(|(i, &dilation)| GatedLayer::new(n, dilation, layers.pp(i)))
                .collect::<Result<_>>()?,
            head: MaskedConv2d::pointwise(Activation::Relu, n, config.n_head, vb.pp("head"))?,
            logits: MaskedConv2d::pointwise(
                Activation::Relu,
                config.n_head,
                config.n_levels,
                vb.pp("logits"),
            )?,
        })
    }
}

impl PixelCnn {
    /// Values that a pixel can have.
    pub fn n_levels(&self) -> usize {
        self.embedding.dims()[0]
    }

    /// The input planes of images, (b, 28, 28, 4 + n_embedding).
    fn planes(&self, pixels: &[u8]) -> Result<Tensor> {
        if pixels.is_empty() || !pixels.len().is_multiple_of(N_PIXELS) {
            candle_core::bail!("pixelcnn: {} pixels are not whole images", pixels.len());
        }
        let n_levels = self.n_levels();
        let planes: Vec<f32> = (pixels.iter().enumerate())
            .flat_map(|(i, &value)| plane_values(i % N_PIXELS, value, n_levels))
            .collect();
        let planes = Tensor::from_vec(planes, (pixels.len(), N_PLANES), &Device::Cpu)?;
        // Not as u8: candle takes an index type's largest value for "nothing", and 255 is a grey.
        let values: Vec<u32> = pixels.iter().map(|&value| u32::from(value)).collect();
        let values = Tensor::from_vec(values, pixels.len(), &Device::Cpu)?;
        let embedded = self.embedding.index_select(&values, 0)?;
        let shape = (pixels.len() / N_PIXELS, SIDE, SIDE, ());
        Tensor::cat(&[&planes, &embedded], 1)?.reshape(shape)
    }

    /// Features before the last layer, (b, 28, 28, n_head), of images (b, 784) in `pixels`.
    fn features(&self, pixels: &[u8]) -> Result<Tensor> {
        let planes = self.planes(pixels)?; // (b, h, w, planes)
        let mut vertical = self.first_vertical.forward(&planes)?; // (b, h, w, 2c)
        let mut horizontal = self.first_horizontal.forward(&planes)?; // (b, h, w, c)
        horizontal = self
            .first_vertical_to_horizontal
            .forward_onto(&vertical, &horizontal)?;
        for layer in &self.layers {
            (vertical, horizontal) = layer.forward(&vertical, &horizontal)?;
        }
        self.head.forward(&horizontal) // (b, h, w, n_head)
    }

    /// The logits of every pixel given the pixels before it, (b * 784, n_levels).
    ///
    /// # Errors
    /// Where `pixels` are not whole images.
    pub fn forward(&self, pixels: &[u8]) -> Result<Tensor> {
        let features = self.features(pixels)?;
        let n_levels = self.n_levels();
        self.logits.forward(&features)?.reshape(((), n_levels))
    }

    /// Mean nats a pixel of the images in `pixels`: the training loss, a scalar.
    ///
    /// # Errors
    /// Where `pixels` are not whole images.
    pub fn loss(&self, pixels: &[u8]) -> Result<Tensor> {
        let features = self.features(pixels)?.relu()?;
        let n_head = features.dim(3)?;
        let targets = Tensor::from_slice(pixels, pixels.len(), &Device::Cpu)?;
        linear_cross_entropy(
            &features.reshape(((), n_head))?,
            self.logits.kernel(),
            &targets,
        )
    }

    /// Whether a parameter is a matrix between hidden layers.
    pub fn is_hidden(parameter: &str) -> bool {
        !parameter.starts_with("embedding") && !parameter.starts_with("logits")
    }

    /// What each layer sees around a pixel. The vertical stack's features of a row know the rows
    /// above it alone, so from the second layer on its windows are told one row higher: where
    /// what they look at comes from.
    pub fn windows(&self) -> Vec<Window> {
        let higher = |tap: &Tap| Tap {
            dy: tap.dy - 1,
            dx: tap.dx,
        };
        let first = Window {
            above: self.first_vertical.taps().to_vec(),
            beside: self.first_horizontal.taps().to_vec(),
        };
        let later = self.layers.iter().map(|layer| Window {
            above: layer.vertical.taps().iter().map(higher).collect(),
            beside: layer.horizontal.taps().to_vec(),
        });
        [first].into_iter().chain(later).collect()
    }

    /// The pixels whose value can reach the logits of the pixel at (`row`, `col`), by raster
    /// index, rising: found by following every window back to the image.
    pub fn receptive_field(&self, row: usize, col: usize) -> Vec<usize> {
        type Seen = Vec<bool>;
        let back = |seen: &Seen, conv: &MaskedConv2d| -> Seen {
            let mut out = vec![false; N_PIXELS];
            for at in (0..N_PIXELS).filter(|&at| seen[at]) {
                for tap in conv.taps() {
                    let row = (at / SIDE) as i32 + tap.dy;
                    let col = (at % SIDE) as i32 + tap.dx;
                    if (0..SIDE as i32).contains(&row) && (0..SIDE as i32).contains(&col) {
                        out[row as usize * SIDE + col as usize] = true;
                    }
                }
            }
            out
        };
        let union = |a: &Seen, b: &Seen| -> Seen { a.iter().zip(b).map(|(a, b)| a | b).collect() };
        let mut horizontal = vec![false; N_PIXELS];
        horizontal[row * SIDE + col] = true;
        let mut vertical = vec![false; N_PIXELS];
        for layer in self.layers.iter().rev() {
            vertical = union(&vertical, &horizontal);
            vertical = union(&vertical, &back(&vertical, &layer.vertical));
            horizontal = union(&horizontal, &back(&horizontal, &layer.horizontal));
        }
        vertical = union(&vertical, &horizontal);
        let seen = union(
            &back(&vertical, &self.first_vertical),
            &back(&horizontal, &self.first_horizontal),
        );
        (0..N_PIXELS).filter(|&at| seen[at]).collect()
    }
}

/// What the pixel at raster index `at` tells the first layer.
pub fn plane_values(at: usize, value: u8, n_levels: usize) -> [f32; N_PLANES] {
    let unit = |i: usize| i as f32 / (SIDE - 1) as f32;
    [
        f32::from(value) / (n_levels - 1) as f32,
        1.0,
        unit(at / SIDE),
        unit(at % SIDE),
    ]
}
