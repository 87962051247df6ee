//! Sampling a PixelCNN with every layer's activations kept.
//!
//! A pixel's activations depend only on earlier pixels, so once computed they stay: an image
//! costs one forward pass in all, not one a pixel (Ramachandran et al. 2017, "Fast generation
//! for convolutional autoregressive models"). The vertical stack of a row depends only on the
//! rows above and is computed when the row begins.

use candle_core::Result;

use super::categorical;
use super::plain_conv::PlainConv;
use crate::ml::models::pixel_cnn::{GatedLayer, N_PLANES, PixelCnn, plane_values};
use crate::ml::ops::activation::Activation;
use crate::ml::rng::{Draws, Purpose};
use crate::ml::{N_LEVELS, N_PIXELS, SIDE};

/// A pixel just drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Pixel {
    /// Grey 0-255.
    pub value: u8,
    /// `-log2 p(value | pixels before)` at temperature 1.
    pub bits: f32,
}

/// One image in the making.
#[derive(Debug, Clone)]
pub struct Sampler {
    first_vertical: PlainConv,
    first_horizontal: PlainConv,
    first_vertical_to_horizontal: PlainConv,
    layers: Vec<PlainLayer>,
    head: PlainConv,
    logits: PlainConv,

    pixels: Vec<u8>,
    /// (784, 4); pixels not yet there are left at zero and never read.
    planes: Vec<f32>,
    /// Of each level, the first layer's output included.
    levels: Vec<Level>,
    /// Rows whose vertical stack is computed, and pixels whose horizontal stack is.
    n_rows: usize,
    n_columns: usize,
}

#[derive(Debug, Clone)]
struct PlainLayer {
    vertical: PlainConv,
    horizontal: PlainConv,
    vertical_to_horizontal: PlainConv,
    out: PlainConv,
}

impl PlainLayer {
    fn new(layer: &GatedLayer) -> Result<Self> {
        Ok(Self {
            vertical: PlainConv::new(&layer.vertical)?,
            horizontal: PlainConv::new(&layer.horizontal)?,
            vertical_to_horizontal: PlainConv::new(&layer.vertical_to_horizontal)?,
            out: PlainConv::new(&layer.out)?,
        })
    }
}

/// What is kept of one level, for all pixels.
#[derive(Debug, Clone)]
struct Level {
    /// The vertical stack before its gate (784, 2c).
    vertical: Vec<f32>,
    /// And after it (784, c).
    gated: Vec<f32>,
    /// The horizontal stack (784, c).
    horizontal: Vec<f32>,
}

impl Sampler {
    /// An empty image.
    ///
    /// # Errors
    /// Where the model's weights cannot be read.
    pub fn new(model: &PixelCnn) -> Result<Self> {
        let first_vertical = PlainConv::new(&model.first_vertical)?;
        let n_channels = first_vertical.c_out() / 2;
        let level = Level {
            vertical: vec![0.0; N_PIXELS * 2 * n_channels],
            gated: vec![0.0; N_PIXELS * n_channels],
            horizontal: vec![0.0; N_PIXELS * n_channels],
        };
        Ok(Self {
            first_vertical,
            first_horizontal: PlainConv::new(&model.first_horizontal)?,
            first_vertical_to_horizontal: PlainConv::new(&model.first_vertical_to_horizontal)?,
            layers: (model.layers.iter())
                .map(PlainLayer::new)
                .collect::<Result<_>>()?,
            head: PlainConv::new(&model.head)?,
            logits: PlainConv::new(&model.logits)?,
            pixels: Vec::with_capacity(N_PIXELS),
            planes: vec![0.0; N_PIXELS * N_PLANES],
            levels: vec![level; model.layers.len() + 1],
            n_rows: 0,
            n_columns: 0,
        })
    }

    /// The pixels there are.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Makes `pixels` the image so far (at most 784 of them). What was computed for the part
    /// that stays the same is kept.
    pub fn set_pixels(&mut self, pixels: &[u8]) {
        let pixels = &pixels[..pixels.len().min(N_PIXELS)];
        let same = (self.pixels.iter().zip(pixels))
            .take_while(|(a, b)| a == b)
            .count();
        // A pixel's activations depend on the pixels before it, so the first that differs keeps
        // its own.
        self.n_columns = self.n_columns.min(same + 1);
        self.n_rows = self.n_rows.min(same / SIDE + 1);
        self.pixels.truncate(same);
        for &value in &pixels[same..] {
            self.push(value);
        }
    }

    /// Sets the next pixel; one past the end of the image is ignored.
    pub fn push(&mut self, value: u8) {
        let at = self.pixels.len();
        if at < N_PIXELS {
            self.planes[at * N_PLANES..][..N_PLANES].copy_from_slice(&plane_values(at, value));
            self.pixels.push(value);
        }
    }

