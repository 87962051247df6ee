//! The bound of an image's density, and its two terms.

mod link;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use link::Link;
pub use state::State;
#[cfg(feature = "ui")]
pub use view::ElboPanel;
