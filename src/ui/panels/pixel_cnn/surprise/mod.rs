//! How surprising an image is to the PixelCNN, pixel by pixel.

mod in_words;
#[cfg(feature = "ui")]
mod inspector;
mod link;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use link::Link;
pub use state::{Score, State};
#[cfg(feature = "ui")]
pub use view::SurprisePanel;
