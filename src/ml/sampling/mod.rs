//! Drawing from the models.

pub mod categorical;
pub mod gaussian;
mod pixel_cnn;

pub use pixel_cnn::{Pixel, Sampler};
