//! Figures of quality.

pub mod classes;
mod pixel_cnn;
pub mod vae;

pub use pixel_cnn::{GreyHistogram, bits_per_dim, nll, surprise};
