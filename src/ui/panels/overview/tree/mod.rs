//! The lecture's tree: each leaf shows a picture that its model has just made.

#[cfg(feature = "ui")]
mod diagram;
mod leaf;
mod link;
#[cfg(feature = "ui")]
mod notes;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use leaf::Leaf;
pub use link::Link;
pub use state::{Picture, Stage, State};
#[cfg(feature = "ui")]
pub use view::TreePanel;
