//! Figures of quality.

pub mod classes;
pub mod frechet;
pub mod integral;
pub mod pca;
mod pixel_cnn;
pub mod quality;
pub mod vae;

pub use pixel_cnn::{GreyHistogram, bits_per_dim, nll, surprise};
