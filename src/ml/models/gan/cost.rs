//! What an image and a training step cost, in multiply-adds.

use super::{Config, SMALL, Shape, WINDOW};
use crate::ml::{N_PIXELS, SIDE};

/// Multiply-adds that one sample of a step takes in one layer. Counted are taps that lie inside
/// the image and gradients that something needs: none of data, none of a frozen net's weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerCost {
    pub layer: String,
    /// Of one pass forward.
    pub forward: u64,
    /// Passes of a step: forward, and backward to weights and to inputs.
    pub passes: u64,
}

impl LayerCost {
    pub const fn total(&self) -> u64 {
        self.forward * self.passes
    }
}

/// Multiply-adds of the generator's layers for one image.
pub fn generator_costs(config: &Config) -> Vec<u64> {
    match config.shape {
        Shape::Convolutional {
            generator: [hidden, wide, narrow],
            ..
        } => vec![
            (config.n_latent * hidden) as u64,
            (hidden * SMALL * SMALL * wide) as u64,
            of_windows(SIDE / 2, wide * narrow),
            of_windows(SIDE, narrow),
        ],
        Shape::Dense {
            hidden: [first, second],
        } => of_pairs([config.n_latent, first, second, N_PIXELS]),
    }
}

/// The same of the discriminator.
fn discriminator_costs(config: &Config) -> Vec<u64> {
    match config.shape {
        Shape::Convolutional {
            discriminator: [hidden, wide, narrow],
            ..
        } => vec![
            of_windows(SIDE, narrow),
            of_windows(SIDE / 2, wide * narrow),
            (SMALL * SMALL * wide * hidden) as u64,
            hidden as u64,
        ],
        Shape::Dense {
            hidden: [first, second],
        } => of_pairs([N_PIXELS, second, first, 1]),
    }
}

/// Of windows over an image of `side` rows, with `n` weights a tap.
fn of_windows(side: usize, n: usize) -> u64 {
    (taps_inside(side) * taps_inside(side) * n) as u64
}

/// Of fully connected layers from each of `sizes` to the next.
fn of_pairs(sizes: [usize; 4]) -> Vec<u64> {
    let pairs = sizes.windows(2);
    pairs.map(|pair| (pair[0] * pair[1]) as u64).collect()
}

/// The layers of a step of the discriminator and one of the generator on the same noise, for each
/// of its samples.
pub fn step_costs(config: &Config) -> Vec<LayerCost> {
    let (generator, discriminator) = (generator_costs(config), discriminator_costs(config));
    let of = |net: &str, costs: Vec<u64>, passes: fn(usize) -> u64| {
        let layer = |(i, forward): (usize, u64)| LayerCost {
            layer: format!("{net}.{i}"),
            forward,
            passes: passes(i),
        };
        costs.into_iter().enumerate().map(layer).collect::<Vec<_>>()
    };
    // The noise needs no gradient.
    let of_generator = |i: usize| if i == 0 { 2 } else { 3 };
    // Twice forward and to the weights, and beyond the first layer to the inputs, on real and
    // generated images; then forward and to the inputs for the generator.
    let of_discriminator = |i: usize| if i == 0 { 4 + 2 } else { 6 + 2 };
    let mut all = of("generator", generator, of_generator);
    all.extend(of("discriminator", discriminator, of_discriminator));
    all
}

/// Pairs of a window's row and an image's row inside the image, for an image of `side` rows.
fn taps_inside(side: usize) -> usize {
    let (size, stride, padding) = (WINDOW.size.0, WINDOW.stride, WINDOW.padding);
    let positions = (side + 2 * padding - size) / stride + 1;
    (0..positions)
        .flat_map(|position| (0..size).map(move |tap| position * stride + tap))
        .filter(|at| (padding..side + padding).contains(at))
        .count()
}
