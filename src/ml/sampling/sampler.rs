//! Sampling with every layer's activations kept.
//!
//! A pixel's activations depend only on earlier pixels, so once computed they stay: an image
//! costs one forward pass in all, not one a pixel (Ramachandran et al. 2017, "Fast generation
//! for convolutional autoregressive models"). Several images go side by side, pixel by
//! pixel, and share each weight that is loaded; none changes another by a bit.

use std::sync::Arc;

use candle_core::Result;

use super::categorical;
use super::kept::{Causes, Kept, States, Stepwise};
use crate::ml::models::pixel_input::{N_PLANES, plane_values};
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
#[derive(Debug)]
pub struct Sampler {
    ends: Arc<Ends>,
    kept: Box<dyn Kept>,
    /// Of each image.
    pixels: Vec<Vec<u8>>,
    /// (784, images, planes); pixels not yet there are left as they are and never read.
    planes: Vec<f32>,
    /// Pixels whose activations are there.
    n_computed: usize,
}

/// How an image enters the net, and how its features become logits.
#[derive(Debug)]
struct Ends {
    /// (n_levels, n_embedding).
    embedding: Vec<f32>,
    n_embedding: usize,
    head: PlainConv,
    logits: PlainConv,
}

impl Ends {
    const fn n_planes(&self) -> usize {
        N_PLANES + self.n_embedding
    }
}

impl Sampler {
    /// An empty image.
    ///
    /// # Errors
    /// Where the model's weights cannot be read, or its images have another size than MNIST's.
    pub fn new(model: &dyn Stepwise) -> Result<Self> {
        Self::batch(model, 1)
    }

    /// `n_images` empty images, at least one.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn batch(model: &dyn Stepwise, n_images: usize) -> Result<Self> {
        let input = model.input();
        if input.side() != SIDE {
            candle_core::bail!("images of {} pixels a side are not drawn", input.side());
        }
        let plain = |layer: &crate::ml::layers::MaskedConv2d| {
            PlainConv::new(layer.taps(), layer.kernel(), SIDE)
        };
        let ends = Ends {
            embedding: input.embedding.flatten_all()?.to_vec1()?,
            n_embedding: input.embedding.dim(1)?,
            head: plain(model.head())?,
            logits: plain(model.last())?,
        };
        Ok(Self::of(Arc::new(ends), &*model.kept()?, n_images))
    }

    /// `n_images` empty images of the same weights, at least one.
    pub fn with_images(&self, n_images: usize) -> Self {
        Self::of(Arc::clone(&self.ends), &*self.kept, n_images)
    }

    /// Images side by side.
    pub fn n_images(&self) -> usize {
        self.pixels.len()
    }

    fn of(ends: Arc<Ends>, kept: &dyn Kept, n_images: usize) -> Self {
        let n = n_images.max(1);
        Self {
            kept: kept.with_images(n),
            pixels: vec![Vec::with_capacity(N_PIXELS); n],
            planes: vec![0.0; n * N_PIXELS * ends.n_planes()],
            ends,
            n_computed: 0,
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
        self.n_computed = self.n_computed.min(same + 1);
        self.kept.keep(same);
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
        let (ends, at) = (&self.ends, self.pixels[image].len());
        // A value beyond those of the model counts as the largest.
        let n_levels = ends.logits.c_out();
        let value = usize::from(value).min(n_levels - 1) as u8;
        let n = ends.n_planes();
        let here = (at * self.pixels.len() + image) * n;
        let (planes, embedded) = self.planes[here..here + n].split_at_mut(N_PLANES);
        planes.copy_from_slice(&plane_values(at, value, n_levels, SIDE));
        let row = usize::from(value) * ends.n_embedding;
        embedded.copy_from_slice(&ends.embedding[row..row + ends.n_embedding]);
        self.pixels[image].push(value);
    }

    /// How many pixels must be computed before the logits of pixel `at` are there.
    pub fn n_missing(&self, at: usize) -> usize {
        (at + 1).saturating_sub(self.n_computed)
    }

    /// Computes the activations of one more pixel, if the pixels before it are there.
    pub fn compute_next(&mut self) {
        let at = self.n_computed;
        if at >= N_PIXELS || at > self.n_pixels() {
            return;
        }
        self.kept.compute(at, &self.planes);
        self.n_computed += 1;
    }

    /// The recurrent layers' states, where the net has any: of the pixels that are computed.
    pub fn states(&self) -> &[States] {
        self.kept.states()
    }

    /// What a recurrent layer's gates were computed from at pixel `at`, if it is computed.
    pub fn causes(&self, layer: usize, at: usize) -> Option<Causes> {
        (at < self.n_computed).then(|| self.kept.causes(layer, at))?
    }

    /// Pixels whose activations are there.
    pub const fn n_computed(&self) -> usize {
        self.n_computed
    }

    /// The logits of pixel `at`, (images, n_levels), which must be there or be the next one (a
    /// later one gives those of the next).
    pub fn logits(&mut self, at: usize) -> Vec<f32> {
        let at = at.min(self.n_pixels()).min(N_PIXELS - 1);
        while self.n_missing(at) > 0 {
            self.compute_next();
        }
        let (ends, n_images) = (&self.ends, self.pixels.len());
        let features = self.kept.features();
        let n = features.len() / N_PIXELS;
        let mut features = features[at * n..(at + 1) * n].to_vec();
        relu(&mut features);
        let mut hidden = vec![0.0; n_images * ends.head.c_out()];
        ends.head.add_pointwise(&features, &mut hidden);
        relu(&mut hidden);
        let mut logits = vec![0.0; n_images * ends.logits.c_out()];
        ends.logits.add_pointwise(&hidden, &mut logits);
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
        let drawn: Vec<Pixel> = (logits.chunks_exact(self.ends.logits.c_out()))
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
}

fn relu(x: &mut [f32]) {
    for x in x {
        *x = x.max(0.0);
    }
}
