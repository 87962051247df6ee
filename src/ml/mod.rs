//! The models and what they need: pure Rust on candle.
//!
//! Nothing here reads a clock, a file or the page, and nothing draws a random number that is not
//! a function of a seed that the caller gave: see [`rng`].

pub mod rng;

pub mod nearest;
pub use density_lab_ops as ops;

pub mod dataset;
pub mod idx;
pub mod layers;
pub mod models;
pub mod weights;

pub mod metrics;
pub mod sampling;
pub mod training;

pub mod explore;
pub mod few_labels;

pub mod check;

/// Pixels along one side of every image.
pub const SIDE: usize = 28;
/// Pixels of one image.
pub const N_PIXELS: usize = SIDE * SIDE;
/// Grey values that a pixel can have.
pub const N_LEVELS: usize = 256;

/// Errors of the arithmetic itself, which come from candle.
pub type Result<T> = candle_core::Result<T>;
