//! Sampling a PixelCNN with every layer's activations kept.
//!
//! A pixel's activations depend only on earlier pixels, so once computed they stay: an image
//! costs one forward pass in all, not one a pixel (Ramachandran et al. 2017, "Fast generation
//! for convolutional autoregressive models"). The vertical stack of a row depends only on the
//! rows above and is computed when the row begins. Several images go side by side, pixel by
//! pixel, and share each weight that is loaded; none changes another by a bit.

use std::sync::Arc;

use candle_core::Result;

use super::categorical;
use crate::ml::layers::MaskedConv2d;
use crate::ml::models::pixel_cnn::{GatedLayer, N_PLANES, PixelCnn, plane_values};
use crate::ml::ops::activation::Activation;
use crate::ml::ops::plain_conv::PlainConv;
use crate::ml::rng::{Draws, Purpose};
use crate::ml::{N_PIXELS, SIDE};

/// A pixel just drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Pixel {
    /// Grey 0-255, or 0 and 1.
    pub value: u8,
    /// `-log2 p(value | pixels before)` at temperature 1.
    pub bits: f32,
    /// What it was drawn from, at the temperature asked for; by value.
    pub probabilities: Vec<f32>,
    /// By value, untempered.
    pub logits: Vec<f32>,
}

/// Images in the making, all as far as each other.
#[derive(Debug, Clone)]
pub struct Sampler {
    net: Arc<Net>,
    /// Of each image.
    pixels: Vec<Vec<u8>>,
    /// (784, images, planes); pixels not yet there are left as they are and never read.
    planes: Vec<f32>,
    /// Of each level, the first layer's output included.
    levels: Vec<Level>,
    scratch: Scratch,
    /// Rows whose vertical stack is computed, and pixels whose horizontal stack is.
    n_rows: usize,
    n_columns: usize,
}

/// The weights.
#[derive(Debug, Clone)]
struct Net {
    /// (n_levels, n_embedding).
    embedding: Vec<f32>,
    n_embedding: usize,
    first_vertical: PlainConv,
    first_horizontal: PlainConv,
    first_vertical_to_horizontal: PlainConv,
    layers: Vec<PlainLayer>,
    head: PlainConv,
    logits: PlainConv,
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
            vertical: plain(&layer.vertical)?,
            horizontal: plain(&layer.horizontal)?,
            vertical_to_horizontal: plain(&layer.vertical_to_horizontal)?,
            out: plain(&layer.out)?,
        })
    }
}

impl Net {
    fn new(model: &PixelCnn) -> Result<Self> {
        Ok(Self {
            embedding: model.embedding.flatten_all()?.to_vec1()?,
            n_embedding: model.embedding.dim(1)?,
            first_vertical: plain(&model.first_vertical)?,
            first_horizontal: plain(&model.first_horizontal)?,
            first_vertical_to_horizontal: plain(&model.first_vertical_to_horizontal)?,
            layers: (model.layers.iter())
                .map(PlainLayer::new)
                .collect::<Result<_>>()?,
            head: plain(&model.head)?,
            logits: plain(&model.logits)?,
        })
    }

    const fn n_planes(&self) -> usize {
        N_PLANES + self.n_embedding
    }

    /// Channels of the stacks.
    const fn n_channels(&self) -> usize {
        self.first_horizontal.c_out()
    }
}

/// What is kept of one level, for all pixels of all images, which lie side by side in memory.
#[derive(Debug, Clone)]
struct Level {
    /// The vertical stack before its gate (784, images, 2c).
    vertical: Vec<f32>,
    /// And after it (784, images, c).
    gated: Vec<f32>,
    /// The horizontal stack (784, images, c).
    horizontal: Vec<f32>,
}

/// One pixel of each image at some stage.
#[derive(Debug, Clone)]
struct Scratch {
    /// (images, 2c).
    wide: Vec<f32>,
    /// (images, c).
    narrow: Vec<f32>,
    /// (images, c).
    gated: Vec<f32>,
    /// (images, n_head).
    hidden: Vec<f32>,
}

impl Sampler {
    /// An empty image.
    ///
    /// # Errors
    /// Where the model's weights cannot be read.
    pub fn new(model: &PixelCnn) -> Result<Self> {
        Self::batch(model, 1)
    }

