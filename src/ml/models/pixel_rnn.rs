//! PixelRNN: an image's exact likelihood, by a state that walks down its rows.
//!
//! The same factors as a [PixelCNN](super::pixel_cnn)'s, from Row LSTMs (van den Oord et al. 2016,
//! "Pixel recurrent neural networks", section 3.1): a masked window over the rows above and the
//! row so far, then residual layers in each of which an LSTM's state goes from row to row. What a
//! pixel knows of the rows above comes through `h(r) = f(h(r-1), x(r))`, as far as the image
//! goes; what it knows of its own row through masked windows.
//!
//! Images (b, side, side) of u8 to logits (b * side * side, n_levels).

use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::pixel_cnn::Window;
use super::pixel_input::PixelInput;
use super::places::Places;
use super::{Autoregressive, Model};
use crate::ml::layers::{MaskedConv2d, RowLstm, STATE_TAPS, Stage, StageKind, Watch, above, left};
use crate::ml::ops::activation::Activation;
use crate::ml::ops::tape::Tape;
use crate::ml::{N_LEVELS, SIDE};

/// The network's shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Pixels along one side of the images.
    pub side: usize,
    /// Values that a pixel can have.
    pub n_levels: usize,
    /// Length of the vector that is learned for each of them.
    pub n_embedding: usize,
    /// Channels of the features, and numbers of each state.
    pub n_channels: usize,
    /// One Row LSTM each: how far to the left its window on the row reaches.
    pub dilations: Vec<i32>,
    /// Rows above and pixels to the left that the first layer sees.
    pub first_reach: i32,
    /// Channels between the last state and the softmax.
    pub n_head: usize,
}

impl Config {
    /// The net of grey digits: about as many parameters as the PixelCNN's.
    pub fn small_28() -> Self {
        Self {
            side: SIDE,
            n_levels: N_LEVELS,
            n_embedding: 12,
            n_channels: 48,
            dilations: vec![1, 2, 1],
            first_reach: 3,
            n_head: 64,
        }
    }

    /// A net for tests.
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

#[derive(Debug, Clone)]
pub struct PixelRnn {
    pub input: PixelInput,
    pub first: MaskedConv2d,
    pub layers: Vec<RowLstm>,
    pub head: MaskedConv2d,
    pub logits: MaskedConv2d,
}

impl Model for PixelRnn {
    type Config = Config;

    fn new(config: &Config, vb: VarBuilder<'_>) -> Result<Self> {
        let (n, reach) = (config.n_channels, config.first_reach);
        let input = PixelInput::new(config.side, (config.n_levels, config.n_embedding), &vb)?;
        let layers = vb.pp("layers");
        let window = [above(reach, reach), left(reach)].concat();
        let n_planes = input.n_planes();
        Ok(Self {
            input,
            first: MaskedConv2d::new(window, Activation::Identity, n_planes, n, vb.pp("first"))?,
            layers: (config.dilations.iter().enumerate())
                .map(|(i, &dilation)| RowLstm::new(n, dilation, &layers.pp(i)))
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

impl Autoregressive for PixelRnn {
    fn input(&self) -> &PixelInput {
        &self.input
    }

    fn features(
        &self,
        tape: &mut Tape,
        pixels: &[u8],
        watch: Option<&mut Watch<'_>>,
    ) -> Result<Tensor> {
        let planes = self.input.planes(tape, pixels)?; // (b, h, w, planes)
        let mut features = self.first.forward(tape, &planes)?; // (b, h, w, c)
        let Some(watch) = watch else {
            for layer in &self.layers {
                features = layer.forward(tape, &features)?;
            }
            return self.head.forward(tape, &features); // (b, h, w, n_head)
        };
        let width = self.input.side() * self.input.side();
        let stage = |kind| Stage { kind, width };
        watch(stage(StageKind::Window));
        for layer in &self.layers {
            features = layer.forward_watched(tape, &features, watch)?;
        }
        features = self.head.forward(tape, &features)?;
        watch(stage(StageKind::Head));
        Ok(features)
    }

    fn feature_multiply_adds(&self) -> u64 {
        let side = self.input.side();
        let layers = self.layers.iter().map(|layer| layer.multiply_adds(side));
        self.first.multiply_adds(side) + layers.sum::<u64>() + self.head.multiply_adds(side)
    }

    fn last(&self) -> &MaskedConv2d {
        &self.logits
    }
}

impl PixelRnn {
    /// The same net whose states see nothing of the states above: `h(t-1)` is 0 at every step.
    /// What a cell keeps of its own column stays.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn without_state(&self) -> Result<Self> {
        let mut net = self.clone();
        for layer in &mut net.layers {
            layer.state = layer.state.zeros_like()?;
        }
        Ok(net)
    }

    /// The pixels whose value can reach the logits of the pixel at (`row`, `col`), by raster
    /// index, rising: found by following every window and every state back to the image.
    pub fn receptive_field(&self, row: usize, col: usize) -> Vec<usize> {
        let mut seen = Places::one(row, col);
        for layer in self.layers.iter().rev() {
            let mut states = seen.clone();
            while states.add(&states.seen_through(&STATE_TAPS)) {}
            seen.add(&states.seen_through(layer.input.taps()));
        }
        seen.seen_through(self.first.taps()).indices()
    }

    /// What each layer sees around a pixel: of the rows above, a recurrent layer sees its own
    /// states.
    pub fn windows(&self) -> Vec<Window> {
        let (above, beside) = self.first.taps().iter().partition(|tap| tap.dy < 0);
        let later = self.layers.iter().map(|layer| Window {
            above: STATE_TAPS.to_vec(),
            beside: layer.input.taps().to_vec(),
        });
        [Window { above, beside }]
            .into_iter()
            .chain(later)
            .collect()
    }
}
