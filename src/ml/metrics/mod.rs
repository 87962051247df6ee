//! Figures of quality.

pub mod classes;
pub mod frechet;
pub mod integral;
mod likelihood;
pub mod pca;
pub mod quality;
pub mod sharpness;
pub mod vae;

pub use likelihood::{GreyHistogram, bits_per_dim, nll, surprise};
