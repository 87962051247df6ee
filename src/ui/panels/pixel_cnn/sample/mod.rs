//! Images drawn from nothing: one, four or sixteen at once.

#[cfg(feature = "ui")]
mod classified;
mod link;
#[cfg(feature = "ui")]
mod mask;
#[cfg(feature = "ui")]
mod nearest;
#[cfg(feature = "ui")]
mod notes;
mod showing;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use link::{LAST_LAYER, Link, Looks};
pub use showing::Showing;
pub use state::State;
#[cfg(feature = "ui")]
pub use view::SamplePanel;
