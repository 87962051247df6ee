//! The models: for each a `Config`, its layers, and `forward`.

pub mod pixel_cnn;

pub use pixel_cnn::PixelCnn;
