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

use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::pixel_input::PixelInput;
use super::places::Places;
use super::{Autoregressive, Model};
use crate::ml::layers::{
    MaskedConv2d, Stage, StageKind, Watch, above, above_and_row, left, left_and_here,
};
use crate::ml::ops::activation::Activation;
use crate::ml::ops::masked_conv::Tap;
use crate::ml::ops::tape::Tape;
use crate::ml::{N_LEVELS, SIDE};

/// The network's shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Pixels along one side of the images.
    pub side: usize,
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
            side: SIDE,
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
            side: SIDE,
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
            side: SIDE,
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
            side: SIDE,
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
    fn forward(
        &self,
        tape: &mut Tape,
        vertical: &Tensor,
        horizontal: &Tensor,
        done: &mut dyn FnMut(StageKind),
    ) -> Result<(Tensor, Tensor)> {
        let vertical = self.vertical.forward_onto(tape, vertical, vertical)?; // (b, h, w, 2c)
        done(StageKind::Vertical);
        let gate = self.horizontal.forward(tape, horizontal)?; // (b, h, w, 2c)
        let onto_gate = &self.vertical_to_horizontal;
        let gate = onto_gate.forward_onto(tape, &vertical, &gate)?;
        done(StageKind::Horizontal);
        let horizontal = self.out.forward_onto(tape, &gate, horizontal)?; // (b, h, w, c)
        done(StageKind::Out);
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
    pub input: PixelInput,
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
        let input = PixelInput::new(config.side, (config.n_levels, config.n_embedding), &vb)?;
        let n_planes = input.n_planes();
        let layers = vb.pp("layers");
        Ok(Self {
            input,
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

impl Autoregressive for PixelCnn {
    fn input(&self) -> &PixelInput {
        &self.input
    }

    fn features(
        &self,
        tape: &mut Tape,
        pixels: &[u8],
        watch: Option<&mut Watch<'_>>,
    ) -> Result<Tensor> {
        let width = self.input.side() * self.input.side();
        let nobody: &mut Watch<'_> = &mut |_| ();
        let watch = watch.unwrap_or(nobody);
        let mut done = |kind| watch(Stage { kind, width });
        let planes = self.input.planes(tape, pixels)?; // (b, h, w, planes)
        let mut vertical = self.first_vertical.forward(tape, &planes)?; // (b, h, w, 2c)
        done(StageKind::Vertical);
        let mut horizontal = self.first_horizontal.forward(tape, &planes)?; // (b, h, w, c)
        let onto_horizontal = &self.first_vertical_to_horizontal;
        horizontal = onto_horizontal.forward_onto(tape, &vertical, &horizontal)?;
        done(StageKind::Horizontal);
        for layer in &self.layers {
            (vertical, horizontal) = layer.forward(tape, &vertical, &horizontal, &mut done)?;
        }
        let features = self.head.forward(tape, &horizontal)?; // (b, h, w, n_head)
        done(StageKind::Head);
        Ok(features)
    }

    fn feature_multiply_adds(&self) -> u64 {
        let first = [
            &self.first_vertical,
            &self.first_horizontal,
            &self.first_vertical_to_horizontal,
            &self.head,
        ];
        let layers = self.layers.iter().flat_map(|layer| {
            [
                &layer.vertical,
                &layer.horizontal,
                &layer.vertical_to_horizontal,
                &layer.out,
            ]
        });
        let convs = first.into_iter().chain(layers);
        convs
            .map(|conv| conv.multiply_adds(self.input.side()))
            .sum()
    }

    fn last(&self) -> &MaskedConv2d {
        &self.logits
    }
}

impl PixelCnn {
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
        let mut horizontal = Places::one(row, col);
        let mut vertical = Places::none();
        for layer in self.layers.iter().rev() {
            vertical.add(&horizontal);
            vertical.add(&vertical.seen_through(layer.vertical.taps()));
            horizontal.add(&horizontal.seen_through(layer.horizontal.taps()));
        }
        vertical.add(&horizontal);
        let mut seen = vertical.seen_through(self.first_vertical.taps());
        seen.add(&horizontal.seen_through(self.first_horizontal.taps()));
        seen.indices()
    }
}
