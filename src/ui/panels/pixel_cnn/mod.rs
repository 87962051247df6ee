//! The PixelCNN's panels: images that fill pixel by pixel, each drawn from a distribution that is
//! shown with it; beginnings completed; how surprising an image is; training. Beside them what
//! they share.

pub mod complete;
pub mod growth;
pub mod sample;
pub mod source;
pub mod surprise;
pub mod training;

#[cfg(feature = "ui")]
mod controls;
#[cfg(feature = "ui")]
mod distribution;
#[cfg(feature = "ui")]
mod notes;
#[cfg(feature = "ui")]
mod picker;
#[cfg(feature = "ui")]
mod tabs;
