//! Images from the prior, between two images, and over the manifold.

mod link;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use link::Link;
pub use state::State;
#[cfg(feature = "ui")]
pub use view::SamplingPanel;
