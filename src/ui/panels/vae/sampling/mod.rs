//! Samples: from the prior, between two images, over the manifold; and why they are blurry.

#[cfg(feature = "ui")]
mod between;
#[cfg(feature = "ui")]
mod blur;
mod haze;
mod in_words;
mod link;
mod manifold;
#[cfg(feature = "ui")]
mod notes;
mod slot;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use haze::{Haze, entropies};
pub use link::{Link, Show};
pub use slot::Slot;
pub use state::State;
#[cfg(feature = "ui")]
pub use view::SamplingPanel;
