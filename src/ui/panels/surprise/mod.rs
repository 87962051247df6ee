//! How surprising an image is to a net that predicts pixel by pixel.

mod in_words;
#[cfg(feature = "ui")]
mod inspector;
mod link;
mod nets;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use link::Link;
pub use nets::{Cnn, Net, Rnn};
pub use state::{Score, State};
#[cfg(feature = "ui")]
pub use view::SurprisePanel;
