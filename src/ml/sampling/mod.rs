//! Drawing from the models.

pub mod categorical;
pub mod gaussian;
mod kept;
mod sampler;

pub use kept::{Causes, States, Stepwise};
pub use sampler::{Pixel, Sampler};
