//! The small VAE that learns while the visitor watches.

mod link;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use link::Link;
pub use state::State;
#[cfg(feature = "ui")]
pub use view::TrainingPanel;
