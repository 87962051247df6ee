//! One folder a panel, each with a pure state and views of it.

#[cfg(feature = "ui")]
pub mod check;
pub mod pixel_cnn;
