//! Drawing from the models.

pub mod categorical;
pub mod gaussian;
mod pixel_cnn;
mod plain_conv;

pub use pixel_cnn::{Pixel, Sampler};