    /// How many pixels must be computed before the logits of pixel `at` are there.
    pub fn n_missing(&self, at: usize) -> usize {
        (at + 1).saturating_sub(self.n_columns)
    }

    /// Computes the activations of one more pixel, if the pixels before it are there.
    pub fn compute_next(&mut self) {
        let at = self.n_columns;
        if at >= N_PIXELS || at > self.pixels.len() {
            return;
        }
        if self.n_rows * SIDE <= at {
            self.compute_row();
        }
        self.compute_column(at);
        self.n_columns += 1;
    }

    /// The 256 logits of pixel `at`, which must be there or be the next one (a later one gives
    /// those of the next).
    pub fn logits(&mut self, at: usize) -> Vec<f32> {
        let at = at.min(self.pixels.len()).min(N_PIXELS - 1);
        while self.n_missing(at) > 0 {
            self.compute_next();
        }
        let top = &self.levels[self.layers.len()].horizontal;
        let n_channels = top.len() / N_PIXELS;
        let features = relu(&top[at * n_channels..(at + 1) * n_channels]);
        let mut hidden = vec![0.0; self.head.c_out()];
        self.head.add_pointwise(&features, &mut hidden);
        let mut logits = vec![0.0; N_LEVELS];
        self.logits.add_pointwise(&relu(&hidden), &mut logits);
        logits
    }

    /// Draws the next pixel of image `image` of `seed`; nothing where the image is whole.
    pub fn draw(&mut self, seed: u64, image: u32, temperature: f32) -> Option<(Pixel, Vec<f32>)> {
        let at = self.pixels.len();
        if at >= N_PIXELS {
            return None;
        }
        let logits = self.logits(at);
        let probabilities = categorical::softmax(&logits, temperature);
        let index = (u64::from(image) << 32) | at as u64;
        let uniform = Draws::new(seed, Purpose::Pixel).uniform(index);
        let value = categorical::pick(&probabilities, uniform);
        self.push(value as u8);
        let pixel = Pixel {
            value: value as u8,
            bits: categorical::bits(&logits, value),
        };
        Some((pixel, probabilities))
    }

    /// The vertical stack of row `n_rows`.
    fn compute_row(&mut self) {
        for (i, level) in (0..self.levels.len()).enumerate() {
            for at in self.n_rows * SIDE..(self.n_rows + 1) * SIDE {
                let (below, here) = self.levels.split_at_mut(level);
                let (
                    Level {
                        vertical, gated, ..
                    },
                    below,
                ) = (&mut here[0], below.last());
                let n = vertical.len() / N_PIXELS;
                let out = &mut vertical[at * n..(at + 1) * n];
                match (below, i.checked_sub(1)) {
                    (Some(below), Some(layer)) => {
                        out.copy_from_slice(&below.vertical[at * n..(at + 1) * n]);
                        self.layers[layer].vertical.add_at(&below.gated, at, out);
                    }
                    _ => {
                        out.fill(0.0);
                        self.first_vertical.add_at(&self.planes, at, out);
                    }
                }
                let n_gated = n / 2;
                Activation::Gate.forward(out, &mut gated[at * n_gated..(at + 1) * n_gated]);
            }
        }
        self.n_rows += 1;
    }

    /// The horizontal stack of pixel `at`, whose row's vertical stack is there.
    fn compute_column(&mut self, at: usize) {
        let n = self.levels[0].horizontal.len() / N_PIXELS;
        let here = at * n..(at + 1) * n;

        let Level {
            gated, horizontal, ..
        } = &mut self.levels[0];
        let out = &mut horizontal[here.clone()];
        out.fill(0.0);
        self.first_horizontal.add_at(&self.planes, at, out);
        self.first_vertical_to_horizontal
            .add_pointwise(&gated[here.clone()], out);

        let mut gate = vec![0.0; 2 * n];
        let mut gated_gate = vec![0.0; n];
        for (i, layer) in self.layers.iter().enumerate() {
            let (below, above) = self.levels.split_at_mut(i + 1);
            let below = &below[i].horizontal;
            gate.fill(0.0);
            layer.horizontal.add_at(below, at, &mut gate);
            layer
                .vertical_to_horizontal
                .add_pointwise(&above[0].gated[here.clone()], &mut gate);
            Activation::Gate.forward(&gate, &mut gated_gate);
            let out = &mut above[0].horizontal[here.clone()];
            out.copy_from_slice(&below[here.clone()]);
            layer.out.add_pointwise(&gated_gate, out);
        }
    }
}

fn relu(x: &[f32]) -> Vec<f32> {
    x.iter().map(|x| x.max(0.0)).collect()
}
