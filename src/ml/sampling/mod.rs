//! Drawing from the models.

pub mod categorical;
mod pixel_cnn;
mod plain_conv;

pub use pixel_cnn::{Pixel, Sampler};