    /// `n_images` empty images, at least one.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn batch(model: &PixelCnn, n_images: usize) -> Result<Self> {
        Ok(Self::of(Arc::new(Net::new(model)?), n_images))
    }

    /// `n_images` empty images of the same weights, at least one.
    pub fn with_images(&self, n_images: usize) -> Self {
        Self::of(Arc::clone(&self.net), n_images)
    }

    /// Images side by side.
    pub fn n_images(&self) -> usize {
        self.pixels.len()
    }

    fn of(net: Arc<Net>, n_images: usize) -> Self {
        let (n, c) = (n_images.max(1), net.n_channels());
        let level = Level {
            vertical: vec![0.0; n * N_PIXELS * 2 * c],
            gated: vec![0.0; n * N_PIXELS * c],
            horizontal: vec![0.0; n * N_PIXELS * c],
        };
        Self {
            pixels: vec![Vec::with_capacity(N_PIXELS); n],
            planes: vec![0.0; n * N_PIXELS * net.n_planes()],
            levels: vec![level; net.layers.len() + 1],
            scratch: Scratch {
                wide: vec![0.0; n * 2 * c],
                narrow: vec![0.0; n * c],
                gated: vec![0.0; n * c],
                hidden: vec![0.0; n * net.head.c_out()],
            },
            net,
            n_rows: 0,
            n_columns: 0,
        }
    }

    /// The pixels that image `image` has.
    pub fn pixels(&self, image: usize) -> &[u8] {
        &self.pixels[image]
    }

    /// Pixels that every image has.
    fn n_pixels(&self) -> usize {
        self.pixels[0].len()
    }

    /// Makes `images` the images so far, as many pixels of each as of the shortest and at most
    /// 784; without an image of its own, one takes the last. What was computed for the part that
    /// stays the same is kept.
    pub fn set_images(&mut self, images: &[&[u8]]) {
        let shortest = images.iter().map(|image| image.len()).min().unwrap_or(0);
        let n = shortest.min(N_PIXELS);
        let image =
            |i: usize| -> &[u8] { images.get(i).or(images.last()).map_or(&[], |p| &p[..n]) };
        let same = (self.pixels.iter().enumerate())
            .map(|(i, pixels)| {
                (pixels.iter().zip(image(i)))
                    .take_while(|(a, b)| a == b)
                    .count()
            })
            .min()
            .unwrap_or(0);
        // A pixel's activations depend on the pixels before it, so the first that differs keeps
        // its own.
        self.n_columns = self.n_columns.min(same + 1);
        self.n_rows = self.n_rows.min(same / SIDE + 1);
        for i in 0..self.pixels.len() {
            self.pixels[i].truncate(same);
            for &value in &image(i)[same..] {
                self.push_to(i, value);
            }
        }
    }

    /// Sets the next pixel of each image; one past the end is ignored.
    pub fn push(&mut self, values: &[u8]) {
        if self.n_pixels() < N_PIXELS && values.len() == self.pixels.len() {
            for (i, &value) in values.iter().enumerate() {
                self.push_to(i, value);
            }
        }
    }

    fn push_to(&mut self, image: usize, value: u8) {
        let (net, at) = (&self.net, self.pixels[image].len());
        // A value beyond those of the model counts as the largest.
        let n_levels = net.logits.c_out();
        let value = usize::from(value).min(n_levels - 1) as u8;
        let n = net.n_planes();
        let here = (at * self.pixels.len() + image) * n;
        let (planes, embedded) = self.planes[here..here + n].split_at_mut(N_PLANES);
        planes.copy_from_slice(&plane_values(at, value, n_levels));
        let row = usize::from(value) * net.n_embedding;
        embedded.copy_from_slice(&net.embedding[row..row + net.n_embedding]);
        self.pixels[image].push(value);
    }

    /// How many pixels must be computed before the logits of pixel `at` are there.
    pub fn n_missing(&self, at: usize) -> usize {
        (at + 1).saturating_sub(self.n_columns)
    }

    /// Computes the activations of one more pixel, if the pixels before it are there.
    pub fn compute_next(&mut self) {
        let at = self.n_columns;
        if at >= N_PIXELS || at > self.n_pixels() {
            return;
        }
        if self.n_rows * SIDE <= at {
            self.compute_row();
        }
        self.compute_column(at);
        self.n_columns += 1;
    }

    /// The logits of pixel `at`, (images, n_levels), which must be there or be the next one (a
    /// later one gives those of the next).
    pub fn logits(&mut self, at: usize) -> Vec<f32> {
        let at = at.min(self.n_pixels()).min(N_PIXELS - 1);
        while self.n_missing(at) > 0 {
            self.compute_next();
        }
        let Self { net, scratch, .. } = self;
        let top = &self.levels[net.layers.len()].horizontal;
        pick(top, at, &mut scratch.narrow);
        relu(&mut scratch.narrow);
        scratch.hidden.fill(0.0);
        net.head.add_pointwise(&scratch.narrow, &mut scratch.hidden);
        relu(&mut scratch.hidden);
        let mut logits = vec![0.0; self.pixels.len() * net.logits.c_out()];
        net.logits.add_pointwise(&scratch.hidden, &mut logits);
        logits
    }

    /// Draws the next pixel of each image, which are the images `numbers` of `seed`; nothing
    /// where they are whole. What is drawn is a function of seed, number and pixel.
    pub fn draw(&mut self, seed: u64, numbers: &[u32], temperature: f32) -> Option<Vec<Pixel>> {
        let at = self.n_pixels();
        if at >= N_PIXELS || numbers.len() != self.pixels.len() {
            return None;
        }
        let draws = Draws::new(seed, Purpose::Pixel);
        let logits = self.logits(at);
        let drawn: Vec<Pixel> = (logits.chunks_exact(self.net.logits.c_out()))
            .zip(numbers)
            .map(|(logits, &number)| {
                let probabilities = categorical::softmax(logits, temperature);
                let uniform = draws.uniform((u64::from(number) << 32) | at as u64);
                let value = categorical::pick(&probabilities, uniform);
                Pixel {
                    value: value as u8,
                    bits: categorical::bits(logits, value),
                    probabilities,
                    logits: logits.to_vec(),
                }
            })
            .collect();
        let values: Vec<u8> = drawn.iter().map(|pixel| pixel.value).collect();
        self.push(&values);
        Some(drawn)
    }

    /// The vertical stack of row `n_rows`.
    fn compute_row(&mut self) {
        let Self { net, scratch, .. } = self;
        let c = net.n_channels();
        for i in 0..self.levels.len() {
            let (below, here) = self.levels.split_at_mut(i);
            let Some(level) = here.first_mut() else {
                continue;
            };
            for at in self.n_rows * SIDE..(self.n_rows + 1) * SIDE {
                match below.last() {
                    None => {
                        scratch.wide.fill(0.0);
                        net.first_vertical
                            .add_at(&self.planes, at, &mut scratch.wide);
                    }
                    Some(below) => {
                        pick(&below.vertical, at, &mut scratch.wide);
                        let layer = &net.layers[i - 1];
                        layer.vertical.add_at(&below.gated, at, &mut scratch.wide);
                    }
                }
                gate(&scratch.wide, &mut scratch.gated, c);
                put(&scratch.wide, at, &mut level.vertical);
                put(&scratch.gated, at, &mut level.gated);
            }
        }
        self.n_rows += 1;
    }

    /// The horizontal stack of pixel `at`, whose row's vertical stack is there.
    fn compute_column(&mut self, at: usize) {
        let Self { net, scratch, .. } = self;
        let c = net.n_channels();
        scratch.narrow.fill(0.0);
        net.first_horizontal
            .add_at(&self.planes, at, &mut scratch.narrow);
        pick(&self.levels[0].gated, at, &mut scratch.gated);
        net.first_vertical_to_horizontal
            .add_pointwise(&scratch.gated, &mut scratch.narrow);
        put(&scratch.narrow, at, &mut self.levels[0].horizontal);
        for (i, layer) in net.layers.iter().enumerate() {
            scratch.wide.fill(0.0);
            layer
                .horizontal
                .add_at(&self.levels[i].horizontal, at, &mut scratch.wide);
            let level = &mut self.levels[i + 1];
            pick(&level.gated, at, &mut scratch.gated);
            layer
                .vertical_to_horizontal
                .add_pointwise(&scratch.gated, &mut scratch.wide);
            gate(&scratch.wide, &mut scratch.gated, c);
            // Onto the level below, which is still here.
            layer.out.add_pointwise(&scratch.gated, &mut scratch.narrow);
            put(&scratch.narrow, at, &mut level.horizontal);
        }
    }
}

/// Pixel `at` of all images of `from` (784, images, n), as long as `to`.
fn pick(from: &[f32], at: usize, to: &mut [f32]) {
    let n = to.len();
    to.copy_from_slice(&from[at * n..(at + 1) * n]);
}

/// The way back of [`pick`].
fn put(from: &[f32], at: usize, to: &mut [f32]) {
    let n = from.len();
    to[at * n..(at + 1) * n].copy_from_slice(from);
}

/// The layer's weights, to be applied one pixel at a time.
fn plain(layer: &MaskedConv2d) -> Result<PlainConv> {
    PlainConv::new(layer.taps(), layer.kernel(), SIDE)
}

/// The gates of one pixel of each image, (images, 2c) to (images, c).
fn gate(x: &[f32], out: &mut [f32], c: usize) {
    Activation::Gate.forward_rows(x, out, c);
}

fn relu(x: &mut [f32]) {
    for x in x {
        *x = x.max(0.0);
    }
}
